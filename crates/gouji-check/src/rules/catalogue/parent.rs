//! GJ703: an entry stands under the one whose code its own begins with.

use gouji_model::{Culprit, Message};

use super::part::{self, Part, Row, prefix};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ703", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    let mut remarks = Vec::new();
    for part in &parts {
        let mut done: Vec<usize> = Vec::new();
        for (index, row) in part.rows.iter().enumerate() {
            let Some((at, above)) = misplaced(part, row) else { continue };
            if done.contains(&at) {
                continue;
            }
            let same: Vec<&Row<'_>> = part
                .below(at)
                .filter(|other| misplaced(part, other).is_some())
                .filter(|other| prefix(&other.entry.code) == prefix(&row.entry.code))
                .collect();
            let all = same.len() > 1 && same.len() == part.below(at).count();
            if all {
                done.push(at);
                remarks.push(wrong_parent(case, part, above, &same));
            } else {
                remarks.push(alone(case, part, index, row, above));
            }
        }
    }
    Ruling::Judged(remarks)
}

/// The row above one that its code does not belong under.
fn misplaced<'p>(part: &'p Part<'_>, row: &Row<'_>) -> Option<(usize, &'p Row<'p>)> {
    let at = row.above?;
    let above = part.rows.get(at)?;
    let sound = row.flaw.is_none() && above.flaw.is_none();
    (sound && prefix(&row.entry.code) != above.entry.code).then_some((at, above))
}

/// All entries below one begin with another code: it is the one that is wrong.
fn wrong_parent(case: &Case<'_>, part: &Part<'_>, above: &Row<'_>, rows: &[&Row<'_>]) -> Remark {
    let proposed = prefix(&rows[0].entry.code).to_owned();
    let message = Message::new("GJ703-parent")
        .with("code", &above.entry.code)
        .with("name", &above.entry.name)
        .with("codes", part::codes(rows))
        .with("proposed", &proposed);
    let mut listed = vec![above];
    listed.extend(rows);
    let mut remark = part.remark(case, &listed, &above.entry.name, message);
    remark.defects = part::defects(&[above]);
    remark.culprits.push(Culprit {
        place: part.place(case, above),
        printed: above.entry.code.clone(),
        proposed,
        why: case.standard.targets().catalogue.children.text(),
    });
    remark
}

fn alone(case: &Case<'_>, part: &Part<'_>, index: usize, row: &Row<'_>, above: &Row<'_>) -> Remark {
    let code = &row.entry.code;
    let own: Vec<&Row<'_>> = part.below(index).filter(|below| below.flaw.is_none()).collect();
    let followed = !own.is_empty() && own.iter().all(|below| prefix(&below.entry.code) == code);
    let heading_missing = followed && !part.rows.iter().any(|r| r.entry.code == prefix(code));
    let id = if heading_missing { "GJ703-heading" } else { "GJ703-misplaced" };
    let message = Message::new(id)
        .with("code", code)
        .with("name", &row.entry.name)
        .with("above", &above.entry.code)
        .with("above-name", &above.entry.name)
        .with("prefix", prefix(code));
    let mut remark =
        part.remark(case, &[row], &row.entry.name, message).and_at(part.place(case, above));
    remark.defects = part::defects(&[row, above]);
    let last = &code[prefix(code).len()..];
    let proposed = format!("{}{last}", above.entry.code);
    let free = !part.rows.iter().any(|other| other.entry.code == proposed);
    if followed || !free || last.len() != 2 {
        return remark;
    }
    remark.proposing(code, &proposed, case.standard.targets().catalogue.under.text())
}
