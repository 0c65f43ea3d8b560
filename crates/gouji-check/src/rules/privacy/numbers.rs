//! GJ902–904: identity numbers, telephone numbers, numbers of bank cards, private mail addresses.

use std::sync::LazyLock;

use gouji_model::{Level, Message, Passage};
use regex::Regex;

use super::masked;
use crate::rules::{Case, Remark, Rule, Ruling};

/// Identity numbers.
pub(super) const IDENTITY: Rule = Rule { code: "GJ902", judge: |case| judge(case, identities) };

/// Mobile telephone numbers.
pub(super) const PHONE: Rule = Rule { code: "GJ903", judge: |case| judge(case, phones) };

/// Bank cards and private mail addresses.
pub(super) const ACCOUNT: Rule = Rule { code: "GJ904", judge: |case| judge(case, accounts) };

/// A run of digits that is part of no longer number, and perhaps an X behind it.
static DIGITS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[0-9０-９]+(?:[.,，．][0-9０-９]+)*[XxＸ]?").expect("a literal"));

/// A run of digits in groups of four, as cards have it.
static GROUPS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[0-9]{4}(?:[ -][0-9]{4}){2,3}(?:[ -][0-9]{1,4})?").expect("a literal")
});

static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[A-Za-z0-9._+-]+@(?:qq|163|126|sina|sohu|139|189|foxmail|gmail|hotmail|outlook|yeah|aliyun)\\.[a-z.]{2,6}").expect("a literal")
});

fn judge(case: &Case<'_>, find: fn(&Case<'_>, &Passage) -> Vec<Remark>) -> Ruling {
    let passages = &case.disclosure.passages;
    if passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    Ruling::Judged(passages.iter().flat_map(|passage| find(case, passage)).collect())
}

/// Runs of digits of a passage, in half width.
fn runs(text: &str) -> impl Iterator<Item = (usize, String)> {
    let half = |text: &str| text.chars().map(gouji_model::fold_width).collect::<String>();
    DIGITS.find_iter(text).map(move |found| (found.start(), half(found.as_str())))
}

fn remark(
    case: &Case<'_>,
    passage: &Passage,
    offset: usize,
    printed: &str,
    id: &'static str,
) -> Remark {
    let shown = masked(printed, 3, 4);
    let message = Message::new(id).with("printed", &shown);
    let mut place = case.place_of(passage, offset);
    place.row = None;
    Remark::at(place, printed, message)
}

fn identities(case: &Case<'_>, passage: &Passage) -> Vec<Remark> {
    let words = &case.standard.privacy().numbers.identity;
    let found = runs(&passage.text).filter_map(|(offset, digits)| {
        // One that was mistyped is private too, where the words say what it is.
        let sure = is_identity(&digits) || (is_shaped(&digits) && words.is_match(&passage.text));
        let old = digits.len() == 15 && is_old_identity(&digits) && words.is_match(&passage.text);
        let remark = || remark(case, passage, offset, &digits, "GJ902-found");
        if old {
            return Some(remark().at_level(Level::Warning));
        }
        sure.then(remark)
    });
    found.collect()
}

/// Eighteen signs with a date, whatever the check sign.
fn is_shaped(text: &str) -> bool {
    let signs = text.to_ascii_uppercase().into_bytes();
    let [first @ .., last] = &signs[..] else { return false };
    signs.len() == 18
        && first.iter().all(u8::is_ascii_digit)
        && (last.is_ascii_digit() || *last == b'X')
        && !text.starts_with('0')
        && is_date(&text[6..14])
}

/// Eighteen signs with a date and the check sign of GB 11643 (ISO 7064, MOD 11-2).
fn is_identity(text: &str) -> bool {
    const CHECK: &[u8] = b"10X98765432";
    let signs = text.to_ascii_uppercase().into_bytes();
    let [first @ .., last] = &signs[..] else { return false };
    if !is_shaped(text) {
        return false;
    }
    // The weight of a place is a power of two, modulo 11.
    let weighted = first.iter().fold(0_u32, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = usize::try_from(weighted).ok().and_then(|at| CHECK.get(at));
    check == Some(last)
}

fn is_old_identity(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && is_date(&format!("19{}", &text[6..12]))
}

/// Year, month and day of somebody's birth.
fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn phones(case: &Case<'_>, passage: &Passage) -> Vec<Remark> {
    let contact = &case.standard.privacy().numbers.contact;
    // An amount alone in its cell is no telephone number.
    let alone = passage.text.trim().len() == 11 && passage.row.is_some();
    let found = runs(&passage.text).filter(|(_, digits)| !alone && is_mobile(digits));
    let remark = |(offset, digits): (usize, String)| {
        let remark = remark(case, passage, offset, &digits, "GJ903-found");
        let meant = contact.is_match(&passage.text);
        if meant { remark.at_level(Level::Note) } else { remark }
    };
    found.map(remark).collect()
}

fn is_mobile(digits: &str) -> bool {
    let signs = digits.as_bytes();
    let is_number = signs.len() == 11 && signs.iter().all(u8::is_ascii_digit);
    is_number && signs[0] == b'1' && (b'3'..=b'9').contains(&signs[1])
}

fn accounts(case: &Case<'_>, passage: &Passage) -> Vec<Remark> {
    let words = &case.standard.privacy().numbers.card;
    let mut remarks = Vec::new();
    if words.is_match(&passage.text) {
        let grouped = GROUPS.find_iter(&passage.text).map(|found| {
            (found.start(), found.as_str().chars().filter(char::is_ascii_digit).collect::<String>())
        });
        for (offset, digits) in runs(&passage.text).chain(grouped) {
            if is_card(&digits) && !is_identity(&digits) {
                remarks.push(remark(case, passage, offset, &digits, "GJ904-card"));
            }
        }
    }
    for found in MAIL.find_iter(&passage.text) {
        let remark = remark(case, passage, found.start(), found.as_str(), "GJ904-mail");
        remarks.push(remark.at_level(Level::Note));
    }
    remarks
}

/// Sixteen to nineteen digits with the check digit of Luhn.
fn is_card(digits: &str) -> bool {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let weighted = digits.bytes().rev().enumerate().map(|(place, digit)| {
        let digit = u32::from(digit.wrapping_sub(b'0'));
        if place % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
    });
    is_number && (16..=19).contains(&digits.len()) && weighted.sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_number_has_a_date_and_its_check_sign() {
        // The example of the standard itself.
        assert!(is_identity("11010519491231002X"));
        assert!(!is_identity("110105194912310021"));
        assert!(!is_identity("11010519491331002X"));
        assert!(!is_identity("123456789012345678"));
    }

    #[test]
    fn a_mobile_number_has_eleven_digits_and_is_part_of_no_amount() {
        let found = |text: &str| runs(text).any(|(_, digits)| is_mobile(&digits));
        assert!(found("电话13800000000。"));
        assert!(!found("金额13800000000.00元") && !found("编号2138000000001"));
    }

    #[test]
    fn a_card_has_its_check_digit() {
        assert!(is_card("6222020000000000004") || is_card("4111111111111111"));
        assert!(!is_card("4111111111111112") && !is_card("123456"));
    }
}
