//! GJ616: value and unit of an indicator fit its name.

use gouji_model::{Decimal, Indicator, Level, Message, Unit};
use gouji_standard::folded_label;

use super::form::{self, Form};
use super::overall::{Value, value};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ616", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks: Vec<Remark> = Vec::new();
    for form in &forms {
        for indicator in form.indicators {
            let Some(value) = value(case, indicator) else { continue };
            let Some(message) = misfit(case, indicator, &value) else { continue };
            let key = format!("{}@{}", form.name, indicator.level3);
            let place = form.place(case, indicator.location, &indicator.level3);
            // The same on both sides of a form is one slip.
            match remarks.iter_mut().find(|remark| remark.key == key) {
                Some(known) => known.places.push(place),
                None => remarks.push(remark(form, indicator, message, key, place)),
            }
        }
    }
    Ruling::Judged(remarks)
}

fn remark(
    form: &Form<'_>,
    indicator: &Indicator,
    message: Message,
    key: String,
    place: gouji_model::Place,
) -> Remark {
    let of_form = message.id == "GJ616-twice";
    let message = message
        .with("form", form.name)
        .with("indicator", &indicator.level3)
        .with("printed", &indicator.printed);
    let remark = Remark::at(place, key, message);
    if of_form { remark.at_level(Level::Warning) } else { remark }
}

fn misfit(case: &Case<'_>, indicator: &Indicator, value: &Value) -> Option<Message> {
    let words = case.standard.targets();
    let name = folded_label(&indicator.level3);
    let hundred = Decimal::from(100);
    let satisfaction = words.kinds.satisfaction.iter().any(|word| name.ends_with(word.as_str()));
    let percent = value.unit == Unit::Percent.as_str();
    let may_pass = words.beyond.words.iter().any(|word| name.contains(word.as_str()));
    if value.number > hundred && (satisfaction || (percent && name.ends_with('率') && !may_pass)) {
        return Some(Message::new("GJ616-beyond"));
    }
    if let Some((above, below)) = value.unit.split_once('/')
        && above == below
    {
        return Some(Message::new("GJ616-twice").with("unit", &value.unit));
    }
    let of = |suffix: &&String| name.ends_with(suffix.as_str());
    let measures = words.measures.iter();
    let measure = measures
        .filter_map(|measure| {
            Some((measure.suffixes.iter().filter(of).map(String::len).max()?, measure))
        })
        .max_by_key(|(len, _)| *len)?
        .1;
    // Money per thing (元/人) and the like say more than the name; only plain units are judged.
    let fits = value.unit.is_empty()
        || value.unit.contains('/')
        || measure.units.iter().any(|unit| folded_label(unit) == value.unit);
    (!fits).then(|| {
        let some: Vec<&str> = measure
            .units
            .iter()
            .filter(|unit| !unit.is_empty())
            .take(3)
            .map(String::as_str)
            .collect();
        Message::new("GJ616-unit").with("unit", &value.unit).with("units", some.join("、"))
    })
}
