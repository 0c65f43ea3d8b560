//! Labels as printed: ordinals, line-break spaces, 其中.

use gouji_model::fold_width;

/// A text without the spaces that line breaks left between two Chinese characters; otherwise as
/// printed.
pub(super) fn printed(text: &str) -> String {
    let text = text.trim();
    if !text.chars().any(char::is_whitespace) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    for (i, &c) in chars.iter().enumerate() {
        if c.is_whitespace() {
            let before = chars[..i].iter().rev().find(|c| !c.is_whitespace());
            let after = chars[i..].iter().find(|c| !c.is_whitespace());
            if before.is_some_and(|&c| is_wide(c)) && after.is_some_and(|&c| is_wide(c)) {
                continue;
            }
        }
        kept.push(c);
    }
    kept
}

/// Chinese characters, their punctuation and full-width forms.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '①'..='⑳')
}

/// A label without its ordinal: 一、 (一) 1. ① 第一部分.
pub(super) fn without_ordinal(text: &str) -> &str {
    let text = text.trim();
    for strip in [part_ordinal, bracketed_ordinal, plain_ordinal, circled_ordinal] {
        if let Some(rest) = strip(text) {
            return rest.trim_start();
        }
    }
    text
}

/// Whether a text begins with an ordinal.
pub(super) fn has_ordinal(text: &str) -> bool {
    without_ordinal(text).len() < text.trim().len()
}

/// A label without 其中, and whether it had it.
pub(super) fn without_of_which(text: &str) -> (&str, bool) {
    let text = text.trim();
    match text.strip_prefix("其中").map(|rest| rest.trim_start_matches([':', '：', ' '])) {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (text, false),
    }
}

const NUMERALS: &str = "一二三四五六七八九十百零〇";

fn part_ordinal(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('第')?;
    let after = rest.trim_start_matches(|c| NUMERALS.contains(c));
    if after.len() == rest.len() {
        return None;
    }
    after.strip_prefix("部分").map(|rest| rest.trim_start_matches(['、', ':', '：']))
}

fn bracketed_ordinal(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['(', '（'])?;
    let after =
        rest.trim_start_matches(|c: char| NUMERALS.contains(c) || fold_width(c).is_ascii_digit());
    if after.len() == rest.len() {
        return None;
    }
    after.strip_prefix([')', '）']).map(|rest| rest.strip_prefix(['、', '.']).unwrap_or(rest))
}

fn plain_ordinal(text: &str) -> Option<&str> {
    let is_digit = |c: char| fold_width(c).is_ascii_digit();
    let after_numeral = text.trim_start_matches(|c| NUMERALS.contains(c));
    if after_numeral.len() < text.len() {
        return after_numeral.strip_prefix(['、', '．', '.']);
    }
    let after = text.trim_start_matches(is_digit);
    if after.len() == text.len() {
        return None;
    }
    let rest = after.strip_prefix(['、', '．', '.'])?;
    // 1.80 is a number and no ordinal.
    (!rest.starts_with(is_digit)).then_some(rest)
}

fn circled_ordinal(text: &str) -> Option<&str> {
    text.strip_prefix(|c| matches!(c, '①'..='⑳'))
}

/// Whether a label stands for rows to come, as in a form that nobody has filled in: 二、…
pub(super) fn is_placeholder(text: &str) -> bool {
    let bare = without_ordinal(text);
    let bare = bare.trim_start_matches(|c: char| "一二三四五六七八九十、".contains(c));
    !text.trim().is_empty()
        && bare.chars().all(|c| matches!(c, '…' | '.' | '．' | ' ' | '\u{3000}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_break_spaces_go_and_other_spaces_stay() {
        assert_eq!(printed("工作运转经 费"), "工作运转经费");
        assert_eq!(printed("12368 诉讼热线服务"), "12368 诉讼热线服务");
        assert_eq!(printed(" 一、 一般公共服务 "), "一、一般公共服务");
    }

    #[test]
    fn ordinals_of_every_kind_are_known() {
        for text in [
            "一、收入",
            "（二）收入",
            "(2)收入",
            "3、收入",
            "3.收入",
            "①收入",
            "第三部分 收入",
            "二十一、收入",
        ] {
            assert_eq!(without_ordinal(text), "收入", "{text}");
        }
        assert_eq!(without_ordinal("1.80万元"), "1.80万元");
        assert_eq!(without_ordinal("一般公共预算"), "一般公共预算");
        assert_eq!(without_of_which("其中：基本支出"), ("基本支出", true));
    }
}
