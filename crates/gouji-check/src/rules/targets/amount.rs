//! GJ601: the money of the year in the form of a project is that of the project tables.

use gouji_model::{Message, Side, Verdict};
use gouji_standard::EquationOperator;

use super::form::{self, Form};
use super::tables::{self, Budgeted};
use crate::book::Missing;
use crate::equation::{Addend, Name, Sides, evaluate};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ601", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    if tables::project_tables(case).is_empty() {
        return Ruling::NotApplicable(Message::new("GJ601-no-tables"));
    }
    let mut remarks = Vec::new();
    let mut unknown = None;
    let mut held = 0;
    for (index, project, _) in tables::pair(case, &forms).pairs {
        match remark(case, &forms[index], &project) {
            Ok(found) => {
                held += 1;
                remarks.extend(found);
            }
            Err(reason) => unknown = Some(reason),
        }
    }
    match unknown {
        Some(reason) if held == 0 => Ruling::NotAssessable(reason),
        _ => Ruling::Judged(remarks),
    }
}

/// What is wrong with a project; an error where a number is not known.
fn remark(
    case: &Case<'_>,
    form: &Form<'_>,
    project: &Budgeted<'_>,
) -> Result<Option<Remark>, Message> {
    let not_read = || Message::new("GJ601-not-read").with("project", form.name);
    let year = form.total(case, Side::Year).ok_or_else(not_read)?;
    let rows: Result<Vec<Addend>, Missing> = project
        .rows
        .iter()
        .map(|(table, row, total)| case.book.value(table, row, *total))
        .collect();
    let rows = rows.map_err(|missing| match missing {
        Missing::NotPrinted(reason) | Missing::Unknown(reason) => reason,
    })?;
    let places: Vec<_> = rows.iter().map(|row| row.place.clone()).collect();
    let name = Name { code: "GJ601", relation: String::new(), label: Message::new("") };
    let place = year.place.clone();
    let (printed, unit) = (year.printed.clone(), year.unit.clone());
    let sides = Sides { left: vec![year], right: rows };
    let evaluation = evaluate(name, sides, EquationOperator::Equal);
    if evaluation.verdict != Verdict::Fail {
        return Ok(None);
    }
    let comparison = evaluation.comparison.as_ref();
    let show = |pick: fn(&gouji_model::Comparison) -> gouji_model::Decimal| {
        comparison.map_or_else(String::new, |sides| pick(sides).normalised().to_string())
    };
    let message = Message::new("GJ601-amount")
        .with("project", form.name)
        .with("printed", format!("{printed}{unit}"))
        .with("expected", show(|sides| sides.expected))
        .with("difference", show(|sides| sides.difference.abs()));
    let mut remark = Remark::at(place, form.name, message).comparing(evaluation);
    remark.places.extend(places);
    Ok(Some(remark))
}
