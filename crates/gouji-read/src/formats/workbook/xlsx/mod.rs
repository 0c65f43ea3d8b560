//! XLSX: its parts are read here and not by a library, because the printed text of a number needs
//! the exact text of its value and the format of its cell together, and because a library would
//! lay out a sheet as large as the file says it is.

mod styles;
mod texts;
mod worksheet;

use std::collections::BTreeMap;

use gouji_ooxml::Package;

use super::sheet::{Book, Room, Sheet};
use super::xml::{Piece, Xml, attribute, decode};
use crate::ReadError;
use styles::Styles;

pub(super) const KIND: &str = "XLSX";

/// What cells refer to.
struct Shared {
    texts: Vec<String>,
    styles: Styles,
}

/// Parts by their relation to the workbook.
#[derive(Default)]
struct Relations {
    /// Names of parts by the id of the relation.
    parts: BTreeMap<String, String>,
    texts: Option<String>,
    styles: Option<String>,
}

/// What the workbook itself says.
#[derive(Default)]
struct Index {
    /// Sheets, and the id of the relation that leads to their part.
    sheets: Vec<(Sheet, String)>,
    from_1904: bool,
}

pub(super) fn read(package: &mut Package<'_>, room: &mut Room<'_>) -> Result<Book, ReadError> {
    let index = index(&part(package, "xl/workbook.xml")?)?;
    let relations = match optional_part(package, "xl/_rels/workbook.xml.rels")? {
        Some(bytes) => relations(&bytes)?,
        None => Relations::default(),
    };
    let texts = relations.texts.as_deref().unwrap_or("xl/sharedStrings.xml");
    let texts = match optional_part(package, texts)? {
        Some(bytes) => texts::shared(&bytes)?,
        None => Vec::new(),
    };
    let styles = relations.styles.as_deref().unwrap_or("xl/styles.xml");
    let styles = match optional_part(package, styles)? {
        Some(bytes) => styles::read(&bytes, index.from_1904)?,
        None => Styles::default(),
    };
    let shared = Shared { texts, styles };
    let mut book = Book { comments: comments(package)?, ..Book::default() };
    for (mut sheet, relation) in index.sheets {
        let name = relations.parts.get(&relation);
        if let Some(name) = name.filter(|_| !sheet.hidden) {
            worksheet::read(&part(package, name)?, &shared, &mut sheet, room)?;
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Vec<u8>, ReadError> {
    package.part(name).map_err(|error| ReadError::of_package(KIND, &error))
}

fn optional_part(package: &mut Package<'_>, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
    if package.contains(name) { part(package, name).map(Some) } else { Ok(None) }
}

fn index(bytes: &[u8]) -> Result<Index, ReadError> {
    let text = decode(bytes);
    let mut xml = Xml::new(KIND, &text);
    let mut index = Index::default();
    while let Some(piece) = xml.next()? {
        let Piece::Open(start) = piece else { continue };
        match start.local_name().as_ref() {
            "workbookPr" => index.from_1904 = super::xml::flag(&start, "date1904"),
            "sheet" => {
                let state = attribute(&start, "state").unwrap_or_default();
                let sheet = Sheet {
                    name: attribute(&start, "name").unwrap_or_default().into(),
                    hidden: matches!(&*state, "hidden" | "veryHidden"),
                    ..Sheet::default()
                };
                let relation = attribute(&start, "id").unwrap_or_default().into_owned();
                index.sheets.push((sheet, relation));
            }
            _ => {}
        }
    }
    Ok(index)
}

fn relations(bytes: &[u8]) -> Result<Relations, ReadError> {
    let text = decode(bytes);
    let mut xml = Xml::new(KIND, &text);
    let mut relations = Relations::default();
    while let Some(piece) = xml.next()? {
        let Piece::Open(start) = piece else { continue };
        let (Some(id), Some(target)) = (attribute(&start, "Id"), attribute(&start, "Target"))
        else {
            continue;
        };
        let name = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{}", target.trim_start_matches("./")),
        };
        let kind = attribute(&start, "Type").unwrap_or_default();
        match kind.rsplit('/').next() {
            Some("worksheet") => drop(relations.parts.insert(id.into_owned(), name)),
            Some("sharedStrings") => relations.texts = Some(name),
            Some("styles") => relations.styles = Some(name),
            // Sheets of nothing but a chart, themes, links to other files.
            _ => {}
        }
    }
    Ok(relations)
}

/// How many comments there are on cells.
fn comments(package: &mut Package<'_>) -> Result<usize, ReadError> {
    let is_comments = |name: &String| {
        let file = name.rsplit('/').next().unwrap_or(name);
        name.starts_with("xl/") && file.starts_with("comment")
    };
    let mut count = 0;
    for name in package.names().into_iter().filter(is_comments) {
        let bytes = part(package, &name)?;
        let text = decode(&bytes);
        let mut xml = Xml::new(KIND, &text);
        while let Some(piece) = xml.next()? {
            let opens = matches!(&piece, Piece::Open(s) if s.local_name().as_ref() == "comment");
            count += usize::from(opens);
        }
    }
    Ok(count)
}
