//! GJ603: every project of the tables has its form, and every form its project.

use std::collections::BTreeMap;

use gouji_model::{Claim, Decimal, Measure, Message, Side, Verdict};
use gouji_standard::{EquationOperator, folded_label};

use super::form::{self, Form};
use super::tables::{self, Pairing};
use crate::equation::{Name, Sides, evaluate, sum};
use crate::rules::form::look_alike;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ603", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks = published(case, &forms);
    let tables = tables::project_tables(case);
    if tables.is_empty() && remarks.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ601-no-tables"));
    }
    let pairing = tables::pair(case, &forms);
    remarks.extend(resembling(case, &forms, &pairing));
    let published = claims(case, Measure::Count).next();
    let some_only = published.is_some_and(|claim| claim.amount.value == count(forms.len()));
    for row in pairing.rows_alone.iter().filter(|_| !some_only) {
        let Some((table, row, total)) = row.rows.first() else { continue };
        let place = case.book.place(table, row, *total, row.location);
        let message = Message::new("GJ603-no-form").with("project", &row.label);
        remarks.push(Remark::at(place, row.label.to_string(), message));
    }
    // A row that was not read is no row that is missing.
    if tables.iter().all(|table| table.completeness.is_complete()) && !tables.is_empty() {
        for form in pairing.forms_alone.iter().map(|index| &forms[*index]) {
            let place = form.place(case, form.location, "");
            let message = Message::new("GJ603-no-row").with("project", form.name);
            remarks.push(Remark::at(place, form.name, message));
        }
    }
    Ruling::Judged(remarks)
}

/// Names that only resemble: one remark for each slip of the pen, with all its places.
fn resembling(case: &Case<'_>, forms: &[Form<'_>], pairing: &Pairing<'_>) -> Vec<Remark> {
    let mut slips: BTreeMap<(String, String), Remark> = BTreeMap::new();
    for (index, project, near) in &pairing.pairs {
        let Some((table, row, total)) = project.rows.first().filter(|_| *near) else { continue };
        let form = &forms[*index];
        let slip = difference(&folded_label(project.label), &folded_label(form.name));
        let place = case.book.place(table, row, *total, row.location);
        let message = Message::new("GJ603-resembles")
            .with("row", project.label)
            .with("form", form.name)
            .with("in-row", &slip.0)
            .with("in-form", &slip.1);
        let key = format!("{}~{}", slip.0, slip.1);
        let remark = slips.remove(&slip).map_or_else(
            || {
                let defect = look_alike::defect(&slip.0, &slip.1);
                Remark::at(place.clone(), key, message).of_defect(defect)
            },
            |known| known.and_at(place.clone()),
        );
        slips.insert(slip, remark.and_at(form.place(case, form.location, "")));
    }
    slips.into_values().collect()
}

/// What two names do not share at their beginning and end.
fn difference(a: &str, b: &str) -> (String, String) {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let middle = |chars: &[char]| chars[front..chars.len() - back].iter().collect();
    (middle(&a), middle(&b))
}

/// Numbers of published forms that the text says.
fn claims<'a>(case: &Case<'a>, measure: Measure) -> impl Iterator<Item = &'a Claim> {
    let subjects = &case.standard.targets().published.subjects;
    let claims = case.disclosure.claims.iter();
    claims.filter(move |claim| claim.measure == measure && subjects.contains(&claim.subject))
}

fn count(number: usize) -> Decimal {
    Decimal::from(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Count and sum of the published forms against what the text says of them.
fn published(case: &Case<'_>, forms: &[Form<'_>]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let place = |claim: &Claim| {
        let mut place = case.place(claim.location);
        place.section = Some(claim.heading.clone());
        place
    };
    for claim in claims(case, Measure::Count) {
        if claim.amount.value != count(forms.len()) {
            let message = Message::new("GJ603-count")
                .with("printed", &claim.printed)
                .with("forms", forms.len());
            let mut remark = Remark::at(place(claim), format!("count@{}", claim.slot), message);
            remark.places.extend(forms.iter().map(|form| form.place(case, form.location, "")));
            remarks.push(remark);
        }
    }
    for claim in claims(case, Measure::Amount) {
        let years: Option<Vec<_>> = forms.iter().map(|form| form.total(case, Side::Year)).collect();
        let amount = form::written(&claim.subject, &claim.amount, place(claim));
        let (Some(years), Some(amount)) = (years, amount) else { continue };
        let Some((total, _)) = sum(&years) else { continue };
        let name = Name { code: "GJ603", relation: String::new(), label: Message::new("") };
        let sides = Sides { left: vec![amount], right: years };
        let evaluation = evaluate(name, sides, EquationOperator::Equal);
        if evaluation.verdict == Verdict::Fail {
            let message = Message::new("GJ603-amount")
                .with("printed", format!("{}{}", claim.printed, claim.amount.unit))
                .with("forms", forms.len())
                .with("total", total.normalised());
            let key = format!("amount@{}", claim.slot);
            remarks.push(Remark::at(place(claim), key, message).comparing(evaluation));
        }
    }
    remarks
}
