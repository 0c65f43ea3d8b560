//! GJ105: what the table of contents announces is in the document.

use gouji_model::{Disclosure, Message};
use gouji_standard::folded_label;
use gouji_standard::profile::Part;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ105", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let disclosure = case.disclosure;
    if disclosure.contents.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ105-none"));
    }
    if let Some(ruling) = super::unread(disclosure).or_else(|| super::unrecognised(disclosure)) {
        return ruling;
    }
    let body = body(disclosure);
    let missing = disclosure.contents.iter().filter(|entry| {
        let wanted = core(&entry.title);
        // A title of two characters is found anywhere, and one that is read in part nowhere.
        wanted.chars().count() > 2 && !body.contains(&wanted) && !is_known(case, &entry.title)
    });
    let remarks = missing.map(|entry| {
        let message = Message::new("GJ105-missing").with("title", &entry.title);
        let remark = Remark::at(case.place(entry.location), core(&entry.title), message);
        let defects = section_of(case, &entry.title).map(defect).into_iter().collect();
        Remark { defects, ..remark }
    });
    Ruling::Judged(remarks.collect())
}

/// The name of the defect that a section has no heading.
pub(in crate::rules) fn defect(section: &str) -> String {
    format!("heading@{section}")
}

/// The section that a title is the heading of.
pub(in crate::rules) fn section_of<'a>(case: &Case<'a>, title: &str) -> Option<&'a str> {
    let bare = bare(title);
    let mut sections = case.profile.sections.iter();
    let fits = |pattern: &gouji_standard::Pattern| pattern.matches(bare) || pattern.matches(title);
    sections.find(|one| one.titles.iter().any(fits)).map(|one| one.id.as_str())
}

/// Whether a section or a table that the profile knows by this title, in whatever wording, is there.
fn is_known(case: &Case<'_>, title: &str) -> bool {
    let bare = bare(title);
    let sections = case.profile.sections.iter().filter(|one| {
        one.titles.iter().any(|pattern| pattern.matches(bare) || pattern.matches(title))
    });
    let has_section = |id: &str| case.disclosure.sections.iter().any(|one| &*one.id == id);
    let mut sections = sections.map(|one| {
        // The tables may follow without a heading over all of them.
        has_section(&one.id) || (one.part == Part::Tables && !case.disclosure.statements.is_empty())
    });
    let mut tables = case.profile.statements.iter().filter(|one| {
        one.titles.iter().any(|pattern| pattern.matches(bare) || pattern.matches(title))
    });
    sections.any(|is_there| is_there)
        || tables.any(|one| case.disclosure.statement(&one.id).is_some())
}

/// A heading without the ordinal before it: 第三部分, 十一、, （二）, 5．
fn bare(title: &str) -> &str {
    let title = title.trim();
    let ordinal = |c: char| "一二三四五六七八九十0123456789".contains(c);
    if let Some((_, rest)) = title.split_once("部分").filter(|_| title.starts_with('第')) {
        return rest.trim_start();
    }
    let inside = title.trim_start_matches(['（', '(']);
    let rest = inside.trim_start_matches(ordinal);
    let behind = rest.trim_start_matches(['、', '.', '．', '）', ')', ' ', '　']);
    if rest.len() < inside.len() && behind.len() < rest.len() { behind } else { title }
}

/// Everything that may be a heading, and the paragraphs, since some headings are not told from
/// them.
fn body(disclosure: &Disclosure) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for section in &disclosure.sections {
        texts.push(&section.heading);
        texts.extend(section.paragraphs.iter().map(|one| one.text.as_str()));
    }
    texts.extend(disclosure.statements.iter().map(|one| &*one.title));
    texts.extend(disclosure.other_tables.iter().map(|one| one.title.as_str()));
    texts.extend(disclosure.charts.iter().map(|one| one.text.as_str()));
    texts.extend(disclosure.cover.iter().map(|one| one.text.as_str()));
    texts.extend(disclosure.project_descriptions.iter().map(|one| &*one.heading));
    texts.iter().map(|text| core(text)).collect::<Vec<_>>().join("\n")
}

/// A heading without what contents and body print differently: year, ordinals, punctuation.
fn core(title: &str) -> String {
    let folded = folded_label(title);
    let kept = folded.chars().filter(|c| c.is_alphabetic());
    let kept: String = kept.collect();
    let bare = kept.trim_start_matches(|c: char| "一二三四五六七八九十第部分表附件".contains(c));
    bare.trim_start_matches("年度").trim_start_matches('年').to_owned()
}
