//! The baseline: findings known before, so that only new ones count.

use std::collections::BTreeSet;

use gouji_model::{
    Disclosure, Finding, Gone, Message, Place, Report, SuppressedBy, Suppression, Text,
};
use gouji_standard::folded_label;
use serde::{Deserialize, Serialize};

use super::{is_resolved, kind_name, unit};

/// The `schema` of a baseline.
const SCHEMA: &str = "gouji-baseline/1";

/// Findings known before, document by document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    documents: Vec<KnownDocument>,
}

/// A document with its known findings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownDocument {
    unit: Option<String>,
    year: Option<u16>,
    kind: String,
    profile: String,
    file: String,
    findings: Vec<KnownFinding>,
    /// The unit without what does not count: a baseline of a whole region is searched often.
    #[serde(skip)]
    folded_unit: Option<String>,
}

/// A finding known before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownFinding {
    code: String,
    relation: String,
    fingerprint: String,
    /// For people; nothing depends on it.
    label: String,
}

impl Baseline {
    /// A baseline of documents, in an order of its own. Documents of an earlier baseline that are
    /// not among them stay as they were.
    pub fn of(mut documents: Vec<KnownDocument>, before: Option<&Self>) -> Self {
        let is_new = |known: &&KnownDocument| !documents.iter().any(|own| own.is_same(known));
        let earlier = before.map_or(&[][..], |before| &before.documents);
        let kept: Vec<KnownDocument> = earlier.iter().filter(is_new).cloned().collect();
        documents.extend(kept);
        documents.sort();
        Self { schema: SCHEMA.to_owned(), documents }
    }

    /// Reads a baseline.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let mut baseline: Self = serde_json::from_str(text).map_err(|error| {
            let said = error.to_string();
            Message::new("check-baseline-form")
                .with("line", error.line())
                .with("column", error.column())
                .with("error", said.split(" at line ").next().unwrap_or_default())
        })?;
        if baseline.schema == SCHEMA {
            for document in &mut baseline.documents {
                document.folded_unit = document.unit.as_deref().map(folded_label);
            }
            return Ok(baseline);
        }
        let message = Message::new("check-baseline-schema").with("found", &baseline.schema);
        Err(message.with("expected", SCHEMA))
    }

    /// The baseline as JSON, indented, with a line end behind it.
    ///
    /// # Panics
    ///
    /// Never: all its keys are strings.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("its keys are strings");
        format!("{text}\n")
    }

    /// Number of documents.
    pub const fn documents(&self) -> usize {
        self.documents.len()
    }

    /// Number of known findings.
    pub fn findings(&self) -> usize {
        self.documents.iter().map(|document| document.findings.len()).sum()
    }

    /// Marks the findings that are known, and names the known ones that were not found again.
    pub fn apply(&self, disclosure: &Disclosure, report: &mut Report) {
        let known: BTreeSet<&KnownFinding> =
            self.documents_of(disclosure).into_iter().flat_map(|known| &known.findings).collect();
        let fingerprints: BTreeSet<&str> =
            known.iter().map(|finding| finding.fingerprint.as_str()).collect();
        for finding in &mut report.findings {
            if finding.suppression.is_none() && fingerprints.contains(finding.fingerprint.as_str())
            {
                let by = SuppressedBy::Baseline;
                finding.suppression =
                    Some(Suppression { by, reason: None, who: None, until: None });
            }
        }
        let found: BTreeSet<&str> =
            report.findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        let gone = known.into_iter().filter(|known| !found.contains(known.fingerprint.as_str()));
        report.gone = gone.map(|known| known.gone(report)).collect();
    }

    /// The entries for a document: those that fit it best.
    fn documents_of(&self, disclosure: &Disclosure) -> Vec<&KnownDocument> {
        let unit = unit(disclosure).map(folded_label);
        let rank = |known: &KnownDocument| known.rank(disclosure, unit.as_deref());
        let ranked = || self.documents.iter().filter_map(|d| Some((rank(d)?, d)));
        let best = ranked().map(|(rank, _)| rank).max();
        ranked().filter(|(rank, _)| Some(*rank) == best).map(|(_, document)| document).collect()
    }
}

