//! The example in other forms than text: as a web page, and what LibreOffice makes of it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use gouji_model::{Block, Document, GridRow};
use gouji_read::{Limits, formats};

/// A form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Web page in UTF-8.
    Html,
    /// Web page in GB18030.
    HtmlGb18030,
    /// Web page that LibreOffice exports.
    HtmlExport,
    /// Word processor's document.
    Docx,
    /// The older format of word processors.
    Doc,
    /// PDF with ruled tables, printed from the word processor's document.
    Pdf,
    /// Workbook of one sheet.
    Workbook,
}

impl Form {
    /// A text in this form. `None`, and a word about it, where LibreOffice is needed and not
    /// installed.
    pub(crate) fn of(self, text: &[u8]) -> Option<Vec<u8>> {
        let (document, _) = formats::read("text", text, &Limits::default()).expect("a text");
        let page = if self == Self::Workbook { sheet(&document) } else { page(&document) };
        match self {
            Self::Html => Some(page.into_bytes()),
            Self::HtmlGb18030 => {
                let page = page.replace("charset=utf-8", "charset=gb2312");
                Some(encoding_rs::GB18030.encode(&page).0.into_owned())
            }
            Self::HtmlExport => convert(page.as_bytes(), "HTML (StarWriter)", &["docx", "html"]),
            Self::Docx => convert(page.as_bytes(), "HTML (StarWriter)", &["docx"]),
            Self::Doc => convert(page.as_bytes(), "HTML (StarWriter)", &["docx", "doc"]),
            Self::Pdf => convert(page.as_bytes(), "HTML (StarWriter)", &["docx", "pdf"]),
            Self::Workbook => convert(page.as_bytes(), "HTML (StarCalc)", &["xlsx"]),
        }
    }
}

/// Lets LibreOffice convert a page by way of these formats.
fn convert(page: &[u8], filter: &str, formats: &[&str]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let folder = folder.path();
    let mut file = folder.join("document.html");
    std::fs::write(&file, page).expect("the folder is new");
    let mut filter = Some(format!("--infilter={filter}"));
    for format in formats {
        let mut command = Command::new("soffice");
        command
            .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
            .arg("--headless")
            .args(filter.take())
            .args(["--convert-to", format, "--outdir"])
            .args([folder, &file]);
        let Ok(output) = command.output() else {
            eprintln!("skipped: soffice (LibreOffice) is not installed");
            return None;
        };
        let made = Path::new(&file).with_extension(format);
        assert!(made.exists(), "no {format}: {}", String::from_utf8_lossy(&output.stderr));
        file = made;
    }
    Some(std::fs::read(file).expect("LibreOffice wrote it"))
}

/// Small letters and little space, so that wide tables fit on the page.
const STYLE: &str = "@page { size: 29.7cm 21cm; margin: 1cm } \
    body, p, td { font-family: 'Noto Sans CJK SC'; font-size: 7pt } p { margin: 0 }";

/// A document as a web page.
fn page(document: &Document) -> String {
    let mut page = head();
    for part in parts(document) {
        match part {
            Part::Text(text) => {
                let _ = writeln!(page, "<p>{}</p>", escaped(text));
            }
            Part::Table(rows) => {
                page.push_str("<table border=1 cellspacing=0 cellpadding=2 width=100%>\n");
                write_rows(&rows, &|_| String::new(), &mut page);
                page.push_str("</table>\n");
            }
        }
    }
    page.push_str("</body></html>\n");
    page
}

/// Longest title or label of a table, in characters.
const LABEL: usize = 60;

/// Lines above a table that belong to it.
const LABELS: usize = 5;

/// The tables of a document with their titles as one table, for a sheet of a workbook: in several
/// tables columns would not stand below each other.
fn sheet(document: &Document) -> String {
    let mut page = head();
    page.push_str("<table>\n");
    let mut above: Vec<&str> = Vec::new();
    for part in parts(document) {
        match part {
            Part::Text(text) if text.chars().count() > LABEL || text.contains('。') => {
                above.clear();
            }
            Part::Text(text) => above.push(text),
            Part::Table(rows) => {
                page.push_str("<tr><td></td></tr>\n");
                for text in above.split_off(above.len().saturating_sub(LABELS)) {
                    let _ = writeln!(page, "<tr><td{}>{}</td></tr>", kind(text), escaped(text));
                }
                above.clear();
                write_rows(&rows, &kind, &mut page);
            }
        }
    }
    page.push_str("</table>\n</body></html>\n");
    page
}

fn head() -> String {
    format!(
        "<!DOCTYPE html>\n<html><head>\n<meta http-equiv=\"Content-Type\" \
         content=\"text/html; charset=utf-8\">\n<style>{STYLE}</style>\n</head><body>\n"
    )
}

/// A line of text, or a table.
enum Part<'d> {
    Text(&'d str),
    Table(Vec<GridRow>),
}

