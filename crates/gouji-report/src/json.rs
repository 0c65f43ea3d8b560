//! JSON for programs: the report of `gouji check` and the disclosure of `gouji read`.
//!
//! `docs/schema/check-report-1.json` and `docs/schema/disclosure-1.md` describe the objects.
//! Numbers of a document are decimal strings, so that no reader of JSON rounds them; the order of
//! fields and entries is fixed.

use std::sync::Arc;

use gouji_model::{
    Completeness, Coverage, CoverageEntry, Diagnostic, Difference, Disclosure, Finding, Gone, Kind,
    Level, Message, NotRun, Place, ProfileChoice, Score, Text, Verdict,
};
use gouji_standard::Messages;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::DocumentReport;

/// The `schema` of a report.
pub const REPORT_SCHEMA: &str = "gouji-check-report/1";

/// The `schema` of a disclosure.
pub const DISCLOSURE_SCHEMA: &str = "gouji-disclosure/1";

/// The `schema` of a comparison.
pub const DIFFERENCE_SCHEMA: &str = "gouji-diff/1";

/// A file that could not be read at all.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// File as the user named it.
    pub file: Arc<str>,
    /// Why, and what to do next.
    pub message: Message,
}

/// The object that `gouji check --format json` prints, indented, with a line end behind it.
pub fn report(documents: &[DocumentReport<'_>], unreadable: &[Unreadable]) -> String {
    indented(&ReportObject {
        schema: REPORT_SCHEMA,
        documents: documents.iter().map(DocumentObject::of).collect(),
        errors: unreadable.iter().map(ErrorObject::of).collect(),
    })
}

/// One document of a report, indented as it stands in it.
pub fn document(document: &DocumentReport<'_>) -> String {
    nested(&DocumentObject::of(document), "    ")
}

/// What is printed of a report for its next document, `before` of which were printed.
pub fn report_part(before: usize, document: &str) -> String {
    let head = if before == 0 { report_head() } else { ",".to_owned() };
    format!("{head}\n    {document}")
}

/// The end of a report of so many documents, with what could not be read.
pub fn report_end(documents: usize, unreadable: &[Unreadable]) -> String {
    report_end_with(documents, unreadable, &[])
}

/// As [`report_end`], with what is to be said of the run itself.
pub fn report_end_with(
    documents: usize,
    unreadable: &[Unreadable],
    notices: &[Diagnostic],
) -> String {
    let head = if documents == 0 { report_head() } else { "\n  ".to_owned() };
    let errors: Vec<_> = unreadable.iter().map(ErrorObject::of).collect();
    let errors = nested(&errors, "  ");
    if notices.is_empty() {
        return format!("{head}],\n  \"errors\": {errors}\n}}\n");
    }
    let notices: Vec<_> = notices.iter().map(DiagnosticObject::of).collect();
    let notices = nested(&notices, "  ");
    format!("{head}],\n  \"errors\": {errors},\n  \"notices\": {notices}\n}}\n")
}

/// The object that `gouji diff --format json` prints.
pub fn difference(difference: &Difference) -> String {
    indented(&DifferenceObject { schema: DIFFERENCE_SCHEMA, difference })
}

fn report_head() -> String {
    format!("{{\n  \"schema\": \"{REPORT_SCHEMA}\",\n  \"documents\": [")
}

/// An object indented as a part of another.
pub(crate) fn nested(object: &impl Serialize, indent: &str) -> String {
    let text = serde_json::to_string_pretty(object).expect("the objects have string keys only");
    // A line end inside a string is written as an escape: every one here is one of the layout.
    text.replace('\n', &format!("\n{indent}"))
}

/// The object that `gouji read` prints: everything that the document says, with `schema` before
/// it and its messages in words.
pub fn disclosure(disclosure: &Disclosure) -> String {
    let mut object = value(&DisclosureObject { schema: DISCLOSURE_SCHEMA, disclosure });
    // Assigning to a field that exists keeps its position in the object.
    for (index, statement) in disclosure.statements.iter().enumerate() {
        if let Completeness::Incomplete(reasons) = &statement.completeness {
            let reasons: Vec<_> = reasons.iter().map(text).collect();
            object["statements"][index]["completeness"]["incomplete"] = value(&reasons);
        }
    }
    let diagnostics: Vec<_> = disclosure.diagnostics.iter().map(DiagnosticObject::of).collect();
    object["diagnostics"] = value(&diagnostics);
    indented(&object)
}

fn text(message: &Message) -> Text {
    Messages::embedded().text(message)
}

fn value(object: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(object).expect("the objects have string keys only")
}

fn indented(object: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(object).expect("the objects have string keys only");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct ReportObject<'a> {
    schema: &'static str,
    documents: Vec<DocumentObject<'a>>,
    errors: Vec<ErrorObject<'a>>,
}

#[derive(Serialize)]
struct DisclosureObject<'a> {
    schema: &'static str,
    #[serde(flatten)]
    disclosure: &'a Disclosure,
}

#[derive(Serialize)]
struct DifferenceObject<'a> {
    schema: &'static str,
    #[serde(flatten)]
    difference: &'a Difference,
}

#[derive(Serialize)]
struct DocumentObject<'a> {
    file: &'a str,
    profile: &'a ProfileChoice,
    unit: Option<&'a str>,
    year: Option<u16>,
    kind: Kind,
    findings: &'a [Finding],
    coverage: CoverageObject<'a>,
    residues: &'a [Finding],
    #[serde(skip_serializing_if = "<[Gone]>::is_empty")]
    gone: &'a [Gone],
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<&'a Score>,
    diagnostics: Vec<DiagnosticObject<'a>>,
}

impl<'a> DocumentObject<'a> {
    fn of(document: &DocumentReport<'a>) -> Self {
        let DocumentReport { disclosure, report } = *document;
        Self {
            file: &disclosure.file,
            profile: &disclosure.profile,
            unit: disclosure.unit.as_ref().map(|unit| unit.text.as_str()),
            year: disclosure.year,
            kind: report.kind,
            findings: &report.findings,
            coverage: CoverageObject::of(&report.coverage),
            residues: &report.residues,
            gone: &report.gone,
            score: report.score.as_ref(),
            diagnostics: disclosure.diagnostics.iter().map(DiagnosticObject::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct CoverageObject<'a> {
    counts: Counts<'a>,
    equations: &'a [CoverageEntry],
    rules: &'a [CoverageEntry],
    #[serde(skip_serializing_if = "<[NotRun]>::is_empty")]
    not_run: &'a [NotRun],
}

impl<'a> CoverageObject<'a> {
    fn of(coverage: &'a Coverage) -> Self {
        let Coverage { equations, rules, not_run } = coverage;
        Self { counts: Counts(coverage), equations, rules, not_run }
    }
}

/// A number for every verdict, those that did not occur included.
pub(crate) struct Counts<'a>(pub(crate) &'a Coverage);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Verdict::ALL.len()))?;
        for verdict in Verdict::ALL {
            map.serialize_entry(verdict.as_str(), &self.0.count(verdict))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct DiagnosticObject<'a> {
    level: Level,
    message: Text,
    place: &'a Place,
}

impl<'a> DiagnosticObject<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        Self {
            level: diagnostic.level,
            message: text(&diagnostic.message),
            place: &diagnostic.place,
        }
    }
}

#[derive(Serialize)]
struct ErrorObject<'a> {
    file: &'a str,
    message: Text,
}

impl<'a> ErrorObject<'a> {
    fn of(unreadable: &'a Unreadable) -> Self {
        Self { file: &unreadable.file, message: text(&unreadable.message) }
    }
}
