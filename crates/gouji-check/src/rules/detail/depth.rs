//! GJ505: tables go down to the item: 项 of the functional, 款 of the economic classification.

use gouji_model::{CellValue, Level, Message, Row, RowRole};
use gouji_standard::profile::KeyKind;

use super::coded::{self, Coded};
use super::numbered;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ505", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let tables = coded::tables(case);
    if tables.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ501-none"));
    }
    let (read, part): (Vec<_>, Vec<_>) =
        tables.into_iter().partition(|table| table.table.completeness.is_complete());
    if let (true, Some(table)) = (read.is_empty(), part.first()) {
        return Ruling::NotAssessable(case.book.incomplete(table.table));
    }
    Ruling::Judged(read.iter().flat_map(|table| remarks(case, table)).collect())
}

/// Digits of the codes to which a table goes down.
fn digits(kind: KeyKind) -> usize {
    if kind == KeyKind::EconomicDepartment { 5 } else { 7 }
}

fn remarks(case: &Case<'_>, table: &Coded<'_>) -> Vec<Remark> {
    let wanted = digits(table.kind);
    let rows: Vec<&Row> =
        table.rows.iter().copied().filter(|row| coded::has_level(&row.id)).collect();
    let Some(deepest) = rows.iter().map(|row| row.id.len()).max() else { return Vec::new() };
    // Codes that only number their rows say nothing of levels.
    if numbered::plain(table).is_some() {
        return Vec::new();
    }
    if deepest < wanted && !has_unknown(table) {
        return vec![shallow(case, table, deepest)];
    }
    let known = |row: &Row| coded::has_known_class(case, table.kind, &row.id);
    let ends = |(index, row): &(usize, &&Row)| {
        let is_above = row.id.len() < wanted && known(row);
        let has_child =
            rows.iter().any(|r| r.id.len() > row.id.len() && r.id.starts_with(&*row.id));
        // What stands below it has a wrong code.
        let next_is_wrong = rows.get(index + 1).is_some_and(|next| !known(next));
        is_above && !has_child && !next_is_wrong && !is_above_unknown(table, row) && has_amount(row)
    };
    rows.iter().enumerate().filter(ends).map(|(_, row)| stops(case, table, row)).collect()
}

/// Whether a row is one of whose code nothing is known: a name that no list has.
fn is_unknown(row: &Row) -> bool {
    row.role == RowRole::Item && !row.id.bytes().all(|b| b.is_ascii_digit())
}

fn has_unknown(table: &Coded<'_>) -> bool {
    table.table.rows.iter().any(is_unknown)
}

/// Whether the next row of the side is one of whose code nothing is known: it may be below this one.
fn is_above_unknown(table: &Coded<'_>, row: &Row) -> bool {
    let side = table.table.rows.iter().filter(|other| other.side == row.side);
    let mut behind = side.skip_while(|other| !std::ptr::eq(*other, row)).skip(1);
    behind.next().is_some_and(is_unknown)
}

/// Whether a row prints an amount that is not zero.
fn has_amount(row: &Row) -> bool {
    let is_amount =
        |value: &CellValue| matches!(value, CellValue::Amount(amount) if !amount.value.is_zero());
    row.cells.iter().any(|cell| is_amount(&cell.value))
}

fn shallow(case: &Case<'_>, table: &Coded<'_>, deepest: usize) -> Remark {
    let economic = table.kind == KeyKind::EconomicDepartment;
    let id = match (economic, deepest) {
        (true, _) => "GJ505-economic",
        (false, 3) => "GJ505-class",
        (false, _) => "GJ505-section",
    };
    let mut place = case.place(table.table.title_location);
    place.statement = Some(table.table.title.clone());
    let message = Message::new(id).with("table", &table.table.title);
    Remark::at(place, &*table.table.id, message)
}

fn stops(case: &Case<'_>, table: &Coded<'_>, row: &Row) -> Remark {
    let message = Message::new("GJ505-stops").with("code", &row.id).with("row", &row.label);
    let key = format!("{}@{}", table.table.id, row.id);
    Remark::at(case.place_of_row(table.table, row), key, message).at_level(Level::Warning)
}
