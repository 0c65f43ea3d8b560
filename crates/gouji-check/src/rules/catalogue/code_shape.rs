//! GJ701: a code is a letter and pairs of digits.

use std::collections::BTreeMap;

use gouji_model::Message;

use super::part::{self, Flaw, Part, Row, level_of};
use crate::rules::form::code_letters;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ701", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    let mut remarks = Vec::new();
    for part in &parts {
        // What is wrong in the same way is one remark.
        let mut lost: BTreeMap<bool, Vec<&Row<'_>>> = BTreeMap::new();
        for row in part.rows.iter().filter(|row| row.flaw == Some(Flaw::Shape)) {
            lost.entry(mended(part, row).is_some()).or_default().push(row);
        }
        for (mendable, rows) in lost {
            remarks.push(remark(case, part, &rows, mendable));
        }
        for row in &part.unreadable {
            let place = case.place(row.location);
            let message = Message::new("GJ701-unreadable")
                .with("department", part.name)
                .with("row", &row.name);
            let remark = Remark::at(place, format!("{}@{}", part.name, row.name), message);
            let remark = remark.of_defect(part::defect(row.location));
            let code = row.name.split_whitespace().next().unwrap_or_default();
            remarks.push(remark.of_defect(code_letters::defect(code)));
        }
    }
    Ruling::Judged(remarks)
}

fn remark(case: &Case<'_>, part: &Part<'_>, rows: &[&Row<'_>], mendable: bool) -> Remark {
    let id = if mendable { "GJ701-letter" } else { "GJ701-shape" };
    let message = Message::new(id).with("codes", part::codes(rows));
    let mut remark = part.remark(case, rows, id, message);
    for row in rows {
        if let Some(proposed) = mended(part, row) {
            let why = case.standard.targets().catalogue.letter.text();
            remark.culprits.push(gouji_model::Culprit {
                place: part.place(case, row),
                printed: row.entry.code.clone(),
                proposed,
                why,
            });
        }
    }
    remark
}

/// The code with the letter that it lost: that of the row above.
fn mended(part: &Part<'_>, row: &Row<'_>) -> Option<String> {
    let code = &row.entry.code;
    if !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let letter = part.above(row).and_then(|above| above.entry.code.chars().next());
    let letter = letter.filter(char::is_ascii_uppercase)?;
    let mended = format!("{letter}{code}");
    (level_of(&mended) == Some(row.entry.level)).then_some(mended)
}