fn parts(document: &Document) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for block in &document.blocks {
        match (block, parts.last_mut()) {
            (Block::Paragraph(paragraph), _) => parts.push(Part::Text(&paragraph.text)),
            // The end of a page of the text divides a table that is one.
            (Block::Grid(grid), Some(Part::Table(rows))) => rows.extend_from_slice(&grid.rows),
            (Block::Grid(grid), _) => parts.push(Part::Table(grid.rows.clone())),
        }
    }
    parts
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Writes rows with their merged cells; `attributes` are those of a cell with this text.
fn write_rows(rows: &[GridRow], attributes: &dyn Fn(&str) -> String, page: &mut String) {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    for (row, merged) in rows.iter().zip(merged(rows, width)) {
        page.push_str("<tr>");
        for (column, (columns, rows)) in merged.into_iter().enumerate() {
            if (columns, rows) == (0, 0) {
                continue;
            }
            let text = row.text(column);
            page.push_str("<td");
            for (name, span) in [("colspan", columns), ("rowspan", rows)] {
                if span > 1 {
                    let _ = write!(page, " {name}={span}");
                }
            }
            let _ = write!(page, "{}>{}</td>", attributes(text), escaped(text));
        }
        page.push_str("</tr>\n");
    }
}

/// What a workbook takes a cell for.
fn kind(text: &str) -> String {
    let plain = text.replace(',', "");
    let is_amount = plain.split_once('.').is_some_and(|(whole, decimals)| {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        is_number(whole.trim_start_matches('-')) && is_number(decimals)
    });
    if !is_amount {
        return " sdnum=\"1033;0;@\"".to_owned();
    }
    let group = if text.contains(',') { "#,##0" } else { "0" };
    let decimals = "0".repeat(plain.len() - plain.find('.').map_or(0, |point| point + 1));
    format!(" sdval=\"{plain}\" sdnum=\"1033;0;{group}.{decimals}\"")
}

/// Rows at the top of a table that may be its headings.
const HEADINGS: usize = 3;

/// Columns and rows that each position takes; none where another cell covers it. A blank beside a
/// heading belongs to it as long as both stand under the same headings, else to the heading above;
/// a row of a single cell is a title across the table.
fn merged(rows: &[GridRow], width: usize) -> Vec<Vec<(usize, usize)>> {
    // For every position the row and column of the cell that takes it.
    let mut owners: Vec<Vec<(usize, usize)>> =
        (0..rows.len()).map(|row| (0..width).map(|column| (row, column)).collect()).collect();
    let titles = rows.iter().take_while(|row| row.cells.len() == 1).count();
    let headings = rows[titles..].iter().take(HEADINGS).take_while(|row| is_heading(row)).count();
    for (index, row) in rows.iter().enumerate() {
        if row.cells.len() == 1 {
            owners[index] = vec![(index, 0); width];
        }
    }
    for index in titles..titles + headings {
        for column in 1..width {
            let same_parents =
                (titles..index).all(|above| owners[above][column] == owners[above][column - 1]);
            if rows[index].text(column).is_empty() && same_parents {
                owners[index][column] = owners[index][column - 1];
            }
        }
        if index > titles {
            take_from_above(rows, index, &mut owners);
        }
    }
    spans(&owners)
}

/// Blank positions that make up the whole width of the heading above belong to it.
fn take_from_above(rows: &[GridRow], index: usize, owners: &mut [Vec<(usize, usize)>]) {
    let above = owners[index - 1].clone();
    for column in 0..above.len() {
        let is_below = |c: &usize| above[*c] == above[column];
        let below: Vec<usize> = (0..above.len()).filter(is_below).collect();
        let blank = below.iter().all(|&c| rows[index].text(c).is_empty());
        let inside = below.iter().all(|&c| below.contains(&owners[index][c].1));
        if blank && inside && !rows[above[column].0].text(above[column].1).is_empty() {
            for c in below {
                owners[index][c] = above[c];
            }
        }
    }
}

fn spans(owners: &[Vec<(usize, usize)>]) -> Vec<Vec<(usize, usize)>> {
    let mut spans = vec![vec![(0, 0); owners.first().map_or(0, Vec::len)]; owners.len()];
    for (row, owners) in owners.iter().enumerate() {
        for (column, &(top, left)) in owners.iter().enumerate() {
            let (columns, rows) = spans[top][left];
            spans[top][left] = (columns.max(column - left + 1), rows.max(row - top + 1));
        }
    }
    spans
}

/// Whether a row may be one of headings: nothing in it is a number or an item.
fn is_heading(row: &GridRow) -> bool {
    let begins_item = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains('年')
            || text.chars().nth(1) == Some('、')
    };
    row.filled().count() > 1 && row.filled().all(|(_, cell)| !begins_item(&cell.text))
}
