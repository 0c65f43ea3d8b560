//! GJ813: ordinals of headings and paragraphs that skip or come twice.

use std::collections::BTreeMap;

use gouji_model::{Message, Passage, PassageKind};

use crate::rules::completeness::entries;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ813", judge };

/// Ways in which ordinals are written, from the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// 第一部分
    Part,
    /// 一、
    Numeral,
    /// （一）
    BracketedNumeral,
    /// 1、 1.
    Digits,
    /// （1）
    BracketedDigits,
}

fn judge(case: &Case<'_>) -> Ruling {
    let mut last: BTreeMap<Style, (u32, usize)> = BTreeMap::new();
    let mut remarks = Vec::new();
    let passages = &case.disclosure.passages;
    for (index, passage) in passages.iter().enumerate() {
        if matches!(passage.kind, PassageKind::Title | PassageKind::Notice | PassageKind::Catalogue)
        {
            // What a table or an attachment parts is not one series.
            last.retain(|style, _| *style <= Style::Numeral);
        }
        if !matches!(passage.kind, PassageKind::Heading | PassageKind::Paragraph) {
            continue;
        }
        let Some((style, number)) = ordinal(&passage.text) else { continue };
        let before = last.get(&style).copied();
        last.retain(|other, _| *other < style);
        last.insert(style, (number, index));
        let Some((earlier, at)) = before else { continue };
        // Parts may stand on pages of their own, as pictures.
        let in_series = number == earlier + 1 || number == 1 || number < earlier;
        if in_series || style == Style::Part {
            continue;
        }
        let runs_on =
            number > earlier && passages[at..index].iter().any(|p| contains(p, style, earlier + 1));
        if runs_on {
            continue;
        }
        let remark = remark(case, passage, &passages[at], number == earlier);
        let skipped = (number == earlier + 2).then(|| heading(case, style, earlier + 1));
        let defects = skipped.flatten().into_iter().collect();
        remarks.push(Remark { defects, ..remark });
    }
    Ruling::Judged(remarks)
}

/// The defect that the heading of an ordinal is not there.
fn heading(case: &Case<'_>, style: Style, number: u32) -> Option<String> {
    let is_missing =
        |section: &str| !case.disclosure.sections.iter().any(|one| &*one.id == section);
    let titles = case.disclosure.contents.iter().map(|entry| &*entry.title);
    let titles = titles.filter(|title| ordinal(title) == Some((style, number)));
    let mut listed = titles.filter_map(|title| entries::section_of(case, title));
    if let Some(section) = listed.find(|section| is_missing(&section.id)) {
        return Some(entries::defect(&section.id));
    }
    // Without contents the one section that is not there is the one that is skipped.
    let required = case.profile.sections.iter().filter(|one| one.required);
    let mut missing = required.filter(|one| is_missing(&one.id));
    let only = missing.next().filter(|_| missing.next().is_none());
    only.map(|section| entries::defect(&section.id))
}

/// Whether an ordinal stands within a text, where two items share a paragraph.
fn contains(passage: &Passage, style: Style, number: u32) -> bool {
    let starts = passage.text.char_indices().skip(1).map(|(at, _)| at);
    starts.into_iter().any(|at| ordinal(&passage.text[at..]) == Some((style, number)))
}

fn remark(case: &Case<'_>, passage: &Passage, earlier: &Passage, twice: bool) -> Remark {
    let begin = |passage: &Passage| -> String { passage.text.trim().chars().take(16).collect() };
    let message = Message::new(if twice { "GJ813-twice" } else { "GJ813-skipped" })
        .with("printed", begin(passage))
        .with("before", begin(earlier));
    let key = format!("{}@{}", passage.heading, begin(passage));
    Remark::at(case.place_of(passage, 0), key, message).and_at(case.place_of(earlier, 0))
}

/// The ordinal at the beginning of a text.
fn ordinal(text: &str) -> Option<(Style, u32)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('第') {
        let (number, rest) = numeral(rest)?;
        return rest.starts_with("部分").then_some((Style::Part, number));
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (style, (number, rest)) = match numeral(rest) {
            Some(found) => (Style::BracketedNumeral, found),
            None => (Style::BracketedDigits, digits(rest)?),
        };
        return rest.starts_with(['）', ')']).then_some((style, number));
    }
    if let Some((number, rest)) = numeral(text) {
        return rest.starts_with('、').then_some((Style::Numeral, number));
    }
    let (number, rest) = digits(text)?;
    let rest = rest.strip_prefix(['、', '.', '．'])?;
    // 1.80 is no ordinal.
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((Style::Digits, number))
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text[..text.len() - rest.len()].parse().ok()?;
    (number < 100).then_some((number, rest))
}

/// A numeral below one hundred.
fn numeral(text: &str) -> Option<(u32, &str)> {
    const DIGITS: &str = "一二三四五六七八九";
    let value = |c: char| {
        let at = DIGITS.chars().position(|digit| digit == c)?;
        u32::try_from(at + 1).ok()
    };
    let rest = text.trim_start_matches(|c| c == '十' || value(c).is_some());
    let signs: Vec<char> = text[..text.len() - rest.len()].chars().collect();
    let number = match signs[..] {
        ['十'] => 10,
        ['十', ones] => 10 + value(ones)?,
        [tens, '十'] => value(tens)? * 10,
        [tens, '十', ones] => value(tens)? * 10 + value(ones)?,
        [one] => value(one)?,
        _ => return None,
    };
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_in_every_style_and_amounts_are_none() {
        assert_eq!(ordinal("第三部分 情况"), Some((Style::Part, 3)));
        assert_eq!(ordinal("十二、其他"), Some((Style::Numeral, 12)));
        assert_eq!(ordinal("（二）收入"), Some((Style::BracketedNumeral, 2)));
        assert_eq!(ordinal("3.收入"), Some((Style::Digits, 3)));
        assert_eq!(ordinal("(4)收入"), Some((Style::BracketedDigits, 4)));
        assert_eq!(ordinal("1.80万元"), None);
        assert_eq!(ordinal("2026年"), None);
    }
}
