//! Written explanations (书面说明): why a finding is right all the same, who says so, until when.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use gouji_model::{
    Diagnostic, Disclosure, Finding, Level, Message, Place, Report, SuppressedBy, Suppression, Text,
};
use gouji_standard::Standard;
use jiff::civil::Date;

use super::explanation_file::{self, Problem};
use super::{is_same_name, unit, was_assessed};

/// The explanations of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanations {
    file: Arc<str>,
    entries: Vec<Explanation>,
}

/// An explanation: which findings it covers, and what it says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Line of the file, from 1.
    pub line: u32,
    /// Code of the rule.
    pub rule: Option<String>,
    /// Identity of the finding.
    pub fingerprint: Option<String>,
    /// Unit of the document.
    pub unit: Option<String>,
    /// Year of the document.
    pub year: Option<u16>,
    /// Title of the table, or a part of it.
    pub statement: Option<String>,
    /// Label of the row, its code, or both.
    pub row: Option<String>,
    /// Heading of the section of text, or a part of it.
    pub section: Option<String>,
    /// Why the document is right all the same.
    pub reason: String,
    /// Who explains.
    pub who: String,
    /// Last day on which it holds; without one it always does.
    pub until: Option<Date>,
}

/// What the explanations of a file were good for in some documents, by their index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Those that cover a finding.
    matched: BTreeSet<usize>,
    /// Those that are about one of the documents.
    in_scope: BTreeSet<usize>,
    /// Those whose rule was held against one of the documents.
    assessed: BTreeSet<usize>,
}

impl Uses {
    /// Adds the uses in further documents.
    pub fn add(&mut self, other: Self) {
        self.matched.extend(other.matched);
        self.in_scope.extend(other.in_scope);
        self.assessed.extend(other.assessed);
    }
}

impl Explanations {
    /// Reads the explanations of a file. Every problem is named, not only the first.
    pub fn parse(file: &str, text: &str, standard: &Standard) -> Result<Self, Vec<Problem>> {
        let entries = explanation_file::entries(text, standard)?;
        Ok(Self { file: file.into(), entries })
    }

    /// Marks the findings that an explanation covers on a day.
    pub fn apply(&self, disclosure: &Disclosure, report: &mut Report, today: Date) -> Uses {
        let mut uses = Uses::default();
        for (index, entry) in self.entries.iter().enumerate() {
            if !entry.is_about(disclosure) {
                continue;
            }
            uses.in_scope.insert(index);
            if entry.was_assessed(report) {
                uses.assessed.insert(index);
            }
            for finding in report.findings.iter_mut().filter(|finding| entry.covers(finding)) {
                uses.matched.insert(index);
                if finding.suppression.is_none() && !entry.is_expired(today) {
                    finding.suppression = Some(entry.suppression());
                }
            }
        }
        uses
    }

    /// What is to be said of the explanations themselves: expired ones, and those that cover
    /// nothing.
    pub fn notices(&self, uses: &Uses, today: Date) -> Vec<Diagnostic> {
        let notice = |(index, entry): (usize, &Explanation)| {
            let (level, id) = entry.notice(index, uses, today)?;
            let message = Message::new(id).with("line", entry.line).with("what", entry.what());
            let message = match (id, entry.until) {
                ("check-explanation-expired", Some(until)) => message.with("until", until),
                _ => message,
            };
            let (file, line) = (Some(Arc::clone(&self.file)), Some(entry.line));
            let place = Place { file, line, ..Place::default() };
            Some(Diagnostic { level, message, place })
        };
        self.entries.iter().enumerate().filter_map(notice).collect()
    }
}

impl Explanation {
    /// Whether it is about a document.
    fn is_about(&self, disclosure: &Disclosure) -> bool {
        let is_unit = self.unit.as_deref().is_none_or(|named| {
            unit(disclosure).is_some_and(|printed| is_same_name(named, printed))
        });
        is_unit && self.year.is_none_or(|year| disclosure.year == Some(year))
    }

