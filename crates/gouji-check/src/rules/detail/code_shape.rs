//! GJ501: a code of a classification has the digits of a level.

use gouji_model::{Message, Row, Statement};
use gouji_standard::profile::KeyKind;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ501", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for side in case.sides() {
        let Some(lengths) = lengths(side.definition.key.kind) else { continue };
        for (row, code) in side.rows().filter_map(|row| Some((row, row.code.as_deref()?))) {
            examined = true;
            if !lengths.contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) {
                remarks.push(remark(case, side.table, row, code));
            }
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ501-none"))
    }
}

/// Numbers of digits that codes of a classification have.
const fn lengths(kind: KeyKind) -> Option<&'static [usize]> {
    match kind {
        KeyKind::Functional => Some(&[3, 5, 7]),
        KeyKind::EconomicDepartment => Some(&[3, 5]),
        _ => None,
    }
}

fn remark(case: &Case<'_>, table: &Statement, row: &Row, code: &str) -> Remark {
    let message = Message::new("GJ501-shape").with("code", code).with("row", &row.label);
    Remark::at(case.place_of_row(table, row), format!("{}@{code}", table.id), message)
}
