//! Dictionaries of a PDF as they are written: keys, and where their values stand.
//!
//! A changed object is the bytes of the original with one value changed; so it is taken apart here no
//! further than that needs.

use std::ops::Range;

/// An entry of a dictionary.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its key without `/`.
    pub key: Vec<u8>,
    /// The whole of it.
    pub span: Range<usize>,
    /// Its value.
    pub value: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// `<<` or `[`.
    Open,
    /// `>>` or `]`.
    Close,
    Name,
    /// A number, a string, a word.
    Other,
}

/// The entries of the dictionary that begins at a place, apart from white space.
pub(super) fn entries(bytes: &[u8], at: usize) -> Option<Vec<Entry>> {
    let (token, span) = token(bytes, at)?;
    if token != Token::Open || bytes.get(span.clone())? != b"<<" {
        return None;
    }
    let mut at = span.end;
    let mut entries: Vec<Entry> = Vec::new();
    // Dictionaries and arrays that are open inside of a value.
    let mut depth = 0_usize;
    let mut has_value = true;
    loop {
        let (token, span) = self::token(bytes, at)?;
        at = span.end;
        match token {
            Token::Close if depth == 0 => return Some(entries),
            Token::Name if depth == 0 && has_value => {
                let key = name(bytes.get(span.clone())?);
                entries.push(Entry { key, value: span.end..span.end, span });
                has_value = false;
                continue;
            }
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            Token::Name | Token::Other => {}
        }
        // What stands in front of the first key is not ours to understand.
        let Some(entry) = entries.last_mut() else { continue };
        if !has_value {
            entry.value.start = span.start;
        }
        (has_value, entry.value.end, entry.span.end) = (true, span.end, span.end);
    }
}

/// The value of a key, as it is written.
pub(super) fn value<'b>(bytes: &'b [u8], entries: &[Entry], key: &str) -> Option<&'b [u8]> {
    let entry = entries.iter().find(|entry| entry.key == key.as_bytes())?;
    bytes.get(entry.value.clone())
}

/// A number that is written at a place, and what is behind it.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let (_, span) = token(bytes, at)?;
    let text = std::str::from_utf8(bytes.get(span.clone())?).ok()?;
    Some((text.parse().ok()?, span.end))
}

/// The name in a token: `/A#42` is `AB`.
fn name(token: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = token.get(1..).unwrap_or_default();
    while let [byte, tail @ ..] = rest {
        let hex = |digit: &u8| char::from(*digit).to_digit(16).and_then(|it| u8::try_from(it).ok());
        match (byte, tail) {
            (b'#', [high, low, tail @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                name.push(hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0));
                rest = tail;
            }
            _ => {
                name.push(*byte);
                rest = tail;
            }
        }
    }
    name
}

/// The token that begins at a place or behind the white space there.
fn token(bytes: &[u8], at: usize) -> Option<(Token, Range<usize>)> {
    let start = behind_space(bytes, at)?;
    let rest = bytes.get(start..)?;
    let (token, length) = match rest {
        [b'<', b'<', ..] => (Token::Open, 2),
        [b'>', b'>', ..] => (Token::Close, 2),
        [b'[', ..] => (Token::Open, 1),
        [b']', ..] => (Token::Close, 1),
        [b'<', ..] => (Token::Other, rest.iter().position(|byte| *byte == b'>')? + 1),
        [b'(', ..] => (Token::Other, string(rest)?),
        [b'/', tail @ ..] => (Token::Name, 1 + regular(tail)),
        _ => (Token::Other, regular(rest).max(1)),
    };
    Some((token, start..start + length))
}

/// Length of the regular characters at the beginning.
fn regular(bytes: &[u8]) -> usize {
    let ends = |byte: &u8| is_space(*byte) || b"()<>[]{}/%".contains(byte);
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// Length of the string in parentheses at the beginning.
fn string(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = bytes.iter().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The first place that is neither white space nor in a comment.
fn behind_space(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'%' => at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?,
            byte if is_space(*byte) => at += 1,
            _ => return Some(at),
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_taken_apart_into_its_own_entries() {
        let text =
            b" <</Type/Page /A (a\\)(>>)) /B[1 0 R<</C/D>>]%>>\n/#41nnots 5 0 R/E <AB> >> /F 1";
        let entries = entries(text, 0).unwrap();
        let found: Vec<(&str, &str)> = entries
            .iter()
            .map(|it| {
                let value = std::str::from_utf8(&text[it.value.clone()]).unwrap();
                (std::str::from_utf8(&it.key).unwrap(), value)
            })
            .collect();
        let expected = [
            ("Type", "/Page"),
            ("A", "(a\\)(>>))"),
            ("B", "[1 0 R<</C/D>>]"),
            ("Annots", "5 0 R"),
            ("E", "<AB>"),
        ];
        assert_eq!(found, expected);
        assert_eq!(value(text, &entries, "Annots"), Some(&b"5 0 R"[..]));
    }

    #[test]
    fn what_is_no_dictionary_or_breaks_off_is_none() {
        for text in ["", "[]", "<<", "<</A", "<</A (", "<</A [ >>", "<</A <", "<< % >>"] {
            assert_eq!(entries(text.as_bytes(), 0), None, "{text}");
        }
    }
}
