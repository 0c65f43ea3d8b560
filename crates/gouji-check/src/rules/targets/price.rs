//! GJ621: a price that an indicator sets is that of the text, and the same on both sides of the form.
//!
//! A project may well have several prices, so only what looks like a slip of another is said: the
//! same digits in another order, or one digit of several.

use gouji_model::{Indicator, Message, Side};
use gouji_standard::folded_label;

use super::form::{self, Form};
use super::text::{Number, Prose};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ621", judge };

/// Digits from which on likeness is no chance.
const DIGITS: usize = 4;

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks = Vec::new();
    for form in &forms {
        let mut said = std::collections::BTreeSet::new();
        for indicator in form.indicators {
            let found = sides(case, form, indicator).or_else(|| text(case, form, indicator));
            remarks.extend(found.filter(|_| said.insert(folded_label(&indicator.level3))));
        }
    }
    Ruling::Judged(remarks)
}

/// The price of an indicator such as ≤38500元/处: its number with the text.
fn price(indicator: &Indicator) -> Option<(Prose, Number)> {
    let prose = Prose::new(&indicator.printed);
    let [number] = prose.numbers[..] else { return None };
    let (_, end) = prose.money(number)?;
    (prose.at(end, "/") || prose.at(end, "每")).then_some((prose, number))
}

fn digits(prose: &Prose, number: Number) -> Vec<char> {
    prose.chars[number.start..number.end].iter().copied().filter(char::is_ascii_digit).collect()
}

/// Whether two numbers are as many digits, in another order or but for one.
fn is_slip(a: &[char], b: &[char]) -> bool {
    if a == b || a.len() != b.len() || a.len() < DIGITS {
        return false;
    }
    let differ: Vec<(&char, &char)> = a.iter().zip(b).filter(|(x, y)| x != y).collect();
    match differ[..] {
        [_] => a.len() > DIGITS,
        [(a, b), (c, d)] => a == d && b == c,
        _ => false,
    }
}

/// The same indicator of the year, and of the term.
fn sides(case: &Case<'_>, form: &Form<'_>, year: &Indicator) -> Option<Remark> {
    if year.side != Side::Year {
        return None;
    }
    let (prose, own) = price(year)?;
    let name = folded_label(&year.level3);
    let mut same = form
        .indicators
        .iter()
        .filter(|term| term.side == Side::Term && folded_label(&term.level3) == name);
    let term = same.next().filter(|_| same.next().is_none())?;
    let (other_prose, other) = price(term)?;
    if !is_slip(&digits(&prose, own), &digits(&other_prose, other)) {
        return None;
    }
    let message = Message::new("GJ621-sides")
        .with("project", form.name)
        .with("indicator", &year.level3)
        .with("term", &term.printed)
        .with("year", &year.printed);
    let place = form.place(case, year.location, &year.level3);
    let remark = Remark::at(place, format!("{}@{}", form.name, year.level3), message);
    Some(remark.and_at(form.place(case, term.location, &term.level3)))
}

/// A price of the text that no indicator has, and that this one nearly is.
fn text(case: &Case<'_>, form: &Form<'_>, indicator: &Indicator) -> Option<Remark> {
    let (own_prose, own) = price(indicator)?;
    let own_digits = digits(&own_prose, own);
    let not_in = &case.standard.targets().durations.not_in;
    let fields: Vec<_> = form.fields.iter().filter(|field| !not_in.contains(&field.id)).collect();
    let amounts = |text: &str| {
        let prose = Prose::new(text);
        let money: Vec<Number> =
            prose.numbers.iter().copied().filter(|n| prose.money(*n).is_some()).collect();
        money.into_iter().map(|n| digits(&prose, n)).collect::<Vec<_>>()
    };
    if fields.iter().any(|field| amounts(&field.text).contains(&own_digits)) {
        return None;
    }
    let taken = |digits: &Vec<char>| {
        form.indicators.iter().any(|other| {
            folded_label(&other.level3) != folded_label(&indicator.level3)
                && price(other)
                    .is_some_and(|(prose, number)| &self::digits(&prose, number) == digits)
        })
    };
    let (field, digits) = fields.iter().find_map(|field| {
        let found = amounts(&field.text).into_iter().find(|d| is_slip(&own_digits, d) && !taken(d));
        found.map(|digits| (*field, digits))
    })?;
    let prose = Prose::new(&field.text);
    let number = prose.numbers.iter().find(|n| self::digits(&prose, **n) == digits)?;
    let message = Message::new("GJ621-text")
        .with("project", form.name)
        .with("indicator", &indicator.level3)
        .with("printed", &indicator.printed)
        .with("text", prose.slice(prose.clause_start(number.start), prose.clause_end(number.end)));
    let place = form.place(case, indicator.location, &indicator.level3);
    let remark = Remark::at(place, format!("{}@{}", form.name, indicator.level3), message);
    Some(remark.and_at(form.place(case, field.location, &field.label)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanged_digits_are_a_slip_and_another_price_is_none() {
        let slip = |a: &str, b: &str| {
            is_slip(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        assert!(slip("38500", "35800") && slip("4755", "4575") && slip("38500", "38600"));
        assert!(!slip("3000", "4000") && !slip("38500", "12860") && !slip("38500", "3850"));
    }
}
