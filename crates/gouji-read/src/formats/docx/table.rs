//! Tables as they are written: rows of cells, each with the columns that it takes.

use gouji_ooxml::{Element, Vocabulary, Vocabulary::Word};

use super::body::{Flow, Piece, is_wrapper};
use super::grid;
use super::story::Story;
use crate::ReadError;

/// A table as written.
#[derive(Debug, Default)]
pub(super) struct RawTable {
    /// Width of each column in twentieths of a point.
    pub widths: Vec<u32>,
    pub rows: Vec<RawRow>,
}

/// A row as written.
#[derive(Debug, Default)]
pub(super) struct RawRow {
    /// Columns that it leaves out before its first cell.
    pub before: u32,
    pub cells: Vec<RawCell>,
    is_deleted: bool,
}

/// A cell as written.
#[derive(Debug)]
pub(super) struct RawCell {
    pub columns: u32,
    pub merge: Merge,
    pub content: Vec<Piece>,
    /// Number of its first paragraph.
    pub paragraph: u32,
}

/// How a cell is merged with those above and below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    No,
    Begins,
    Continues,
}

impl Story<'_, '_, '_> {
    /// Reads the table that is open.
    pub(super) fn table(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        if self.tables >= self.reading.limits.depth {
            return self.too_deep();
        }
        self.tables += 1;
        let mut table = RawTable::default();
        self.rows(&mut table)?;
        self.tables -= 1;
        flow.pieces.push(Piece::Table(grid::arrange(table, self.reading)?));
        Ok(())
    }

    fn rows(&mut self, table: &mut RawTable) -> Result<(), ReadError> {
        while let Some(child) = self.child()? {
            match child.tag() {
                (Word, "tr") => {
                    let mut row = RawRow::default();
                    self.cells(&mut row)?;
                    if !row.is_deleted && !row.cells.is_empty() {
                        table.rows.push(row);
                    }
                }
                (Word, "tblGrid") => self.rows(table)?,
                (Word, "gridCol") => {
                    table.widths.push(child.number("w").unwrap_or(0));
                    self.skip()?;
                }
                (Vocabulary::Compatibility, "AlternateContent") => {
                    self.alternate(&mut |story| story.rows(table))?;
                }
                (Word, name) if is_wrapper(name) => self.rows(table)?,
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, row: &mut RawRow) -> Result<(), ReadError> {
        while let Some(child) = self.child()? {
            match child.tag() {
                (Word, "tc") => self.cell(row)?,
                (Word, "trPr") => self.row_properties(row)?,
                (Vocabulary::Compatibility, "AlternateContent") => {
                    self.alternate(&mut |story| story.cells(row))?;
                }
                (Word, name) if is_wrapper(name) => self.cells(row)?,
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn row_properties(&mut self, row: &mut RawRow) -> Result<(), ReadError> {
        while let Some(child) = self.child()? {
            match child.tag() {
                (Word, "gridBefore") => row.before = self.columns(&child).unwrap_or(0),
                (Word, "del") => row.is_deleted = true,
                _ => {}
            }
            self.skip()?;
        }
        Ok(())
    }

    /// Reads the cell that is open.
    fn cell(&mut self, row: &mut RawRow) -> Result<(), ReadError> {
        self.reading.count_cells(1)?;
        let mut flow = Flow::default();
        let mut cell =
            RawCell { columns: 1, merge: Merge::No, content: Vec::new(), paragraph: self.ahead() };
        let mut goes_on = false;
        while let Some(child) = self.child()? {
            if child.is(Word, "tcPr") {
                goes_on = self.cell_properties(&mut cell)?;
            } else {
                self.block(&child, &mut flow)?;
            }
        }
        cell.content = flow.into_pieces();
        match row.cells.last_mut().filter(|_| goes_on) {
            Some(left) => {
                left.columns = left.columns.saturating_add(cell.columns);
                left.content.append(&mut cell.content);
            }
            None => row.cells.push(cell),
        }
        Ok(())
    }

    /// Reads the properties of a cell; whether it is a part of the one on its left, as old documents
    /// write it.
    fn cell_properties(&mut self, cell: &mut RawCell) -> Result<bool, ReadError> {
        let mut goes_on = false;
        while let Some(child) = self.child()? {
            let begins = || child.attribute("val").is_some_and(|it| it == "restart");
            match child.tag() {
                (Word, "gridSpan") => cell.columns = self.columns(&child).unwrap_or(1).max(1),
                (Word, "vMerge") if begins() => cell.merge = Merge::Begins,
                (Word, "vMerge") => cell.merge = Merge::Continues,
                (Word, "hMerge") => goes_on = !begins(),
                _ => {}
            }
            self.skip()?;
        }
        Ok(goes_on)
    }

    /// A number of columns within the limit.
    fn columns(&self, element: &Element<'_>) -> Option<u32> {
        // A number that is too great for its type is greater than the limit, too.
        let value = element.attribute("val")?;
        let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        let columns = is_number.then(|| value.parse().unwrap_or(u32::MAX))?;
        Some(columns.min(self.reading.limits.span))
    }
}
