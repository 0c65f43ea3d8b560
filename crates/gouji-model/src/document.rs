//! A document in no particular format: paragraphs and grids in reading order.

use std::sync::Arc;

use serde::Serialize;

use crate::Location;

/// What a reader of a format hands on: pieces in reading order, each with its location.
#[derive(Clone, Debug)]
pub struct Document {
    /// File as the user named it.
    pub file: Arc<str>,
    /// How the text was encoded.
    pub encoding: Encoding,
    /// How tables are laid out in the text.
    pub form: TextForm,
    /// Pieces in reading order.
    pub blocks: Vec<Block>,
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
pub enum TextForm {
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

    /// Text of the cell at `index`, empty where the row is shorter.
    pub fn text(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |cell| cell.text.as_str())
    }
}
