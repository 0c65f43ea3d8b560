//! The sheet that sums up several documents: a line each, with a link to its form.

use gouji_model::Message;
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::Part;
use super::answer::Answer;
use super::sheet::{Formats, fit, print_setup, write, write_count};
use crate::json::Unreadable;
use crate::words::Words;

/// Columns before and behind those of the dimensions.
const BEFORE: [(&str, u16); 4] = [
    ("checklist-number", 6),
    ("checklist-unit", 36),
    ("checklist-year-label", 14),
    ("checklist-kind", 18),
];
const DIMENSION: u16 = 11;
const BEHIND: [(&str, u16); 8] = [
    ("checklist-errors", 6),
    ("checklist-warnings", 6),
    ("checklist-notes-short", 6),
    ("checklist-suppressed", 8),
    ("checklist-tables", 9),
    ("checklist-examined-short", 8),
    ("checklist-open-short", 8),
    ("checklist-file", 44),
];

/// Writes the summary; `sheets` are the names of the forms.
pub(super) fn write_summary(
    sheet: &mut Worksheet,
    words: Words,
    formats: &Formats,
    parts: &[Part],
    sheets: &[String],
    unreadable: &[Unreadable],
) -> Result<(), XlsxError> {
    let dimensions: Vec<&str> = parts.first().map_or_else(Vec::new, |part| {
        part.form.dimensions.iter().map(|(name, _)| name.as_str()).collect()
    });
    let last = head(sheet, words, formats, &dimensions)?;
    sheet.merge_range(0, 0, 0, last, &words.word("checklist-summary-title"), &formats.title)?;
    sheet.set_row_height(0, 34)?;
    sheet.merge_range(1, 0, 1, last, &total(words, parts, unreadable), &formats.value)?;
    let mut row = HEADINGS + 1;
    for (index, (part, name)) in parts.iter().zip(sheets).enumerate() {
        document(sheet, words, formats, (row, index + 1), part, name)?;
        row += 1;
    }
    for (index, problem) in unreadable.iter().enumerate() {
        let number = parts.len() + index + 1;
        write_count(sheet, row, 0, number, &formats.centred)?;
        let text = words.say(&problem.message);
        sheet.merge_range(row, 1, row, last - 1, &text, &formats.text)?;
        write(sheet, row, last, &problem.file, &formats.text)?;
        fit(sheet, row, std::iter::once((&*problem.file, BEHIND[7].1)))?;
        row += 1;
    }
    if row > HEADINGS + 1 {
        sheet.autofilter(HEADINGS, 0, row - 1, last)?;
    }
    sheet.set_freeze_panes(HEADINGS + 1, 2)?;
    let page = Message::new("checklist-page").with("page", "&P").with("pages", "&N");
    print_setup(sheet, (HEADINGS, HEADINGS), &words.say(&page))
}

const HEADINGS: u32 = 2;

/// The headings; answers the last column.
fn head(
    sheet: &mut Worksheet,
    words: Words,
    formats: &Formats,
    dimensions: &[&str],
) -> Result<u16, XlsxError> {
    let named = |(id, width): &(&'static str, u16)| (words.word(id), *width);
    let dimensions = dimensions.iter().map(|name| ((*name).to_owned(), DIMENSION));
    let columns = BEFORE.iter().map(named).chain(dimensions).chain(BEHIND.iter().map(named));
    let mut last = 0;
    for ((name, width), column) in columns.zip(0..) {
        sheet.set_column_width(column, width)?;
        write(sheet, HEADINGS, column, &name, &formats.heading)?;
        last = column;
    }
    sheet.set_row_height(HEADINGS, 34)?;
    Ok(last)
}

fn document(
    sheet: &mut Worksheet,
    words: Words,
    formats: &Formats,
    (row, number): (u32, usize),
    part: &Part,
    name: &str,
) -> Result<(), XlsxError> {
    let form = &part.form;
    write_count(sheet, row, 0, number, &formats.centred)?;
    let link = Url::new(format!("internal:'{name}'!A1")).set_text(&form.unit);
    sheet.write_url_with_format(row, 1, link, &formats.link)?;
    write(sheet, row, 2, &form.year, &formats.centred)?;
    write(sheet, row, 3, &form.kind, &formats.centred)?;
    let mut column = 4;
    for (_, answer) in &form.dimensions {
        let level = (*answer == Answer::No).then_some(gouji_model::Level::Error);
        write(sheet, row, column, &words.word(answer.word()), formats.of(level))?;
        column += 1;
    }
    let counts =
        [form.counts.errors, form.counts.warnings, form.counts.notes, form.counts.suppressed];
    for count in counts {
        write_count(sheet, row, column, count, &formats.centred)?;
        column += 1;
    }
    let (complete, tables) = form.line.tables;
    write(sheet, row, column, &format!("{complete}/{tables}"), &formats.centred)?;
    write_count(sheet, row, column + 1, form.line.examined, &formats.centred)?;
    write_count(sheet, row, column + 2, form.line.open, &formats.centred)?;
    write(sheet, row, column + 3, &form.line.file, &formats.text)?;
    let cells = [(form.unit.as_str(), BEFORE[1].1), (form.line.file.as_str(), BEHIND[7].1)];
    fit(sheet, row, cells.into_iter())
}

fn total(words: Words, parts: &[Part], unreadable: &[Unreadable]) -> String {
    let bad = parts.iter().filter(|part| part.form.counts.problems() > 0).count();
    let message = Message::new("checklist-summary-total")
        .with("n", parts.len() + unreadable.len())
        .with("unreadable", unreadable.len());
    words.say(&message.with("bad", bad))
}
