//! GJ508: a code has one name throughout the document.

use std::collections::BTreeMap;

use gouji_model::{Message, Row, Statement};
use gouji_standard::profile::KeyKind;

use super::coded::{self, folded_name};
use super::name_of_code::wrong;
use super::numbered;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ508", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let tables = coded::tables(case);
    let mut first: BTreeMap<&str, (&Statement, &Row)> = BTreeMap::new();
    let mut said: Vec<&str> = Vec::new();
    let mut remarks = Vec::new();
    for table in &tables {
        let numbered = numbered::rows(case, table);
        let rows = table.rows.iter().copied().filter(|row| row.code.is_some());
        let named = rows.filter(|row| !row.label.is_empty() && !numbered.contains(&&*row.id));
        // A name that the list says is wrong has its finding.
        for row in
            named.filter(|row| is_own_kind(table.kind) && wrong(case, table.kind, row).is_none())
        {
            let Some(&(before, other)) = first.get(&*row.id) else {
                first.insert(&row.id, (table.table, row));
                continue;
            };
            if !is_same(&other.label, &row.label) && !said.contains(&&*row.id) {
                said.push(&row.id);
                remarks.push(remark(case, (before, other), (table.table, row)));
            }
        }
    }
    if tables.is_empty() {
        Ruling::NotApplicable(Message::new("GJ501-none"))
    } else {
        Ruling::Judged(remarks)
    }
}

/// Functional and economic codes begin with other digits and do not meet.
const fn is_own_kind(kind: KeyKind) -> bool {
    matches!(kind, KeyKind::Functional | KeyKind::EconomicDepartment)
}

/// Whether two labels are one name: a narrow cell may cut it short.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (folded_name(a), folded_name(b));
    a.starts_with(&b) || b.starts_with(&a)
}

fn remark(case: &Case<'_>, first: (&Statement, &Row), second: (&Statement, &Row)) -> Remark {
    let message = Message::new("GJ508-names")
        .with("code", &second.1.id)
        .with("first", &first.1.label)
        .with("table", &first.0.title)
        .with("second", &second.1.label);
    let place = case.place_of_row(second.0, second.1);
    Remark::at(place, &*second.1.id, message).and_at(case.place_of_row(first.0, first.1))
}
