//! GJ507: the classes of a table that prints them by name are functional classes.

use gouji_model::{Level, Message, Row, RowRole, Statement};
use gouji_standard::CodeEntry;
use gouji_standard::ordinal;
use gouji_standard::profile::KeyKind;

use super::coded::{self, distance, folded_name, is_name};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ507", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
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
            if known * 2 <= rows.len() {
                continue;
            }
            examined = true;
            remarks.extend(rows.into_iter().filter_map(|row| remark(case, table, row)));
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ507-none"))
    }
}

/// Whether a row has the name of a class of any year.
fn is_class(case: &Case<'_>, row: &Row) -> bool {
    let classes = case.standard.functional().entries().iter().filter(|e| e.code.len() == 3);
    classes.into_iter().any(|entry| is_name(ordinal::without(&row.label), entry))
}

fn remark(case: &Case<'_>, table: &Statement, row: &Row) -> Option<Remark> {
    let name = ordinal::without(&row.label);
    // Dots in place of names, in a form to be filled in.
    if name.chars().filter(|c| c.is_alphanumeric()).count() < 3 {
        return None;
    }
    let year = case.disclosure.year;
    let classes = || case.standard.functional().entries().iter().filter(|e| e.code.len() == 3);
    let is_valid = |entry: &&CodeEntry| coded::holds(entry, year) && is_name(name, entry);
    if classes().any(|entry| is_valid(&entry)) {
        return None;
    }
    let place = coded::place(case, table, row);
    let key = format!("{}@{}", table.id, folded_name(name));
    let valid = |code: &str| classes().find(|e| e.code == code && coded::holds(e, year));
    let old = classes().find(|entry| folded_name(&entry.name) == folded_name(name));
    if let Some(valid) = old.and_then(|old| valid(&old.code)) {
        let message = Message::new("GJ507-superseded").with("row", name).with("name", &valid.name);
        let remark = Remark::at(place, key, message);
        return Some(remark.proposing(name, &valid.name, case.words("GJ507", "why")));
    }
    let off = |entry: &CodeEntry| distance(&folded_name(&entry.name), &folded_name(name));
    let near =
        classes().filter(|entry| coded::holds(entry, year)).min_by_key(|entry| off(entry))?;
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
