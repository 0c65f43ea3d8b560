//! Rows that the end of a page breaks: the rest of their texts stands on the next page.

use std::collections::BTreeMap;

use gouji_model::{Grid, GridRow};

use crate::formats::join::push_line;

/// Joins the first row of a page to the last one of the page before, if it is the rest of it.
/// `fills` tells the columns in which that one has text as wide as its cell; `header` rows of the
/// page repeat the header of the table.
pub(super) fn join(before: &mut Grid, fills: &[bool], grid: &mut Grid, header: usize) {
    let (Some((last, above)), Some(first)) = (before.rows.split_last_mut(), grid.rows.get(header))
    else {
        return;
    };
    if !is_rest(above, last, fills, first) {
        return;
    }
    for (index, cell) in first.filled() {
        let text = &mut last.cells[index].text;
        if is_figure(text) && is_figure(&cell.text) {
            text.push_str(&cell.text);
        } else {
            push_line(text, &cell.text);
        }
    }
    grid.rows.remove(header);
}

/// Rows at the top of a page that repeat those at the top of its table.
pub(super) fn repeated(table: &Grid, grid: &Grid) -> usize {
    let same = |a: &GridRow, b: &GridRow| {
        a.cells.len() == b.cells.len()
            && a.cells.iter().zip(&b.cells).all(|(a, b)| a.text == b.text)
    };
    table.rows.iter().zip(&grid.rows).take_while(|(a, b)| same(a, b)).count()
}

/// Whether a row is the rest of another: it has text only where that one has text as wide as its
/// cell, and a figure of it only where that one has but the beginning of a figure.
fn is_rest(above: &[GridRow], last: &GridRow, fills: &[bool], first: &GridRow) -> bool {
    let same_spans = last.cells.len() == first.cells.len()
        && first.filled().all(|(index, cell)| last.cells[index].span == cell.span);
    if !same_spans {
        return false;
    }
    let mut figures = 0;
    for (index, cell) in first.filled() {
        let begun = last.text(index);
        let goes_on = if is_figure(&cell.text) {
            figures += 1;
            figure_goes_on(above, index, begun, &cell.text)
        } else {
            fills.get(index).copied().unwrap_or(false) && !begun.is_empty()
        };
        if !goes_on {
            return false;
        }
    }
    let (count, most) = (first.filled().count(), last.filled().count());
    // Without a figure it may be an item of its own that has no amounts.
    count > 0 && (count < most || (figures > 0 && count == most))
}

/// Digits, separators and a point.
fn is_figure(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// Whether two parts are one figure: an amount that is complete only with the second part, or a
/// code that has the length of its column only with it.
fn figure_goes_on(above: &[GridRow], column: usize, begun: &str, rest: &str) -> bool {
    let whole = [begun, rest].concat();
    if !is_figure(begun) || !is_well_formed(&whole) {
        return false;
    }
    let separated = whole.contains(['.', ',']);
    let incomplete = begun.ends_with(['.', ',']) || decimals(begun) == 1 || !is_well_formed(begun);
    let usual = usual_length(above, column);
    let is_code = usual.is_some_and(|usual| begun.len() < usual && whole.len() == usual);
    if separated { incomplete } else { is_code }
}

/// Whether an amount is written as amounts are: groups of three digits, one point.
fn is_well_formed(amount: &str) -> bool {
    let (whole, decimals) = amount.split_once('.').unwrap_or((amount, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let grouped = !whole.contains(',') || (1..=3).contains(&first.len());
    grouped
        && digits(first)
        && digits(decimals)
        && groups.all(|group| group.len() == 3 && digits(group))
}

fn decimals(amount: &str) -> usize {
    amount.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// The length that most codes of a column have.
fn usual_length(rows: &[GridRow], column: usize) -> Option<usize> {
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        let text = row.text(column);
        if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            *lengths.entry(text.len()).or_default() += 1;
        }
    }
    lengths.into_iter().max_by_key(|(_, count)| *count).map(|(length, _)| length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(texts: &[&str]) -> Vec<GridRow> {
        let cell = |text: &&str| gouji_model::GridCell {
            text: (*text).to_owned(),
            ..gouji_model::GridCell::default()
        };
        let row =
            |text| GridRow { cells: vec![cell(text)], location: gouji_model::Location::default() };
        texts.iter().map(row).collect()
    }

    #[test]
    fn a_figure_goes_on_if_it_is_complete_only_with_its_rest() {
        let codes = column(&["201", "203", "205"]);
        assert!(figure_goes_on(&[], 0, "27,363,728.", "45"));
        assert!(figure_goes_on(&[], 0, "53,608,115.9", "1"));
        assert!(figure_goes_on(&[], 0, "1,234,", "567.00"));
        assert!(figure_goes_on(&codes, 0, "2", "01"));
    }

    #[test]
    fn the_figures_of_the_next_row_are_figures_of_their_own() {
        let codes = column(&["201", "203", "205"]);
        assert!(!figure_goes_on(&[], 0, "4,501,034.15", "3,000.00"));
        assert!(!figure_goes_on(&[], 0, "100", "200"));
        assert!(!figure_goes_on(&codes, 0, "201", "203"));
        assert!(!figure_goes_on(&[], 0, "1.00", "2.00"));
    }
}
