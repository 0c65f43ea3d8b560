//! The book: the disclosure's numbers by statement, row and column.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_model::{
    Cell, CellValue, Disclosure, Location, Message, Place, Row, RowRole, Statement, Text,
};
use gouji_standard::profile::{SideDef, StatementDef};
use gouji_standard::{Profile, folded_label};

use crate::equation::Addend;
use crate::evaluation::NumberId;

/// Numbers of a disclosure, looked up by the ids of its profile.
pub(crate) struct Book<'a> {
    pub disclosure: &'a Disclosure,
    pub profile: &'a Profile,
    /// The first row with an id, by statement and side.
    rows: BTreeMap<(&'a str, usize, &'a str), &'a Row>,
}

/// Why a number cannot be had.
#[derive(Clone, Debug)]
pub(crate) enum Missing {
    /// The document does not print it, and need not.
    NotPrinted(Message),
    /// It is missing, illegible, or in a part that was not completely read.
    Unknown(Message),
}

impl<'a> Book<'a> {
    pub(crate) fn new(disclosure: &'a Disclosure, profile: &'a Profile) -> Self {
        let mut rows = BTreeMap::new();
        for table in &disclosure.statements {
            for row in &table.rows {
                rows.entry((&*table.id, row.side, &*row.id)).or_insert(row);
            }
        }
        Self { disclosure, profile, rows }
    }

