//! Words of the language by which the explanation compares and counts: `wordings.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Pattern;
use crate::data::{self, DataProblem};

/// Words of the language. Those that say that something rose or fell are the profile's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Wordings {
    /// One amount is more than another.
    pub more: Vec<String>,
    /// One amount is less than another.
    pub less: Vec<String>,
    /// Two amounts are the same.
    pub equal: Vec<String>,
    /// In front of one of these words: nearly.
    pub about: Vec<String>,
    /// The base of a comparison that does not say of what it is.
    pub base_any: Vec<Pattern>,
    /// The base is a budget.
    pub base_budget: Vec<Pattern>,
    /// The base is what was spent.
    pub base_executed: Vec<Pattern>,
    /// The base is the final accounts.
    pub base_final: Vec<Pattern>,
    /// Behind the base of a change.
    pub changes: Vec<String>,
    /// In front of a year, in place of the name of the unit.
    pub own: Vec<String>,
    /// Between a year that is over and its figure.
    pub prior: Vec<String>,
    /// Between a year and a figure that is not surely its own.
    pub elsewhere: Vec<String>,
    /// In front of the day on which assets were counted.
    pub counted: Vec<String>,
    /// A budget.
    pub budget: Vec<String>,
    /// Kinds of budget: of the beginning of the year, of the whole year.
    pub budget_kinds: Vec<String>,
    /// Execution of a budget.
    pub actual: Vec<String>,
    /// The actual figure against the budget, with the slots `about`, `word` and `kind`.
    pub comparison: Vec<Pattern>,
    /// In front of the first of two numbers: from.
    pub from: Vec<String>,
    /// In front of the second: to.
    pub to: Vec<String>,
    /// Behind the word of change of which the reason is given.
    pub reason: Vec<String>,
    /// What may stand behind the subject of a change where its reason is given.
    pub subject_tails: Vec<String>,
    /// Between a word of change and its number.
    pub direction_joins: Vec<String>,
    /// In front of the name of a total: it is that of a part.
    pub part: Vec<String>,
    /// Between a whole and its parts.
    pub including: Vec<String>,
    /// Words for a whole.
    pub totals: Vec<String>,
    /// At the end of a list that is not complete.
    pub open: Vec<String>,
    /// Pieces of the patterns.
    #[serde(default)]
    pub phrases: BTreeMap<String, String>,
}

impl Wordings {
    pub(crate) fn parse(text: &str) -> Result<Self, DataProblem> {
        data::read(&crate::profile::with_own_phrases(text)?)
    }
}
