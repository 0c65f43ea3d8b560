//! Notes of cells in a workbook.
//!
//! A note is a text in the part of the comments of its sheet and a box in a drawing of the older kind,
//! which every program for workbooks shows. Of a sheet itself only the reference to that drawing is
//! new.

mod boxes;
mod notes;
mod sheet;

use std::collections::BTreeMap;

use gouji_model::Level;
use gouji_ooxml::{PackageLimits, Relationships, XmlNode, XmlReader, decode_xml};

use super::package::{Edited, relationships};
use super::{AnnotateError, Remark, Weight, unplaced};
use crate::words::Words;
use sheet::Sheet;

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// A cell by row and column, from 1.
type Cell = (u32, u32);

/// What is said at a cell.
#[derive(Debug)]
struct Note {
    level: Level,
    text: String,
}

/// The notes of a sheet.
type Notes = BTreeMap<Cell, Note>;

/// The workbook with the remarks as notes of cells.
pub(super) fn annotated(
    bytes: &[u8],
    remarks: &[Remark],
    words: Words,
    limits: PackageLimits,
) -> Result<Vec<u8>, AnnotateError> {
    let mut package = Edited::open(bytes, limits)?;
    let sheets = sheets(&mut package)?;
    let mut notes: BTreeMap<usize, Notes> = BTreeMap::new();
    let mut homeless = Vec::new();
    for remark in remarks.iter().filter(|remark| remark.weight == Weight::Main) {
        match place(&sheets, remark) {
            Some((sheet, cell)) => say(notes.entry(sheet).or_default(), cell, remark),
            None => homeless.push(remark),
        }
    }
    if let Some(text) = unplaced(&homeless, words) {
        let level = homeless.iter().map(|it| it.level).max().unwrap_or(Level::Note);
        let first = sheets.iter().position(|sheet| !sheet.hidden).unwrap_or(0);
        let note = notes
            .entry(first)
            .or_default()
            .entry((1, 1))
            .or_insert(Note { level, text: String::new() });
        note.text = if note.text.is_empty() { text } else { format!("{text}\n\n{}", note.text) };
    }
    for (index, notes) in notes {
        let Some(sheet) = sheets.get(index) else { continue };
        // Each sheet has numbers of its own for its boxes.
        let block = u32::try_from(index).unwrap_or(0).saturating_add(1);
        sheet::annotate(&mut package, sheet, &notes, block)?;
    }
    package.finish()
}

fn say(notes: &mut Notes, cell: Cell, remark: &Remark) {
    let note = notes.entry(cell).or_insert(Note { level: remark.level, text: String::new() });
    note.level = note.level.max(remark.level);
    if !note.text.is_empty() {
        note.text.push_str("\n\n");
    }
    note.text.push_str(&remark.text);
}

/// The sheet and the cell of a remark.
fn place(sheets: &[Sheet], remark: &Remark) -> Option<(usize, Cell)> {
    let name = remark.place.sheet.as_deref()?;
    let sheet = sheets.iter().position(|sheet| sheet.name == name)?;
    Some((sheet, cell(remark.place.reference.as_deref()?)?))
}

/// The cell of a reference: `C12`; the first of a row: `12`.
fn cell(reference: &str) -> Option<Cell> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A').filter(|value| *value < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value) + 1)?;
    }
    Some((row.parse().ok().filter(|row| *row > 0)?, column.max(1)))
}

/// The name of a cell.
fn reference((row, column): Cell) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        // The remainder is below 26.
        letters.insert(0, char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().chain(row.to_string().chars()).collect()
}

/// The sheets of the workbook in its order.
fn sheets(package: &mut Edited<'_>) -> Result<Vec<Sheet>, AnnotateError> {
    let related: Relationships = package.relationships(WORKBOOK)?;
    let bytes = package.part(WORKBOOK)?;
    let text = decode_xml(&bytes)?;
    let mut reader = XmlReader::new(&text);
    let mut sheets = Vec::new();
    while let Some(node) = reader.read()? {
        let XmlNode::Start(element) = node else { continue };
        if element.tag().1 != "sheet" {
            continue;
        }
        let part = element.attribute("id").and_then(|id| related.by_id(&id).map(str::to_owned));
        let state = element.attribute("state").unwrap_or_default();
        sheets.push(Sheet {
            name: element.attribute("name").unwrap_or_default(),
            part: part.filter(|name| package.contains(name)).unwrap_or_default(),
            hidden: matches!(state.as_str(), "hidden" | "veryHidden"),
        });
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use super::{cell, reference};

    #[test]
    fn a_cell_has_one_name() {
        for (name, place) in
            [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD1", (1, 16384))]
        {
            assert_eq!(cell(name), Some(place));
            assert_eq!(reference(place), name);
        }
        assert_eq!(cell("12"), Some((12, 1)));
        assert_eq!([cell(""), cell("A"), cell("A0"), cell("甲1"), cell("ZZZZZZZZZ1")], [None; 5]);
    }
}
