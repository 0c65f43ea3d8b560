//! Lines of one cell or paragraph to one text.

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
    {
        text.push(' ');
    }
    let start = text.len();
    text.push_str(line);
    start
}

/// Whether two characters stand together where no line ends between them.
fn is_one_word(last: char, first: char) -> bool {
    let wide = |c: char| {
        unicode_width::UnicodeWidthChar::width(c) == Some(2) || "“”‘’—…·、，。；：".contains(c)
    };
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    wide(last) || wide(first) || (of_number(last) && of_number(first)) || last == '-'
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
    fn words_stay_apart() {
        assert_eq!(join_lines(["budget", "of the year"]), "budget of the year");
    }
}
