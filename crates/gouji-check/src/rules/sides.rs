//! The tables of a case by their sides: the loop that rules about codes and rows share.

use gouji_model::{Place, Row, RowRole, Statement};
use gouji_standard::profile::SideDef;

use super::Case;
use crate::book::row_label;

/// A side of a table that was read, with its definition.
#[derive(Clone, Copy)]
pub(super) struct TableSide<'a> {
    pub table: &'a Statement,
    pub definition: &'a SideDef,
    index: usize,
}

impl<'a> TableSide<'a> {
    /// Its rows.
    pub(super) fn rows(self) -> impl Iterator<Item = &'a Row> {
        self.table.rows.iter().filter(move |row| row.side == self.index)
    }

    /// Its rows that are items and no totals.
    pub(super) fn items(self) -> impl Iterator<Item = &'a Row> {
        self.rows().filter(|row| row.role == RowRole::Item)
    }
}

impl<'a> Case<'a> {
    /// Every side of every table of the profile that the document has, in the order of the profile.
    pub(super) fn sides(&self) -> impl Iterator<Item = TableSide<'a>> {
        let disclosure = self.disclosure;
        let tables = self.profile.statements.iter();
        let read = tables.filter_map(|one| Some((one, disclosure.statement(&one.id)?)));
        read.flat_map(|(definition, table)| {
            let sides = definition.sides.iter().enumerate();
            sides.map(move |(index, definition)| TableSide { table, definition, index })
        })
    }

    /// The place of the title of a table.
    pub(super) fn place_of_table(&self, table: &Statement) -> Place {
        let mut place = self.place(table.title_location);
        place.statement = Some(table.title.clone());
        place
    }

    /// The place of a row of a table, by its name.
    pub(super) fn place_of_row(&self, table: &Statement, row: &Row) -> Place {
        let mut place = self.place(row.location);
        place.statement = Some(table.title.clone());
        place.row = Some(row_label(row).into());
        place
    }
}
