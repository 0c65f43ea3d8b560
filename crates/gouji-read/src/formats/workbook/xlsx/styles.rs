//! Number formats of the cells of an XLSX.

use std::collections::BTreeMap;

use super::super::number_format::{Digits, NumberFormat, builtin};
use super::super::xml::{Piece, Xml, attribute, decode, number};
use super::KIND;
use crate::ReadError;

/// Formats by the style of a cell.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The number of the format of each style.
    ids: Vec<u32>,
    /// Formats by their number, those that styles use.
    formats: BTreeMap<u32, NumberFormat>,
    from_1904: bool,
}

impl Styles {
    /// The printed text of a number; a style that there is none of prints as no format.
    pub(super) fn print(&self, style: usize, number: &Digits) -> String {
        let format = self.ids.get(style).and_then(|id| self.formats.get(id));
        match format {
            Some(format) => format.print(number, self.from_1904),
            None => NumberFormat::new("General").print(number, self.from_1904),
        }
    }
}

pub(super) fn read(bytes: &[u8], from_1904: bool) -> Result<Styles, ReadError> {
    let text = decode(bytes);
    let mut xml = Xml::new(KIND, &text);
    let mut codes = BTreeMap::new();
    let mut ids = Vec::new();
    let mut in_cells = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(&start, "formatCode").unwrap_or_default();
                    if let Some(id) = number(&start, "numFmtId") {
                        codes.entry(id).or_insert_with(|| code.into_owned());
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => ids.push(number(&start, "numFmtId").unwrap_or(0)),
                _ => {}
            },
            Piece::Close(name) if name == "cellXfs" => in_cells = false,
            _ => {}
        }
    }
    let mut formats = BTreeMap::new();
    for id in &ids {
        let code = codes.get(id).map_or(builtin(*id), String::as_str);
        formats.entry(*id).or_insert_with(|| NumberFormat::new(code));
    }
    Ok(Styles { ids, formats, from_1904 })
}
