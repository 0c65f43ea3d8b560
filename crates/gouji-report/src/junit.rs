//! Findings as JUnit XML, for programs that run checks and show which failed.
//!
//! A test suite for each document; in it a test case for reading the document and one for each rule
//! that was held against it. A case fails where a finding counts at or above the level asked for; what is below, and
//! what was explained, is in its output. A rule of which nothing could be assessed is skipped, with
//! the reason, and never passes.

use std::collections::BTreeMap;

use gouji_model::{CoverageEntry, Finding, Level, Message, Verdict};
use gouji_standard::{Lang, Standard};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use crate::DocumentReport;
use crate::json::Unreadable;
use crate::sarif::{justification, reason};
use crate::terminal::place;
use crate::words::Words;

/// The beginning of the file.
pub fn begin() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji\">\n".to_owned()
}

/// The end of the file, with a suite for each file that could not be read.
pub fn end(unreadable: &[Unreadable], lang: Lang) -> String {
    let words = Words::new(lang);
    let suite = |problem: &Unreadable| {
        let text = words.say(&problem.message);
        let case = Case { outcome: Outcome::Error, message: text, ..Case::reading(words) };
        written(&problem.file, &[], &[case])
    };
    let suites: String = unreadable.iter().map(suite).collect();
    format!("{suites}</testsuites>\n")
}

/// The suite of a document; findings from `fail_on` on are failures.
pub fn suite(
    document: &DocumentReport<'_>,
    standard: &Standard,
    lang: Lang,
    fail_on: Level,
) -> String {
    let words = Words::new(lang);
    let disclosure = document.disclosure;
    let mut cases = vec![reading(words, document)];
    for (code, rule) in by_rule(document) {
        let title = standard.rules().get(code).map(|text| text.title.text());
        let title = title.map_or_else(String::new, |title| words.of(&title).to_owned());
        let name = format!("{code} {title}").trim_end().to_owned();
        cases.push(rule.case(words, name, &disclosure.file, fail_on));
    }
    let properties = [
        ("unit", disclosure.unit.as_ref().map(|unit| unit.text.clone())),
        ("year", disclosure.year.map(|year| year.to_string())),
        ("profile", Some(disclosure.profile.id.to_string())),
    ];
    let properties = properties.into_iter().filter_map(|(name, value)| Some((name, value?)));
    written(&disclosure.file, &properties.collect::<Vec<_>>(), &cases)
}

/// What became of a case; the order is that of the counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failure,
    Error,
    Skipped,
}

impl Outcome {
    const fn element(self) -> Option<&'static str> {
        match self {
            Self::Passed => None,
            Self::Failure => Some("failure"),
            Self::Error => Some("error"),
            Self::Skipped => Some("skipped"),
        }
    }
}

struct Case {
    name: String,
    outcome: Outcome,
    /// In short: an attribute.
    message: String,
    /// What made it fail.
    text: String,
    /// What does not.
    output: String,
}

impl Case {
    fn reading(words: Words) -> Self {
        Self {
            name: words.word("output-read"),
            outcome: Outcome::Passed,
            message: String::new(),
            text: String::new(),
            output: String::new(),
        }
    }
}

/// Reading the document: parts of it that could not be read at all are an error.
fn reading(words: Words, document: &DocumentReport<'_>) -> Case {
    let file = &document.disclosure.file;
    let line = |diagnostic: &gouji_model::Diagnostic| {
        let text = words.say(&diagnostic.message);
        at(words, &text, place::known(words, &diagnostic.place, file))
    };
    let (lost, noticed): (Vec<_>, Vec<_>) =
        document.disclosure.diagnostics.iter().partition(|one| one.message.id == "read-member");
    let text = joined(lost.into_iter().map(line));
    Case {
        outcome: if text.is_empty() { Outcome::Passed } else { Outcome::Error },
        message: text.lines().next().unwrap_or_default().to_owned(),
        text,
        output: joined(noticed.into_iter().map(line)),
        ..Case::reading(words)
    }
}

/// What there is of one rule.
#[derive(Default)]
struct Rule<'a> {
    findings: Vec<&'a Finding>,
    entries: Vec<&'a CoverageEntry>,
}

fn by_rule<'a>(document: &DocumentReport<'a>) -> BTreeMap<&'a str, Rule<'a>> {
    let report = document.report;
    let mut rules: BTreeMap<&str, Rule<'_>> = BTreeMap::new();
    for finding in &report.findings {
        rules.entry(&finding.code).or_default().findings.push(finding);
    }
    for entry in report.coverage.equations.iter().chain(&report.coverage.rules) {
        rules.entry(&entry.code).or_default().entries.push(entry);
    }
    rules
}

