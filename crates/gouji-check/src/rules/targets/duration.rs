//! GJ609: the term of a project is as long as what its text says.

use gouji_model::{FormField, Message};

use super::form::{self, Form};
use super::term::{iso_month, months_in, printed_months};
use super::text::{Prose, months, small};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ609", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks = Vec::new();
    for form in &forms {
        remarks.extend(dates_in_order(case, form));
        let Some(term) = printed_months(form) else { continue };
        remarks.extend(attribute(case, form, term));
        // Text and indicators that say the same time are one contradiction.
        match (longer_text(case, form, term), longer_indicators(case, form, term)) {
            (Some(mut text), Some(indicators)) => {
                text.places.extend(indicators.places);
                remarks.push(text);
            }
            (text, indicators) => remarks.extend(text.or(indicators)),
        }
    }
    Ruling::Judged(remarks)
}

/// A project does not end before it starts.
fn dates_in_order(case: &Case<'_>, form: &Form<'_>) -> Option<Remark> {
    let (start, end) = (form.field("start")?, form.field("end")?);
    if iso_month(&end.text)? >= iso_month(&start.text)? {
        return None;
    }
    let message = Message::new("GJ609-order")
        .with("project", form.name)
        .with("start", &start.text)
        .with("end", &end.text);
    let place = form.place(case, end.location, &end.label);
    Some(Remark::at(place, format!("{}@order", form.name), message))
}

/// 一次性项目（2年内结束） beside a term of one year.
fn attribute(case: &Case<'_>, form: &Form<'_>, term: i64) -> Option<Remark> {
    let (attribute, field) = (form.field("attribute")?, form.field("term")?);
    if months_in(&attribute.text)? == term {
        return None;
    }
    let message = Message::new("GJ609-attribute")
        .with("project", form.name)
        .with("attribute", &attribute.text)
        .with("term", &field.text);
    let place = form.place(case, field.location, &field.label);
    let other = form.place(case, attribute.location, &attribute.label);
    Some(Remark::at(place, format!("{}@attribute", form.name), message).and_at(other))
}

/// The first text that says a longer time than the term.
fn longer_text(case: &Case<'_>, form: &Form<'_>, term: i64) -> Option<Remark> {
    let words = &case.standard.targets().durations;
    let is_own = |field: &&FormField| !words.not_in.contains(&field.id) && field.id != "term";
    form.fields.iter().filter(is_own).find_map(|field| {
        let prose = Prose::new(&field.text);
        let (length, said) = stated(case, &prose).or_else(|| covered(&prose))?;
        (length > term).then(|| {
            let place = form.place(case, field.location, &field.label);
            remark(case, form, place, length, &said)
        })
    })
}

/// The first indicator of the form that covers more months than the term.
fn longer_indicators(case: &Case<'_>, form: &Form<'_>, term: i64) -> Option<Remark> {
    let mut found = form.indicators.iter().filter_map(|indicator| {
        let (length, said) = covered(&Prose::new(&indicator.printed))?;
        let place = form.place(case, indicator.location, &indicator.level3);
        (length > term).then_some((place, length, said))
    });
    let (place, length, said) = found.next()?;
    let mut remark = remark(case, form, place, length, &said);
    remark.places.extend(found.map(|(place, _, _)| place));
    Some(remark)
}

fn remark(
    case: &Case<'_>,
    form: &Form<'_>,
    place: gouji_model::Place,
    length: i64,
    said: &str,
) -> Remark {
    let printed = form.field("term").or_else(|| form.field("attribute"));
    let message = Message::new("GJ609-longer")
        .with("project", form.name)
        .with("term", printed.map_or("", |field| &field.text))
        .with("text", said)
        .with("months", length);
    let remark = Remark::at(place, format!("{}@longer", form.name), message);
    match printed {
        Some(field) => remark.and_at(form.place(case, field.location, &field.label)),
        None => remark,
    }
}

/// A duration behind one of the labels that announce how long the project takes: 建设期限为16个月.
fn stated(case: &Case<'_>, prose: &Prose) -> Option<(i64, String)> {
    let words = &case.standard.targets().durations;
    prose.numbers.iter().find_map(|number| {
        let count = i64::from(small(number.value)?);
        let length = if prose.at(number.end, "个月") {
            count
        } else if prose.at(number.end, "年") && count < 100 {
            count * 12
        } else {
            return None;
        };
        let mut at = number.start;
        while let Some(start) = prose.any_before(at, &words.between) {
            at = start;
        }
        let start = prose.any_before(at, &words.labels)?;
        Some((length, prose.slice(start, number.end + if count == length { 2 } else { 1 })))
    })
}

/// The longest range of months of a text.
fn covered(prose: &Prose) -> Option<(i64, String)> {
    let ranges = prose.ranges().into_iter();
    let of = |(from, to): (super::text::Date, super::text::Date)| {
        Some((months(from, to)?, prose.slice(from.start, to.end)))
    };
    ranges.filter_map(of).max_by_key(|(length, _)| *length)
}
