//! GJ503: a code bears its own name, the one of its year.

use gouji_model::{Level, Message, Place, Row, Text};
use gouji_standard::profile::{KeyKind, Part};
use gouji_standard::{CodeEntry, folded_label};

use super::coded::{self, Coded, distance, folded_name, is_name};
use super::{class_name, numbered};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ503", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let tables = coded::tables(case);
    for table in &tables {
        // Codes that only number their rows are one finding of another rule.
        let numbered = numbered::rows(case, table);
        let rows = table.rows.iter().filter(|row| row.code.is_some() && !row.label.is_empty());
        let rows = rows.filter(|row| !numbered.contains(&&*row.id));
        remarks.extend(rows.filter_map(|row| judge_row(case, table, row)));
    }
    remarks.extend(super::governmental::remarks(case, &tables));
    remarks.extend(
        class_name::former(case)
            .into_iter()
            .map(|(place, old, valid)| superseded(case, place, old, valid)),
    );
    remarks.extend(in_text(case));
    if tables.is_empty() && remarks.is_empty() {
        Ruling::NotApplicable(Message::new("GJ501-none"))
    } else {
        Ruling::Judged(coded::together(remarks))
    }
}

/// What is wrong with the name of a row, as the list has it.
pub(super) enum Wrong<'a> {
    /// An earlier name of the code; the one that holds.
    Superseded(&'a CodeEntry, &'a CodeEntry),
    /// Nearly the name.
    Near(&'a CodeEntry),
    /// Another name.
    Other(&'a CodeEntry),
    /// The name of another code of the same parent.
    Sibling(&'a CodeEntry),
}

/// What is wrong with the name of a row; `None` also for a code that the list lacks.
pub(super) fn wrong<'a>(case: &Case<'a>, kind: KeyKind, row: &Row) -> Option<Wrong<'a>> {
    let list = coded::list(case, kind);
    let year = case.disclosure.year;
    let entries: Vec<&CodeEntry> = list.with_code(&row.id).collect();
    if entries.iter().any(|entry| coded::holds(entry, year) && is_name(&row.label, entry)) {
        return None;
    }
    let valid = entries.iter().copied().find(|entry| coded::holds(entry, year));
    let exact = |entry: &&CodeEntry| folded_name(&entry.name) == folded_name(&row.label);
    if let (Some(valid), Some(old)) = (valid, entries.iter().copied().find(exact)) {
        return Some(Wrong::Superseded(old, valid));
    }
    // Below one parent no name is given twice: a sibling's name has the sibling's code.
    if let Some(parent) = row.id.len().checked_sub(2).and_then(|end| row.id.get(..end))
        && coded::has_level(parent)
    {
        let mut siblings = list.entries().iter().filter(|entry| {
            entry.code.len() == row.id.len()
                && entry.code.starts_with(parent)
                && coded::is_seen(entry)
        });
        if let Some(sibling) = siblings.find(exact) {
            return Some(Wrong::Sibling(sibling));
        }
    }
    // A code that the list lacks is not wrong by itself.
    let valid = valid?;
    let off = distance(&folded_name(&valid.name), &folded_name(&row.label));
    let near = off <= 2 && folded_name(&row.label).chars().count() >= 4;
    Some(if near { Wrong::Near(valid) } else { Wrong::Other(valid) })
}

