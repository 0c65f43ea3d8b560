//! The sheet of one document: its form.

use gouji_model::Message;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, Worksheet,
    XlsxError,
};

use super::answer::Answer;
use super::form::{Form, Line};
use super::sheet::{Formats, MAX_LINES, fit, lines, print_setup, write, write_count};
use crate::words::Words;

/// Columns with their widths: number, what is checked, answer, problems, what was examined.
const COLUMNS: [(&str, u16); 5] = [
    ("checklist-number", 9),
    ("checklist-item", 28),
    ("checklist-answer", 12),
    ("checklist-problems", 62),
    ("checklist-remark", 26),
];

const LAST: u16 = 4;
const ANSWER: u16 = 2;
const PROBLEMS: u16 = 3;

/// Writes the form.
pub(super) fn write_form(
    sheet: &mut Worksheet,
    words: Words,
    formats: &Formats,
    form: &Form,
) -> Result<(), XlsxError> {
    for ((_, width), column) in COLUMNS.iter().zip(0..) {
        sheet.set_column_width(column, *width)?;
    }
    let headings = head(sheet, words, formats, form)?;
    let mut row = headings + 1;
    let mut number = 0;
    for group in &form.groups {
        sheet.merge_range(row, 0, row, LAST, &group.name, &formats.group)?;
        sheet.set_row_height(row, 20)?;
        row += 1;
        for line in &group.lines {
            number += 1;
            row = write_line(sheet, words, formats, (row, number), line)?;
        }
    }
    answers(sheet, words, headings + 1, row)?;
    foot(sheet, words, formats, row)?;
    sheet.set_freeze_panes(headings + 1, 0)?;
    let page = Message::new("checklist-page").with("page", "&P").with("pages", "&N");
    print_setup(sheet, (headings, headings), &words.say(&page))
}

/// What the document is; answers the row of the headings.
fn head(
    sheet: &mut Worksheet,
    words: Words,
    formats: &Formats,
    form: &Form,
) -> Result<u32, XlsxError> {
    sheet.merge_range(0, 0, 0, LAST, &form.title, &formats.title)?;
    sheet.set_row_height(0, 34)?;
    let pairs = [
        [("checklist-unit", &form.unit), ("checklist-year-label", &form.year)],
        [("checklist-file", &form.line.file), ("checklist-kind", &form.kind)],
    ];
    let mut row = 1;
    for [(left, left_value), (right, right_value)] in pairs {
        write(sheet, row, 0, &words.word(left), &formats.label)?;
        sheet.merge_range(row, 1, row, 2, left_value, &formats.value)?;
        let pair = Message::new("output-operand").with("label", words.word(right));
        let value = words.say(&pair.with("printed", right_value));
        sheet.merge_range(row, 3, row, LAST, &value, &formats.value)?;
        let cells = [(left_value.as_str(), COLUMNS[1].1 + COLUMNS[2].1)];
        fit(sheet, row, cells.into_iter())?;
        row += 1;
    }
    for (label, value) in [
        ("checklist-basis", &form.basis),
        ("checklist-scope", &form.scope),
        ("checklist-result", &form.result),
    ] {
        write(sheet, row, 0, &words.word(label), &formats.label)?;
        sheet.merge_range(row, 1, row, LAST, value, &formats.value)?;
        let width = COLUMNS[1..].iter().map(|(_, width)| width).sum();
        fit(sheet, row, std::iter::once((value.as_str(), width)))?;
        row += 1;
    }
    for ((name, _), column) in COLUMNS.iter().zip(0..) {
        write(sheet, row, column, &words.word(name), &formats.heading)?;
    }
    sheet.set_row_height(row, 24)?;
    Ok(row)
}

