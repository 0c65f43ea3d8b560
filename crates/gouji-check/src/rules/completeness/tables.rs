//! GJ103: the tables that must be published are there, even when empty.

use gouji_model::{ContentsEntry, Level, Message, OtherTable, Place};
use gouji_standard::ordinal;
use gouji_standard::profile::StatementDef;

use super::reach;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ103", judge };

/// From this likeness on, in percent, a table that is not known may be the one that is missing.
const LIKE: usize = 60;

/// Rows from which on a table that is not known may be the one that is missing.
const TABLE: usize = 4;

fn judge(case: &Case<'_>) -> Ruling {
    let required = || case.profile.statements.iter().filter(|table| table.required);
    let is_there = |table: &&StatementDef| case.disclosure.statement(&table.id).is_some();
    let missing: Vec<&StatementDef> = required().filter(|table| !is_there(table)).collect();
    if missing.is_empty() {
        return Ruling::Judged(Vec::new());
    }
    if let Some(reason) = reach::unread(case) {
        return Ruling::NotAssessable(reason);
    }
    if missing.len() == required().count() {
        let id = if case.disclosure.other_tables.is_empty() {
            "GJ103-text-only"
        } else {
            "GJ103-layout"
        };
        return Ruling::NotAssessable(Message::new(id));
    }
    if missing.len() * 2 > required().count() {
        return Ruling::NotAssessable(Message::new("GJ103-excerpt"));
    }
    Ruling::Judged(missing.into_iter().map(|table| remark(case, table)).collect())
}

fn remark(case: &Case<'_>, table: &StatementDef) -> Remark {
    let key = table.id.as_str();
    let like = |other: &&OtherTable| reach::likeness(&table.name.zh, &other.title) >= LIKE;
    if let Some(other) = case.disclosure.other_tables.iter().find(like) {
        let message = Message::new("GJ103-unknown")
            .with_text("table", table.name.text())
            .with("title", &other.title);
        return Remark::at(case.place(other.location), key, message).at_level(Level::Warning);
    }
    if is_doubtful(case) {
        let message = Message::new("GJ103-doubt").with_text("table", table.name.text());
        return Remark::at(place(case, table), key, message).at_level(Level::Warning);
    }
    if let Some(entry) = listed(case, table) {
        let message = Message::new("GJ103-listed")
            .with_text("table", table.name.text())
            .with("entry", &entry.title);
        return Remark::at(case.place(entry.location), key, message);
    }
    let message = Message::new("GJ103-missing").with_text("table", table.name.text());
    Remark::at(place(case, table), key, message)
}

/// Whether the table may be there and was not recognised: as a picture, as a table of its own, or as
/// rows of a table that was not read to its end.
fn is_doubtful(case: &Case<'_>) -> bool {
    let disclosure = case.disclosure;
    reach::has_pictures(case)
        || disclosure.other_tables.iter().any(|table| table.rows.len() >= TABLE)
        || disclosure.statements.iter().any(|table| !table.completeness.is_complete())
}

/// Where a missing table should stand: behind the last one before it that is there.
fn place(case: &Case<'_>, table: &StatementDef) -> Place {
    let before = case.profile.statements.iter().take_while(|other| other.id != table.id);
    let found = before.filter_map(|before| case.disclosure.statement(&before.id)).last();
    found.map_or_else(|| reach::document(case), |found| reach::title(case, found))
}

/// The line of the contents that announces the table.
fn listed<'a>(case: &'a Case<'_>, table: &StatementDef) -> Option<&'a ContentsEntry> {
    let is = |entry: &&ContentsEntry| {
        let title = ordinal::without_table(&entry.title);
        table.titles.iter().any(|pattern| pattern.matches(title))
    };
    case.disclosure.contents.iter().find(is)
}
