//! GJ618: the forms of one document name the same competent department with the same code.

use std::collections::BTreeMap;

use gouji_model::{Level, Message};
use gouji_standard::folded_label;

use super::form::{self, Form};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ618", judge };

/// A department as a form prints it: 052-某市某局.
struct Named<'a> {
    form: Form<'a>,
    code: String,
    name: String,
    printed: &'a str,
    location: gouji_model::Location,
}

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    let named: Vec<Named<'_>> = forms.iter().filter_map(named).collect();
    if named.len() < 2 {
        return Ruling::NotApplicable(Message::new("GJ618-none"));
    }
    Ruling::Judged(named.iter().filter_map(|own| remark(case, own, &named)).collect())
}

fn named<'a>(form: &Form<'a>) -> Option<Named<'a>> {
    let field = form.field("department")?;
    let folded = folded_label(&field.text);
    let is_code = |c: char| c.is_ascii_digit();
    let code: String = folded.chars().filter(|c| is_code(*c)).collect();
    let name = folded.trim_matches(|c: char| is_code(c) || "-—–_[]【】()()/".contains(c));
    (!name.is_empty()).then(|| Named {
        form: *form,
        code,
        name: name.to_owned(),
        printed: &field.text,
        location: field.location,
    })
}

/// What most other forms say of the same name, or of the same code; where it differs once.
fn remark(case: &Case<'_>, own: &Named<'_>, all: &[Named<'_>]) -> Option<Remark> {
    let others = |same: &dyn Fn(&&Named<'_>) -> bool| -> BTreeMap<(String, String), usize> {
        let mut counts = BTreeMap::new();
        for other in all.iter().filter(same) {
            *counts.entry((other.code.clone(), other.name.clone())).or_insert(0) += 1;
        }
        counts
    };
    let pair = (own.code.clone(), own.name.clone());
    let by_name = others(&|other| other.name == own.name && !other.code.is_empty());
    let by_code = others(&|other| other.code == own.code && !own.code.is_empty());
    let better = |counts: &BTreeMap<(String, String), usize>| {
        let mine = counts.get(&pair).copied().unwrap_or(0);
        let best = counts.iter().max_by_key(|(_, count)| **count)?;
        (mine > 0 && *best.1 > mine).then(|| best.0.clone())
    };
    let (code, name) = better(&by_name).or_else(|| better(&by_code))?;
    // 052 and 052003 are a department and its unit.
    let nested = code != own.code && (code.starts_with(&own.code) || own.code.starts_with(&code));
    if nested {
        return None;
    }
    let proposed = all.iter().find(|other| other.code == code && other.name == name)?;
    let message = Message::new("GJ618-differs")
        .with("project", own.form.name)
        .with("printed", own.printed)
        .with("other", proposed.printed)
        .with("example", proposed.form.name);
    let field = own.form.field("department")?;
    let place = own.form.place(case, own.location, &field.label);
    let remark = Remark::at(place, own.form.name, message)
        .proposing(own.printed, proposed.printed, case.words("GJ618", "why"))
        .and_at(proposed.form.place(case, proposed.location, &field.label));
    // Of a name that most forms print otherwise the code may be that of another department.
    Some(if code == own.code { remark } else { remark.at_level(Level::Warning) })
}
