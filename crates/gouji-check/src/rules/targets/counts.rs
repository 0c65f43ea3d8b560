//! GJ622: counts that a text lists and then adds up (甲站26处、乙站9处，共35处) make their sum.

use gouji_model::{Decimal, Message};

use super::form::{self, Form};
use super::text::{Number, Prose};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ622", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    Ruling::Judged(forms.iter().flat_map(|form| remarks(case, form)).collect())
}

fn remarks(case: &Case<'_>, form: &Form<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for field in form.fields {
        let prose = Prose::new(&field.text);
        for total in &prose.numbers {
            let Some((start, parts)) = parts(case, &prose, *total) else { continue };
            let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value));
            let Some(sum) = sum.filter(|sum| *sum != total.value) else { continue };
            let message = Message::new("GJ622-sum")
                .with("project", form.name)
                .with("text", prose.slice(start, prose.clause_end(total.end)))
                .with("sum", sum.normalised())
                .with("total", total.value);
            let key = format!("{}@{}", form.name, field.id);
            remarks.push(Remark::at(form.place(case, field.location, &field.label), key, message));
        }
    }
    remarks
}

/// The unit behind a number: one character that is no digit and no punctuation.
fn unit(prose: &Prose, number: Number) -> Option<char> {
    prose.chars.get(number.end).copied().filter(|c| c.is_alphabetic() && *c != '万')
}

/// The list in front of a total, with its start: each part of it ends with a number in that unit.
fn parts(case: &Case<'_>, prose: &Prose, total: Number) -> Option<(usize, Vec<Number>)> {
    let unit_of_total = unit(prose, total)?;
    let words = &case.standard.targets().sums.totals;
    let word = prose.any_before(total.start, words)?;
    // Nothing but the word stands between the list and the total.
    let comma = word.checked_sub(1).filter(|at| matches!(prose.chars[*at], ',' | '，'))?;
    let start = prose.clause_start(comma);
    let list = prose.slice(start, comma);
    let mut parts = Vec::new();
    let mut at = start;
    for part in list.split('、') {
        let end = at + part.chars().count();
        let mut numbers = prose.numbers_in(at, end);
        let number = numbers.next().filter(|_| numbers.next().is_none())?;
        // The part ends with its unit: 26处, and not 26处水池各3座.
        let ends = number.end + 1 == end && unit(prose, number)? == unit_of_total;
        let each = prose.slice(at, number.start).contains(['每', '各', '第']);
        if !ends || each {
            return None;
        }
        parts.push(number);
        at = end + 1;
    }
    (parts.len() >= 2).then_some((start, parts))
}
