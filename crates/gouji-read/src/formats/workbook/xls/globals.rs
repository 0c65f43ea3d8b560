//! What stands before the sheets: their names, the formats, the texts that cells share.

use std::collections::BTreeMap;

use super::super::number_format::{Digits, NumberFormat, builtin};
use super::super::sheet::Sheet;
use super::records::{Record, Records, id, u16_at, u32_at};
use super::{damaged, texts};
use crate::ReadError;

/// Version that a stream of 1997 and later says it has.
const BIFF8: u16 = 0x0600;

/// Kind of a sheet that has cells.
const WORKSHEET: u8 = 0;

/// What cells refer to.
#[derive(Default)]
pub(super) struct Globals {
    pub texts: Vec<String>,
    codes: BTreeMap<u16, String>,
    /// Number of the format of each style.
    styles: Vec<u16>,
    formats: BTreeMap<u16, NumberFormat>,
    from_1904: bool,
}

impl Globals {
    /// The printed text of a number; a style that there is none of prints as no format.
    pub(super) fn print(&self, style: u16, number: &Digits) -> String {
        let id = self.styles.get(usize::from(style));
        match id.and_then(|id| self.formats.get(id)) {
            Some(format) => format.print(number, self.from_1904),
            None => NumberFormat::new("General").print(number, self.from_1904),
        }
    }
}

/// Sheets, and where the cells of each begin, if it has any.
type Starts = Vec<(Sheet, Option<usize>)>;

/// Reads what stands before the sheets.
pub(super) fn read(stream: &[u8]) -> Result<(Globals, Starts), ReadError> {
    let mut globals = Globals::default();
    let mut sheets = Vec::new();
    let mut records = Records::new(stream);
    let begin = records.next().filter(|record| record.id == id::BEGIN);
    let begin = begin.ok_or_else(|| damaged("it does not begin as a workbook does"))?;
    if u16_at(begin.data, 0) != Some(BIFF8) {
        return Err(ReadError::Legacy);
    }
    for record in records.by_ref() {
        match record.id {
            id::FILE_PASS => return Err(ReadError::Encrypted),
            id::SHEET => sheets.extend(sheet(&record)),
            id::EOF => return Ok((globals.ready(), sheets)),
            _ => globals.take(&record),
        }
    }
    Err(damaged("it ends before its sheets"))
}

impl Globals {
    fn take(&mut self, record: &Record<'_>) {
        match record.id {
            id::DATE_MODE => self.from_1904 = u16_at(record.data, 0) == Some(1),
            id::STYLE => self.styles.push(u16_at(record.data, 2).unwrap_or(0)),
            id::SHARED_TEXTS => self.texts = texts::shared(record),
            id::FORMAT => {
                if let (Some(id), Some(code)) = (u16_at(record.data, 0), texts::text(record, 2)) {
                    self.codes.insert(id, code);
                }
            }
            _ => {}
        }
    }

    /// With the formats that styles use.
    fn ready(mut self) -> Self {
        for id in &self.styles {
            let code = self.codes.get(id).map_or(builtin(u32::from(*id)), String::as_str);
            self.formats.entry(*id).or_insert_with(|| NumberFormat::new(code));
        }
        self
    }
}

fn sheet(record: &Record<'_>) -> Option<(Sheet, Option<usize>)> {
    let start = usize::try_from(u32_at(record.data, 0)?).ok()?;
    let [state, kind, ..] = record.data.get(4..)? else { return None };
    let sheet =
        Sheet { name: texts::name(record, 6)?.into(), hidden: state & 3 != 0, ..Sheet::default() };
    Some((sheet, (*kind == WORKSHEET).then_some(start)))
}
