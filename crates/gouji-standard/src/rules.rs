//! Texts of the rules: what each checks, why, and on what basis.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::profile::Bilingual;

/// Rule texts by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleTexts {
    rules: BTreeMap<String, RuleText>,
}

/// The text of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Title.
    pub title: Bilingual,
    /// What it checks.
    pub checks: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// Norm, article, or rule of the field.
    pub basis: Bilingual,
    /// A line that is wrong.
    pub wrong: String,
    /// The same line, right.
    pub right: String,
    /// How exact it is.
    pub tolerance: Bilingual,
    /// First version that has it.
    pub since: String,
}

impl RuleTexts {
    /// Reads `rules.toml`; the error is the reader's, with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rules = toml::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self { rules })
    }

    /// The text of a rule.
    pub fn get(&self, code: &str) -> Option<&RuleText> {
        self.rules.get(code)
    }

    /// Codes in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RuleText)> {
        self.rules.iter().map(|(code, rule)| (code.as_str(), rule))
    }
}
