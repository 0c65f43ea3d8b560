//! Pieces to blocks: what is a paragraph, what is a grid.

use gouji_model::{Block, Grid, GridCell, GridRow, Location, Paragraph};

use super::body::{Lines, Piece};
use super::grid::{Table, TableCell};
use super::noticed::location;
use crate::Limits;
use crate::formats::join::join_lines;

/// Blocks of a document in the making.
#[derive(Debug)]
pub(super) struct Blocks<'l> {
    limits: &'l Limits,
    found: Vec<Block>,
    /// Where text was cut.
    cut: Vec<Location>,
}

impl<'l> Blocks<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, found: Vec::new(), cut: Vec::new() }
    }

    /// The blocks, and where text was cut.
    pub(super) fn finish(self) -> (Vec<Block>, Vec<Location>) {
        (self.found, self.cut)
    }

    /// Adds pieces in reading order.
    pub(super) fn add(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Paragraph(lines) => self.paragraphs(&lines),
                // A table of one column only frames what it holds.
                Piece::Table(table) if table.width <= 1 => {
                    let cells = table.rows.into_iter().flatten();
                    cells.for_each(|cell| self.add(cell.content));
                }
                Piece::Table(table) => self.grid(table),
            }
        }
    }

    /// A paragraph for every line that is broken by hand.
    fn paragraphs(&mut self, lines: &Lines) {
        for line in &lines.lines {
            let location = location(lines.paragraph);
            let text = self.within_limit(printed(line), location);
            self.found.push(Block::Paragraph(Paragraph { text, location, pieces: Vec::new() }));
        }
    }

    /// A grid, and behind it those that stand in its cells.
    fn grid(&mut self, table: Table) {
        let mut inner = Vec::new();
        let rows: Vec<GridRow> =
            table.rows.into_iter().map(|cells| self.row(cells, &mut inner)).collect();
        // A table that only places others on the page has no text of its own.
        let has_text = rows.iter().any(|row| row.filled().next().is_some());
        if has_text {
            self.found.push(Block::Grid(Grid { rows }));
        }
        self.add(inner.into_iter().map(Piece::Table).collect());
    }

    fn row(&mut self, cells: Vec<TableCell>, inner: &mut Vec<Table>) -> GridRow {
        let location = location(cells.first().map_or(0, |cell| cell.paragraph));
        let cells = cells.into_iter().map(|cell| self.cell(cell, inner)).collect();
        GridRow { cells, location }
    }

    fn cell(&mut self, cell: TableCell, inner: &mut Vec<Table>) -> GridCell {
        let mut lines = Vec::new();
        collect(cell.content, &mut lines, inner);
        let location = location(cell.paragraph);
        let text = join_lines(lines.iter().map(String::as_str));
        let text = self.within_limit(text, location);
        GridCell { text, location, span: cell.span, certain: true }
    }

    /// A text, cut at the limit.
    fn within_limit(&mut self, mut text: String, location: Location) -> String {
        let limit = self.limits.line_chars;
        if text.len() > limit
            && let Some((end, _)) = text.char_indices().nth(limit)
        {
            text.truncate(end);
            self.cut.push(location);
        }
        text
    }
}

/// The lines of a cell. A table inside it that is one itself stays a table; what is less is text.
fn collect(content: Vec<Piece>, lines: &mut Vec<String>, inner: &mut Vec<Table>) {
    for piece in content {
        match piece {
            Piece::Paragraph(paragraph) => {
                lines.extend(paragraph.lines.iter().map(|line| line.replace('\t', " ")));
            }
            Piece::Table(table) if table.width > 1 && table.rows.len() > 1 => inner.push(table),
            Piece::Table(table) => {
                let cells = table.rows.into_iter().flatten();
                cells.for_each(|cell| collect(cell.content, lines, inner));
            }
        }
    }
}

/// A line with two spaces for a tab, since what stands apart is two things. The tab before the page of
/// an entry of the contents stays.
fn printed(line: &str) -> String {
    let mut parts: Vec<&str> = line.split('\t').map(str::trim).collect();
    parts.retain(|part| !part.is_empty());
    match parts.split_last() {
        Some((page, title)) if !title.is_empty() && page.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{}\t{page}", title.join("  "))
        }
        _ => parts.join("  "),
    }
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn a_tab_stands_before_the_page_of_an_entry_only() {
        assert_eq!(printed("一、\t单位概况\t3"), "一、  单位概况\t3");
        assert_eq!(printed("\t单位名称：甲\t\t单位：万元 "), "单位名称：甲  单位：万元");
        assert_eq!(printed("\t12"), "12");
    }
}
