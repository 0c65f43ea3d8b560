//! GJ506: codes that only number their rows, 1, 2, 3, instead of those of the classification.

use gouji_model::{Message, Row};
use gouji_standard::CodeEntry;

use super::coded::{self, Coded, folded_name, is_name};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ506", judge };

/// Rows from which on a numbering is no chance.
const RUN: usize = 4;

fn judge(case: &Case<'_>) -> Ruling {
    let tables = coded::tables(case);
    if tables.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ501-none"));
    }
    let mut remarks = Vec::new();
    for table in &tables {
        remarks.extend(plain(table).map(|rows| plain_remark(case, table, &rows)));
        remarks.extend(run_remark(case, table, &runs(case, table)));
    }
    Ruling::Judged(remarks)
}

/// Codes of rows that only number: they name nothing, and no other rule need say so.
pub(super) fn rows<'a>(case: &Case<'_>, table: &Coded<'a>) -> Vec<&'a str> {
    let runs = runs(case, table).into_iter().flat_map(|run| run.rows);
    runs.chain(plain(table).into_iter().flatten()).map(|row| &*row.id).collect()
}

/// Rows numbered 1, 2, 3 in place of codes.
pub(super) fn plain<'a>(table: &Coded<'a>) -> Option<Vec<&'a Row>> {
    let short: Vec<&Row> =
        table.rows.iter().copied().filter(|row| row.code.is_some() && row.id.len() < 3).collect();
    let number = |row: &Row| row.id.parse::<usize>().ok();
    let rises = short.windows(2).all(|pair| number(pair[1]) == number(pair[0]).map(|n| n + 1));
    (short.len() >= RUN && rises).then_some(short)
}

fn plain_remark(case: &Case<'_>, table: &Coded<'_>, rows: &[&Row]) -> Remark {
    let first = rows[0];
    let message = Message::new("GJ506-plain").with("rows", rows.len());
    Remark::at(case.place_of_row(table.table, first), format!("{}@plain", table.table.id), message)
}

/// Rows of one parent whose last two digits are 01, 02, 03 …, though their names belong to other
/// codes.
struct Run<'a> {
    parent: &'a str,
    rows: Vec<&'a Row>,
    /// Rows whose name belongs to another code, with that code.
    wrong: Vec<(&'a Row, String)>,
}

fn runs<'a>(case: &Case<'_>, table: &Coded<'a>) -> Vec<Run<'a>> {
    let list = coded::list(case, table.kind);
    let mut found: Vec<Run<'a>> = Vec::new();
    for row in table.rows.iter().copied().filter(|row| row.code.is_some()) {
        let Some(parent) = row.id.len().checked_sub(2).and_then(|end| row.id.get(..end)) else {
            continue;
        };
        if !coded::has_level(parent) || !coded::has_level(&row.id) {
            continue;
        }
        match found.iter_mut().find(|run| run.parent == parent) {
            Some(run) => run.rows.push(row),
            None => found.push(Run { parent, rows: vec![row], wrong: Vec::new() }),
        }
    }
    found.retain(|run| {
        let counts =
            |(index, row): (usize, &&Row)| row.id[run.parent.len()..].parse() == Ok(index + 1);
        run.rows.iter().enumerate().all(counts)
    });
    for run in &mut found {
        let own = |row: &Row| list.with_code(&row.id).any(|entry| is_name(&row.label, entry));
        let elsewhere = |row: &Row| -> Option<&CodeEntry> {
            let name = folded_name(&row.label);
            let mut others = list.entries().iter().filter(|e| e.code.len() == row.id.len());
            others.find(|entry| folded_name(&entry.name) == name)
        };
        let wrong = run.rows.iter().filter(|row| !own(row));
        run.wrong = wrong.filter_map(|row| Some((*row, elsewhere(row)?.code.clone()))).collect();
    }
    found.retain(|run| run.wrong.len() * 3 >= run.rows.len());
    // A table that is numbered below one parent is so below the others, however few their rows.
    let shows = |run: &Run<'_>| run.rows.len() >= RUN && run.wrong.len() >= 2;
    if found.iter().any(shows) { found } else { Vec::new() }
}

/// One remark for the table: its rows were numbered in one go.
fn run_remark(case: &Case<'_>, table: &Coded<'_>, runs: &[Run<'_>]) -> Option<Remark> {
    let wrong = || runs.iter().flat_map(|run| &run.wrong);
    let (first, code) = wrong().next()?;
    let parents: Vec<&str> = runs.iter().map(|run| run.parent).collect();
    let message = Message::new("GJ506-run")
        .with("parent", parents.join("”“"))
        .with("rows", runs.iter().map(|run| run.rows.len()).sum::<usize>())
        .with("wrong", wrong().count())
        .with("example", format!("{} {} → {code}", first.id, first.label));
    let place = |row: &Row| case.place_of_row(table.table, row);
    let mut remark = Remark::at(place(first), &*table.table.id, message);
    for (row, code) in wrong() {
        let one = Remark::at(place(row), "", Message::new("GJ506-run"));
        let one = one.proposing(&row.id, code, case.words("GJ506", "why"));
        remark.culprits.extend(one.culprits);
    }
    for (row, _) in wrong().skip(1) {
        remark = remark.and_at(place(row));
    }
    Some(remark)
}
