//! What reading notices beside the text.

use gouji_model::{Diagnostic, Level, Location, Message, Sources, Spot};

use crate::Limits;

/// How often something was met, and the paragraph where it was first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    count: u32,
    first: u32,
}

impl Met {
    pub(super) fn at(&mut self, paragraph: u32) {
        if self.count == 0 {
            self.first = paragraph;
        }
        self.count = self.count.saturating_add(1);
    }
}

/// What a document has that must not be published, and what could not be read.
#[derive(Debug, Default)]
pub(super) struct Noticed {
    pub changes: Met,
    pub hidden: Met,
    pub pictures: Met,
    pub too_deep: Met,
    /// Comments of the document.
    pub comments: u32,
    /// Where comments are.
    pub commented: Met,
}

impl Noticed {
    pub(super) fn diagnostics(&self, sources: &Sources, limits: &Limits) -> Vec<Diagnostic> {
        // A comment that no paragraph refers to is in the file all the same.
        let comments = Met { count: self.comments, first: self.commented.first };
        let found = [
            (Level::Warning, "read-tracked-changes", self.changes),
            (Level::Warning, "read-comments", comments),
            (Level::Warning, "read-hidden-text", self.hidden),
            (Level::Note, "read-pictures", self.pictures),
        ];
        let found = found.into_iter().filter(|(_, _, met)| met.count > 0);
        let mut diagnostics: Vec<Diagnostic> = found
            .map(|(level, id, met)| Diagnostic {
                level,
                message: Message::new(id).with("count", met.count),
                place: sources.place(location(met.first)),
            })
            .collect();
        if self.too_deep.count > 0 {
            diagnostics.push(Diagnostic {
                level: Level::Warning,
                message: Message::new("read-deeper").with("limit", limits.depth),
                place: sources.place(location(self.too_deep.first)),
            });
        }
        diagnostics
    }
}

/// Lines that were cut, one diagnostic for each.
pub(super) fn long_lines(
    paragraphs: &[Location],
    sources: &Sources,
    limits: &Limits,
) -> Vec<Diagnostic> {
    let diagnostic = |location: &Location| Diagnostic {
        level: Level::Warning,
        message: Message::new("read-long-line").with("limit", limits.line_chars),
        place: sources.place(*location),
    };
    paragraphs.iter().map(diagnostic).collect()
}

/// A paragraph by its number, from 1; the whole file for 0.
pub(super) fn location(paragraph: u32) -> Location {
    let spot = if paragraph == 0 { Spot::Whole } else { Spot::Paragraph { paragraph } };
    Location::of(spot)
}
