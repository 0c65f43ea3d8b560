//! What changed between two disclosures: two versions of one, or two years.

use std::sync::Arc;

use serde::Serialize;

use crate::{Decimal, Finding, Kind, Measure, Place, Side, Text};

/// The difference of two disclosures in fiscal terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The document that was there before.
    pub old: Header,
    /// The document that is there now.
    pub new: Header,
    /// What limits the comparison: another unit, kind or profile, parts that were not read.
    pub notes: Vec<Text>,
    /// Tables in the order of the new document, those of the old one only behind them.
    pub statements: Vec<StatementChange>,
    /// Sections of text that are not the same.
    pub sections: Vec<SectionChange>,
    /// Numbers of the explanation that are not the same.
    pub numbers: Vec<NumberChange>,
    /// Target forms that are not the same; the overall one has no name.
    pub projects: Vec<ProjectChange>,
    /// Findings of the old document that the new one does not have.
    pub fixed: Vec<Finding>,
    /// Findings of the new document that the old one does not have.
    pub appeared: Vec<Finding>,
    /// Findings of the old document whose rule or equation was not assessed in the new one: they
    /// are not fixed.
    pub unassessed: Vec<Finding>,
}

/// A document of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Header {
    /// File as the user named it.
    pub file: Arc<str>,
    /// Unit that publishes, where it was recognised.
    pub unit: Option<String>,
    /// Year, where it was recognised.
    pub year: Option<u16>,
    /// Budget or final accounts.
    pub kind: Kind,
    /// Id of the profile.
    pub profile: Arc<str>,
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Only the new document has it.
    Added,
    /// Only the old document has it.
    Removed,
    /// Both have it, and it is not the same.
    Changed,
    /// Both have it, and nothing in it that was compared is different.
    Same,
}

impl Change {
    /// The name in JSON and in the message catalogue.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

/// A table of both documents, or of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementChange {
    /// Id in the profile.
    pub id: Arc<str>,
    /// Title as printed in the new document, else in the old one.
    pub title: Arc<str>,
    /// What happened to it.
    pub change: Change,
    /// Why a part of it could not be compared.
    pub notes: Vec<Text>,
    /// Columns that only one of the documents prints.
    pub columns: Vec<ColumnChange>,
    /// Rows that are not the same: totals first, then by the size of the change.
    pub items: Vec<ItemChange>,
    /// Cells that both documents have and that were compared.
    pub compared: usize,
}

/// A column that only one document prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnChange {
    /// Header path as printed.
    pub header: Arc<str>,
    /// Added or removed.
    pub change: Change,
}

/// A row that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// Code, where one is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Label as printed in the new document, else in the old one.
    pub label: Arc<str>,
    /// Label of the old document, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_label: Option<Arc<str>>,
    /// What happened to it.
    pub change: Change,
    /// Whether that is certain: a row that is absent from a table not completely read may be there.
    pub certain: bool,
    /// Whether it is a sum of other rows.
    pub total: bool,
    /// Cells that are not the same.
    pub cells: Vec<CellChange>,
}

/// What a document says in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum CellState {
    /// A number, as printed.
    Printed {
        /// Number as printed.
        printed: String,
        /// Its value, with the sign that the words around it give it; `None` for words.
        value: Option<Decimal>,
        /// Its unit.
        unit: Arc<str>,
        /// Where.
        place: Box<Place>,
    },
    /// Nothing, in a table that was completely read: zero.
    Zero,
    /// Nothing is known: not read, not legible, or not comparable. Not zero.
    Unknown,
}

impl CellState {
    /// The number as printed, with the sign that only the words around it give: 减少 1.20 is −1.20.
    pub fn signed(&self) -> Option<String> {
        let Self::Printed { printed, value, .. } = self else { return None };
        let is_printed = printed.starts_with(['-', '－', '−', '(', '（']);
        let is_below = value.is_some_and(Decimal::is_negative) && !is_printed;
        Some(format!("{}{printed}", if is_below { "-" } else { "" }))
    }
}

/// A number that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// What tells it apart in its row: header path of the column, or the label of an amount.
    pub label: String,
    /// Before.
    pub old: CellState,
    /// Now.
    pub new: CellState,
    /// Now − before, in `unit`; `None` where one of them is unknown.
    pub difference: Option<Decimal>,
    /// Unit of the difference.
    pub unit: Arc<str>,
    /// The difference in % of the old number, to two decimals; `None` where that is zero or unknown.
    pub rate: Option<Decimal>,
}

/// A number of the explanation that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NumberChange {
    /// Heading of the section in the new document.
    pub heading: Arc<str>,
    /// What it measures.
    pub measure: Measure,
    /// The number; its label is what it speaks of.
    #[serde(flatten)]
    pub number: CellChange,
}

/// A section of text that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// Id in the profile; empty where the profile does not know the heading.
    pub id: Arc<str>,
    /// Heading as printed in the new document, else in the old one.
    pub heading: Arc<str>,
    /// What happened to it.
    pub change: Change,
    /// Paragraphs that are not the same, in order.
    pub paragraphs: Vec<TextChange>,
}

/// A paragraph that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// What happened to it.
    pub change: Change,
    /// Where it stands: in the new document, or, where it was removed, in the old one.
    pub place: Place,
    /// The text, piece by piece.
    pub edits: Vec<Edit>,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// Added, removed, or the same in both.
    pub change: Change,
    /// The text of the piece.
    pub text: String,
}

/// The target form of a project that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectChange {
    /// Name as printed in the new document, else in the old one; `None` for the overall form.
    pub name: Option<String>,
    /// What happened to it.
    pub change: Change,
    /// Amounts that are not the same.
    pub amounts: Vec<SidedChange>,
    /// Indicators that are not the same.
    pub indicators: Vec<IndicatorChange>,
}

/// An amount of a target form that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SidedChange {
    /// Term or year.
    pub side: Side,
    /// The amount.
    #[serde(flatten)]
    pub amount: CellChange,
}

/// An indicator that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IndicatorChange {
    /// Term or year.
    pub side: Side,
    /// The indicator as printed in the new document, else in the old one.
    pub label: String,
    /// What happened to it.
    pub change: Change,
    /// Value as printed before; `None` where it was not there.
    pub old: Option<String>,
    /// Value as printed now; `None` where it is not there.
    pub new: Option<String>,
}