/// A line, in as many rows as its problems need; answers the row behind.
fn write_line(
    sheet: &mut Worksheet,
    words: Words,
    formats: &Formats,
    (mut row, number): (u32, usize),
    line: &Line,
) -> Result<u32, XlsxError> {
    for (index, problems) in portions(&line.problems).iter().enumerate() {
        let (text, remark) = if index == 0 {
            (line.text.clone(), line.remark.as_str())
        } else {
            (format!("{}{}", line.text, words.word("checklist-continued")), "")
        };
        write_count(sheet, row, 0, number, &formats.centred)?;
        write(sheet, row, 1, &text, &formats.text)?;
        write(sheet, row, ANSWER, &words.word(line.answer.word()), &formats.centred)?;
        write(sheet, row, PROBLEMS, problems, &formats.text)?;
        write(sheet, row, LAST, remark, &formats.text)?;
        let cells = [(text.as_str(), 1), (problems, 3), (remark, 4)];
        fit(sheet, row, cells.into_iter().map(|(text, column)| (text, COLUMNS[column].1)))?;
        row += 1;
    }
    Ok(row)
}

/// Problems in portions that fit into a row; one empty portion where there is none.
fn portions(problems: &[String]) -> Vec<String> {
    let width = COLUMNS[usize::from(PROBLEMS)].1;
    let mut portions = vec![String::new()];
    let mut used = 0;
    for problem in problems {
        let needed = lines(problem, width);
        let last = portions.last_mut().expect("there is always one");
        if used > 0 && used + needed > MAX_LINES {
            portions.push(problem.clone());
            used = needed;
            continue;
        }
        if used > 0 {
            last.push('\n');
        }
        last.push_str(problem);
        used += needed;
    }
    portions
}

/// Answers can be chosen, and look as what they say, also when an inspector changes them.
fn answers(sheet: &mut Worksheet, words: Words, first: u32, behind: u32) -> Result<(), XlsxError> {
    let Some(last) = behind.checked_sub(1).filter(|last| *last >= first) else { return Ok(()) };
    let choices = Answer::ALL.map(|answer| words.word(answer.word()));
    let validation = DataValidation::new().allow_list_strings(&choices)?;
    sheet.add_data_validation(first, ANSWER, last, ANSWER, &validation)?;
    for (answer, ink, fill) in [
        (Answer::Yes, 0x37_5623, 0xE2_EFDA),
        (Answer::No, 0xC0_0000, 0xF8_CBAD),
        (Answer::Partly, 0x7F_6000, 0xFF_F2CC),
        (Answer::Unknown, 0x7F_6000, 0xFF_F2CC),
    ] {
        let format = Format::new()
            .set_bold()
            .set_font_color(Color::RGB(ink))
            .set_background_color(Color::RGB(fill));
        let rule = ConditionalFormatCellRule::EqualTo(words.word(answer.word()));
        let look = ConditionalFormatCell::new().set_rule(rule).set_format(format);
        sheet.add_conditional_format(first, ANSWER, last, ANSWER, &look)?;
    }
    Ok(())
}

/// What the answers mean, and lines to sign.
fn foot(sheet: &mut Worksheet, words: Words, formats: &Formats, row: u32) -> Result<(), XlsxError> {
    let legend = words.word("checklist-legend");
    sheet.merge_range(row, 0, row, LAST, &legend, &formats.note)?;
    sheet.set_row_height(row, 34)?;
    let signatures = words.word("checklist-signatures");
    sheet.merge_range(row + 1, 0, row + 1, LAST, &signatures, &formats.note)?;
    sheet.set_row_height(row + 1, 40)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_problem_is_left_out_where_there_are_many() {
        let problems: Vec<String> = (1..=60).map(|n| format!("{n}. 合计不符\n疑误")).collect();
        let portions = portions(&problems);
        assert!(portions.len() > 1);
        assert_eq!(portions.join("\n"), problems.join("\n"));
        let width = COLUMNS[usize::from(PROBLEMS)].1;
        assert!(portions.iter().all(|portion| lines(portion, width) <= MAX_LINES));
    }
}
