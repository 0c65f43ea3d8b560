//! GJ612: indicators of quantity, quality and satisfaction say a measure.

use gouji_model::{Indicator, Message, Place, TargetValue};
use gouji_standard::folded_label;

use super::form;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ612", judge };

/// Places that the one remark of a document lists.
const MOST_PLACES: usize = 20;

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.iter().all(|form| form.indicators.is_empty()) {
        return form::none();
    }
    let mut named: Vec<String> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    for form in &forms {
        for indicator in form.indicators.iter().filter(|indicator| is_vague(case, indicator)) {
            named.push(format!("{} {}", indicator.level3, indicator.printed));
            places.push(form.place(case, indicator.location, &indicator.level3));
        }
    }
    let count = places.len();
    named.dedup();
    let mut places = places.into_iter().take(MOST_PLACES);
    let Some(first) = places.next() else { return Ruling::Judged(Vec::new()) };
    let message = Message::new("GJ612-vague")
        .with("count", count)
        .with("examples", named.into_iter().take(3).collect::<Vec<_>>().join("、"));
    let mut remark = Remark::at(first, "vague", message);
    remark.places.extend(places);
    Ruling::Judged(vec![remark])
}

/// A word without any measure, or one that only repeats the end of the indicator's name.
fn is_vague(case: &Case<'_>, indicator: &Indicator) -> bool {
    let words = case.standard.targets();
    let kinds = [&words.kinds.quantity, &words.kinds.quality, &words.kinds.satisfaction];
    let levels = [&indicator.level1, &indicator.level2];
    let measurable = kinds
        .into_iter()
        .flatten()
        .any(|kind| levels.iter().any(|level| level.contains(kind.as_str())));
    let (name, value) = (folded_label(&indicator.level3), folded_label(&indicator.printed));
    if !measurable
        || indicator.value != TargetValue::Word
        || value.contains(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let repeats = words.vague.repeated.iter().any(|ending| value.ends_with(ending.as_str()))
        && name.contains(value.as_str());
    repeats || made_of(&value, &words.vague.words)
}

/// Whether a value is one of the words, or two of them: 持续改善, 明显提升.
fn made_of(value: &str, words: &[String]) -> bool {
    let without = |value: &str| {
        words
            .iter()
            .filter_map(|word| value.strip_prefix(word.as_str()).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    without(value).iter().any(|rest| rest.is_empty() || without(rest).iter().any(String::is_empty))
}
