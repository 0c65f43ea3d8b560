//! Remarks as annotations: highlights with a note, and notes that stand by themselves.

use std::fmt::Write as _;

use gouji_model::{Area, Level};

use super::space::{Point, Space};
use super::update::Update;
use crate::annotate::{AUTHOR, Weight};

/// A part of the page around a mark that belongs to it, so that the smallest is seen.
const MARGIN: i32 = 100;

/// Size of a note that stands by itself.
const NOTE: i32 = 2000;

/// Size of the window of a note.
const WINDOW: (i32, i32) = (22_000, 12_000);

/// What is marked at one place of a page.
#[derive(Debug)]
pub(super) struct Mark {
    /// `None` for a note that stands by itself.
    pub area: Option<Area>,
    pub level: Level,
    pub weight: Weight,
    pub text: String,
}

/// Colour of a level.
const fn colour(level: Level) -> &'static str {
    match level {
        Level::Error => "0.95 0.25 0.25",
        Level::Warning => "1 0.75 0.1",
        Level::Note => "0.4 0.65 1",
    }
}

/// How much of the colour is laid over the page.
const fn opacity(weight: Weight) -> &'static str {
    match weight {
        Weight::Main => "0.55",
        Weight::Related => "0.2",
    }
}

/// Writes a mark of a page; the numbers of its annotations. `nth` of the notes of the page stand by
/// themselves already.
pub(super) fn write(
    update: &mut Update,
    space: &Space,
    page: (u32, u32),
    mark: &Mark,
    nth: usize,
) -> Vec<u32> {
    let area = mark.area.map_or_else(|| note_area(space, nth), |area| grown(area, space.visible()));
    let corners = space.corners(area);
    let common = format!(
        "/Type /Annot /Rect [{}] /C [{}] /T {} /Contents {} /NM (gouji-{}) /P {} {} R",
        rectangle(corners),
        colour(mark.level),
        text(AUTHOR),
        text(&mark.text),
        update.next(),
        page.0,
        page.1,
    );
    let own = if mark.area.is_some() {
        let look = update.add(&appearance(corners, mark));
        let corners = corners.map(point).join(" ");
        let opacity = opacity(mark.weight);
        format!(
            "/Subtype /Highlight /F 4 /QuadPoints [{corners}] /CA {opacity} /AP << /N {look} 0 R >>"
        )
    } else {
        "/Subtype /Text /Name /Comment /F 28".to_owned()
    };
    if mark.weight == Weight::Related {
        return vec![update.add(format!("<< {common} {own} >>").as_bytes())];
    }
    // The mark and its window name each other.
    let window = update.next() + 1;
    let mark = update.add(format!("<< {common} {own} /Popup {window} 0 R >>").as_bytes());
    let rectangle = rectangle(space.corners(window_area(area, space.visible())));
    let window = format!(
        "<< /Type /Annot /Subtype /Popup /Rect [{rectangle}] /F 4 /Open false /Parent {mark} 0 R >>"
    );
    vec![mark, update.add(window.as_bytes())]
}

/// The area with a margin, within the page.
fn grown(area: Area, page: Area) -> Area {
    Area {
        top: (area.top - MARGIN).clamp(page.top, page.bottom),
        left: (area.left - MARGIN).clamp(page.left, page.right),
        bottom: (area.bottom.max(area.top) + MARGIN).clamp(page.top, page.bottom),
        right: (area.right.max(area.left) + MARGIN).clamp(page.left, page.right),
    }
}

/// Where a note stands that has no place: in the upper left corner, one beside the other.
fn note_area(space: &Space, nth: usize) -> Area {
    let page = space.visible();
    let in_row = usize::try_from((page.right / (2 * NOTE)).max(1)).unwrap_or(1);
    let column = i32::try_from(nth % in_row).unwrap_or(0);
    let row = i32::try_from(nth / in_row % 4).unwrap_or(0);
    let (left, top) = (NOTE / 2 + column * NOTE * 3 / 2, NOTE / 2 + row * NOTE * 3 / 2);
    Area { top, left, bottom: top + NOTE, right: left + NOTE }
}

/// The window of a note: below it, on the page as far as there is room.
fn window_area(area: Area, page: Area) -> Area {
    let left = area.left.min(page.right - WINDOW.0).max(page.left);
    let top = area.bottom.min(page.bottom - WINDOW.1).max(page.top);
    Area { top, left, bottom: top + WINDOW.1, right: left + WINDOW.0 }
}

/// How a highlight looks: colour that leaves what is below it legible.
fn appearance(corners: [Point; 4], mark: &Mark) -> Vec<u8> {
    let (low, high) = bounds(corners);
    let content = format!(
        "/G gs {} rg {} {} {} re f",
        colour(mark.level),
        point(low),
        hundredths(high.0 - low.0),
        hundredths(high.1 - low.1)
    );
    let opacity = opacity(mark.weight);
    format!(
        "<< /Type /XObject /Subtype /Form /BBox [{}] /Resources << /ExtGState << /G << \
         /Type /ExtGState /BM /Multiply /ca {opacity} >> >> >> /Length {} >>\nstream\n{content}\nendstream",
        rectangle(corners),
        content.len()
    )
    .into_bytes()
}

/// The least and the greatest position.
fn bounds(corners: [Point; 4]) -> (Point, Point) {
    let mut bounds = (corners[0], corners[0]);
    for (x, y) in corners {
        bounds.0 = (bounds.0.0.min(x), bounds.0.1.min(y));
        bounds.1 = (bounds.1.0.max(x), bounds.1.1.max(y));
    }
    bounds
}

fn rectangle(corners: [Point; 4]) -> String {
    let (low, high) = bounds(corners);
    format!("{} {}", point(low), point(high))
}

fn point((x, y): Point) -> String {
    format!("{} {}", hundredths(x), hundredths(y))
}

/// A number of hundredths as it is written.
fn hundredths(number: i32) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let number = number.unsigned_abs();
    format!("{sign}{}.{:02}", number / 100, number % 100)
}

/// A text in UTF-16 with its mark.
fn text(text: &str) -> String {
    let mut written = "<FEFF".to_owned();
    for unit in text.encode_utf16() {
        // Writing to a string does not fail.
        let _ = write!(written, "{unit:04X}");
    }
    written.push('>');
    written
}
