//! The findings of documents as one CSV table, for a spreadsheet (`gouji check --format csv`).
//!
//! Unlike the data of `gouji read --to csv`, this is made to be opened by a person: UTF-8 *with* a
//! byte order mark, without which a Chinese Excel takes it for GBK; and a text of the document that
//! a spreadsheet would run as a formula has an apostrophe in front. Numbers are kept as they are.
//! Columns may follow at the end, none is renamed.

use gouji_model::{Culprit, Decimal, Finding, Level, Place, Text};
use gouji_standard::Messages;

use crate::DocumentReport;
use crate::csv::{points, record};
use crate::json::Unreadable;

/// The columns; `unit_name` is the unit that publishes, `unit` that of the amounts.
const HEADER: [&str; 30] = [
    "file",
    "unit_name",
    "year",
    "kind",
    "profile",
    "code",
    "level",
    "zh",
    "en",
    "page",
    "statement",
    "row",
    "column",
    "section",
    "line",
    "cell",
    "sheet",
    "ref",
    "paragraph",
    "path",
    "box",
    "printed",
    "proposed",
    "actual",
    "expected",
    "difference",
    "unit",
    "evidence",
    "suppressed",
    "fingerprint",
];

/// The code of a line that says that a file could not be read.
const UNREADABLE: &str = "unreadable";

/// The byte order mark and the header.
pub fn begin() -> String {
    format!("\u{FEFF}{}", record(&HEADER))
}

/// A line for each finding of a document.
pub fn rows(document: &DocumentReport<'_>) -> String {
    document.report.findings.iter().map(|finding| record(&row(document, finding))).collect()
}

/// A line for each file that could not be read: an empty table would look like a clean file.
pub fn end(unreadable: &[Unreadable]) -> String {
    let row = |problem: &Unreadable| {
        let Text { zh, en } = Messages::embedded().text(&problem.message);
        let mut row: [String; 30] = std::array::from_fn(|_| String::new());
        row[0] = guarded(&problem.file);
        UNREADABLE.clone_into(&mut row[5]);
        level(Level::Error).clone_into(&mut row[6]);
        row[7] = guarded(&zh);
        row[8] = guarded(&en);
        record(&row)
    };
    unreadable.iter().map(row).collect()
}

fn row(document: &DocumentReport<'_>, finding: &Finding) -> [String; 30] {
    let disclosure = document.disclosure;
    let nowhere = Place::default();
    let place = finding.places.first().unwrap_or(&nowhere);
    let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let name = |text: Option<&str>| guarded(text.unwrap_or_default());
    let area =
        place.area.map(|area| [area.left, area.top, area.right, area.bottom].map(points).join(" "));
    let side = |value: fn(&gouji_model::Comparison) -> &Decimal| {
        finding.comparison.as_ref().map_or_else(String::new, |sides| value(sides).to_string())
    };
    let unit = finding.comparison.as_ref().map(|sides| &*sides.unit);
    [
        guarded(place.file.as_ref().unwrap_or(&disclosure.file)),
        name(disclosure.unit.as_ref().map(|unit| unit.text.as_str())),
        disclosure.year.map_or_else(String::new, |year| year.to_string()),
        kind(document).to_owned(),
        disclosure.profile.id.to_string(),
        finding.code.to_string(),
        level(finding.level).to_owned(),
        guarded(&finding.message.zh),
        guarded(&finding.message.en),
        number(place.page),
        name(place.statement.as_deref()),
        name(place.row.as_deref()),
        name(place.column.as_deref()),
        name(place.section.as_deref()),
        number(place.line),
        number(place.cell),
        name(place.sheet.as_deref()),
        name(place.reference.as_deref()),
        number(place.paragraph),
        name(place.path.as_deref()),
        area.unwrap_or_default(),
        guarded(&printed(finding)),
        guarded(&each(finding, |culprit| &culprit.proposed)),
        side(|sides| &sides.actual),
        side(|sides| &sides.expected),
        side(|sides| &sides.difference),
        unit.unwrap_or_default().to_owned(),
        finding.evidence.len().to_string(),
        finding.suppression.as_ref().map_or("", |one| suppressed(one.by)).to_owned(),
        finding.fingerprint.clone(),
    ]
}

/// What the suspects print, or else the left side of the equation where it is one number.
fn printed(finding: &Finding) -> String {
    if !finding.culprits.is_empty() {
        return each(finding, |culprit| &culprit.printed);
    }
    left(finding).unwrap_or_default().to_owned()
}

/// What the left side of an equation prints, where it is one number.
pub(crate) fn left(finding: &Finding) -> Option<&str> {
    let mut left = finding.operands.iter().filter(|operand| operand.side == "left");
    match (left.next(), left.next()) {
        (Some(operand), None) => Some(&operand.printed),
        _ => None,
    }
}

/// Something of every suspect: of those that cannot be told apart, all are named.
fn each(finding: &Finding, of: fn(&Culprit) -> &String) -> String {
    finding.culprits.iter().map(|culprit| of(culprit).as_str()).collect::<Vec<_>>().join(" / ")
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

const fn kind(document: &DocumentReport<'_>) -> &'static str {
    match document.report.kind {
        gouji_model::Kind::Budget => "budget",
        gouji_model::Kind::FinalAccounts => "final-accounts",
    }
}

const fn suppressed(by: gouji_model::SuppressedBy) -> &'static str {
    match by {
        gouji_model::SuppressedBy::Baseline => "baseline",
        gouji_model::SuppressedBy::Explanation => "explanation",
    }
}

/// A text that a spreadsheet does not run: one that begins as a formula has an apostrophe in front,
/// unless it is a number or a dash.
fn guarded(text: &str) -> String {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let rest = text.trim_start_matches(['+', '-']);
    let is_number = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    if begins && !(is_number && text.len() - rest.len() <= 1) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_text_is_never_run_as_a_formula() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "--1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
    }

    #[test]
    fn numbers_and_words_are_kept() {
        for text in ["-3066100", "-15.37%", "+1,200.00", "-", "合计", "", "1=1"] {
            assert_eq!(guarded(text), text);
        }
    }
}
