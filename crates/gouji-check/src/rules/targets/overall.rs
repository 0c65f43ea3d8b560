//! GJ605: an indicator of the overall form and the same one of a project have one value.

use std::collections::BTreeMap;

use gouji_model::{Decimal, Indicator, Level, Message, Operator, Side, TargetValue};
use gouji_standard::folded_label;

use super::form::{self, Form};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ605", judge };

/// An indicator of a project beside one of the overall form.
struct Beside<'a> {
    form: Form<'a>,
    indicator: &'a Indicator,
    value: Value,
}

/// What can be compared of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub operator: Option<Operator>,
    pub number: Decimal,
    pub unit: String,
}

fn judge(case: &Case<'_>) -> Ruling {
    let Some(overall) = form::overall_form(case) else { return form::none() };
    let projects = form::project_forms(case);
    if projects.is_empty() {
        return form::none();
    }
    let mut remarks = Vec::new();
    for indicator in overall.indicators {
        let Some(value) = value(case, indicator) else { continue };
        let beside = same(case, &projects, indicator, &value);
        if !beside.is_empty() && !agrees(&value, &beside) {
            remarks.push(remark(case, &overall, indicator, &beside));
        }
    }
    Ruling::Judged(remarks)
}

/// The indicators of projects of the same name and unit: one for each project, of the year where
/// there is one.
fn same<'a>(
    case: &Case<'_>,
    projects: &[Form<'a>],
    indicator: &Indicator,
    of: &Value,
) -> Vec<Beside<'a>> {
    let name = thing(case, &indicator.level3);
    let mut found: BTreeMap<usize, Beside<'a>> = BTreeMap::new();
    for side in [Side::Year, Side::Term] {
        for (index, form) in projects.iter().enumerate() {
            let indicators = form.indicators.iter().filter(|i| i.side == side);
            let mut named = indicators.filter(|i| thing(case, &i.level3) == name);
            let hit = named.find_map(|i| Some((i, value(case, i)?)));
            let Some((indicator, value)) = hit else { continue };
            if case.standard.targets().same_unit(&value.unit, &of.unit) {
                found.entry(index).or_insert(Beside { form: *form, indicator, value });
            }
        }
    }
    found.into_values().collect()
}

/// One of the projects has the value, or all of them together.
fn agrees(value: &Value, beside: &[Beside<'_>]) -> bool {
    let one = beside.iter().any(|other| other.value.number == value.number);
    let sum =
        beside.iter().try_fold(Decimal::ZERO, |sum, other| sum.checked_add(other.value.number));
    one || sum.is_none_or(|sum| sum == value.number)
}

/// The name of an indicator without the word for its number.
fn thing(case: &Case<'_>, name: &str) -> String {
    let name = folded_label(name);
    let endings = &case.standard.targets().things.nouns_of_number;
    let ends = endings.iter().filter_map(|ending| name.strip_suffix(ending.as_str()));
    ends.min_by_key(|rest| rest.len()).filter(|rest| !rest.is_empty()).unwrap_or(&name).to_owned()
}

/// The number of an indicator, money in 元: 0.5万元/次 is 5000元/次.
pub(super) fn value(case: &Case<'_>, indicator: &Indicator) -> Option<Value> {
    let TargetValue::Number(operator, amount) = &indicator.value else { return None };
    let (number, unit) = match amount.unit.yuan_powers() {
        Some(_) => (amount.yuan()?, "元".to_owned()),
        None => match amount.unit.as_str().strip_prefix("万元") {
            Some(rest) => (amount.value.checked_shift(4)?, format!("元{rest}")),
            None => (amount.value, folded_label(amount.unit.as_str())),
        },
    };
    let trailing = &case.standard.targets().units.trailing;
    let bare = trailing.iter().find_map(|ending| unit.strip_suffix(ending.as_str()));
    let unit = bare.map_or_else(|| unit.clone(), str::to_owned);
    Some(Value { operator: *operator, number, unit })
}

fn remark(
    case: &Case<'_>,
    overall: &Form<'_>,
    indicator: &Indicator,
    beside: &[Beside<'_>],
) -> Remark {
    let others: Vec<String> = beside
        .iter()
        .map(|other| format!("{} {}", other.form.name, other.indicator.printed))
        .collect();
    let message = Message::new("GJ605-differs")
        .with("indicator", &indicator.level3)
        .with("printed", &indicator.printed)
        .with("others", others.join("、"));
    let place = overall.place(case, indicator.location, &indicator.level3);
    let mut remark = Remark::at(place, indicator.level3.as_str(), message);
    for other in beside {
        let row = &other.indicator.level3;
        remark.places.push(other.form.place(case, other.indicator.location, row));
    }
    // A rate of the whole may lie between those of several projects.
    let between = beside.len() > 1 && beside.iter().all(|other| other.value.unit == "%");
    if between { remark.at_level(Level::Note) } else { remark }
}
