//! GJ615: the form of a project that is printed in several parts says the same in each.

use gouji_model::{FormField, Level, Message, Place};
use gouji_standard::folded_label;

use super::form::{self, Form};
use super::text::Prose;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ615", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.iter().all(|form| form.project.is_none_or(|project| project.parts < 2)) {
        return Ruling::NotApplicable(Message::new("GJ615-none"));
    }
    let mut remarks = Vec::new();
    for form in &forms {
        remarks.extend(money(case, form));
        remarks.extend(texts(case, form));
    }
    Ruling::Judged(remarks)
}

/// A line of money that two parts print differently.
fn money(case: &Case<'_>, form: &Form<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (index, funding) in form.funding.iter().enumerate() {
        let mut above = form.funding[..index].iter();
        let same = above.find(|f| {
            f.side == funding.side
                && f.by == funding.by
                && folded_label(&f.source) == folded_label(&funding.source)
        });
        let Some(first) = same else { continue };
        let value =
            |f: &gouji_model::Funding| f.amount.as_ref().and_then(gouji_model::Amount::yuan);
        if value(first) == value(funding) {
            continue;
        }
        let message = Message::new("GJ615-money")
            .with("project", form.name)
            .with("label", &funding.source)
            .with("first", &first.printed)
            .with("second", &funding.printed);
        let place = form.place(case, funding.location, &funding.source);
        let key = format!("{}@{}@{}", form.name, funding.side.as_str(), funding.source);
        let other = form.place(case, first.location, &first.source);
        remarks.push(Remark::at(place, key, message).and_at(other));
    }
    remarks
}

/// Texts that differ: those whose numbers differ one by one, the others in one note.
fn texts(case: &Case<'_>, form: &Form<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut worded: Vec<(&FormField, Place, Place)> = Vec::new();
    for variant in form.project.map_or(&[][..], |project| &project.variants) {
        let first = form.fields.iter().find(|f| f.id == variant.id && f.side == variant.side);
        let Some(first) = first.filter(|first| words(&first.text) != words(&variant.text)) else {
            continue;
        };
        let place = form.place(case, variant.location, &variant.label);
        let other = form.place(case, first.location, &first.label);
        let (a, b) = (numbers(&first.text), numbers(&variant.text));
        let (first_only, second_only) = (only_in(&a, &b), only_in(&b, &a));
        // A sentence that one part leaves out is no other number.
        if first_only.is_empty() || second_only.is_empty() {
            worded.push((variant, place, other));
            continue;
        }
        let message = Message::new("GJ615-numbers")
            .with("project", form.name)
            .with("field", &variant.label)
            .with("first", first_only)
            .with("second", second_only);
        let key = format!("{}@{}", form.name, variant.id);
        remarks.push(Remark::at(place, key, message).and_at(other));
    }
    if !worded.is_empty() {
        remarks.push(in_words(form, worded));
    }
    remarks
}

fn in_words(form: &Form<'_>, worded: Vec<(&FormField, Place, Place)>) -> Remark {
    let fields: Vec<&str> = worded.iter().map(|(field, _, _)| field.label.as_str()).collect();
    let message = Message::new("GJ615-words")
        .with("project", form.name)
        .with("count", worded.len())
        .with("fields", fields.join("、"));
    let mut places = worded.into_iter().flat_map(|(_, place, other)| [place, other]);
    let first = places.next().unwrap_or_default();
    let mut remark = Remark::at(first, format!("{}@words", form.name), message);
    remark.places.extend(places);
    remark.at_level(Level::Note)
}

/// A text without punctuation and spaces, which line breaks and fonts change.
fn words(text: &str) -> String {
    folded_label(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn numbers(text: &str) -> Vec<String> {
    Prose::new(text).numbers.iter().map(|number| number.value.to_string()).collect()
}

/// Numbers of one text that the other lacks.
fn only_in(a: &[String], b: &[String]) -> String {
    let mut rest = b.to_vec();
    let mut only: Vec<&str> = Vec::new();
    for number in a {
        match rest.iter().position(|other| other == number) {
            Some(at) => drop(rest.remove(at)),
            None => only.push(number),
        }
    }
    only.join("、")
}
