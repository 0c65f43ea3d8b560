//! GJ812: spaces within words, mostly left behind by a line break.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Format, Message, Passage, PassageKind};

use super::slip::around;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ812", judge };

fn judge(case: &Case<'_>) -> Ruling {
    // Lines of a PDF are put together by Gouji, and so are lines of aligned text.
    if case.disclosure.format == Format::Pdf || case.disclosure.format.is_aligned() {
        return Ruling::NotApplicable(Message::new("GJ812-none"));
    }
    let mut remarks: BTreeMap<String, Remark> = BTreeMap::new();
    let rows = case.disclosure.statements.iter().flat_map(|table| &table.rows);
    let names: BTreeSet<&str> = rows.map(|row| &*row.label).collect();
    for passage in case.disclosure.passages.iter().filter(|p| p.kind == PassageKind::Cell) {
        // Headings of columns are broken into lines on purpose.
        let whole: String = passage.text.split_whitespace().collect();
        let Some(offset) = gap(passage).filter(|_| names.contains(&*whole)) else { continue };
        let place = case.place_of(passage, offset);
        if let Some(remark) = remarks.get_mut(&*passage.heading) {
            remark.places.push(place);
            continue;
        }
        let message = Message::new("GJ812-found")
            .with("title", &passage.heading)
            .with("around", around(&passage.text, offset..offset));
        let remark = Remark::at(place, passage.heading.to_string(), message);
        remarks.insert(passage.heading.to_string(), remark);
    }
    Ruling::Judged(remarks.into_values().collect())
}

/// Where a space parts a word: between two Chinese characters, the text before or behind it being
/// written without spaces. 合 计 and 项　　目 are set apart on purpose.
fn gap(passage: &Passage) -> Option<usize> {
    let text = passage.text.trim();
    let parts: Vec<&str> = text.split([' ', '\u{3000}', '\n']).collect();
    let is_word = |part: &&str| part.chars().count() > 1 && part.chars().all(is_han);
    let [before, behind] = parts[..] else { return None };
    let tail = behind.chars().count() <= 2 && behind.chars().all(is_han);
    (is_word(&before) && before.chars().count() >= 4 && tail)
        .then(|| passage.text.find(before).map_or(0, |start| start + before.len()))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_parted_is_found_and_signs_set_apart_are_not() {
        let gap = |text: &str| {
            gap(&Passage {
                kind: PassageKind::Cell,
                heading: "".into(),
                row: None,
                text: text.to_owned(),
                pieces: Vec::new(),
            })
        };
        assert!(gap("工作运转经 费").is_some());
        assert!(gap("合 计").is_none() && gap("支 出 总 计").is_none());
        assert!(gap("单位：万元 第1页").is_none());
    }
}
