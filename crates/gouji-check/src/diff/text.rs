//! Sections of text: paragraphs that came, went or were changed, word by word.

use std::ops::Range;

use gouji_model::{Change, Disclosure, Edit, Place, SectionChange, SectionText, TextChange};
use gouji_standard::folded_label;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Pair;
use super::identity::{Era, paired};
use super::words::{edits, matched};

pub(super) fn compare(pair: &Pair<'_>) -> Vec<SectionChange> {
    let (old_era, new_era) = pair.eras();
    let old = (&pair.old.sections[..], old_era);
    let new = (&pair.new.sections[..], new_era);
    let both = paired(old, new, |section, era| Some(key(section, era)));
    both.into_iter().filter_map(|both| section(pair, both)).collect()
}

/// The id in the profile; the heading of a section that the profile does not know.
fn key(section: &SectionText, era: Era) -> String {
    if section.id.is_empty() { era.name(&section.heading) } else { section.id.to_string() }
}

fn section(
    pair: &Pair<'_>,
    (old, new): (Option<&SectionText>, Option<&SectionText>),
) -> Option<SectionChange> {
    let named = new.or(old)?;
    let change = match (old, new) {
        (Some(_), Some(_)) => Change::Changed,
        (Some(_), None) => Change::Removed,
        _ => Change::Added,
    };
    let paragraphs = Section { pair, old, new }.paragraphs();
    if change == Change::Changed && paragraphs.is_empty() {
        return None;
    }
    let (id, heading) = (named.id.clone(), named.heading.clone());
    Some(SectionChange { id, heading, change, paragraphs })
}

/// A section in both documents, or in one.
struct Section<'a> {
    pair: &'a Pair<'a>,
    old: Option<&'a SectionText>,
    new: Option<&'a SectionText>,
}

impl Section<'_> {
    fn paragraphs(&self) -> Vec<TextChange> {
        let (old_era, new_era) = self.pair.eras();
        let names = |section: Option<&SectionText>, era: Era| -> Vec<String> {
            let paragraphs = section.map_or(&[][..], |section| &section.paragraphs);
            paragraphs.iter().map(|paragraph| era.name(&paragraph.text)).collect()
        };
        let (old, new) = (names(self.old, old_era), names(self.new, new_era));
        let mut changes = Vec::new();
        for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
            match op {
                DiffOp::Equal { .. } => {}
                DiffOp::Delete { old_index, old_len, .. } => {
                    changes.extend((old_index..old_index + old_len).map(|i| self.removed(i)));
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    changes.extend((new_index..new_index + new_len).map(|i| self.added(i)));
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    self.block(
                        old_index..old_index + old_len,
                        new_index..new_index + new_len,
                        &mut changes,
                    );
                }
            }
        }
        changes
    }

    /// Paragraphs in whose place others stand: those most alike became one another.
    fn block(&self, old: Range<usize>, new: Range<usize>, changes: &mut Vec<TextChange>) {
        let texts = |section, range: Range<usize>| range.map(|i| text(section, i)).collect();
        let old_texts: Vec<&str> = texts(self.old, old.clone());
        let new_texts: Vec<&str> = texts(self.new, new.clone());
        let (mut next_old, mut next_new) = (old.start, new.start);
        for (i, j) in matched(&old_texts, &new_texts) {
            let (i, j) = (old.start + i, new.start + j);
            changes.extend((next_old..i).map(|i| self.removed(i)));
            changes.extend((next_new..j).map(|j| self.added(j)));
            changes.extend(self.changed(i, j));
            (next_old, next_new) = (i + 1, j + 1);
        }
        changes.extend((next_old..old.end).map(|i| self.removed(i)));
        changes.extend((next_new..new.end).map(|j| self.added(j)));
    }

    fn removed(&self, index: usize) -> TextChange {
        let edit = Edit { change: Change::Removed, text: text(self.old, index).to_owned() };
        let place = place(self.pair.old, self.old, index);
        TextChange { change: Change::Removed, place, edits: vec![edit] }
    }

    fn added(&self, index: usize) -> TextChange {
        let edit = Edit { change: Change::Added, text: text(self.new, index).to_owned() };
        let place = place(self.pair.new, self.new, index);
        TextChange { change: Change::Added, place, edits: vec![edit] }
    }

    /// `None` where the texts are the same as printed, and differ but for the years that they name.
    fn changed(&self, old: usize, new: usize) -> Option<TextChange> {
        let (old, text) = (text(self.old, old), text(self.new, new));
        let is_same = folded_label(old) == folded_label(text);
        let place = place(self.pair.new, self.new, new);
        let edits = edits(old, text);
        (!is_same).then_some(TextChange { change: Change::Changed, place, edits })
    }
}

fn text(section: Option<&SectionText>, index: usize) -> &str {
    section.and_then(|section| section.paragraphs.get(index)).map_or("", |p| p.text.as_str())
}

fn place(disclosure: &Disclosure, section: Option<&SectionText>, index: usize) -> Place {
    let Some(section) = section else { return Place::default() };
    let paragraph = section.paragraphs.get(index);
    let mut place =
        paragraph.map(|p| disclosure.sources.place(p.location_at(0))).unwrap_or_default();
    place.section = Some(section.heading.clone());
    place
}
