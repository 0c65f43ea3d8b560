//! GJ613: indicators have names and values, and a form has indicators of output and of effect.

use std::collections::BTreeSet;

use gouji_model::{Level, Message, TargetValue};

use super::form::{self, Form};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ613", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    // Cells that are guessed from spaces may hold the name and the value of an indicator together.
    if case.disclosure.format.is_aligned() {
        return Ruling::NotAssessable(Message::new("GJ613-aligned"));
    }
    let mut remarks = Vec::new();
    for form in &forms {
        for indicator in form.indicators {
            let name = indicator.level3.trim();
            let message = match (name.is_empty(), &indicator.value) {
                (false, TargetValue::Blank) => {
                    Message::new("GJ613-no-value").with("indicator", name)
                }
                (true, TargetValue::Number(..) | TargetValue::Word) => {
                    Message::new("GJ613-no-name").with("indicator", &indicator.printed)
                }
                _ => continue,
            };
            let key = format!("{}@{}@{}", form.name, indicator.side.as_str(), indicator.level3);
            let place = form.place(case, indicator.location, name);
            remarks.push(Remark::at(place, key, message.with("form", form.name)));
        }
        remarks.extend(missing_kinds(case, form));
    }
    Ruling::Judged(remarks)
}

/// A form without any indicator, or without one of output, or with neither effect nor satisfaction.
fn missing_kinds(case: &Case<'_>, form: &Form<'_>) -> Option<Remark> {
    let kinds = &case.standard.targets().kinds;
    let levels: BTreeSet<&str> = form.indicators.iter().map(|i| i.level1.as_str()).collect();
    let has = |words: &[String]| {
        levels.iter().any(|level| words.iter().any(|word| level.contains(word.as_str())))
    };
    // Levels that were not read are unknown, not missing.
    if levels.contains("") {
        return None;
    }
    let id = if levels.is_empty() {
        "GJ613-none"
    } else if !has(&kinds.output) {
        "GJ613-no-output"
    } else if levels.len() == 1 {
        "GJ613-output-only"
    } else {
        return None;
    };
    let message = Message::new(id).with("form", form.name);
    let place = form.place(case, form.location, "");
    Some(Remark::at(place, format!("{}@kinds", form.name), message).at_level(Level::Note))
}