fn judge_row(case: &Case<'_>, table: &Coded<'_>, row: &Row) -> Option<Remark> {
    let place = case.place_of_row(table.table, row);
    let key = coded::key(&row.id, &row.label);
    let message = |id: &'static str, entry: &CodeEntry| {
        Message::new(id).with("code", &row.id).with("row", &row.label).with("name", &entry.name)
    };
    let why = |name: &str| case.words("GJ503", name);
    let (remark, entry) = match wrong(case, table.kind, row)? {
        Wrong::Superseded(old, valid) => {
            return Some(superseded(case, place, old, valid));
        }
        Wrong::Near(entry) => {
            let remark = Remark::at(place, key, message("GJ503-near", entry));
            let remark = remark.at_level(Level::Warning);
            (remark.proposing(&row.label, &entry.name, why("why-list")), entry)
        }
        Wrong::Other(entry) => {
            let remark = Remark::at(place, key, message("GJ503-other", entry));
            (remark.proposing(&row.label, &entry.name, why("why-list")), entry)
        }
        Wrong::Sibling(entry) => {
            let message = message("GJ503-sibling", entry).with("right", &entry.code);
            let remark = Remark::at(place, key, message);
            (remark.proposing(&row.id, &entry.code, why("why-list")), entry)
        }
    };
    Some(if is_sure(case, entry) { remark } else { remark.at_level(Level::Warning) })
}

/// Whether a name is certain in the year: those of years before the documents seen may have been
/// others.
fn is_sure(case: &Case<'_>, entry: &CodeEntry) -> bool {
    coded::is_seen(entry)
        && (entry.first_year.is_some() || case.disclosure.year.is_some_and(|y| y >= FIRST_SEEN))
}

/// First year of the documents in which the names of the lists were seen.
const FIRST_SEEN: u16 = 2023;

/// Since when, or until when, a name holds.
fn since(case: &Case<'_>, old: &CodeEntry, valid: &CodeEntry) -> Text {
    let (name, year) = match (valid.first_year, old.last_year, valid.last_year) {
        (Some(first), ..) => ("since", first.to_string()),
        (None, Some(last), _) => ("since", (last + 1).to_string()),
        (None, None, Some(last)) => ("until", last.to_string()),
        (None, None, None) => ("year", String::new()),
    };
    let text = case.words("GJ503", name);
    let filled = |text: String| text.replace("YEAR", &year);
    Text { zh: filled(text.zh), en: filled(text.en) }
}

/// Names in the explanation that have been superseded.
fn in_text(case: &Case<'_>) -> Vec<Remark> {
    let year = case.disclosure.year;
    let list = case.standard.functional();
    let old = list.entries().iter().filter(|entry| entry.last_year.is_some());
    old.filter(|entry| !coded::holds(entry, year)).flat_map(|entry| old_name(case, entry)).collect()
}

/// The paragraphs of the explanation in which a superseded name stands.
fn old_name(case: &Case<'_>, old: &CodeEntry) -> Vec<Remark> {
    let year = case.disclosure.year;
    let list = case.standard.functional();
    let Some(valid) = list.with_code(&old.code).find(|entry| coded::holds(entry, year)) else {
        return Vec::new();
    };
    // A name that another code bears now says nothing.
    let name = folded_label(&old.name);
    let is_used =
        |entry: &CodeEntry| coded::holds(entry, year) && folded_label(&entry.name) == name;
    if list.entries().iter().any(is_used) {
        return Vec::new();
    }
    let mut places = Vec::new();
    for section in &case.disclosure.sections {
        let part = case.profile.section(&section.id).map(|section| section.part);
        if part != Some(Part::Explanation) {
            continue;
        }
        for paragraph in &section.paragraphs {
            let Some(at) = paragraph.text.find(&old.name) else { continue };
            places.push(case.place_in(&section.heading, paragraph, at));
        }
    }
    places.into_iter().map(|place| superseded(case, place, old, valid)).collect()
}

/// An earlier name of a code, wherever it stands.
fn superseded(case: &Case<'_>, place: Place, old: &CodeEntry, valid: &CodeEntry) -> Remark {
    let message = Message::new("GJ503-superseded")
        .with("row", &old.name)
        .with("code", &old.code)
        .with("name", &valid.name)
        .with_text("since", since(case, old, valid));
    let remark = Remark::at(place, coded::key(&old.code, &old.name), message);
    let remark = remark.proposing(&old.name, &valid.name, case.words("GJ503", "why-year"));
    if is_sure(case, valid) { remark } else { remark.at_level(Level::Warning) }
}
