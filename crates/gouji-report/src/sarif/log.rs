//! The objects of a log that Gouji writes, as SARIF 2.1.0 names them.

use std::collections::BTreeMap;

use gouji_model::{Area, Comparison, Culprit, Evidence, Kind, Text};
use serde::Serialize;
use serde_json::Value;

/// A text of the log (`message`).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Words {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
}

impl Words {
    /// A text as it is: what SARIF would take for a slot (§3.11.5) or a link (§3.11.6) is escaped.
    pub(super) fn literal(text: &str) -> Self {
        let mut text = text.replace('{', "{{").replace('}', "}}");
        if text.contains("](") {
            text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        }
        Self { text, markdown: None }
    }
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub name: &'static str,
    pub full_name: &'static str,
    pub semantic_version: &'static str,
    pub language: &'static str,
    pub rules: Vec<Rule>,
    pub notifications: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub id: String,
    pub name: String,
    pub short_description: Words,
    pub full_description: Words,
    pub help: Words,
    pub default_configuration: Configuration,
    pub properties: RuleProperties,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub enabled: bool,
    pub level: &'static str,
}

#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub stage: &'static str,
    pub family: String,
    pub since: String,
    pub tags: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    pub id: &'static str,
    pub short_description: Words,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result {
    pub rule_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub level: &'static str,
    pub message: Words,
    pub locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Location>,
    pub partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppressed>,
    pub properties: ResultProperties,
}

#[derive(Serialize)]
pub(super) struct Fingerprints {
    #[serde(rename = "gouji/v1")]
    pub gouji: String,
}

#[derive(Serialize)]
pub(super) struct Suppressed {
    pub kind: &'static str,
    pub status: &'static str,
    pub justification: String,
}

/// What SARIF has no word for, as in the report of `--format json`.
#[derive(Serialize)]
pub(super) struct ResultProperties {
    pub message: Text,
    pub relation: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub culprits: Vec<Culprit>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub tied: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

#[derive(Serialize)]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    pub physical: PhysicalLocation,
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    pub logical: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Words>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    #[serde(skip_serializing_if = "PlaceProperties::is_empty")]
    pub properties: PlaceProperties,
}

#[derive(Clone, Serialize)]
pub(super) struct ArtifactLocation {
    pub uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub start_line: u32,
}

/// Where something stands in a file that has no lines.
#[derive(Default, Serialize)]
pub(super) struct PlaceProperties {
    #[serde(flatten)]
    pub numbers: BTreeMap<&'static str, u32>,
    #[serde(flatten)]
    pub names: BTreeMap<&'static str, String>,
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
}

impl PlaceProperties {
    fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.names.is_empty() && self.area.is_none()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation {
    pub name: String,
    pub fully_qualified_name: String,
    pub kind: &'static str,
}

#[derive(Serialize)]
pub(super) struct Artifact {
    pub location: ArtifactLocation,
    pub roles: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<ArtifactProperties>,
}

#[derive(Serialize)]
pub(super) struct ArtifactProperties {
    pub unit: Option<String>,
    pub year: Option<u16>,
    pub kind: Kind,
    pub profile: String,
    pub coverage: Value,
    pub residues: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Notification {
    pub descriptor: Reference,
    pub level: &'static str,
    pub message: Words,
    pub locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub associated_rule: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<NotRunProperties>,
}

/// Rules that were not run, and why, as in the report of `--format json`.
#[derive(Serialize)]
pub(super) struct NotRunProperties {
    pub why: &'static str,
    pub rules: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Reference {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_a_document_is_neither_slot_nor_link() {
        assert_eq!(Words::literal("项目{0}").text, "项目{{0}}");
        assert_eq!(Words::literal("见[1](2)").text, "见\\[1\\](2)");
        assert_eq!(Words::literal("[1.5, 2.5]").text, "[1.5, 2.5]");
    }
}
