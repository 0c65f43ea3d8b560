//! GJ102: the sections that must be there are there.

use gouji_model::{Level, Message, Named, Place, Subject};
use gouji_standard::folded_label;
use gouji_standard::ordinal;
use gouji_standard::profile::{Part, SectionDef};

use super::entries;
use super::reach::{self, Line};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ102", judge };

/// Longest beginning of a paragraph in which a heading may stand, in characters.
const HEADING: usize = 40;

fn judge(case: &Case<'_>) -> Ruling {
    let required = || case.profile.sections.iter().filter(|s| s.required && s.part != Part::Tables);
    let missing: Vec<&SectionDef> = required().filter(|section| !is_there(case, section)).collect();
    if required().next().is_none() {
        return Ruling::NotApplicable(Message::new("GJ102-none"));
    }
    if missing.is_empty() {
        return Ruling::Judged(Vec::new());
    }
    if let Some(reason) = reach::unread(case) {
        return Ruling::NotAssessable(reason);
    }
    // Tables and text are often published as files of their own, and layouts differ.
    if missing.len() == required().count() {
        return Ruling::NotAssessable(Message::new("GJ102-tables-only"));
    }
    if missing.len() * 2 > required().count() {
        return Ruling::NotAssessable(Message::new("GJ102-excerpt"));
    }
    Ruling::Judged(missing.into_iter().map(|section| remark(case, section)).collect())
}

/// Whether the section was found, or its heading begins a paragraph.
fn is_there(case: &Case<'_>, section: &SectionDef) -> bool {
    let found = case.disclosure.sections.iter().any(|text| *text.id == *section.id);
    found
        || reach::lines(case).any(|line| begins_with_heading(&line, section))
        || stands_in_grid(case, section)
}

/// A heading whose words stand apart may have been read as a row.
fn stands_in_grid(case: &Case<'_>, section: &SectionDef) -> bool {
    let is_heading = |row: &Vec<Named>| {
        let text: String = row.iter().map(|cell| cell.text.as_str()).collect();
        section.titles.iter().any(|title| title.matches(ordinal::without(&text)))
    };
    case.disclosure.other_tables.iter().flat_map(|table| &table.rows).any(is_heading)
}

/// 九、国有资本经营预算支出情况说明国有资本……: the heading runs into its text.
fn begins_with_heading(line: &Line<'_>, section: &SectionDef) -> bool {
    let text = folded_label(ordinal::without(&line.paragraph.text));
    let wordings = section.titles.iter().flat_map(gouji_standard::Pattern::expansions);
    wordings.into_iter().any(|wording| wording.chars().count() >= 4 && text.starts_with(&wording))
}

fn remark(case: &Case<'_>, section: &SectionDef) -> Remark {
    let heading = wording(case, section);
    if let Some(line) = speaks_of(case, section) {
        let message = Message::new("GJ102-heading")
            .with("heading", heading)
            .with("line", beginning(&line.paragraph.text));
        let place = case.place_in(&line.section.heading, line.paragraph, 0);
        let remark = Remark::at(place, &section.id, message).at_level(Level::Note);
        return remark.of_defect(entries::defect(&section.id));
    }
    let message = Message::new("GJ102-missing").with("heading", heading);
    let remark = Remark::at(place(case, section), &section.id, message)
        .of_defect(entries::defect(&section.id));
    if reach::has_pictures(case) { remark.at_level(Level::Warning) } else { remark }
}

/// The heading of a section in words of a unit or of a department: the longest of its wordings.
fn wording(case: &Case<'_>, section: &SectionDef) -> String {
    let other = match case.disclosure.subject {
        Some(Subject::Unit) => "部门",
        Some(Subject::Department) => "单位",
        None => "\u{0}",
    };
    let all = section.titles.first().map(gouji_standard::Pattern::expansions).unwrap_or_default();
    let own = all.iter().filter(|heading| !heading.contains(other)).max_by_key(|one| one.len());
    own.or(all.iter().max_by_key(|one| one.len())).cloned().unwrap_or_default()
}

/// Where a missing section should stand: behind the last one before it that is there.
fn place(case: &Case<'_>, section: &SectionDef) -> Place {
    let before = case.profile.sections.iter().take_while(|other| other.id != section.id);
    let found = before.filter_map(|before| {
        case.disclosure.sections.iter().find(|text| *text.id == *before.id && before.required)
    });
    let Some(found) = found.last() else { return reach::document(case) };
    let mut place = case.place(found.location);
    place.section = Some(found.heading.clone());
    place
}

/// A line that speaks of the section at its beginning, though no heading of the section is known.
fn speaks_of<'a>(case: &'a Case<'_>, section: &SectionDef) -> Option<Line<'a>> {
    let words = case.profile.completeness.section_words.get(&section.id)?;
    reach::lines(case).find(|line| {
        let text = folded_label(&beginning(&line.paragraph.text));
        words.iter().any(|word| text.contains(&folded_label(word)))
    })
}

fn beginning(text: &str) -> String {
    text.chars().take(HEADING).collect()
}