    /// Whether it covers a finding of a document that it is about.
    fn covers(&self, finding: &Finding) -> bool {
        let places = || {
            let culprits = finding.culprits.iter().map(|culprit| &culprit.place);
            finding.places.iter().chain(culprits)
        };
        self.rule.as_deref().is_none_or(|rule| rule == &*finding.code)
            && self.fingerprint.as_ref().is_none_or(|own| *own == finding.fingerprint)
            && (self.is_anywhere() || places().any(|place| self.is_at(place)))
    }

    /// Whether it names no place.
    const fn is_anywhere(&self) -> bool {
        self.statement.is_none() && self.row.is_none() && self.section.is_none()
    }

    fn is_at(&self, place: &Place) -> bool {
        let part = |named: Option<&String>, printed: Option<&Arc<str>>| {
            named.is_none_or(|named| printed.is_some_and(|printed| is_part(named, printed)))
        };
        part(self.statement.as_ref(), place.statement.as_ref())
            && part(self.section.as_ref(), place.section.as_ref())
            && self.row.as_ref().is_none_or(|named| {
                place.row.as_ref().is_some_and(|printed| is_row(named, printed))
            })
    }

    fn is_expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// Whether what it is about was examined, so that covering nothing says something.
    fn was_assessed(&self, report: &Report) -> bool {
        match &self.rule {
            Some(rule) => was_assessed(&report.coverage, rule),
            None => report.coverage.not_run.is_empty(),
        }
    }

    fn suppression(&self) -> Suppression {
        Suppression {
            by: SuppressedBy::Explanation,
            reason: Some(self.reason.clone()),
            who: Some(self.who.clone()),
            until: self.until.map(|until| until.to_string()),
        }
    }

    fn notice(&self, index: usize, uses: &Uses, today: Date) -> Option<(Level, &'static str)> {
        if self.is_expired(today) {
            return Some((Level::Warning, "check-explanation-expired"));
        }
        if uses.matched.contains(&index) {
            return None;
        }
        Some(if !uses.in_scope.contains(&index) {
            (Level::Warning, "check-explanation-elsewhere")
        } else if uses.assessed.contains(&index) {
            (Level::Warning, "check-explanation-unmatched")
        } else {
            (Level::Note, "check-explanation-unassessed")
        })
    }

    /// What it is about, in its own words.
    fn what(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts = [
            &self.rule,
            &self.fingerprint,
            &self.unit,
            &year,
            &self.statement,
            &self.section,
            &self.row,
        ];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// Whether a title or heading contains what was named.
fn is_part(named: &str, printed: &str) -> bool {
    gouji_standard::folded_label(printed).contains(&gouji_standard::folded_label(named))
}

/// Whether a row is the one that was named: by its code, its label, or both.
fn is_row(named: &str, printed: &str) -> bool {
    let code_and_label = printed.split_once(' ');
    is_same_name(named, printed)
        || code_and_label
            .is_some_and(|(code, label)| is_same_name(named, code) || is_same_name(named, label))
}

/// The comment at the head of a file of explanations to be filled in.
pub fn skeleton_head() -> Message {
    Message::new("check-explanation-head")
}

/// An entry for every finding of a document that counts, commented out, to be filled in.
pub fn skeleton(disclosure: &Disclosure, report: &Report, of: &dyn Fn(&Text) -> String) -> String {
    let mut text = String::new();
    for finding in report.open_findings() {
        let mut line = |content: &str| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", content.trim_end());
        };
        line("");
        line(&format!("## {}", of(&finding.message).replace(['\n', '\r'], " ")));
        line("# [[explanation]]");
        line(&format!("# rule = {}", quoted(&finding.code)));
        line(&format!("# fingerprint = {}", quoted(&finding.fingerprint)));
        if let Some(unit) = unit(disclosure) {
            line(&format!("# unit = {}", quoted(unit)));
        }
        if let Some(year) = disclosure.year {
            line(&format!("# year = {year}"));
        }
        line("# reason = \"\"");
        line("# who = \"\"");
        line("# until = \"\"");
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
