//! Tables: rows by their codes, columns by the profile.

use std::cmp::Reverse;

use gouji_model::{
    CellChange, CellValue, Change, ColumnChange, Disclosure, ItemChange, Message, Row, RowRole,
    Statement, StatementChange, Text,
};
use gouji_standard::folded_label;

use super::Pair;
use super::cell::{Said, change, size};
use super::identity::{Era, paired};
use crate::book::row_label;

pub(super) fn compare(pair: &Pair<'_>) -> Vec<StatementChange> {
    let as_printed = Era { year: None };
    let (old, new) = (&pair.old.statements[..], &pair.new.statements[..]);
    let id = |table: &Statement, _| Some(table.id.clone());
    let both = paired((old, as_printed), (new, as_printed), id);
    both.into_iter().filter_map(|tables| statement(pair, tables)).collect()
}

fn statement(
    pair: &Pair<'_>,
    (old, new): (Option<&Statement>, Option<&Statement>),
) -> Option<StatementChange> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (Some(only), None) => return Some(one_sided(only, Change::Removed)),
        (None, Some(only)) => return Some(one_sided(only, Change::Added)),
        (None, None) => return None,
    };
    let tables = Tables { pair, old, new };
    let columns = tables.columns();
    let (items, compared) = tables.items();
    let is_same = columns.is_empty() && items.is_empty();
    Some(StatementChange {
        id: new.id.clone(),
        title: new.title.clone(),
        change: if is_same { Change::Same } else { Change::Changed },
        notes: tables.notes(),
        columns,
        items,
        compared,
    })
}

fn one_sided(table: &Statement, change: Change) -> StatementChange {
    StatementChange {
        id: table.id.clone(),
        title: table.title.clone(),
        change,
        notes: Vec::new(),
        columns: Vec::new(),
        items: Vec::new(),
        compared: 0,
    }
}

/// A table in both documents.
struct Tables<'a> {
    pair: &'a Pair<'a>,
    old: &'a Statement,
    new: &'a Statement,
}

/// A table with the document that it stands in.
#[derive(Clone, Copy)]
struct Own<'a> {
    disclosure: &'a Disclosure,
    table: &'a Statement,
    /// Whether what it does not print is zero.
    is_whole: bool,
}

impl<'a> Tables<'a> {
    fn sides(&self) -> (Own<'a>, Own<'a>) {
        let own = |disclosure, table: &'a Statement| Own {
            disclosure,
            table,
            is_whole: table.completeness.is_complete() && self.pair.is_one_profile(),
        };
        (own(self.pair.old, self.old), own(self.pair.new, self.new))
    }

    fn notes(&self) -> Vec<Text> {
        let mut notes = Vec::new();
        for (id, table) in
            [("check-diff-old-incomplete", self.old), ("check-diff-new-incomplete", self.new)]
        {
            if !table.completeness.is_complete() {
                notes.push(self.pair.say(&Message::new(id)));
            }
        }
        notes
    }

    /// Columns that only one of the tables prints.
    fn columns(&self) -> Vec<ColumnChange> {
        let only = |table: &Statement, other: &Statement, change: Change| -> Vec<ColumnChange> {
            let own = table.columns.iter().filter(|column| other.column(&column.id).is_none());
            own.map(|column| ColumnChange { header: column.header.clone(), change }).collect()
        };
        let mut columns = only(self.new, self.old, Change::Added);
        columns.extend(only(self.old, self.new, Change::Removed));
        columns
    }

    /// Rows that are not the same, in the order of reports, and how many cells were compared.
    fn items(&self) -> (Vec<ItemChange>, usize) {
        let (old_era, new_era) = self.pair.eras();
        let mut compared = 0;
        let (old, new) = (placed(self.old), placed(self.new));
        let pairs = paired((&old, old_era), (&new, new_era), |row, era| Some(key(row, era)));
        let row = |placed: Option<&Placed<'a>>| placed.map(|placed| placed.row);
        let mut items: Vec<ItemChange> = pairs
            .into_iter()
            .filter_map(|(old, new)| self.item(row(old), row(new), &mut compared))
            .collect();
        items.sort_by_key(|item| {
            let size = item.cells.iter().filter_map(size).max();
            (!item.total, Reverse(size))
        });
        (items, compared)
    }

    fn item(
        &self,
        old: Option<&Row>,
        new: Option<&Row>,
        compared: &mut usize,
    ) -> Option<ItemChange> {
        let row = new.or(old)?;
        let cells = self.cells(row.side, old, new, compared);
        let (old_own, new_own) = self.sides();
        let (old_era, new_era) = self.pair.eras();
        let (change, certain) = match (old, new) {
            (Some(_), None) => (Change::Removed, new_own.lacks(row)),
            (None, _) => (Change::Added, old_own.lacks(row)),
            _ => (Change::Changed, true),
        };
        let is_renamed = |old: &Row, new: &Row| {
            folded_label(&old.label) != folded_label(&new.label)
                && old_era.name(&old.label) != new_era.name(&new.label)
        };
        let renamed = old.filter(|old| new.is_some_and(|new| is_renamed(old, new)));
        let old_label = renamed.map(|old| old.label.clone());
        if change == Change::Changed && cells.is_empty() && old_label.is_none() {
            return None;
        }
        let (code, label) = (row.code.clone(), row.label.clone());
        let total = self.is_total(row);
        Some(ItemChange { code, label, old_label, change, certain, total, cells })
    }

    /// The cells of a row that are not the same, in the columns that both tables print.
    fn cells(
        &self,
        side: usize,
        old: Option<&Row>,
        new: Option<&Row>,
        compared: &mut usize,
    ) -> Vec<CellChange> {
        let (old_own, new_own) = self.sides();
        let columns = self.new.columns.iter().enumerate();
        let mut cells = Vec::new();
        for (index, column) in columns.filter(|(_, column)| column.side == side) {
            let Some(old_index) = self.old.column(&column.id) else { continue };
            let row = new.or(old);
            let was = old_own.said(old, row, old_index);
            let is = new_own.said(new, row, index);
            *compared += usize::from(old.is_some() && new.is_some());
            cells.extend(change(column.header.to_string(), was, is));
        }
        cells
    }

    /// Whether the profile says that a row is the sum of others.
    fn is_total(&self, row: &Row) -> bool {
        let profile = self.pair.standard.profile(&self.pair.new.profile.id);
        let definition = profile.and_then(|profile| profile.statement(&self.new.id));
        let listed = definition.and_then(|d| d.sides.get(row.side)?.row(&row.id));
        listed.is_some_and(|listed| listed.total || !listed.sum.is_empty())
    }
}

