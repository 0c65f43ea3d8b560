//! What was not examined, and why: the notifications of the run.

use std::collections::BTreeMap;

use gouji_model::{CoverageEntry, Message, NotRun, Verdict, WhyNotRun};

use super::location::{Locations, artifact};
use super::log::{
    Location, NotRunProperties, Notification, PhysicalLocation, PlaceProperties, Reference,
    Words as Said,
};
use super::rules::Book;
use crate::DocumentReport;
use crate::json::Unreadable;
use crate::words::Words;

/// The kinds of notifications, with the messages that name them.
pub(super) const KINDS: [(&str, &str); 5] = [
    ("gouji/unreadable", "output-unreadable"),
    ("gouji/reading", "output-reading"),
    ("gouji/not-assessable", "output-not-assessable"),
    ("gouji/not-evaluated", "output-not-evaluated"),
    ("gouji/not-run", "output-not-run"),
];

const UNREADABLE: usize = 0;
const READING: usize = 1;
const NOT_ASSESSABLE: usize = 2;
const NOT_EVALUATED: usize = 3;
const NOT_RUN: usize = 4;

/// What reading noticed, and what could not be assessed or evaluated.
pub(super) fn of_document(
    words: Words,
    book: &Book<'_>,
    document: &DocumentReport<'_>,
) -> Vec<Notification> {
    let locations = Locations::new(words, document.disclosure);
    let reading = document.disclosure.diagnostics.iter().map(|diagnostic| {
        let text = locations.at(&words.say(&diagnostic.message), Some(&diagnostic.place));
        let location = locations.location(&diagnostic.place);
        notification(READING, super::level(diagnostic.level), &text, location)
    });
    let coverage = &document.report.coverage;
    let entries: Vec<_> = coverage.equations.iter().chain(&coverage.rules).collect();
    let failed = entries.iter().filter(|entry| entry.verdict == Verdict::NotEvaluated);
    let failed = failed.map(|entry| Notification {
        associated_rule: Some(reference(book, &entry.code)),
        ..notification(NOT_EVALUATED, "error", &why(words, entry), locations.whole())
    });
    let open = open(&entries).into_iter().map(|(code, open)| Notification {
        associated_rule: Some(reference(book, code)),
        ..notification(NOT_ASSESSABLE, "note", &said(words, &open), locations.whole())
    });
    let left_out = not_run(&coverage.not_run).into_iter().map(|(why, codes)| Notification {
        properties: Some(NotRunProperties { why: why.as_str(), rules: codes.clone() }),
        ..notification(NOT_RUN, "note", &why_not(words, why, &codes), locations.whole())
    });
    reading.chain(failed).chain(open).chain(left_out).collect()
}

/// Codes of the rules that were not run, by why.
fn not_run(rules: &[NotRun]) -> BTreeMap<WhyNotRun, Vec<String>> {
    let mut codes: BTreeMap<WhyNotRun, Vec<String>> = BTreeMap::new();
    for rule in rules {
        codes.entry(rule.why).or_default().push(rule.code.to_string());
    }
    codes
}

fn why_not(words: Words, why: WhyNotRun, codes: &[String]) -> String {
    let message = Message::new(match why {
        WhyNotRun::NotSelected => "report-not-run-not-selected",
        WhyNotRun::Ignored => "report-not-run-ignored",
        WhyNotRun::Off => "report-not-run-off",
        WhyNotRun::Preview => "report-not-run-preview",
    });
    words.say(&message.with("n", codes.len()).with("codes", codes.join(", ")))
}

/// A file that could not be read.
pub(super) fn unreadable(words: Words, unreadable: &[Unreadable]) -> Vec<Notification> {
    let one = |problem: &Unreadable| {
        let location = Location {
            id: None,
            physical: PhysicalLocation {
                artifact_location: artifact(&problem.file),
                region: None,
                properties: PlaceProperties::default(),
            },
            logical: Vec::new(),
            message: None,
        };
        notification(UNREADABLE, "error", &words.say(&problem.message), location)
    };
    unreadable.iter().map(one).collect()
}

fn notification(kind: usize, level: &'static str, text: &str, location: Location) -> Notification {
    Notification {
        descriptor: Reference { id: KINDS[kind].0.to_owned(), index: Some(kind) },
        level,
        message: Said::literal(text),
        locations: vec![location],
        associated_rule: None,
        properties: None,
    }
}

/// What could not be assessed, by rule: hundreds of equations may lack the same table.
fn open<'e>(entries: &[&'e CoverageEntry]) -> BTreeMap<&'e str, Vec<&'e CoverageEntry>> {
    let mut open: BTreeMap<&str, Vec<&CoverageEntry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.verdict == Verdict::NotAssessable) {
        open.entry(&entry.code).or_default().push(entry);
    }
    open
}

fn said(words: Words, open: &[&CoverageEntry]) -> String {
    let message = Message::new("output-open").with("n", open.len());
    let first = open.first();
    words.say(
        &message
            .with("label", first.map_or("", |entry| words.of(&entry.label)))
            .with("reason", first.map_or_else(String::new, |entry| reason(words, entry))),
    )
}

fn why(words: Words, entry: &CoverageEntry) -> String {
    let message = Message::new("output-panicked").with_text("label", entry.label.clone());
    words.say(&message.with("reason", reason(words, entry)))
}

/// The reason of a verdict in words.
pub(crate) fn reason(words: Words, entry: &CoverageEntry) -> String {
    entry
        .reason
        .as_ref()
        .map_or_else(|| words.word("output-no-reason"), |reason| words.of(reason).to_owned())
}

fn reference(book: &Book<'_>, code: &str) -> Reference {
    Reference { id: code.to_owned(), index: book.index(code) }
}
