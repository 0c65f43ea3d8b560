//! Lines of one cell or paragraph to one text.

use crate::wide::is_wide;

/// Joins lines that only the width of the paper broke: without a space beside a wide character and
/// within a number, with one between words.
pub(super) fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        push_line(&mut text, line);
    }
    text
}

/// Joins one more line to a text; gives where it begins.
pub(super) fn push_line(text: &mut String, line: &str) -> usize {
    let line = line.trim();
    if let (Some(last), Some(first)) = (text.chars().last(), line.chars().next())
        && !is_one_word(last, first)
        && !is_one_number(text, line)
    {
        text.push(' ');
    }
    let start = text.len();
    text.push_str(line);
    start
}

/// Whether two characters stand together where no line ends between them.
fn is_one_word(last: char, first: char) -> bool {
    is_wide(last) || is_wide(first) || last == '-'
}

/// Whether a number goes on in the next line: as its separators or its point show, for two years
/// below one another are two numbers.
fn is_one_number(text: &str, line: &str) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    let before = &text[text.trim_end_matches(of_number).len()..];
    let behind = &line[..line.len() - line.trim_start_matches(of_number).len()];
    !before.is_empty() && !behind.is_empty() && [before, behind].concat().contains(['.', ',', '%'])
}

#[cfg(test)]
mod tests {
    use super::join_lines;

    #[test]
    fn a_name_broken_over_lines_has_no_space_in_it() {
        assert_eq!(join_lines(["行政事业单位", "养老支出"]), "行政事业单位养老支出");
    }

    #[test]
    fn a_number_broken_over_lines_is_one_number() {
        assert_eq!(join_lines(["1,234,", "567.89"]), "1,234,567.89");
    }

    #[test]
    fn two_years_below_one_another_are_two() {
        assert_eq!(join_lines(["2025", "2026"]), "2025 2026");
    }

    #[test]
    fn words_stay_apart() {
        assert_eq!(join_lines(["budget", "of the year"]), "budget of the year");
    }
}
