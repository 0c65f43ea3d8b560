//! GJ108: what must be explained is explained, part by part.

use gouji_model::{Message, SectionText, Text};
use gouji_standard::profile::{ExplanationDef, ExplanationPartDef};

use super::reach;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ108", judge };

fn judge(case: &Case<'_>) -> Ruling {
    if reach::is_blank_form(case) {
        return Ruling::NotApplicable(Message::new("GJ104-blank-form"));
    }
    let mut remarks = Vec::new();
    let mut examined = false;
    for explanation in &case.profile.explanations {
        let sections = sections(case, explanation);
        // A section that is missing is for another rule.
        let Some(first) = sections.first() else { continue };
        examined = true;
        let text: Vec<&str> = sections
            .iter()
            .flat_map(|section| &section.paragraphs)
            .map(|paragraph| paragraph.text.as_str())
            .collect();
        if text.iter().any(|line| reach::says(&explanation.none, line)) {
            continue;
        }
        let lacking =
            |part: &&ExplanationPartDef| !text.iter().any(|line| reach::says(&part.wordings, line));
        let lacking: Vec<&ExplanationPartDef> = explanation.parts.iter().filter(lacking).collect();
        if !lacking.is_empty() {
            remarks.push(remark(case, explanation, first, &lacking));
        }
    }
    if !examined {
        return Ruling::NotApplicable(Message::new("GJ108-none"));
    }
    match reach::unread(case) {
        Some(reason) if !remarks.is_empty() => Ruling::NotAssessable(reason),
        _ => Ruling::Judged(remarks),
    }
}

/// The sections in which the explanation may stand, if the one that is its own is there.
fn sections<'a>(case: &'a Case<'_>, explanation: &ExplanationDef) -> Vec<&'a SectionText> {
    let own = explanation.sections.first();
    let sections = case.disclosure.sections.iter();
    let found: Vec<&SectionText> =
        sections.filter(|s| explanation.sections.iter().any(|id| *id == *s.id)).collect();
    let is_own = |section: &&SectionText| own.is_some_and(|id| *id == *section.id);
    if found.iter().any(is_own) { found } else { Vec::new() }
}

fn remark(
    case: &Case<'_>,
    explanation: &ExplanationDef,
    section: &SectionText,
    lacking: &[&ExplanationPartDef],
) -> Remark {
    let names = |of: fn(&ExplanationPartDef) -> &str, by: &str| -> String {
        lacking.iter().map(|part| of(part)).collect::<Vec<_>>().join(by)
    };
    let parts =
        Text { zh: names(|part| &part.name.zh, "、"), en: names(|part| &part.name.en, ", ") };
    let message = Message::new("GJ108-lacking")
        .with_text("subject", explanation.name.text())
        .with_text("parts", parts);
    let mut place = case.place(section.location);
    place.section = Some(section.heading.clone());
    Remark::at(place, &explanation.id, message)
}
