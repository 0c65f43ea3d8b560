//! The report for a person at a terminal.
//!
//! Counts come first, then the findings by rule, the residues, what reading noticed, and the
//! coverage: that nothing was found is only ever said beside what was examined.

mod batch;
mod difference;
mod findings;
mod lists;
mod living;
mod page;
pub(crate) mod place;
mod score;

use gouji_model::{Coverage, Difference, Disclosure, Finding, Kind, Level, Message, Text, Verdict};
use gouji_standard::Lang;

use self::page::{Page, Span, Style};
use crate::DocumentReport;
use crate::summary::{Summary, SummaryLine};
use crate::words::Words;

/// How a report is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Language of the report.
    pub lang: Lang,
    /// Whether to use ANSI colours.
    pub colour: bool,
}

/// The report of a document; `rule_title` gives the title of the rule with a code.
pub fn document(
    document: &DocumentReport<'_>,
    options: Options,
    rule_title: &dyn Fn(&str) -> Text,
) -> String {
    let words = Words::new(options.lang);
    let mut page = Page::new(options.colour);
    head(&mut page, words, document);
    counts(&mut page, words, document);
    findings::show(&mut page, words, document, rule_title);
    living::suppressed(&mut page, words, document);
    living::gone(&mut page, words, document.report);
    lists::residues(&mut page, words, document);
    lists::diagnostics(&mut page, words, document.disclosure);
    score::show(&mut page, words, document.report);
    coverage(&mut page, words, document);
    page.into_text()
}

/// One line with the sum over several documents.
pub fn sum(summary: &Summary, options: Options) -> String {
    let words = Words::new(options.lang);
    let mut page = Page::new(options.colour);
    batch::sum(&mut page, words, summary);
    page.into_text()
}

/// A table of many documents and one of the rules, with their sum.
pub fn tables(summary: &Summary, options: Options, rule_title: &dyn Fn(&str) -> Text) -> String {
    let words = Words::new(options.lang);
    let mut page = Page::new(options.colour);
    batch::documents(&mut page, words, summary);
    batch::rules(&mut page, words, summary, rule_title);
    batch::sum(&mut page, words, summary);
    page.into_text()
}

/// What changed between two documents; `rule_title` gives the title of the rule with a code.
pub fn difference(
    difference: &Difference,
    options: Options,
    rule_title: &dyn Fn(&str) -> Text,
) -> String {
    let words = Words::new(options.lang);
    let mut page = Page::new(options.colour);
    difference::show(&mut page, words, difference, rule_title);
    page.into_text()
}

fn head(page: &mut Page, words: Words, document: &DocumentReport<'_>) {
    let DocumentReport { disclosure, report } = *document;
    page.line(0, &[Span(Style::Strong, &disclosure.file)]);
    let kind = match report.kind {
        Kind::Budget => "report-kind-budget",
        Kind::FinalAccounts => "report-kind-final-accounts",
    };
    let head = Message::new("report-head")
        .with("unit", unit(words, disclosure))
        .with("year", year(words, disclosure))
        .with("kind", words.word(kind));
    page.plain(2, &words.say(&head));
    page.plain(2, &profile(words, disclosure));
    if !disclosure.profile.evidence.is_empty() {
        page.plain(2, &evidence(words, disclosure));
    }
}

fn unit(words: Words, disclosure: &Disclosure) -> String {
    words.unit(disclosure.unit.as_ref().map(|unit| &*unit.text))
}

fn year(words: Words, disclosure: &Disclosure) -> String {
    match disclosure.year {
        Some(year) => words.say(&Message::new("report-year").with("year", year)),
        None => words.word("report-unknown-year"),
    }
}

fn profile(words: Words, disclosure: &Disclosure) -> String {
    let forced = disclosure.profile.forced;
    let id = if forced { "report-profile-forced" } else { "report-profile" };
    words.say(&Message::new(id).with("id", &disclosure.profile.id))
}

