//! GJ807: doubled punctuation, and brackets and quotation marks without their partner.

use gouji_model::{Message, Passage, PassageKind};

use super::slip;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ807", judge };

/// Signs that come in pairs. Half and full width may be mixed.
const PAIRS: [(&str, &str); 5] =
    [("（(", "）)"), ("《", "》"), ("“", "”"), ("【", "】"), ("〔", "〕")];

/// Texts that are whole sentences.
const WHOLE: [PassageKind; 4] =
    [PassageKind::Paragraph, PassageKind::Note, PassageKind::Form, PassageKind::Notice];

fn judge(case: &Case<'_>) -> Ruling {
    let passages = &case.disclosure.passages;
    if passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    let mut remarks = slip::remarks(case, "GJ807");
    let mut lone: Vec<Vec<Lone>> = passages.iter().map(lone).collect();
    for index in 1..lone.len() {
        let (before, from) = lone.split_at_mut(index);
        // A text that a page or a cell broke has the partner in the part before.
        if let (Some(before), Some(own)) = (before.last_mut(), from.first_mut()) {
            marry(before, own);
        }
    }
    for (passage, lone) in passages.iter().zip(&lone) {
        remarks.extend(lone.iter().map(|sign| remark(case, passage, sign)));
    }
    Ruling::Judged(remarks)
}

/// A sign without its partner.
struct Lone {
    offset: usize,
    sign: char,
    pair: usize,
    opens: bool,
}

/// Takes away the signs that close in a text what the text before it opened.
fn marry(before: &mut Vec<Lone>, own: &mut Vec<Lone>) {
    own.retain(|sign| {
        let opens = |other: &Lone| other.opens && other.pair == sign.pair;
        let partner = before.iter().rposition(opens).filter(|_| !sign.opens);
        partner.map(|partner| before.remove(partner)).is_none()
    });
}

/// The signs of a text that have no partner in it.
fn lone(passage: &Passage) -> Vec<Lone> {
    if !WHOLE.contains(&passage.kind) {
        return Vec::new();
    }
    let mut lone = Vec::new();
    for (pair, (open, close)) in PAIRS.into_iter().enumerate() {
        let mut waiting: Vec<Lone> = Vec::new();
        for (offset, sign) in passage.text.char_indices() {
            if open.contains(sign) {
                waiting.push(Lone { offset, sign, pair, opens: true });
            } else if close.contains(sign)
                && waiting.pop().is_none()
                && !numbers(&passage.text[..offset])
            {
                lone.push(Lone { offset, sign, pair, opens: false });
            }
        }
        lone.append(&mut waiting);
    }
    lone
}

/// Whether a closing bracket ends an ordinal: 1）, a).
fn numbers(before: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九十";
    let is_ordinal = |c: char| c.is_ascii_alphanumeric() || NUMERALS.contains(c);
    let head = before.trim_end_matches(is_ordinal);
    let digits = before.len() > head.len() && before[head.len()..].chars().count() <= 3;
    digits && head.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

fn remark(case: &Case<'_>, passage: &Passage, lone: &Lone) -> Remark {
    let range = lone.offset..lone.offset + lone.sign.len_utf8();
    let around = slip::around(&passage.text, range);
    let id = if lone.opens { "GJ807-open" } else { "GJ807-closed" };
    let message = Message::new(id).with("printed", lone.sign).with("around", &around);
    let key = format!("{}@{around}", passage.heading);
    Remark::at(case.place_of(passage, lone.offset), key, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        let passage = Passage {
            kind: PassageKind::Paragraph,
            heading: "".into(),
            row: None,
            text: text.to_owned(),
            pieces: Vec::new(),
        };
        lone(&passage).iter().map(|lone| lone.sign).collect()
    }

    #[test]
    fn a_bracket_of_half_width_closes_one_of_full_width_and_ordinals_need_no_partner() {
        assert_eq!(of("（一)收入(含《办法》）；1）支出"), "");
        assert_eq!(of("《关于印发的通知（试行）"), "《");
        assert_eq!(of("“三公经费"), "“");
        assert_eq!(of("其他支出）"), "）");
    }
}
