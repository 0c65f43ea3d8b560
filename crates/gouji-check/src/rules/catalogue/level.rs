//! GJ702: a code has as many digits as the level at which its name stands.

use std::collections::BTreeMap;

use gouji_model::{Culprit, Message};
use gouji_standard::folded_label;

use super::names::{Names, names};
use super::part::{self, Flaw, Part, Row, level_of};
use crate::rules::{Case, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ702", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    if !part::columns_tell(case) {
        return Ruling::NotAssessable(Message::new("GJ702-columns"));
    }
    let names = names(&parts);
    let mut remarks = Vec::new();
    for part in &parts {
        // Rows under one another that are wrong in the same way are one slip.
        let mut slips: BTreeMap<(Option<usize>, u8, u8), Vec<&Row<'_>>> = BTreeMap::new();
        for row in part.rows.iter().filter(|row| row.flaw == Some(Flaw::Level)) {
            let level = level_of(&row.entry.code).unwrap_or_default();
            slips.entry((row.above, row.entry.level, level)).or_default().push(row);
        }
        for ((_, column, level), rows) in slips {
            let message = Message::new("GJ702-level")
                .with("codes", part::codes(&rows))
                .with("column", column)
                .with("level", level);
            let key = format!("{}@{column}", rows[0].entry.name);
            let mut remark = part.remark(case, &rows, &key, message);
            for row in &rows {
                remark.culprits.extend(culprit(case, part, &names, row));
            }
            remarks.push(remark);
        }
    }
    Ruling::Judged(remarks)
}

/// A code of a level further up among entries of the last levels: the next of its siblings.
fn culprit(case: &Case<'_>, part: &Part<'_>, names: &Names, row: &Row<'_>) -> Option<Culprit> {
    let words = &case.standard.targets().catalogue;
    let code = &row.entry.code;
    let level = level_of(code)?;
    let own_name = names.usual(code).is_some_and(|name| name == folded_label(&row.entry.name));
    if level > row.entry.level || own_name {
        // The name stands in the column of another level: nothing is wrong with the code.
        return None;
    }
    let above = part.above(row).filter(|above| above.flaw.is_none())?;
    let position = part.below(row.above?).position(|other| std::ptr::eq(other, row))? + 1;
    Some(Culprit {
        place: part.place(case, row),
        printed: code.clone(),
        proposed: format!("{}{position:02}", above.entry.code),
        why: words.next.text(),
    })
}
