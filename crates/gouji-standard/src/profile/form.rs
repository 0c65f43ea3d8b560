//! Forms: key-value tables such as the target forms.

use serde::Deserialize;

use crate::{Expression, Pattern};

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FormDef {
    /// Id.
    pub id: String,
    /// What it becomes.
    pub kind: FormKind,
    /// Titles, all wordings seen.
    pub titles: Vec<Pattern>,
    /// Unit of measure of its money.
    pub unit: String,
    /// Words that are headings of the form and carry no value.
    #[serde(default)]
    pub headings: Vec<Pattern>,
    /// Texts and facts by label.
    pub fields: Vec<FieldDef>,
    /// Money.
    pub funding: FundingDef,
    /// Levels of indicators.
    pub levels: Vec<LevelDef>,
}

/// What a form becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// The form of one project, with 实施期 and 年度 side by side.
    ProjectTarget,
    /// The overall form of the unit, for the year only.
    OverallTarget,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FieldDef {
    /// Id.
    pub id: String,
    /// Labels, all wordings seen.
    pub labels: Vec<Pattern>,
    /// Whether the form has it for 实施期 and 年度 side by side.
    #[serde(default)]
    pub sided: bool,
    /// Whether it is a basic fact (a headcount) instead of a text.
    #[serde(default)]
    pub fact: bool,
}

/// Money of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FundingDef {
    /// Totals for the term.
    #[serde(default)]
    pub term: Vec<Pattern>,
    /// Totals for the year.
    #[serde(default)]
    pub year: Vec<Pattern>,
    /// Sources; the same labels on both sides.
    #[serde(default)]
    pub sources: Vec<Pattern>,
    /// Uses.
    #[serde(default)]
    pub uses: Vec<Pattern>,
    /// Totals that stand over sources and uses alike (合计).
    #[serde(default)]
    pub totals: Vec<Pattern>,
    /// Lines that are the same money as cells of the tables.
    #[serde(default)]
    pub equal: Vec<FundingEqualDef>,
}

/// A line of the money of a form that is the same as cells of the tables.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FundingEqualDef {
    /// Label of the line, without 其中 and colon.
    pub label: Pattern,
    /// The cells.
    pub cells: Expression,
}

/// A first level of indicators with its second levels.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LevelDef {
    /// First level: 产出指标.
    pub name: String,
    /// Second levels, all wordings seen.
    pub second: Vec<Pattern>,
}
