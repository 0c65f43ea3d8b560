//! The cells of one sheet of an XLS.

use super::super::number_format::Digits;
use super::super::sheet::{Region, Room, Sheet};
use super::globals::Globals;
use super::records::{Record, Records, id, u16_at, u32_at, u64_at};
use super::{damaged, texts};
use crate::ReadError;

/// Reads the records of one sheet.
pub(super) struct SheetReader<'g, 'r, 'l> {
    globals: &'g Globals,
    room: &'r mut Room<'l>,
    pub sheet: Sheet,
    pub comments: usize,
    /// The cell whose formula has a text for its result; the text is in a record of its own.
    awaited: Option<(u32, u32)>,
}

impl<'g, 'r, 'l> SheetReader<'g, 'r, 'l> {
    pub(super) fn new(globals: &'g Globals, sheet: Sheet, room: &'r mut Room<'l>) -> Self {
        Self { globals, room, sheet, comments: 0, awaited: None }
    }

    /// Reads to the end of the sheet and says how many bytes that were.
    pub(super) fn read(&mut self, stream: &[u8]) -> Result<usize, ReadError> {
        let mut records = Records::new(stream);
        // Charts upon the sheet have records of their own, between a beginning and an end.
        let mut depth = 0_u32;
        while let Some(record) = records.next() {
            match record.id {
                id::BEGIN => depth = depth.saturating_add(1),
                id::EOF if depth <= 1 => return Ok(stream.len() - records.left()),
                id::EOF => depth -= 1,
                id::NOTE => self.comments += 1,
                _ if depth == 1 && !self.sheet.hidden => self.take(&record)?,
                _ => {}
            }
        }
        Err(damaged("a sheet is cut off"))
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        match record.id {
            id::ROW => self.row(record.data),
            id::COLUMNS => self.columns(record.data),
            id::MERGED => self.merged(record.data),
            id::MANY_COMPACT => return self.many_compact(record.data),
            id::TEXT_OF_FORMULA => {
                if let (Some(at), Some(text)) = (self.awaited.take(), texts::text(record, 0)) {
                    return self.sheet.put(at, &text, self.room);
                }
            }
            _ => return self.cell(record),
        }
        Ok(())
    }

    /// A record that begins with a row, a column and a style.
    fn cell(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let data = record.data;
        let Some((at, style)) = position(data) else { return Ok(()) };
        let printed = match record.id {
            id::SHARED_LABEL => {
                let index = u32_at(data, 6).and_then(|index| usize::try_from(index).ok());
                let text = index.and_then(|index| self.globals.texts.get(index));
                return self.sheet.put(at, text.map_or("#REF!", String::as_str), self.room);
            }
            id::LABEL | id::RICH_LABEL => texts::text(record, 6),
            id::NUMBER => u64_at(data, 6).map(|bits| self.print(style, Digits::from_binary(bits))),
            id::COMPACT => u32_at(data, 6).map(|value| self.print(style, compact(value))),
            id::TRUTH_OR_ERROR => match data.get(6..8) {
                Some([value, 0]) => Some(truth(*value)),
                Some([value, _]) => Some(error(*value)),
                _ => None,
            },
            id::FORMULA => self.formula(at, style, data),
            _ => None,
        };
        printed.map_or(Ok(()), |printed| self.sheet.put(at, &printed, self.room))
    }

    /// The result of a formula, `None` where it is blank or a text that follows.
    fn formula(&mut self, at: (u32, u32), style: u16, data: &[u8]) -> Option<String> {
        self.awaited = None;
        if u16_at(data, 12)? != 0xFFFF {
            return Some(self.print(style, Digits::from_binary(u64_at(data, 6)?)));
        }
        match (data.get(6)?, data.get(8)?) {
            (0, _) => self.awaited = Some(at),
            (1, value) => return Some(truth(*value)),
            (2, value) => return Some(error(*value)),
            _ => {}
        }
        None
    }

    fn print(&self, style: u16, number: Option<Digits>) -> String {
        number.map_or_else(|| "#NUM!".to_owned(), |number| self.globals.print(style, &number))
    }

    fn many_compact(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let (Some((row, column)), Some(cells)) = (
            u16_at(data, 0).zip(u16_at(data, 2)),
            data.len().checked_sub(2).and_then(|end| data.get(4..end)),
        ) else {
            return Ok(());
        };
        for (column, cell) in (u32::from(column) + 1..).zip(cells.chunks_exact(6)) {
            let (Some(style), Some(value)) = (u16_at(cell, 0), u32_at(cell, 2)) else { continue };
            let printed = self.print(style, compact(value));
            self.sheet.put((u32::from(row) + 1, column), &printed, self.room)?;
        }
        Ok(())
    }

    fn row(&mut self, data: &[u8]) {
        const HIDDEN: u32 = 0x20;
        if let (Some(row), Some(marks)) = (u16_at(data, 0), u32_at(data, 12))
            && marks & HIDDEN != 0
        {
            let row = u32::from(row) + 1;
            self.sheet.hidden_rows.push((row, row));
        }
    }

    fn columns(&mut self, data: &[u8]) {
        if let (Some(first), Some(last), Some(marks)) =
            (u16_at(data, 0), u16_at(data, 2), u16_at(data, 8))
            && marks & 1 != 0
        {
            self.sheet.hidden_columns.push((u32::from(first) + 1, u32::from(last) + 1));
        }
    }

    fn merged(&mut self, data: &[u8]) {
        for area in data.get(2..).unwrap_or(&[]).chunks_exact(8) {
            let edge = |at| u16_at(area, at).map_or(0, u32::from) + 1;
            let region = Region { top: edge(0), bottom: edge(2), left: edge(4), right: edge(6) };
            if region.top <= region.bottom && region.left <= region.right {
                self.sheet.merged.push(region);
            }
        }
    }
}

/// Row and column from 1, and the style.
fn position(data: &[u8]) -> Option<((u32, u32), u16)> {
    let (row, column, style) = (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?);
    Some(((u32::from(row) + 1, u32::from(column) + 1), style))
}

/// A number in four bytes: whole or the upper half of a binary one, perhaps a hundred times too
/// large.
fn compact(value: u32) -> Option<Digits> {
    let number = if value & 2 != 0 {
        // The sign is in the uppermost bit.
        let whole = value.cast_signed() >> 2;
        Digits::scaled(whole < 0, u128::from(whole.unsigned_abs()), 0)
    } else {
        Digits::from_binary(u64::from(value & !3) << 32)?
    };
    Some(if value & 1 != 0 { number.shifted(-2) } else { number })
}

fn truth(value: u8) -> String {
    if value == 0 { "FALSE" } else { "TRUE" }.to_owned()
}

fn error(value: u8) -> String {
    let name = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    name.to_owned()
}
