//! GJ504: every code stands below its section and class, once.

use std::collections::BTreeSet;

use gouji_model::{Message, Row, Statement};
use gouji_standard::profile::KeyKind;

use crate::book::row_label;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ504", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for side in case.sides() {
        let is_functional = side.definition.key.kind == KeyKind::Functional;
        if !is_functional || !side.table.completeness.is_complete() {
            continue;
        }
        let rows: Vec<&Row> = side.items().filter(|row| row.code.is_some()).collect();
        examined |= !rows.is_empty();
        remarks.extend(orphans(case, side.table, &rows));
        remarks.extend(repeated(case, side.table, &rows));
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ504-none"))
    }
}

/// Rows whose parent is not printed, in a table that prints that level.
fn orphans(case: &Case<'_>, table: &Statement, rows: &[&Row]) -> Vec<Remark> {
    let codes: BTreeSet<&str> = rows.iter().map(|row| &*row.id).collect();
    let levels: BTreeSet<usize> = codes.iter().map(|code| code.len()).collect();
    let is_orphan = |row: &&&Row| {
        let above = row.id.len().checked_sub(2).filter(|length| *length >= 3);
        above.is_some_and(|length| levels.contains(&length) && !codes.contains(&row.id[..length]))
    };
    let orphans = rows.iter().filter(is_orphan).map(|row| {
        let message = Message::new("GJ504-orphan")
            .with("row", row_label(row))
            .with("parent", &row.id[..row.id.len() - 2]);
        remark(case, table, row, message)
    });
    orphans.collect()
}

/// Rows whose code was printed above.
fn repeated(case: &Case<'_>, table: &Statement, rows: &[&Row]) -> Vec<Remark> {
    let mut seen = BTreeSet::new();
    let repeated = rows.iter().filter(|row| !seen.insert(&row.id));
    let remarks = repeated.map(|row| {
        remark(case, table, row, Message::new("GJ504-repeated").with("row", row_label(row)))
    });
    remarks.collect()
}

fn remark(case: &Case<'_>, table: &Statement, row: &Row, message: Message) -> Remark {
    Remark::at(case.place_of_row(table, row), format!("{}@{}", table.id, row.id), message)
}
