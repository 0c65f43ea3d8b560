//! Paragraphs of the explanation with their numbers, for rules that read what stands between them.

use gouji_model::{Claim, Interval, Operand, Place, SectionText, TextParagraph};
use gouji_standard::profile::Part;
use gouji_standard::{FoldedText, folded_label};

use crate::rules::Case;

/// A paragraph, folded, with its numbers in order.
pub(super) struct Line<'a> {
    pub section: &'a SectionText,
    /// Number of the section and of the paragraph in it.
    pub index: (usize, usize),
    paragraph: &'a TextParagraph,
    folded: FoldedText,
    pub numbers: Vec<Number<'a>>,
}

/// A number of a paragraph: a claim, and the folded positions that it takes.
#[derive(Clone, Copy)]
pub(super) struct Number<'a> {
    pub claim: &'a Claim,
    pub start: usize,
    pub end: usize,
}

/// Every paragraph of the sections whose numbers are claims.
pub(super) fn lines<'a>(case: &Case<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (section_index, section) in case.disclosure.sections.iter().enumerate() {
        let part = case.profile.section(&section.id).map(|section| section.part);
        if part != Some(Part::Explanation) {
            continue;
        }
        for (number, paragraph) in section.paragraphs.iter().enumerate() {
            let index = (section_index, number);
            let folded = FoldedText::new(&paragraph.text);
            let numbers = numbers(case, index, &folded);
            lines.push(Line { section, index, paragraph, folded, numbers });
        }
    }
    lines
}

fn numbers<'a>(case: &Case<'a>, index: (usize, usize), folded: &FoldedText) -> Vec<Number<'a>> {
    let claims = case.disclosure.claims.iter();
    let here = claims.filter(|c| (c.position.section, c.position.paragraph) == index);
    let number = |claim: &'a Claim| {
        let start =
            (0..folded.chars().len()).find(|at| folded.offset(*at) >= claim.position.offset)?;
        let end = start + folded_label(&claim.printed).chars().count();
        Some(Number { claim, start, end })
    };
    here.filter_map(number).collect()
}

impl<'a> Line<'a> {
    pub(super) fn chars(&self) -> &[char] {
        self.folded.chars()
    }

    /// The folded text between two positions.
    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.chars().get(start..end).unwrap_or_default().iter().collect()
    }

    /// Whether a wording stands at a position; its end.
    pub(super) fn word_at(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if self.chars().get(end) != Some(&c) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Positions at which a wording stands.
    pub(super) fn positions(&self, word: &str) -> Vec<usize> {
        (0..self.chars().len()).filter(|at| self.word_at(*at, word).is_some()).collect()
    }

    /// Start of the sentence around a position.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        let before = self.chars()[..at].iter().rposition(|c| *c == '。');
        before.map_or(0, |position| position + 1)
    }

    /// Position of the end of the sentence around a position.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        let length = self.chars()[at..].iter().position(|c| *c == '。');
        length.map_or(self.chars().len(), |length| at + length)
    }

    /// Start of the part of the sentence, between two punctuation marks, around a position.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        let ends = |c: &char| matches!(c, '。' | ',' | ';' | ':' | '、' | '(' | ')');
        let before = self.chars()[..at].iter().rposition(ends);
        before.map_or(0, |position| position + 1)
    }

    /// End of the part of the sentence around a position.
    pub(super) fn clause_end(&self, at: usize) -> usize {
        let ends = |c: &char| matches!(c, '。' | ',' | ';' | ':');
        let length = self.chars()[at..].iter().position(ends);
        length.map_or(self.chars().len(), |length| at + length)
    }

    pub(super) fn place(&self, case: &Case<'_>, at: usize) -> Place {
        case.place_in(&self.section.heading, self.paragraph, self.folded.offset(at))
    }

    /// A number as an operand of a finding.
    pub(super) fn operand(&self, case: &Case<'_>, number: Number<'a>) -> Operand {
        let amount = &number.claim.amount;
        Operand {
            label: number.claim.subject.clone(),
            printed: number.claim.printed.clone(),
            interval: amount.interval().unwrap_or(Interval::exact(amount.value)),
            unit: amount.unit.as_str().into(),
            side: "left",
            negative: false,
            place: self.place(case, number.start),
        }
    }

    /// The number that begins at a position.
    pub(super) fn number_at(&self, at: usize) -> Option<Number<'a>> {
        self.numbers.iter().find(|number| number.start == at).copied()
    }

    /// Position behind the unit of a number.
    pub(super) fn unit_end(&self, number: Number<'_>) -> usize {
        let unit = folded_label(number.claim.amount.unit.as_str());
        self.word_at(number.end, &unit).unwrap_or(number.end)
    }
}
