//! GJ606: the operator of an indicator fits what it measures.

use gouji_model::{Indicator, Level, Message, Operator};

use super::form::{self, Form};
use super::overall::value;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ606", judge };

/// What is wrong with an operator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Misfit {
    /// A cost of at least so much.
    Cost,
    /// At most so much of what is to be much.
    Quality,
    /// At most so many things to be done.
    Quantity,
}

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks: Vec<Remark> = Vec::new();
    for form in &forms {
        for indicator in form.indicators {
            let Some(misfit) = misfit(case, indicator) else { continue };
            let key = format!("{}@{}", form.name, indicator.level3);
            let place = form.place(case, indicator.location, &indicator.level3);
            // The same on both sides of a form is one slip.
            match remarks.iter_mut().find(|remark| remark.key == key) {
                Some(known) => known.places.push(place),
                None => remarks.push(remark(form, indicator, misfit, key, place)),
            }
        }
    }
    Ruling::Judged(remarks)
}

fn remark(
    form: &Form<'_>,
    indicator: &Indicator,
    misfit: Misfit,
    key: String,
    place: gouji_model::Place,
) -> Remark {
    let message = Message::new(match misfit {
        Misfit::Cost => "GJ606-cost",
        Misfit::Quality => "GJ606-quality",
        Misfit::Quantity => "GJ606-quantity",
    })
    .with("form", form.name)
    .with("indicator", &indicator.level3)
    .with("printed", &indicator.printed);
    let remark = Remark::at(place, key, message);
    if misfit == Misfit::Quantity { remark.at_level(Level::Note) } else { remark }
}

fn misfit(case: &Case<'_>, indicator: &Indicator) -> Option<Misfit> {
    let words = case.standard.targets();
    let operator = value(case, indicator)?.operator?;
    let at_least = matches!(operator, Operator::AtLeast | Operator::MoreThan);
    let at_most = matches!(operator, Operator::AtMost | Operator::LessThan);
    let says = |list: &[String], text: &str| list.iter().any(|word| text.contains(word.as_str()));
    let name = &indicator.level3;
    let cost =
        says(&words.kinds.cost, &indicator.level2) || says(&words.kinds.cost, &indicator.level1);
    if cost {
        let spends = !says(&words.operators.savings, name) && says_money(case, indicator);
        return (at_least && spends).then_some(Misfit::Cost);
    }
    if !at_most || says(&words.operators.less_is_better, name) {
        return None;
    }
    if says(&words.operators.more_is_better, name) {
        return Some(Misfit::Quality);
    }
    says(&words.kinds.quantity, &indicator.level2).then_some(Misfit::Quantity)
}

/// Whether an indicator is of money; a rate of savings or a share of own money is not.
fn says_money(case: &Case<'_>, indicator: &Indicator) -> bool {
    value(case, indicator).is_some_and(|value| value.unit.starts_with('元'))
}
