//! GJ706: every code of the catalogue has a name.

use gouji_model::Message;

use super::part::{self, Row};
use crate::rules::{Case, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ706", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    let mut remarks = Vec::new();
    for part in &parts {
        let rows: Vec<&Row<'_>> =
            part.rows.iter().filter(|row| row.entry.name.trim().is_empty()).collect();
        if !rows.is_empty() {
            let message = Message::new("GJ706-blank").with("codes", part::codes(&rows));
            remarks.push(part.remark(case, &rows, "blank", message));
        }
    }
    Ruling::Judged(remarks)
}
