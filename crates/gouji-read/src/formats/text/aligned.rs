//! Text whose cells are aligned by spaces, as layout-preserving converters write it.
//!
//! Lines with several stretches of text, two or more spaces apart, belong to tables. The columns of
//! a table are found from its rows: stretches that overlap from row to row share a column. Whether a
//! wide character takes one place or two depends on the converter: the measure under which more
//! amounts end at the same place is the right one.

use std::collections::BTreeMap;

use gouji_model::{Block, Grid, GridCell, GridRow, Location, Paragraph};
use unicode_width::UnicodeWidthChar;

use super::{Line, paragraph};

/// A stretch of text of a line with the places that it takes.
#[derive(Clone, Debug)]
struct Stretch {
    text: String,
    start: usize,
    end: usize,
}

/// Blank lines that a table may have between two of its rows.
const MAX_GAP: usize = 6;

/// What converters write in front of the first line of a page.
const PAGE_BREAK: char = '\u{C}';

/// Longest single cell of a row, in characters; what is longer runs across the page.
const MAX_CELL: usize = 12;

/// Lines to blocks.
pub(super) fn blocks(lines: &[Line<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut table: Vec<(Line<'_>, Vec<Stretch>)> = Vec::new();
    let mut gap = 0;
    let measure = measure(lines);
    for &line in lines {
        if line.is_blank() {
            gap += 1;
            continue;
        }
        let stretches = stretches(line.text, measure);
        // Each page is laid out by itself: its columns are its own.
        if line.text.starts_with(PAGE_BREAK) || gap > MAX_GAP {
            flush(&mut table, &mut blocks);
        }
        let continues = !table.is_empty() && is_row_of(&stretches, &table);
        if stretches.len() > 1 || continues {
            table.push((line, stretches));
        } else {
            flush(&mut table, &mut blocks);
            blocks.push(one_paragraph(line, &stretches));
        }
        gap = 0;
    }
    flush(&mut table, &mut blocks);
    blocks
}

/// A line of one stretch, its ordinal drawn to it.
fn one_paragraph(line: Line<'_>, stretches: &[Stretch]) -> Block {
    match stretches {
        [only] => Block::Paragraph(Paragraph {
            text: only.text.clone(),
            location: line.location(),
            pieces: Vec::new(),
        }),
        _ => paragraph(line),
    }
}

/// Whether a single stretch continues a table: it is short, or wraps a cell of the row above, and
/// is no label and no sentence.
fn is_row_of(stretches: &[Stretch], table: &[(Line<'_>, Vec<Stretch>)]) -> bool {
    let [only] = stretches else { return false };
    let Some((_, above)) = table.last() else { return false };
    let speaks = only.text.ends_with('。') || only.text.contains(['：', ':']);
    let short = only.text.chars().count() <= MAX_CELL;
    let wraps =
        only.start > 0 && above.iter().any(|cell| overlap(cell, only) && only.end <= cell.end + 4);
    !speaks && (short || wraps)
}

fn flush(table: &mut Vec<(Line<'_>, Vec<Stretch>)>, blocks: &mut Vec<Block>) {
    let rows = std::mem::take(table);
    if rows.len() == 1 {
        blocks.extend(rows.into_iter().map(|(line, _)| paragraph(line)));
        return;
    }
    if rows.is_empty() {
        return;
    }
    let columns = columns(&rows);
    let alignments = alignments(&rows, &columns);
    let rows = rows
        .into_iter()
        .map(|(line, stretches)| row(line, stretches, &columns, &alignments))
        .collect();
    blocks.push(Block::Grid(Grid { rows }));
}

/// How many places a wide character takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// As on a terminal: two.
    Display,
    /// As converters that count characters lay out: one.
    Characters,
}

impl Measure {
    fn width(self, c: char) -> usize {
        match self {
            Self::Display => c.width().unwrap_or(0),
            Self::Characters => usize::from(!c.is_control()),
        }
    }
}

/// The measure under which the amounts are better aligned.
fn measure(lines: &[Line<'_>]) -> Measure {
    let alignment = |measure: Measure| -> usize {
        let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
        for stretch in lines.iter().flat_map(|line| stretches(line.text, measure)) {
            if is_amount(&stretch.text) {
                *ends.entry(stretch.end).or_default() += 1;
            }
        }
        ends.values().map(|count| count * count).sum()
    };
    if alignment(Measure::Characters) > alignment(Measure::Display) {
        Measure::Characters
    } else {
        Measure::Display
    }
}

/// Digits with a point or separators.
fn is_amount(word: &str) -> bool {
    let marked =
        word.contains(['.', ',']) && word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    marked
        && digits >= 2
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'))
}

/// Splits a line at two or more spaces.
fn stretches(text: &str, measure: Measure) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut at = 0;
    let mut spaces = usize::MAX;
    for c in text.chars() {
        let width = measure.width(c);
        if c == ' ' || c == '\u{3000}' || c == '\u{C}' {
            spaces = spaces.saturating_add(width.max(1));
        } else {
            match found.last_mut() {
                Some(last) if spaces < 2 => {
                    if spaces == 1 {
                        last.text.push(' ');
                    }
                    last.text.push(c);
                    last.end = at + width;
                }
                _ => found.push(Stretch { text: c.to_string(), start: at, end: at + width }),
            }
            spaces = 0;
        }
        at += if c == '\u{C}' { 0 } else { width };
    }
    joined(found.into_iter().flat_map(|stretch| split_numbers(stretch, measure)).collect())
}

/// An ordinal belongs to what follows it.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if is_ordinal(&last.text) => {
                last.text.push_str(&stretch.text);
                last.end = stretch.end;
            }
            _ => joined.push(stretch),
        }
    }
    joined
}

