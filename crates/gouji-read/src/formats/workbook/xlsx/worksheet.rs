//! The cells of one sheet of an XLSX, read once from beginning to end.

use quick_xml::events::BytesStart;

use super::super::number_format::Digits;
use super::super::sheet::{MAX_COLUMNS, MAX_ROWS, Region, Room, Sheet};
use super::super::xml::{Piece, Xml, attribute, decode, flag, number};
use super::{KIND, Shared, texts};
use crate::ReadError;

/// A cell while it is read.
#[derive(Default)]
struct Draft {
    at: (u32, u32),
    /// What its value is: a number where nothing is said.
    kind: String,
    style: usize,
    value: Option<String>,
    formula: bool,
}

/// Reads a sheet. Only cells with text are kept, whatever size the file says the sheet has.
pub(super) fn read(
    bytes: &[u8],
    shared: &Shared,
    sheet: &mut Sheet,
    room: &mut Room<'_>,
) -> Result<(), ReadError> {
    let text = decode(bytes);
    let mut xml = Xml::new(KIND, &text);
    let (mut row, mut column) = (0_u32, 0_u32);
    while let Some(piece) = xml.next()? {
        let Piece::Open(start) = piece else { continue };
        match start.local_name().as_ref() {
            "row" => {
                row = number(&start, "r").unwrap_or_else(|| row.saturating_add(1));
                column = 0;
                if flag(&start, "hidden") {
                    sheet.hidden_rows.push((row.max(1), row.min(MAX_ROWS)));
                }
            }
            "c" => {
                let at = attribute(&start, "r").and_then(|name| position(&name));
                let at = at.unwrap_or((row, column.saturating_add(1)));
                column = at.1;
                let draft = draft(&mut xml, &start, at)?;
                finish(&draft, shared, sheet, room)?;
            }
            "col" if flag(&start, "hidden") => {
                let first = number(&start, "min").unwrap_or(1).max(1);
                let last = number(&start, "max").unwrap_or(first).min(MAX_COLUMNS);
                sheet.hidden_columns.push((first, last));
            }
            "mergeCell" => {
                let area = attribute(&start, "ref").and_then(|area| region(&area));
                sheet.merged.extend(area);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Reads what is in a cell.
fn draft(xml: &mut Xml<'_>, start: &BytesStart<'_>, at: (u32, u32)) -> Result<Draft, ReadError> {
    let mut draft = Draft {
        at,
        kind: attribute(start, "t").unwrap_or_default().into_owned(),
        style: number(start, "s").and_then(|style| usize::try_from(style).ok()).unwrap_or(0),
        ..Draft::default()
    };
    let mut in_value = false;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(start) => match start.local_name().as_ref() {
                "v" => in_value = true,
                "is" => draft.value = Some(texts::rich(xml)?),
                "f" => {
                    draft.formula = true;
                    xml.skip()?;
                }
                _ => xml.skip()?,
            },
            Piece::Text(text) if in_value => {
                draft.value.get_or_insert_default().push_str(&text);
            }
            Piece::Text(_) => {}
            Piece::Close(name) if name == "c" => break,
            Piece::Close(_) => in_value = false,
        }
    }
    Ok(draft)
}

/// Writes the printed text of a cell into the sheet.
fn finish(
    draft: &Draft,
    shared: &Shared,
    sheet: &mut Sheet,
    room: &mut Room<'_>,
) -> Result<(), ReadError> {
    let Some(value) = draft.value.as_deref() else {
        if draft.formula && draft.kind != "str" {
            sheet.note_unvalued(draft.at);
        }
        return Ok(());
    };
    let printed = match draft.kind.as_str() {
        "s" => {
            let index = value.trim().parse::<usize>().ok();
            let text = index.and_then(|index| shared.texts.get(index));
            // A text that is not there: the file is at fault, and the cell must not read as blank.
            return sheet.put(draft.at, text.map_or("#REF!", String::as_str), room);
        }
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "d" => value.trim_end_matches("T00:00:00").to_owned(),
        "" | "n" => match Digits::parse(value) {
            Some(digits) => shared.styles.print(draft.style, &digits),
            None => value.to_owned(),
        },
        _ => texts::unescape(value),
    };
    sheet.put(draft.at, &printed, room)
}

/// Row and column of a cell by its name: `C12`.
fn position(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)?;
    }
    let row = digits.parse().ok()?;
    ((1..=MAX_COLUMNS).contains(&column) && (1..=MAX_ROWS).contains(&row)).then_some((row, column))
}

/// The region that a name such as `A1:M2` means.
fn region(name: &str) -> Option<Region> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (position(first)?, position(last)?);
    (top <= bottom && left <= right).then_some(Region { top, left, bottom, right })
}
