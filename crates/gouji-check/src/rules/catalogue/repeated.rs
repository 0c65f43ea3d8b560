//! GJ704: within a department a code occurs once, and a name once under one entry.

use std::collections::BTreeMap;

use gouji_model::Message;
use gouji_standard::folded_label;

use super::part::{self, Row};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ704", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    let mut remarks = Vec::new();
    for part in &parts {
        let mut by_code: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
        let mut by_name: BTreeMap<(Option<usize>, String), Vec<&Row<'_>>> = BTreeMap::new();
        for row in &part.rows {
            // A code that is wrong by itself repeats nothing.
            if row.flaw.is_none() {
                by_code.entry(&row.entry.code).or_default().push(row);
            }
            let name = folded_label(&row.entry.name);
            if !name.is_empty() {
                by_name.entry((row.above, name)).or_default().push(row);
            }
        }
        for (code, rows) in by_code.into_iter().filter(|(_, rows)| rows.len() > 1) {
            let names: Vec<&str> = rows.iter().map(|row| row.entry.name.as_str()).collect();
            let message =
                Message::new("GJ704-code").with("code", code).with("names", names.join("、"));
            let remark = part.remark(case, &rows, code, message);
            remarks.push(Remark { defects: part::defects(&rows), ..remark });
        }
        for ((_, name), rows) in by_name.into_iter().filter(|(_, rows)| rows.len() > 1) {
            // The same row twice was said above.
            if rows.iter().all(|row| row.entry.code == rows[0].entry.code) {
                continue;
            }
            let message = Message::new("GJ704-name")
                .with("name", &rows[0].entry.name)
                .with("codes", part::codes(&rows));
            remarks.push(part.remark(case, &rows, &name, message));
        }
    }
    Ruling::Judged(remarks)
}
