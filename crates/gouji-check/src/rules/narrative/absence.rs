//! GJ414: where the text says that there is nothing, the tables have no amount.

use gouji_model::{Message, Operand};
use gouji_standard::TitleSlots;
use gouji_standard::profile::AbsenceDef;

use super::line::{Line, lines};
use crate::condition::addends;
use crate::equation::{operand, sum};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ414", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for line in lines(case) {
        for absence in &case.profile.absences {
            let Some(at) = said_at(&line, absence) else { continue };
            let Some(amounts) = amounts(case, absence) else { continue };
            examined = true;
            if !amounts.is_empty() {
                remarks.push(remark(case, &line, absence, at, amounts));
            }
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ414-none"))
    }
}

/// Where the paragraph says it. The end of a paragraph ends its sentence too.
fn said_at(line: &Line<'_>, absence: &AbsenceDef) -> Option<usize> {
    let mut chars = line.chars().to_vec();
    chars.push('。');
    let hits = absence.templates.iter().flat_map(|p| p.find_all(&chars, &TitleSlots));
    hits.map(|hit| hit.start).min()
}

/// The amounts of the first table that is there, none where they are zero; `None` where no table
/// can be had.
fn amounts(case: &Case<'_>, absence: &AbsenceDef) -> Option<Vec<Operand>> {
    let read = absence.zero.iter().find_map(|zero| addends(case.book, zero, None).ok())?;
    let (value, _) = sum(&read)?;
    if value.is_zero() {
        return Some(Vec::new());
    }
    let shown = read.into_iter().map(|addend| {
        let unit = addend.unit.clone();
        operand(addend, "right", &unit)
    });
    Some(shown.collect())
}

fn remark(
    case: &Case<'_>,
    line: &Line<'_>,
    absence: &AbsenceDef,
    at: usize,
    amounts: Vec<Operand>,
) -> Remark {
    let first = amounts.first();
    let printed = first.map(|amount| format!("{}{}", amount.printed, amount.unit));
    let statement = first.and_then(|amount| amount.place.statement.clone());
    let message = Message::new("GJ414-amount")
        .with_text("name", absence.name.text())
        .with("printed", printed.unwrap_or_default())
        .with("statement", statement.unwrap_or_default())
        .with("words", line.text(at, line.sentence_end(at)));
    let mut remark = Remark::at(line.place(case, at), &absence.id, message);
    remark.places.extend(first.map(|amount| amount.place.clone()));
    remark.operands = amounts;
    remark
}
