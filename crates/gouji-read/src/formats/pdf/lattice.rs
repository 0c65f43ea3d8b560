//! Ruling lines to lattices: where the columns and rows of a table are, and which of its cells are
//! merged.

use gouji_model::{Area, Span};

use super::marks::{POINT, Rule};

/// Lines closer to one another than this are one.
const NEAR: i32 = 2 * POINT;

/// A gap in a line up to this is drawn over.
const JOIN: i32 = 3 * POINT;

/// Columns and rows that one table may have; beyond them it is a pattern, not a table.
const MAX_SIDE: usize = 400;

/// Pairs of a horizontal and a vertical line that one page may have, each of which may meet; a page
/// with more is a drawing. Real pages have a thousandth of it.
const MAX_PAIRS: usize = 20_000_000;

/// A table's skeleton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lattice {
    /// Positions of the lines between columns, outer ones included.
    pub xs: Vec<i32>,
    /// Positions of the lines between rows, outer ones included.
    pub ys: Vec<i32>,
    /// For each position, row by row, the upper left position of its cell.
    origins: Vec<usize>,
}

impl Lattice {
    pub(super) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// The lattice with the columns of the page before, of which this page has drawn but some; and
    /// which new column each of its own begins at. `None` where its lines are others.
    pub(super) fn refined(&self, before: &[i32]) -> Option<(Self, Vec<usize>)> {
        let same = |a: i32, b: i32| (a - b).abs() <= 2 * NEAR;
        let starts: Vec<usize> = self
            .xs
            .iter()
            .map(|x| before.iter().position(|other| same(*x, *other)))
            .collect::<Option<_>>()?;
        let is_whole = starts.first() == Some(&0) && starts.last() == Some(&(before.len() - 1));
        if before.len() <= self.xs.len() || !is_whole || !starts.is_sorted_by(|a, b| a < b) {
            return None;
        }
        let (old, new) = (self.columns(), before.len() - 1);
        let old_column = |column: usize| starts.partition_point(|start| *start <= column) - 1;
        let origins = (0..self.rows() * new)
            .map(|at| {
                let origin = self.origins[at / new * old + old_column(at % new)];
                origin / old * new + starts[origin % old]
            })
            .collect();
        Some((Self { xs: before.to_vec(), ys: self.ys.clone(), origins }, starts))
    }

    /// The lattice with further rows: lines across that nobody drew. Cells over several rows stay.
    pub(super) fn with_lines(&self, lines: &[i32]) -> Self {
        let columns = self.columns();
        let mut ys = self.ys.clone();
        ys.extend_from_slice(lines);
        ys.sort_unstable();
        ys.dedup();
        let old_row = |row: usize| self.ys.partition_point(|y| *y <= ys[row]) - 1;
        let first_row = |old: usize| ys.partition_point(|y| *y < self.ys[old]);
        let origins = (0..(ys.len() - 1) * columns)
            .map(|at| {
                let (row, column) = (at / columns, at % columns);
                let origin = self.origins[old_row(row) * columns + column];
                let (top, left) = (origin / columns, origin % columns);
                let is_tall = self.span(top, left).rows > 1;
                (if is_tall { first_row(top) } else { row }) * columns + left
            })
            .collect();
        Self { xs: self.xs.clone(), ys, origins }
    }

    pub(super) fn area(&self) -> Area {
        self.area_of(0, 0, Span { columns: whole(self.columns()), rows: whole(self.rows()) })
    }

    /// The area of a cell.
    pub(super) fn area_of(&self, row: usize, column: usize, span: Span) -> Area {
        let end = |start: usize, length: u32| start + usize::try_from(length).unwrap_or(0);
        Area {
            top: self.ys[row],
            left: self.xs[column],
            bottom: self.ys[end(row, span.rows).min(self.rows())],
            right: self.xs[end(column, span.columns).min(self.columns())],
        }
    }

    /// The position of a point, row by row; `None` outside.
    pub(super) fn position(&self, x: i32, y: i32) -> Option<usize> {
        let column = between(&self.xs, x)?;
        let row = between(&self.ys, y)?;
        Some(self.origins[row * self.columns() + column])
    }

