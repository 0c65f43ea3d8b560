//! Where something stands in a document.

use std::sync::Arc;

use serde::Serialize;

/// The physical position of a piece of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// Line of a text, from 1; 0 where lines mean nothing.
    pub line: u32,
    /// Cell in the line, from 1; 0 where it is not a cell.
    pub cell: u32,
}

impl Location {
    /// A whole line of a text.
    pub const fn line(line: u32) -> Self {
        Self { line, cell: 0 }
    }

    /// A cell of a line of a text.
    pub const fn cell(line: u32, cell: u32) -> Self {
        Self { line, cell }
    }
}

/// A place as a person finds it: the physical position, and what stands there.
///
/// Every printed number has one, and every finding names all its operands with theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// File as the user named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Arc<str>>,
    /// Line of a text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Cell in the line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<u32>,
    /// Title of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<Arc<str>>,
    /// Label of the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Arc<str>>,
    /// Header path of the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<Arc<str>>,
    /// Heading of the section, for text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<Arc<str>>,
}

impl Place {
    /// The place of a physical position in a file.
    pub fn at(file: &Arc<str>, location: Location) -> Self {
        Self {
            file: Some(Arc::clone(file)),
            line: (location.line > 0).then_some(location.line),
            cell: (location.cell > 0).then_some(location.cell),
            ..Self::default()
        }
    }
}