impl Rule<'_> {
    fn case(&self, words: Words, name: String, file: &str, fail_on: Level) -> Case {
        let counts = |one: &&&Finding| one.level >= fail_on && one.suppression.is_none();
        let (failing, other): (Vec<&Finding>, Vec<&Finding>) =
            self.findings.iter().copied().partition(|one| counts(&one));
        let panicked = joined(self.with(Verdict::NotEvaluated).map(|entry| why(words, entry)));
        let open = joined(self.with(Verdict::NotAssessable).map(|entry| why(words, entry)));
        let failures = joined(failing.iter().map(|finding| told(words, finding, file)));
        let others = joined(other.iter().map(|finding| told(words, finding, file)));
        let (outcome, text) = if !failing.is_empty() {
            (Outcome::Failure, failures)
        } else if !panicked.is_empty() {
            (Outcome::Error, panicked.clone())
        } else if self.is_examined() {
            (Outcome::Passed, String::new())
        } else {
            (Outcome::Skipped, self.why_not(words))
        };
        let said = |outcome_of: Outcome| outcome == outcome_of;
        let rest = [
            others,
            if said(Outcome::Error) { String::new() } else { panicked },
            if said(Outcome::Skipped) { String::new() } else { open },
        ];
        Case {
            name,
            outcome,
            message: match outcome {
                Outcome::Failure => {
                    words.say(&Message::new("output-failures").with("n", failing.len()))
                }
                _ => text.lines().next().unwrap_or_default().to_owned(),
            },
            text,
            output: joined(rest.into_iter().filter(|part| !part.is_empty())),
        }
    }

    fn with(&self, verdict: Verdict) -> impl Iterator<Item = &CoverageEntry> {
        self.entries.iter().copied().filter(move |entry| entry.verdict == verdict)
    }

    fn is_examined(&self) -> bool {
        let examined = [Verdict::Pass, Verdict::PassWithResidue, Verdict::Review, Verdict::Fail];
        !self.findings.is_empty()
            || self.entries.iter().any(|entry| examined.contains(&entry.verdict))
    }

    /// Why nothing of the rule was examined, each reason once.
    fn why_not(&self, words: Words) -> String {
        let mut reasons: Vec<String> =
            self.entries.iter().map(|entry| reason(words, entry)).collect();
        reasons.sort();
        reasons.dedup();
        joined(reasons.into_iter())
    }
}

/// A finding as a line, with its level, place and fingerprint.
fn told(words: Words, finding: &Finding, file: &str) -> String {
    let place = finding.places.first().and_then(|place| place::known(words, place, file));
    let level = match finding.level {
        Level::Error => "report-level-error",
        Level::Warning => "report-level-warning",
        Level::Note => "report-level-note",
    };
    let line = at(words, words.of(&finding.message), place);
    let line = format!("[{}] {line} [{}]", words.word(level), finding.fingerprint);
    match &finding.suppression {
        Some(suppression) => format!("{line} [{}]", justification(words, suppression)),
        None => line,
    }
}

fn at(words: Words, text: &str, place: Option<String>) -> String {
    match place {
        Some(place) => {
            words.say(&Message::new("output-at").with("message", text).with("place", place))
        }
        None => text.to_owned(),
    }
}

fn why(words: Words, entry: &CoverageEntry) -> String {
    let message = Message::new("output-panicked").with_text("label", entry.label.clone());
    words.say(&message.with("reason", reason(words, entry)))
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// A suite as XML.
fn written(name: &str, properties: &[(&str, String)], cases: &[Case]) -> String {
    const REASON: &str = "memory can be written to";
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    let count = |outcome| cases.iter().filter(|case| case.outcome == outcome).count().to_string();
    let suite = with_attributes(
        "testsuite",
        &[
            ("name", name),
            ("tests", &cases.len().to_string()),
            ("failures", &count(Outcome::Failure)),
            ("errors", &count(Outcome::Error)),
            ("skipped", &count(Outcome::Skipped)),
        ],
    );
    xml.write_event(Event::Start(suite)).expect(REASON);
    if !properties.is_empty() {
        xml.write_event(Event::Start(BytesStart::new("properties"))).expect(REASON);
        for (name, value) in properties {
            let property = with_attributes("property", &[("name", name), ("value", value)]);
            xml.write_event(Event::Empty(property)).expect(REASON);
        }
        xml.write_event(Event::End(BytesEnd::new("properties"))).expect(REASON);
    }
    for case in cases {
        one(&mut xml, name, case).expect(REASON);
    }
    xml.write_event(Event::End(BytesEnd::new("testsuite"))).expect(REASON);
    // The writer takes texts and gives them back escaped.
    String::from_utf8(xml.into_inner()).unwrap_or_default() + "\n"
}

fn one(xml: &mut Writer<Vec<u8>>, suite: &str, case: &Case) -> std::io::Result<()> {
    let start = with_attributes("testcase", &[("classname", suite), ("name", &case.name)]);
    if case.outcome == Outcome::Passed && case.output.is_empty() {
        return xml.write_event(Event::Empty(start));
    }
    xml.write_event(Event::Start(start))?;
    if let Some(element) = case.outcome.element() {
        text(xml, &with_attributes(element, &[("message", &case.message)]), &case.text)?;
    }
    if !case.output.is_empty() {
        text(xml, &BytesStart::new("system-out"), &case.output)?;
    }
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}

fn text(xml: &mut Writer<Vec<u8>>, start: &BytesStart<'_>, text: &str) -> std::io::Result<()> {
    xml.write_event(Event::Start(start.borrow()))?;
    xml.write_event(Event::Text(BytesText::new(&valid(text))))?;
    xml.write_event(Event::End(start.to_end()))
}

fn with_attributes(name: &'static str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        let line = valid(value).replace('\n', " ");
        start.push_attribute((*key, line.as_str()));
    }
    start
}

/// What XML cannot hold, as a visible mark: a document may contain anything.
fn valid(text: &str) -> String {
    let mark = |c: char| match c {
        '\r' => '\n',
        '\n' | '\t' => c,
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(mark).collect()
}
