//! What remains of a checked document: counts, small enough to keep for many thousands.

use std::collections::BTreeMap;

use gouji_model::{CellValue, Level, NotRun, Statement, Verdict};

use crate::DocumentReport;

/// Counts over some documents.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// A line for each document.
    pub lines: Vec<SummaryLine>,
    /// Findings that count, by the code of their rule.
    pub rules: BTreeMap<String, RuleCount>,
    /// Rules that were left out of some document, in order.
    pub not_run: Vec<NotRun>,
}

/// Counts of one document.
#[derive(Clone, Debug)]
pub struct SummaryLine {
    /// File as the user named it.
    pub file: String,
    /// Unit that publishes, where it was recognised.
    pub unit: Option<String>,
    /// Year, where it was recognised.
    pub year: Option<u16>,
    /// Id of the profile.
    pub profile: String,
    /// Findings that count, by level.
    pub findings: BTreeMap<Level, usize>,
    /// Findings that do not count: known before, or explained.
    pub suppressed: usize,
    /// Warnings of reading.
    pub warnings: usize,
    /// Files of a folder or archive that could not be read.
    pub unread: usize,
    /// Tables of which everything was read; those found and those that should be there.
    pub tables: (usize, usize),
    /// Numbers of the explanation that were bound, and all of them.
    pub claims: (usize, usize),
    /// Equations examined.
    pub examined: usize,
    /// Equations not examined.
    pub open: usize,
}

/// Findings of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    /// Documents with such a finding.
    pub documents: usize,
    /// Findings.
    pub findings: usize,
}

impl Summary {
    /// The counts of one document.
    pub fn of(document: &DocumentReport<'_>) -> Self {
        let mut rules: BTreeMap<String, RuleCount> = BTreeMap::new();
        for finding in document.report.open_findings() {
            let rule = rules.entry(finding.code.to_string()).or_default();
            rule.documents = 1;
            rule.findings += 1;
        }
        let not_run = document.report.coverage.not_run.clone();
        Self { lines: vec![SummaryLine::of(document)], rules, not_run }
    }

    /// Adds the counts of further documents.
    pub fn add(&mut self, other: Self) {
        self.lines.extend(other.lines);
        for rule in other.not_run {
            if !self.not_run.contains(&rule) {
                self.not_run.push(rule);
            }
        }
        self.not_run.sort_by(|a, b| a.code.cmp(&b.code).then(a.why.cmp(&b.why)));
        for (code, count) in other.rules {
            let rule = self.rules.entry(code).or_default();
            rule.documents += count.documents;
            rule.findings += count.findings;
        }
    }

    /// Findings at a level or above it; below errors also the warnings of reading.
    pub fn findings_from(&self, level: Level) -> usize {
        let findings =
            |line: &SummaryLine| line.findings.range(level..).map(|(_, n)| n).sum::<usize>();
        let warnings = |line: &SummaryLine| if level < Level::Error { line.warnings } else { 0 };
        self.lines.iter().map(|line| findings(line) + warnings(line)).sum()
    }

    /// Files of folders and archives that could not be read.
    pub fn unread(&self) -> usize {
        self.lines.iter().map(|line| line.unread).sum()
    }
}

impl SummaryLine {
    /// The counts of a document.
    pub fn of(document: &DocumentReport<'_>) -> Self {
        let DocumentReport { disclosure, report } = *document;
        let mut findings: BTreeMap<Level, usize> = BTreeMap::new();
        for finding in report.open_findings() {
            *findings.entry(finding.level).or_default() += 1;
        }
        let complete = disclosure.statements.iter().filter(|table| is_whole(table)).count();
        let noticed =
            |id: &str| disclosure.diagnostics.iter().filter(|d| d.message.id == id).count();
        let warnings = disclosure.diagnostics.iter().filter(|d| d.level >= Level::Warning).count();
        let missing = noticed("read-missing-table");
        let bound = disclosure.claims.iter().filter(|claim| !claim.is_unbound()).count();
        let (examined, open) = extent(document);
        Self {
            file: disclosure.file.to_string(),
            unit: disclosure.unit.as_ref().map(|unit| unit.text.clone()),
            year: disclosure.year,
            profile: disclosure.profile.id.to_string(),
            findings,
            suppressed: report.suppressed().count(),
            warnings,
            unread: noticed("read-member"),
            tables: (complete, disclosure.statements.len() + missing),
            claims: (bound, disclosure.claims.len()),
            examined,
            open,
        }
    }

    /// Findings at a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.get(&level).copied().unwrap_or(0)
    }
}

/// Whether everything in a table was read, each of its cells too.
fn is_whole(table: &Statement) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    table.completeness.is_complete() && !cells.any(|cell| cell.value == CellValue::Illegible)
}

/// How many equations were examined, and how many were left open.
fn extent(document: &DocumentReport<'_>) -> (usize, usize) {
    let coverage = &document.report.coverage;
    Verdict::ALL.into_iter().fold((0, 0), |(examined, open), verdict| {
        let n = coverage.equations_with(verdict);
        match verdict {
            Verdict::Pass | Verdict::PassWithResidue | Verdict::Review | Verdict::Fail => {
                (examined + n, open)
            }
            Verdict::NotApplicable | Verdict::NotAssessable | Verdict::NotEvaluated => {
                (examined, open + n)
            }
        }
    })
}
