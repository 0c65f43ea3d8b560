//! Tables and the relations between their cells.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Bilingual;
use crate::{Equation, Expression, Pattern};

/// A table of the disclosure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StatementDef {
    /// Id; `statement` in `facts.csv`.
    pub id: String,
    /// Name in both languages.
    pub name: Bilingual,
    /// Titles, all wordings seen.
    pub titles: Vec<Pattern>,
    /// Unit of measure where none is printed.
    pub unit: String,
    /// Whether it must be published, even when empty.
    #[serde(default = "yes")]
    pub required: bool,
    /// Notes that say that the table is empty.
    #[serde(default)]
    pub empty_note: Vec<Pattern>,
    /// Sides from the left: one, or income and expenditure.
    #[serde(rename = "side")]
    pub sides: Vec<SideDef>,
}

/// One side of a table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SideDef {
    /// Id; unique in the table.
    pub id: String,
    /// Heading over the side.
    #[serde(default)]
    pub header: Vec<Pattern>,
    /// What identifies a row.
    pub key: KeyDef,
    /// Columns behind the key, from the left.
    pub columns: Vec<ColumnDef>,
    /// Rows known by their wording, from the top.
    #[serde(default)]
    pub rows: Vec<RowDef>,
    /// Whether rows that contain others are their sum.
    #[serde(default = "yes")]
    pub roll_up: bool,
}

/// What identifies a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct KeyDef {
    /// Kind of key.
    pub kind: KeyKind,
    /// Heading of the column of codes, where the code stands in one cell.
    #[serde(default)]
    pub code: Vec<Pattern>,
    /// Headings of the columns of codes, where class, section and item stand in a cell each.
    #[serde(default)]
    pub code_parts: Vec<Vec<Pattern>>,
    /// Heading of the column of names.
    #[serde(default)]
    pub name: Vec<Pattern>,
}

/// Kinds of row keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    /// Only the rows that the profile lists.
    Labels,
    /// Functional codes: class, section, item (3, 5, 7 digits).
    Functional,
    /// Functional classes by name; their ordinals are not their codes.
    FunctionalClass,
    /// Income codes, which are not functional codes.
    Income,
    /// Departmental economic codes (3, 5 digits), or their names.
    EconomicDepartment,
    /// Projects, under the units and departments that have them.
    Project,
    /// Units.
    Unit,
    /// A single row of values without a label.
    Single,
}

impl KeyKind {
    /// Whether its rows are codes that contain one another.
    pub const fn is_code(self) -> bool {
        matches!(
            self,
            Self::Functional | Self::FunctionalClass | Self::Income | Self::EconomicDepartment
        )
    }

    /// The name in a profile.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Functional => "functional",
            Self::FunctionalClass => "functional-class",
            Self::Income => "income",
            Self::EconomicDepartment => "economic-department",
            Self::Project => "project",
            Self::Unit => "unit",
            Self::Single => "single",
        }
    }
}

/// A column, or a group of columns under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ColumnDef {
    /// Id; unique in the table.
    pub id: String,
    /// Headings, all wordings seen.
    pub wordings: Vec<Pattern>,
    /// Columns under the heading; a group has no cells of its own.
    #[serde(default)]
    pub columns: Vec<ColumnDef>,
    /// Columns of which this one is the sum, in every row; `-id` is subtracted.
    #[serde(default)]
    pub sum: Vec<String>,
    /// Whether it holds words instead of amounts.
    #[serde(default)]
    pub text: bool,
    /// Whether it may be absent.
    #[serde(default)]
    pub optional: bool,
    /// Part of a column beside it (其中), added to nothing.
    #[serde(default)]
    pub of_which: bool,
    /// Unit of measure, where it is not that of the table.
    #[serde(default)]
    pub unit: Option<String>,
    /// Which budget lines the column adds up.
    #[serde(default)]
    pub filter: BTreeMap<String, OneOrMany>,
}

/// One value or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The values.
    pub fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }
}

