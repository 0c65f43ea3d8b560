//! GJ106: the page numbers of the table of contents.

use std::collections::BTreeMap;

use gouji_model::{ContentsEntry, Location, Message, Spot};
use gouji_standard::folded_label;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ106", judge };

/// Fewest entries whose pages must be known to say how pages are counted.
const FEWEST: usize = 5;

fn judge(case: &Case<'_>) -> Ruling {
    let found: Vec<(&ContentsEntry, i64, i64)> = case
        .disclosure
        .contents
        .iter()
        .filter_map(|entry| Some((entry, i64::from(entry.page?), page_of(case, &entry.title)?)))
        .collect();
    if found.len() < FEWEST {
        return Ruling::NotAssessable(Message::new("GJ106-none"));
    }
    // Pages may be counted from the cover or from behind it: what most entries agree on.
    let mut offsets: BTreeMap<i64, usize> = BTreeMap::new();
    for (_, printed, real) in &found {
        *offsets.entry(real - printed).or_default() += 1;
    }
    let Some((&offset, &most)) = offsets.iter().max_by_key(|(_, n)| **n) else {
        return Ruling::NotAssessable(Message::new("GJ106-none"));
    };
    if most * 3 < found.len() * 2 {
        return Ruling::NotAssessable(Message::new("GJ106-none"));
    }
    let wrong = found.into_iter().filter(|(_, printed, real)| real - printed != offset);
    let remarks = wrong.map(|(entry, printed, real)| {
        let message = Message::new("GJ106-page")
            .with("title", &entry.title)
            .with("printed", printed)
            .with("real", real - offset);
        Remark::at(case.place(entry.location), folded_label(&entry.title), message)
    });
    Ruling::Judged(remarks.collect())
}

/// The page of the one heading or table that bears a title.
fn page_of(case: &Case<'_>, title: &str) -> Option<i64> {
    let wanted = folded_label(title);
    let sections = case.disclosure.sections.iter().map(|one| (&one.heading, one.location));
    let tables = case.disclosure.statements.iter().map(|one| (&one.title, one.title_location));
    let mut pages = sections
        .chain(tables)
        .filter(|(heading, _)| folded_label(heading) == wanted)
        .filter_map(|(_, location)| page(location));
    let first = pages.next()?;
    pages.next().is_none().then_some(first)
}

fn page(location: Location) -> Option<i64> {
    match location.spot {
        Spot::Page { page, .. } => Some(i64::from(page)),
        _ => None,
    }
}
