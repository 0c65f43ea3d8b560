//! GJ705: entries of the last level are numbered without gaps.
//!
//! Levels 1 to 3 are a selection of one numbering for the whole province: gaps there are none.

use gouji_model::Message;

use super::part::{self, Part, Row, level_of};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ705", judge };

/// Of so many groups one may have a gap; where more have, the last level is a selection as well.
const ONE_IN: usize = 5;

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    let mut remarks = Vec::new();
    for part in &parts {
        let mut groups: usize = 0;
        let mut found = Vec::new();
        for (index, row) in part.rows.iter().enumerate() {
            if row.flaw.is_none() && level_of(&row.entry.code) == Some(3) {
                groups += 1;
                found.extend(gap(case, part, index));
            }
        }
        if found.len() <= groups.div_ceil(ONE_IN) {
            remarks.extend(found);
        }
    }
    Ruling::Judged(remarks)
}

/// The first gap below a row.
fn gap(case: &Case<'_>, part: &Part<'_>, index: usize) -> Option<Remark> {
    let mut before: Option<&Row<'_>> = None;
    let mut number = 0;
    for row in part.below(index) {
        let own = row.entry.code.strip_prefix(part.rows[index].entry.code.as_str());
        let own = own.filter(|_| row.flaw.is_none()).and_then(|digits| digits.parse::<u32>().ok());
        // A code that is wrong takes the number of its place.
        let Some(own) = own else {
            number += 1;
            before = Some(row);
            continue;
        };
        if own > number + 1 {
            let missing = format!("{}{:02}", part.rows[index].entry.code, number + 1);
            let message = Message::new("GJ705-gap")
                .with("code", &row.entry.code)
                .with("before", before.map_or("—", |row| row.entry.code.as_str()))
                .with("missing", &missing);
            let remark = part.remark(case, &[row], &missing, message);
            return Some(match before {
                Some(row) => remark.and_at(part.place(case, row)),
                None => remark,
            });
        }
        number = own;
        before = Some(row);
    }
    None
}
