//! Sections of text: paragraphs that came, went or were changed, word by word.

use std::ops::Range;

use gouji_model::{Change, Disclosure, Edit, Place, SectionChange, SectionText, TextChange};
use gouji_standard::folded_label;
use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices};

use super::Pair;
use super::identity::{Era, paired};

/// Paragraphs of a block that are compared each with each, to find which became which.
const BLOCK: usize = 30;

/// Words of a paragraph that are compared one by one; a longer one is shown before and after.
const WORDS: usize = 5_000;

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

    /// Paragraphs in whose place others stand: those alike became one another.
    fn block(&self, old: Range<usize>, new: Range<usize>, changes: &mut Vec<TextChange>) {
        let is_small = old.len() <= BLOCK && new.len() <= BLOCK;
        let mut next = old.start;
        for index in new {
            let words = words(text(self.new, index));
            let is_alike = |other: &usize| is_alike(&self::words(text(self.old, *other)), &words);
            let found = if is_small {
                (next..old.end).find(is_alike)
            } else {
                Some(next).filter(|next| *next < old.end).filter(is_alike)
            };
            let Some(found) = found else {
                changes.push(self.added(index));
                continue;
            };
            changes.extend((next..found).map(|i| self.removed(i)));
            changes.extend(self.changed(found, index));
            next = found + 1;
        }
        changes.extend((next..old.end).map(|i| self.removed(i)));
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

/// Whether one text could have become the other: more than half of their words are common.
fn is_alike(old: &[&str], new: &[&str]) -> bool {
    if old.len().max(new.len()) > WORDS {
        return false;
    }
    let common: usize = capture_diff_slices(Algorithm::Myers, old, new)
        .iter()
        .map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 })
        .sum();
    4 * common > old.len() + new.len()
}

/// The pieces of a paragraph: what is the same, what went, what came.
fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (old_words, new_words) = (words(old), words(new));
    let mut edits: Vec<Edit> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
        for change in op.iter_changes(&old_words, &new_words) {
            let kind = match change.tag() {
                ChangeTag::Equal => Change::Same,
                ChangeTag::Delete => Change::Removed,
                ChangeTag::Insert => Change::Added,
            };
            match edits.last_mut().filter(|last| last.change == kind) {
                Some(last) => last.text.push_str(change.value()),
                None => edits.push(Edit { change: kind, text: change.value().to_owned() }),
            }
        }
    }
    edits
}

/// Numbers and words of letters as a whole, everything else character by character.
fn words(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        '0'..='9' | '.' | ',' | '%' => 1,
        c if c.is_ascii_alphabetic() => 2,
        _ => 0,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((_, c)) = characters.next() {
        let end = characters.peek().map_or(text.len(), |(index, _)| *index);
        let joins =
            characters.peek().is_some_and(|(_, next)| class(c) > 0 && class(*next) == class(c));
        if !joins {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let piece = |edit: &Edit| match edit.change {
            Change::Removed => format!("[-{}-]", edit.text),
            Change::Added => format!("[+{}+]", edit.text),
            _ => edit.text.clone(),
        };
        edits(old, new).iter().map(piece).collect()
    }

    #[test]
    fn a_number_is_a_word() {
        assert_eq!(
            words("收入1,207.75万元，占25.84%"),
            ["收", "入", "1,207.75", "万", "元", "，", "占", "25.84%"]
        );
        let shown = marked("收入157.96万元。", "收入160.00万元。");
        assert_eq!(shown, "收入[-157.96-][+160.00+]万元。");
    }

    #[test]
    fn words_that_came_stand_where_they_came() {
        assert_eq!(marked("新增监测项目", "新增水质监测项目"), "新增[+水质+]监测项目");
    }

    #[test]
    fn texts_that_have_little_in_common_did_not_become_one_another() {
        assert!(is_alike(&words("收入157.96万元"), &words("收入160万元")));
        assert!(!is_alike(&words("收入157.96万元"), &words("监测任务重大调整")));
    }
}