/// 1. 2、 (3) 一、 standing alone.
fn is_ordinal(text: &str) -> bool {
    let core = text.trim_start_matches(['(', '（']).trim_end_matches(['.', '．', '、', ')', '）']);
    core.len() < text.len()
        && core.chars().count() <= 3
        && !core.is_empty()
        && core.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// Two amounts that a narrow column gap leaves one space apart are two stretches.
fn split_numbers(stretch: Stretch, measure: Measure) -> Vec<Stretch> {
    let Some((first, rest)) = stretch.text.split_once(' ') else { return vec![stretch] };
    let splits = is_amount(first) || rest.split(' ').all(is_amount);
    if !splits {
        return vec![stretch];
    }
    let width = |text: &str| text.chars().map(|c| measure.width(c)).sum::<usize>();
    let middle = stretch.start + width(first);
    let left = Stretch { text: first.to_owned(), start: stretch.start, end: middle };
    let right = Stretch { text: rest.to_owned(), start: middle + 1, end: stretch.end };
    std::iter::once(left).chain(split_numbers(right, measure)).collect()
}

/// The columns of a table, from the left: the gaps of most rows separate them. A stretch of a
/// header spans several, so columns grow from the stretches that touch one other only.
fn columns(rows: &[(Line<'_>, Vec<Stretch>)]) -> Vec<(usize, usize)> {
    let mut narrow: Vec<(usize, usize)> = Vec::new();
    let most = rows.iter().map(|(_, stretches)| stretches.len()).max().unwrap_or(0);
    let mut by_count: Vec<&Vec<Stretch>> = rows.iter().map(|(_, stretches)| stretches).collect();
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

/// Places by which the amounts of a column may be off.
const TOLERANCE: usize = 2;

/// Where the amounts of a column begin and end: the middle one of each.
#[derive(Clone, Copy, Debug)]
struct Alignment {
    start: usize,
    end: usize,
}

impl Alignment {
    /// An amount is in line with its column at its right end, at its left end or in its middle.
    fn holds(self, stretch: &Stretch) -> bool {
        stretch.end.abs_diff(self.end) <= TOLERANCE
            || stretch.start.abs_diff(self.start) <= TOLERANCE
            || (stretch.start + stretch.end).abs_diff(self.start + self.end) <= 2 * TOLERANCE
    }
}

/// The alignment of the amounts of every column; `None` where it has none.
fn alignments(
    rows: &[(Line<'_>, Vec<Stretch>)],
    columns: &[(usize, usize)],
) -> Vec<Option<Alignment>> {
    let mut edges: Vec<(Vec<usize>, Vec<usize>)> = vec![Default::default(); columns.len()];
    for stretch in rows.iter().flat_map(|(_, stretches)| stretches) {
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

fn row(
    line: Line<'_>,
    stretches: Vec<Stretch>,
    columns: &[(usize, usize)],
    alignments: &[Option<Alignment>],
) -> GridRow {
    let mut cells: Vec<GridCell> = (1..=columns.len())
        .map(|index| GridCell {
            location: Location::cell(line.number, u32::try_from(index).unwrap_or(u32::MAX)),
            ..GridCell::default()
        })
        .collect();
    for stretch in stretches {
        let column = column_of(&stretch, columns);
        let cell = &mut cells[column];
        if !cell.text.is_empty() {
            cell.text.push(' ');
        }
        cell.text.push_str(&stretch.text);
        let in_line = alignments[column].is_none_or(|alignment| alignment.holds(&stretch));
        cell.certain &= in_line || !is_amount(&stretch.text);
    }
    GridRow { cells, location: line.location() }
}

fn overlap(a: &Stretch, b: &Stretch) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> Vec<Vec<String>> {
        let lines: Vec<Line<'_>> =
            text.lines().zip(1..).map(|(text, number)| Line { number, text }).collect();
        let blocks = blocks(&lines);
        let [Block::Grid(grid)] = &blocks[..] else { panic!("one table: {blocks:?}") };
        let texts = |row: &GridRow| row.cells.iter().map(|cell| cell.text.clone()).collect();
        grid.rows.iter().map(texts).collect()
    }

    #[test]
    fn cells_fall_into_columns_by_overlap() {
        let rows = grid(
            "科目编码   科目名称        合计      基本支出   项目支出\n\
             201        一般公共服务      0.18       0.18\n\
             20132      组织事务          0.18                    0.10\n",
        );
        assert_eq!(rows[1], ["201", "一般公共服务", "0.18", "0.18", ""]);
        assert_eq!(rows[2], ["20132", "组织事务", "0.18", "", "0.10"]);
    }

    #[test]
    fn a_heading_over_several_columns_stands_over_the_first() {
        let rows = grid(
            "项目                       预算数\n\
             编码   名称           合计     基本支出\n\
             201    一般公共服务   10.00    10.00\n",
        );
        assert_eq!(rows[2], ["201", "一般公共服务", "10.00", "10.00"]);
    }

    #[test]
    fn converters_that_count_characters_are_told_by_their_amounts() {
        let rows =
            grid("一、甲甲甲甲      1,000.25   2,000.00\n二、乙            1,000.50   3,000.00\n");
        assert_eq!(rows[1], ["二、乙", "1,000.50", "3,000.00"]);
    }

    #[test]
    fn an_ordinal_is_no_cell() {
        let lines =
            [Line { number: 1, text: "1.  收入预算总表" }, Line { number: 2, text: "目    录" }];
        assert!(blocks(&lines).iter().all(|block| matches!(block, Block::Paragraph(_))));
    }

    #[test]
    fn an_amount_in_line_with_no_other_is_not_certain() {
        let text = "项目      合计     结转\n甲      1,000.00   2,000.00\n乙      1,500.00   3,000.00\n丙                      1,100.00\n";
        let lines: Vec<Line<'_>> =
            text.lines().zip(1..).map(|(text, number)| Line { number, text }).collect();
        let blocks = blocks(&lines);
        let [Block::Grid(grid)] = &blocks[..] else { panic!("one table: {blocks:?}") };
        let certain = |row: &GridRow| row.cells.iter().all(|cell| cell.certain);
        assert_eq!(grid.rows.iter().map(certain).collect::<Vec<_>>(), [true, true, true, false]);
    }

    #[test]
    fn amounts_one_space_apart_are_two_cells() {
        let rows = grid("一、甲  82,096.42 82,096.42\n二、乙   4,213.28  4,213.28\n");
        assert_eq!(rows[0], ["一、甲", "82,096.42", "82,096.42"]);
    }
}
