//! Workbooks built in memory, and what is read of them as text.

use std::io::{Cursor, Write as _};

use gouji_model::{Block, Diagnostic, Document, GridCell, Span};
use gouji_read::{Limits, ReadError};
use zip::write::SimpleFileOptions;

/// Formats of styles 0 to 7: the number before the colon of a cell.
const FORMATS: [&str; 8] = [
    "General",
    "0.00",
    "#,##0.00",
    "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ ",
    "0.00%",
    "yyyy\\-mm\\-dd",
    "0!.0,",
    "#,##0.00_ ;[Red]-#,##0.00",
];

/// A package of these parts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The rows of a sheet: cells between bars; `2:157.964` is a number in style 2, all else text.
pub(crate) fn rows(text: &str) -> String {
    let row = |(index, line): (usize, &str)| {
        let cells: String = line.split('|').map(cell).collect();
        format!("<row r=\"{}\">{cells}</row>", index + 1)
    };
    text.lines().map(str::trim).enumerate().map(row).collect()
}

fn cell(text: &str) -> String {
    let text = text.trim();
    match text.split_once(':') {
        Some((style, value)) if style.len() == 1 && style.as_bytes()[0].is_ascii_digit() => {
            format!("<c s=\"{style}\"><v>{value}</v></c>")
        }
        _ if text.is_empty() => "<c s=\"1\"/>".to_owned(),
        _ => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    }
}

/// A sheet of these rows, with what stands before and after them.
pub(crate) fn sheet_with(before: &str, rows: &str, after: &str) -> String {
    format!("<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>")
}

/// A workbook of these sheets: name, state and content of each.
pub(crate) fn book_with(sheets: &[(&str, &str, String)], more: &[(&str, &str)]) -> Vec<u8> {
    let entry = |(i, (name, state, _)): (usize, &(&str, &str, String))| {
        format!("<sheet name=\"{name}\" sheetId=\"{i}\" state=\"{state}\" r:id=\"r{i}\"/>")
    };
    let list: String = sheets.iter().enumerate().map(entry).collect();
    let workbook = format!("<workbook><sheets>{list}</sheets></workbook>");
    let relations: String = (0..sheets.len())
        .map(|i| {
            format!(
                "<Relationship Id=\"r{i}\" Type=\"x/worksheet\" Target=\"worksheets/{i}.xml\"/>"
            )
        })
        .collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let styles = styles();
    let names: Vec<String> = (0..sheets.len()).map(|i| format!("xl/worksheets/{i}.xml")).collect();
    let mut parts = vec![
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/_rels/workbook.xml.rels", relations.as_str()),
        ("xl/styles.xml", styles.as_str()),
    ];
    parts.extend(
        names.iter().zip(sheets).map(|(name, (_, _, text))| (name.as_str(), text.as_str())),
    );
    parts.extend(more);
    package(&parts)
}

fn styles() -> String {
    let formats = FORMATS.iter().enumerate();
    let formats: String = formats
        .map(|(i, code)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 200 + i))
        .collect();
    let cells: String =
        (0..FORMATS.len()).map(|i| format!("<xf numFmtId=\"{}\"/>", 200 + i)).collect();
    format!(
        "<styleSheet><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
         <cellXfs>{cells}</cellXfs></styleSheet>"
    )
}

/// A workbook of one sheet of these rows.
pub(crate) fn book(text: &str) -> Vec<u8> {
    book_with(&[("表", "visible", sheet_with("", &rows(text), ""))], &[])
}

/// A workbook of one sheet of these rows and merged regions.
pub(crate) fn book_merged(text: &str, regions: &[&str]) -> Vec<u8> {
    let merged: String = regions.iter().map(|r| format!("<mergeCell ref=\"{r}\"/>")).collect();
    let after = format!("<mergeCells>{merged}</mergeCells>");
    book_with(&[("表", "visible", sheet_with("", &rows(text), &after))], &[])
}

/// Reads with the usual limits.
pub(crate) fn try_read(bytes: &[u8]) -> Result<(Document, Vec<Diagnostic>), ReadError> {
    gouji_read::formats::read("book", bytes, &Limits::default())
}

/// Reads what can be read.
pub(crate) fn read(bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    try_read(bytes).unwrap_or_else(|error| panic!("{error}"))
}

/// What is read, block by block: `¶` before a paragraph, bars between cells, `·` for what a merged
/// cell covers, `+columns×rows` behind one, and `…` for a row that says that some are hidden.
pub(crate) fn shown(bytes: &[u8]) -> String {
    let blocks = read(bytes).0.blocks;
    let blocks: Vec<String> = blocks.iter().map(block).collect();
    blocks.join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => format!("¶ {}", paragraph.text),
        Block::Grid(grid) => {
            let rows = grid.rows.iter().map(|row| {
                if row.is_doubtful() {
                    return "…".to_owned();
                }
                row.cells.iter().map(cell_shown).collect::<Vec<_>>().join(" | ").trim().to_owned()
            });
            rows.collect::<Vec<_>>().join("\n")
        }
    }
}

fn cell_shown(cell: &GridCell) -> String {
    match cell.span {
        Span::ONE => cell.text.clone(),
        Span::COVERED => "·".to_owned(),
        Span { columns, rows } => format!("{}+{columns}×{rows}", cell.text),
    }
}

/// Ids of what was noticed, with the count where there is one.
pub(crate) fn noticed(bytes: &[u8]) -> Vec<String> {
    let slot = |d: &Diagnostic, name| {
        let value = d.message.slots.iter().find(|(slot, _)| *slot == name)?;
        match &value.1 {
            gouji_model::SlotValue::Plain(text) => Some(format!(" {text}")),
            gouji_model::SlotValue::Text(_) => None,
        }
    };
    let line = |d: &Diagnostic| format!("{}{}", d.message.id, slot(d, "count").unwrap_or_default());
    read(bytes).1.iter().map(line).collect()
}
