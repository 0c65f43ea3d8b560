//! GJ415: a percentage is of something that is not nothing.

use gouji_model::{Measure, Message};
use gouji_standard::profile::{SlotDef, SlotKind};

use crate::equation::{operand, sum};
use crate::narrative::{Sentence, sentences};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ415", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for sentence in sentences(case.book) {
        let measured = |measure| matches!(measure, Measure::Completion | Measure::Share);
        examined |= sentence.claims.iter().any(|claim| measured(claim.measure));
        remarks.extend(of_nothing(case, &sentence));
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ415-none"))
    }
}

/// The percentages of a sentence whose base is zero.
fn of_nothing(case: &Case<'_>, sentence: &Sentence<'_, '_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for claim in sentence.claims.iter().filter(|claim| !claim.amount.value.is_zero()) {
        let kind = sentence.definition.slots.get(&*claim.slot).and_then(SlotDef::kind);
        let base = match kind {
            Some(SlotKind::Completion(of)) => &of.budget,
            Some(SlotKind::Share(of)) => &of.whole,
            _ => continue,
        };
        let Ok(base) = sentence.operands(base, claim) else { continue };
        if !sum(&base).is_some_and(|(value, _)| value.is_zero()) {
            continue;
        }
        let mut place = case.place(claim.location);
        place.section = Some(claim.heading.clone());
        let message = Message::new("GJ415-zero")
            .with("heading", &claim.heading)
            .with("subject", &claim.subject)
            .with("printed", format!("{}%", claim.printed));
        let mut remark = Remark::at(place, format!("{}@{}", claim.section, claim.subject), message);
        remark.operands = base
            .into_iter()
            .map(|addend| {
                let unit = addend.unit.clone();
                operand(addend, "right", &unit)
            })
            .collect();
        remarks.push(remark);
    }
    remarks
}
