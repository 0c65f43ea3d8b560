//! GJ503: a code bears the name that it has in the document's year.

use std::collections::BTreeMap;

use gouji_model::{Level, Message, Place, Row, Statement};
use gouji_standard::profile::KeyKind;
use gouji_standard::{CodeEntry, CodeList, folded_label};

use super::numbered;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ503", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let Some(year) = case.disclosure.year else {
        return Ruling::NotAssessable(Message::new("GJ503-no-year"));
    };
    let mut wrong: BTreeMap<(String, String), (Problem<'_>, Vec<Place>)> = BTreeMap::new();
    let mut examined = false;
    for (table, row, list) in coded(case) {
        examined = true;
        let Some(problem) = problem(list, row, year) else { continue };
        // Codes that were numbered one after another are one defect, and that of GJ506.
        if problem.id != "GJ503-old" && numbered::is_numbered(case, table) {
            continue;
        }
        let key = (row.id.to_string(), folded_label(bare(&row.label)));
        wrong
            .entry(key)
            .or_insert_with(|| (problem, Vec::new()))
            .1
            .push(case.place_of_row(table, row));
    }
    if !examined {
        return Ruling::NotApplicable(Message::new("GJ503-none"));
    }
    let remarks = wrong.into_iter().map(|((code, name), (problem, places))| {
        let message = Message::new(problem.id)
            .with("code", &code)
            .with("name", &name)
            .with("valid", &problem.valid.name)
            .with("since", problem.valid.first_year.map_or_else(String::new, |y| y.to_string()))
            .with("other", problem.other.map_or("", |entry| entry.code.as_str()))
            .with("n", places.len());
        let mut places = places.into_iter();
        let first = places.next().unwrap_or_default();
        let remark = Remark::at(first, format!("{code}@{name}"), message);
        let remark = remark.of_defect(defect(&code, &name));
        let remark = places.fold(remark, Remark::and_at);
        if problem.is_certain { remark } else { remark.at_level(Level::Warning) }
    });
    Ruling::Judged(remarks.collect())
}

/// The name of the defect that a code has a wrong name.
pub(super) fn defect(code: &str, name: &str) -> String {
    format!("name@{code}@{name}")
}

/// What is wrong with a name.
pub(super) struct Problem<'a> {
    pub id: &'static str,
    valid: &'a CodeEntry,
    other: Option<&'a CodeEntry>,
    is_certain: bool,
}

/// Rows with a code of a classification, each with its list.
pub(super) fn coded<'c>(
    case: &Case<'c>,
) -> impl Iterator<Item = (&'c Statement, &'c Row, &'c CodeList)> {
    let standard = case.standard;
    let lists = case.sides().filter_map(move |side| match side.definition.key.kind {
        KeyKind::Functional | KeyKind::FunctionalClass => Some((side, standard.functional())),
        KeyKind::EconomicDepartment => Some((side, standard.economic_department())),
        _ => None,
    });
    lists.flat_map(|(side, list)| {
        let is_code = |row: &&Row| row.id.len() >= 3 && row.id.bytes().all(|b| b.is_ascii_digit());
        side.items().filter(is_code).map(move |row| (side.table, row, list))
    })
}

/// The list is not complete: a code that it lacks is unknown, and only what published documents
/// were seen to print is held against a name.
pub(super) fn problem<'a>(list: &'a CodeList, row: &Row, year: u16) -> Option<Problem<'a>> {
    let label = folded_label(bare(&row.label));
    let entries: Vec<&CodeEntry> = list.with_code(&row.id).collect();
    let valid: Vec<&CodeEntry> =
        entries.iter().copied().filter(|entry| is_valid(entry, year)).collect();
    let first = *valid.first()?;
    if label.is_empty() || valid.iter().any(|entry| bears(entry, &label)) {
        return None;
    }
    if entries.iter().any(|entry| !is_valid(entry, year) && bears(entry, &label)) {
        return Some(Problem { id: "GJ503-old", valid: first, other: None, is_certain: true });
    }
    let is_seen = valid.iter().any(|entry| entry.source.starts_with("observed"));
    // A narrow cell may hold the beginning of a name.
    let is_cut = valid.iter().any(|entry| folded_label(&entry.name).starts_with(&label));
    if !is_seen || is_cut {
        return None;
    }
    let digits = row.id.len();
    let other = list.entries().iter().find(|entry| {
        entry.code.len() == digits && is_valid(entry, year) && folded_label(&entry.name) == label
    });
    match other {
        Some(_) => Some(Problem { id: "GJ503-other", valid: first, other, is_certain: true }),
        None => Some(Problem { id: "GJ503-differs", valid: first, other, is_certain: false }),
    }
}

fn is_valid(entry: &CodeEntry, year: u16) -> bool {
    entry.first_year.is_none_or(|first| first <= year)
        && entry.last_year.is_none_or(|last| year <= last)
}

fn bears(entry: &CodeEntry, label: &str) -> bool {
    std::iter::once(&entry.name)
        .chain(&entry.other_spellings)
        .any(|name| folded_label(name) == label)
}

/// A label without its ordinal: 十、卫生健康支出.
fn bare(label: &str) -> &str {
    let ordinal = |c: char| "一二三四五六七八九十0123456789".contains(c);
    match label.split_once(['、', '.', '．']) {
        Some((first, rest)) if !first.is_empty() && first.chars().all(ordinal) => rest,
        _ => label,
    }
}
