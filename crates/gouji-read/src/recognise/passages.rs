//! Every text of a document in reading order, told what it is by what recognition made of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_model::{Block, Document, GridRow, Location, Passage, PassageKind, Statement};

use super::parts::Parts;

/// What stands at a location.
#[derive(Clone)]
struct Known {
    kind: PassageKind,
    heading: Arc<str>,
    row: Option<Arc<str>>,
}

/// What recognition knows of locations, taken before the parts are used up.
pub(super) struct Index {
    known: BTreeMap<Location, Known>,
    /// Paragraphs of sections, by where they begin.
    paragraphs: BTreeMap<Location, Passage>,
    /// Where the further pieces of those paragraphs stand.
    pieces: BTreeSet<Location>,
}

impl Index {
    pub(super) fn new(parts: &Parts) -> Self {
        let mut index =
            Self { known: BTreeMap::new(), paragraphs: BTreeMap::new(), pieces: BTreeSet::new() };
        let none: Arc<str> = "".into();
        let cover = parts.cover.iter().map(|line| (line.location, PassageKind::Cover));
        let contents = parts.contents.iter().map(|line| (line.location, PassageKind::Contents));
        let notice = parts.notice.iter().map(|line| (line.location, PassageKind::Notice));
        let charts = parts.charts.iter().map(|line| (line.location, PassageKind::Label));
        for (location, kind) in cover.chain(contents).chain(notice).chain(charts) {
            index.know(location, kind, &none);
        }
        index.sections(parts);
        index.tables(parts);
        index
    }

    fn know(&mut self, location: Location, kind: PassageKind, heading: &Arc<str>) {
        self.known.insert(location, Known { kind, heading: heading.clone(), row: None });
    }

    fn sections(&mut self, parts: &Parts) {
        for section in &parts.sections {
            self.know(section.location, PassageKind::Heading, &section.heading);
            for paragraph in &section.paragraphs {
                let passage = Passage {
                    kind: PassageKind::Paragraph,
                    heading: section.heading.clone(),
                    row: None,
                    text: paragraph.text.clone(),
                    pieces: paragraph.pieces.clone(),
                };
                let locations = paragraph.pieces.iter().map(|(_, location)| *location);
                self.pieces.extend(locations.skip(1));
                self.paragraphs.insert(paragraph.location_at(0), passage);
            }
        }
    }

    fn tables(&mut self, parts: &Parts) {
        for table in &parts.tables {
            let title: Arc<str> = table.title.as_str().into();
            self.rows(&table.rows, PassageKind::Cell, &title);
            for note in &table.notes {
                self.know(note.location, PassageKind::Note, &title);
            }
            if table.definition.is_some() {
                self.know(table.title_location, PassageKind::Title, &title);
            }
        }
        for form in &parts.forms {
            let title: Arc<str> = form.title.as_str().into();
            self.rows(&form.rows, PassageKind::Form, &title);
            self.know(form.location, PassageKind::Title, &title);
        }
        let catalogue: Arc<str> =
            parts.catalogue.title.as_ref().map_or("", |title| title.text.as_str()).into();
        self.rows(&parts.catalogue.rows, PassageKind::Catalogue, &catalogue);
        if let Some(title) = &parts.catalogue.title {
            self.know(title.location, PassageKind::Title, &catalogue);
        }
    }

    fn rows(&mut self, rows: &[GridRow], kind: PassageKind, heading: &Arc<str>) {
        for cell in rows.iter().flat_map(|row| &row.cells) {
            self.know(cell.location, kind, heading);
        }
    }

    /// The passages of the document; cells of tables that were understood have their row.
    pub(super) fn passages(mut self, document: &Document, tables: &[Statement]) -> Vec<Passage> {
        for row in tables.iter().flat_map(|table| &table.rows) {
            for cell in &row.cells {
                if let Some(known) = self.known.get_mut(&cell.location) {
                    known.row = Some(row.label.clone());
                }
            }
        }
        let mut passages = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let mut pieces = vec![(0, paragraph.location)];
                    pieces.extend(paragraph.pieces.iter().copied());
                    self.text(&paragraph.text, pieces, PassageKind::Label, &mut passages);
                }
                Block::Grid(grid) => {
                    for (_, cell) in grid.rows.iter().flat_map(GridRow::filled) {
                        let pieces = vec![(0, cell.location)];
                        self.text(&cell.text, pieces, PassageKind::Cell, &mut passages);
                    }
                }
            }
        }
        passages
    }

    /// A text; `kind` is what it is where recognition knows nothing of it.
    fn text(
        &mut self,
        text: &str,
        pieces: Vec<(usize, Location)>,
        kind: PassageKind,
        passages: &mut Vec<Passage>,
    ) {
        let Some((_, location)) = pieces.first().copied() else { return };
        if let Some(paragraph) = self.paragraphs.remove(&location) {
            passages.push(paragraph);
            return;
        }
        if self.pieces.contains(&location) || text.is_empty() {
            return;
        }
        let known = self.known.get(&location);
        passages.push(Passage {
            kind: known.map_or(kind, |known| known.kind),
            heading: known.map_or_else(|| "".into(), |known| known.heading.clone()),
            row: known.and_then(|known| known.row.clone()),
            text: text.to_owned(),
            pieces,
        });
    }
}
