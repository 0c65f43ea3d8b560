//! GJ109: the glossary explains its terms, and the terms that the document uses.

use std::collections::BTreeSet;

use gouji_model::{Level, Message, SectionText, Term};
use gouji_standard::profile::Part;
use gouji_standard::{Pattern, folded_label};

use super::reach;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ109", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let is_glossary = |section: &&SectionText| {
        case.profile.section(&section.id).is_some_and(|s| s.part == Part::Glossary)
    };
    let Some(section) = case.disclosure.sections.iter().find(is_glossary) else {
        return Ruling::NotApplicable(Message::new("GJ109-none"));
    };
    if reach::is_blank_form(case) {
        return Ruling::NotApplicable(Message::new("GJ104-blank-form"));
    }
    let terms = &case.disclosure.glossary;
    let mut remarks = Vec::new();
    if section.paragraphs.is_empty() {
        if let Some(reason) = reach::unread(case) {
            return Ruling::NotAssessable(reason);
        }
        let message = Message::new("GJ109-empty");
        remarks.push(Remark::at(place(case, section), "empty", message));
    }
    // Terms in a layout of their own are not taken apart.
    if !terms.is_empty() {
        remarks.extend(terms.iter().filter(|t| is_unexplained(t)).map(|t| unexplained(case, t)));
        remarks.extend(repeated(case));
        remarks.extend(lacking(case, section));
    }
    Ruling::Judged(remarks)
}

fn place(case: &Case<'_>, section: &SectionText) -> gouji_model::Place {
    let mut place = case.place(section.location);
    place.section = Some(section.heading.clone());
    place
}

/// Nothing behind the colon but 指, 是 and punctuation.
fn is_unexplained(term: &Term) -> bool {
    let words = |c: &char| !matches!(c, '指' | '是' | '为' | '…' | '.') && c.is_alphanumeric();
    term.text.chars().filter(words).count() == 0
}

fn unexplained(case: &Case<'_>, term: &Term) -> Remark {
    let message = Message::new("GJ109-unexplained").with("term", &term.term);
    Remark::at(case.place(term.location), folded_label(&term.term), message)
}

fn repeated(case: &Case<'_>) -> Vec<Remark> {
    let mut seen = BTreeSet::new();
    let again = case.disclosure.glossary.iter().filter(|t| !seen.insert(folded_label(&t.term)));
    let remark = |term: &Term| {
        let message = Message::new("GJ109-repeated").with("term", &term.term);
        let key = format!("repeated@{}", folded_label(&term.term));
        Remark::at(case.place(term.location), key, message).at_level(Level::Note)
    };
    again.map(remark).collect()
}

/// Terms that the document uses and the glossary does not explain.
fn lacking(case: &Case<'_>, section: &SectionText) -> Vec<Remark> {
    let explained = |term: &Pattern| {
        section.paragraphs.iter().any(|p| reach::says(std::slice::from_ref(term), &p.text))
    };
    let used = |term: &Pattern| {
        let term = std::slice::from_ref(term);
        let columns = case.disclosure.statements.iter().flat_map(|t| &t.columns);
        columns.into_iter().any(|column| reach::says(term, &column.header))
            || reach::lines(case).any(|line| reach::says(term, &line.paragraph.text))
    };
    let terms = case.profile.completeness.terms.iter();
    let remark = |term: &Pattern| {
        let message = Message::new("GJ109-lacking").with("term", term.as_str());
        let key = format!("lacking@{}", term.as_str());
        Remark::at(place(case, section), key, message).at_level(Level::Note)
    };
    terms.filter(|term| !explained(term) && used(term)).map(remark).collect()
}
