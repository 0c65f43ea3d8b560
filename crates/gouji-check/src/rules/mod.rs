//! Rules that are not equations, one file each, by family.
//!
//! A rule is a function from a [`Case`] to a [`Ruling`]. What it checks, why, on what basis, its
//! level and what it says stand in `standards/rules/CODE.toml`; the passages there, right and
//! wrong, are its tests.

mod catalogue;
mod completeness;
mod detail;
mod form;
mod narrative;
mod privacy;
mod targets;

use gouji_model::{
    Culprit, Disclosure, Level, Location, Message, Operand, Place, Text, TextParagraph, Verdict,
};
use gouji_standard::{Profile, Standard};

use crate::Options;
use crate::book::Book;

/// A rule: its code, and what it says of a document.
pub(crate) struct Rule {
    pub code: &'static str,
    pub judge: fn(&Case<'_>) -> Ruling,
}

/// The rules of every family, in the order of the rule book.
pub(crate) const FAMILIES: [&[Rule]; 7] = [
    completeness::RULES,
    narrative::RULES,
    detail::RULES,
    targets::RULES,
    catalogue::RULES,
    form::RULES,
    privacy::RULES,
];

/// A document before its rules.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub disclosure: &'a Disclosure,
    pub profile: &'a Profile,
    pub standard: &'a Standard,
    pub book: &'a Book<'a>,
    pub options: &'a Options,
}

impl Case<'_> {
    /// The place at a location.
    pub(crate) fn place(&self, location: Location) -> Place {
        self.disclosure.sources.place(location)
    }

    /// The place of a byte of a paragraph of a section.
    pub(crate) fn place_in(
        &self,
        heading: &std::sync::Arc<str>,
        paragraph: &TextParagraph,
        offset: usize,
    ) -> Place {
        let mut place = self.place(paragraph.location_at(offset));
        place.section = Some(heading.clone());
        place
    }

    /// A text of a rule's page, for what goes with a remark.
    pub(crate) fn words(&self, code: &str, name: &str) -> Text {
        let page = self.standard.rules().get(code);
        page.and_then(|page| page.messages.get(name))
            .map(gouji_standard::profile::Bilingual::text)
            .unwrap_or_default()
    }
}

/// What a rule says of a document.
pub(crate) enum Ruling {
    /// It was examined: what was found; nothing is a pass.
    Judged(Vec<Remark>),
    /// There is nothing that the rule could be held against, and why.
    NotApplicable(Message),
    /// What the rule needs was not read, and why.
    NotAssessable(Message),
}

/// Something that a rule found.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    /// What is wrong and what to do next.
    pub message: Message,
    /// Where; the first place is the one to go to.
    pub places: Vec<Place>,
    /// What tells this remark from others of the rule and survives re-pagination: a name, a code.
    pub key: String,
    /// Numbers that take part.
    pub operands: Vec<Operand>,
    /// What is probably wrong, with what it should be.
    pub culprits: Vec<Culprit>,
    /// Level, where it is not that of the rule.
    pub level: Option<Level>,
}

impl Remark {
    /// A remark at a place.
    pub(crate) fn at(place: Place, key: impl Into<String>, message: Message) -> Self {
        Self {
            message,
            places: vec![place],
            key: key.into(),
            operands: Vec::new(),
            culprits: Vec::new(),
            level: None,
        }
    }

    /// With a further place.
    #[must_use]
    pub(crate) fn and_at(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }

    /// With what the text at its first place should be.
    #[must_use]
    pub(crate) fn proposing(mut self, printed: &str, proposed: &str, why: Text) -> Self {
        let place = self.places.first().cloned().unwrap_or_default();
        self.culprits.push(Culprit {
            place,
            printed: printed.to_owned(),
            proposed: proposed.to_owned(),
            why,
        });
        self
    }

    /// At another level than that of the rule.
    #[must_use]
    pub(crate) fn at_level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }
}

impl Ruling {
    pub(crate) fn verdict(&self) -> Verdict {
        match self {
            Self::Judged(remarks) if remarks.is_empty() => Verdict::Pass,
            Self::Judged(_) => Verdict::Fail,
            Self::NotApplicable(_) => Verdict::NotApplicable,
            Self::NotAssessable(_) => Verdict::NotAssessable,
        }
    }

    /// Why the rule was not held against the document.
    pub(crate) const fn reason(&self) -> Option<&Message> {
        match self {
            Self::Judged(_) => None,
            Self::NotApplicable(reason) | Self::NotAssessable(reason) => Some(reason),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use gouji_model::{
        Encoding, Format, Kind, ProfileChoice, ServiceCatalogue, Sources, TextLayout,
    };

    use super::*;

    /// A disclosure that says nothing.
    pub(crate) fn empty_disclosure(profile: &str) -> Disclosure {
        Disclosure {
            file: "empty.txt".into(),
            sources: Sources::file("empty.txt"),
            format: Format::Text { encoding: Encoding::Utf8, layout: TextLayout::TabSeparated },
            profile: ProfileChoice { id: profile.into(), evidence: Vec::new(), forced: true },
            unit: None,
            year: None,
            kind: Kind::Budget,
            subject: None,
            unit_kind: None,
            cover: Vec::new(),
            contents: Vec::new(),
            sections: Vec::new(),
            statements: Vec::new(),
            other_tables: Vec::new(),
            claims: Vec::new(),
            overall_target: None,
            projects: Vec::new(),
            project_descriptions: Vec::new(),
            assets: Vec::new(),
            charts: Vec::new(),
            rounding_notes: Vec::new(),
            notice: None,
            catalogue: ServiceCatalogue::default(),
            glossary: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    #[test]
    fn every_rule_has_its_page_and_no_code_is_used_twice() {
        let rules = FAMILIES.iter().flat_map(|family| family.iter());
        let codes: Vec<&str> = rules.map(|rule| rule.code).collect();
        let pages = Standard::embedded().rules();
        let without: Vec<&&str> = codes.iter().filter(|code| pages.get(code).is_none()).collect();
        assert!(without.is_empty(), "no page: {without:?}");
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }
}
