//! GJ608: the arithmetic that the text of a form writes out holds.

use gouji_model::{Amount, FormField, Level, Message, Place, Side, Text, Unit, Verdict};
use gouji_standard::EquationOperator;

use super::arithmetic::{Kind, Written, closing_total, written};
use super::form::{self, Form};
use super::text::Prose;
use crate::equation::{Addend, Name, Sides, evaluate};
use crate::evaluation::Evaluation;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ608", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks: Vec<Remark> = Vec::new();
    for form in &forms {
        let variants = form.project.map_or(&[][..], |project| &project.variants);
        for field in form.fields.iter().chain(variants) {
            for remark in field_remarks(case, form, field) {
                // The same sentence in another field or part is the same slip.
                match remarks.iter_mut().find(|known| known.message == remark.message) {
                    Some(known) => known.places.extend(remark.places),
                    None => remarks.push(remark),
                }
            }
        }
    }
    Ruling::Judged(remarks)
}

fn field_remarks(case: &Case<'_>, form: &Form<'_>, field: &FormField) -> Vec<Remark> {
    let words = case.standard.targets();
    let prose = Prose::new(&field.text);
    let place = form.place(case, field.location, &field.label);
    let mut remarks: Vec<Remark> = written(words, &prose)
        .iter()
        .filter_map(|written| remark(case, form, field, written, &place))
        .collect();
    if words.sums.plan.contains(&field.id)
        && let Some(total) = closing_total(words, &prose)
    {
        remarks.extend(plan_total(case, form, &total, place));
    }
    remarks
}

fn remark(
    case: &Case<'_>,
    form: &Form<'_>,
    field: &FormField,
    written: &Written,
    place: &Place,
) -> Option<Remark> {
    let evaluation = evaluated(written, &written.total, place)?;
    if evaluation.verdict != Verdict::Fail {
        return None;
    }
    let sides = evaluation.comparison.as_ref()?;
    let partial = sides.difference > gouji_model::Decimal::ZERO;
    let level = match written.kind {
        // 其中 may name some parts only: then they say less than the whole.
        Kind::Parts { exhaustive: false } if partial => return None,
        Kind::Parts { .. } if partial => Some(Level::Warning),
        _ => None,
    };
    let printed = format!("{}{}", written.total.value, written.total.unit);
    let slip = unit_slip(written, place);
    let message = Message::new(match (&slip, written.kind) {
        (Some(_), _) => "GJ608-unit",
        (None, Kind::Months) => "GJ608-months",
        (None, _) => "GJ608-sum",
    })
    .with("form", form.name)
    .with("field", &field.label)
    .with("printed", &printed)
    .with("formula", &written.formula)
    .with("expected", sides.expected.normalised())
    .with("difference", sides.difference.abs().normalised())
    .with("unit", &sides.unit);
    let key = format!("{}@{}@{:?}@{}", form.name, field.id, written.kind, written.parts.len());
    let mut remark = Remark::at(place.clone(), key, message).comparing(evaluation);
    if let Some(proposed) = slip {
        remark = remark.proposing(&printed, &proposed, unit_reason(case));
    }
    Some(match level {
        Some(level) => remark.at_level(level),
        None => remark,
    })
}

fn evaluated(written: &Written, total: &Amount, place: &Place) -> Option<Evaluation> {
    let label = |amount: &Amount| format!("{}{}", amount.value, amount.unit);
    let addend = |amount: &Amount| form::written(&label(amount), amount, place.clone());
    let right: Option<Vec<Addend>> = match written.kind {
        Kind::Product | Kind::Months => {
            let exact = |part: &Amount| {
                let value = part.base_value()?;
                let unit = part.unit.clone();
                Some(form::exact(written.formula.clone(), value, unit, place.clone()))
            };
            written.parts.iter().map(exact).collect()
        }
        _ => alike(written).iter().map(addend).collect(),
    };
    let name = Name { code: "GJ608", relation: String::new(), label: Message::new("") };
    let sides = Sides { left: vec![addend(total)?], right: right? };
    Some(evaluate(name, sides, EquationOperator::Equal))
}

/// The parts, each as exact as the most exact of its unit: 2万元 beside 4.03万元 is 2.00万元.
fn alike(written: &Written) -> Vec<Amount> {
    let all = || written.parts.iter().chain([&written.total]);
    let decimals = |part: &Amount| {
        let same = all().filter(|other| other.unit == part.unit);
        same.map(|other| other.decimals).max().unwrap_or(part.decimals)
    };
    written.parts.iter().map(|part| Amount { decimals: decimals(part), ..part.clone() }).collect()
}

/// The total with the unit that makes it right, where only the unit is wrong: 24.78元 for 24.78万元.
fn unit_slip(written: &Written, place: &Place) -> Option<String> {
    let other = match written.total.unit {
        Unit::Yuan => Unit::WanYuan,
        Unit::WanYuan => Unit::Yuan,
        _ => return None,
    };
    let total = Amount { unit: other, ..written.total.clone() };
    let right = evaluated(written, &total, place)?.verdict != Verdict::Fail;
    right.then(|| format!("{}{}", total.value, total.unit))
}

fn unit_reason(case: &Case<'_>) -> Text {
    case.standard.targets().sums.unit_slip.text()
}

/// The total of the plan is the money of the project, of its term or of the year.
fn plan_total(case: &Case<'_>, form: &Form<'_>, total: &Amount, place: Place) -> Option<Remark> {
    let interval = total.base_interval()?;
    let sides = [Side::Term, Side::Year].map(|side| form.total(case, side));
    let [Some(term), Some(year)] = sides else { return None };
    let wan = |amount: &Amount| Amount { unit: Unit::WanYuan, ..amount.clone() }.base_interval();
    let fits = |interval: gouji_model::Interval| {
        interval.meets(term.interval) || interval.meets(year.interval)
    };
    // A plan in the wrong unit is told where its items are added up.
    if fits(interval) || wan(total).is_some_and(fits) {
        return None;
    }
    let (value, whole) = (total.yuan()?, term.value);
    let difference = value.checked_sub(whole)?.abs();
    let small = difference.checked_shift(2)? < whole;
    let printed = format!("{}{}", total.value, total.unit);
    let message = Message::new("GJ608-plan")
        .with("form", form.name)
        .with("printed", printed)
        .with("term", format!("{}{}", term.printed, term.unit))
        .with("difference", difference.normalised());
    let key = format!("{}@plan", form.name);
    let remark = Remark::at(place, key, message).and_at(term.place);
    Some(remark.at_level(if small { Level::Note } else { Level::Warning }))
}
