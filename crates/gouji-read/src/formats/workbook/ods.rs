//! OpenDocument spreadsheets: the printed text of every cell is in the file, and so are the cells
//! that a merged one covers.

use std::collections::BTreeSet;

use gouji_ooxml::Package;
use quick_xml::events::BytesStart;

use super::number_format::{Digits, general};
use super::sheet::{Book, MAX_COLUMNS, MAX_ROWS, Region, Room, Sheet};
use super::xml::{Piece, Xml, attribute, decode, number};
use crate::ReadError;

const KIND: &str = "ODS";

/// Most spaces that one element stands for.
const MAX_SPACES: u32 = 1_000;

pub(super) fn read(package: &mut Package<'_>, room: &mut Room<'_>) -> Result<Book, ReadError> {
    let part = |package: &mut Package<'_>, name| {
        package.part(name).map_err(|error| ReadError::of_package(KIND, &error))
    };
    let kind = part(package, "mimetype")?;
    let kind = String::from_utf8_lossy(&kind);
    if kind.contains("opendocument.text") {
        return Err(ReadError::Legacy);
    }
    if !kind.contains("opendocument.spreadsheet") {
        return Err(ReadError::Unsupported { kind: "OpenDocument" });
    }
    let manifest = "META-INF/manifest.xml";
    if package.contains(manifest) && decode(&part(package, manifest)?).contains("encryption-data") {
        return Err(ReadError::Encrypted);
    }
    let content = part(package, "content.xml")?;
    let text = decode(&content);
    let mut reader = Tables { xml: Xml::new(KIND, &text), room, book: Book::default() };
    reader.read()?;
    Ok(reader.book)
}

struct Tables<'x, 'r, 'l> {
    xml: Xml<'x>,
    room: &'r mut Room<'l>,
    book: Book,
}

/// A row while it is read.
struct RowDraft {
    /// Its number.
    first: u32,
    /// How often it stands there.
    repeated: u32,
    /// The column before the next cell.
    column: u32,
}

