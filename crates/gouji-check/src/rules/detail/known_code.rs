//! GJ502: a code stands in the list of its year, as far as the list is complete.

use gouji_model::{Level, Message, Row};
use gouji_standard::{CodeEntry, CodeList};

use super::coded::{self, Coded};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ502", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let tables = coded::tables(case);
    for table in &tables {
        let list = coded::list(case, table.kind);
        for row in table.rows.iter().filter(|row| row.code.is_some()) {
            remarks.extend(remark(case, table, row, list));
        }
    }
    if tables.is_empty() {
        Ruling::NotApplicable(Message::new("GJ501-none"))
    } else {
        Ruling::Judged(coded::together(remarks))
    }
}

fn remark(case: &Case<'_>, table: &Coded<'_>, row: &Row, list: &CodeList) -> Option<Remark> {
    let code = &*row.id;
    let entries: Vec<&CodeEntry> = list.with_code(code).collect();
    let year = case.disclosure.year;
    if entries.is_empty() {
        return unknown_class(case, table, row, list);
    }
    if entries.iter().any(|entry| coded::holds(entry, year)) {
        return None;
    }
    let place = case.place_of_row(table.table, row);
    let key = coded::key(code, &row.label);
    let until = entries.iter().filter_map(|entry| entry.last_year).max();
    let successor = entries.iter().find_map(|entry| entry.more.get("successor"));
    let successor = successor.filter(|code| !code.is_empty());
    let remark = match (until, successor) {
        (Some(until), Some(successor)) => {
            let message = Message::new("GJ502-succeeded")
                .with("code", code)
                .with("row", &row.label)
                .with("last", until)
                .with("successor", successor);
            Remark::at(place, key, message).proposing(code, successor, case.words("GJ502", "why"))
        }
        (Some(until), None) => {
            let message = Message::new("GJ502-retired")
                .with("code", code)
                .with("row", &row.label)
                .with("last", until);
            Remark::at(place, key, message)
        }
        (None, _) => {
            let first = entries.iter().filter_map(|entry| entry.first_year).min()?;
            let message = Message::new("GJ502-later")
                .with("code", code)
                .with("row", &row.label)
                .with("first", first);
            Remark::at(place, key, message)
        }
    };
    let seen = entries.iter().any(|entry| coded::is_seen(entry));
    Some(if seen { remark } else { remark.at_level(Level::Warning) })
}

/// A class that the list lacks, where the list has every class: they are numbered in it.
fn unknown_class(case: &Case<'_>, table: &Coded<'_>, row: &Row, list: &CodeList) -> Option<Remark> {
    let class = row.id.get(..3).filter(|_| coded::has_level(&row.id))?;
    if !has_every_class(list) || list.with_code(class).next().is_some() || is_later(list, class) {
        return None;
    }
    // What is below the class is wrong with it: said once, where the class is printed.
    let printed = table.rows.iter().any(|other| *other.id == *class);
    if printed && row.id.len() > 3 {
        return None;
    }
    let message = Message::new("GJ502-class").with("code", &row.id).with("row", &row.label);
    let key = coded::key(&row.id, &row.label);
    let remark = Remark::at(case.place_of_row(table.table, row), key, message);
    Some(match by_name(table, row, list) {
        Some(code) => remark.proposing(&row.id, code, case.words("GJ502", "why-name")),
        None => remark,
    })
}

/// The code that the name of a row has below the section or the class above it.
fn by_name<'a>(table: &Coded<'_>, row: &Row, list: &'a CodeList) -> Option<&'a str> {
    let before = table.rows.iter().take_while(|other| !std::ptr::eq(**other, row));
    let above = before.filter(|other| list.with_code(&other.id).next().is_some()).last()?;
    let parents = [5, 3].into_iter().filter_map(|digits| above.id.get(..digits));
    let mut codes = parents.filter_map(|parent| list.code_of_name(&row.label, Some(parent)));
    codes.find(|code| code.starts_with(above.id.get(..3).unwrap_or_default()))
}

/// Whether a class may have been added behind the last one that the list knows.
fn is_later(list: &CodeList, class: &str) -> bool {
    let classes = list.entries().iter().map(|entry| entry.code.as_str());
    let newest = classes.filter(|code| code.len() == 3).max();
    newest.is_some_and(|newest| class > newest && class.get(..1) == newest.get(..1))
}

/// Whether the classes of a list are numbered from one on without a gap.
fn has_every_class(list: &CodeList) -> bool {
    let classes = list.entries().iter().filter(|entry| entry.code.len() == 3);
    let ordinals = classes.filter_map(|entry| entry.more.get("ordinal")?.parse::<usize>().ok());
    let mut ordinals: Vec<usize> = ordinals.collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    !ordinals.is_empty() && ordinals.iter().enumerate().all(|(index, &o)| o == index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_numbered_without_a_gap_are_all_the_classes() {
        let list = |text: &str| CodeList::parse(&format!("code\tname\tordinal\n{text}"));
        assert!(has_every_class(&list("201\t甲\t1\n202\t乙\t2\n202\t丙\t\n")));
        assert!(!has_every_class(&list("201\t甲\t1\n203\t乙\t3\n")));
        assert!(!has_every_class(&list("301\t甲\t\n")));
    }

    #[test]
    fn a_class_behind_the_last_one_may_be_new() {
        let list = CodeList::parse("code\tname\n201\t甲\n234\t乙\n");
        assert!(is_later(&list, "235"));
        assert!(!is_later(&list, "218") && !is_later(&list, "711"));
    }
}
