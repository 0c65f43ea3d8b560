//! Tables without ruling lines: lines of text below one another whose stretches are aligned.

use gouji_model::{Area, Grid, Location};

use super::lines::Line;
use super::marks::POINT;
use super::page::Piece;
use crate::formats::columns::{self, Stretch, is_amount};

/// Lines that a table has at least.
const MIN_LINES: usize = 3;

/// Distance by which the amounts of a column may be off.
const TOLERANCE: usize = 400;

/// Places are counted from here, left of any page, so that they are never negative.
const ORIGIN: i32 = 100 * POINT;

/// Longest line of one stretch inside a table, in characters.
const MAX_CELL: usize = 12;

/// Makes tables of the lines that are aligned; the other pieces stay as they are.
pub(super) fn find(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut found = Vec::with_capacity(pieces.len());
    let mut run: Vec<Line> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Line(line) if continues(&run, &line) => run.push(line),
            Piece::Line(line) if line.has_columns() => {
                flush(&mut run, &mut found);
                run.push(line);
            }
            other => {
                flush(&mut run, &mut found);
                found.push(other);
            }
        }
    }
    flush(&mut run, &mut found);
    found
}

/// Whether a line goes on with the lines of a table: near below them, in columns or short.
fn continues(run: &[Line], line: &Line) -> bool {
    let Some(last) = run.last() else { return false };
    let near = line.area.top - last.area.bottom < 3 * last.size.max(line.size);
    let short = line.text.chars().count() <= MAX_CELL;
    near && (line.has_columns() || (short && !line.text.ends_with(['。', '：', ':'])))
}

fn flush(run: &mut Vec<Line>, found: &mut Vec<Piece>) {
    let mut lines = std::mem::take(run);
    // Labels above a table, 编制单位：… 单位：元, are in nobody's column.
    while lines.first().is_some_and(|line| line.text.contains(['：', ':'])) {
        found.push(Piece::Line(lines.remove(0)));
    }
    let in_columns = lines.iter().filter(|line| line.has_columns()).count();
    let with_amounts =
        lines.iter().filter(|line| stretches(line).iter().any(|s| is_amount(&s.text))).count();
    if in_columns >= MIN_LINES && with_amounts >= MIN_LINES - 1 {
        found.push(Piece::Aligned(lines));
    } else {
        found.extend(lines.into_iter().map(Piece::Line));
    }
}

/// The grid of the lines of a table.
pub(super) fn grid(lines: &[Line], locate: impl Fn(Area) -> Location) -> Grid {
    let rows: Vec<Vec<Stretch>> = lines.iter().map(stretches).collect();
    columns::grid(&rows, TOLERANCE, |row, _, stretch| {
        let line = lines[row].area;
        let edge = |place: usize| i32::try_from(place).unwrap_or(i32::MAX).saturating_sub(ORIGIN);
        locate(stretch.map_or(line, |s| Area { left: edge(s.start), right: edge(s.end), ..line }))
    })
}

fn stretches(line: &Line) -> Vec<Stretch> {
    let ends = line.parts.iter().skip(1).map(|(offset, _)| *offset);
    let ends = ends.chain(std::iter::once(line.text.len()));
    let place = |x: i32| usize::try_from(x.saturating_add(ORIGIN)).unwrap_or(0);
    line.parts
        .iter()
        .zip(ends)
        .map(|((start, area), end)| Stretch {
            text: line.text[*start..end].trim_end().to_owned(),
            start: place(area.left),
            end: place(area.right),
        })
        .collect()
}
