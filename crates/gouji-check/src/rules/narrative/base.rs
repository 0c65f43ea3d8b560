//! GJ410: the changes of a paragraph are against the same figure of last year.

use gouji_model::{Measure, Message};

use super::line::{Line, Number, lines};
use super::words::{Base, bases};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ410", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for line in lines(case) {
        let compared = compared(case, &line);
        examined |= compared.len() > 1;
        remarks.extend(mixed(case, &line, &compared));
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ410-none"))
    }
}

/// The comparisons of a paragraph that say with what, each with the amount that is compared.
fn compared<'a>(case: &Case<'_>, line: &Line<'a>) -> Vec<(Base, Number<'a>)> {
    let bases = bases(line, case.standard.wordings()).into_iter();
    let with_amount = bases.filter(|base| base.kind.is_some()).filter_map(|base| {
        let before = line.numbers.iter().rev().filter(|number| number.end <= base.start);
        let amount = before.clone().find(|n| n.claim.measure == Measure::Amount)?;
        Some((base, *amount))
    });
    with_amount.collect()
}

/// One amount may be compared with two figures; two amounts of one sentence are not compared with
/// different ones.
fn mixed(case: &Case<'_>, line: &Line<'_>, compared: &[(Base, Number<'_>)]) -> Option<Remark> {
    let (first, second) = compared.windows(2).find_map(|pair| {
        let [(a, amount), (b, other)] = pair else { return None };
        let alone = compared.iter().filter(|(_, number)| number.start == amount.start).count() == 1
            && compared.iter().filter(|(_, number)| number.start == other.start).count() == 1;
        let together = line.sentence_start(a.start) == line.sentence_start(b.start);
        (a.kind != b.kind && alone && together).then_some((a, b))
    })?;
    let message = Message::new("GJ410-mixed")
        .with("first", line.text(first.start, first.end))
        .with("second", line.text(second.start, second.end))
        .with("heading", &line.section.heading);
    let key = format!("{}@{}", line.section.id, line.index.1);
    Some(
        Remark::at(line.place(case, second.start), key, message)
            .and_at(line.place(case, first.start)),
    )
}
