//! What changed between two disclosures: two versions of one, or two years of a unit.
//!
//! Rows are matched by their codes, projects and sections by their names, numbers of the
//! explanation by the sentence that they stand in. Between two years, the years in names and texts
//! are no difference. What one document does not say is zero only where its table was completely
//! read and both follow one profile; everything else is unknown, and no difference is computed.

mod cell;
mod findings;
mod identity;
mod numbers;
mod projects;
mod statements;
mod text;
mod words;

use std::sync::Arc;

use gouji_model::{Difference, Disclosure, Header, Level, Message, Report, Text};
use gouji_standard::{Messages, Standard};

use identity::Era;

/// A document of a comparison, read and checked.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// What it says.
    pub disclosure: &'a Disclosure,
    /// What checking it found.
    pub report: &'a Report,
}

/// Two documents that are compared.
#[derive(Clone, Copy)]
struct Pair<'a> {
    old: &'a Disclosure,
    new: &'a Disclosure,
    standard: &'a Standard,
    messages: &'a Messages,
}

impl Pair<'_> {
    /// How names are compared: between two years, the years in them do not count.
    fn eras(&self) -> (Era, Era) {
        let across = self.old.year != self.new.year;
        let era = |year: Option<u16>| Era { year: year.filter(|_| across) };
        (era(self.old.year), era(self.new.year))
    }

    /// Whether both follow one profile, so that what only one prints is not there in the other.
    fn is_one_profile(&self) -> bool {
        self.old.profile.id == self.new.profile.id
    }

    fn say(&self, message: &Message) -> Text {
        self.messages.text(message)
    }
}

/// Compares two disclosures.
pub fn compare(
    old: Checked<'_>,
    new: Checked<'_>,
    standard: &Standard,
    messages: &Messages,
) -> Difference {
    let pair = Pair { old: old.disclosure, new: new.disclosure, standard, messages };
    let mut notes = notes(&pair);
    let findings = findings::compare(old.report, new.report);
    let projects = projects::compare(&pair, &mut notes);
    Difference {
        old: header(old.disclosure),
        new: header(new.disclosure),
        statements: statements::compare(&pair),
        sections: text::compare(&pair),
        numbers: numbers::compare(&pair),
        projects,
        notes,
        fixed: findings.fixed,
        appeared: findings.appeared,
        unassessed: findings.unassessed,
    }
}

fn header(disclosure: &Disclosure) -> Header {
    Header {
        file: Arc::clone(&disclosure.file),
        unit: disclosure.unit.as_ref().map(|unit| unit.text.clone()),
        year: disclosure.year,
        kind: disclosure.kind,
        profile: Arc::clone(&disclosure.profile.id),
    }
}

/// What limits the comparison as a whole.
fn notes(pair: &Pair<'_>) -> Vec<Text> {
    let Pair { old, new, .. } = *pair;
    let mut notes = Vec::new();
    let mut note = |message: Message| notes.push(pair.say(&message));
    let unit = |disclosure: &Disclosure| {
        disclosure.unit.as_ref().map(|unit| gouji_standard::folded_label(&unit.text))
    };
    if unit(old) != unit(new) {
        note(Message::new("check-diff-unit"));
    }
    if old.kind != new.kind {
        note(Message::new("check-diff-kind"));
    }
    if !pair.is_one_profile() {
        let message = Message::new("check-diff-profile");
        note(message.with("old", &old.profile.id).with("new", &new.profile.id));
    }
    for (id, disclosure) in [("check-diff-old-warnings", old), ("check-diff-new-warnings", new)] {
        let warnings = disclosure.diagnostics_at(Level::Warning);
        if warnings > 0 {
            note(Message::new(id).with("n", warnings));
        }
    }
    notes
}
