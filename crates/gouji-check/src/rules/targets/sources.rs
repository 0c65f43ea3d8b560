//! GJ602: the money of a form adds up by source and by use, and the overall form fits the tables.

use gouji_model::{Level, Message, Side, Verdict};
use gouji_standard::EquationOperator;

use super::form::{self, Form, Money};
use crate::condition;
use crate::equation::{Addend, Name, Sides, evaluate};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ602", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks = Vec::new();
    for form in &forms {
        for side in [Side::Term, Side::Year] {
            for by in ["source", "use"] {
                remarks.extend(sum(case, form, side, by));
            }
        }
    }
    if let Some(form) = form::overall_form(case) {
        remarks.extend(both_totals(case, &form));
        remarks.extend(against_tables(case, &form));
    }
    Ruling::Judged(remarks)
}

/// Total = Σ sources (or uses) on one side.
fn sum(case: &Case<'_>, form: &Form<'_>, side: Side, by: &'static str) -> Option<Remark> {
    let money = form.money(side, by);
    let total = form.addend(case, &money, money.total?)?;
    let parts: Vec<Addend> = legible(case, form, &money)?;
    // A total and nothing legible below it says nothing.
    if parts.is_empty() {
        return None;
    }
    let blank = money.parts.iter().any(|part| part.amount.is_none());
    let short = total.value > parts.iter().map(|part| part.value).max()?;
    let remark = unequal(case, form, side, total, parts, by)?;
    // Where the parts fall short, a blank one may have lost its number.
    Some(if blank && short { remark.at_level(Level::Warning) } else { remark })
}

/// The parts that print a number; `None` where one prints something else.
fn legible(case: &Case<'_>, form: &Form<'_>, money: &Money<'_>) -> Option<Vec<Addend>> {
    let mut parts = Vec::new();
    for part in &money.parts {
        match form.addend(case, money, part) {
            Some(addend) => parts.push(addend),
            None if is_blank(&part.printed) => {}
            None => return None,
        }
    }
    Some(parts)
}

fn is_blank(printed: &str) -> bool {
    matches!(gouji_model::read_number(printed), gouji_model::Reading::Blank)
}

/// The total by source is the total by use.
fn both_totals(case: &Case<'_>, form: &Form<'_>) -> Option<Remark> {
    let total = |by| {
        let money = form.money(Side::Year, by);
        form.addend(case, &money, money.total?)
    };
    unequal(case, form, Side::Year, total("source")?, vec![total("use")?], "totals")
}

/// The money of the overall form is that of the tables, where the profile says of which cell.
fn against_tables(case: &Case<'_>, form: &Form<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let Some(definition) = form.definition else { return remarks };
    for equal in &definition.funding.equal {
        for by in ["source", "use"] {
            let money = form.money(Side::Year, by);
            let lines = money.total.iter().chain(&money.parts);
            let hit = lines.copied().find(|line| equal.label.matches(&line.source));
            let Some(line) = hit.and_then(|line| form.addend(case, &money, line)) else { continue };
            let Ok(cells) = condition::addends(case.book, &equal.cells, None) else { continue };
            remarks.extend(unequal(case, form, Side::Year, line, cells, "tables"));
        }
    }
    remarks
}

fn unequal(
    case: &Case<'_>,
    form: &Form<'_>,
    side: Side,
    left: Addend,
    right: Vec<Addend>,
    what: &'static str,
) -> Option<Remark> {
    let key = format!("{}@{}@{what}@{}", form.name, side.as_str(), left.label);
    let (place, label) = (left.place.clone(), left.label.clone());
    let parts: Vec<String> = right.iter().map(|part| part.label.clone()).collect();
    let name = Name { code: "GJ602", relation: String::new(), label: Message::new("") };
    let evaluation = evaluate(name, Sides { left: vec![left], right }, EquationOperator::Equal);
    if evaluation.verdict != Verdict::Fail {
        return None;
    }
    let sides = evaluation.comparison.as_ref()?;
    let message = match what {
        "tables" => Message::new("GJ602-tables"),
        "totals" => Message::new("GJ602-totals"),
        _ => Message::new("GJ602-sum"),
    };
    let message = message
        .with("form", form.name)
        .with_text("side", case.standard.targets().side(side))
        .with("label", label)
        .with("parts", parts.join("、"))
        .with("actual", sides.actual.normalised())
        .with("expected", sides.expected.normalised())
        .with("difference", sides.difference.abs().normalised())
        .with("unit", &sides.unit);
    Some(Remark::at(place, key, message).comparing(evaluation))
}
