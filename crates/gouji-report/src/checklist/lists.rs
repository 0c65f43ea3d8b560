//! What is listed behind the form: findings, residues, coverage, and what reading noticed.

use std::collections::BTreeMap;

use gouji_model::{
    Comparison, Coverage, CoverageEntry, Culprit, Decimal, Finding, Level, Message, Verdict,
};

use super::Detail;
use super::form::printed;
use crate::DocumentReport;
use crate::findings_csv::left;
use crate::sarif::justification;
use crate::terminal::place;
use crate::words::Words;

/// A row of a list; its cells are those of the list's columns.
#[derive(Clone, Debug)]
pub(super) struct ListRow {
    pub cells: Vec<String>,
    /// Colour, where the row has one.
    pub level: Option<Level>,
}

/// A list: its name, and its columns with their widths.
pub(super) struct ListDef {
    pub name: &'static str,
    pub columns: &'static [(&'static str, u16)],
}

/// The lists of a workbook in the order of its sheets.
pub(super) const LISTS: [ListDef; 4] = [
    ListDef {
        name: "checklist-sheet-findings",
        columns: &[
            ("checklist-level", 6),
            ("checklist-rule", 8),
            ("checklist-message", 52),
            ("checklist-place", 34),
            ("checklist-printed", 12),
            ("checklist-proposed", 12),
            ("checklist-difference", 14),
            ("checklist-evidence", 7),
            ("checklist-suppressed", 12),
            ("checklist-fingerprint", 18),
            ("checklist-rectified", 12),
        ],
    },
    ListDef {
        name: "checklist-sheet-residues",
        columns: &[
            ("checklist-residue", 8),
            ("checklist-rule", 8),
            ("checklist-message", 60),
            ("checklist-place", 40),
            ("checklist-left", 16),
            ("checklist-right", 16),
            ("checklist-difference", 14),
            ("checklist-fingerprint", 18),
        ],
    },
    ListDef {
        name: "checklist-sheet-coverage",
        columns: &[
            ("checklist-rule", 8),
            ("checklist-relation", 80),
            ("checklist-verdict", 10),
            ("checklist-reason", 50),
        ],
    },
    ListDef {
        name: "checklist-sheet-reading",
        columns: &[("checklist-level", 6), ("checklist-message", 70), ("checklist-place", 60)],
    },
];

/// The rows of a document, in the order of [`LISTS`].
#[derive(Clone, Debug)]
pub(super) struct Lists(pub [Vec<ListRow>; 4]);

impl Lists {
    /// Findings stand in `order`.
    pub(super) fn of(
        words: Words,
        document: &DocumentReport<'_>,
        order: &[usize],
        detail: Detail,
    ) -> Self {
        let file = &document.disclosure.file;
        let report = document.report;
        let findings = order.iter().map(|index| finding(words, &report.findings[*index], file));
        let residues = report.residues.iter().map(|one| residue(words, one, file));
        let reading = document.disclosure.diagnostics.iter().map(|diagnostic| ListRow {
            cells: vec![
                level(words, diagnostic.level),
                words.say(&diagnostic.message),
                place::full(words, &diagnostic.place, file),
            ],
            level: Some(diagnostic.level),
        });
        Self([
            findings.collect(),
            residues.collect(),
            coverage(words, &report.coverage, detail),
            reading.collect(),
        ])
    }
}

fn finding(words: Words, finding: &Finding, file: &str) -> ListRow {
    let suppressed = finding.suppression.as_ref().map(|one| justification(words, one));
    ListRow {
        cells: vec![
            level(words, finding.level),
            finding.code.to_string(),
            words.of(&finding.message).to_owned(),
            places(words, finding, file),
            printed_of(words, finding),
            each(finding, |culprit| culprit.proposed.clone()),
            side(finding, |sides| &sides.difference),
            finding.evidence.len().to_string(),
            suppressed.unwrap_or_default(),
            finding.fingerprint.clone(),
            String::new(),
        ],
        level: Some(finding.level),
    }
}

