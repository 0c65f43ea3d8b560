//! The workbook: one document's form and lists, or the forms of many behind a summary.

use gouji_model::Message;
use gouji_standard::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError};

use super::Part;
use super::form_sheet::write_form;
use super::lists::{LISTS, ListDef, ListRow};
use super::sheet::{Formats, MAX_ROWS, fit, print_setup, sheet_name, write, write_count};
use super::summary_sheet::write_summary;
use crate::json::Unreadable;
use crate::words::Words;

/// The workbook of some documents; the same values give the same bytes.
pub fn workbook(
    parts: &[Part],
    unreadable: &[Unreadable],
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let words = Words::new(lang);
    let formats = Formats::new();
    let mut book = Workbook::new();
    // A workbook says when it was made; the clock would give other bytes on every run.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let is_single = parts.len() == 1 && unreadable.is_empty();
    let names = names(words, parts, is_single);
    if !is_single {
        let sheet = book.add_worksheet().set_name(words.word("checklist-sheet-summary"))?;
        write_summary(sheet, words, &formats, parts, &names, unreadable)?;
    }
    for (part, name) in parts.iter().zip(&names) {
        let sheet = book.add_worksheet().set_name(name)?;
        write_form(sheet, words, &formats, &part.form)?;
    }
    for (index, list) in LISTS.iter().enumerate().filter(|_| !parts.is_empty()) {
        let sheet = book.add_worksheet().set_name(words.word(list.name))?;
        write_list(sheet, words, &formats, list, parts, index, is_single)?;
    }
    book.save_to_buffer()
}

/// The names of the forms' sheets: their number, so that no two are the same, and the unit.
fn names(words: Words, parts: &[Part], is_single: bool) -> Vec<String> {
    if is_single {
        return vec![words.word("checklist-sheet-form")];
    }
    let numbered = parts.iter().zip(1..);
    numbered.map(|(part, n)| sheet_name(&format!("{n:03} {}", part.form.unit))).collect()
}

/// Columns in front of those of a list: the number, and of several documents whose it is.
const NUMBER: (&str, u16) = ("checklist-number", 6);
const DOCUMENT: [(&str, u16); 2] = [("checklist-unit", 24), ("checklist-file", 24)];

fn write_list(
    sheet: &mut Worksheet,
    words: Words,
    formats: &Formats,
    list: &ListDef,
    parts: &[Part],
    index: usize,
    is_single: bool,
) -> Result<(), XlsxError> {
    let document: &[(&str, u16)] = if is_single { &[] } else { &DOCUMENT };
    let columns: Vec<(&str, u16)> = [&[NUMBER], document, list.columns].concat();
    for ((name, width), column) in columns.iter().zip(0..) {
        sheet.set_column_width(column, *width)?;
        write(sheet, 0, column, &words.word(name), &formats.heading)?;
    }
    sheet.set_row_height(0, 24)?;
    // A finding has the number that it has in the form of its document.
    let rows = parts.iter().flat_map(|part| {
        part.lists.0[index].iter().zip(1..).map(move |(line, number)| (part, line, number))
    });
    let mut row = 0;
    let total: usize = parts.iter().map(|part| part.lists.0[index].len()).sum();
    for (part, line, number) in rows.take(MAX_ROWS) {
        row += 1;
        let whose = [part.form.unit.as_str(), part.form.line.file.as_str()];
        let whose = if is_single { &[] } else { &whose[..] };
        write_row(sheet, formats, (row, number), &columns, whose, line)?;
    }
    let end = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    if row > 0 {
        sheet.autofilter(0, 0, row, end)?;
        // Numbers as printed are texts on purpose: every digit is kept.
        sheet.ignore_error_range(1, 1, row, end, IgnoreError::NumberStoredAsText)?;
    }
    if total > MAX_ROWS {
        let cut = Message::new("checklist-cut").with("n", total - MAX_ROWS);
        write(sheet, row + 1, 1, &words.say(&cut), &formats.note)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let page = Message::new("checklist-page").with("page", "&P").with("pages", "&N");
    print_setup(sheet, (0, 0), &words.say(&page))
}

fn write_row(
    sheet: &mut Worksheet,
    formats: &Formats,
    (row, number): (u32, usize),
    columns: &[(&str, u16)],
    whose: &[&str],
    line: &ListRow,
) -> Result<(), XlsxError> {
    write_count(sheet, row, 0, number, &formats.centred)?;
    let own = line.cells.iter().map(String::as_str);
    let cells: Vec<&str> = whose.iter().copied().chain(own).collect();
    for (index, (cell, column)) in cells.iter().zip(1..).enumerate() {
        // The first column of the list itself says how serious the row is.
        let format = if index == whose.len() { formats.of(line.level) } else { &formats.text };
        write(sheet, row, column, cell, format)?;
    }
    fit(sheet, row, cells.into_iter().zip(columns[1..].iter().map(|(_, width)| *width)))
}
