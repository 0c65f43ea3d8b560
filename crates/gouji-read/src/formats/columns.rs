//! Columns of a table that only alignment tells.
//!
//! The columns are found from the rows: stretches of text that overlap from row to row share a
//! column. An amount that is in line with no other of its column is not certain.

use gouji_model::{Grid, GridCell, GridRow, Location};

/// A stretch of text of a line with the places that it takes.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// The grid of some rows. Amounts of a column may be off by `tolerance` places; `locate` gives the
/// location of a row and column, and is told what stands there.
pub(super) fn grid(
    rows: &[Vec<Stretch>],
    tolerance: usize,
    locate: impl Fn(usize, usize, Option<&Stretch>) -> Location,
) -> Grid {
    let columns = merged(&columns(rows), rows);
    let alignments = alignments(rows, &columns);
    let row = |(index, stretches): (usize, &Vec<Stretch>)| {
        let locate = |column: usize, stretch: Option<&Stretch>| locate(index, column, stretch);
        let cells = cells(stretches, &columns, &alignments, tolerance, locate);
        let location = cells.first().map_or(Location::default(), |cell| cell.location);
        GridRow { cells, location }
    };
    Grid { rows: rows.iter().enumerate().map(row).collect() }
}

/// Digits with a point or separators.
pub(super) fn is_amount(word: &str) -> bool {
    let marked =
        word.contains(['.', ',']) && word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    marked
        && digits >= 2
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'))
}

/// The columns of a table, from the left: the gaps of most rows separate them. A stretch of a
/// header spans several, so columns grow from the stretches that touch one other only.
fn columns(rows: &[Vec<Stretch>]) -> Vec<(usize, usize)> {
    let mut narrow: Vec<(usize, usize)> = Vec::new();
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut by_count: Vec<&Vec<Stretch>> = rows.iter().collect();
    // Rows with the most cells know the columns best.
    by_count.sort_by_key(|stretches| most - stretches.len());
    for stretches in by_count {
        for stretch in stretches {
            let touched: Vec<usize> = (0..narrow.len())
                .filter(|&i| narrow[i].0 < stretch.end && stretch.start < narrow[i].1)
                .collect();
            match touched[..] {
                [] => narrow.push((stretch.start, stretch.end)),
                [only] => {
                    let grown =
                        (narrow[only].0.min(stretch.start), narrow[only].1.max(stretch.end));
                    let clashes = (0..narrow.len())
                        .any(|i| i != only && narrow[i].0 < grown.1 && grown.0 < narrow[i].1);
                    if !clashes {
                        narrow[only] = grown;
                    }
                }
                _ => {}
            }
        }
    }
    narrow.sort_unstable();
    narrow
}

/// Columns of which one has text in upper rows only and the other below them only are one: a heading
/// in the middle, and short numbers at the right.
fn merged(columns: &[(usize, usize)], rows: &[Vec<Stretch>]) -> Vec<(usize, usize)> {
    let filled: Vec<Vec<usize>> = rows
        .iter()
        .map(|row| row.iter().map(|stretch| column_of(stretch, columns)).collect())
        .collect();
    let extent = |column: usize| {
        let mut with = (0..rows.len()).filter(|row| filled[*row].contains(&column));
        let first = with.next()?;
        Some((first, with.next_back().unwrap_or(first)))
    };
    let mut merged: Vec<(usize, usize)> = Vec::new();
    // The last row with text in the last of the merged columns.
    let mut last_row = None;
    for (index, column) in columns.iter().enumerate() {
        let own = extent(index);
        let is_below = last_row.zip(own).is_some_and(|(last, (first, _))| last < first);
        match merged.last_mut().filter(|_| is_below) {
            Some(place) => place.1 = column.1,
            None => merged.push(*column),
        }
        last_row = own.map(|(_, last)| last);
    }
    merged
}

/// Where the amounts of a column begin and end: the middle one of each.
#[derive(Clone, Copy, Debug)]
struct Alignment {
    start: usize,
    end: usize,
}

impl Alignment {
    /// An amount is in line with its column at its right end, at its left end or in its middle.
    fn holds(self, stretch: &Stretch, tolerance: usize) -> bool {
        stretch.end.abs_diff(self.end) <= tolerance
            || stretch.start.abs_diff(self.start) <= tolerance
            || (stretch.start + stretch.end).abs_diff(self.start + self.end) <= 2 * tolerance
    }
}

/// The alignment of the amounts of every column; `None` where it has none.
fn alignments(rows: &[Vec<Stretch>], columns: &[(usize, usize)]) -> Vec<Option<Alignment>> {
    let mut edges: Vec<(Vec<usize>, Vec<usize>)> = vec![Default::default(); columns.len()];
    for stretch in rows.iter().flatten() {
        if is_amount(&stretch.text) {
            let (starts, ends) = &mut edges[column_of(stretch, columns)];
            starts.push(stretch.start);
            ends.push(stretch.end);
        }
    }
    let middle = |mut places: Vec<usize>| {
        places.sort_unstable();
        places.get(places.len() / 2).copied()
    };
    edges
        .into_iter()
        .map(|(starts, ends)| Some(Alignment { start: middle(starts)?, end: middle(ends)? }))
        .collect()
}

/// The first of the columns that a stretch covers most.
fn column_of(stretch: &Stretch, columns: &[(usize, usize)]) -> usize {
    let covered = |column: &(usize, usize)| {
        column.1.min(stretch.end).saturating_sub(column.0.max(stretch.start))
    };
    (0..columns.len()).rev().max_by_key(|&i| covered(&columns[i])).unwrap_or(0)
}

/// The cells of a row; `locate` gives the location of a column, where something stands in it and
/// where nothing does.
fn cells(
    stretches: &[Stretch],
    columns: &[(usize, usize)],
    alignments: &[Option<Alignment>],
    tolerance: usize,
    locate: impl Fn(usize, Option<&Stretch>) -> Location,
) -> Vec<GridCell> {
    let blank = |column| GridCell { location: locate(column, None), ..GridCell::default() };
    let mut cells: Vec<GridCell> = (0..columns.len()).map(blank).collect();
    for stretch in stretches {
        let column = column_of(stretch, columns);
        let cell = &mut cells[column];
        if cell.text.is_empty() {
            cell.location = locate(column, Some(stretch));
        } else {
            cell.text.push(' ');
        }
        cell.text.push_str(&stretch.text);
        let holds = |alignment: Alignment| alignment.holds(stretch, tolerance);
        cell.certain &= alignments[column].is_none_or(holds) || !is_amount(&stretch.text);
    }
    cells
}