fn residue(words: Words, residue: &Finding, file: &str) -> ListRow {
    ListRow {
        cells: vec![
            words.word(verdict(residue.verdict)),
            residue.code.to_string(),
            words.of(&residue.message).to_owned(),
            places(words, residue, file),
            side(residue, |sides| &sides.actual),
            side(residue, |sides| &sides.expected),
            side(residue, |sides| &sides.difference),
            residue.fingerprint.clone(),
        ],
        level: (residue.verdict == Verdict::Review).then_some(Level::Warning),
    }
}

/// Every equation and rule; or those that hold as one row for each rule.
fn coverage(words: Words, coverage: &Coverage, detail: Detail) -> Vec<ListRow> {
    let entries = coverage.equations.iter().chain(&coverage.rules);
    let is_summed = |entry: &&CoverageEntry| {
        detail == Detail::Summed
            && matches!(entry.verdict, Verdict::Pass | Verdict::PassWithResidue)
    };
    let (summed, listed): (Vec<_>, Vec<_>) = entries.partition(is_summed);
    let mut sums: BTreeMap<(&str, Verdict), usize> = BTreeMap::new();
    for entry in summed {
        *sums.entry((&entry.code, entry.verdict)).or_default() += 1;
    }
    let sums = sums.into_iter().map(|((code, held), n)| ListRow {
        cells: vec![
            code.to_owned(),
            words.say(&Message::new("checklist-held").with("n", n)),
            words.word(verdict(held)),
            String::new(),
        ],
        level: None,
    });
    listed.into_iter().map(|entry| covered(words, entry)).chain(sums).collect()
}

fn covered(words: Words, entry: &CoverageEntry) -> ListRow {
    let reason = entry.reason.as_ref().map(|reason| words.of(reason).to_owned());
    ListRow {
        cells: vec![
            entry.code.to_string(),
            words.of(&entry.label).to_owned(),
            words.word(verdict(entry.verdict)),
            reason.unwrap_or_default(),
        ],
        level: match entry.verdict {
            Verdict::Fail | Verdict::NotEvaluated => Some(Level::Error),
            Verdict::NotAssessable | Verdict::Review => Some(Level::Warning),
            Verdict::Pass | Verdict::PassWithResidue | Verdict::NotApplicable => None,
        },
    }
}

/// Every place of a finding, a line each.
fn places(words: Words, finding: &Finding, file: &str) -> String {
    if finding.places.is_empty() {
        return words.word("report-place-unknown");
    }
    let places = finding.places.iter().map(|place| place::full(words, place, file));
    places.collect::<Vec<_>>().join("\n")
}

/// Something of every suspect, a line each: of those that cannot be told apart all are named.
fn each(finding: &Finding, of: impl Fn(&Culprit) -> String) -> String {
    finding.culprits.iter().map(of).collect::<Vec<_>>().join("\n")
}

/// What the suspects print, a line each, or else what the left side of the equation prints.
fn printed_of(words: Words, finding: &Finding) -> String {
    if finding.culprits.is_empty() {
        left(finding).map_or_else(String::new, |text| printed(words, text))
    } else {
        each(finding, |culprit| printed(words, &culprit.printed))
    }
}

/// A number of the comparison with its unit; it stays a text, so that no digit is lost.
fn side(finding: &Finding, of: fn(&Comparison) -> &Decimal) -> String {
    finding
        .comparison
        .as_ref()
        .map_or_else(String::new, |sides| format!("{} {}", of(sides), sides.unit))
}

fn level(words: Words, level: Level) -> String {
    words.word(match level {
        Level::Error => "report-level-error",
        Level::Warning => "report-level-warning",
        Level::Note => "report-level-note",
    })
}

/// The word for a verdict.
const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "checklist-verdict-pass",
        Verdict::PassWithResidue => "checklist-verdict-pass-with-residue",
        Verdict::Review => "checklist-verdict-review",
        Verdict::Fail => "checklist-verdict-fail",
        Verdict::NotApplicable => "checklist-verdict-not-applicable",
        Verdict::NotAssessable => "checklist-verdict-not-assessable",
        Verdict::NotEvaluated => "checklist-verdict-not-evaluated",
    }
}
