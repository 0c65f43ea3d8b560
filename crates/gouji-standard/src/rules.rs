//! The rule book as data: what each rule checks, why, on what basis, with what it says.
//!
//! One file for each rule, `standards/rules/GJ201.toml`. Rules that are equations come from the
//! profiles; these are the texts of the families that they belong to.

use std::collections::BTreeMap;

use gouji_model::Level;
use serde::Deserialize;

use crate::data::{self, DataProblem};
use crate::profile::Bilingual;

/// Rules by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleTexts {
    rules: BTreeMap<String, RuleText>,
}

/// A rule of the rule book.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Title.
    pub title: Bilingual,
    /// How serious what it finds is, unless the profile says otherwise.
    pub level: RuleLevel,
    /// Whether it is run without being asked for.
    pub stage: Stage,
    /// First version that has it.
    pub since: String,
    /// What it checks.
    pub checks: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// Norm, article, or rule of the field.
    pub basis: Bilingual,
    /// How exact it is, and where it says nothing.
    pub tolerance: Bilingual,
    /// Passages of a document of `examples/`, right and wrong; tests run them.
    #[serde(default)]
    pub examples: Vec<RuleExample>,
    /// What it says when it finds something, by the name of the message.
    #[serde(default)]
    pub messages: BTreeMap<String, Bilingual>,
}

/// A passage of a document, right and wrong: with the wrong one the rule finds something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleExample {
    /// Document below `examples/`; the bundled one where it is not given.
    #[serde(default)]
    pub document: Option<String>,
    /// The passage as it should be.
    pub right: String,
    /// The passage with the error.
    pub wrong: String,
    /// Which occurrence of the passage, from 1; where it is not given, the passage occurs once.
    #[serde(default)]
    pub occurrence: Option<usize>,
}

/// The level of what a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleLevel {
    /// Wrong.
    Error,
    /// Probably wrong, or a matter of form.
    Warning,
    /// Worth knowing.
    Note,
    /// Not run: for profiles to which a rule does not apply.
    Off,
}

impl RuleLevel {
    /// The level; `None` where the rule is off.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Error => Some(Level::Error),
            Self::Warning => Some(Level::Warning),
            Self::Note => Some(Level::Note),
            Self::Off => None,
        }
    }
}

/// How far a rule is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// New: run only when asked for.
    Preview,
    /// Raises no false alarm on the real documents at hand.
    Stable,
}

impl RuleTexts {
    /// Reads the files of the rules, by code; the error is that of the rule with a code.
    pub fn parse<'a>(
        files: impl IntoIterator<Item = (&'a str, String)>,
    ) -> Result<Self, (String, DataProblem)> {
        let mut rules = BTreeMap::new();
        for (code, text) in files {
            let rule = data::read(&text).map_err(|problem| (code.to_owned(), problem))?;
            rules.insert(code.to_owned(), rule);
        }
        Ok(Self { rules })
    }

    /// The rule with a code.
    pub fn get(&self, code: &str) -> Option<&RuleText> {
        self.rules.get(code)
    }

    /// Codes that resemble one that is not there: those that begin like it, the nearest first.
    pub fn near(&self, code: &str) -> Vec<&str> {
        let common = |other: &str| {
            code.bytes().zip(other.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
        };
        // The first three characters name the family.
        let mut near: Vec<&str> =
            self.rules.keys().map(String::as_str).filter(|other| common(other) >= 3).collect();
        near.sort_by_key(|other| std::cmp::Reverse(common(other)));
        near.truncate(5);
        near
    }

    /// Codes in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RuleText)> {
        self.rules.iter().map(|(code, rule)| (code.as_str(), rule))
    }
}