impl Tables<'_, '_, '_> {
    fn read(&mut self) -> Result<(), ReadError> {
        let mut hidden_styles = BTreeSet::new();
        let mut style = String::new();
        while let Some(piece) = self.xml.next()? {
            let Piece::Open(start) = piece else { continue };
            match start.local_name().as_ref() {
                "style" => style = attribute(&start, "name").unwrap_or_default().into_owned(),
                // Changes that were made, and copies of other files: not what the sheets show.
                "tracked-changes" | "dde-links" => self.xml.skip()?,
                "table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                }
                "table" => {
                    let style = attribute(&start, "style-name").unwrap_or_default();
                    let sheet = Sheet {
                        name: attribute(&start, "name").unwrap_or_default().into(),
                        hidden: hidden_styles.contains(&*style),
                        ..Sheet::default()
                    };
                    let sheet = self.table(sheet)?;
                    self.book.sheets.push(sheet);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads a sheet to its end.
    fn table(&mut self, mut sheet: Sheet) -> Result<Sheet, ReadError> {
        let mut column = 0_u32;
        let mut row = 0_u32;
        while let Some(piece) = self.xml.next()? {
            let start = match piece {
                Piece::Close(name) if name == "table" => break,
                Piece::Open(start) => start,
                _ => continue,
            };
            match start.local_name().as_ref() {
                "table-column" => {
                    let last = column.saturating_add(repeated(&start, "number-columns-repeated"));
                    if is_hidden(&start) {
                        sheet
                            .hidden_columns
                            .push((column.saturating_add(1), last.min(MAX_COLUMNS)));
                    }
                    column = last;
                }
                "table-row" => {
                    let repeated = repeated(&start, "number-rows-repeated");
                    let first = row.saturating_add(1);
                    row = row.saturating_add(repeated);
                    if is_hidden(&start) {
                        sheet.hidden_rows.push((first, row.min(MAX_ROWS)));
                    }
                    self.row(&mut sheet, RowDraft { first, repeated, column: 0 })?;
                }
                // Pictures, charts and what else lies upon the cells.
                "shapes" | "forms" => self.xml.skip()?,
                _ => {}
            }
        }
        Ok(sheet)
    }

    fn row(&mut self, sheet: &mut Sheet, mut row: RowDraft) -> Result<(), ReadError> {
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Close(name) if name == "table-row" => break,
                Piece::Open(start) => match start.local_name().as_ref() {
                    "table-cell" => self.cell(sheet, &mut row, &start)?,
                    // What a merged cell covers is not shown.
                    "covered-table-cell" => {
                        let repeated = repeated(&start, "number-columns-repeated");
                        row.column = row.column.saturating_add(repeated);
                        self.xml.skip()?;
                    }
                    _ => self.xml.skip()?,
                },
                _ => {}
            }
        }
        Ok(())
    }

    fn cell(
        &mut self,
        sheet: &mut Sheet,
        row: &mut RowDraft,
        start: &BytesStart<'_>,
    ) -> Result<(), ReadError> {
        let first = row.column.saturating_add(1);
        let columns = repeated(start, "number-columns-repeated");
        row.column = row.column.saturating_add(columns);
        let mut text = self.text()?;
        if sheet.hidden {
            return Ok(());
        }
        if text.trim().is_empty() {
            // Some programs write the value without the text that it is shown as.
            let value = attribute(start, "value").and_then(|value| Digits::parse(&value));
            text = value.map(|value| general(&value)).unwrap_or_default();
        }
        let is_text = attribute(start, "value-type").is_some_and(|kind| kind == "string");
        let has_formula = attribute(start, "formula").is_some();
        if text.is_empty() && has_formula && !is_text {
            sheet.note_unvalued((row.first, first));
        }
        let span = (
            number(start, "number-columns-spanned").unwrap_or(1).clamp(1, MAX_COLUMNS),
            number(start, "number-rows-spanned").unwrap_or(1).clamp(1, MAX_ROWS),
        );
        if span != (1, 1) {
            sheet.merged.push(Region {
                top: row.first,
                left: first,
                bottom: row.first.saturating_add(span.1 - 1),
                right: first.saturating_add(span.0 - 1),
            });
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        self.fill(sheet, row, first, &text)
    }

    /// Writes a text into all cells that one element stands for.
    fn fill(
        &mut self,
        sheet: &mut Sheet,
        row: &RowDraft,
        first: u32,
        text: &str,
    ) -> Result<(), ReadError> {
        let limit = self.room.last_column();
        if row.column > limit {
            // Once is enough to note it.
            sheet.put((row.first, row.column), text, self.room)?;
        }
        let last = row.first.saturating_add(row.repeated - 1).min(MAX_ROWS);
        if first > limit {
            return Ok(());
        }
        for at in row.first..=last {
            for column in first..=row.column.min(limit) {
                sheet.put((at, column), text, self.room)?;
            }
        }
        Ok(())
    }

    /// The text of the cell that was opened last, one line for each paragraph.
    fn text(&mut self) -> Result<String, ReadError> {
        let mut text = String::new();
        let mut depth = 1_u32;
        let mut paragraphs = 0_u32;
        while depth > 0 {
            match self.xml.next()? {
                Some(Piece::Open(start)) => {
                    let name = start.local_name();
                    match name.as_ref() {
                        "annotation" => {
                            self.book.comments += 1;
                            self.xml.skip()?;
                            continue;
                        }
                        // Pictures and boxes upon the cell, tables within it.
                        "frame" | "custom-shape" | "table" | "ruby-text" => {
                            self.xml.skip()?;
                            continue;
                        }
                        "p" if depth == 1 && !text.is_empty() => text.push('\n'),
                        "s" => {
                            let count = number(&start, "c").unwrap_or(1).min(MAX_SPACES);
                            text.extend((0..count).map(|_| ' '));
                            // A space of 20 bytes may stand for a thousand.
                            self.room.take_bytes(usize::try_from(count).unwrap_or(usize::MAX))?;
                        }
                        "tab" => text.push(' '),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                    paragraphs += u32::from(start.local_name().as_ref() == "p");
                    depth += 1;
                }
                Some(Piece::Close(name)) => {
                    paragraphs -= u32::from(name == "p").min(paragraphs);
                    depth -= 1;
                }
                // Between paragraphs there is nothing but the layout of the XML.
                Some(Piece::Text(piece)) if paragraphs > 0 => text.push_str(&piece),
                Some(Piece::Text(_)) => {}
                None => break,
            }
        }
        Ok(text)
    }
}

fn repeated(start: &BytesStart<'_>, name: &str) -> u32 {
    number(start, name).unwrap_or(1).clamp(1, MAX_ROWS)
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|v| matches!(&*v, "collapse" | "filter"))
}
