//! What a disclosure must say: subjects to be explained, reasons to be given, and the wordings by
//! which completeness is judged.

use std::collections::BTreeMap;

use gouji_model::Message;
use serde::Deserialize;

use super::verify::unique;
use super::{Bilingual, Profile};
use crate::Pattern;

/// Wordings by which completeness is judged, whatever the subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CompletenessDef {
    /// A note with one of these says that its table is empty, or that there is nothing to report.
    #[serde(default)]
    pub empty: Vec<Pattern>,
    /// A note with one of these says that this table has no data; it must not have amounts.
    #[serde(default)]
    pub no_data: Vec<Pattern>,
    /// What follows one of these is a reason.
    #[serde(default)]
    pub reason: Vec<Pattern>,
    /// Words in a line without a known heading that speak of a section, by the section's id.
    #[serde(default)]
    pub section_words: BTreeMap<String, Vec<String>>,
    /// Terms that the glossary explains wherever the document uses them.
    #[serde(default)]
    pub terms: Vec<Pattern>,
    /// Words of the cover, one of which says what the document is.
    #[serde(default)]
    pub cover_kinds: Vec<String>,
    /// Sections that list the units of a department.
    #[serde(default)]
    pub units_sections: Vec<String>,
    /// In front of the list of the units of a department.
    #[serde(default)]
    pub units_listed: Vec<Pattern>,
    /// Numbers of units of one kind, of which the list has as many: 行政单位{number}家.
    #[serde(default)]
    pub units_counted: Vec<Pattern>,
    /// Words with which a count of units may be a part of another: 其中.
    #[serde(default)]
    pub units_nested: Vec<Pattern>,
    /// A department that says so has no units below it.
    #[serde(default)]
    pub no_units: Vec<Pattern>,
}

/// A subject that the text must explain, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ExplanationDef {
    /// Id.
    pub id: String,
    /// Name in both languages.
    pub name: Bilingual,
    /// Sections in which the explanation stands.
    pub sections: Vec<String>,
    /// Parts that it must have.
    pub parts: Vec<ExplanationPartDef>,
    /// Statements that there is nothing to explain.
    #[serde(default)]
    pub none: Vec<Pattern>,
}

/// A part of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplanationPartDef {
    /// Name in both languages.
    pub name: Bilingual,
    /// Wordings, one of which must stand in the sections.
    pub wordings: Vec<Pattern>,
}

/// Changes that need a reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ReasonDef {
    /// Id.
    pub id: String,
    /// Claims whose changes need a reason.
    pub claims: Vec<String>,
    /// How far from the change its reason may stand.
    pub within: ReasonScope,
    /// Slots that need a reason where their amounts differ: budget and actual.
    #[serde(default)]
    pub differing: Vec<String>,
}

/// How far from a change its reason may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonScope {
    /// Behind the change, in front of the next one; or in a later sentence without changes.
    Each,
    /// Anywhere in its section.
    Section,
}

impl CompletenessDef {
    /// With what the parent has besides.
    pub(super) fn over(&self, parent: Self) -> Self {
        let join =
            |own: &[Pattern], parent: Vec<Pattern>| own.iter().cloned().chain(parent).collect();
        Self {
            empty: join(&self.empty, parent.empty),
            no_data: join(&self.no_data, parent.no_data),
            reason: join(&self.reason, parent.reason),
            section_words: parent
                .section_words
                .into_iter()
                .chain(self.section_words.clone())
                .collect(),
            terms: join(&self.terms, parent.terms),
            cover_kinds: self.cover_kinds.iter().cloned().chain(parent.cover_kinds).collect(),
            units_sections: self
                .units_sections
                .iter()
                .cloned()
                .chain(parent.units_sections)
                .collect(),
            units_listed: join(&self.units_listed, parent.units_listed),
            units_counted: join(&self.units_counted, parent.units_counted),
            units_nested: join(&self.units_nested, parent.units_nested),
            no_units: join(&self.no_units, parent.no_units),
        }
    }
}

/// What is wrong with the definitions of this file.
pub(super) fn verify(profile: &Profile, problems: &mut Vec<Message>) {
    unique("explanation", profile.explanations.iter().map(|e| &*e.id), problems);
    unique("reason", profile.reasons.iter().map(|r| &*r.id), problems);
    let words = &profile.completeness;
    for id in words.section_words.keys().chain(&words.units_sections) {
        if profile.section(id).is_none() {
            problems
                .push(Message::new("data-no-section").with("place", "completeness").with("id", id));
        }
    }
    for counted in &profile.completeness.units_counted {
        if !counted.slots().contains(&"number") {
            problems.push(
                Message::new("data-no-number")
                    .with("place", "units-counted")
                    .with("id", counted.as_str()),
            );
        }
    }
    for explanation in &profile.explanations {
        let place = &format!("explanation {}", explanation.id);
        for id in explanation.sections.iter().filter(|id| profile.section(id).is_none()) {
            problems.push(Message::new("data-no-section").with("place", place).with("id", id));
        }
        if explanation.parts.iter().all(|part| part.wordings.is_empty()) {
            problems.push(Message::new("data-no-wording").with("place", place));
        }
    }
    for reason in &profile.reasons {
        let place = &format!("reason {}", reason.id);
        for id in &reason.claims {
            let Some(claim) = profile.claim(id) else {
                problems.push(Message::new("data-no-claim").with("place", place).with("id", id));
                continue;
            };
            let slots = &reason.differing;
            let known = |slot: &&String| claim.slots.contains_key(*slot);
            let changes = claim.slots.values().any(|s| s.change.is_some() || s.rate.is_some());
            if slots.iter().filter(known).count() < 2 && !changes {
                problems.push(Message::new("data-no-change").with("place", place).with("id", id));
            }
        }
    }
}
