//! How far a document was read: what is missing in half a document may stand in the other half.

use gouji_model::{CellValue, Completeness, Location, Message, Place, Statement, TextParagraph};
use gouji_standard::profile::Part;
use gouji_standard::{FoldedText, Pattern, TitleSlots};

use super::entries::{Announced, announced};
use crate::rules::Case;

/// What reading noticed that means that a part of the document was not read.
const UNREAD: [&str; 11] = [
    "read-no-text-layer",
    "read-page-picture",
    "read-page-glyphs",
    "read-page-font",
    "read-page-broken",
    "read-page-cut",
    "read-member",
    "read-long-line",
    "read-wide-row",
    "read-deeper",
    "read-hidden-table",
];

/// Why nothing can be said to be missing: another kind of document, or one read only in part.
pub(super) fn unread(case: &Case<'_>) -> Option<Message> {
    let disclosure = case.disclosure;
    if disclosure.statements.is_empty() && disclosure.profile.evidence.is_empty() {
        return Some(Message::new("GJ102-no-disclosure"));
    }
    if disclosure.diagnostics.iter().any(|d| UNREAD.contains(&&*d.message.id)) {
        return Some(Message::new("GJ102-unread"));
    }
    let breaks_off = ends_in_a_table(case) || ends_before_its_contents(case);
    breaks_off.then(|| Message::new("GJ102-breaks-off"))
}

/// Entries at the end of the contents without which a document breaks off.
const LAST: usize = 3;

/// Whether the last headings that the contents announce are all not there.
fn ends_before_its_contents(case: &Case<'_>) -> bool {
    let is_there = |announced: Announced| {
        !matches!(announced, Announced::Required | Announced::Missing | Announced::Nowhere)
    };
    let entries = case.disclosure.contents.iter().rev();
    entries.take_while(|entry| !is_there(announced(case, entry))).take(LAST).count() == LAST
}

/// Whether the document ends in the middle of a table.
fn ends_in_a_table(case: &Case<'_>) -> bool {
    let tables = &case.disclosure.statements;
    let Some(last) = tables.iter().max_by_key(|table| table.title_location) else { return false };
    let lacks_total = match &last.completeness {
        Completeness::Complete => false,
        Completeness::Incomplete(why) => why.iter().any(|why| why.id == "read-no-total"),
    };
    let behind = |location: &Location| *location > last.title_location;
    let sections = case.disclosure.sections.iter().map(|section| section.location);
    let projects = case.disclosure.projects.iter().map(|project| project.location);
    lacks_total && !sections.chain(projects).any(|location| behind(&location))
}

/// Whether pictures stand in the document, which may be tables.
pub(super) fn has_pictures(case: &Case<'_>) -> bool {
    case.disclosure.diagnostics.iter().any(|d| d.message.id == "read-pictures")
}

/// Whether nobody has filled in a number yet: a blank form.
pub(super) fn is_blank_form(case: &Case<'_>) -> bool {
    !case.disclosure.statements.is_empty() && !case.disclosure.statements.iter().any(has_values)
}

/// Whether a table prints a number.
pub(super) fn has_values(table: &Statement) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| matches!(cell.value, CellValue::Amount(_) | CellValue::Illegible))
}

/// A paragraph of the text with the heading of its section.
pub(super) struct Line<'a> {
    pub section: &'a gouji_model::SectionText,
    pub paragraph: &'a TextParagraph,
}

/// The paragraphs of the sections, those of the glossary left out.
pub(super) fn lines<'a>(case: &'a Case<'_>) -> impl Iterator<Item = Line<'a>> {
    let part = |id: &str| case.profile.section(id).map(|section| section.part);
    let sections = case.disclosure.sections.iter();
    let told = sections.filter(move |section| part(&section.id) != Some(Part::Glossary));
    told.flat_map(|section| {
        section.paragraphs.iter().map(move |paragraph| Line { section, paragraph })
    })
}

/// Whether one of the wordings stands somewhere in a text.
pub(super) fn says(patterns: &[Pattern], text: &str) -> bool {
    let folded = FoldedText::new(text);
    patterns.iter().any(|pattern| !pattern.find_all(folded.chars(), &TitleSlots).is_empty())
}

/// The place of the document as a whole.
pub(super) fn document(case: &Case<'_>) -> Place {
    case.place(Location::default())
}

/// The place of a table's title.
pub(super) fn title(case: &Case<'_>, table: &Statement) -> Place {
    let mut place = case.place(table.title_location);
    place.statement = Some(table.title.clone());
    place
}

/// How much of a wording stands in a text: pairs of neighbouring characters, in percent.
pub(super) fn likeness(wording: &str, text: &str) -> usize {
    let pairs = |text: &str| -> Vec<[char; 2]> {
        let folded = FoldedText::new(text);
        folded.chars().windows(2).map(|pair| [pair[0], pair[1]]).collect()
    };
    let (wanted, found) = (pairs(wording), pairs(text));
    let shared = wanted.iter().filter(|pair| found.contains(pair)).count();
    (shared * 100).checked_div(wanted.len()).unwrap_or(0)
}
