//! GJ505: expenditure is published to the item of the functional classification, and basic
//! expenditure to the item of the economic one.

use gouji_model::{CellValue, Message, Row, Statement};
use gouji_standard::profile::KeyKind;

use crate::book::row_label;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ505", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for side in case.sides() {
        let Some(digits) = finest(side.definition.key.kind) else { continue };
        let rows: Vec<&Row> = side.items().filter(|row| is_printed(row)).collect();
        if !side.table.completeness.is_complete() || rows.is_empty() {
            continue;
        }
        examined = true;
        remarks.extend(coarse(case, side.table, &rows, digits));
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ505-none"))
    }
}

/// Digits of the finest level that must be published.
const fn finest(kind: KeyKind) -> Option<usize> {
    match kind {
        KeyKind::Functional => Some(7),
        KeyKind::EconomicDepartment => Some(5),
        _ => None,
    }
}

/// Whether a row has a code and prints something.
fn is_printed(row: &Row) -> bool {
    row.id.len() >= 3
        && row.id.bytes().all(|b| b.is_ascii_digit())
        && row.cells.iter().any(|cell| cell.value != CellValue::Blank)
}

/// A table that stops above the finest level, as a whole; else its rows that do.
fn coarse(case: &Case<'_>, table: &Statement, rows: &[&Row], digits: usize) -> Vec<Remark> {
    if rows.iter().all(|row| row.id.len() < digits) {
        let message = Message::new("GJ505-table").with("table", &table.title);
        return vec![Remark::at(case.place_of_table(table), &*table.id, message)];
    }
    let is_last = |row: &&&Row| {
        row.id.len() < digits
            && !rows
                .iter()
                .any(|other| other.id.len() > row.id.len() && other.id.starts_with(&*row.id))
    };
    let remarks = rows.iter().filter(is_last).map(|row| {
        let message = Message::new("GJ505-row").with("row", row_label(row));
        Remark::at(case.place_of_row(table, row), format!("{}@{}", table.id, row.id), message)
            .at_level(gouji_model::Level::Warning)
    });
    remarks.collect()
}
