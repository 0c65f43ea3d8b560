//! Statements as tables: the header with its paths, every row, every cell, blank ones too.

use gouji_model::{Cell, CellValue, Column, Completeness, Message, Row, RowRole, Spot, Statement};
use maud::{Markup, html};

use super::anchors::Item;
use super::body::Body;
use super::flow::{Line, lines, sides};
use super::heading;

/// What is known of a statement before its rows are shown.
struct Shape<'s> {
    index: usize,
    statement: &'s Statement,
    sides: Vec<Side>,
    /// Whether the margin tells lines (or rows of a sheet); else it tells pages.
    tells_lines: bool,
}

/// What a side of a statement shows in front of its value columns.
pub(super) struct Side {
    pub(super) has_code: bool,
    pub(super) has_label: bool,
    /// Indices of its columns.
    pub(super) columns: Vec<usize>,
}

/// A statement with its title and its notes.
pub(super) fn statement(body: &mut Body<'_>, index: usize, statement: &Statement) -> Markup {
    let sides: Vec<Side> = (0..sides(statement)).map(|side| Side::of(statement, side)).collect();
    let tells_lines = matches!(
        statement.title_location.spot,
        Spot::Line { .. } | Spot::Sheet { .. } | Spot::Paragraph { .. }
    );
    let shape = Shape { index, statement, sides, tells_lines };
    let caption = caption(body, &shape);
    let head = heading::rows(body.words, statement, &shape.sides);
    let lines = lines(statement, body.disclosure);
    let mut page = None;
    let mut rows = Vec::new();
    for line in &lines {
        let margin = margin(line, shape.tells_lines, &mut page);
        rows.push(row(body, &shape, line, &margin));
    }
    let columns = column_names(&shape);
    html! {
        div.wide role="group" aria-label=(statement.title) tabindex="0" {
            table data-u=(statement.unit.as_str()) data-c=(columns) {
                (caption)
                thead { (head) }
                tbody { @for row in rows { (row) } }
            }
        }
        @if lines.is_empty() { p.none { (body.words.word("html-no-rows")) } }
        @for note in &statement.notes { p.foot { (note) } }
    }
}

impl Side {
    fn of(statement: &Statement, side: usize) -> Self {
        let rows = || statement.rows.iter().filter(|row| row.side == side);
        let columns = statement.columns.iter().enumerate();
        Self {
            has_code: rows().any(|row| row.code.is_some()),
            has_label: rows().any(|row| !row.label.is_empty()),
            columns: columns.filter(|(_, column)| column.side == side).map(|(n, _)| n).collect(),
        }
    }
}

/// Header paths by the position of a cell in its row, for the script: `|` between them.
fn column_names(shape: &Shape<'_>) -> String {
    let mut names = vec![""];
    for side in &shape.sides {
        let before = usize::from(side.has_code) + usize::from(side.has_label);
        names.extend(std::iter::repeat_n("", before));
        let columns = side.columns.iter().filter_map(|column| shape.statement.columns.get(*column));
        names.extend(columns.map(|column: &Column| &*column.header));
    }
    names.join("|")
}

fn caption(body: &mut Body<'_>, shape: &Shape<'_>) -> Markup {
    let statement = shape.statement;
    let heading = body.heading(3, statement.title_location, &statement.title);
    let unit = Message::new("html-unit").with("unit", statement.unit.as_str());
    let unit = body.words.say(&unit);
    html! {
        caption {
            (heading)
            div.above {
                span { @if let Some(name) = &statement.unit_name { (name) } }
                span { (unit) @if !statement.unit_printed { (body.words.word("html-unit-assumed")) } }
            }
            @if let Completeness::Incomplete(reasons) = &statement.completeness {
                div.incomplete {
                    (body.words.word("html-incomplete"))
                    @for reason in reasons { " " (body.words.say(reason)) }
                }
            }
        }
    }
}

/// What the margin tells of a line: its number, or the page where it changes.
fn margin(line: &Line, tells_lines: bool, page: &mut Option<u32>) -> String {
    match line.location.spot {
        Spot::Line { line, .. } if tells_lines => line.to_string(),
        Spot::Sheet { row, .. } if tells_lines => row.to_string(),
        Spot::Paragraph { paragraph } if tells_lines => paragraph.to_string(),
        Spot::Page { page: here, .. } if page.replace(here) != Some(here) => here.to_string(),
        _ => String::new(),
    }
}

fn row(body: &mut Body<'_>, shape: &Shape<'_>, line: &Line, margin: &str) -> Markup {
    let (id, marks) = body.spot(line.location);
    let mut cells = Vec::new();
    for (side, index) in shape.sides.iter().zip(&line.sides) {
        match index.and_then(|index| Some((index, shape.statement.rows.get(index)?))) {
            Some((index, row)) => cells.push(half(body, shape, side, index, row)),
            None => cells.push(empty(side)),
        }
    }
    html! { tr id=[id] { td.g { (margin) (marks) } @for cell in cells { (cell) } } }
}

/// The part of a line that one side prints.
fn half(body: &mut Body<'_>, shape: &Shape<'_>, side: &Side, index: usize, row: &Row) -> Markup {
    let cells: Vec<Markup> = side
        .columns
        .iter()
        .map(|column| {
            let position = row.cells.iter().position(|cell| cell.column == *column);
            position.map_or_else(
                || html! { td {} },
                |cell| value(body, shape.index, index, cell, &row.cells[cell]),
            )
        })
        .collect();
    let class = label_class(&shape.statement.rows, row);
    html! {
        @if side.has_code { td.k { @if let Some(code) = &row.code { (code) } } }
        @if side.has_label { th scope="row" class=[class] { (row.label) } }
        @for cell in cells { (cell) }
    }
}

/// A side that prints nothing in a line.
fn empty(side: &Side) -> Markup {
    let before = usize::from(side.has_code) + usize::from(side.has_label);
    html! { @for _ in 0..before + side.columns.len() { td {} } }
}

fn value(body: &mut Body<'_>, statement: usize, row: usize, index: usize, cell: &Cell) -> Markup {
    let (id, marks) = body.item(Item::Cell { statement, row, cell: index });
    let class = match cell.value {
        CellValue::Text => None,
        CellValue::Blank | CellValue::Amount(_) => Some("n"),
        CellValue::Illegible => Some("n bad"),
    };
    html! { td class=[class] id=[id] { (cell.printed) (marks) } }
}

/// How far a label is indented: by the rows that contain its row.
fn label_class(rows: &[Row], row: &Row) -> Option<String> {
    let mut depth = 0;
    let mut parent = row.parent;
    // A chain of parents is no longer than the table.
    while let Some(above) = parent.and_then(|index| rows.get(index)).filter(|_| depth < MAX_DEPTH) {
        depth += 1;
        parent = above.parent;
    }
    let of_which = if row.role == RowRole::OfWhich { " of" } else { "" };
    let class =
        format!("{}{of_which}", if depth > 0 { format!("d{depth}") } else { String::new() });
    Some(class.trim().to_owned()).filter(|class| !class.is_empty())
}

/// Depth to which labels are indented.
const MAX_DEPTH: usize = 4;
