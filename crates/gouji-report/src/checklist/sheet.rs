//! Sheets: formats, rows whose height fits their text, and how they are printed.

use gouji_model::Level;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// Most rows of a sheet that hold a list.
pub(super) const MAX_ROWS: usize = 1_048_000;

/// Characters of a cell; Excel takes no more than 32767.
const MAX_CHARACTERS: usize = 32_000;

/// Height of a line of text, of the space around it, and the greatest of a row, in points.
const LINE: u16 = 14;
const SPACE: u16 = 6;
const MAX_HEIGHT: u16 = 405;

/// Lines that fit into a row.
pub(super) const MAX_LINES: u16 = (MAX_HEIGHT - SPACE) / LINE;

/// The formats of a workbook.
pub(super) struct Formats {
    pub title: Format,
    pub label: Format,
    pub value: Format,
    pub heading: Format,
    pub group: Format,
    pub text: Format,
    pub centred: Format,
    pub note: Format,
    pub link: Format,
    levels: [(Level, Format); 3],
}

impl Formats {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_font_name("宋体").set_font_size(10).set_font_family(3);
        let boxed = || {
            plain()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let filled = |colour: u32| boxed().set_bold().set_background_color(Color::RGB(colour));
        let coloured = |colour: u32| {
            boxed().set_align(FormatAlign::Center).set_bold().set_font_color(Color::RGB(colour))
        };
        Self {
            title: plain()
                .set_font_name("黑体")
                .set_font_size(16)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            label: filled(0xF2_F2F2).set_align(FormatAlign::Center),
            value: boxed().set_align(FormatAlign::Left).set_indent(1),
            heading: filled(0xD9_E2F3).set_align(FormatAlign::Center),
            group: filled(0xF2_F2F2).set_align(FormatAlign::Left).set_indent(1),
            text: boxed().set_align(FormatAlign::Left).set_indent(1),
            centred: boxed().set_align(FormatAlign::Center),
            note: plain().set_text_wrap().set_align(FormatAlign::Top),
            link: boxed()
                .set_align(FormatAlign::Left)
                .set_font_color(Color::RGB(0x05_63C1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            levels: [
                (Level::Error, coloured(0xC0_0000)),
                (Level::Warning, coloured(0xB4_5F06)),
                (Level::Note, coloured(0x1F_4E79)),
            ],
        }
    }

    /// How a level looks; a cell of a row without level is only centred.
    pub(super) fn of(&self, level: Option<Level>) -> &Format {
        let found = self.levels.iter().find(|(one, _)| Some(*one) == level);
        found.map_or(&self.centred, |(_, format)| format)
    }
}

/// Writes a text; what does not fit into a cell is cut, and that is seen.
pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else {
        sheet.write_string_with_format(row, column, fitting(text), format)?;
    }
    Ok(())
}

/// Writes a count.
pub(super) fn write_count(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    count: usize,
    format: &Format,
) -> Result<(), XlsxError> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    sheet.write_number_with_format(row, column, count, format)?;
    Ok(())
}

fn fitting(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Lines that a text takes in a column of a width; wide characters count twice.
pub(super) fn lines(text: &str, width: u16) -> u16 {
    // A column is a little wider than its text, and a line breaks before the last character.
    let room = usize::from(width.saturating_sub(3).max(1));
    let lines: usize = text.split('\n').map(|line| line.width().div_ceil(room).max(1)).sum();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// Makes a row as high as its longest cell: programs differ in whether they do so themselves.
pub(super) fn fit<'t>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'t str, u16)>,
) -> Result<(), XlsxError> {
    let most = cells.map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    let height = most.min(MAX_LINES) * LINE + SPACE;
    sheet.set_row_height(row, height)?;
    Ok(())
}

/// A4 across, as wide as the page, with the heading on every page and page numbers.
pub(super) fn print_setup(
    sheet: &mut Worksheet,
    headings: (u32, u32),
    footer: &str,
) -> Result<(), XlsxError> {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    // In inches: the sides narrow, so that ten points stay ten points.
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_repeat_rows(headings.0, headings.1)?;
    sheet.set_footer(format!("&C{footer}"));
    Ok(())
}

/// A name that a sheet may have: 31 characters, without those that references use.
pub(super) fn sheet_name(name: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= 31
    };
    let allowed = |c: char| if c.is_control() || "[]:*?/\\'".contains(c) { '_' } else { c };
    name.chars().map(allowed).take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_text() {
        assert_eq!(lines("", 12), 1);
        assert_eq!(lines("一二三四", 11), 1);
        assert_eq!(lines("一二三四五", 11), 2);
        assert_eq!(lines("一\n二\n三", 12), 3);
    }

    #[test]
    fn a_sheet_has_a_name_that_it_may_have() {
        assert_eq!(sheet_name("001 甲/乙[1]*"), "001 甲_乙_1__");
        assert_eq!(sheet_name(&"局".repeat(40)).chars().count(), 31);
    }

    #[test]
    fn a_text_that_no_cell_holds_is_cut_and_that_is_seen() {
        let text = fitting(&"元".repeat(40_000));
        assert_eq!(text.chars().count(), MAX_CHARACTERS + 1);
        assert!(text.ends_with('…'));
    }
}
