//! Lines of one cell, or of one paragraph, to one text.

/// Longest number that may be broken, in characters.
const MAX_NUMBER: usize = 40;

/// Joins lines as a person reads them: no space between Chinese characters, beside Chinese
/// punctuation, and inside a number that is broken over lines; a space otherwise.
///
/// A number counts as broken only where its halves say so (a comma or a point at the break, a group
/// of less than three digits that the next line completes): two numbers never become one.
pub(super) fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for line in lines {
        let line = line.trim();
        if !joined.is_empty() && !line.is_empty() && !touch(&joined, line) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Whether nothing stands between two lines.
fn touch(above: &str, below: &str) -> bool {
    let (Some(last), Some(first)) = (above.chars().next_back(), below.chars().next()) else {
        return true;
    };
    let is_bracket = |c: char| matches!(c, '(' | ')' | '[' | ']');
    let wide = is_wide(last) && (is_wide(first) || is_bracket(first))
        || is_bracket(last) && is_wide(first);
    wide || is_wide_mark(last) || is_wide_mark(first) || is_one_number(above, below)
}

/// Chinese characters, their punctuation and full-width forms.
fn is_wide(c: char) -> bool {
    is_wide_mark(c)
        || matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '①'..='⑳')
}

/// Chinese punctuation and full-width forms other than letters and digits.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF60}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether the end of one line and the beginning of the next are one number.
fn is_one_number(above: &str, below: &str) -> bool {
    let head = &above[last_number(above)..];
    let tail = &below[..below.find(|c| !is_of_number(c)).unwrap_or(below.len())];
    let (Some(last), Some(first)) = (head.chars().next_back(), tail.chars().next()) else {
        return false;
    };
    let begun = head.contains(|c: char| c.is_ascii_digit());
    match (last, first) {
        // Only a sign: the number follows.
        ('-' | '−', _) => head.chars().count() == 1 && first.is_ascii_digit(),
        (_, '%') => begun && last != '%',
        (',', _) => begun && digits(tail) == 3,
        ('.', _) => begun && digits(tail) > 0 && (tail.len() == below.len() || digits(head) > 2),
        (_, ',' | '.') => {
            last.is_ascii_digit() && tail[1..].starts_with(|c: char| c.is_ascii_digit())
        }
        _ => completes_group(head, tail),
    }
}

/// Whether the digits at the break make one group of three: `1,2` and `34.50`.
fn completes_group(head: &str, tail: &str) -> bool {
    let Some((_, group)) = head.rsplit_once(',') else { return false };
    let is_digits = group.bytes().all(|b| b.is_ascii_digit());
    let rest = digits(tail);
    is_digits && group.len() < 3 && rest > 0 && group.len() + rest == 3
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '-' | '−')
}

/// Where the number at the end of a text begins; of a longer one than any amount, its end.
fn last_number(text: &str) -> usize {
    let number = text.char_indices().rev().take(MAX_NUMBER).take_while(|(_, c)| is_of_number(*c));
    number.last().map_or(text.len(), |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(lines: &str) -> String {
        join_lines(lines.split('/'))
    }

    #[test]
    fn chinese_is_joined_without_a_space() {
        assert_eq!(join("一般公共预/算拨款收入"), "一般公共预算拨款收入");
        assert_eq!(join("因公出国/（境）费"), "因公出国（境）费");
        assert_eq!(join("项目支出/(含结转)/合计"), "项目支出(含结转)合计");
        assert_eq!(join("收入157.96万元，/2025年"), "收入157.96万元，2025年");
        assert_eq!(join("合计/ / /（万元）"), "合计（万元）");
    }

    #[test]
    fn a_number_broken_over_lines_is_one_number() {
        assert_eq!(join("1,234,/567.89"), "1,234,567.89");
        assert_eq!(join("1,234/,567.89"), "1,234,567.89");
        assert_eq!(join("1,234,5/67.89"), "1,234,567.89");
        assert_eq!(join("1,234,567./89"), "1,234,567.89");
        assert_eq!(join("1,234,567/.89"), "1,234,567.89");
        assert_eq!(join("-/12.50"), "-12.50");
        assert_eq!(join("15.37/%"), "15.37%");
    }

    #[test]
    fn two_numbers_are_never_joined() {
        assert_eq!(join("12.50/13.00"), "12.50 13.00");
        assert_eq!(join("1,234/567"), "1,234 567");
        assert_eq!(join("2024/2025"), "2024 2025");
        assert_eq!(join("1,2/345"), "1,2 345");
        assert_eq!(join("0.1/-0.2"), "0.1 -0.2");
        assert_eq!(join("1./2025年预算"), "1. 2025年预算");
    }

    #[test]
    fn words_are_joined_with_a_space() {
        assert_eq!(join("Total/revenue"), "Total revenue");
        assert_eq!(join("预算/2025"), "预算 2025");
        assert_eq!(join(""), "");
        assert_eq!(join("/甲/"), "甲");
    }
}
