//! The boxes of notes, in the older language of drawings.

use std::fmt::Write as _;

use gouji_model::Level;

use super::{Cell, Notes};

/// The number of the first box of a sheet, and how many a sheet has numbers for.
const BLOCK: u32 = 1024;

/// What every box refers to.
const TYPE: &str = "<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"_x0000_t202\" coordsize=\"21600,21600\" \
    o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// Columns and rows that a box covers, at least.
const SIZE: (u32, u32) = (5, 6);

/// The boxes of the notes of these cells.
pub(super) fn shapes(notes: &Notes, cells: &[Cell], block: u32) -> String {
    let mut shapes = String::new();
    for (nth, at) in (1..).zip(cells) {
        let Some(note) = notes.get(at) else { continue };
        let id = block.saturating_mul(BLOCK).saturating_add(nth);
        let (row, column) = (at.0.saturating_sub(1), at.1.saturating_sub(1));
        // A longer text has a higher box.
        let lines = u32::try_from(note.text.chars().count() / 20).unwrap_or(0).min(30);
        let (right, bottom) =
            (column.saturating_add(1 + SIZE.0), row.saturating_add(SIZE.1 + lines));
        let colour = colour(note.level);
        // Writing to a string does not fail.
        let _ = write!(
            shapes,
            "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" \
             xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
             xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"_x0000_s{id}\" \
             type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;\
             width:260pt;height:120pt;z-index:{nth};visibility:hidden\" fillcolor=\"{colour}\" \
             o:insetmode=\"auto\"><v:fill color2=\"{colour}\"/><v:shadow on=\"t\" color=\"black\" \
             obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox \
             style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, 15, \
             {row}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            column.saturating_add(1)
        );
    }
    shapes
}

/// A drawing of these boxes only.
pub(super) fn part(shapes: &str, block: u32) -> String {
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">\
         <o:idmap v:ext=\"edit\" data=\"{block}\"/></o:shapelayout>{TYPE}{shapes}</xml>"
    )
}

/// A drawing with more boxes at its end. Such drawings are not always well-formed XML, so that it is
/// read no further than its last tag.
pub(super) fn merge(drawing: &[u8], shapes: &str) -> Option<Vec<u8>> {
    const END: &[u8] = b"</xml>";
    let end = drawing.windows(END.len()).rposition(|window| window == END)?;
    let (before, behind) = drawing.split_at(end);
    let known = b"id=\"_x0000_t202\"";
    let has_type = before.windows(known.len()).any(|window| window == known);
    let kind = if has_type { "" } else { TYPE };
    // Names that no box has which another program has numbered.
    let own = format!("id=\"_x0000_sGouji{}_", drawing.len());
    let shapes = shapes.replace("id=\"_x0000_s", &own);
    Some([before, kind.as_bytes(), shapes.as_bytes(), behind].concat())
}

/// Colour of a level.
const fn colour(level: Level) -> &'static str {
    match level {
        Level::Error => "#fde4e4",
        Level::Warning => "#fff3d6",
        Level::Note => "#e3effc",
    }
}
