//! GJ102: the sections that a disclosure must have are there.

use gouji_model::{Location, Message};

use super::contents;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ102", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let required: Vec<_> = case.profile.sections.iter().filter(|one| one.required).collect();
    if required.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ102-none"));
    }
    if let Some(ruling) =
        super::unread(case.disclosure).or_else(|| super::unrecognised(case.disclosure))
    {
        return ruling;
    }
    // A workbook of tables alone is a part of a disclosure, and its text is elsewhere.
    if case.disclosure.sections.is_empty() {
        return Ruling::NotAssessable(Message::new("GJ102-no-text"));
    }
    let is_there = |id: &str| case.disclosure.sections.iter().any(|one| &*one.id == id);
    let missing = required.into_iter().filter(|one| !is_there(&one.id));
    let remark = |section: &gouji_standard::profile::SectionDef| {
        let wording =
            section.titles.first().and_then(|title| title.expansions().into_iter().next());
        let message = Message::new("GJ102-missing")
            .with("section", wording.unwrap_or_else(|| section.id.clone()));
        Remark::at(case.place(Location::default()), &*section.id, message)
            .of_defect(contents::defect(&section.id))
    };
    Ruling::Judged(missing.map(remark).collect())
}
