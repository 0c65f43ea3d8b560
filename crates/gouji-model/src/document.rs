//! A document in no particular format: paragraphs and grids in reading order.

use serde::Serialize;

use crate::{Location, Sources, Trace};

/// What a reader of a format hands on: pieces in reading order, each with its location.
#[derive(Clone, Debug)]
pub struct Document {
    /// Names of files, sheets and elements that locations refer to.
    pub sources: Sources,
    /// Format that it was read from.
    pub format: Format,
    /// Pieces in reading order.
    pub blocks: Vec<Block>,
    /// What the file carries beside its text.
    pub traces: Vec<Trace>,
}

/// The format of a document, as found by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Format {
    /// Plain text.
    Text {
        /// How the characters are encoded.
        encoding: Encoding,
        /// How the cells of a table are separated.
        layout: TextLayout,
    },
    /// PDF with a text layer.
    Pdf,
    /// A word processor's document (DOCX).
    Docx,
    /// A workbook (XLSX, XLS, ODS).
    Workbook,
    /// A web page.
    Html,
    /// Several files that are one disclosure.
    Together,
}

impl Format {
    /// Whether a further block of a table has the columns of the first, whatever its width: tabs
    /// count them the same on every page, and a sheet of a workbook has its own.
    pub fn counts_columns(self) -> bool {
        matches!(self, Self::Text { layout: TextLayout::TabSeparated, .. } | Self::Workbook)
    }

    /// Whether nothing but alignment tells the columns of a table.
    pub fn is_aligned(self) -> bool {
        matches!(self, Self::Text { layout: TextLayout::SpaceAligned, .. })
    }

    /// Whether paragraphs are whole, so that none has to be joined over a break of pages.
    pub fn has_whole_paragraphs(self) -> bool {
        !matches!(self, Self::Text { .. })
    }
}

/// Character encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16 with a byte order mark.
    #[serde(rename = "UTF-16")]
    Utf16,
    /// GB18030, which contains GBK and GB2312.
    #[serde(rename = "GB18030")]
    Gb18030,
}

/// How a text separates the cells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextLayout {
    /// By tabs.
    TabSeparated,
    /// By spaces, aligned in columns.
    SpaceAligned,
}

/// A piece of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// A table.
    Grid(Grid),
}

impl Block {
    /// Where the piece begins.
    pub fn location(&self) -> Location {
        match self {
            Self::Paragraph(paragraph) => paragraph.location,
            Self::Grid(grid) => grid.rows.first().map_or(Location::default(), |row| row.location),
        }
    }
}

/// A paragraph, or a line that may be a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Text without leading and trailing space.
    pub text: String,
    /// Where it begins.
    pub location: Location,
    /// Where its further lines begin: offsets in bytes into `text` in ascending order.
    pub pieces: Vec<(usize, Location)>,
}

/// A table as a grid of cells.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Rows from the top.
    pub rows: Vec<GridRow>,
}

/// A row of a grid.
#[derive(Clone, Debug)]
pub struct GridRow {
    /// Cells from the left; rows of one grid may differ in length.
    pub cells: Vec<GridCell>,
    /// Where the row stands.
    pub location: Location,
}

/// A cell of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Text, line breaks inside the cell as spaces.
    pub text: String,
    /// Where the cell stands.
    pub location: Location,
    /// Whether its column is beyond doubt; it is not where alignment is all there is, and this cell
    /// is aligned with no other.
    pub certain: bool,
    /// Columns and rows that the cell takes, where the format tells it.
    pub span: Span,
}

/// The size of a cell in columns and rows of its grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Columns.
    pub columns: u32,
    /// Rows.
    pub rows: u32,
}

impl Span {
    /// An ordinary cell.
    pub const ONE: Self = Self { columns: 1, rows: 1 };
    /// A position that a merged cell covers; its text stands in the upper left position.
    pub const COVERED: Self = Self { columns: 0, rows: 0 };
}

impl Default for Span {
    fn default() -> Self {
        Self::ONE
    }
}

impl Default for GridCell {
    /// A blank cell, its column beyond doubt.
    fn default() -> Self {
        Self { text: String::new(), location: Location::default(), certain: true, span: Span::ONE }
    }
}

impl Grid {
    /// The greatest number of cells in a row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

impl GridRow {
    /// Cells with text, with their index from the left.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &GridCell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty())
    }

    /// Whether the row only says that something of its table is not there to be read: blank, and in
    /// doubt.
    pub fn is_doubtful(&self) -> bool {
        self.filled().next().is_none() && self.cells.iter().any(|cell| !cell.certain)
    }

    /// Text of the cell at `index`, empty where the row is shorter.
    pub fn text(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |cell| cell.text.as_str())
    }
}
