//! Several files of one unit as one document: the text in one, the tables in another.

use std::borrow::Cow;

use gouji_model::{
    Block, Diagnostic, Document, Format, Grid, Level, Location, Message, Sources, Spot,
};
use gouji_ooxml::Package;
use gouji_standard::Messages;

use super::Read;
use crate::{Limits, ReadError};

/// A file with its name.
pub type Named<'a> = (String, Cow<'a, [u8]>);

/// The files of an archive, in the order of their names. Folders and what systems leave behind are
/// no files.
pub fn entries(bytes: &[u8], limits: &Limits) -> Result<Vec<Named<'static>>, ReadError> {
    let error = |error| ReadError::of_package("ZIP", &error);
    let mut package = Package::open(bytes, limits.package()).map_err(error)?;
    let mut entries = Vec::new();
    for (index, name) in package.entries().into_iter().enumerate() {
        let name = readable_name(&name);
        if is_content(&name) {
            entries.push((name, Cow::Owned(package.entry(index).map_err(error)?)));
        }
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(entries)
}

/// A name as it was typed: archives made on Chinese systems have it in GBK.
fn readable_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(raw).0.into_owned(),
    }
}

/// Whether a path names a document and not what systems and programs leave beside them.
pub fn is_content(path: &str) -> bool {
    let mut steps = path.split('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let left_behind = name.starts_with("~$") || name.eq_ignore_ascii_case("thumbs.db");
    !name.is_empty() && !left_behind && !steps.any(|s| s.starts_with('.') || s == "__MACOSX")
}

/// Reads files as one document: those with running text before the workbooks, each group in the
/// order given. A file that cannot be read is said, and the others are still read.
pub fn read(name: &str, files: &[Named<'_>], limits: &Limits) -> Read {
    let mut diagnostics = Vec::new();
    let mut first_error = None;
    let mut documents = Vec::new();
    let mut sources = Sources::file(name);
    for (file, bytes) in files {
        match super::read(file, bytes, limits) {
            Ok((document, said)) => {
                documents.push(document);
                diagnostics.extend(said);
            }
            Err(error) => {
                diagnostics.push(unread(file, &error));
                first_error.get_or_insert(error);
            }
        }
    }
    if documents.is_empty() {
        return Err(first_error.unwrap_or(ReadError::NoMembers));
    }
    documents.sort_by_key(|document| document.format == Format::Workbook);
    let (mut blocks, mut traces) = (Vec::new(), Vec::new());
    for document in documents {
        let moved = moved(document, &mut sources);
        blocks.extend(moved.blocks);
        traces.extend(moved.traces);
    }
    Ok((Document { sources, format: Format::Together, blocks, traces }, diagnostics))
}

fn unread(file: &str, error: &ReadError) -> Diagnostic {
    let problem = Messages::embedded().text(&error.message());
    Diagnostic {
        level: Level::Warning,
        message: Message::new("read-member").with_text("problem", problem),
        place: Sources::file(file).place(Location::default()),
    }
}

/// A document, its locations referring to the names of all files.
fn moved(mut document: Document, sources: &mut Sources) -> Document {
    let shift = Shift {
        file: small(sources.files.len()),
        sheet: small(sources.sheets.len()),
        path: u32::try_from(sources.paths.len()).unwrap_or(u32::MAX),
    };
    sources.files.append(&mut document.sources.files);
    sources.sheets.append(&mut document.sources.sheets);
    sources.paths.append(&mut document.sources.paths);
    document.traces.iter_mut().for_each(|trace| shift.apply(&mut trace.location));
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                shift.apply(&mut paragraph.location);
                paragraph.pieces.iter_mut().for_each(|(_, location)| shift.apply(location));
            }
            Block::Grid(grid) => shift.grid(grid),
        }
    }
    document
}

/// An archive has far fewer entries and sheets than this.
fn small(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// How far the names of a document moved.
#[derive(Clone, Copy)]
struct Shift {
    file: u16,
    sheet: u16,
    path: u32,
}

impl Shift {
    fn apply(self, location: &mut Location) {
        location.file = location.file.saturating_add(self.file);
        match &mut location.spot {
            Spot::Sheet { sheet, .. } => *sheet = sheet.saturating_add(self.sheet),
            Spot::Element { path } => *path = path.saturating_add(self.path),
            Spot::Whole | Spot::Line { .. } | Spot::Page { .. } | Spot::Paragraph { .. } => {}
        }
    }

    fn grid(self, grid: &mut Grid) {
        for row in &mut grid.rows {
            self.apply(&mut row.location);
            row.cells.iter_mut().for_each(|cell| self.apply(&mut cell.location));
        }
    }
}
