//! A sheet as blocks: tables where rows have several cells, paragraphs where they have one.

use std::collections::BTreeMap;

use gouji_model::{Block, Grid, GridCell, GridRow, Location, Paragraph, Span, Spot};

use super::super::join::join_lines;
use super::merged::{apart, shown, uncover};
use super::sheet::{Region, Room, Sheet};
use super::shown::Shown;
use crate::ReadError;

/// A text of more characters, alone in its row, is no row of a table.
const LONG: usize = 60;

/// What is seen of a sheet, hidden rows and columns left out. Places are from 1.
pub(super) struct View {
    sheet: u16,
    rows: Shown,
    columns: Shown,
    texts: BTreeMap<(u32, u32), String>,
    merged: Vec<Region>,
    /// Hidden rows with text.
    pub hidden_rows: usize,
    /// Hidden columns with text.
    pub hidden_columns: usize,
    /// Cells with text that a merged cell covers, so that no program shows it.
    pub covered: usize,
}

impl View {
    /// What is seen of the sheet with this index; a merged cell may span at most `span` rows and
    /// columns.
    pub(super) fn new(index: u16, sheet: Sheet, span: u32) -> Self {
        let (rows, columns) = (Shown::new(sheet.hidden_rows), Shown::new(sheet.hidden_columns));
        let lost = |count: &dyn Fn(&(u32, u32)) -> Option<u32>| {
            let mut lost: Vec<u32> = sheet.texts.keys().filter_map(count).collect();
            lost.sort_unstable();
            lost.dedup();
            lost.len()
        };
        let hidden_rows = lost(&|(row, _)| rows.place(*row).is_none().then_some(*row));
        let hidden_columns =
            lost(&|(_, column)| columns.place(*column).is_none().then_some(*column));
        let mut texts = BTreeMap::new();
        let mut regions = Vec::new();
        let mut all = sheet.texts;
        for region in sheet.merged {
            let Some(seen) = shown(region, &rows, &columns) else { continue };
            // The text of a merged cell is seen even where its first row or column is hidden.
            if let Some(text) = all.remove(&(region.top, region.left)) {
                texts.insert((seen.top, seen.left), text);
            }
            regions.push(seen);
        }
        for ((row, column), text) in all {
            if let Some(place) = rows.place(row).zip(columns.place(column)) {
                texts.entry(place).or_insert(text);
            }
        }
        let covered = texts.len();
        let last_row = texts.keys().next_back().map_or(0, |(row, _)| *row);
        let last_column = texts.keys().map(|(_, column)| *column).max().unwrap_or(0);
        let merged = apart(regions, (last_row, last_column), span);
        uncover(&mut texts, &merged);
        let covered = covered - texts.len();
        Self { sheet: index, rows, columns, texts, merged, hidden_rows, hidden_columns, covered }
    }

    /// The blocks of the sheet from the top. A blank row ends a block.
    pub(super) fn blocks(&self, room: &mut Room<'_>) -> Result<Vec<Block>, ReadError> {
        let mut blocks = Vec::new();
        let mut merged = self.merged.as_slice();
        for (first, last) in self.stretches() {
            let begin = merged.partition_point(|region| region.top < first);
            let end = merged.partition_point(|region| region.top <= last);
            let rows = self.dense(first, last, &merged[begin..end], room)?;
            merged = &merged[end..];
            split(rows, &mut blocks);
        }
        if self.hidden_rows + self.hidden_columns > 0 {
            mark_incomplete(&mut blocks);
        }
        Ok(blocks)
    }

    /// First and last rows of what stands together: rows with text, and those that a merged cell
    /// with text reaches.
    fn stretches(&self) -> Vec<(u32, u32)> {
        let mut reach: Vec<(u32, u32)> = self.texts.keys().map(|(row, _)| (*row, *row)).collect();
        let with_text = self.merged.iter().filter(|r| self.texts.contains_key(&(r.top, r.left)));
        reach.extend(with_text.map(|region| (region.top, region.bottom)));
        reach.sort_unstable();
        let mut stretches: Vec<(u32, u32)> = Vec::new();
        for (first, last) in reach {
            match stretches.last_mut() {
                Some(stretch) if first <= stretch.1 + 1 => stretch.1 = stretch.1.max(last),
                _ => stretches.push((first, last)),
            }
        }
        stretches
    }

