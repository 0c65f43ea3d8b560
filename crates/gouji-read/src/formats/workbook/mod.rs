//! Workbooks: XLSX, XLS, ET and ODS.
//!
//! Each reader gives sheets with the printed text of every cell; what is common to them, the way
//! from a sheet to tables and paragraphs, is in `blocks`.

mod blocks;
mod merged;
mod number_format;
mod ods;
mod sheet;
mod shown;
mod xls;
mod xlsx;
mod xml;

use std::sync::Arc;

use gouji_model::{Diagnostic, Document, Format, Level, Location, Message, Sources, Spot, Trace};
use gouji_ooxml::Package;

use super::{Read, properties};
use crate::{Limits, ReadError};
use blocks::View;
use sheet::{Book, Room, Sheet};

/// Most names in one message.
const MAX_NAMES: usize = 10;

pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Read {
    let mut room = Room::new(limits);
    let mut traces = Vec::new();
    let book = book(bytes, limits, &mut room, &mut traces)?;
    if book.sheets.len() > limits.archive_entries.min(usize::from(u16::MAX)) {
        return Err(ReadError::TooManyEntries { limit: limits.archive_entries });
    }
    let mut sources = Sources::file(file);
    sources.sheets = book.sheets.iter().map(|sheet| Arc::clone(&sheet.name)).collect();
    let mut notes = Notes { sources: &sources, diagnostics: Vec::new() };
    notes.book(&book);
    let mut blocks = Vec::new();
    for (index, sheet) in (0_u16..).zip(book.sheets).filter(|(_, sheet)| !sheet.hidden) {
        notes.sheet(index, &sheet, limits);
        let view = View::new(index, sheet, limits.span);
        notes.hidden(index, &view);
        blocks.extend(view.blocks(&mut room)?);
    }
    let diagnostics = notes.diagnostics;
    Ok((Document { sources, format: Format::Workbook, blocks, traces }, diagnostics))
}

fn book(
    bytes: &[u8],
    limits: &Limits,
    room: &mut Room<'_>,
    traces: &mut Vec<Trace>,
) -> Result<Book, ReadError> {
    if !bytes.starts_with(b"PK") {
        return xls::read(bytes, limits, room);
    }
    let package = Package::open(bytes, limits.package());
    let mut package = package.map_err(|error| ReadError::of_package(xlsx::KIND, &error))?;
    *traces = properties::traces(&mut package);
    if package.contains("xl/workbook.xml") {
        return xlsx::read(&mut package, room);
    }
    if package.contains("xl/workbook.bin") {
        return Err(ReadError::Unsupported { kind: "XLSB" });
    }
    ods::read(&mut package, room)
}

/// What the reader noticed.
struct Notes<'s> {
    sources: &'s Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Notes<'_> {
    fn warn(&mut self, message: Message, location: Location) {
        let place = self.sources.place(location);
        self.diagnostics.push(Diagnostic { level: Level::Warning, message, place });
    }

    fn book(&mut self, book: &Book) {
        let hidden: Vec<&str> =
            book.sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| &*sheet.name).collect();
        if !hidden.is_empty() {
            let named = hidden.len().min(MAX_NAMES);
            let message = Message::new("read-hidden-sheets").with("count", hidden.len());
            self.warn(message.with("names", hidden[..named].join("、")), Location::default());
        }
        if book.comments > 0 {
            let message = Message::new("read-comments").with("count", book.comments);
            self.warn(message, Location::default());
        }
        let unvalued: usize = book.sheets.iter().map(|sheet| sheet.unvalued).sum();
        let first = (0_u16..).zip(&book.sheets).find_map(|(index, sheet)| {
            let (row, column) = sheet.first_unvalued?;
            Some(Location::of(Spot::Sheet { sheet: index, row, column }))
        });
        if let Some(first) = first {
            self.warn(Message::new("read-formulas-without-values").with("count", unvalued), first);
        }
    }

    fn sheet(&mut self, index: u16, sheet: &Sheet, limits: &Limits) {
        if let Some(row) = sheet.too_wide {
            let location = Location::of(Spot::Sheet { sheet: index, row, column: 0 });
            self.warn(Message::new("read-wide-row").with("limit", limits.row_cells), location);
        }
    }

    fn hidden(&mut self, index: u16, view: &View) {
        let name = self.sources.sheets.get(usize::from(index)).map_or("", |name| &**name);
        let counts = [
            ("read-hidden-rows", view.hidden_rows),
            ("read-hidden-columns", view.hidden_columns),
            ("read-covered-cells", view.covered),
        ];
        for (id, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            let message = Message::new(id).with("sheet", name).with("count", count);
            self.warn(message, Location::default());
        }
    }
}
