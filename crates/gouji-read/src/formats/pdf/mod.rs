//! PDF with a text layer: pages to glyphs and ruling lines, these to tables and paragraphs.
//!
//! ```text
//! page ──device──▶ marks ──lattice──▶ tables ─┐
//!                    └────lines──────────────┴─▶ pieces ──running──▶ ──text──▶ blocks
//! ```
//!
//! What lies outside the page or its clipping is not read: a merged cell that crosses the end of a
//! page is drawn whole on both pages, and clipped.

mod aligned;
mod broken;
mod device;
mod grid;
mod lattice;
mod lines;
mod marks;
mod page;
mod running;
mod text;
mod traces;
mod unpacked;

use std::panic::catch_unwind;

use gouji_model::{Area, Block, Diagnostic, Document, Format, Level, Location, Message, Sources};
use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::Read;
use crate::{Limits, ReadError};
use page::{Page, Piece};
use text::{Margins, Paragraphs};

/// Characters of a page at least that cannot be the same by chance.
const MIN_PAGE: usize = 80;

/// Reads a PDF.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Read {
    if !has_end(bytes) {
        return Err(ReadError::Damaged { kind: "PDF", why: "no end of file".to_owned() });
    }
    if !unpacked::within(bytes, limits.unpacked_bytes) {
        return Err(ReadError::Unpacked { limit: limits.unpacked_bytes });
    }
    let pdf = opened(bytes).map_err(unreadable)?;
    let count = pdf.pages().len();
    if count > limits.pages {
        return Err(ReadError::TooManyPages { pages: count, limit: limits.pages });
    }
    let mut pages = pages(&pdf, limits);
    let has_reason = pages.iter().any(|page| page.broken || page.pictures > 0);
    if has_reason && pages.iter().all(|page| page.glyphs == 0) {
        return Err(without_text(&pages));
    }
    let sources = Sources::file(file);
    let mut diagnostics: Vec<Diagnostic> =
        pages.iter().flat_map(|page| diagnostics(&sources, page)).collect();
    running::remove(&mut pages);
    carry_columns(&mut pages);
    diagnostics.extend(repeated_pages(&sources, &mut pages));
    let traces = traces::traces(&pdf, &pages);
    Ok((Document { sources, format: Format::Pdf, blocks: blocks(pages), traces }, diagnostics))
}

/// Whether the end of the file is there. What is left of a file that was cut off could be read in
/// part, and nobody would see what is missing.
fn has_end(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"startxref";
    const END: usize = 4096;
    let end = bytes.iter().rposition(|byte| !matches!(byte, 0 | b' ' | b'\r' | b'\n'));
    let end = &bytes[..end.map_or(0, |last| last + 1)];
    let tail = &end[end.len().saturating_sub(END)..];
    tail.windows(MARK.len()).any(|window| window == MARK)
}

/// Opens a file; one that the library panics on is as damaged as one that it refuses.
fn opened(bytes: &[u8]) -> Result<Pdf, LoadPdfError> {
    catch_unwind(|| Pdf::new(bytes.to_vec())).unwrap_or(Err(LoadPdfError::Invalid))
}

fn pages(pdf: &Pdf, limits: &Limits) -> Vec<Page> {
    let cache = InterpreterCache::new();
    let mut steps = limits.drawings;
    let mut marks = |page| device::marks(page, &cache, limits.page_marks, &mut steps);
    pdf.pages().iter().zip(1..).map(|(page, number)| Page::new(number, marks(page))).collect()
}

/// Why there is no text: the pages are pictures, or they are damaged.
fn without_text(pages: &[Page]) -> ReadError {
    if pages.iter().any(|page| page.broken) {
        return ReadError::Damaged { kind: "PDF", why: "pages".to_owned() };
    }
    ReadError::NoTextLayer { pages: pages.len() }
}

fn unreadable(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => {
            ReadError::Damaged { kind: "PDF", why: "encryption".to_owned() }
        }
        LoadPdfError::Invalid => ReadError::Damaged { kind: "PDF", why: "xref".to_owned() },
    }
}

