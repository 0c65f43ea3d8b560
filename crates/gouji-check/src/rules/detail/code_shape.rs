//! GJ501: a code of a classification has the digits of a level.

use gouji_model::{Message, Row, Statement};
use gouji_standard::profile::KeyKind;

use super::{coded, numbered};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ501", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let tables = coded::tables(case);
    let mut remarks = Vec::new();
    let mut examined = false;
    for table in &tables {
        // Rows that are numbered 1, 2, 3 instead are one finding of another rule.
        let numbers: Vec<&str> =
            numbered::plain(table).into_iter().flatten().map(|row| &*row.id).collect();
        for (row, code) in table.rows.iter().filter_map(|row| Some((*row, row.code.as_deref()?))) {
            examined = true;
            let is_wrong = !lengths(table.kind).contains(&code.len());
            if is_wrong && !numbers.contains(&code) && code.bytes().all(|b| b.is_ascii_digit()) {
                remarks.push(remark(case, table.table, row, code));
            }
        }
    }
    if examined {
        Ruling::Judged(coded::together(remarks))
    } else {
        Ruling::NotApplicable(Message::new("GJ501-none"))
    }
}

/// Numbers of digits that codes of a classification have.
const fn lengths(kind: KeyKind) -> &'static [usize] {
    match kind {
        KeyKind::EconomicDepartment => &[3, 5],
        _ => &[3, 5, 7],
    }
}

fn remark(case: &Case<'_>, table: &Statement, row: &Row, code: &str) -> Remark {
    let place = case.place_of_row(table, row);
    let message = Message::new("GJ501-shape").with("code", code).with("row", &row.label);
    Remark::at(place, coded::key(code, &row.label), message)
}
