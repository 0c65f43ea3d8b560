//! The parts of a document before they are understood.

use gouji_model::{ContentsEntry, GridRow, Location, Named, SectionText};

/// A table before it is understood.
#[derive(Debug, Default)]
pub(super) struct TableSource {
    /// Index of its definition in the profile; `None` where no title was recognised.
    pub definition: Option<usize>,
    pub title: String,
    pub title_location: Location,
    /// Unit of measure printed above it.
    pub unit: Option<String>,
    /// Name of the unit printed above it.
    pub unit_name: Option<String>,
    pub rows: Vec<GridRow>,
    /// Indices of the rows that begin a further block: a page may have ended before them.
    pub breaks: Vec<usize>,
    pub notes: Vec<Named>,
}

/// A form before it is understood.
#[derive(Debug, Default)]
pub(super) struct FormSource {
    pub definition: usize,
    pub title: String,
    pub location: Location,
    pub year: Option<u16>,
    pub rows: Vec<GridRow>,
}

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub cover: Vec<Named>,
    pub contents: Vec<ContentsEntry>,
    pub sections: Vec<SectionText>,
    pub tables: Vec<TableSource>,
    pub forms: Vec<FormSource>,
    pub catalogue: CatalogueSource,
    pub notice: Vec<Named>,
    pub charts: Vec<Named>,
    pub rounding_notes: Vec<Named>,
}

/// The catalogue before it is understood.
#[derive(Debug, Default)]
pub(super) struct CatalogueSource {
    pub title: Option<Named>,
    pub rows: Vec<GridRow>,
}
