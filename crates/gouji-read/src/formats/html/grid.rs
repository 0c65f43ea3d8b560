//! From a table of a page to a grid: merged cells as positions, rows as they are displayed.

use gouji_model::{Grid, GridCell, GridRow, Span};

use super::page::Page;
use super::pieces::lines;
use super::places::Places;
use crate::formats::join::join_lines;
use crate::{Limits, ReadError};

/// A grid, and whether columns beyond the limit were left out.
pub(super) struct ReadGrid {
    pub grid: Grid,
    pub is_cut: bool,
}

/// A cell of the table with the rows and columns that it takes, from 0.
struct Placed {
    node: usize,
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

/// Where the cells of a table lie.
#[derive(Default)]
struct Layout {
    /// Elements of the rows.
    rows: Vec<usize>,
    cells: Vec<Placed>,
    /// First row in which a column is free again.
    free_from: Vec<usize>,
    is_cut: bool,
}

/// Reads a table; `cells` is how many cells the tables of the page may still have.
pub(super) fn read(
    places: &mut Places<'_, '_>,
    page: &Page<'_>,
    table: usize,
    limits: &Limits,
    cells: &mut usize,
) -> Result<ReadGrid, ReadError> {
    let too_many = ReadError::TooManyCells { limit: limits.cells };
    let mut layout = Layout::default();
    for rows in groups(page, table) {
        layout.place(page, &rows, limits);
        // Positions are counted before they are made.
        if layout.rows.len().saturating_mul(layout.width()) > *cells {
            return Err(too_many);
        }
    }
    layout.drop_empty();
    let positions = layout.rows.len().saturating_mul(layout.width());
    *cells = cells.checked_sub(positions).ok_or(too_many)?;
    Ok(ReadGrid { is_cut: layout.is_cut, grid: layout.grid(places, page) })
}

/// The rows of a table by groups, as they are displayed: head, bodies, foot.
fn groups(page: &Page<'_>, table: usize) -> Vec<Vec<usize>> {
    let named = |name: &'static str| page.children(table).find(|&child| page.name(child) == name);
    let (head, foot) = (named("thead"), named("tfoot"));
    let is_group = |child: &usize| {
        matches!(page.name(*child), "thead" | "tbody" | "tfoot")
            && Some(*child) != head
            && Some(*child) != foot
    };
    let bodies = page.children(table).filter(is_group);
    let is_row = |row: &usize| page.name(*row) == "tr";
    let rows = |group: usize| page.children(group).filter(is_row).collect();
    head.into_iter().chain(bodies).chain(foot).map(rows).collect()
}

/// What `colspan` or `rowspan` says, at least 0.
fn span(page: &Page<'_>, cell: usize, attribute: &str) -> Option<usize> {
    let text = page.element(cell)?.attr(attribute)?.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    // More digits than fit are a span beyond any limit.
    Some(text[..digits].parse().unwrap_or(usize::MAX))
}

impl Layout {
    /// Places the rows of one group. A cell that would go on below goes to the end of the group.
    fn place(&mut self, page: &Page<'_>, rows: &[usize], limits: &Limits) {
        let most = usize::try_from(limits.span).unwrap_or(usize::MAX);
        let end = self.rows.len() + rows.len();
        for &element in rows {
            let row = self.rows.len();
            self.rows.push(element);
            let is_cell = |cell: &usize| matches!(page.name(*cell), "td" | "th");
            let mut column = 0;
            for node in page.children(element).filter(is_cell) {
                while self.free_from.get(column).is_some_and(|free| *free > row) {
                    column += 1;
                }
                if column >= limits.row_cells {
                    self.is_cut = true;
                    break;
                }
                let wanted = span(page, node, "colspan").unwrap_or(1).clamp(1, most);
                let wanted = wanted.min(limits.row_cells - column);
                let is_free = |c: usize| self.free_from.get(c).is_none_or(|free| *free <= row);
                let columns = (column..column + wanted).take_while(|&c| is_free(c)).count();
                let rows = match span(page, node, "rowspan").unwrap_or(1) {
                    0 => end - row,
                    rows => rows.min(most).min(end - row),
                };
                if self.free_from.len() < column + columns {
                    self.free_from.resize(column + columns, 0);
                }
                self.free_from[column..column + columns].fill(row + rows);
                self.cells.push(Placed { node, row, column, rows, columns });
                column += columns;
            }
        }
    }

    fn width(&self) -> usize {
        self.free_from.len()
    }

    /// Rows and columns in which no cell begins take no place on the page.
    fn drop_empty(&mut self) {
        let begins = |count: usize, at: &dyn Fn(&Placed) -> usize| {
            let mut begins = vec![false; count];
            for cell in &self.cells {
                begins[at(cell)] = true;
            }
            // Of each old index, how many before it are left.
            let mut left = Vec::with_capacity(count + 1);
            left.push(0);
            for begins in begins {
                left.push(left[left.len() - 1] + usize::from(begins));
            }
            left
        };
        let rows = begins(self.rows.len(), &|cell| cell.row);
        let columns = begins(self.width(), &|cell| cell.column);
        for cell in &mut self.cells {
            cell.rows = rows[cell.row + cell.rows] - rows[cell.row];
            cell.columns = columns[cell.column + cell.columns] - columns[cell.column];
            cell.row = rows[cell.row];
            cell.column = columns[cell.column];
        }
        let mut index = 0;
        self.rows.retain(|_| {
            index += 1;
            rows[index] > rows[index - 1]
        });
        self.free_from = vec![0; columns[columns.len() - 1]];
    }

    fn grid(self, places: &mut Places<'_, '_>, page: &Page<'_>) -> Grid {
        let width = self.width();
        let mut rows: Vec<GridRow> = Vec::with_capacity(self.rows.len());
        for element in self.rows {
            let location = places.of(element);
            let blank = GridCell { location, ..GridCell::default() };
            rows.push(GridRow { cells: vec![blank; width], location });
        }
        for cell in self.cells {
            let lines = lines(page, cell.node);
            let text = join_lines(lines.iter().map(|line| line.text.as_str()));
            let location = places.of(cell.node);
            for row in cell.row..cell.row + cell.rows {
                for position in &mut rows[row].cells[cell.column..cell.column + cell.columns] {
                    *position = GridCell { location, span: Span::COVERED, ..GridCell::default() };
                }
            }
            // Spans are below the limits on rows and columns.
            let size = |span: usize| u32::try_from(span).unwrap_or(u32::MAX);
            let span = Span { columns: size(cell.columns), rows: size(cell.rows) };
            rows[cell.row].cells[cell.column] =
                GridCell { text, location, span, ..GridCell::default() };
        }
        Grid { rows }
    }
}
