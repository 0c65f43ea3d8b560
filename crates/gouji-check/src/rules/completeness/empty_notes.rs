//! GJ104: a table without data says so, and a table that says so has none.

use gouji_model::{CellValue, Completeness, Level, Message, Row, Statement};
use gouji_standard::profile::StatementDef;

use super::reach;
use crate::book::row_label;
use crate::equation::operand;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ104", judge };

fn judge(case: &Case<'_>) -> Ruling {
    if reach::is_blank_form(case) {
        return Ruling::NotApplicable(Message::new("GJ104-blank-form"));
    }
    if case.disclosure.statements.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ104-none"));
    }
    let mut remarks = Vec::new();
    for table in &case.disclosure.statements {
        let Some(definition) = case.profile.statement(&table.id) else { continue };
        if let Some(note) = said_empty(case, table) {
            remarks.extend(contradiction(case, table, note));
        } else if definition.required && is_empty(table) && !is_said(case, table, definition) {
            remarks.push(unsaid(case, table));
        }
    }
    Ruling::Judged(remarks)
}

/// Whether a table was read and prints no number.
fn is_empty(table: &Statement) -> bool {
    let is_read = match &table.completeness {
        Completeness::Complete => true,
        Completeness::Incomplete(why) => why.iter().all(|why| why.id == "read-no-values"),
    };
    is_read && !reach::has_values(table)
}

/// The note that says that this table has no data.
fn said_empty<'a>(case: &Case<'_>, table: &'a Statement) -> Option<&'a str> {
    let words = &case.profile.completeness.no_data;
    table.notes.iter().map(String::as_str).find(|note| reach::says(words, note))
}

/// Whether a note of the table, or the text by the name of the table, says that there is nothing.
fn is_said(case: &Case<'_>, table: &Statement, definition: &StatementDef) -> bool {
    let words = &case.profile.completeness.empty;
    if table.notes.iter().any(|note| reach::says(words, note)) {
        return true;
    }
    // A long note is read as a paragraph; the explanation may say it as well.
    let mut lines = reach::lines(case).map(|line| &line.paragraph.text);
    lines.any(|text| {
        let text: &str = text;
        let about = reach::says(&definition.titles, text)
            || reach::likeness(&definition.name.zh, text) >= ABOUT;
        about && (reach::says(&case.profile.completeness.no_data, text) || reach::says(words, text))
    })
}

/// From this likeness on, in percent, a paragraph speaks of a table.
const ABOUT: usize = 60;

fn unsaid(case: &Case<'_>, table: &Statement) -> Remark {
    let message = Message::new("GJ104-unsaid").with("table", &table.title);
    Remark::at(reach::title(case, table), &*table.id, message).at_level(Level::Warning)
}

/// What an amount is: its row, or its column in a table of one row without a label.
fn label(table: &Statement, row: &Row, column: usize) -> String {
    let label = row_label(row);
    if label.is_empty() { table.columns[column].header.to_string() } else { label }
}

/// The note says that there is no data, and there is: the first amount that is not zero.
fn contradiction(case: &Case<'_>, table: &Statement, note: &str) -> Option<Remark> {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell)));
    let amounts = cells.filter_map(|(row, cell)| match &cell.value {
        CellValue::Amount(amount) if !amount.value.is_zero() => Some((row, cell, amount)),
        _ => None,
    });
    let (row, cell, amount) = amounts.into_iter().next()?;
    let place = case.book.place(table, row, cell.column, cell.location);
    let message = Message::new("GJ104-contradiction")
        .with("table", &table.title)
        .with("note", note)
        .with("amount", format!("{}{}", cell.printed, amount.unit))
        .with("row", label(table, row, cell.column));
    let printed = case.book.value(table, row, cell.column).ok();
    let mut remark =
        Remark::at(place, format!("{}@note", table.id), message).and_at(reach::title(case, table));
    remark.operands.extend(printed.map(|addend| operand(addend, "left", &amount.unit)));
    Some(remark)
}
