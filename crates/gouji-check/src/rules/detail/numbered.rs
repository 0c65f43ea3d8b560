//! GJ506: codes are those of the classification, and not numbers that were counted up.

use std::collections::BTreeSet;

use gouji_model::{Message, Statement};

use super::names;
use crate::book::row_label;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ506", judge };

/// Fewest names of a table beside another code than theirs that show that codes were counted up.
const FEWEST: usize = 4;

fn judge(case: &Case<'_>) -> Ruling {
    if case.disclosure.year.is_none() {
        return Ruling::NotAssessable(Message::new("GJ503-no-year"));
    }
    let tables = case.disclosure.statements.iter();
    let remarks = tables.filter(|table| is_numbered(case, table)).map(|table| {
        let place = case.place_of_table(table);
        let rows = misplaced(case, table);
        let named: Vec<String> = rows.iter().take(3).map(|(_, label)| label.clone()).collect();
        let message = Message::new("GJ506-numbered")
            .with("table", &table.title)
            .with("n", rows.len())
            .with("rows", named.join("、"));
        Remark::at(place, &*table.id, message)
    });
    Ruling::Judged(remarks.collect())
}

/// Whether the codes of a table were counted up: several names stand beside the code of another,
/// and the codes of their class follow one another without a gap.
pub(super) fn is_numbered(case: &Case<'_>, table: &Statement) -> bool {
    let rows = misplaced(case, table);
    let classes: BTreeSet<&str> = rows.iter().map(|(code, _)| &code[..3]).collect();
    rows.len() >= FEWEST && classes.into_iter().any(|class| is_gapless(table, class))
}

/// Code and label of the rows whose name belongs to another code.
fn misplaced(case: &Case<'_>, table: &Statement) -> Vec<(String, String)> {
    let Some(year) = case.disclosure.year else { return Vec::new() };
    let own = names::coded(case).filter(|(other, ..)| other.id == table.id);
    let wrong = own.filter(|(_, row, list)| {
        names::problem(list, row, year).is_some_and(|problem| problem.id != "GJ503-old")
    });
    wrong.map(|(_, row, _)| (row.id.to_string(), row_label(row))).collect()
}

/// Whether the items of a class are numbered 01, 02, 03 … up to the last.
fn is_gapless(table: &Statement, class: &str) -> bool {
    let numbers: Vec<u32> = table
        .rows
        .iter()
        .filter(|row| row.id.len() == 5 && row.id.starts_with(class))
        .filter_map(|row| row.id[3..].parse().ok())
        .filter(|number| *number != 99)
        .collect();
    let distinct: BTreeSet<u32> = numbers.iter().copied().collect();
    let count = u32::try_from(distinct.len()).unwrap_or(u32::MAX);
    count >= 3 && distinct.last() == Some(&count)
}
