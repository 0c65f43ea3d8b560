//! Every text of a document in reading order, and what a file carries beside its text.

use std::sync::Arc;

use serde::Serialize;

use crate::Location;

/// A text of the document: a line, a whole paragraph, a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Heading or title that it stands under; empty where there is none.
    pub heading: Arc<str>,
    /// Label of its row, in a table that was understood.
    pub row: Option<Arc<str>>,
    /// The text as read.
    pub text: String,
    /// Where its pieces stand: byte offset and location.
    pub pieces: Vec<(usize, Location)>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassageKind {
    /// A line of the cover.
    Cover,
    /// An entry of the table of contents.
    Contents,
    /// The heading of a section.
    Heading,
    /// A paragraph of a section.
    Paragraph,
    /// The title of a table or a form.
    Title,
    /// What stands around a table: its number, the unit's name, the unit of measure, a caption.
    Label,
    /// A cell of a table.
    Cell,
    /// A note below a table.
    Note,
    /// A cell of a target form.
    Form,
    /// A line of the notice in front of the catalogue.
    Notice,
    /// A cell of the catalogue.
    Catalogue,
}

impl Passage {
    /// Where the byte at an offset stands.
    pub fn location_at(&self, offset: usize) -> Location {
        let piece = self.pieces.iter().rev().find(|(start, _)| *start <= offset);
        piece.or(self.pieces.first()).map_or(Location::default(), |(_, location)| *location)
    }
}

/// What a file carries beside its text, as its reader found it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// What it is.
    pub kind: TraceKind,
    /// What it says; empty where it says nothing.
    pub text: String,
    /// Where it is; the whole file for what stands nowhere.
    pub location: Location,
}

/// What a trace is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TraceKind {
    /// Who wrote the file.
    Author,
    /// Who saved it last.
    Editor,
    /// A file within the file.
    Attachment,
    /// A program that runs when the file is opened.
    Script,
    /// A comment in the source of a web page.
    Comment,
    /// A page without anything on it.
    BlankPage,
    /// Text that the edge of the page cuts.
    CutText,
}
