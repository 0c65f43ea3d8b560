//! Every text of a document in reading order, told what it is by what recognition made of it.

use std::collections::BTreeMap;
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
#[derive(Default)]
pub(super) struct Index {
    /// Several lines may stand at one location, as in a cell of a workbook.
    known: BTreeMap<Location, Vec<Known>>,
    /// Paragraphs of sections, and whether they were handed on.
    paragraphs: Vec<(Passage, bool)>,
    /// Paragraphs by where they begin.
    begins: BTreeMap<Location, Vec<usize>>,
    /// Paragraphs by where their further pieces stand.
    pieces: BTreeMap<Location, Vec<usize>>,
}

impl Index {
    pub(super) fn new(parts: &Parts) -> Self {
        let mut index = Self::default();
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
        let known = Known { kind, heading: heading.clone(), row: None };
        self.known.entry(location).or_default().push(known);
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
                let number = self.paragraphs.len();
                for (_, location) in paragraph.pieces.iter().skip(1) {
                    self.pieces.entry(*location).or_default().push(number);
                }
                self.begins.entry(paragraph.location_at(0)).or_default().push(number);
                self.paragraphs.push((passage, false));
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
                for known in self.known.get_mut(&cell.location).into_iter().flatten() {
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
        if text.is_empty() || self.paragraph(text, location, passages) {
            return;
        }
        let known = self.known.get(&location).and_then(|known| {
            // A heading is a heading by its words.
            let heads = |known: &&Known| &*known.heading == text;
            let other = |known: &&Known| known.kind != PassageKind::Heading;
            known.iter().find(heads).or_else(|| known.iter().find(other))
        });
        passages.push(Passage {
            kind: known.map_or(kind, |known| known.kind),
            heading: known.map_or_else(|| "".into(), |known| known.heading.clone()),
            row: known.and_then(|known| known.row.clone()),
            text: text.to_owned(),
            pieces,
        });
    }

    /// Hands on the paragraph of a section that begins with a text; a text that is a further piece
    /// of one was handed on with it.
    fn paragraph(&mut self, text: &str, location: Location, passages: &mut Vec<Passage>) -> bool {
        for number in self.begins.get(&location).into_iter().flatten() {
            let (paragraph, done) = &mut self.paragraphs[*number];
            if !*done && paragraph.text.starts_with(text) {
                *done = true;
                passages.push(paragraph.clone());
                return true;
            }
        }
        let pieces = self.pieces.get(&location).into_iter().flatten();
        pieces.into_iter().any(|number| self.paragraphs[*number].0.text.contains(text))
    }
}
