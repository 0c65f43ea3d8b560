//! Blocks in document order: paragraphs, tables, and what holds them.

use gouji_ooxml::{Element, Vocabulary, Vocabulary::Word};

use super::grid::Table;
use super::story::Story;
use crate::ReadError;

/// What a body, a cell, a text box or a note holds.
#[derive(Debug)]
pub(super) enum Piece {
    Paragraph(Lines),
    Table(Table),
}

/// A paragraph with text.
#[derive(Debug)]
pub(super) struct Lines {
    /// Its lines as they are broken by hand, with tabs.
    pub lines: Vec<String>,
    /// Number of the paragraph.
    pub paragraph: u32,
}

/// The pieces of one place in document order.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub pieces: Vec<Piece>,
    /// A paragraph whose end is not printed: the next one continues it.
    pub open: Option<Lines>,
}

impl Flow {
    /// Ends the paragraph that waits for its continuation.
    pub(super) fn close(&mut self) {
        if let Some(lines) = self.open.take() {
            self.add(lines);
        }
    }

    /// Adds a paragraph, if there is text in it.
    pub(super) fn add(&mut self, mut lines: Lines) {
        lines.lines.retain(|line| !line.trim().is_empty());
        if !lines.lines.is_empty() {
            self.pieces.push(Piece::Paragraph(lines));
        }
    }

    pub(super) fn into_pieces(mut self) -> Vec<Piece> {
        self.close();
        self.pieces
    }
}

impl Story<'_, '_, '_> {
    /// Reads the document.
    pub(super) fn document(mut self) -> Result<Vec<Piece>, ReadError> {
        let mut flow = Flow::default();
        while let Some(root) = self.child()? {
            if !root.is(Word, "document") {
                self.skip()?;
                continue;
            }
            while let Some(child) = self.child()? {
                if child.is(Word, "body") { self.blocks(&mut flow)? } else { self.skip()? }
            }
        }
        Ok(flow.into_pieces())
    }

    /// Reads the blocks inside the element that is open.
    pub(super) fn blocks(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        while let Some(child) = self.child()? {
            self.block(&child, flow)?;
        }
        Ok(())
    }

    /// Reads one block.
    pub(super) fn block(&mut self, block: &Element<'_>, flow: &mut Flow) -> Result<(), ReadError> {
        match block.tag() {
            (Word, "p") => self.paragraph(flow),
            (Word, "tbl") => {
                flow.close();
                self.table(flow)
            }
            (Vocabulary::Compatibility, "AlternateContent") => {
                self.alternate(&mut |story| story.blocks(flow))
            }
            (Word, "altChunk") => {
                let here = self.here();
                self.reading.noticed.pictures.at(here);
                self.skip()
            }
            (Word, name) if is_wrapper(name) => self.blocks(flow),
            _ => self.skip(),
        }
    }
}

/// Whether an element only surrounds what it holds: controls, tags, insertions.
pub(super) fn is_wrapper(name: &str) -> bool {
    matches!(name, "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo")
}
