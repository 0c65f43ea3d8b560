//! GJ106: the pages of the contents are those of the headings.

use std::collections::BTreeMap;

use gouji_model::{ContentsEntry, Location, Message, Spot};
use gouji_standard::{folded_label, ordinal};

use super::entries::{Announced, announced};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ106", judge };

/// Entries with a page that are needed to know where the numbering begins.
const ENOUGH: usize = 3;

/// An entry with the page that it names and the page on which its heading stands.
struct Numbered<'a> {
    entry: &'a ContentsEntry,
    printed: i64,
    real: i64,
    location: Location,
}

fn judge(case: &Case<'_>) -> Ruling {
    let contents = &case.disclosure.contents;
    if contents.iter().all(|entry| entry.page.is_none()) {
        return Ruling::NotApplicable(Message::new("GJ106-none"));
    }
    let numbered: Vec<Numbered<'_>> =
        contents.iter().filter_map(|entry| numbered(case, entry)).collect();
    if numbered.len() < ENOUGH {
        return Ruling::NotAssessable(Message::new("GJ106-no-pages"));
    }
    let Some(offset) = offset(&numbered) else {
        return Ruling::NotAssessable(Message::new("GJ106-no-offset"));
    };
    let wrong = numbered.iter().filter(|entry| entry.printed + offset != entry.real);
    Ruling::Judged(wrong.map(|entry| remark(case, entry, offset)).collect())
}

fn numbered<'a>(case: &Case<'_>, entry: &'a ContentsEntry) -> Option<Numbered<'a>> {
    let Announced::Heading { location, .. } = announced(case, entry) else { return None };
    let Spot::Page { page, .. } = location.spot else { return None };
    let printed = i64::from(entry.page?);
    Some(Numbered { entry, printed, real: i64::from(page), location })
}

/// How far the numbering lies behind the pages of the file: what most entries share, and more than
/// half of them.
fn offset(numbered: &[Numbered<'_>]) -> Option<i64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for entry in numbered {
        *counts.entry(entry.real - entry.printed).or_default() += 1;
    }
    let (offset, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count * 2 > numbered.len()).then_some(offset)
}

fn remark(case: &Case<'_>, numbered: &Numbered<'_>, offset: i64) -> Remark {
    let entry = numbered.entry;
    let should = numbered.real - offset;
    let message = Message::new("GJ106-page")
        .with("entry", &entry.title)
        .with("printed", numbered.printed)
        .with("page", numbered.real)
        .with("should", should);
    Remark::at(case.place(entry.location), folded_label(ordinal::without(&entry.title)), message)
        .and_at(case.place(numbered.location))
        .proposing(&numbered.printed.to_string(), &should.to_string(), case.words("GJ106", "why"))
}
