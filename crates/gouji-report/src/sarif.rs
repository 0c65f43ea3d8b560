//! Findings as SARIF 2.1.0, for programs that show the results of checks: editors, code hosts.
//!
//! One run for all documents, told document by document. `tool.driver.rules` is the whole rule
//! book, so that the index of a rule is known before the first result. Residues are no results:
//! most programs show every result as a problem, whatever its kind; their number stands with the
//! document in `artifacts`. What was not examined is a notification of the invocation.
//!
//! Not used, because it would be a guess: columns of a line (a place knows the cell, not the
//! character), and `fixes` (they need the characters to delete). What should be corrected is in
//! `properties.culprits`.

mod location;
mod log;
mod notification;
mod rules;

use gouji_model::{Finding, Level, Message, SuppressedBy, Suppression};
use gouji_standard::{Lang, Standard};

use self::location::Locations;
use self::log::{
    Artifact, ArtifactProperties, Result, ResultProperties, Suppressed, Words as Said,
};
pub(crate) use self::notification::reason;
use self::rules::Book;
use crate::DocumentReport;
use crate::json::{Counts, Unreadable, nested};
use crate::words::Words;

/// The schema of the log.
pub const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What a document adds to a log.
#[derive(Clone, Debug)]
pub struct Part {
    results: Vec<String>,
    artifacts: Vec<String>,
    notifications: Vec<String>,
    all_read: bool,
}

/// A log that is told document by document.
pub struct Log<'a> {
    book: Book<'a>,
    words: Words,
    results: usize,
    artifacts: Vec<String>,
    notifications: Vec<String>,
    all_read: bool,
}

impl<'a> Log<'a> {
    /// A log by the rules of a standard, with texts in one language.
    pub fn new(standard: &'a Standard, lang: Lang) -> Self {
        Self {
            book: Book::new(standard, lang),
            words: Words::new(lang),
            results: 0,
            artifacts: Vec::new(),
            notifications: Vec::new(),
            all_read: true,
        }
    }

    /// What a document adds; documents may be turned into parts in any order.
    pub fn part(&self, document: &DocumentReport<'_>) -> Part {
        let findings = document.report.findings.iter();
        let results = findings.map(|finding| nested(&self.result(finding, document), RESULT));
        let notifications = notification::of_document(self.words, &self.book, document);
        let unread = |id: &str| document.disclosure.diagnostics.iter().any(|d| d.message.id == id);
        Part {
            results: results.collect(),
            artifacts: artifacts(document).iter().map(|one| nested(one, RESULT)).collect(),
            notifications: notifications.iter().map(|one| nested(one, NOTIFICATION)).collect(),
            all_read: !unread("read-member"),
        }
    }

    /// The beginning of the log.
    pub fn begin(&self) -> String {
        format!(
            "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {{\n      \
             \"tool\": {},\n      \"results\": [",
            nested(&self.book.tool(self.words), "      ")
        )
    }

    /// The results of the next document.
    pub fn add(&mut self, part: Part) -> String {
        let mut text = String::new();
        for result in part.results {
            text.push_str(separator(self.results));
            text.push_str(&result);
            self.results += 1;
        }
        for artifact in part.artifacts {
            // The schema wants each once; a file may be given twice.
            if !self.artifacts.contains(&artifact) {
                self.artifacts.push(artifact);
            }
        }
        self.notifications.extend(part.notifications);
        self.all_read &= part.all_read;
        text
    }

    /// The end of the log, with the files that could not be read.
    pub fn end(mut self, unreadable: &[Unreadable]) -> String {
        let problems = notification::unreadable(self.words, unreadable);
        self.notifications.extend(problems.iter().map(|one| nested(one, NOTIFICATION)));
        let is_successful = self.all_read && unreadable.is_empty();
        format!(
            "{}],\n      \"artifacts\": {},\n      \"invocations\": [\n        {{\n          \
             \"executionSuccessful\": {is_successful},\n          \
             \"toolExecutionNotifications\": {}\n        }}\n      ]\n    }}\n  ]\n}}\n",
            if self.results > 0 { "\n      " } else { "" },
            list(&self.artifacts, "      "),
            list(&self.notifications, "          "),
        )
    }

    fn result(&self, finding: &Finding, document: &DocumentReport<'_>) -> Result {
        let locations = Locations::new(self.words, document.disclosure);
        Result {
            rule_id: finding.code.to_string(),
            rule_index: self.book.index(&finding.code),
            level: level(finding.level),
            message: Said::literal(
                &locations.at(self.words.of(&finding.message), finding.places.first()),
            ),
            locations: vec![locations.main(finding)],
            related_locations: locations.related(finding),
            partial_fingerprints: log::Fingerprints { gouji: finding.fingerprint.clone() },
            suppressions: finding.suppression.iter().map(|one| self.suppressed(one)).collect(),
            properties: ResultProperties {
                message: finding.message.clone(),
                relation: finding.relation.to_string(),
                comparison: finding.comparison.clone(),
                culprits: finding.culprits.clone(),
                tied: finding.tied,
                evidence: finding.evidence.clone(),
            },
        }
    }

    fn suppressed(&self, suppression: &Suppression) -> Suppressed {
        Suppressed {
            kind: "external",
            status: "accepted",
            justification: justification(self.words, suppression),
        }
    }
}

/// Indents of the lists.
const RESULT: &str = "        ";
const NOTIFICATION: &str = "            ";

const fn separator(before: usize) -> &'static str {
    if before == 0 { "\n        " } else { ",\n        " }
}

/// A list of objects that are indented already, below a key with the indent.
fn list(objects: &[String], indent: &str) -> String {
    if objects.is_empty() {
        return "[]".to_owned();
    }
    let inner = format!("\n{indent}  ");
    format!("[{inner}{}\n{indent}]", objects.join(&format!(",{inner}")))
}

/// The files of a document; what was examined stands with its first.
fn artifacts(document: &DocumentReport<'_>) -> Vec<Artifact> {
    let DocumentReport { disclosure, report } = *document;
    let of_file = |(index, file): (usize, &std::sync::Arc<str>)| Artifact {
        location: location::artifact(file),
        roles: ["analysisTarget"],
        properties: (index == 0).then(|| ArtifactProperties {
            unit: disclosure.unit.as_ref().map(|unit| unit.text.clone()),
            year: disclosure.year,
            kind: report.kind,
            profile: disclosure.profile.id.to_string(),
            coverage: serde_json::to_value(Counts(&report.coverage)).unwrap_or_default(),
            residues: report.residues.len(),
        }),
    };
    disclosure.sources.files.iter().enumerate().map(of_file).collect()
}

/// A level in the words of SARIF.
const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// Why a finding does not count, in words.
pub(crate) fn justification(words: Words, suppression: &Suppression) -> String {
    let by = match suppression.by {
        SuppressedBy::Baseline => "output-in-baseline",
        SuppressedBy::Explanation => "output-explained",
    };
    let until =
        |date: &String| words.say(&Message::new("output-explained-until").with("date", date));
    let parts = [
        Some(words.word(by)),
        suppression.reason.clone(),
        suppression.who.clone(),
        suppression.until.as_ref().map(until),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&words.word("report-list-separator"))
}
