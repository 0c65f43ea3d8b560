//! The dimensions of inspection as data: `standards/dimensions.toml`.

use gouji_model::Level;
use serde::Deserialize;

use crate::profile::Bilingual;

/// The dimensions, and what findings cost.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Dimensions {
    /// Most points that the findings of one rule cost.
    pub most_per_rule: u32,
    /// Points that one finding costs.
    pub deduct: Deductions,
    /// The dimensions in the order of inspections.
    #[serde(rename = "dimension")]
    pub dimensions: Vec<Dimension>,
}

/// Points that one finding costs, by its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deductions {
    /// For an error.
    pub error: u32,
    /// For a warning.
    pub warning: u32,
    /// For a note.
    pub note: u32,
}

/// A dimension of inspection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Id in JSON.
    pub id: String,
    /// Name.
    pub name: Bilingual,
    /// Weight in the sum.
    pub weight: u32,
    /// Beginnings of the codes of its rules.
    pub rules: Vec<String>,
}

impl Dimensions {
    /// The dimension to which a rule belongs: the one that names the longest beginning of its code.
    pub fn of(&self, code: &str) -> Option<&Dimension> {
        let length = |dimension: &Dimension| {
            let fitting = dimension.rules.iter().filter(|rule| code.starts_with(rule.as_str()));
            fitting.map(String::len).max()
        };
        let named = self.dimensions.iter().filter_map(|d| Some((length(d)?, d)));
        named.max_by_key(|(length, _)| *length).map(|(_, dimension)| dimension)
    }

    /// Points that a finding costs.
    pub const fn cost(&self, level: Level) -> u32 {
        match level {
            Level::Error => self.deduct.error,
            Level::Warning => self.deduct.warning,
            Level::Note => self.deduct.note,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Standard;

    #[test]
    fn every_rule_belongs_to_a_dimension_and_timeliness_is_one_of_its_own() {
        let standard = Standard::embedded();
        let of = |code: &str| standard.dimensions().of(code).map(|d| d.id.as_str());
        for (code, _) in standard.rules().iter() {
            assert!(of(code).is_some(), "{code}");
        }
        assert_eq!((of("GJ101"), of("GJ102")), (Some("timeliness"), Some("completeness")));
    }
}