/// A row known by its wording.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RowDef {
    /// Id; unique in its side.
    pub id: String,
    /// Labels without ordinals, all wordings seen. Empty for the row of a single-row table.
    #[serde(default)]
    pub wordings: Vec<Pattern>,
    /// Rows of which this one is the sum, in every column; `*` stands for all rows that no other
    /// contains, `-id` is subtracted.
    #[serde(default)]
    pub sum: Vec<String>,
    /// Only in these columns is it that sum; everywhere if empty.
    #[serde(default)]
    pub sum_columns: Vec<String>,
    /// Part of a row above (其中), added to nothing.
    #[serde(default)]
    pub of_which: bool,
    /// Whether it is the total row, without which the table is not completely read.
    #[serde(default)]
    pub total: bool,
}

/// A relation between cells.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RelationDef {
    /// Id.
    pub id: String,
    /// What it says.
    pub text: Bilingual,
    /// The same row of several tables: `left[c].x = right[c].y`, for every `c` of `over`.
    #[serde(default)]
    pub join: Option<Equation>,
    /// Rows over which a join runs.
    #[serde(default)]
    pub over: Option<KeyKind>,
    /// Named cells: `a[b].c = d[e].f`.
    #[serde(default)]
    pub equation: Option<Equation>,
    /// A bound: `a[b].c <= d[e].f`.
    #[serde(default)]
    pub at_most: Option<Equation>,
    /// When it holds; always if empty.
    #[serde(default)]
    pub when: Vec<Condition>,
}

/// The kind of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationKind {
    /// Between the same rows of tables.
    Join,
    /// Between named cells.
    Equation,
    /// A bound.
    AtMost,
}

/// A condition of a relation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Condition {
    /// This expression is zero.
    #[serde(default)]
    pub zero: Option<Expression>,
    /// The sides of this equation meet.
    #[serde(default)]
    pub holds: Option<Equation>,
    /// The unit's legal nature is one of these.
    #[serde(default)]
    pub unit_kind: Vec<String>,
    /// The document is that of a `unit` or of a `department`.
    #[serde(default)]
    pub subject: Option<String>,
    /// What the condition says.
    pub text: Bilingual,
}

/// A column without its group, as the table has them side by side.
#[derive(Clone, Debug)]
pub struct FlatColumn<'d> {
    /// The column.
    pub column: &'d ColumnDef,
    /// Headings above it, from the top.
    pub groups: Vec<&'d [Pattern]>,
}

impl SideDef {
    /// The columns from the left, out of their groups.
    pub fn flat_columns(&self) -> Vec<FlatColumn<'_>> {
        let mut flat = Vec::new();
        for column in &self.columns {
            flatten(column, &[], &mut flat);
        }
        flat
    }

    /// The listed row with an id.
    pub fn row(&self, id: &str) -> Option<&RowDef> {
        self.rows.iter().find(|row| row.id == id)
    }
}

fn flatten<'d>(column: &'d ColumnDef, groups: &[&'d [Pattern]], flat: &mut Vec<FlatColumn<'d>>) {
    if column.columns.is_empty() {
        flat.push(FlatColumn { column, groups: groups.to_vec() });
        return;
    }
    let mut inner = groups.to_vec();
    inner.push(&column.wordings);
    for child in &column.columns {
        flatten(child, &inner, flat);
    }
}

impl StatementDef {
    /// The side that has a column, by its index.
    pub fn side_of_column(&self, column: &str) -> Option<usize> {
        self.sides
            .iter()
            .position(|side| side.flat_columns().iter().any(|flat| flat.column.id == column))
    }
}

impl RelationDef {
    /// Kind and equation; `None` unless exactly one of the three is given.
    pub fn equation(&self) -> Option<(RelationKind, &Equation)> {
        let given = [
            self.join.as_ref().map(|equation| (RelationKind::Join, equation)),
            self.equation.as_ref().map(|equation| (RelationKind::Equation, equation)),
            self.at_most.as_ref().map(|equation| (RelationKind::AtMost, equation)),
        ];
        let mut given = given.into_iter().flatten();
        let only = given.next()?;
        given.next().is_none().then_some(only)
    }
}

const fn yes() -> bool {
    true
}
