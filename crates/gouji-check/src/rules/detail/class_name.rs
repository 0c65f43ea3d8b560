//! GJ507: the classes of a table that prints them by name are functional classes.

use gouji_model::{Level, Message, Place, Row, RowRole, Statement};
use gouji_standard::CodeEntry;
use gouji_standard::ordinal;
use gouji_standard::profile::KeyKind;

use super::coded::{self, distance, folded_name, is_folded_name};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ507", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let rows = rows(case);
    if rows.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ507-none"));
    }
    let remarks = rows.into_iter().filter_map(|(table, row)| remark(case, table, row));
    Ruling::Judged(coded::together(remarks.collect()))
}

/// Rows that print classes by name, with their tables.
fn rows<'a>(case: &'a Case<'_>) -> Vec<(&'a Statement, &'a Row)> {
    let mut found = Vec::new();
    for table in &case.disclosure.statements {
        let Some(definition) = case.profile.statement(&table.id) else { continue };
        for (side, definition) in definition.sides.iter().enumerate() {
            if definition.key.kind != KeyKind::FunctionalClass {
                continue;
            }
            // Without an ordinal a row may be a balance that the profile does not know.
            let rows = table.rows.iter().filter(|row| row.side == side);
            let rows = rows.filter(|row| row.role == RowRole::Item && ordinal::begins(&row.label));
            let rows: Vec<&Row> = rows.collect();
            // Another layout may list kinds of expenditure here, and not classes.
            let known = rows.iter().filter(|row| is_class(case, row)).count();
            if known * 2 > rows.len() {
                found.extend(rows.into_iter().map(|row| (table, row)));
            }
        }
    }
    found
}

/// Rows that bear an earlier name of their class: that name, and the one that holds.
pub(super) fn former<'a>(case: &Case<'a>) -> Vec<(Place, &'a CodeEntry, &'a CodeEntry)> {
    let rows = rows(case);
    let named = rows.into_iter().filter_map(|(table, row)| {
        let (old, valid) = superseded(case, row)?;
        Some((case.place_of_row(table, row), old, valid))
    });
    named.collect()
}

/// The earlier name that a row has, with the one that holds.
fn superseded<'a>(case: &Case<'a>, row: &Row) -> Option<(&'a CodeEntry, &'a CodeEntry)> {
    if is_valid(case, row) {
        return None;
    }
    let name = folded_name(&row.label);
    let old = classes(case).find(|entry| folded_name(&entry.name) == name)?;
    let year = case.disclosure.year;
    let valid = classes(case).find(|e| e.code == old.code && coded::holds(e, year))?;
    Some((old, valid))
}

fn classes<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a CodeEntry> {
    case.standard.functional().entries().iter().filter(|entry| entry.code.len() == 3)
}

/// Whether a row has the name of a class of the year.
fn is_valid(case: &Case<'_>, row: &Row) -> bool {
    let name = folded_name(&row.label);
    let year = case.disclosure.year;
    classes(case).any(|entry| coded::holds(entry, year) && is_folded_name(&name, entry))
}

/// Whether a row has the name of a class of any year.
fn is_class(case: &Case<'_>, row: &Row) -> bool {
    let name = folded_name(&row.label);
    classes(case).any(|entry| is_folded_name(&name, entry))
}

fn remark(case: &Case<'_>, table: &Statement, row: &Row) -> Option<Remark> {
    let name = ordinal::without(&row.label);
    // Dots in place of names, in a form to be filled in.
    if name.chars().filter(|c| c.is_alphanumeric()).count() < 3 {
        return None;
    }
    // An earlier name of the class is for the rule about names of codes.
    if is_valid(case, row) || superseded(case, row).is_some() {
        return None;
    }
    let place = case.place_of_row(table, row);
    let key = folded_name(name);
    let year = case.disclosure.year;
    let off = |entry: &CodeEntry| distance(&folded_name(&entry.name), &folded_name(name));
    let near =
        classes(case).filter(|entry| coded::holds(entry, year)).min_by_key(|entry| off(entry))?;
    if off(near) <= 2 {
        let message = Message::new("GJ507-near").with("row", name).with("name", &near.name);
        let remark = Remark::at(place, key, message);
        return Some(remark.proposing(name, &near.name, case.words("GJ507", "why")));
    }
    // What does not end like a class may be a balance that the profile does not know.
    let is_expenditure = coded::ENDINGS.iter().any(|ending| name.ends_with(ending));
    let remark = Remark::at(place, key, Message::new("GJ507-unknown").with("row", name));
    is_expenditure.then(|| remark.at_level(Level::Warning))
}
