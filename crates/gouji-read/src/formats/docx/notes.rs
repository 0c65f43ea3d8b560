//! Footnotes and endnotes: those that the text refers to, behind it.

use std::collections::BTreeMap;

use gouji_ooxml::Vocabulary::Word;

use super::Reading;
use super::body::{Flow, Piece};
use super::parts::Parts;
use super::story::Story;
use crate::ReadError;

/// A reference to a note.
#[derive(Debug)]
pub(super) struct Reference {
    kind: Kind,
    id: String,
    /// Number of the paragraph that refers to it.
    paragraph: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Footnote,
    Endnote,
}

impl Reference {
    pub(super) fn footnote(id: String, paragraph: u32) -> Self {
        Self { kind: Kind::Footnote, id, paragraph }
    }

    pub(super) fn endnote(id: String, paragraph: u32) -> Self {
        Self { kind: Kind::Endnote, id, paragraph }
    }
}

/// Ids of notes with the order of the first reference to each, and the paragraph that makes it.
type Wanted = BTreeMap<(Kind, String), (usize, u32)>;

/// The notes in the order in which the text refers to them: footnotes, then endnotes.
pub(super) fn read(parts: &Parts, reading: &mut Reading<'_>) -> Result<Vec<Vec<Piece>>, ReadError> {
    let mut wanted = Wanted::new();
    for (order, reference) in std::mem::take(&mut reading.references).into_iter().enumerate() {
        let place = (order, reference.paragraph);
        wanted.entry((reference.kind, reference.id)).or_insert(place);
    }
    let mut found = BTreeMap::new();
    for (kind, part) in [(Kind::Footnote, &parts.footnotes), (Kind::Endnote, &parts.endnotes)] {
        let mut story = Story::new(part, reading, Some(0));
        story.notes(kind, &mut wanted, &mut found)?;
    }
    Ok(found.into_values().collect())
}

impl Story<'_, '_, '_> {
    fn notes(
        &mut self,
        kind: Kind,
        wanted: &mut Wanted,
        found: &mut BTreeMap<(Kind, usize), Vec<Piece>>,
    ) -> Result<(), ReadError> {
        while let Some(root) = self.child()? {
            if !root.is(Word, "footnotes") && !root.is(Word, "endnotes") {
                self.skip()?;
                continue;
            }
            while let Some(note) = self.child()? {
                let id = note.attribute("id").unwrap_or_default();
                // A note is read once, however often the text refers to it.
                let Some((order, paragraph)) = wanted.remove(&(kind, id)) else {
                    self.skip()?;
                    continue;
                };
                self.anchor(paragraph);
                let mut flow = Flow::default();
                self.blocks(&mut flow)?;
                found.insert((kind, order), flow.into_pieces());
            }
        }
        Ok(())
    }
}
