//! Documents of word processors, each written in the test.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its document has failed")]

mod diagnostics;
mod file;
mod hostile;
mod lists;
mod tables;
mod text;

use gouji_model::{Block, Diagnostic, Document, Spot};
use gouji_read::{Limits, formats};

/// The document of a file, and what was noticed.
fn read(bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    formats::read("a.docx", bytes, &Limits::default()).unwrap()
}

/// The texts of the paragraphs of a body; a grid is `#` and its rows.
fn texts(body: &str) -> Vec<String> {
    shown(&read(&file::document(body)).0)
}

/// Paragraphs as they are; a grid as `#` and its rows, a covered position as `~`.
fn shown(document: &Document) -> Vec<String> {
    let shown = document.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Grid(grid) => {
            let cell = |cell: &gouji_model::GridCell| match cell.span.columns {
                0 => "~".to_owned(),
                _ => cell.text.clone(),
            };
            let row = |row: &gouji_model::GridRow| {
                row.cells.iter().map(cell).collect::<Vec<_>>().join("|")
            };
            format!("#{}", grid.rows.iter().map(row).collect::<Vec<_>>().join("/"))
        }
    });
    shown.collect()
}

/// Ids, counts and paragraphs of what was noticed.
fn noticed(bytes: &[u8]) -> Vec<(String, Option<u32>)> {
    let said = |diagnostic: &Diagnostic| {
        let message = gouji_standard::Messages::embedded();
        let id = diagnostic.message.id.to_string();
        let slots: Vec<&str> = diagnostic.message.slots.iter().map(|(name, _)| *name).collect();
        assert_eq!(message.slots(&id), Some(slots), "{id} is in the catalogue with its slots");
        let text =
            format!("{id} {}", message.in_lang(&diagnostic.message, gouji_standard::Lang::Zh));
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        (format!("{id} {digits}"), diagnostic.place.paragraph)
    };
    read(bytes).1.iter().map(said).collect()
}

/// The number of the paragraph of a block.
fn number(block: &Block) -> u32 {
    match block.location().spot {
        Spot::Paragraph { paragraph } => paragraph,
        other => panic!("{other:?}"),
    }
}
