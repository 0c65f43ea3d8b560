//! A sheet as every kind of workbook has it: printed texts in their places.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Limits, ReadError};

/// A workbook before it becomes blocks.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub sheets: Vec<Sheet>,
    /// Comments on cells, in all sheets.
    pub comments: usize,
}

/// One sheet. Rows and columns are from 1.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub name: Arc<str>,
    /// Whether a reader of the workbook does not see it; its content is then not read.
    pub hidden: bool,
    /// Printed texts, trimmed, never empty, lines in them as they are; by row and column.
    pub texts: BTreeMap<(u32, u32), String>,
    pub merged: Vec<Region>,
    /// First and last of hidden rows, in any order.
    pub hidden_rows: Vec<(u32, u32)>,
    /// First and last of hidden columns, in any order.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Cells with a formula whose result the file does not have.
    pub unvalued: usize,
    /// Where the first of them stands.
    pub first_unvalued: Option<(u32, u32)>,
    /// The first row with text beyond the limit on columns.
    pub too_wide: Option<u32>,
}

/// A rectangle of cells, its edges part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// What stands for the result of a formula that the file does not have.
const UNVALUED: &str = "=?";

/// Most columns of a sheet, in any workbook program.
pub(super) const MAX_COLUMNS: u32 = 16_384;

/// Most rows of a sheet, in any workbook program.
pub(super) const MAX_ROWS: u32 = 1_048_576;

/// What is left of the limits while a workbook is read.
#[derive(Debug)]
pub(super) struct Room<'l> {
    limits: &'l Limits,
    cells: usize,
    bytes: u64,
}

impl<'l> Room<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, cells: limits.cells, bytes: limits.unpacked_bytes }
    }

    /// Makes sure of room for this many cells more.
    pub(super) fn take_cells(&mut self, cells: usize) -> Result<(), ReadError> {
        let limit = self.limits.cells;
        self.cells = self.cells.checked_sub(cells).ok_or(ReadError::TooManyCells { limit })?;
        Ok(())
    }

    /// Last column that is read.
    pub(super) fn last_column(&self) -> u32 {
        u32::try_from(self.limits.row_cells).unwrap_or(u32::MAX)
    }

    /// Makes sure of room for this many bytes more. One text may stand in many cells, so texts can
    /// grow beyond what is in the file.
    pub(super) fn take_bytes(&mut self, bytes: usize) -> Result<(), ReadError> {
        let limit = self.limits.unpacked_bytes;
        // A length in memory fits.
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        self.bytes = self.bytes.checked_sub(bytes).ok_or(ReadError::Unpacked { limit })?;
        Ok(())
    }
}

impl Sheet {
    /// Writes a text into a cell; white space alone leaves it blank.
    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        room: &mut Room<'_>,
    ) -> Result<(), ReadError> {
        let text = text.trim();
        if text.is_empty() || !(1..=MAX_ROWS).contains(&row) || column == 0 {
            return Ok(());
        }
        if column > room.last_column() {
            self.too_wide.get_or_insert(row);
            return Ok(());
        }
        room.take_cells(1)?;
        room.take_bytes(text.len())?;
        self.texts.insert((row, column), text.to_owned());
        Ok(())
    }

    /// Notes a formula whose result the file does not have. Its cell shows that it is one: what is
    /// unknown is not blank.
    pub(super) fn note_unvalued(&mut self, at: (u32, u32)) {
        self.unvalued += 1;
        self.first_unvalued.get_or_insert(at);
        self.texts.insert(at, UNVALUED.to_owned());
    }
}
