//! Labels as printed: ordinals, line-break spaces, 其中.

use crate::ordinal;
use crate::wide::is_wide;

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

/// A label without 其中, and whether it had it.
pub(super) fn without_of_which(text: &str) -> (&str, bool) {
    let text = text.trim();
    match text.strip_prefix("其中").map(|rest| rest.trim_start_matches([':', '：', ' '])) {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (text, false),
    }
}

/// Whether a label stands for rows to come, as in a form that nobody has filled in: 二、…
pub(super) fn is_placeholder(text: &str) -> bool {
    let bare = ordinal::without(text);
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
    fn of_which_is_told_apart() {
        assert_eq!(without_of_which("其中：基本支出"), ("基本支出", true));
    }

    #[test]
    fn rows_to_come_are_no_rows() {
        assert!(is_placeholder("二、…") && is_placeholder("……"));
        assert!(!is_placeholder("二、外交支出") && !is_placeholder(""));
    }
}
