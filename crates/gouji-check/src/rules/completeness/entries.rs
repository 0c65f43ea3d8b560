//! Lines of the contents, each with the heading that it announces.

use gouji_model::{ContentsEntry, Location};
use gouji_standard::profile::{Part, SectionDef, StatementDef};
use gouji_standard::{folded_label, ordinal};

use super::reach;
use crate::rules::Case;

/// What a line of the contents announces.
pub(super) enum Announced {
    /// A heading that stands in the document.
    Heading { text: String, location: Location },
    /// A part of the document that is there, though not under a heading of its own.
    Part,
    /// A table or a section that another rule says is missing.
    Required,
    /// A table or a section of the profile that is not there.
    Missing,
    /// Words that no profile knows and that stand nowhere in the document.
    Nowhere,
    /// Words that no profile knows; a line of the document is like them.
    Like,
}

/// From this likeness on, in percent, a line may be the heading that is announced.
const LIKE: usize = 70;

/// Shortest heading that is compared by its likeness, in characters.
const WORDS: usize = 4;

/// What a line of the contents announces.
pub(super) fn announced(case: &Case<'_>, entry: &ContentsEntry) -> Announced {
    if let Some(table) = table_of(case, &entry.title) {
        return match case.disclosure.statement(&table.id) {
            Some(found) => heading(&found.title, found.title_location),
            None if table.required => Announced::Required,
            None => Announced::Missing,
        };
    }
    if let Some(section) = section_of(case, &entry.title) {
        return announced_section(case, entry, section);
    }
    printed(case, &entry.title).unwrap_or(Announced::Nowhere)
}

fn heading(text: &str, location: Location) -> Announced {
    Announced::Heading { text: text.to_owned(), location }
}

fn announced_section(case: &Case<'_>, entry: &ContentsEntry, section: &SectionDef) -> Announced {
    if let Some(found) = case.disclosure.sections.iter().find(|text| *text.id == *section.id) {
        return heading(&found.heading, found.location);
    }
    let has_forms =
        case.disclosure.overall_target.is_some() || !case.disclosure.projects.is_empty();
    match section.part {
        Part::Tables if !case.disclosure.statements.is_empty() => Announced::Part,
        Part::Targets if has_forms => Announced::Part,
        _ => match printed(case, &entry.title) {
            Some(found) => found,
            None if section.required => Announced::Required,
            None => Announced::Missing,
        },
    }
}

/// The table with a title.
pub(super) fn table_of<'a>(case: &Case<'a>, title: &str) -> Option<&'a StatementDef> {
    let bare = ordinal::without_table(title);
    let is = |table: &&StatementDef| table.titles.iter().any(|p| p.matches(bare));
    case.profile.statements.iter().find(is)
}

/// The section with a heading.
pub(in crate::rules) fn section_of<'a>(case: &Case<'a>, title: &str) -> Option<&'a SectionDef> {
    let bare = ordinal::without(title);
    let is = |section: &&SectionDef| section.titles.iter().any(|p| p.matches(bare));
    case.profile.sections.iter().find(is)
}

/// The name of the defect that a section has no heading.
pub(in crate::rules) fn defect(section: &str) -> String {
    format!("heading@{section}")
}

/// A line of the document that has these words, or words like them.
fn printed(case: &Case<'_>, title: &str) -> Option<Announced> {
    let bare = |text: &str| folded_label(ordinal::without_table(text));
    let wanted = bare(title);
    let lines = printed_lines(case);
    let same = lines.iter().find(|(text, _)| {
        let text = bare(text);
        text == wanted || (wanted.chars().count() >= 4 && text.starts_with(&wanted))
    });
    if let Some((text, location)) = same {
        return Some(heading(text, *location));
    }
    // The heading of the catalogue or of an attachment may say more, or less, than the contents.
    let long = |text: &str| text.chars().count();
    let like = lines.iter().find(|(text, _)| {
        let (text, wanted) = (bare(text), &wanted);
        // A word or two stand in many lines, and a long line has the words of many headings.
        let (shorter, longer) = (long(&text).min(long(wanted)), long(&text).max(long(wanted)));
        let comparable = shorter >= WORDS && longer <= shorter * 3;
        comparable
            && (reach::likeness(wanted, &text) >= LIKE || reach::likeness(&text, wanted) >= LIKE)
    });
    like.map(|_| Announced::Like)
}

/// Headings and short lines of the document, with their locations.
fn printed_lines<'a>(case: &'a Case<'_>) -> Vec<(&'a str, Location)> {
    let disclosure = case.disclosure;
    let mut lines: Vec<(&str, Location)> = Vec::new();
    for section in &disclosure.sections {
        lines.push((&section.heading, section.location));
        let paragraphs = section.paragraphs.iter();
        lines.extend(paragraphs.map(|p| (p.text.as_str(), p.location_at(0))));
    }
    lines.extend(disclosure.statements.iter().map(|t| (&*t.title, t.title_location)));
    for table in &disclosure.statements {
        lines.extend(table.notes.iter().map(|note| (note.as_str(), table.title_location)));
    }
    lines.extend(disclosure.other_tables.iter().map(|t| (t.title.as_str(), t.location)));
    let named = disclosure.charts.iter().chain(disclosure.catalogue.title.iter());
    lines.extend(named.map(|named| (named.text.as_str(), named.location)));
    lines.extend(disclosure.notice.iter().map(|n| (n.title.as_str(), n.location)));
    lines.extend(disclosure.project_descriptions.iter().map(|d| (&*d.heading, d.location)));
    lines.retain(|(text, _)| !text.is_empty());
    lines
}
