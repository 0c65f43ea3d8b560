//! Text whose cells are aligned by spaces, as layout-preserving converters write it.
//!
//! Lines with several stretches of text, two or more spaces apart, belong to tables. Whether a wide character takes one place or two depends on the converter: the measure under which more
//! amounts end at the same place is the right one.

use std::collections::BTreeMap;

use gouji_model::{Block, Location, Paragraph};
use unicode_width::UnicodeWidthChar;

use super::{Line, paragraph};
use crate::formats::columns::{self, Stretch, is_amount};
use crate::ordinal;

/// Blank lines that a table may have between two of its rows.
const MAX_GAP: usize = 6;

/// What converters write in front of the first line of a page.
const PAGE_BREAK: char = '\u{C}';

/// Places by which the amounts of a column may be off.
const TOLERANCE: usize = 2;

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
    let (lines, stretches): (Vec<Line<'_>>, Vec<Vec<Stretch>>) = rows.into_iter().unzip();
    let locate = |row: usize, cell: usize, _: Option<&Stretch>| {
        Location::cell(lines[row].number, u32::try_from(cell + 1).unwrap_or(u32::MAX))
    };
    let mut grid = columns::grid(&stretches, TOLERANCE, locate);
    for (row, line) in grid.rows.iter_mut().zip(&lines) {
        row.location = line.location();
    }
    blocks.push(Block::Grid(grid));
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
            Some(last) if ordinal::is_alone(&last.text) => {
                last.text.push_str(&stretch.text);
                last.end = stretch.end;
            }
            _ => joined.push(stretch),
        }
    }
    joined
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

fn overlap(a: &Stretch, b: &Stretch) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use gouji_model::GridRow;

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
