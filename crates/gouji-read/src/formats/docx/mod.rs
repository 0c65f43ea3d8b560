//! Word processors' documents (DOCX).
//!
//! Read is what is printed: with the automatic numbers, with insertions and without deletions, with
//! the results of fields and without their codes. What must not be published (tracked changes,
//! comments, hidden text) and what cannot be read (pictures) is said.

mod blocks;
mod body;
mod columns;
mod count;
mod field;
mod grid;
mod notes;
mod noticed;
mod numbering;
mod numeral;
mod paragraph;
mod parts;
mod story;
mod styles;
mod table;

use gouji_model::{Document, Format, Sources};

use super::Read;
use crate::{Limits, ReadError};
use count::Counts;
use noticed::Noticed;
use numbering::Numberings;
use parts::Parts;
use story::Story;
use styles::Styles;

/// Kind of file in messages.
const KIND: &str = "DOCX";

/// What all parts of a document are read with.
#[derive(Debug)]
struct Reading<'l> {
    limits: &'l Limits,
    styles: Styles,
    numberings: Numberings,
    counts: Counts,
    noticed: Noticed,
    /// Notes that are referred to, each with the paragraph that does so first.
    references: Vec<notes::Reference>,
    /// Lines with text so far.
    lines: usize,
    /// Cells so far.
    cells: usize,
}

/// Reads a document.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Read {
    let parts = Parts::read(bytes, limits)?;
    let mut reading = Reading {
        limits,
        styles: parts.styles()?,
        numberings: parts.numberings()?,
        counts: Counts::default(),
        noticed: Noticed { comments: parts.comments()?, ..Noticed::default() },
        references: Vec::new(),
        lines: 0,
        cells: 0,
    };
    let pieces = Story::new(&parts.document, &mut reading, None).document()?;
    let mut blocks = blocks::Blocks::new(limits);
    blocks.add(pieces);
    for pieces in notes::read(&parts, &mut reading)? {
        blocks.add(pieces);
    }
    let sources = Sources::file(file);
    let (blocks, long_lines) = blocks.finish();
    let mut diagnostics = reading.noticed.diagnostics(&sources, limits);
    diagnostics.extend(noticed::long_lines(&long_lines, &sources, limits));
    if blocks.is_empty() && diagnostics.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((Document { sources, format: Format::Docx, blocks, traces: parts.traces }, diagnostics))
}

impl Reading<'_> {
    /// Counts cells towards the limit.
    fn count_cells(&mut self, cells: usize) -> Result<(), ReadError> {
        let limit = self.limits.cells;
        self.cells = self.cells.saturating_add(cells);
        if self.cells > limit { Err(ReadError::TooManyCells { limit }) } else { Ok(()) }
    }

    /// Counts lines towards the limit.
    fn count_lines(&mut self, lines: usize) -> Result<(), ReadError> {
        let limit = self.limits.lines;
        self.lines = self.lines.saturating_add(lines);
        if self.lines > limit { Err(ReadError::TooManyLines { limit }) } else { Ok(()) }
    }
}

/// The error of a part that is not what it should be.
fn damaged(error: &gouji_ooxml::XmlError) -> ReadError {
    ReadError::Damaged { kind: KIND, why: error.to_string() }
}
