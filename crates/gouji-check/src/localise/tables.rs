//! Errors of a whole table or a whole row: the unit of measure above it is wrong, a row is printed
//! twice, a row of the other tables is left out.

use std::collections::BTreeSet;
use std::sync::Arc;

use gouji_model::{Amount, CellValue, Decimal, Disclosure, Row, RowRole, Statement, Unit};

use super::Failing;
use super::structure::{Supposed, is_item, parent, sides};
use crate::book::Book;

/// Tables whose printed unit of measure another takes the place of, where equations fail that look
/// beyond the table; the units are those that the profile defines or other tables print.
pub(super) fn measures(book: &Book<'_>) -> Vec<Supposed> {
    let tables = &book.disclosure.statements;
    let mut supposed = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let mut units: BTreeSet<&str> = tables.iter().map(|other| other.unit.as_str()).collect();
        units.extend(book.definition(&table.id).map(|definition| definition.unit.as_str()));
        let others = units.into_iter().map(Unit::parse);
        let others = others.filter(|unit| unit.is_money() && *unit != table.unit);
        if table.unit_printed && table.unit.is_money() {
            supposed.extend(others.map(|unit| Supposed::Measure { table: index, unit }));
        }
    }
    supposed
}

/// Whether a table prints another unit of measure than its definition has, so that one number that
/// does not agree is enough to say so.
pub(super) fn is_unusual(book: &Book<'_>, table: &Statement) -> bool {
    let definition = book.definition(&table.id);
    table.unit_printed
        && definition.is_some_and(|definition| {
            let usual = Unit::parse(&definition.unit);
            usual.is_money() && table.unit.is_money() && usual != table.unit
        })
}

/// Gives a table another unit of measure.
pub(super) fn set_measure(table: &mut Statement, unit: &Unit) {
    table.unit = unit.clone();
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let CellValue::Amount(amount) = &mut cell.value
            && amount.unit.is_money()
        {
            amount.unit = unit.clone();
        }
    }
}

/// Rows that stand in their table once more, with the same numbers. What stands twice on both sides
/// of a table is one line of it.
pub(super) fn doubled(book: &Book<'_>) -> Vec<Supposed> {
    let mut supposed = Vec::new();
    for (index, table) in book.disclosure.statements.iter().enumerate() {
        let rows: Vec<usize> =
            (0..table.rows.len()).filter(|&row| is_printed_before(table, row)).collect();
        let sides: BTreeSet<usize> = rows.iter().map(|&row| table.rows[row].side).collect();
        let is_line = sides.len() == rows.len() && rows.len() > 1;
        if is_line || is_whole(table, &rows) {
            supposed.push(Supposed::Doubled { table: index, rows });
        } else {
            let single = rows.into_iter();
            supposed.extend(single.map(|row| Supposed::Doubled { table: index, rows: vec![row] }));
        }
    }
    supposed
}

/// Whether so many rows stand twice that the table was printed twice.
pub(super) fn is_whole(table: &Statement, rows: &[usize]) -> bool {
    let with_numbers = table
        .rows
        .iter()
        .filter(|row| row.cells.iter().any(|cell| matches!(cell.value, CellValue::Amount(_))));
    rows.len() > 2 && rows.len() * 2 >= with_numbers.count()
}

fn is_printed_before(table: &Statement, at: usize) -> bool {
    let row = &table.rows[at];
    let printed = |row: &Row| -> Vec<String> {
        row.cells.iter().map(|cell| cell.printed.trim().to_owned()).collect()
    };
    let has_number = row.cells.iter().any(|cell| matches!(cell.value, CellValue::Amount(_)));
    let same = |other: &Row| {
        (other.side, other.role, &other.id, &other.label)
            == (row.side, row.role, &row.id, &row.label)
            && printed(other) == printed(row)
    };
    has_number && row.role != RowRole::OfWhich && table.rows[..at].iter().any(same)
}

/// Takes a row out of every sum, and leaves it in its place.
pub(super) fn silence(rows: &mut [Row], at: usize) {
    let row = &mut rows[at];
    row.role = RowRole::OfWhich;
    row.id = format!("{}（重复）", row.id).into();
    row.code = None;
    for cell in &mut row.cells {
        cell.value = CellValue::Blank;
    }
}

/// Codes that other tables print and one leaves out, where something that fails speaks of the code,
/// of the row above it or of the total.
pub(super) fn missing(book: &Book<'_>, failing: &Failing) -> Vec<Supposed> {
    let tables = &book.disclosure.statements;
    let mut supposed = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        if !table.completeness.is_complete() {
            continue;
        }
        for side in sides(book, table) {
            let items = || table.rows.iter().filter(move |row| is_item(row, side));
            let own: BTreeSet<&str> = items().map(|row| &*row.id).collect();
            let lengths: BTreeSet<usize> = own.iter().map(|code| code.len()).collect();
            let mut known = own.clone();
            for other in tables {
                for other_side in sides(book, other) {
                    for row in other.rows.iter().filter(|row| is_item(row, other_side)) {
                        let is_open = lengths.contains(&row.id.len())
                            && failing.iter().any(|one| speaks_of(&one.1, &table.id, &row.id));
                        if is_open && known.insert(&row.id) {
                            let row = left_out(table, side, row);
                            supposed.extend(
                                row.map(|row| Supposed::Missing { table: index, row: row.into() }),
                            );
                        }
                    }
                }
            }
        }
    }
    supposed
}

