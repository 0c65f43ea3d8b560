//! GJ815: letters in the place of digits in codes, and characters of other alphabets in names.

use std::sync::LazyLock;

use gouji_model::{Message, Passage, PassageKind};
use regex::Regex;

use super::slip::around;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ815", judge };

/// A code of digits with a letter among them that looks like one.
static MIXED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[A-Z]?[0-9]{2,}[OoQIl|]+[0-9]*$|^[A-Z]?[0-9]+[OoQIl|]+[0-9]{2,}$")
        .expect("a literal")
});

fn judge(case: &Case<'_>) -> Ruling {
    let passages = &case.disclosure.passages;
    let kinds = [PassageKind::Cell, PassageKind::Form, PassageKind::Catalogue];
    let cells = passages.iter().filter(|passage| kinds.contains(&passage.kind));
    let mut remarks: Vec<Remark> = cells.filter_map(|cell| mixed(case, cell)).collect();
    remarks.extend(passages.iter().filter_map(|passage| foreign(case, passage)));
    if passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    Ruling::Judged(remarks)
}

fn mixed(case: &Case<'_>, cell: &Passage) -> Option<Remark> {
    let text = cell.text.trim();
    if !MIXED.is_match(text) {
        return None;
    }
    let digits: String =
        text.char_indices().map(|(at, c)| if at == 0 { c } else { digit(c) }).collect();
    let message = Message::new("GJ815-mixed").with("printed", text).with("proposed", &digits);
    let remark = Remark::at(case.place_of(cell, 0), format!("{}@{digits}", cell.heading), message);
    let remark = remark.of_defect(defect(text));
    Some(remark.proposing(text, &digits, case.words("GJ815", "why")))
}

/// The name of the defect that a code, as it is printed, is none.
pub(in crate::rules) fn defect(code: &str) -> String {
    format!("code@{code}")
}

const fn digit(letter: char) -> char {
    match letter {
        'O' | 'o' | 'Q' => '0',
        'I' | 'l' | '|' => '1',
        other => other,
    }
}

/// Greek and Cyrillic letters that look like Latin ones, within a word of Latin letters or digits.
fn foreign(case: &Case<'_>, passage: &Passage) -> Option<Remark> {
    let mut before: Option<char> = None;
    for (offset, sign) in passage.text.char_indices() {
        let beside = before.is_some_and(|c| c.is_ascii_alphanumeric());
        let next = passage.text[offset + sign.len_utf8()..].chars().next();
        let beside = beside || next.is_some_and(|c| c.is_ascii_alphanumeric());
        if beside && "АВЕКМНОРСТХасеорхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧ".contains(sign)
        {
            let around = around(&passage.text, offset..offset + sign.len_utf8());
            let message =
                Message::new("GJ815-foreign").with("printed", sign).with("around", &around);
            let key = format!("{}@{around}", passage.heading);
            return Some(Remark::at(case.place_of(passage, offset), key, message));
        }
        before = Some(sign);
    }
    None
}
