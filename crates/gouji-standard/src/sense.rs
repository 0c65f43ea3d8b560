//! Words by which rules tell whether what a document says makes sense: `standards/sense.toml`.

use crate::data::{self, DataProblem};
use regex::Regex;
use serde::Deserialize;

use crate::profile::Bilingual;
use crate::slips::regex;

/// Whether what a document says makes sense.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Sense {
    /// Units that do not fit the thing.
    #[serde(rename = "misfit")]
    pub misfits: Vec<Misfit>,
    /// What stands where a number should.
    pub numbers: NumberSigns,
    /// Sentences that list economic items.
    pub lists: ItemLists,
    /// Heads that are counted in several places.
    pub heads: Vec<Heads>,
    /// Words around such counts.
    pub count_words: CountWords,
    /// Counts that are parts of others in the overall form.
    #[serde(rename = "head-sum")]
    pub head_sums: Vec<HeadSum>,
    /// Dates of a project.
    pub dates: DateWords,
    /// The name of the unit in a sentence.
    pub names: NameWords,
}

/// A unit that does not fit the thing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misfit {
    /// Name of the entry.
    pub id: String,
    /// With the group `unit`.
    #[serde(deserialize_with = "regex")]
    pub pattern: Regex,
    /// The unit that fits; empty where there are several.
    pub propose: String,
}

/// Signs that are written for parts of a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NumberSigns {
    /// A sign, and the digit that it is written for.
    pub for_digit: Vec<(String, String)>,
    /// Signs that are written for a point.
    pub for_point: Vec<String>,
    /// What cannot be a number in front of a unit, with the group `number`.
    #[serde(deserialize_with = "regex")]
    pub sentence: Regex,
}

/// Sentences that list economic items.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ItemLists {
    /// A list of personnel items, with the group `items`.
    #[serde(deserialize_with = "regex")]
    pub personnel: Regex,
    /// A list of operating items.
    #[serde(deserialize_with = "regex")]
    pub operating: Regex,
    /// Classes of personnel items.
    pub personnel_classes: Vec<String>,
    /// Classes of operating items.
    pub operating_classes: Vec<String>,
    /// Items that may stand in either list.
    pub either: Vec<String>,
}

/// Heads that are counted in several places.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heads {
    /// Name of the entry.
    pub id: String,
    /// How messages call it.
    pub name: Bilingual,
    /// With the group `count` (or `other`).
    #[serde(deserialize_with = "regex")]
    pub pattern: Regex,
    /// Id of the field of the overall form that counts the same; may be empty.
    pub fact: String,
}

/// Words around counts of heads.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWords {
    /// What may stand in front.
    pub own: Vec<String>,
    /// Words of sentences that speak of others.
    pub others: Vec<String>,
}

/// A count that others make up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadSum {
    /// Field of the whole.
    pub whole: String,
    /// Fields of its parts.
    pub parts: Vec<String>,
}

/// Dates of a project.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DateWords {
    /// The work begins.
    pub start: Vec<String>,
    /// The work is done.
    pub finish: Vec<String>,
    /// Something else is done.
    pub not_finish: Vec<String>,
}

/// The name of the unit in a sentence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// In front of it.
    #[serde(deserialize_with = "regex")]
    pub before: Regex,
    /// Behind it.
    pub after: Vec<String>,
    /// How names of units end.
    pub ends: Vec<String>,
    /// What stands there in place of a name.
    pub own: Vec<String>,
}

impl Sense {
    /// Reads the data; the error says what is wrong.
    pub(crate) fn parse(toml: &str) -> Result<Self, DataProblem> {
        data::read(toml)
    }
}
