//! Text whose cells are separated by tabs.

use gouji_model::{Block, Diagnostic, Grid, GridCell, GridRow, Level, Location, Message, Sources};

use super::{Line, paragraph};
use crate::Limits;

/// Lines to blocks: adjoining lines of which one has a tab are a table; a line without a tab
/// inside a table is a row of one cell.
pub(super) fn blocks(
    sources: &Sources,
    lines: &[Line<'_>],
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in lines.split(|line| line.is_blank()) {
        if !group.iter().any(|line| has_tab(line.text)) {
            blocks.extend(group.iter().copied().map(paragraph));
            continue;
        }
        let rows = group.iter().map(|line| row(sources, *line, limits, diagnostics)).collect();
        blocks.push(Block::Grid(Grid { rows }));
    }
    blocks
}

fn has_tab(text: &str) -> bool {
    text.contains('\t')
}

fn row(
    sources: &Sources,
    line: Line<'_>,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> GridRow {
    let mut cells: Vec<GridCell> = Vec::new();
    for (index, text) in line.text.split('\t').enumerate() {
        if index >= limits.row_cells {
            diagnostics.push(Diagnostic {
                level: Level::Warning,
                message: Message::new("read-wide-row").with("limit", limits.row_cells),
                place: sources.place(line.location()),
            });
            break;
        }
        // The limit on cells keeps the index small.
        let cell = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let location = Location::cell(line.number, cell);
        cells.push(GridCell { text: text.trim().to_owned(), location, ..GridCell::default() });
    }
    GridRow { cells, location: line.location() }
}