impl Own<'_> {
    /// What the table says in a cell; `like` is the row of the other table where it has none.
    fn said(self, row: Option<&Row>, like: Option<&Row>, column: usize) -> Said {
        let Some(row) = row else {
            let lacks = like.is_some_and(|like| self.lacks(like));
            return if lacks { Said::Zero } else { Said::Unknown };
        };
        let Some(cell) = row.cell(column) else { return Said::Unknown };
        let mut place = self.disclosure.sources.place(cell.location);
        place.statement = Some(self.table.title.clone());
        place.row = Some(row_label(row).into());
        place.column = Some(self.table.columns[column].header.clone());
        match &cell.value {
            CellValue::Amount(amount) => {
                Said::Amount { printed: cell.printed.clone(), amount: amount.clone(), place }
            }
            CellValue::Text => Said::Words { printed: cell.printed.clone(), place },
            CellValue::Blank if self.table.completeness.is_complete() => Said::Zero,
            CellValue::Blank | CellValue::Illegible => Said::Unknown,
        }
    }

    /// Whether the table surely does not have a row like this one: it was completely read, and
    /// prints rows of that level.
    fn lacks(self, like: &Row) -> bool {
        let is_code = like.id.bytes().all(|b| b.is_ascii_digit());
        let mut items = self
            .table
            .rows
            .iter()
            .filter(|row| row.side == like.side && row.role == RowRole::Item)
            .peekable();
        let prints_level =
            !is_code || items.peek().is_none() || items.any(|row| row.id.len() == like.id.len());
        self.is_whole && prints_level
    }
}

/// A row with the one above it.
struct Placed<'a> {
    row: &'a Row,
    parent: Option<&'a Row>,
}

fn placed(table: &Statement) -> Vec<Placed<'_>> {
    let parent = |row: &Row| row.parent.and_then(|parent| table.rows.get(parent));
    table.rows.iter().map(|row| Placed { row, parent: parent(row) }).collect()
}

/// What tells a row apart: its side and its id; of a row without a code also the row above it.
fn key(placed: &Placed<'_>, era: Era) -> (usize, String, String) {
    let Placed { row, parent } = placed;
    let is_code = row.id.bytes().all(|b| b.is_ascii_digit());
    let parent = parent.filter(|_| !is_code).map_or_else(String::new, |row| era.name(&row.id));
    (row.side, parent, era.name(&row.id))
}
