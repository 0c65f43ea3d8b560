//! A table drawn by ruling lines: its cells, each with the text inside its lines.

use gouji_model::{Area, Grid, GridCell, GridRow, Location, Reading, Span, read_number};

use super::lattice::Lattice;
use super::lines::{Line, lines};
use super::marks::Glyph;
use crate::formats::join::push_line;

/// Digits of an amount at least; fewer may be the rest of one, or of a code.
const MIN_DIGITS: usize = 3;

/// A table of a page, before its places are known.
#[derive(Debug)]
pub(super) struct Table {
    lattice: Lattice,
    /// Glyphs of each position, by its index row by row.
    glyphs: Vec<Vec<Glyph>>,
}

impl Table {
    pub(super) fn new(lattice: Lattice) -> Self {
        let positions = lattice.rows() * lattice.columns();
        Self { lattice, glyphs: vec![Vec::new(); positions] }
    }

    /// Area within the outer lines.
    pub(super) fn area(&self) -> Area {
        self.lattice.area()
    }

    /// Takes glyphs of which the first has its middle inside one of the cells; gives them back
    /// otherwise.
    pub(super) fn take(&mut self, run: Vec<Glyph>) -> Option<Vec<Glyph>> {
        let at = run.first().and_then(|first| {
            let x = i32::midpoint(first.area.left, first.area.right);
            self.lattice.position(x, middle(first.area))
        });
        let Some(at) = at else { return Some(run) };
        self.glyphs[at].extend(run);
        None
    }

    /// Takes away large glyphs that lie over the text of cells, as watermarks do; gives how many.
    /// A title that has its row for itself stays.
    pub(super) fn remove_overlay(&mut self) -> usize {
        let mut sizes: Vec<i32> = self.glyphs.iter().flatten().map(|glyph| glyph.size).collect();
        sizes.sort_unstable();
        let Some(usual) = sizes.get(sizes.len() / 2).copied() else { return 0 };
        let is_large = |glyph: &Glyph| glyph.size * 5 > usual * 8;
        // Letters of two sizes may stand in one cell beside each other, but not on each other, and
        // none is higher than its cell.
        let lies_over = |large: &&Glyph, at: usize| {
            let mut small = self.glyphs[at].iter().filter(|glyph| !is_large(glyph));
            let (row, column) = (at / self.lattice.columns(), at % self.lattice.columns());
            let cell = self.lattice.area_of(row, column, self.lattice.span(row, column));
            let outgrows = large.area.bottom - large.area.top > cell.bottom - cell.top;
            is_large(large) && (outgrows || small.any(|small| overlaps(large.area, small.area)))
        };
        let over = |at: usize| self.glyphs[at].iter().find(|large| lies_over(large, at));
        let Some(size) = (0..self.glyphs.len()).find_map(over).map(|large| large.size) else {
            return 0;
        };
        let before = sizes.len();
        for cell in &mut self.glyphs {
            cell.retain(|glyph| glyph.size != size);
        }
        before - self.glyphs.iter().map(Vec::len).sum::<usize>()
    }

    /// Positions of the lines between columns.
    pub(super) fn columns(&self) -> &[i32] {
        &self.lattice.xs
    }

    /// Takes over the columns of the page before, if this one has drawn but some of them.
    pub(super) fn refine(&mut self, before: &[i32]) {
        let Some((lattice, starts)) = self.lattice.refined(before) else { return };
        let (old, new) = (self.lattice.columns(), lattice.columns());
        let mut glyphs = vec![Vec::new(); lattice.rows() * new];
        for (at, own) in std::mem::take(&mut self.glyphs).into_iter().enumerate() {
            glyphs[at / old * new + starts[at % old]] = own;
        }
        (self.lattice, self.glyphs) = (lattice, glyphs);
    }

    /// Cuts rows in which the numbers of several columns stand below one another: between them no
    /// line was drawn.
    pub(super) fn cut_rows(&mut self) {
        let lines: Vec<i32> =
            (0..self.lattice.rows()).flat_map(|row| self.undrawn_lines(row)).collect();
        if lines.is_empty() {
            return;
        }
        let mut cut = Self::new(self.lattice.with_lines(&lines));
        for glyph in std::mem::take(&mut self.glyphs).into_iter().flatten() {
            // What runs out of the table began inside it.
            let _ = cut.take(vec![glyph]);
        }
        *self = cut;
    }

    /// Positions between the rows that stand in one row of the lattice.
    fn undrawn_lines(&self, row: usize) -> Vec<i32> {
        let columns = (0..self.lattice.columns()).filter_map(|column| self.numbers(row, column));
        let columns: Vec<Vec<Line>> = columns.collect();
        let Some(first) = columns.first().filter(|_| columns.len() > 1) else { return Vec::new() };
        let side_by_side = |other: &Vec<Line>| {
            other.len() == first.len()
                && other
                    .iter()
                    .zip(first)
                    .all(|(a, b)| (middle(a.area) - middle(b.area)).abs() * 2 < a.size.max(b.size))
        };
        if !columns.iter().all(side_by_side) {
            return Vec::new();
        }
        let pairs = first.windows(2);
        pairs.map(|pair| i32::midpoint(pair[0].area.bottom, pair[1].area.top)).collect()
    }