fn evidence(words: Words, disclosure: &Disclosure) -> String {
    let quoted = |text| words.say(&Message::new("report-quoted").with("text", text));
    let evidence: Vec<_> = disclosure.profile.evidence.iter().map(quoted).collect();
    let evidence = evidence.join(&words.word("report-list-separator"));
    words.say(&Message::new("report-profile-evidence").with("evidence", evidence))
}

/// Findings per level, and equations per verdict.
fn counts(page: &mut Page, words: Words, document: &DocumentReport<'_>) {
    let report = document.report;
    page.gap();
    let levels = with_levels(Message::new("report-levels"), &mut report.open_findings());
    page.line(2, &[Span(Style::Strong, &words.say(&levels))]);
    living::counts(page, words, report);
    examined(page, words, &report.coverage);
}

fn with_levels(message: Message, findings: &mut dyn Iterator<Item = &Finding>) -> Message {
    let (mut errors, mut warnings, mut notes) = (0_usize, 0_usize, 0_usize);
    for finding in findings {
        match finding.level {
            Level::Error => errors += 1,
            Level::Warning => warnings += 1,
            Level::Note => notes += 1,
        }
    }
    message.with("errors", errors).with("warnings", warnings).with("notes", notes)
}

/// Number of entries with a verdict.
type Count<'a> = &'a dyn Fn(Verdict) -> usize;

/// What holds, what does not, and what was left open; nothing where there is nothing.
fn verdicts(words: Words, count: Count<'_>) -> Option<String> {
    const ORDER: [(Verdict, &str); 7] = [
        (Verdict::Pass, "report-count-pass"),
        (Verdict::PassWithResidue, "report-count-pass-with-residue"),
        (Verdict::Review, "report-count-review"),
        (Verdict::Fail, "report-count-fail"),
        (Verdict::NotApplicable, "report-count-not-applicable"),
        (Verdict::NotAssessable, "report-count-not-assessable"),
        (Verdict::NotEvaluated, "report-count-not-evaluated"),
    ];
    let occurring = ORDER.iter().filter(|(verdict, _)| count(*verdict) > 0);
    let said =
        occurring.map(|(verdict, id)| words.say(&Message::new(id).with("n", count(*verdict))));
    let counts: Vec<_> = said.collect();
    (!counts.is_empty()).then(|| counts.join(" · "))
}

/// Equations and rules per verdict, a line each.
fn examined(page: &mut Page, words: Words, coverage: &Coverage) {
    let equations = verdicts(words, &|verdict| coverage.equations_with(verdict));
    match equations {
        Some(counts) => {
            page.plain(2, &words.say(&Message::new("report-equations").with("counts", counts)));
        }
        None => page.plain(2, &words.word("report-no-equations")),
    }
    let of_rules = |verdict| coverage.rules.iter().filter(|entry| entry.verdict == verdict).count();
    if let Some(counts) = verdicts(words, &of_rules) {
        page.plain(2, &words.say(&Message::new("report-rules").with("counts", counts)));
    }
}

/// The last line of a document, with a line before it where nothing was found.
fn coverage(page: &mut Page, words: Words, document: &DocumentReport<'_>) {
    let line = SummaryLine::of(document);
    page.gap();
    if document.report.open_findings().next().is_none() {
        let id = match (line.examined, line.suppressed) {
            (0, _) => "report-nothing-examined",
            (_, 0) => "report-no-findings",
            _ => "report-none-count",
        };
        page.plain(2, &words.word(id));
    }
    let message = Message::new("report-coverage")
        .with("complete", line.tables.0)
        .with("tables", line.tables.1)
        .with("bound", line.claims.0)
        .with("claims", line.claims.1)
        .with("total", line.examined + line.open)
        .with("examined", line.examined)
        .with("open", line.open);
    page.plain(2, &words.say(&message));
    living::not_run(page, words, &document.report.coverage.not_run);
}
