//! GJ110: the cover says who publishes, for which year, and what.

use gouji_model::{Format, Message};
use gouji_standard::folded_label;

use super::reach;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ110", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let disclosure = case.disclosure;
    if let Some(reason) = reach::unread(case) {
        return Ruling::NotAssessable(reason);
    }
    if disclosure.cover.is_empty() {
        return without_cover(case);
    }
    let cover: String = disclosure.cover.iter().map(|line| folded_label(&line.text)).collect();
    let place = || case.place(disclosure.cover[0].location);
    let mut remarks = Vec::new();
    let has_name = disclosure.unit.as_ref().is_some_and(|unit| {
        cover.contains(&folded_label(&unit.text))
            // One character may be wrong in the name on the cover: that is for another rule.
            || disclosure.cover.iter().any(|line| line.location == unit.location)
    });
    if !has_name {
        remarks.push(Remark::at(place(), "unit", Message::new("GJ110-unit")));
    }
    if !has_year(&cover) {
        remarks.push(Remark::at(place(), "year", Message::new("GJ110-year")));
    }
    let kinds = &case.profile.completeness.cover_kinds;
    if !kinds.is_empty() && !kinds.iter().any(|kind| cover.contains(&folded_label(kind))) {
        let message = Message::new("GJ110-kind").with("kind", kinds.join("、"));
        remarks.push(Remark::at(place(), "kind", message));
    }
    Ruling::Judged(remarks)
}

/// 2026年, 二〇二六年.
fn has_year(cover: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九".contains(c);
    let chars: Vec<char> = cover.chars().collect();
    chars.windows(4).any(|four| four.iter().all(|&c| is_digit(c)))
}

/// Only documents of pages have a cover; the title of a web page stands outside of its text.
fn without_cover(case: &Case<'_>) -> Ruling {
    let paged = matches!(case.disclosure.format, Format::Pdf | Format::Docx);
    // Tables alone are an attachment.
    let is_whole = case.disclosure.sources.files.len() == 1 && !case.disclosure.sections.is_empty();
    if !paged || !is_whole {
        return Ruling::NotApplicable(Message::new("GJ110-no-pages"));
    }
    let message = Message::new("GJ110-none");
    Ruling::Judged(vec![Remark::at(reach::document(case), "cover", message)])
}
