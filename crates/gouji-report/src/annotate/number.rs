//! A number in a text.

use std::ops::Range;

/// The only place where a number stands by itself, not as a part of a longer one.
pub(super) fn only(text: &str, printed: &str) -> Option<Range<usize>> {
    if printed.is_empty() {
        return None;
    }
    let stands_alone = |at: usize| {
        let (before, rest) = text.split_at(at);
        let after = &rest[printed.len()..];
        let mark = |c: char| matches!(c, '.' | ',' | '，' | '．');
        let is_digit = |c: char| c.is_ascii_digit();
        let goes_on = after.starts_with(is_digit)
            || after.starts_with(mark) && after.chars().nth(1).is_some_and(is_digit);
        let began = before.ends_with(is_digit)
            || before.ends_with(mark) && before.chars().rev().nth(1).is_some_and(is_digit);
        !goes_on && !began
    };
    let mut found = text.match_indices(printed).map(|(at, _)| at).filter(|at| stands_alone(*at));
    let first = found.next()?;
    found.next().is_none().then(|| first..first + printed.len())
}

#[cfg(test)]
mod tests {
    use super::only;

    #[test]
    fn a_number_is_found_by_itself_and_only_where_it_stands_once() {
        assert_eq!(only("收入157.96万元", "157.96"), Some(6..12));
        assert_eq!(only("收入1,157.96万元", "157.96"), None);
        assert_eq!(only("收入157.96万元，支出157.96万元", "157.96"), None);
        assert_eq!(only("收入157.96万元，支出157.961万元", "157.96"), Some(6..12));
        assert_eq!(only("收入", ""), None);
        assert_eq!(only("2026年15.37，", "15.37"), Some(7..12));
    }
}