/// What a page does not give, said page by page.
fn diagnostics(sources: &Sources, page: &Page) -> Vec<Diagnostic> {
    let place = || sources.place(Location::page(page.number, Area::default()));
    let mut found = Vec::new();
    let mut say = |level: Level, message: Message| {
        found.push(Diagnostic { level, message, place: place() });
    };
    if page.glyphs == 0 && page.pictures > 0 {
        say(Level::Warning, Message::new("read-page-picture"));
    }
    if page.unknown > 0 {
        say(Level::Warning, Message::new("read-page-glyphs").with("count", page.unknown));
    }
    if page.broken_font {
        say(Level::Warning, Message::new("read-page-font"));
    }
    if page.broken {
        say(Level::Warning, Message::new("read-page-broken"));
    }
    if page.beside > 0 {
        say(Level::Warning, Message::new("read-page-beside").with("count", page.beside));
    }
    if page.cut {
        say(Level::Warning, Message::new("read-page-cut"));
    }
    if page.aslant > 0 {
        say(Level::Note, Message::new("read-page-aslant").with("count", page.aslant));
    }
    found
}

/// Takes the pages away that say word for word what the page before says: they were printed twice.
fn repeated_pages(sources: &Sources, pages: &mut [Page]) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let mut before = String::new();
    for page in pages {
        let text = page.text();
        if text == before && text.chars().count() > MIN_PAGE {
            page.pieces.clear();
            let place = sources.place(Location::page(page.number, Area::default()));
            let message = Message::new("read-page-twice");
            said.push(Diagnostic { level: Level::Warning, message, place });
        }
        before = text;
    }
    said
}

/// A table that goes on from the page before has its columns, though fewer lines may be drawn: the
/// total may stand alone on the last page.
fn carry_columns(pages: &mut [Page]) {
    let mut before: Option<Vec<i32>> = None;
    for page in pages {
        if let (Some(before), Some(Piece::Table(first))) = (&before, page.pieces.first_mut()) {
            first.refine(before);
        }
        before = match page.pieces.last() {
            Some(Piece::Table(last)) => Some(last.columns().to_vec()),
            _ => None,
        };
    }
}

/// The pieces of all pages in order, lines made paragraphs.
fn blocks(pages: Vec<Page>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraphs = Paragraphs::default();
    // Of a table at the end of a page, the columns whose text fills the last row.
    let mut fills: Option<Vec<bool>> = None;
    // The first block of that table.
    let mut start = 0;
    for page in pages {
        let lines = page.pieces.iter().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Table(_) | Piece::Aligned(_) => None,
        });
        paragraphs.set_margins(Margins::of(lines, paragraphs.margins()));
        let locate = |area: Area| Location::page(page.number, page.turn.area_back(area));
        for piece in aligned::find(page.pieces) {
            match piece {
                Piece::Aligned(lines) => {
                    blocks.extend(paragraphs.end().map(Block::Paragraph));
                    blocks.push(Block::Grid(aligned::grid(&lines, locate)));
                }
                Piece::Line(line) => {
                    let ended = paragraphs.line(line, page.number, locate);
                    blocks.extend(ended.map(Block::Paragraph));
                }
                Piece::Table(table) => {
                    blocks.extend(paragraphs.end().map(Block::Paragraph));
                    let own = table.fills_last_row();
                    let mut grid = table.grid(locate);
                    if let (Some(fills), Some(Block::Grid(table))) =
                        (fills.take(), blocks.get(start))
                    {
                        let header = broken::repeated(table, &grid);
                        if let Some(Block::Grid(before)) = blocks.last_mut() {
                            broken::join(before, &fills, &mut grid, header);
                        }
                    } else {
                        start = blocks.len();
                    }
                    blocks.push(Block::Grid(grid));
                    fills = Some(own);
                    continue;
                }
            }
            fills = None;
        }
    }
    blocks.extend(paragraphs.end().map(Block::Paragraph));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use marks::Marks;

    #[test]
    fn a_broken_page_is_said_and_without_any_other_the_file_is_damaged() {
        let broken = || Page::new(2, Marks { broken: true, ..Marks::default() });
        let said = diagnostics(&Sources::file("a.pdf"), &broken());
        assert_eq!(said.len(), 1);
        assert_eq!((&*said[0].message.id, said[0].place.page), ("read-page-broken", Some(2)));
        let scan = Page::new(1, Marks { pictures: 1, ..Marks::default() });
        assert!(matches!(without_text(&[scan, broken()]), ReadError::Damaged { .. }));
    }
}
