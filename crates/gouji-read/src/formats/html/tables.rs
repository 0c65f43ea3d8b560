//! Which tables of a page hold data, and which only lay it out.

use std::collections::BTreeMap;

use super::element::is_block;
use super::page::Page;

/// The tables of a page.
pub(super) struct Tables {
    holds_data: BTreeMap<usize, bool>,
}

/// Lines in a cell beyond which it is a part of the page rather than a value.
const LINES: usize = 8;

/// Cells up to which a table may be a frame around a part of the page.
const FRAME_CELLS: usize = 4;

/// What is counted of a table.
#[derive(Default)]
struct Size {
    rows: usize,
    cells: usize,
    /// Most lines in a cell.
    lines: usize,
    has_table: bool,
}

impl Tables {
    /// Tells the tables of a page apart. A table around another one lays out the page, and so does
    /// a table of one cell, or one of a few cells of which one holds many lines.
    pub(super) fn of(page: &Page<'_>) -> Self {
        let sizes = sizes(page);
        let holds_data = |size: &Size| {
            let is_frame = size.cells <= FRAME_CELLS || size.cells <= size.rows;
            size.cells > 1 && !size.has_table && !(is_frame && size.lines >= LINES)
        };
        let holds_data = sizes.iter().map(|(&table, size)| (table, holds_data(size))).collect();
        Self { holds_data }
    }

    /// Whether a node is a table that holds data.
    pub(super) fn holds_data(&self, node: usize) -> bool {
        self.holds_data.get(&node).copied().unwrap_or(false)
    }
}

fn sizes(page: &Page<'_>) -> BTreeMap<usize, Size> {
    let mut sizes: BTreeMap<usize, Size> = BTreeMap::new();
    // Tables and cells around the present place, with the lines of the cell.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let table_around = |open: &[(usize, usize)]| {
        open.iter().rev().map(|(node, _)| *node).find(|&node| page.name(node) == "table")
    };
    for node in 0..page.nodes.len() {
        while open.pop_if(|(around, _)| page.nodes[*around].end <= node).is_some() {}
        let name = page.name(node);
        if matches!(name, "table" | "td" | "th" | "tr")
            && let Some(size) = table_around(&open).and_then(|table| sizes.get_mut(&table))
        {
            match name {
                "tr" => size.rows += 1,
                "table" => {}
                _ => size.cells += 1,
            }
        }
        if matches!(name, "table" | "td" | "th") {
            open.push((node, 0));
        }
        if name == "table" {
            sizes.insert(node, Size::default());
        } else if (name == "br" || is_block(name))
            && let Some((around, lines)) = open.last_mut()
            && page.name(*around) != "table"
        {
            *lines += 1;
            let lines = *lines;
            if let Some(size) = table_around(&open).and_then(|table| sizes.get_mut(&table)) {
                size.lines = size.lines.max(lines);
            }
        }
    }
    let inner: Vec<usize> = sizes.iter().filter(|(_, s)| s.cells > 1).map(|(&t, _)| t).collect();
    for table in inner {
        mark_around(page, table, &mut sizes);
    }
    sizes
}

/// Marks the tables around a table of several cells.
fn mark_around(page: &Page<'_>, table: usize, sizes: &mut BTreeMap<usize, Size>) {
    let mut at = table;
    while page.nodes[at].parent != at {
        at = page.nodes[at].parent;
        if let Some(size) = sizes.get_mut(&at) {
            if size.has_table {
                return;
            }
            size.has_table = true;
        }
    }
}
