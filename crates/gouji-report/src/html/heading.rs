//! The header of a table: header paths side by side become rows of merged cells.

use gouji_model::Statement;
use maud::{Markup, html};

use super::table::Side;
use crate::words::Words;

/// A cell of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
struct HeadCell<'a> {
    text: &'a str,
    columns: usize,
    rows: usize,
}

/// The rows of the header.
pub(super) fn rows(words: Words, statement: &Statement, sides: &[Side]) -> Markup {
    let header = |column: &usize| statement.columns.get(*column).map_or("", |c| &*c.header);
    let paths: Vec<Vec<Vec<&str>>> = sides
        .iter()
        .map(|side| side.columns.iter().map(|column| header(column).split('/').collect()).collect())
        .collect();
    let depth = paths.iter().flatten().map(Vec::len).max().unwrap_or(1);
    let merged: Vec<Vec<Vec<HeadCell<'_>>>> =
        paths.iter().map(|side| merged(side, depth)).collect();
    html! {
        @for level in 0..depth {
            tr {
                @if level == 0 { td.g rowspan=[span(depth)] {} }
                @for (side, cells) in sides.iter().zip(&merged) {
                    @if level == 0 {
                        @if side.has_code {
                            th scope="col" rowspan=[span(depth)] { (words.word("html-code")) }
                        }
                        @if side.has_label {
                            th scope="col" rowspan=[span(depth)] { (words.word("html-label")) }
                        }
                    }
                    @for cell in &cells[level] {
                        th scope=(if cell.columns > 1 { "colgroup" } else { "col" })
                            colspan=[span(cell.columns)] rowspan=[span(cell.rows)] { (cell.text) }
                    }
                }
            }
        }
    }
}

/// A span where it is one.
fn span(n: usize) -> Option<usize> {
    (n > 1).then_some(n)
}

/// The cells of each row of the header: neighbours with the same path so far are one cell, and the
/// end of a path reaches down to the table.
fn merged<'a>(paths: &[Vec<&'a str>], depth: usize) -> Vec<Vec<HeadCell<'a>>> {
    let mut rows = vec![Vec::new(); depth];
    for (level, row) in rows.iter_mut().enumerate() {
        let mut column = 0;
        while let Some(path) = paths.get(column) {
            let Some(text) = path.get(level) else {
                column += 1;
                continue;
            };
            let is_end = path.len() == level + 1;
            let same = |other: &&Vec<&str>| {
                !is_end && other.get(..=level) == path.get(..=level) && other.len() > level + 1
            };
            let columns = 1 + paths[column + 1..].iter().take_while(same).count();
            let rows = if is_end { depth - level } else { 1 };
            row.push(HeadCell { text, columns, rows });
            column += columns;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header as text: `text×columns↓rows`, rows on lines.
    fn shown(paths: &[&str]) -> String {
        let paths: Vec<Vec<&str>> = paths.iter().map(|path| path.split('/').collect()).collect();
        let depth = paths.iter().map(Vec::len).max().unwrap();
        let cell = |cell: &HeadCell<'_>| format!("{}×{}↓{}", cell.text, cell.columns, cell.rows);
        let rows = merged(&paths, depth);
        let row = |row: &Vec<HeadCell<'_>>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
        rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn paths_with_a_common_beginning_share_a_cell() {
        assert_eq!(
            shown(&["支出/金额/小计", "支出/金额/一般公共预算", "支出/备注", "合计"]),
            "支出×3↓1 合计×1↓3\n金额×2↓1 备注×1↓2\n小计×1↓1 一般公共预算×1↓1"
        );
    }

    #[test]
    fn columns_of_the_same_name_stay_apart() {
        assert_eq!(shown(&["决算数", "决算数"]), "决算数×1↓1 决算数×1↓1");
    }
}