    /// The size of the cell at a position; [`Span::COVERED`] where another cell covers it.
    pub(super) fn span(&self, row: usize, column: usize) -> Span {
        let at = row * self.columns() + column;
        if self.origins[at] != at {
            return Span::COVERED;
        }
        let across = (column..self.columns()).take_while(|c| self.origins[at - column + c] == at);
        let down =
            (row..self.rows()).take_while(|r| self.origins[r * self.columns() + column] == at);
        Span { columns: whole(across.count()), rows: whole(down.count()) }
    }
}

/// The index of the interval that holds a value; `None` outside of all.
fn between(lines: &[i32], value: i32) -> Option<usize> {
    let after = lines.partition_point(|line| *line <= value);
    (after > 0 && after < lines.len()).then(|| after - 1)
}

fn whole(count: usize) -> u32 {
    // A side has at most `MAX_SIDE` cells.
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The tables that ruling lines draw, from the top; `None` where there are too many lines to tell.
pub(super) fn lattices(horizontal: &[Rule], vertical: &[Rule]) -> Option<Vec<Lattice>> {
    let horizontal = joined(horizontal);
    let vertical = joined(vertical);
    if horizontal.len().saturating_mul(vertical.len()) > MAX_PAIRS {
        return None;
    }
    let mut lattices: Vec<Lattice> = components(&horizontal, &vertical)
        .into_iter()
        .filter_map(|(h, v)| lattice(&h, &v))
        .collect();
    lattices.sort_by_key(|lattice| (lattice.ys[0], lattice.xs[0]));
    Some(lattices)
}

/// Lines of one direction, those on one another made one.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Rule> = Vec::new();
    let mut start = 0;
    while start < sorted.len() {
        let first = sorted[start].at;
        let end = start + sorted[start..].partition_point(|rule| rule.at - first <= NEAR);
        let band = &mut sorted[start..end];
        // The middle of the band, so that a double line is one.
        let at = i32::midpoint(first, band[band.len() - 1].at);
        band.sort_unstable_by_key(|rule| (rule.from, rule.to));
        for rule in band {
            match joined.last_mut() {
                Some(last) if last.at == at && rule.from <= last.to.saturating_add(JOIN) => {
                    last.to = last.to.max(rule.to);
                }
                _ => joined.push(Rule { at, ..*rule }),
            }
        }
        start = end;
    }
    joined
}

/// Lines that meet one another, horizontal and vertical ones.
fn components(horizontal: &[Rule], vertical: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut group: Vec<usize> = (0..horizontal.len() + vertical.len()).collect();
    for (v, vertical_rule) in vertical.iter().enumerate() {
        let first = horizontal.partition_point(|rule| rule.at < vertical_rule.from - JOIN);
        for (h, rule) in horizontal.iter().enumerate().skip(first) {
            if rule.at > vertical_rule.to + JOIN {
                break;
            }
            if rule.from - JOIN <= vertical_rule.at && vertical_rule.at <= rule.to + JOIN {
                unite(&mut group, h, horizontal.len() + v);
            }
        }
    }
    let mut components: Vec<(usize, Vec<Rule>, Vec<Rule>)> = Vec::new();
    let mut index_of: Vec<Option<usize>> = vec![None; group.len()];
    for i in 0..group.len() {
        let root = root(&mut group, i);
        let index = *index_of[root].get_or_insert_with(|| {
            components.push((root, Vec::new(), Vec::new()));
            components.len() - 1
        });
        match i.checked_sub(horizontal.len()) {
            None => components[index].1.push(horizontal[i]),
            Some(v) => components[index].2.push(vertical[v]),
        }
    }
    components.into_iter().map(|(_, h, v)| (h, v)).collect()
}

fn root(group: &mut [usize], mut i: usize) -> usize {
    while group[i] != i {
        group[i] = group[group[i]];
        i = group[i];
    }
    i
}

fn unite(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    group[a.max(b)] = a.min(b);
}

/// The lattice of lines that meet; `None` where they draw no table.
fn lattice(horizontal: &[Rule], vertical: &[Rule]) -> Option<Lattice> {
    let xs = positions(vertical, horizontal);
    let ys = positions(horizontal, vertical);
    let is_table = xs.len() >= 3 && ys.len() >= 2 && xs.len().max(ys.len()) <= MAX_SIDE;
    if !is_table {
        return None;
    }
    let walls = Walls::new(&xs, &ys, horizontal, vertical);
    let origins = walls.cells();
    Some(Lattice { xs, ys, origins })
}

