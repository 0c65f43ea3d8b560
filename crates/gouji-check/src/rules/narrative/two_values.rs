//! GJ408: one thing has one value wherever the text gives it.
//!
//! Only what a sentence is about is compared, by the words in front of its first number: what
//! stands in a list is a part of something, and the same name may be a part of two things.

use std::collections::BTreeMap;

use gouji_model::{Measure, Message};
use gouji_standard::folded_label;

use super::line::{Line, Number, lines};
use super::words::{any_in, bases};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ408", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let lines = lines(case);
    let mut first: BTreeMap<(String, String), (&Line<'_>, Number<'_>)> = BTreeMap::new();
    let mut remarks = Vec::new();
    let mut examined = false;
    for line in &lines {
        for number in line.numbers.iter().filter(|number| is_said_first(line, **number)) {
            let Some(name) = name(case, line, *number) else { continue };
            examined = true;
            let unit = &number.claim.amount.unit;
            let unit = if unit.is_money() { String::new() } else { unit.to_string() };
            let key = (name, unit);
            match first.get(&key) {
                Some((other, value)) => {
                    remarks.extend(differs(case, (other, *value), (line, *number), &key.0));
                }
                None => {
                    first.insert(key, (line, *number));
                }
            }
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ408-none"))
    }
}

/// The first number of a sentence, an amount or a count.
fn is_said_first(line: &Line<'_>, number: Number<'_>) -> bool {
    let start = line.sentence_start(number.start);
    let first = line.numbers.iter().find(|other| other.start >= start);
    let measured = matches!(number.claim.measure, Measure::Amount | Measure::Count);
    measured && first.is_some_and(|first| first.start == number.start)
}

/// The words in front of the number, without the year and the name of the unit; `None` where they
/// tell nothing apart, or speak of another year.
fn name(case: &Case<'_>, line: &Line<'_>, number: Number<'_>) -> Option<String> {
    let words = case.standard.wordings();
    let start = line.sentence_start(number.start);
    let said = line.text(start, number.start);
    let compared = bases(line, words).iter().any(|b| b.start >= start && b.end <= number.start);
    let about_another = any_in(&said, &words.elsewhere)
        || any_in(&said, &words.prior)
        || any_in(&said, &words.including);
    if compared || about_another || said.contains([',', ';', ':']) {
        return None;
    }
    let unit = case.disclosure.unit.as_ref().map(|unit| folded_label(&unit.text));
    let said = unit.map_or_else(|| said.clone(), |unit| said.replace(&unit, ""));
    let said = said.rsplit('年').next().unwrap_or_default().trim_start_matches('度');
    (said.chars().count() >= SHORTEST).then(|| said.to_owned())
}

/// Shortest name that tells one thing from another, in characters.
const SHORTEST: usize = 6;

fn differs(
    case: &Case<'_>,
    (line, number): (&Line<'_>, Number<'_>),
    (other_line, other): (&Line<'_>, Number<'_>),
    name: &str,
) -> Option<Remark> {
    let bound = |number: Number<'_>| number.claim.bound_to.contains('[');
    if bound(number) && bound(other) {
        return None;
    }
    let (a, b) = (number.claim.interval()?, other.claim.interval()?);
    if a.meets(b) {
        return None;
    }
    let shown =
        |number: Number<'_>| format!("{}{}", number.claim.printed, number.claim.amount.unit);
    let message = Message::new("GJ408-differs")
        .with("name", name)
        .with("first", shown(number))
        .with("second", shown(other))
        .with("heading", &line.section.heading)
        .with("other", &other_line.section.heading);
    let place = line.place(case, number.start);
    let mut remark = Remark::at(other_line.place(case, other.start), name, message).and_at(place);
    remark.operands = vec![other_line.operand(case, other), line.operand(case, number)];
    Some(remark)
}
