//! What is written at a place of the document.

use gouji_model::{Culprit, Finding, Level, Message, Operand, Place};
use gouji_standard::Lang;

use crate::DocumentReport;
use crate::words::Words;

/// Other numbers of a finding that are marked, at most: a sum of a hundred cells would mark the
/// whole table, and nothing would stand out.
const MAX_RELATED: usize = 6;

/// Something that is written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub place: Place,
    /// Number as printed there; empty where no number is meant.
    pub printed: String,
    /// How serious.
    pub level: Level,
    /// Whether this is the place to look at first.
    pub weight: Weight,
    /// What is said, in lines.
    pub text: String,
}

/// What a place is to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Probably the wrong number, or where the finding stands.
    Main,
    /// A number that takes part: it is pointed out where that does not clutter the page.
    Related,
}

/// What is written of a report, in the order of its findings. Those that are known or explained are
/// left out.
pub fn remarks(document: &DocumentReport<'_>, lang: Lang) -> Vec<Remark> {
    let words = Words::new(lang);
    let counted = document.report.findings.iter().filter(|it| it.suppression.is_none());
    counted.flat_map(|finding| of_finding(finding, words)).collect()
}

fn of_finding(finding: &Finding, words: Words) -> Vec<Remark> {
    let mut found: Vec<Remark> = Vec::new();
    let mut add = |place: &Place, printed: &str, weight: Weight, text: String| {
        if !found.iter().any(|it| it.place == *place && it.printed == printed) {
            let (place, printed) = (place.clone(), printed.to_owned());
            found.push(Remark { place, printed, level: finding.level, weight, text });
        }
    };
    for culprit in &finding.culprits {
        let text = text(finding, Some(culprit), words);
        add(&culprit.place, &culprit.printed, Weight::Main, text);
    }
    let rest = if finding.culprits.is_empty() { Weight::Main } else { Weight::Related };
    let rest_text = || match rest {
        Weight::Main => text(finding, None, words),
        Weight::Related => related(finding, words),
    };
    for place in &finding.places {
        add(place, printed_at(finding, place), rest, rest_text());
    }
    if finding.places.is_empty() && finding.culprits.is_empty() {
        add(&Place::default(), "", Weight::Main, rest_text());
    }
    let printed: Vec<&Operand> =
        finding.operands.iter().filter(|operand| !operand.printed.trim().is_empty()).collect();
    if printed.len() <= MAX_RELATED {
        for operand in printed {
            add(&operand.place, &operand.printed, Weight::Related, related(finding, words));
        }
    }
    found
}

/// The number that a finding names at a place.
fn printed_at<'f>(finding: &'f Finding, place: &Place) -> &'f str {
    let operand = finding.operands.iter().find(|operand| operand.place == *place);
    operand.map_or("", |operand| operand.printed.trim())
}

/// Everything that is said of a finding at its place.
fn text(finding: &Finding, culprit: Option<&Culprit>, words: Words) -> String {
    let title = Message::new("report-annotate-title")
        .with("level", words.word(level(finding.level)))
        .with("code", &finding.code)
        .with("message", words.of(&finding.message));
    let mut lines = vec![words.say(&title)];
    if let Some(culprit) = culprit {
        let why = words.of(&culprit.why);
        let proposed = Message::new("report-annotate-proposed")
            .with("proposed", &culprit.proposed)
            .with("printed", culprit.printed.trim());
        if !culprit.proposed.trim().is_empty() {
            lines.push(words.say(&proposed));
        }
        if !why.is_empty() {
            lines.push(why.to_owned());
        }
    }
    if finding.tied {
        let n = finding.culprits.len();
        lines.push(words.say(&Message::new("report-annotate-tied").with("n", n)));
    }
    if !finding.evidence.is_empty() {
        let n = finding.evidence.len();
        lines.push(words.say(&Message::new("report-annotate-evidence").with("n", n)));
    }
    lines.join("\n")
}

/// What is said of a number that takes part in a finding.
fn related(finding: &Finding, words: Words) -> String {
    let message = Message::new("report-annotate-related")
        .with("level", words.word(level(finding.level)))
        .with("code", &finding.code)
        .with("message", words.of(&finding.message));
    words.say(&message)
}

/// The word for a level.
const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "report-level-error",
        Level::Warning => "report-level-warning",
        Level::Note => "report-level-note",
    }
}