impl KnownDocument {
    /// A document with its findings; those that were explained stand in the explanation. What was
    /// known before and could not be examined this time is still known.
    pub fn of(disclosure: &Disclosure, report: &Report) -> Self {
        let explained = |finding: &&Finding| {
            finding.suppression.as_ref().is_some_and(|s| s.by == SuppressedBy::Explanation)
        };
        let findings = report.findings.iter().filter(|finding| !explained(finding));
        let mut findings: Vec<KnownFinding> = findings.map(KnownFinding::of).collect();
        let open = report.gone.iter().filter(|gone| !gone.resolved);
        findings.extend(open.map(KnownFinding::still));
        findings.sort();
        Self {
            unit: unit(disclosure).map(str::to_owned),
            year: disclosure.year,
            kind: kind_name(disclosure.kind).to_owned(),
            profile: disclosure.profile.id.to_string(),
            file: slashed(&disclosure.file),
            findings,
            folded_unit: unit(disclosure).map(folded_label),
        }
    }

    /// Whether two entries are of one document.
    fn is_same(&self, other: &Self) -> bool {
        let identity = |known: &Self| (known.unit.clone(), known.year, known.kind.clone());
        let is_known = self.unit.is_some() && self.year.is_some();
        (is_known && identity(self) == identity(other))
            || (self.file == other.file && self.year == other.year && self.kind == other.kind)
    }

    /// How well the entry fits a document; `None` where it is of another one. A file may have been
    /// renamed, so its name decides only where unit or year were not recognised.
    fn rank(&self, disclosure: &Disclosure, unit: Option<&str>) -> Option<(bool, bool, bool)> {
        let is_other_year = matches!((self.year, disclosure.year), (Some(a), Some(b)) if a != b);
        if is_other_year || self.kind != kind_name(disclosure.kind) {
            return None;
        }
        let is_same_file = self.file == slashed(&disclosure.file);
        let is_known = self.year.is_some() && disclosure.year.is_some();
        match (self.folded_unit.as_deref(), unit) {
            (Some(a), Some(b)) if is_known => {
                (a == b).then(|| (true, *self.profile == *disclosure.profile.id, is_same_file))
            }
            (Some(a), Some(b)) if a != b => None,
            _ => is_same_file.then_some((false, false, true)),
        }
    }
}

/// A path as it is written everywhere.
fn slashed(file: &str) -> String {
    file.replace('\\', "/")
}

impl KnownFinding {
    fn of(finding: &Finding) -> Self {
        Self {
            code: finding.code.to_string(),
            relation: finding.relation.to_string(),
            fingerprint: finding.fingerprint.clone(),
            label: label(finding.places.first(), &finding.message),
        }
    }

    /// A finding that is still known though it was not found again.
    fn still(gone: &Gone) -> Self {
        Self {
            code: gone.code.to_string(),
            relation: gone.relation.to_string(),
            fingerprint: gone.fingerprint.clone(),
            label: gone.label.clone(),
        }
    }

    fn gone(&self, report: &Report) -> Gone {
        Gone {
            code: self.code.as_str().into(),
            relation: self.relation.as_str().into(),
            label: self.label.clone(),
            resolved: is_resolved(&self.code, &self.relation, report),
            fingerprint: self.fingerprint.clone(),
        }
    }
}

/// Characters of a message that stand for it where it has no place in words.
const LABEL: usize = 40;

/// A few words for people: the place, else the beginning of the message.
fn label(place: Option<&Place>, message: &Text) -> String {
    let words = place.map(|p| [&p.statement, &p.section, &p.row, &p.column]);
    let words = words.into_iter().flatten().flatten().map(|part| &**part);
    let label = words.collect::<Vec<_>>().join(" · ");
    if label.is_empty() { message.zh.chars().take(LABEL).collect() } else { label }
}
