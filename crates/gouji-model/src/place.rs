//! Where something stands in a document.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The physical position of a piece of a document: in which file, and where in it.
///
/// It is small and copied with every value; names of files, sheets and elements stand once, in
/// [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Index of the file in [`Sources`].
    pub file: u16,
    /// Where in the file.
    pub spot: Spot,
}

/// A position in a file, in the terms of its format. All numbers are from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The file as a whole.
    #[default]
    Whole,
    /// A line of a text, or a cell of it.
    Line {
        /// Line.
        line: u32,
        /// Cell in the line; 0 for the whole line.
        cell: u32,
    },
    /// An area of a page.
    Page {
        /// Page.
        page: u32,
        /// What it covers.
        area: Area,
    },
    /// A cell of a workbook.
    Sheet {
        /// Index of the sheet in [`Sources`].
        sheet: u16,
        /// Row.
        row: u32,
        /// Column; 0 for the whole row.
        column: u32,
    },
    /// A paragraph of a word processor's document, those in tables counted too.
    Paragraph {
        /// Paragraph.
        paragraph: u32,
    },
    /// An element of a web page.
    Element {
        /// Index of its path in [`Sources`].
        path: u32,
    },
}

/// A rectangle on a page, in hundredths of a point from the top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// Upper edge.
    pub top: i32,
    /// Left edge.
    pub left: i32,
    /// Lower edge.
    pub bottom: i32,
    /// Right edge.
    pub right: i32,
}

impl Area {
    /// The smallest area that covers both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }
}

/// As left, top, right and bottom in points.
impl Serialize for Area {
    #[expect(
        clippy::disallowed_types,
        clippy::float_arithmetic,
        reason = "a position on a page, not money, and the last step before it is written"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let points = |hundredths: i32| f64::from(hundredths) / 100.0;
        [self.left, self.top, self.right, self.bottom].map(points).serialize(serializer)
    }
}

/// With the numbers of sheets, paths and files other than the first as indices into `sources`.
impl Serialize for Location {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.file > 0 {
            map.serialize_entry("file", &self.file)?;
        }
        match self.spot {
            Spot::Whole => {}
            Spot::Line { line, cell } => {
                map.serialize_entry("line", &line)?;
                if cell > 0 {
                    map.serialize_entry("cell", &cell)?;
                }
            }
            Spot::Page { page, area } => {
                map.serialize_entry("page", &page)?;
                map.serialize_entry("box", &area)?;
            }
            Spot::Sheet { sheet, row, column } => {
                map.serialize_entry("sheet", &sheet)?;
                map.serialize_entry("ref", &reference(row, column))?;
            }
            Spot::Paragraph { paragraph } => map.serialize_entry("paragraph", &paragraph)?,
            Spot::Element { path } => map.serialize_entry("path", &path)?,
        }
        map.end()
    }
}

impl Location {
    /// A whole line of a text.
    pub const fn line(line: u32) -> Self {
        Self::cell(line, 0)
    }

    /// A cell of a line of a text.
    pub const fn cell(line: u32, cell: u32) -> Self {
        Self::of(Spot::Line { line, cell })
    }

    /// An area of a page.
    pub const fn page(page: u32, area: Area) -> Self {
        Self::of(Spot::Page { page, area })
    }

    /// A spot in the first file.
    pub const fn of(spot: Spot) -> Self {
        Self { file: 0, spot }
    }

    /// Whether nothing more than the file is known.
    pub fn is_whole(self) -> bool {
        self.spot == Spot::Whole
    }
}

/// Names that locations refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sources {
    /// Files as the user named them, the first being the document's own.
    pub files: Vec<Arc<str>>,
    /// Names of sheets.
    pub sheets: Vec<Arc<str>>,
    /// Paths of elements: `/html/body/table[2]/tr[3]/td[1]`.
    pub paths: Vec<Arc<str>>,
}

impl Sources {
    /// The names of a document in one file.
    pub fn file(name: &str) -> Self {
        Self { files: vec![name.into()], ..Self::default() }
    }

    /// The name of the document's own file; empty where there is none.
    pub fn name(&self) -> &str {
        self.files.first().map_or("", |file| file)
    }

    /// The place at a location.
    pub fn place(&self, location: Location) -> Place {
        let mut place =
            Place { file: self.files.get(usize::from(location.file)).cloned(), ..Place::default() };
        match location.spot {
            Spot::Whole => {}
            Spot::Line { line, cell } => {
                place.line = (line > 0).then_some(line);
                place.cell = (cell > 0).then_some(cell);
            }
            Spot::Page { page, area } => {
                place.page = Some(page);
                place.area = (area != Area::default()).then_some(area);
            }
            Spot::Sheet { sheet, row, column } => {
                place.sheet = self.sheets.get(usize::from(sheet)).cloned();
                place.reference = Some(reference(row, column).into());
            }
            Spot::Paragraph { paragraph } => place.paragraph = Some(paragraph),
            Spot::Element { path } => {
                place.path =
                    usize::try_from(path).ok().and_then(|path| self.paths.get(path)).cloned();
            }
        }
        place
    }
}

/// The name of a cell in a workbook: `C12`; of a row without a column: `12`.
fn reference(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        // The remainder is below 26.
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    let mut name: String = letters.iter().rev().collect();
    // Writing to a string does not fail.
    let _ = write!(name, "{row}");
    name
}

/// A place as a person finds it: the physical position, and what stands there.
///
/// Every printed number has one, and every finding names all its operands with theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// File as the user named it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Arc<str>>,
    /// Page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Area on the page.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
    /// Line of a text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Cell in the line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<u32>,
    /// Name of a sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Arc<str>>,
    /// Name of a cell in a sheet: `C12`.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<Arc<str>>,
    /// Paragraph of a word processor's document, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Path of an element of a web page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<Arc<str>>,
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
