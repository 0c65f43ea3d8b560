//! Tables with every cell in its column.

use gouji_model::Span;

use super::Reading;
use super::body::Piece;
use super::columns::Columns;
use super::table::{Merge, RawCell, RawRow, RawTable};
use crate::ReadError;

/// A table whose rows have all its columns.
#[derive(Debug)]
pub(super) struct Table {
    pub rows: Vec<Vec<TableCell>>,
    /// Columns.
    pub width: usize,
}

/// A position of a table.
#[derive(Debug)]
pub(super) struct TableCell {
    pub content: Vec<Piece>,
    /// Number of its first paragraph; of a position without a cell, that of a cell beside it.
    pub paragraph: u32,
    pub span: Span,
}

impl RawRow {
    /// The edges of each cell.
    pub(super) fn edges(&self) -> impl Iterator<Item = (u32, u32)> {
        self.cells.iter().scan(self.before, |at, cell| {
            let from = *at;
            *at = at.saturating_add(cell.columns.max(1));
            Some((from, *at))
        })
    }
}

/// Puts every cell into its column and merges those that are merged.
pub(super) fn arrange(raw: RawTable, reading: &mut Reading<'_>) -> Result<Table, ReadError> {
    let columns = Columns::of(&raw);
    let width = columns.width;
    // The cells as written are counted already.
    let written: usize = raw.rows.iter().map(|row| row.cells.len()).sum();
    reading.count_cells(raw.rows.len().saturating_mul(width).saturating_sub(written))?;
    let mut table = Table { rows: Vec::with_capacity(raw.rows.len()), width };
    // For each column, the row of the merged cell that a cell below would continue.
    let mut open: Vec<Option<usize>> = vec![None; width];
    for raw in raw.rows {
        open = table.add(raw, &columns, &open, reading);
    }
    Ok(table)
}

impl Table {
    /// Adds a row; what merged cells are open below it.
    fn add(
        &mut self,
        raw: RawRow,
        columns: &Columns,
        open: &[Option<usize>],
        reading: &mut Reading<'_>,
    ) -> Vec<Option<usize>> {
        let mut still_open = vec![None; self.width];
        let paragraph = raw.cells.first().map_or(0, |cell| cell.paragraph);
        let blank = || TableCell { content: Vec::new(), paragraph, span: Span::ONE };
        let mut row: Vec<TableCell> = std::iter::repeat_with(blank).take(self.width).collect();
        let edges: Vec<(u32, u32)> = raw.edges().collect();
        for ((from, to), cell) in edges.into_iter().zip(raw.cells) {
            let (first, end) = columns.range(from, to);
            let Some(taken) = row.get_mut(first..end.min(self.width)) else { continue };
            for position in &mut *taken {
                position.span = Span::COVERED;
                position.paragraph = cell.paragraph;
            }
            let above = open[first].filter(|_| cell.merge == Merge::Continues);
            if let Some(above) = above {
                still_open[first] = Some(above);
                self.continued(above, first, &cell, reading);
                continue;
            }
            // A row has no more columns than cells were counted.
            let columns = u32::try_from(taken.len()).unwrap_or(u32::MAX);
            let Some(position) = taken.first_mut() else { continue };
            let span = Span { columns, rows: 1 };
            *position = TableCell { content: cell.content, paragraph: cell.paragraph, span };
            still_open[first] = (cell.merge == Merge::Begins).then_some(self.rows.len());
        }
        self.rows.push(row);
        still_open
    }

    /// Lets a merged cell reach one row further down.
    fn continued(&mut self, row: usize, column: usize, part: &RawCell, reading: &mut Reading<'_>) {
        if let Some(cell) = self.rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            cell.span.rows = cell.span.rows.saturating_add(1);
        }
        // What stands in the lower parts of a merged cell is not shown.
        if !part.content.is_empty() {
            reading.noticed.hidden.at(part.paragraph);
        }
    }
}
