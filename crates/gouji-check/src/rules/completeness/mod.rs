//! Completeness (完整性): sections, tables, notes on empty tables, contents, explanations.

pub(super) mod contents;
mod empty_tables;
mod glossary;
mod mentions;
mod page_numbers;
mod reasons;
mod required_sections;
mod required_tables;
mod timeliness;

use gouji_model::{Disclosure, Message};

use super::{Rule, Ruling};

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    timeliness::RULE,
    required_sections::RULE,
    required_tables::RULE,
    empty_tables::RULE,
    contents::RULE,
    page_numbers::RULE,
    reasons::RULE,
    mentions::RULE,
    glossary::RULE,
];

/// What reading notices where a part of the document was not read at all.
const UNREAD: [&str; 4] =
    ["read-page-without-text", "read-member", "read-too-many-marks", "read-no-values"];

/// A document of which a part was not read may have what seems to be missing: pages without text,
/// a file that ends in the middle of a table, columns that are guessed from spaces.
fn unread(disclosure: &Disclosure) -> Option<Ruling> {
    if disclosure.format.is_aligned() {
        return Some(Ruling::NotAssessable(Message::new("check-aligned")));
    }
    if disclosure.statements.last().is_some_and(|table| !table.completeness.is_complete()) {
        return Some(Ruling::NotAssessable(Message::new("check-cut-off")));
    }
    let of = |id: &str| UNREAD.contains(&id);
    let notice = disclosure.diagnostics.iter().find(|one| of(&one.message.id))?;
    Some(Ruling::NotAssessable(notice.message.clone()))
}

/// A document in which nothing was recognised says nothing of what it lacks.
fn unrecognised(disclosure: &Disclosure) -> Option<Ruling> {
    let is_empty = disclosure.statements.is_empty() && disclosure.sections.is_empty();
    is_empty.then(|| Ruling::NotAssessable(Message::new("check-nothing-recognised")))
}