/// Positions of lines of one direction; a table that is open at a side ends where the lines of the
/// other direction end.
fn positions(rules: &[Rule], across: &[Rule]) -> Vec<i32> {
    let mut positions: Vec<i32> = rules.iter().map(|rule| rule.at).collect();
    positions.sort_unstable();
    positions.dedup();
    if let (Some(from), Some(to)) =
        (across.iter().map(|rule| rule.from).min(), across.iter().map(|rule| rule.to).max())
    {
        let open = |edge: i32| positions.iter().all(|at| (at - edge).abs() > 2 * NEAR);
        let ends: Vec<i32> = [from, to].into_iter().filter(|edge| open(*edge)).collect();
        positions.extend(ends);
        positions.sort_unstable();
    }
    positions
}

/// Which lines stand between the positions of a lattice.
struct Walls {
    columns: usize,
    rows: usize,
    /// For each position, whether a line is on its right.
    right: Vec<bool>,
    /// For each position, whether a line is below it.
    below: Vec<bool>,
}

impl Walls {
    fn new(xs: &[i32], ys: &[i32], horizontal: &[Rule], vertical: &[Rule]) -> Self {
        let (columns, rows) = (xs.len() - 1, ys.len() - 1);
        let mut walls = Self {
            columns,
            rows,
            right: vec![false; columns * rows],
            below: vec![false; columns * rows],
        };
        for rule in vertical {
            let Ok(x) = xs.binary_search(&rule.at) else { continue };
            for row in (0..rows).filter(|_| x > 0) {
                walls.right[row * columns + x - 1] |= covers(*rule, ys[row], ys[row + 1]);
            }
        }
        for rule in horizontal {
            let Ok(y) = ys.binary_search(&rule.at) else { continue };
            for column in (0..columns).filter(|_| y > 0) {
                walls.below[(y - 1) * columns + column] |=
                    covers(*rule, xs[column], xs[column + 1]);
            }
        }
        walls
    }

    /// For each position the upper left one of its cell. Positions without a line between them are
    /// one cell where they make a rectangle; otherwise only within their row.
    fn cells(&self) -> Vec<usize> {
        let mut origins: Vec<usize> = (0..self.columns * self.rows).collect();
        let mut taken = vec![false; origins.len()];
        for at in 0..origins.len() {
            if taken[at] {
                continue;
            }
            let (width, height) = self.rectangle(at, &taken);
            for row in 0..height {
                for column in 0..width {
                    let covered = at + row * self.columns + column;
                    origins[covered] = at;
                    taken[covered] = true;
                }
            }
        }
        origins
    }

    /// The greatest rectangle without a line in it, from its upper left position.
    fn rectangle(&self, at: usize, taken: &[bool]) -> (usize, usize) {
        let column = at % self.columns;
        let width = 1
            + (column..self.columns - 1)
                .take_while(|c| {
                    let here = at - column + c;
                    !self.right[here] && !taken[here + 1]
                })
                .count();
        let mut height = 1;
        while at + height * self.columns < taken.len() {
            let above = at + (height - 1) * self.columns;
            let row = above + self.columns;
            let open = (0..width).all(|c| !self.below[above + c] && !taken[row + c]);
            let inner = (0..width - 1).all(|c| !self.right[row + c]);
            // The row below belongs to it only if it is closed at the same sides.
            let closed = column + width == self.columns || self.right[row + width - 1];
            if !(open && inner && closed) {
                break;
            }
            height += 1;
        }
        (width, height)
    }
}