    /// All cells of a stretch, blank ones too, up to the last column that has text in it.
    fn dense(
        &self,
        first: u32,
        last: u32,
        merged: &[Region],
        room: &mut Room<'_>,
    ) -> Result<Vec<GridRow>, ReadError> {
        let texts = || self.texts.range((first, 0)..=(last, u32::MAX));
        let with_text = merged.iter().filter(|r| self.texts.contains_key(&(r.top, r.left)));
        let right = texts().map(|((_, column), _)| *column).chain(with_text.map(|r| r.right)).max();
        let width = right.unwrap_or(0);
        let size = u64::from(width) * u64::from(last - first + 1);
        room.take_cells(usize::try_from(size).unwrap_or(usize::MAX))?;
        let columns: Vec<u32> = (1..=width).map(|place| self.columns.number(place)).collect();
        let mut rows: Vec<GridRow> =
            (first..=last).map(|place| self.blank_row(self.rows.number(place), &columns)).collect();
        for (&(row, column), text) in texts() {
            text.clone_into(&mut rows[index(row - first)].cells[index(column - 1)].text);
        }
        for region in merged {
            merge(&mut rows, first, width, *region);
        }
        Ok(rows)
    }

    fn blank_row(&self, row: u32, columns: &[u32]) -> GridRow {
        let at = |column| Location::of(Spot::Sheet { sheet: self.sheet, row, column });
        let cell = |column: &u32| GridCell { location: at(*column), ..GridCell::default() };
        GridRow { cells: columns.iter().map(cell).collect(), location: at(0) }
    }
}

/// Adds a row to each table that says that something of it is not shown: a blank cell in doubt.
fn mark_incomplete(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Grid(grid) = block
            && let Some(location) = grid.rows.last().map(|row| row.location)
        {
            let cell = GridCell { location, certain: false, ..GridCell::default() };
            grid.rows.push(GridRow { cells: vec![cell], location });
        }
    }
}

/// Marks what a merged cell covers.
fn merge(rows: &mut [GridRow], first: u32, width: u32, region: Region) {
    let last = first + u32::try_from(rows.len()).unwrap_or(0) - 1;
    let (bottom, right) = (region.bottom.min(last), region.right.min(width));
    if region.left > right {
        return;
    }
    for row in region.top..=bottom {
        for column in region.left..=right {
            let cell = &mut rows[index(row - first)].cells[index(column - 1)];
            if (row, column) == (region.top, region.left) {
                let (columns, rows) = (right - region.left + 1, bottom - region.top + 1);
                cell.span = Span { columns, rows };
            } else {
                cell.span = Span::COVERED;
            }
        }
    }
}

/// A number of rows or columns as an index: it is bounded by the limit on cells.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Splits rows at long texts that stand alone, and makes paragraphs of what has no columns.
fn split(rows: Vec<GridRow>, blocks: &mut Vec<Block>) {
    let mut table = Vec::new();
    for row in rows {
        if is_running_text(&row) {
            close(std::mem::take(&mut table), blocks);
            paragraphs(&row, blocks);
        } else {
            table.push(row);
        }
    }
    close(table, blocks);
}

fn close(mut rows: Vec<GridRow>, blocks: &mut Vec<Block>) {
    if rows.iter().all(|row| row.filled().count() <= 1) {
        for row in &rows {
            paragraphs(row, blocks);
        }
        return;
    }
    for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
        if cell.text.contains(['\n', '\r']) {
            cell.text = join_lines(cell.text.lines());
        }
    }
    blocks.push(Block::Grid(Grid { rows }));
}

/// A long text alone in a row that no cell above or below reaches into.
fn is_running_text(row: &GridRow) -> bool {
    let mut filled = row.filled();
    let (Some((_, cell)), None) = (filled.next(), filled.next()) else { return false };
    let covered = row.cells.iter().filter(|cell| cell.span == Span::COVERED).count();
    let own: usize = row.cells.iter().map(|cell| index(cell.span.columns.saturating_sub(1))).sum();
    let stands_alone = covered == own && row.cells.iter().all(|cell| cell.span.rows <= 1);
    stands_alone && cell.text.chars().nth(LONG).is_some()
}

/// Each line of the cells of a row is a paragraph.
fn paragraphs(row: &GridRow, blocks: &mut Vec<Block>) {
    for (_, cell) in row.filled() {
        let lines = cell.text.lines().map(str::trim).filter(|line| !line.is_empty());
        blocks.extend(lines.map(|line| {
            Block::Paragraph(Paragraph {
                text: line.to_owned(),
                location: cell.location,
                pieces: Vec::new(),
            })
        }));
    }
}
