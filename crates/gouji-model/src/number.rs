//! Reading numbers as they are really printed.

use crate::{Decimal, Unit};

/// What the text of a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing, a dash or 无: zero in a completely read table.
    Blank,
    /// A number.
    Number(PrintedNumber),
    /// Text without a digit.
    Text,
    /// Digits that are not a number (`1,2,3.4.5`).
    Illegible,
}

/// A number and the unit printed beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedNumber {
    /// Value; its scale is the number of decimals printed.
    pub value: Decimal,
    /// Unit printed with the number, if any.
    pub unit: Option<Unit>,
}

/// The half-width form of a full-width digit, letter, sign or space; other characters unchanged.
pub const fn fold_width(c: char) -> char {
    match c {
        // Full-width ASCII lies at a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(folded) => folded,
            None => c,
        },
        '\u{3000}' | '\u{00A0}' => ' ',
        '\u{2212}' | '\u{FE63}' => '-',
        _ => c,
    }
}

/// Reads a cell: thousands separators, full-width forms, accountants' brackets for a negative
/// amount, signs, marks for nothing, and a unit printed behind the number.
///
/// ```
/// use gouji_model::{read_number, Reading, Unit};
/// let Reading::Number(number) = read_number("１，０２７．６３万元") else { panic!() };
/// assert_eq!((number.value.to_string(), number.unit), ("1027.63".into(), Some(Unit::WanYuan)));
/// assert_eq!(read_number("—"), Reading::Blank);
/// assert_eq!(read_number("1,2,3.4.5"), Reading::Illegible);
/// ```
pub fn read_number(text: &str) -> Reading {
    let folded: String = text.chars().map(fold_width).filter(|c| !c.is_whitespace()).collect();
    if is_zero_mark(&folded) {
        return Reading::Blank;
    }
    if !folded.bytes().any(|b| b.is_ascii_digit()) {
        return Reading::Text;
    }
    let (body, bracketed) = without_brackets(&folded);
    let body = body.trim_start_matches(['¥', '￥']);
    let (signed, negative) = match body.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (body.strip_prefix('+').unwrap_or(body), false),
    };
    let end =
        signed.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(signed.len());
    let (digits, unit) = signed.split_at(end);
    if unit.chars().any(|c| c.is_ascii_digit()) || digits.is_empty() {
        // Digits elsewhere than at the front: a name, a date, a code; no number.
        let starts_with_digit = signed.starts_with(|c: char| c.is_ascii_digit());
        return if starts_with_digit { Reading::Illegible } else { Reading::Text };
    }
    let Some(plain) = without_separators(digits) else { return Reading::Illegible };
    let Ok(value) = plain.parse::<Decimal>() else { return Reading::Illegible };
    let value = if negative || bracketed { value.negated() } else { value };
    let unit = (!unit.is_empty()).then(|| Unit::parse(unit));
    Reading::Number(PrintedNumber { value, unit })
}

/// Whether a folded text without spaces means nothing: blank, a dash or 无.
pub fn is_zero_mark(folded: &str) -> bool {
    folded == "无" || folded.chars().all(|c| matches!(c, '-' | '—' | '–' | '―' | '─' | '－'))
}

fn without_brackets(text: &str) -> (&str, bool) {
    match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    }
}

/// Drops thousands separators; `None` where they do not stand in groups of three.
fn without_separators(digits: &str) -> Option<String> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut plain = String::with_capacity(digits.len());
    plain.push_str(first);
    let mut separated = false;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        separated = true;
        plain.push_str(group);
    }
    if separated && !(1..=3).contains(&first.len()) {
        return None;
    }
    if let Some(fraction) = fraction {
        plain.push('.');
        plain.push_str(fraction);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(text: &str) -> Option<(String, Option<Unit>)> {
        match read_number(text) {
            Reading::Number(number) => Some((number.value.to_string(), number.unit)),
            _ => None,
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_printed() {
        for (text, value, unit) in [
            ("1027.63", "1027.63", None),
            ("91,016,775.35", "91016775.35", None),
            (" 1,027.63 ", "1027.63", None),
            ("１０２７．６３", "1027.63", None),
            ("1，027.63", "1027.63", None),
            ("（1.80）", "-1.80", None),
            ("(1.80)", "-1.80", None),
            ("-1.80", "-1.80", None),
            ("−1.80", "-1.80", None),
            ("－1.80", "-1.80", None),
            ("1,027.63万元", "1027.63", Some(Unit::WanYuan)),
            ("38.44％", "38.44", Some(Unit::Percent)),
            ("0.00", "0.00", None),
            ("8人", "8", Some(Unit::Other("人".into()))),
            ("91,016, 775.35", "91016775.35", None),
        ] {
            assert_eq!(printed(text), Some((value.into(), unit)), "{text}");
        }
    }

    #[test]
    fn nothing_is_blank_and_not_a_number() {
        for text in ["", " ", "-", "—", "——", "－", "无", "\u{3000}"] {
            assert_eq!(read_number(text), Reading::Blank, "{text:?}");
        }
    }

    #[test]
    fn digits_that_are_no_number_are_illegible_and_never_guessed() {
        for text in ["1,2,3.4.5", "1.2.3", "10,27.63", "1,0277", "12.", "3个2", "2026-11-24"] {
            assert_eq!(read_number(text), Reading::Illegible, "{text}");
        }
    }

    #[test]
    fn words_are_text() {
        for text in ["提升", "合同价", "T3", "表9"] {
            assert_eq!(read_number(text), Reading::Text, "{text}");
        }
    }

    proptest! {
        #[test]
        fn separators_and_width_do_not_change_the_value(whole in 0u64..10_u64.pow(12), cents in 0u32..100) {
            let plain = format!("{whole}.{cents:02}");
            let grouped = group_thousands(&plain);
            let wide: String = grouped.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            let expected = Some((plain, None));
            prop_assert_eq!(printed(&grouped), expected.clone());
            prop_assert_eq!(printed(&wide), expected);
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,40}") {
            let _ = read_number(&text);
        }
    }

    fn group_thousands(plain: &str) -> String {
        let (whole, fraction) = plain.split_once('.').unwrap();
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        format!("{grouped}.{fraction}")
    }
}
