//! Which elements findings lie on, so that the document shows where to look.

use std::collections::BTreeMap;

use gouji_model::{Level, Message};
use maud::{Markup, html};

use super::anchors::Id;
use crate::words::Words;

/// The findings of each element.
pub(super) struct Marks {
    words: Words,
    findings: BTreeMap<Id, Vec<(usize, Level)>>,
}

impl Marks {
    pub(super) const fn new(words: Words) -> Self {
        Self { words, findings: BTreeMap::new() }
    }

    /// Says that a finding lies on an element.
    pub(super) fn add(&mut self, id: Id, finding: usize, level: Level) {
        let findings = self.findings.entry(id).or_default();
        if !findings.iter().any(|(other, _)| *other == finding) {
            findings.push((finding, level));
        }
    }

    /// Links to the findings of an element, by their numbers.
    pub(super) fn links(&self, id: Id) -> Markup {
        let findings = self.findings.get(&id).map_or(&[][..], Vec::as_slice);
        html! {
            @for (finding, level) in findings {
                a.r.(class(*level)) href={ "#f" (finding) } aria-label=(self.name(*finding, *level)) {
                    (finding + 1)
                }
            }
        }
    }

    fn name(&self, finding: usize, level: Level) -> String {
        let level = self.words.word(word(level));
        let message = Message::new("html-finding-n").with("level", level).with("n", finding + 1);
        self.words.say(&message)
    }
}

/// The class of a level.
pub(super) const fn class(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// The word for a level.
pub(super) const fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "report-level-error",
        Level::Warning => "report-level-warning",
        Level::Note => "report-level-note",
    }
}