    /// The lines of a cell, if there are several and each is a number of its own and not the part
    /// of one that was wrapped: that would fill the cell, or break off at a separator.
    fn numbers(&self, row: usize, column: usize) -> Option<Vec<Line>> {
        let span = self.lattice.span(row, column);
        let glyphs = &self.glyphs[row * self.lattice.columns() + column];
        if span.rows != 1 || glyphs.is_empty() {
            return None;
        }
        let cell = self.lattice.area_of(row, column, span);
        let lines = lines(glyphs.iter().collect());
        let is_number = |line: &Line| {
            let room = (cell.right - cell.left) - (line.area.right - line.area.left);
            let whole = !line.text.ends_with([',', '.']) && !line.text.starts_with([',', '.']);
            let digits = line.text.bytes().filter(u8::is_ascii_digit).count();
            let number = matches!(read_number(&line.text), Reading::Number(_));
            number && whole && digits >= MIN_DIGITS && room > line.size
        };
        (lines.len() > 1 && lines.iter().all(is_number)).then_some(lines)
    }

    /// All of its text, cell by cell.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for cell in &self.glyphs {
            for glyph in cell {
                glyph.text.push_to(&mut text);
            }
            text.push('|');
        }
        text
    }

    pub(super) fn is_blank(&self) -> bool {
        self.glyphs.iter().all(Vec::is_empty)
    }

    /// For each column, whether the last line of the last row is as wide as its cell, as wrapped
    /// text is.
    pub(super) fn fills_last_row(&self) -> Vec<bool> {
        let (rows, columns) = (self.lattice.rows(), self.lattice.columns());
        let fills = |column: usize| {
            let glyphs = &self.glyphs[(rows - 1) * columns + column];
            let last = lines(glyphs.iter().collect()).pop();
            let edge = self.lattice.area_of(rows - 1, column, self.lattice.span(rows - 1, column));
            last.is_some_and(|line| {
                (edge.right - edge.left) - (line.area.right - line.area.left) < 3 * line.size
            })
        };
        (0..columns).map(fills).collect()
    }

    /// The grid of the table; `locate` gives the location of an area. Rows without any text are
    /// left out, as paper is filled up with them.
    pub(super) fn grid(self, locate: impl Fn(Area) -> Location) -> Grid {
        let columns = self.lattice.columns();
        let mut rows = Vec::new();
        for row in 0..self.lattice.rows() {
            let cells: Vec<GridCell> =
                (0..columns).map(|column| self.cell(row, column, &locate)).collect();
            // A row that cells from above cover is part of them.
            let is_covered = cells.iter().any(|cell| cell.span == Span::COVERED);
            if cells.iter().any(|cell| !cell.text.is_empty()) || is_covered {
                let whole = Span { columns: u32::try_from(columns).unwrap_or(u32::MAX), rows: 1 };
                let location = locate(self.lattice.area_of(row, 0, whole));
                rows.push(GridRow { cells, location });
            }
        }
        Grid { rows }
    }

    fn cell(&self, row: usize, column: usize, locate: &impl Fn(Area) -> Location) -> GridCell {
        let span = self.lattice.span(row, column);
        let glyphs = &self.glyphs[row * self.lattice.columns() + column];
        let lines = lines(glyphs.iter().collect());
        let area = lines.iter().map(|line| line.area).reduce(Area::union);
        let size = if span == Span::COVERED { Span::ONE } else { span };
        let area = area.unwrap_or_else(|| self.lattice.area_of(row, column, size));
        GridCell {
            text: text(&lines, self.lattice.area_of(row, column, size)),
            location: locate(area),
            certain: true,
            span,
        }
    }
}

/// Whether an area covers a good part of a smaller one.
fn overlaps(large: Area, small: Area) -> bool {
    let across = large.right.min(small.right) - large.left.max(small.left);
    let down = large.bottom.min(small.bottom) - large.top.max(small.top);
    across * 4 > small.right - small.left && down * 4 > small.bottom - small.top
}

fn middle(area: Area) -> i32 {
    i32::midpoint(area.top, area.bottom)
}

/// The text of a cell. A number that a narrow cell wraps goes on in the next line.
fn text(lines: &[Line], cell: Area) -> String {
    let mut text = String::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        let room = |last: &Line| (cell.right - cell.left) - (last.area.right - last.area.left);
        let narrow = last.is_some_and(|last| room(last) < 3 * last.size);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if narrow && is_digit(text.chars().last()) && is_digit(line.text.chars().next()) {
            text.push_str(&line.text);
        } else {
            push_line(&mut text, &line.text);
        }
        last = Some(line);
    }
    text
}