    pub(crate) fn definition(&self, statement: &str) -> Option<&'a StatementDef> {
        self.profile.statement(statement)
    }

    /// Name of a statement for messages.
    pub(crate) fn name(&self, statement: &str) -> Text {
        self.definition(statement).map_or_else(Text::default, |definition| definition.name.text())
    }

    /// The statement as read.
    pub(crate) fn statement(&self, id: &str) -> Result<&'a Statement, Missing> {
        let Some(statement) = self.disclosure.statement(id) else {
            let message = Message::new("check-no-statement").with_text("statement", self.name(id));
            let required = self.definition(id).is_some_and(|definition| definition.required);
            return Err(if required {
                Missing::Unknown(message)
            } else {
                Missing::NotPrinted(message)
            });
        };
        Ok(statement)
    }

    /// The cell in a row and a column by their ids.
    pub(crate) fn cell(&self, statement: &str, row: &str, column: &str) -> Result<Addend, Missing> {
        let table = self.statement(statement)?;
        let index = self.column(table, column)?;
        let side = table.columns[index].side;
        let Some(found) = self.rows.get(&(statement, side, row)) else {
            return self.absent_row(table, side, row, index);
        };
        self.value(table, found, index)
    }

    /// Index of a column of a statement as read.
    pub(crate) fn column(&self, table: &Statement, column: &str) -> Result<usize, Missing> {
        let Some(index) = table.column(column) else {
            let message = Message::new("check-no-column")
                .with_text("statement", self.name(&table.id))
                .with("column", self.column_wording(&table.id, column));
            let optional = self.is_optional(&table.id, column);
            return Err(if optional {
                Missing::NotPrinted(message)
            } else {
                Missing::Unknown(message)
            });
        };
        Ok(index)
    }

    fn is_optional(&self, statement: &str, column: &str) -> bool {
        let sides = self.definition(statement).map_or(&[][..], |definition| &definition.sides);
        let mut columns = sides.iter().flat_map(SideDef::flat_columns);
        columns.any(|flat| flat.column.id == column && flat.column.optional)
    }

    fn column_wording(&self, statement: &str, column: &str) -> String {
        let sides = self.definition(statement).map_or(&[][..], |definition| &definition.sides);
        let mut columns = sides.iter().flat_map(SideDef::flat_columns);
        let wording = columns
            .find(|flat| flat.column.id == column)
            .and_then(|flat| flat.column.wordings.first());
        wording.map_or_else(|| column.to_owned(), |wording| wording.as_str().to_owned())
    }

    /// A row that a completely read table does not have is zero, if the table prints rows of that
    /// level at all.
    fn absent_row(
        &self,
        table: &Statement,
        side: usize,
        row: &str,
        column: usize,
    ) -> Result<Addend, Missing> {
        if !table.completeness.is_complete() {
            return Err(Missing::Unknown(self.incomplete(table)));
        }
        let is_code = row.bytes().all(|b| b.is_ascii_digit());
        let items = || table.rows.iter().filter(|r| r.side == side && r.role == RowRole::Item);
        if is_code && items().next().is_some() && !items().any(|item| item.id.len() == row.len()) {
            let message = Message::new("check-level-not-printed")
                .with_text("statement", self.name(&table.id))
                .with("code", row);
            return Err(Missing::NotPrinted(message));
        }
        let label = format!(
            "{}（表中无此行） · {}",
            self.row_wording(&table.id, side, row),
            table.columns[column].header
        );
        // The row is not there: the table is, and its title has a place.
        let mut place = self.disclosure.sources.place(table.title_location);
        place.statement = Some(Arc::clone(&table.title));
        place.column = Some(Arc::clone(&table.columns[column].header));
        Ok(Addend::zero(None, label, table.unit.clone(), place))
    }

    fn row_wording(&self, statement: &str, side: usize, row: &str) -> String {
        let wording = self
            .definition(statement)
            .and_then(|definition| definition.sides.get(side)?.row(row)?.wordings.first());
        wording.map_or_else(|| row.to_owned(), |wording| wording.as_str().to_owned())
    }

    /// The value of a cell of a row.
    pub(crate) fn value(
        &self,
        table: &Statement,
        row: &Row,
        column: usize,
    ) -> Result<Addend, Missing> {
        let header = &table.columns[column].header;
        let label = format!("{} · {header}", row_label(row));
        let Some(cell) = row.cell(column) else {
            return Err(Missing::Unknown(self.incomplete(table)));
        };
        let place = self.place(table, row, column, cell.location);
        let number = NumberId::of(cell);
        match &cell.value {
            CellValue::Amount(amount) => {
                Addend::of_amount(number, label, &cell.printed, amount, place)
                    .ok_or_else(|| Missing::Unknown(Message::new("check-overflow")))
            }
            CellValue::Blank if table.completeness.is_complete() => {
                Ok(Addend::zero(Some(number), label, table.unit.clone(), place))
            }
            CellValue::Blank => Err(Missing::Unknown(self.incomplete(table))),
            CellValue::Illegible | CellValue::Text => {
                Err(Missing::Unknown(illegible(&label, cell)))
            }
        }
    }

    /// The place of a cell as a person finds it.
    pub(crate) fn place(&self, table: &Statement, row: &Row, column: usize, at: Location) -> Place {
        let mut place = self.disclosure.sources.place(at);
        place.statement = Some(Arc::clone(&table.title));
        // The one row of a table may have no label.
        place.row = Some(row_label(row)).filter(|label| !label.is_empty()).map(Arc::from);
        place.column = Some(Arc::clone(&table.columns[column].header));
        place
    }

    pub(crate) fn incomplete(&self, table: &Statement) -> Message {
        Message::new("check-incomplete").with_text("statement", self.name(&table.id))
    }

    /// Codes of a number of digits (any if `None`) that a statement prints beside a column.
    pub(crate) fn codes(
        &self,
        statement: &str,
        column: &str,
        digits: Option<usize>,
    ) -> BTreeSet<Arc<str>> {
        let Some(table) = self.disclosure.statement(statement) else { return BTreeSet::new() };
        let Some(side) = table.column(column).map(|index| table.columns[index].side) else {
            return BTreeSet::new();
        };
        let is_code = |row: &&Row| {
            row.side == side
                && row.role == RowRole::Item
                && row.id.bytes().all(|b| b.is_ascii_digit())
                && digits.is_none_or(|digits| row.id.len() == digits)
        };
        table.rows.iter().filter(is_code).map(|row| Arc::clone(&row.id)).collect()
    }

    /// Labels of the rows that contain no other.
    pub(crate) fn leaf_labels(&self, statement: &str) -> Result<BTreeSet<String>, Missing> {
        let table = self.statement(statement)?;
        if !table.completeness.is_complete() {
            return Err(Missing::Unknown(self.incomplete(table)));
        }
        let parents: BTreeSet<usize> = table.rows.iter().filter_map(|row| row.parent).collect();
        let is_leaf = |index: usize| !parents.contains(&index);
        let items = table.rows.iter().enumerate().filter(|(_, row)| row.role == RowRole::Item);
        let leaves = items.filter(|(index, _)| is_leaf(*index));
        Ok(leaves.map(|(_, row)| folded_label(&row.label)).collect())
    }
}

/// Rows of the side of a column that no other row contains.
pub(crate) fn top_rows(table: &Statement, column: usize) -> impl Iterator<Item = &Row> {
    let side = table.columns[column].side;
    let top =
        move |row: &&Row| row.side == side && row.role == RowRole::Item && row.parent.is_none();
    table.rows.iter().filter(top)
}

fn illegible(label: &str, cell: &Cell) -> Message {
    Message::new("check-illegible").with("label", label).with("printed", &cell.printed)
}

/// A row as a person names it: code and label.
pub(crate) fn row_label(row: &Row) -> String {
    match &row.code {
        Some(code) if !row.label.is_empty() => format!("{code} {}", row.label),
        Some(code) => code.clone(),
        None => row.label.to_string(),
    }
}

impl Missing {
    /// Verdict and reason of an equation that lacks this number.
    pub(crate) fn verdict(self) -> (gouji_model::Verdict, Option<Message>) {
        match self {
            Self::NotPrinted(reason) => (gouji_model::Verdict::NotApplicable, Some(reason)),
            Self::Unknown(reason) => (gouji_model::Verdict::NotAssessable, Some(reason)),
        }
    }
}
