//! GJ620: the text of a project and its indicators finish on one date; the work ends after it began,
//! and takes no longer than the term.

use gouji_model::{Indicator, Message, Side};
use gouji_standard::folded_label;

use super::form::{self, Form};
use super::term::printed_months;
use super::text::{Date, Prose, months};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ620", judge };

/// A date with the words that say it, and the field or indicator that does.
struct Said {
    date: Date,
    text: String,
    location: gouji_model::Location,
    label: String,
}

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks = Vec::new();
    for form in &forms {
        let words = &case.standard.sense().dates;
        let starts = dates(case, form, &words.start);
        let ends = dates(case, form, &words.finish);
        remarks.extend(order(case, form, &starts, &ends));
        remarks.extend(indicators(case, form, &ends));
        remarks.extend(sides(case, form));
    }
    Ruling::Judged(remarks)
}

/// Months with a word of a list behind them in their clause: 2026年10月底前|完工.
fn dates(case: &Case<'_>, form: &Form<'_>, words: &[String]) -> Vec<Said> {
    let sense = &case.standard.sense().dates;
    let not_in = &case.standard.targets().durations.not_in;
    let mut found: Vec<Said> = Vec::new();
    for field in form.fields.iter().filter(|field| !not_in.contains(&field.id)) {
        let prose = Prose::new(&field.text);
        let dates = prose.dates();
        for date in dates.iter().filter(|date| date.month.is_some()) {
            let end = prose.clause_end(date.end);
            // Another date of the clause has its own word.
            let end = dates
                .iter()
                .map(|d| d.start)
                .filter(|at| *at > date.start && *at < end)
                .min()
                .unwrap_or(end);
            let clause = prose.slice(prose.clause_start(date.start), end);
            let behind = prose.slice(date.end, end);
            let is = words.iter().any(|word| behind.contains(word.as_str()));
            let other = sense.not_finish.iter().any(|word| clause.contains(word.as_str()));
            if is && !other {
                found.push(Said {
                    date: *date,
                    text: prose.slice(date.start, end),
                    location: field.location,
                    label: field.label.clone(),
                });
            }
        }
    }
    found
}

fn month(date: Date) -> Option<(u16, u16)> {
    Some((date.year, date.month?))
}

/// The one date that all say.
fn only(said: &[Said]) -> Option<&Said> {
    let first = said.first()?;
    said.iter().all(|other| month(other.date) == month(first.date)).then_some(first)
}

/// The work begins before it ends, and takes no longer than the term.
fn order(case: &Case<'_>, form: &Form<'_>, starts: &[Said], ends: &[Said]) -> Option<Remark> {
    let (start, end) = (only(starts)?, only(ends)?);
    let place = form.place(case, start.location, &start.label);
    let message = |id: &'static str| {
        Message::new(id)
            .with("project", form.name)
            .with("start", &start.text)
            .with("end", &end.text)
    };
    if month(start.date)? > month(end.date)? {
        return Some(Remark::at(place, format!("{}@order", form.name), message("GJ620-order")));
    }
    let (length, term) = (months(start.date, end.date)?, printed_months(form)?);
    (length > term).then(|| {
        let message = message("GJ620-long").with("months", length).with("term", term);
        Remark::at(place, format!("{}@long", form.name), message)
    })
}

/// Indicators of time that are about the finish of the work.
fn finishing<'a>(case: &Case<'_>, form: &Form<'a>) -> Vec<(&'a Indicator, Date)> {
    let kinds = &case.standard.targets().kinds;
    let words = &case.standard.sense().dates;
    let of = form.indicators.iter().filter(|indicator| {
        let name = folded_label(&indicator.level3);
        kinds.time.iter().any(|kind| indicator.level2.contains(kind.as_str()))
            && words.finish.iter().any(|word| name.contains(word.as_str()))
            && !words.not_finish.iter().any(|word| name.contains(word.as_str()))
    });
    of.filter_map(|indicator| {
        let dates = Prose::new(&indicator.printed).dates();
        let [date] = dates[..] else { return None };
        date.month.map(|_| (indicator, date))
    })
    .collect()
}

/// The finish of the text and that of the indicators, where each says one.
fn indicators(case: &Case<'_>, form: &Form<'_>, ends: &[Said]) -> Option<Remark> {
    // A date before the budget year is for GJ610.
    let past = |date: Date| case.disclosure.year.is_some_and(|year| date.year < year);
    let end = only(ends).filter(|end| !past(end.date))?;
    let found = finishing(case, form);
    let (first, date) = *found.first()?;
    let one_name = found.iter().all(|(indicator, own)| {
        folded_label(&indicator.level3) == folded_label(&first.level3) && month(*own) == month(date)
    });
    if !one_name || month(date) == month(end.date) {
        return None;
    }
    let message = Message::new("GJ620-indicator")
        .with("project", form.name)
        .with("text", &end.text)
        .with("indicator", &first.level3)
        .with("printed", &first.printed);
    let place = form.place(case, first.location, &first.level3);
    let remark = Remark::at(place, format!("{}@indicator", form.name), message);
    Some(remark.and_at(form.place(case, end.location, &end.label)))
}

/// The date of one indicator on both sides: the year is not later than the term, and within one
/// year they are the same.
fn sides(case: &Case<'_>, form: &Form<'_>) -> Vec<Remark> {
    let kinds = &case.standard.targets().kinds;
    let timed = |side: Side| {
        let on_side = form.indicators.iter().filter(move |indicator| {
            indicator.side == side
                && kinds.time.iter().any(|kind| indicator.level2.contains(kind.as_str()))
        });
        on_side.filter_map(|indicator| {
            let dates = Prose::new(&indicator.printed).dates();
            let [date] = dates[..] else { return None };
            Some((indicator, month(date)?))
        })
    };
    let later = |(year, of_year): (&Indicator, (u16, u16))| {
        let name = folded_label(&year.level3);
        let mut same = timed(Side::Term).filter(|(term, _)| folded_label(&term.level3) == name);
        let (term, of_term) = same.next().filter(|_| same.next().is_none())?;
        // A stage that is done before the year is another event, and within one year both sides speak
        // of the same.
        let is_done = case.disclosure.year.is_some_and(|budget| of_term.0 < budget);
        if is_done || of_year == of_term || (of_year < of_term && of_year.0 != of_term.0) {
            return None;
        }
        let message = Message::new("GJ620-sides")
            .with("project", form.name)
            .with("indicator", &year.level3)
            .with("term", &term.printed)
            .with("year", &year.printed);
        let place = form.place(case, year.location, &year.level3);
        let key = format!("{}@sides@{}", form.name, year.level3);
        Some(Remark::at(place, key, message).and_at(form.place(case, term.location, &term.level3)))
    };
    timed(Side::Year).filter_map(later).collect()
}
