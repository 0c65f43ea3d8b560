//! GJ109: the glossary has terms, and each is explained.

use gouji_model::{Location, Message};
use gouji_standard::profile::Part;

use super::contents;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ109", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let is_asked = case.profile.sections.iter().any(|one| one.part == Part::Glossary);
    if !is_asked || case.disclosure.sections.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ109-none"));
    }
    if let Some(ruling) = super::unread(case.disclosure) {
        return ruling;
    }
    if case.disclosure.glossary.is_empty() {
        let message = Message::new("GJ109-missing");
        let remark = Remark::at(case.place(Location::default()), "glossary", message);
        let sections = case.profile.sections.iter().filter(|one| one.part == Part::Glossary);
        let defects = sections.map(|section| contents::defect(&section.id)).collect();
        return Ruling::Judged(vec![Remark { defects, ..remark }]);
    }
    let unexplained = case.disclosure.glossary.iter().filter(|term| term.text.trim().is_empty());
    let remarks = unexplained.map(|term| {
        let message = Message::new("GJ109-unexplained").with("term", &term.term);
        Remark::at(case.place(term.location), &*term.term, message)
    });
    Ruling::Judged(remarks.collect())
}
