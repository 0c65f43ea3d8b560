//! GJ501: a code of a classification has the digits of a level.

use gouji_model::{Message, Row, Statement};
use gouji_standard::profile::KeyKind;

use crate::book::row_label;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ501", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for definition in &case.profile.statements {
        let Some(table) = case.disclosure.statement(&definition.id) else { continue };
        for (side, definition) in definition.sides.iter().enumerate() {
            let Some(lengths) = lengths(definition.key.kind) else { continue };
            let rows = table.rows.iter().filter(|row| row.side == side);
            for (row, code) in rows.filter_map(|row| Some((row, row.code.as_deref()?))) {
                examined = true;
                if !lengths.contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) {
                    remarks.push(remark(case, table, row, code));
                }
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
    let mut place = case.place(row.location);
    place.statement = Some(table.title.clone());
    place.row = Some(row_label(row).into());
    let message = Message::new("GJ501-shape").with("code", code).with("row", &row.label);
    Remark::at(place, format!("{}@{code}", table.id), message)
}
