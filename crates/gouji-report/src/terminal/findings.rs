//! Findings by rule, each with everything that shows it.

use gouji_model::{
    Comparison, Culprit, Decimal, Evidence, Finding, Interval, Level, Message, Operand, Text,
};

use super::page::{Columns, Flush, Page, Span, Style};
use super::place;
use crate::DocumentReport;
use crate::words::Words;

pub(super) fn show(
    page: &mut Page,
    words: Words,
    document: &DocumentReport<'_>,
    rule_title: &dyn Fn(&str) -> Text,
) {
    let findings: Vec<&Finding> = document.report.open_findings().collect();
    for (code, findings) in by_rule(&findings) {
        page.gap();
        let title = Message::new("report-rule")
            .with("code", code)
            .with_text("title", rule_title(code))
            .with("n", findings.len());
        page.line(0, &[Span(Style::Strong, &words.say(&title))]);
        for finding in findings {
            one(page, words, finding, &document.disclosure.file);
        }
    }
}

/// Findings by rule, the rules in the order in which the report first names them.
pub(super) fn by_rule<'a>(findings: &[&'a Finding]) -> Vec<(&'a str, Vec<&'a Finding>)> {
    let mut rules: Vec<(&str, Vec<&Finding>)> = Vec::new();
    for &finding in findings {
        match rules.iter_mut().find(|(code, _)| *code == &*finding.code) {
            Some((_, group)) => group.push(finding),
            None => rules.push((&finding.code, vec![finding])),
        }
    }
    rules
}

fn one(page: &mut Page, words: Words, finding: &Finding, file: &str) {
    let (style, level) = level(finding.level);
    let message = words.of(&finding.message);
    page.line(2, &[Span(style, &words.word(level)), Span(Style::Plain, message)]);
    for line in facts(words, finding, file).lines() {
        page.plain(4, &line);
    }
    for (i, line) in operands(words, finding).lines().iter().enumerate() {
        // The first line names the columns.
        let style = if i == 0 { Style::Faint } else { Style::Plain };
        page.line(6, &[Span(style, line)]);
    }
}

/// The word for a level, and how it looks.
pub(super) const fn level(level: Level) -> (Style, &'static str) {
    match level {
        Level::Error => (Style::Red, "report-level-error"),
        Level::Warning => (Style::Yellow, "report-level-warning"),
        Level::Note => (Style::Cyan, "report-level-note"),
    }
}

/// Places, both sides, the difference, the suspects and the fingerprint, each under its name.
fn facts(words: Words, finding: &Finding, file: &str) -> Columns<2> {
    let mut facts = Columns::new([Flush::Left, Flush::Left]);
    for place in &finding.places {
        facts.push([words.word("report-at"), place::full(words, place, file)]);
    }
    if let Some(comparison) = &finding.comparison {
        for (name, value) in sides(comparison) {
            facts.push([words.word(name), value]);
        }
    }
    for culprit in finding.culprits.iter().take(MAX_SUSPECTS) {
        facts.push([words.word("report-culprit"), suspect(words, culprit, file)]);
    }
    if let Some(rest) = finding.culprits.len().checked_sub(MAX_SUSPECTS).filter(|rest| *rest > 0) {
        let more = words.say(&Message::new("report-more-culprits").with("n", rest));
        facts.push([String::new(), more]);
    }
    for evidence in &finding.evidence {
        facts.push([words.word("report-evidence"), proof(words, evidence)]);
    }
    facts.push([words.word("report-fingerprint"), finding.fingerprint.clone()]);
    facts
}

fn sides(comparison: &Comparison) -> [(&'static str, String); 3] {
    let Comparison { actual, expected, difference, actual_interval, expected_interval, unit } =
        comparison;
    let side = |value: &Decimal, interval| format!("{value} {unit}  {}", denoted(interval, unit));
    [
        ("report-left", side(actual, *actual_interval)),
        ("report-right", side(expected, *expected_interval)),
        ("report-difference", format!("{difference} {unit}")),
    ]
}

fn denoted(interval: Interval, unit: &str) -> String {
    format!("[{}, {}] {unit}", interval.low.normalised(), interval.high.normalised())
}

/// Suspects that are listed one by one; JSON lists all.
const MAX_SUSPECTS: usize = 8;

/// A further equation that fails: its rule, what it compares, and by how much.
fn proof(words: Words, evidence: &Evidence) -> String {
    let label = words.of(&evidence.label);
    match &evidence.comparison {
        Some(comparison) => {
            let difference = format!("{} {}", comparison.difference, comparison.unit);
            format!("{}  {label}  {}", evidence.code, difference)
        }
        None => format!("{}  {label}", evidence.code),
    }
}

fn suspect(words: Words, culprit: &Culprit, file: &str) -> String {
    let message = Message::new("report-correction")
        .with("place", place::full(words, &culprit.place, file))
        .with("printed", printed(words, &culprit.printed))
        .with("proposed", &culprit.proposed)
        .with_text("why", culprit.why.clone());
    words.say(&message)
}

/// Every operand; no line at all where there is none.
fn operands(words: Words, finding: &Finding) -> Columns<5> {
    let flush = [Flush::Left, Flush::Left, Flush::Right, Flush::Right, Flush::Left];
    let mut rows = Columns::new(flush);
    if finding.operands.is_empty() {
        return rows;
    }
    rows.push([
        String::new(),
        words.word("report-operand-label"),
        words.word("report-operand-printed"),
        words.word("report-operand-interval"),
        words.word("report-operand-place"),
    ]);
    let blanks = finding.operands.iter().filter(|operand| is_blank(operand)).count();
    let listed = |operand: &&Operand| blanks <= MAX_BLANKS || !is_blank(operand);
    for operand in finding.operands.iter().filter(listed) {
        rows.push([
            side(words, operand),
            operand.label.clone(),
            printed(words, &operand.printed),
            denoted(operand.interval, &operand.unit),
            place::beside(words, &operand.place, finding.places.first()),
        ]);
    }
    if blanks > MAX_BLANKS {
        let rest = words.say(&Message::new("report-blanks").with("n", blanks));
        rows.push([String::new(), rest, String::new(), String::new(), String::new()]);
    }
    rows
}

/// Blank operands that are listed one by one; of more only the number is told. JSON lists all.
const MAX_BLANKS: usize = 4;

/// An operand of the sum that prints nothing and is zero.
fn is_blank(operand: &Operand) -> bool {
    operand.side == "right" && operand.printed.trim().is_empty()
}

/// The side of the equation on which an operand stands, with its sign there.
fn side(words: Words, operand: &Operand) -> String {
    let side = if operand.side == "left" { "report-left" } else { "report-right" };
    let sign = if operand.negative { "−" } else { "+" };
    format!("{} {sign}", words.word(side))
}

fn printed(words: Words, text: &str) -> String {
    if text.trim().is_empty() { words.word("report-blank") } else { text.to_owned() }
}
