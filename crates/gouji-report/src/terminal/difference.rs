//! What changed between two documents, for a person.

mod cells;
mod tables;
mod targets;
mod texts;

use gouji_model::{Change, Difference, Finding, Header, Kind, Message, Text};

use super::page::{Page, Span, Style};
use super::{findings, place};
use crate::words::Words;

/// Lines that a list shows; the rest is counted. JSON and CSV have all.
const SHOWN: usize = 40;

pub(super) fn show(
    page: &mut Page,
    words: Words,
    difference: &Difference,
    rule_title: &dyn Fn(&str) -> Text,
) {
    head(page, words, difference);
    tables::statements(page, words, &difference.statements);
    texts::numbers(page, words, difference);
    texts::sections(page, words, difference);
    targets::projects(page, words, &difference.projects);
    for (id, list) in [
        ("report-diff-fixed", &difference.fixed),
        ("report-diff-appeared", &difference.appeared),
        ("report-diff-unassessed", &difference.unassessed),
    ] {
        of_findings(page, words, difference, id, list, rule_title);
    }
    if is_same(difference) {
        page.gap();
        page.plain(0, &words.word("report-diff-same"));
    }
}

fn head(page: &mut Page, words: Words, difference: &Difference) {
    for (id, header) in [("report-diff-old", &difference.old), ("report-diff-new", &difference.new)]
    {
        let message =
            Message::new(id).with("file", &header.file).with("what", document(words, header));
        page.line(0, &[Span(Style::Strong, &words.say(&message))]);
    }
    for note in &difference.notes {
        page.line(2, &[Span(Style::Yellow, words.of(note))]);
    }
}

/// Unit, year and kind of a document.
fn document(words: Words, header: &Header) -> String {
    let kind = match header.kind {
        Kind::Budget => "report-kind-budget",
        Kind::FinalAccounts => "report-kind-final-accounts",
    };
    let year = match header.year {
        Some(year) => words.say(&Message::new("report-year").with("year", year)),
        None => words.word("report-unknown-year"),
    };
    let unit = words.unit(header.unit.as_deref());
    let message = Message::new("report-head").with("unit", unit).with("year", year);
    words.say(&message.with("kind", words.word(kind)))
}

fn is_same(difference: &Difference) -> bool {
    difference.statements.iter().all(|statement| statement.change == Change::Same)
        && difference.numbers.is_empty()
        && difference.sections.is_empty()
        && difference.projects.is_empty()
}

fn of_findings(
    page: &mut Page,
    words: Words,
    difference: &Difference,
    id: &'static str,
    list: &[Finding],
    rule_title: &dyn Fn(&str) -> Text,
) {
    if list.is_empty() {
        return;
    }
    page.gap();
    page.line(0, &[Span(Style::Strong, &words.say(&Message::new(id).with("n", list.len())))]);
    let list: Vec<&Finding> = list.iter().collect();
    let file =
        if id == "report-diff-appeared" { &difference.new.file } else { &difference.old.file };
    for (code, group) in findings::by_rule(&list) {
        let message = Message::new("report-rule").with("code", code).with("n", group.len());
        page.plain(2, &words.say(&message.with_text("title", rule_title(code))));
        for finding in group {
            let (style, level) = findings::level(finding.level);
            let place = finding.places.first().map(|place| place::full(words, place, file));
            let place = place.unwrap_or_default();
            let message = words.of(&finding.message);
            page.line(
                4,
                &[
                    Span(style, &words.word(level)),
                    Span(Style::Faint, &place),
                    Span(Style::Plain, message),
                ],
            );
        }
    }
}

fn more(page: &mut Page, words: Words, all: usize) {
    if all > SHOWN {
        page.plain(2, &words.say(&Message::new("report-diff-more").with("n", all - SHOWN)));
    }
}
