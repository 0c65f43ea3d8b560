//! Lines of one cell as one text.

/// Joins lines: without a space between Chinese characters and inside a number, with one otherwise.
pub(super) fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if !joined.is_empty() && !adjoin(&joined, line) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Whether what follows continues a word or a number.
fn adjoin(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    let in_number = (last.is_ascii_digit() && matches!(first, '.' | ','))
        || (matches!(last, '.' | ',') && first.is_ascii_digit());
    in_number || (is_chinese(last) && is_chinese(first))
}

/// A Chinese character, or a mark of punctuation as wide as one.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_continue_over_lines() {
        assert_eq!(join_lines(["一般公共", "预算"]), "一般公共预算");
        assert_eq!(join_lines(["1,027", ".63"]), "1,027.63");
        assert_eq!(join_lines(["1,", "027.63"]), "1,027.63");
        assert_eq!(join_lines(["2025", "2026"]), "2025 2026");
        assert_eq!(join_lines(["合计", "", " 12 "]), "合计 12");
    }
}
