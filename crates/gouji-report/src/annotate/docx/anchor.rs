//! Where a comment is anchored: around a number, the text of a cell, or a paragraph.

use super::scan::{Paragraph, Piece, Scan};
use crate::annotate::number;

/// What a comment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// From a place in the text of a paragraph to another.
    Text(usize, Cut, Cut),
    /// From the beginning of a paragraph to the end of one, which may be the same.
    Paragraphs(usize, usize),
}

/// A place between two characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    /// Outside of a run: no run is divided.
    Outside(usize),
    /// Inside of a text element: its run is divided.
    Inside {
        /// Where.
        at: usize,
        run: usize,
        element: usize,
    },
}

impl Scan {
    /// Where a comment about something printed in a paragraph is anchored, by the number of the
    /// paragraph from 1. What is in a text box has its comment at the text outside: no word
    /// processor has comments in boxes.
    pub(super) fn anchor(&self, number: u32, printed: &str) -> Option<Anchor> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let paragraph = self.paragraphs.get(index)?;
        if let Some(host) = paragraph.host {
            return Some(Anchor::Paragraphs(host, host));
        }
        if let Some((from, to)) = self.number(paragraph, printed) {
            return Some(Anchor::Text(index, from, to));
        }
        let cell = paragraph.cell;
        let same = |at: &usize| {
            self.paragraphs.get(*at).is_some_and(|it| it.cell == cell && it.host.is_none())
        };
        let last =
            if cell.is_some() { (index..self.paragraphs.len()).rev().find(same) } else { None };
        Some(Anchor::Paragraphs(index, last.unwrap_or(index)))
    }

    /// Where the document begins: its first paragraph with text.
    pub(super) fn beginning(&self) -> Option<Anchor> {
        let is_text = |paragraph: &Paragraph| {
            paragraph.host.is_none() && paragraph.texts.iter().any(|it| !it.text.trim().is_empty())
        };
        let first = self.paragraphs.iter().position(is_text);
        let first = first.or_else(|| self.paragraphs.iter().position(|it| it.host.is_none()))?;
        Some(Anchor::Paragraphs(first, first))
    }

    /// The only place of a number in a paragraph, if its runs may be divided there.
    fn number(&self, paragraph: &Paragraph, printed: &str) -> Option<(Cut, Cut)> {
        let text: String = paragraph.texts.iter().map(|piece| piece.text.as_str()).collect();
        let found = number::only(&text, printed.trim())?;
        let from = self.cut(paragraph, found.start, true)?;
        let to = self.cut(paragraph, found.end, false)?;
        Some((from, to))
    }

    /// The place in the file of a place in the text; of the two sides of a border between pieces,
    /// the one behind or the one before.
    fn cut(&self, paragraph: &Paragraph, at: usize, behind: bool) -> Option<Cut> {
        let mut start = 0;
        for (index, piece) in paragraph.texts.iter().enumerate() {
            let end = start + piece.text.len();
            let holds = if behind { start <= at && at < end } else { start < at && at <= end };
            if holds {
                return self.cut_in(paragraph, index, at - start);
            }
            start = end;
        }
        None
    }

    fn cut_in(&self, paragraph: &Paragraph, index: usize, offset: usize) -> Option<Cut> {
        let piece = paragraph.texts.get(index)?;
        let run = self.runs.get(piece.run)?;
        let element = self.elements.get(piece.element)?;
        if offset == 0 && element.tag.end == piece.span.start && element.tag.start == run.first {
            return Some(Cut::Outside(run.span.start));
        }
        let is_last = offset == piece.text.len() && self.ends_run(paragraph, index);
        if is_last {
            return Some(Cut::Outside(run.span.end));
        }
        let at = if offset == 0 {
            piece.span.start
        } else if offset == piece.text.len() {
            piece.span.end
        } else if piece.span.len() == piece.text.len() {
            piece.span.start + offset
        } else {
            // Written otherwise than read: as a reference to a character, or as character data.
            return None;
        };
        let of_element = |it: &&Piece| it.element == piece.element;
        let pieces: String =
            paragraph.texts.iter().filter(of_element).map(|it| it.text.as_str()).collect();
        // Spaces at its ends that do not count would begin to.
        let divides = (element.keeps_space || pieces.trim() == pieces) && !run.has_change;
        divides.then_some(Cut::Inside { at, run: piece.run, element: piece.element })
    }

    /// Whether nothing of the run stands behind a piece but the ends of its elements.
    fn ends_run(&self, paragraph: &Paragraph, index: usize) -> bool {
        let Some(piece) = paragraph.texts.get(index) else { return false };
        let (Some(run), Some(element)) =
            (self.runs.get(piece.run), self.elements.get(piece.element))
        else {
            return false;
        };
        let ends = format!("</{}></{}>", element.name, run.name).len();
        piece.span.end + ends == run.span.end
    }
}
