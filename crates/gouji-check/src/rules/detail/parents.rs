//! GJ504: every row stands below its class and its section, once, and in the order of the codes.

use std::collections::BTreeMap;

use gouji_model::{Level, Message, Row};

use super::coded::{self, Coded};
use super::numbered;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ504", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let tables = coded::tables(case);
    if tables.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ501-none"));
    }
    let (read, part): (Vec<_>, Vec<_>) =
        tables.into_iter().partition(|table| table.table.completeness.is_complete());
    if read.is_empty() {
        let reason = part.first().map(|table| case.book.incomplete(table.table));
        return Ruling::NotAssessable(reason.unwrap_or_else(|| Message::new("GJ501-none")));
    }
    let mut remarks = Vec::new();
    for table in &read {
        let repeated = repeated(table);
        // A table that goes through its codes unit by unit prints them again and again.
        if repeated.len() * 2 > table.rows.len() {
            continue;
        }
        let again = repeated.into_iter().map(|(first, row)| again(case, table, first, row));
        remarks.extend(again);
        remarks.extend(misplaced(case, table));
    }
    Ruling::Judged(remarks)
}

/// Rows whose code stands in the table already, each with the first one.
fn repeated<'a>(table: &Coded<'a>) -> Vec<(&'a Row, &'a Row)> {
    let mut first: BTreeMap<&str, &Row> = BTreeMap::new();
    let mut again = Vec::new();
    for row in table.rows.iter().copied().filter(|row| row.code.is_some()) {
        match first.get(&*row.id) {
            Some(&before) => again.push((before, row)),
            None => drop(first.insert(&row.id, row)),
        }
    }
    again
}

fn again(case: &Case<'_>, table: &Coded<'_>, first: &Row, row: &Row) -> Remark {
    let message = Message::new("GJ504-again").with("code", &row.id).with("row", &row.label);
    let key = format!("{}@{}@again", table.table.id, row.id);
    let place = case.place_of_row(table.table, row);
    Remark::at(place, key, message).and_at(case.place_of_row(table.table, first))
}

/// Rows without the row above them, or not below it. Rows that are known by their names only have
/// no code that could be out of place.
fn misplaced(case: &Case<'_>, table: &Coded<'_>) -> Vec<Remark> {
    let numbered = numbered::rows(case, table);
    let is_told = |row: &&Row| {
        row.code.is_some()
            && coded::has_level(&row.id)
            && coded::has_known_class(case, table.kind, &row.id)
    };
    let rows: Vec<&Row> = table.rows.iter().copied().filter(is_told).collect();
    let prints = |digits: usize| rows.iter().any(|row| row.id.len() == digits);
    let mut remarks = Vec::new();
    let mut missing: Vec<&str> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let levels = [3, 5].into_iter().filter(|&digits| digits < row.id.len() && prints(digits));
        for digits in levels {
            let parent = &row.id[..digits];
            if missing.contains(&parent) {
                continue;
            }
            if !rows.iter().any(|other| *other.id == *parent) {
                missing.push(parent);
                remarks.push(orphan(case, table, row, parent));
            } else if last_before(row, &rows[..index], digits).is_some_and(|last| last != parent) {
                remarks.push(elsewhere(case, table, row, parent));
                break;
            }
        }
        if !numbered.contains(&&*row.id) {
            remarks.extend(descends(case, table, &rows[..index], row));
        }
    }
    remarks
}

/// The last code of a number of digits in front of a row, on its side. The first rows of a side may
/// go on with the class of the side before.
fn last_before<'a>(row: &Row, rows: &[&'a Row], digits: usize) -> Option<&'a str> {
    let mut before = rows.iter().rev().filter(|other| other.side == row.side);
    before.find(|other| other.id.len() == digits).map(|other| &*other.id)
}

fn orphan(case: &Case<'_>, table: &Coded<'_>, row: &Row, parent: &str) -> Remark {
    let message = Message::new("GJ504-orphan")
        .with("code", &row.id)
        .with("row", &row.label)
        .with("parent", parent);
    let key = format!("{}@{parent}@orphan", table.table.id);
    Remark::at(case.place_of_row(table.table, row), key, message)
}

fn elsewhere(case: &Case<'_>, table: &Coded<'_>, row: &Row, parent: &str) -> Remark {
    let message = Message::new("GJ504-elsewhere")
        .with("code", &row.id)
        .with("row", &row.label)
        .with("parent", parent);
    let key = format!("{}@{}@elsewhere", table.table.id, row.id);
    Remark::at(case.place_of_row(table.table, row), key, message)
}

/// A code smaller than that of the row before it below the same parent.
fn descends(case: &Case<'_>, table: &Coded<'_>, before: &[&Row], row: &Row) -> Option<Remark> {
    let parent = &row.id[..row.id.len() - 2];
    let is_sibling = |other: &&&Row| {
        other.side == row.side && other.id.len() == row.id.len() && other.id.starts_with(parent)
    };
    // Classes have no parent: their first digit is all that they share.
    let last = before.iter().rev().find(is_sibling)?;
    if last.id <= row.id {
        return None;
    }
    let message = Message::new("GJ504-order")
        .with("code", &row.id)
        .with("row", &row.label)
        .with("before", &last.id);
    let key = format!("{}@{}@order", table.table.id, row.id);
    let remark = Remark::at(case.place_of_row(table.table, row), key, message);
    Some(remark.and_at(case.place_of_row(table.table, last)).at_level(Level::Note))
}
