//! Rows that the end of a page breaks: the rest of their texts stands on the next page.

use gouji_model::{Grid, GridRow, Reading, read_number};

use crate::formats::join::push_line;

/// Joins the first row of a page to the last one of the page before, if it is the rest of it.
/// `fills` tells the columns in which that one is filled to its right edge.
pub(super) fn join(before: &mut Grid, fills: &[bool], grid: &mut Grid) {
    let (Some(last), Some(first)) = (before.rows.last_mut(), grid.rows.first()) else { return };
    if !is_rest(last, fills, first) {
        return;
    }
    for (index, cell) in first.filled() {
        push_line(&mut last.cells[index].text, &cell.text);
    }
    grid.rows.remove(0);
}

/// Whether a row is the rest of another: it has text in some of that one's cells only, none of it a
/// number, and each of these was full.
fn is_rest(last: &GridRow, fills: &[bool], first: &GridRow) -> bool {
    let same_spans = last.cells.len() == first.cells.len()
        && first.filled().all(|(index, cell)| last.cells[index].span == cell.span);
    let is_number = |text: &str| matches!(read_number(text), Reading::Number(_));
    let goes_on = first.filled().all(|(index, cell)| {
        let full = fills.get(index).copied().unwrap_or(false);
        full && !last.text(index).is_empty() && !is_number(&cell.text)
    });
    let count = first.filled().count();
    same_spans && goes_on && count > 0 && count < last.filled().count()
}
