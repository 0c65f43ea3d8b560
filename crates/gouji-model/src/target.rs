//! Performance targets (绩效目标): the overall form of a unit and the form of each project.

use serde::{Serialize, Serializer};

use crate::{Amount, Location};

/// Which term a target or an amount belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The whole term of the project (实施期).
    Term,
    /// The budget year (年度).
    Year,
}

impl Side {
    /// `term` or `year`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Year => "year",
        }
    }
}

/// How an indicator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Operator {
    /// =
    #[serde(rename = "=")]
    Equal,
    /// ≥
    #[serde(rename = "≥")]
    AtLeast,
    /// ≤
    #[serde(rename = "≤")]
    AtMost,
    /// >
    #[serde(rename = ">")]
    MoreThan,
    /// <
    #[serde(rename = "<")]
    LessThan,
}

impl Operator {
    /// The sign.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::LessThan => "<",
        }
    }
}

/// The value of an indicator: operator, number and unit, or a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetValue {
    /// Operator (if printed), number and unit.
    Number(Option<Operator>, Amount),
    /// A word or a date: 提升, 全年度, 2026年10月.
    Word,
    /// Nothing was printed.
    Blank,
}

impl Serialize for TargetValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(operator, amount) => (operator, amount).serialize(serializer),
            Self::Word => serializer.serialize_str("word"),
            Self::Blank => serializer.serialize_none(),
        }
    }
}

/// An indicator (绩效指标) on one side of a form.
#[derive(Clone, Debug, Serialize)]
pub struct Indicator {
    /// Term or year.
    pub side: Side,
    /// First level: 产出指标, 效益指标, 满意度指标, 成本指标.
    pub level1: String,
    /// Second level: 数量指标, 质量指标 …
    pub level2: String,
    /// Third level: the indicator itself, as printed.
    pub level3: String,
    /// Value as printed.
    pub printed: String,
    /// What the value says.
    pub value: TargetValue,
    /// Where it stands.
    pub location: Location,
}

/// A field of a form: label and text as printed.
#[derive(Clone, Debug, Serialize)]
pub struct FormField {
    /// Id in the profile.
    pub id: String,
    /// Label as printed.
    pub label: String,
    /// Text as printed.
    pub text: String,
    /// Term or year, where the form has both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Where it stands.
    pub location: Location,
}

/// Money of a project or a unit by source or by use.
#[derive(Clone, Debug, Serialize)]
pub struct Funding {
    /// Term or year.
    pub side: Side,
    /// `source` (按资金来源) or `use` (按资金方向).
    pub by: String,
    /// Label as printed, without 其中 and colon.
    pub source: String,
    /// Amount as printed.
    pub printed: String,
    /// The amount; `None` where it is not legible.
    pub amount: Option<Amount>,
    /// Where it stands.
    pub location: Location,
}

/// The target form of one project, its parts merged.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Project {
    /// Name of the project.
    pub name: String,
    /// Competent department with its code, as printed.
    pub department: String,
    /// Attribute (项目属性).
    pub attribute: String,
    /// Term (项目期).
    pub term: String,
    /// Year printed above the form.
    pub year: Option<u16>,
    /// Money by source, on both sides.
    pub funding: Vec<Funding>,
    /// Every field of the form, the above included.
    pub fields: Vec<FormField>,
    /// Indicators on both sides.
    pub indicators: Vec<Indicator>,
    /// Fields that a further part of the same form prints differently.
    pub variants: Vec<FormField>,
    /// Number of parts in which the form was printed.
    pub parts: usize,
    /// Where the form begins.
    pub location: Location,
}

/// A duty (核心职能) with the tasks (重点任务) set against it.
#[derive(Clone, Debug, Serialize)]
pub struct Duty {
    /// The duty as printed.
    pub duty: String,
    /// The tasks as printed; empty where none stands beside the duty.
    pub task: String,
    /// Where it stands.
    pub location: Location,
}

/// The overall target form of a unit (整体支出绩效目标表).
#[derive(Clone, Debug, Default, Serialize)]
pub struct OverallTarget {
    /// Department with its code, as printed.
    pub department: String,
    /// Year printed above the form.
    pub year: Option<u16>,
    /// Headcounts and other basic facts.
    pub facts: Vec<FormField>,
    /// Texts: duties, strategy, goal of the year.
    pub fields: Vec<FormField>,
    /// Money by source and by use.
    pub funding: Vec<Funding>,
    /// Core duties against main tasks.
    pub duties: Vec<Duty>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Where the form begins.
    pub location: Location,
}
