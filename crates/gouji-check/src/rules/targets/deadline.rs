//! GJ610: what is to be done is not due before the budget year. The year above the form is for GJ802.

use gouji_model::{Kind, Message, Place, Side};

use super::form::{self, Form};
use super::term::printed_months;
use super::text::{Date, Prose};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ610", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let Some(year) = case.disclosure.year.filter(|_| case.disclosure.kind == Kind::Budget) else {
        return Ruling::NotApplicable(Message::new("GJ610-no-year"));
    };
    let mut remarks = Vec::new();
    for form in &forms {
        remarks.extend(indicators(case, form, year));
        remarks.extend(plans(case, form, year));
    }
    Ruling::Judged(remarks)
}

/// Indicators of time whose last date lies before the budget year: one remark for a form.
fn indicators(case: &Case<'_>, form: &Form<'_>, year: u16) -> Option<Remark> {
    let kinds = &case.standard.targets().kinds;
    let mut named: Vec<String> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    for indicator in form.indicators {
        let of_time = kinds.time.iter().any(|kind| indicator.level2.contains(kind.as_str()));
        let dates = Prose::new(&indicator.printed).dates();
        let Some(last) = dates.iter().map(|date| date.year).max().filter(|_| of_time) else {
            continue;
        };
        // Part of a project of several years may well be done.
        let done = indicator.side == Side::Term && printed_months(form).is_some_and(|m| m > 12);
        if last < year && !done {
            let name = format!("{} {}", indicator.level3, indicator.printed);
            if !named.contains(&name) {
                named.push(name);
            }
            places.push(form.place(case, indicator.location, &indicator.level3));
        }
    }
    let mut places = places.into_iter();
    let message = Message::new("GJ610-indicator")
        .with("form", form.name)
        .with("indicators", named.join("、"))
        .with("year", year);
    let mut remark = Remark::at(places.next()?, format!("{}@indicators", form.name), message);
    remark.places.extend(places);
    Some(remark)
}

/// Dates in the text that are planned, and past.
fn plans(case: &Case<'_>, form: &Form<'_>, year: u16) -> Vec<Remark> {
    let words = &case.standard.targets().durations;
    let variants = form.project.map_or(&[][..], |project| &project.variants);
    let mut remarks: Vec<Remark> = Vec::new();
    for field in form.fields.iter().chain(variants) {
        if words.not_in.contains(&field.id) {
            continue;
        }
        let prose = Prose::new(&field.text);
        for date in prose.dates().into_iter().filter(|date| date.year < year) {
            if !is_planned(case, &prose, date) {
                continue;
            }
            let message = Message::new("GJ610-plan")
                .with("form", form.name)
                .with(
                    "text",
                    prose.slice(prose.clause_start(date.start), prose.clause_end(date.end)),
                )
                .with("year", year);
            let key = format!("{}@{}", form.name, field.id);
            remarks.push(Remark::at(form.place(case, field.location, &field.label), key, message));
        }
    }
    remarks
}

/// Whether a date is one by which something is to be done: 计划于2025年11月底前完成.
fn is_planned(case: &Case<'_>, prose: &Prose, date: Date) -> bool {
    let words = &case.standard.targets().durations;
    let done = || {
        let end = prose.clause_end(date.end);
        let clause = prose.slice(date.end, end);
        words.done.iter().any(|word| clause.contains(word.as_str()))
    };
    prose.any_before(date.start, &words.planned).is_some() && done()
}