/// Whether a line covers most of the way between two others.
fn covers(rule: Rule, from: i32, to: i32) -> bool {
    let covered = rule.to.min(to) - rule.from.max(from);
    covered * 5 > (to - from) * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A lattice drawn with `+`, `-` and `|`, a cell being four signs wide and two lines high.
    fn drawn(lines: &[&str]) -> Lattice {
        let grid: Vec<Vec<char>> = lines.iter().map(|line| line.chars().collect()).collect();
        let at = |index: usize| i32::try_from(index).expect("a small drawing") * 10 * POINT;
        let (mut horizontal, mut vertical) = (Vec::new(), Vec::new());
        for (y, line) in grid.iter().enumerate() {
            for (x, sign) in line.iter().enumerate() {
                match sign {
                    '-' => horizontal.push(Rule { at: at(y), from: at(x - 1), to: at(x + 1) }),
                    '|' => vertical.push(Rule { at: at(x), from: at(y - 1), to: at(y + 1) }),
                    _ => {}
                }
            }
        }
        lattices(&horizontal, &vertical).expect("few lines").remove(0)
    }

    fn spans(lattice: &Lattice) -> Vec<Vec<(u32, u32)>> {
        (0..lattice.rows())
            .map(|row| {
                let spans = (0..lattice.columns()).map(|column| lattice.span(row, column));
                spans.map(|span| (span.columns, span.rows)).collect()
            })
            .collect()
    }

    #[test]
    fn lines_between_all_cells_make_a_plain_table() {
        let lattice = drawn(&["+-+-+", "| | |", "+-+-+", "| | |", "+-+-+"]);
        assert_eq!(spans(&lattice), [[(1, 1), (1, 1)], [(1, 1), (1, 1)]]);
    }

    #[test]
    fn a_missing_line_merges_two_cells() {
        let lattice = drawn(&["+-+-+", "|   |", "+-+-+", "| | |", "+ +-+", "| | |", "+-+-+"]);
        assert_eq!(
            spans(&lattice),
            [[(2, 1), (0, 0)], [(1, 2), (1, 1)], [(0, 0), (1, 1)]],
            "{lattice:?}"
        );
    }

    #[test]
    fn a_table_without_outer_lines_ends_where_its_lines_end() {
        let lattice = drawn(&["+-+-+", "  |  ", "+-+-+", "  |  ", "+-+-+"]);
        assert_eq!((lattice.columns(), lattice.rows()), (2, 2));
    }

    #[test]
    fn a_point_is_in_the_cell_that_covers_it() {
        let lattice = drawn(&["+-+-+", "|   |", "+-+-+", "| | |", "+-+-+"]);
        assert_eq!(lattice.position(35 * POINT, 10 * POINT), Some(0));
        assert_eq!(lattice.position(35 * POINT, 30 * POINT), Some(3));
        assert_eq!(lattice.position(500 * POINT, 30 * POINT), None);
    }

    #[test]
    fn a_page_with_nothing_but_the_total_keeps_the_columns_of_the_table() {
        let whole = drawn(&["+-+-+-+", "| | | |", "+-+-+-+"]);
        let total = drawn(&["+-+-+-+", "|   | |", "+-+-+-+"]);
        assert_eq!(total.columns(), 2);
        let (refined, starts) =
            total.refined(&whole.xs).expect("its lines are some of the table's");
        assert_eq!(spans(&refined), [[(2, 1), (0, 0), (1, 1)]]);
        assert_eq!(starts, [0, 2, 3]);
    }

    #[test]
    fn a_table_of_other_columns_is_left_alone() {
        let whole = drawn(&["+-+-+-+", "| | | |", "+-+-+-+"]);
        let other = drawn(&["+-+--+", "| |  |", "+-+--+"]);
        assert_eq!(other.refined(&whole.xs), None);
    }

    #[test]
    fn a_row_is_cut_by_a_line_that_nobody_drew() {
        let lattice = drawn(&["+-+-+-+", "|   | |", "+-+-+ +", "| | | |", "+-+-+-+"]);
        let cut = lattice.with_lines(&[10 * POINT]);
        let whole = [vec![(2, 1), (0, 0), (1, 3)], vec![(2, 1), (0, 0), (0, 0)]];
        assert_eq!(spans(&cut)[..2], whole);
        assert_eq!(spans(&cut)[2], [(1, 1), (1, 1), (0, 0)]);
    }

    #[test]
    fn a_drawing_of_too_many_lines_is_no_table() {
        let rule = |index: i32| Rule { at: index * 2 * NEAR, from: 0, to: 100 * POINT };
        let lines: Vec<Rule> = (0..5_000).map(rule).collect();
        assert_eq!(lattices(&lines, &lines), None);
        assert_eq!(lattices(&lines, &lines[..1]), Some(Vec::new()));
    }

    #[test]
    fn double_lines_are_one() {
        let rule = |at: i32| Rule { at, from: 0, to: 100 * POINT };
        assert_eq!(joined(&[rule(1000), rule(1100), rule(5000)]).len(), 2);
    }
}
