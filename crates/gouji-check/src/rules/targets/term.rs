//! GJ604: the money of the whole term is at least that of the year, and equal if the term is a year.

use gouji_model::{Level, Message, Side};
use gouji_standard::folded_label;

use super::form::{self, Form};
use super::text::{Prose, small};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ604", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    Ruling::Judged(forms.iter().filter_map(|form| remark(case, form)).collect())
}

fn remark(case: &Case<'_>, form: &Form<'_>) -> Option<Remark> {
    let term = form.total(case, Side::Term)?;
    let year = form.total(case, Side::Year)?;
    let less = term.interval.high < year.interval.low;
    let one_year = printed_months(form).is_some_and(|months| months <= MONTHS);
    if !less && (!one_year || term.interval.meets(year.interval)) {
        return None;
    }
    let message = Message::new(if less { "GJ604-less" } else { "GJ604-one-year" })
        .with("project", form.name)
        .with("term", &term.printed)
        .with("year", &year.printed)
        .with("unit", &term.unit);
    let remark = Remark::at(term.place, form.name, message).and_at(year.place);
    Some(if less { remark } else { remark.at_level(Level::Warning) })
}

const MONTHS: i64 = 12;

/// Months of the printed term: of its field, else of its attribute (1年内结束), else between its dates.
pub(super) fn printed_months(form: &Form<'_>) -> Option<i64> {
    let of_field = |id: &str| form.field(id).and_then(|field| months_in(&field.text));
    of_field("term").or_else(|| of_field("attribute")).or_else(|| between_dates(form))
}

/// The one duration that a short text says: 1年, 16个月.
pub(super) fn months_in(text: &str) -> Option<i64> {
    let prose = Prose::new(text);
    let mut durations = prose.numbers.iter().filter_map(|number| {
        let count = i64::from(small(number.value)?);
        if prose.at(number.end, "年") && count < 100 {
            Some(count * MONTHS)
        } else {
            prose.at(number.end, "个月").then_some(count)
        }
    });
    let first = durations.next()?;
    durations.next().is_none().then_some(first)
}

/// Months between the dates at which a project starts and ends: 2023-01-01, 2023-12-31.
fn between_dates(form: &Form<'_>) -> Option<i64> {
    let month = |id: &str| iso_month(&form.field(id)?.text);
    Some(month("end")? - month("start")? + 1)
}

/// The month of a date such as 2023-01-31 or 2023年1月31日, counted from the year 0.
pub(super) fn iso_month(text: &str) -> Option<i64> {
    let folded = folded_label(text);
    let mut parts = folded.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year: i64 = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    (1..=12).contains(&month).then_some(year * MONTHS + month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_read_in_years_and_in_months() {
        assert_eq!(months_in("一次性项目（2年内结束）"), Some(24));
        assert_eq!(months_in("16个月"), Some(16));
        assert_eq!(months_in("2026年"), None);
        assert_eq!(months_in("长期"), None);
    }
}
