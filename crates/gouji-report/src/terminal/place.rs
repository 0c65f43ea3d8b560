//! A place in words, as a person finds it.

use gouji_model::{Message, Place};

use crate::words::Words;

/// Everything that is known of a place, or that nothing is.
pub(crate) fn full(words: Words, place: &Place, file: &str) -> String {
    known(words, place, file).unwrap_or_else(|| words.word("report-place-unknown"))
}

/// Everything that is known of a place; the file only where it is not the document's own.
pub(crate) fn known(words: Words, place: &Place, file: &str) -> Option<String> {
    let parts = [
        place.file.as_deref().filter(|other| *other != file).map(str::to_owned),
        position(words, place),
        part(words, "report-place-statement", "title", place.statement.as_deref()),
        part(words, "report-place-section", "heading", place.section.as_deref()),
        part(words, "report-place-row", "label", place.row.as_deref()),
        part(words, "report-place-column", "label", place.column.as_deref()),
    ];
    joined(parts)
}

/// The position, and what tells the place apart from one that was named before it: for a table of
/// operands, whose labels name row and column.
pub(crate) fn beside(words: Words, place: &Place, before: Option<&Place>) -> String {
    let same = |field: fn(&Place) -> Option<&str>| before.and_then(field) == field(place);
    let differing = |field: fn(&Place) -> Option<&str>| field(place).filter(|_| !same(field));
    let parts = [
        differing(|place| place.file.as_deref()).map(str::to_owned),
        position(words, place),
        part(
            words,
            "report-place-statement",
            "title",
            differing(|place| place.statement.as_deref()),
        ),
        part(words, "report-place-section", "heading", differing(|place| place.section.as_deref())),
    ];
    joined(parts).unwrap_or_else(|| words.word("report-place-unknown"))
}

pub(crate) fn position(words: Words, place: &Place) -> Option<String> {
    let message = if let Some(page) = place.page {
        Message::new("report-place-page").with("page", page)
    } else if let (Some(sheet), Some(cell)) = (&place.sheet, &place.reference) {
        let is_row = cell.bytes().all(|b| b.is_ascii_digit());
        let (id, slot) =
            if is_row { ("report-place-sheet-row", "row") } else { ("report-place-sheet", "cell") };
        Message::new(id).with("sheet", sheet).with(slot, cell)
    } else if let Some(paragraph) = place.paragraph {
        Message::new("report-place-paragraph").with("paragraph", paragraph)
    } else if let Some(path) = &place.path {
        Message::new("report-place-path").with("path", path)
    } else if let (Some(line), Some(cell)) = (place.line, place.cell) {
        Message::new("report-place-cell").with("line", line).with("cell", cell)
    } else {
        Message::new("report-place-line").with("line", place.line?)
    };
    Some(words.say(&message))
}

fn part(words: Words, id: &'static str, slot: &'static str, text: Option<&str>) -> Option<String> {
    text.map(|text| words.say(&Message::new(id).with(slot, text)))
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
