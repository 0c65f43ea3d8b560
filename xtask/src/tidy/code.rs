//! Rust sources without what is no code: just enough of the language's grammar for the lints.

/// The source with comments and the contents of literals blanked, line for line.
pub(super) fn code_only(source: &str) -> String {
    let source: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut at = 0;
    while at < source.len() {
        let end = literal_or_comment(&source, at);
        if let Some(end) = end {
            code.extend(source[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        } else {
            code.push(source[at]);
        }
        at = end.unwrap_or(at + 1);
    }
    code
}

/// Where the literal or comment ends that begins at `at`; `None` where none begins.
fn literal_or_comment(source: &[char], at: usize) -> Option<usize> {
    let rest = &source[at..];
    let length = match rest {
        ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
        ['/', '*', ..] => block_comment(rest),
        ['"', ..] => 1 + quoted(&rest[1..], '"'),
        ['\'', '\\', ..] => 1 + quoted(&rest[1..], '\''),
        ['\'', _, '\'', ..] => 3,
        ['r', '"' | '#', ..] if !follows_a_name(source, at) => raw_string(rest)?,
        _ => return None,
    };
    Some((at + length).min(source.len()))
}

/// Length of a block comment, which may hold others.
fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// Length of the text to the end of the closing quote, in which `\` hides the next character.
fn quoted(rest: &[char], quote: char) -> usize {
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Length of a raw string such as `r#"…"#`; `None` for a raw name such as `r#type`.
fn raw_string(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    let start = 1 + hashes;
    if rest.get(start) != Some(&'"') {
        return None;
    }
    let closes = |at: &usize| {
        rest[*at] == '"' && rest[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes
    };
    let end = (start + 1..rest.len()).find(closes);
    Some(end.map_or(rest.len(), |at| at + 1 + hashes))
}

/// Whether the character before `at` is part of a name that goes on, other than `b` or `c`.
fn follows_a_name(source: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|index| source[index]) else { return false };
    let prefix = matches!(before, 'b' | 'c') && !(at > 1 && is_of_a_word(source[at - 2]));
    is_of_a_word(before) && !prefix
}

/// Code without the items under `#[cfg(test)]`, line for line.
pub(super) fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        let length = item_length(&rest[start + MARK.len()..]);
        let (before, item) = rest.split_at(start);
        let (item, after) = item.split_at(MARK.len() + length);
        kept.push_str(before);
        kept.extend(item.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    kept + rest
}

/// Length of the item at the beginning of `code`: to its `;` or to the end of its braces.
fn item_length(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The names, keywords and numbers of a piece of code, each with what follows it.
pub(super) fn words(code: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = code;
    std::iter::from_fn(move || {
        let word_and_more = rest.trim_start_matches(|c| !is_of_a_word(c));
        let end = word_and_more.find(|c| !is_of_a_word(c)).unwrap_or(word_and_more.len());
        let (word, after) = word_and_more.split_at(end);
        rest = after;
        (!word.is_empty()).then_some((word, after))
    })
}

/// Whether a character is part of a name, a keyword or a number.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_blanked_and_lines_are_kept() {
        let code =
            code_only("a(\"x\\\"y\", b); // f64\n/* f32\n/* */ f32 */ c('\"', '\\'', 'd')\n");
        assert_eq!(code.lines().count(), 3);
        assert_eq!(words(&code).map(|(word, _)| word).collect::<Vec<_>>(), ["a", "b", "c"]);
    }

    #[test]
    fn raw_strings_are_literals_and_raw_names_are_not() {
        let code = code_only("r#\"f64 \"quoted\" \"# br\"f32\" r#type var\"s\" b'x'");
        let words: Vec<&str> = words(&code).map(|(word, _)| word).collect();
        assert_eq!(words, ["b", "r", "type", "var", "b"]);
    }

    #[test]
    fn a_lifetime_is_no_literal() {
        assert_eq!(code_only("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
    }

    #[test]
    fn what_is_never_closed_ends_with_the_source() {
        assert_eq!(code_only("a \"b").trim(), "a");
        assert_eq!(code_only("a /* b").trim(), "a");
        assert_eq!(code_only("a r#\"b\"").trim(), "a");
        assert_eq!(code_only("a \"b\\").trim(), "a");
    }

    #[test]
    fn tests_are_left_out_and_lines_are_kept() {
        let source =
            "use a;\n#[cfg(test)]\nuse b;\n#[cfg(test)]\nmod tests {\n fn c() { }\n}\nuse d;\n";
        let kept = without_tests(source);
        assert_eq!(kept.lines().count(), source.lines().count());
        assert_eq!(
            words(&kept).map(|(word, _)| word).collect::<Vec<_>>(),
            ["use", "a", "use", "d"]
        );
    }
}