/// Whether an equation is that of a code, or a sum of a table that the code would be a part of.
fn speaks_of(relation: &str, table: &str, code: &str) -> bool {
    let at = relation.rsplit('@').next().unwrap_or_default();
    if at == code {
        return true;
    }
    let of_table = relation.strip_prefix(table).is_some_and(|rest| rest.starts_with('.'));
    let is_code = !at.is_empty() && at.bytes().all(|b| b.is_ascii_digit());
    of_table && if is_code { code.starts_with(at) } else { relation.contains(".total") }
}

/// The row that a table leaves out: its amounts are what the rows below it add up to, else what the
/// row above it lacks. `None` where neither is printed.
fn left_out(table: &Statement, side: usize, of: &Row) -> Option<Row> {
    let code = &*of.id;
    let items = || table.rows.iter().filter(|row| is_item(row, side));
    let direct = |above: &str| {
        let below: Vec<&Row> =
            items().filter(|row| row.id.len() > above.len() && row.id.starts_with(above)).collect();
        let nested = |row: &Row| {
            below
                .iter()
                .any(|other| other.id.len() < row.id.len() && row.id.starts_with(&*other.id))
        };
        below.iter().copied().filter(|row| !nested(row)).collect::<Vec<&Row>>()
    };
    let below = direct(code);
    let above = items().filter(|row| code.starts_with(&*row.id)).max_by_key(|row| row.id.len());
    let tops = || items().filter(|row| row.parent.is_none()).collect::<Vec<&Row>>();
    let total = || table.rows.iter().find(|row| row.side == side && &*row.id == "total");
    let (whole, parts) = match (below.is_empty(), above) {
        (false, _) => (None, below),
        (true, Some(above)) => (Some(above), direct(&above.id)),
        (true, None) => (Some(total()?), tops()),
    };
    let like = whole.or(parts.first().copied())?;
    let mut row = Row { side, role: RowRole::Item, parent: None, ..like.clone() };
    row.id = Arc::clone(&of.id);
    row.code = Some(code.to_owned());
    row.label = Arc::clone(&of.label);
    for cell in &mut row.cells {
        let value = |row: &Row| match row.cell(cell.column).map(|cell| &cell.value) {
            Some(CellValue::Amount(amount)) => Some(amount.value),
            Some(CellValue::Blank) => Some(Decimal::ZERO),
            _ => None,
        };
        let mut sums = parts.iter().map(|row| value(row));
        let sum = sums.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?))?;
        let value = match whole {
            Some(whole) => value(whole)?.checked_sub(sum)?,
            None => sum,
        };
        cell.value = derived(table, cell.column, value);
        cell.printed = if value.is_zero() { String::new() } else { value.to_string() };
    }
    Some(row)
}

/// A sum of rounded numbers, which may be off in its last digit.
fn derived(table: &Statement, column: usize, value: Decimal) -> CellValue {
    if value.is_zero() {
        return CellValue::Blank;
    }
    let amounts = table.rows.iter().filter_map(|row| row.cell(column));
    let mut amounts = amounts.filter_map(|cell| match &cell.value {
        CellValue::Amount(amount) => Some(amount.decimals),
        _ => None,
    });
    let decimals = amounts.next().unwrap_or(0).saturating_sub(1);
    CellValue::Amount(Amount { value, unit: table.unit.clone(), decimals })
}

/// Puts a row at the end of its table, where no other row changes its place.
pub(super) fn insert(disclosure: &mut Disclosure, table: usize, row: &Row) {
    let rows = &mut disclosure.statements[table].rows;
    rows.push(row.clone());
    reparent(rows, row.side);
}

/// Moves the row that was put at the end to the place that its code gives it.
pub(super) fn settle(rows: &mut [Row], code: &str) {
    let Some(from) = rows.iter().rposition(|row| &*row.id == code) else { return };
    let side = rows[from].side;
    let behind = |row: &Row| is_item(row, side) && &*row.id > code;
    if let Some(to) = rows[..from].iter().position(behind) {
        rows[to..=from].rotate_right(1);
        // Rows of other sides have parents, too, and all indices behind have moved.
        for row in rows.iter_mut() {
            row.parent = row.parent.map(|at| match at {
                at if at == from => to,
                at if (to..from).contains(&at) => at + 1,
                at => at,
            });
        }
        reparent(rows, side);
    }
}

/// Finds again which row contains which.
pub(super) fn reparent(rows: &mut [Row], side: usize) {
    for index in 0..rows.len() {
        if is_item(&rows[index], side) {
            rows[index].parent = parent(rows, index);
        }
    }
}
