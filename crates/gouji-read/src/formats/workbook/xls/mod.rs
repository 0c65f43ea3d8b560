//! XLS and ET (BIFF8 in a compound file).
//!
//! The records are read here and not by a library, because the printed text of a number needs the
//! format of its cell, which no library hands out, and because a library would reserve as much
//! memory as the file says its sheets need.

mod cells;
mod globals;
mod records;
mod texts;

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use super::sheet::{Book, Room};
use crate::{Limits, ReadError};

const KIND: &str = "XLS";

pub(super) fn read(bytes: &[u8], limits: &Limits, room: &mut Room<'_>) -> Result<Book, ReadError> {
    let stream = stream(bytes, limits)?;
    let (globals, sheets) = globals::read(&stream)?;
    let mut book = Book::default();
    let mut seen = BTreeSet::new();
    for (sheet, start) in sheets {
        let Some(start) = start else {
            book.sheets.push(sheet);
            continue;
        };
        let records = stream.get(start..).filter(|_| seen.insert(start));
        let records = records.ok_or_else(|| damaged("a sheet is not in the file"))?;
        let mut reader = cells::SheetReader::new(&globals, sheet, room);
        let read = reader.read(records)?;
        book.comments += reader.comments;
        book.sheets.push(reader.sheet);
        // Sheets that begin within one another are read once each and no more.
        room.take_bytes(read)?;
    }
    Ok(book)
}

/// The stream of the workbook in its compound file.
fn stream(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let mut file =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    if !file.is_stream("/Workbook") {
        // Before 1997.
        return Err(ReadError::Legacy);
    }
    let stream = file.open_stream("/Workbook").map_err(|error| damaged(&error.to_string()))?;
    let limit = limits.unpacked_bytes;
    if stream.len() > limit {
        return Err(ReadError::Unpacked { limit });
    }
    let mut content = Vec::new();
    stream.take(limit).read_to_end(&mut content).map_err(|error| damaged(&error.to_string()))?;
    Ok(content)
}

fn damaged(why: &str) -> ReadError {
    ReadError::Damaged { kind: KIND, why: why.to_owned() }
}
