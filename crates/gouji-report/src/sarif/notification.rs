//! What was not examined, and why: the notifications of the run.

use std::collections::BTreeMap;

use gouji_model::{CoverageEntry, Message, Verdict};

use super::location::{Locations, artifact};
use super::log::{
    Location, Notification, PhysicalLocation, PlaceProperties, Reference, Words as Said,
};
use super::rules::Book;
use crate::DocumentReport;
use crate::json::Unreadable;
use crate::words::Words;

/// The kinds of notifications, with the messages that name them.
pub(super) const KINDS: [(&str, &str); 4] = [
    ("gouji/unreadable", "output-unreadable"),
    ("gouji/reading", "output-reading"),
    ("gouji/not-assessable", "output-not-assessable"),
    ("gouji/not-evaluated", "output-not-evaluated"),
];

const UNREADABLE: usize = 0;
const READING: usize = 1;
const NOT_ASSESSABLE: usize = 2;
const NOT_EVALUATED: usize = 3;

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
    reading.chain(failed).chain(open).collect()
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
