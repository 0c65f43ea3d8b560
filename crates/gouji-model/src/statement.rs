//! A table of the disclosure after recognition.

use std::sync::Arc;

use serde::Serialize;

use crate::{Amount, Completeness, Location, Unit};

/// A table of the disclosure: its rows and columns known to the profile.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// Id in the profile.
    pub id: Arc<str>,
    /// Title as printed.
    pub title: Arc<str>,
    /// Where the title stands.
    pub title_location: Location,
    /// Unit of measure of its amounts: printed above the table, else the profile's.
    pub unit: Unit,
    /// Whether the unit of measure was printed above the table.
    pub unit_printed: bool,
    /// Name of the unit or department printed above the table.
    pub unit_name: Option<String>,
    /// Value columns, side by side.
    pub columns: Vec<Column>,
    /// Rows; of a table with two sides, each side has rows of its own.
    pub rows: Vec<Row>,
    /// Whether title, header and total were found, with no unread row in between.
    pub completeness: Completeness,
    /// Notes printed below the table.
    pub notes: Vec<String>,
}

/// A value column.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Id in the profile; unique in its statement.
    pub id: Arc<str>,
    /// Index of its side, from the left.
    pub side: usize,
    /// Header path as printed, joined by `/`.
    pub header: Arc<str>,
}

/// A row of one side.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Index of its side, from the left.
    pub side: usize,
    /// Identity: a code, or the id of a row that the profile lists; the label where neither is
    /// known.
    pub id: Arc<str>,
    /// Code as printed; three cells 204 06 01 become 2040601.
    pub code: Option<String>,
    /// Label as printed, ordinal included, without spaces from line breaks.
    pub label: Arc<str>,
    /// What the row is for the sums of its side.
    pub role: RowRole,
    /// Index of the row that contains this one, if any.
    pub parent: Option<usize>,
    /// Where the row stands.
    pub location: Location,
    /// Printed cells, blank ones included, in the order of the side's columns.
    pub cells: Vec<Cell>,
}

/// What a row is for the sums of its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowRole {
    /// A row of its own: a code, a project, a unit.
    Item,
    /// A row that the profile lists by name: a total, a balance.
    Listed,
    /// A part of the row above (其中), not added to anything.
    OfWhich,
}

/// A cell of a value column.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// Index of its column in [`Statement::columns`].
    pub column: usize,
    /// Text as printed.
    pub printed: String,
    /// What it says.
    pub value: CellValue,
    /// Where it stands.
    pub location: Location,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellValue {
    /// Nothing: zero in a completely read table.
    Blank,
    /// An amount.
    Amount(Amount),
    /// Words in a column of words.
    Text,
    /// Something that should be an amount and is not legible as one.
    Illegible,
}

impl Statement {
    /// The column with an id.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| &*column.id == id)
    }

    /// The rows of a side with an id: one, unless the document prints a row twice.
    pub fn rows_with_id<'a>(&'a self, side: usize, id: &'a str) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().filter(move |row| row.side == side && &*row.id == id)
    }
}

impl Row {
    /// The cell of a column.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}
