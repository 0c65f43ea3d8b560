//! Limits on a page as it is written, before a tree is made of it.
//!
//! Making a tree takes time that grows with the square of the depth of elements and of the
//! attributes of a tag. Both are looked at first, in one pass over the characters.

use crate::{Limits, ReadError};

/// Attributes of one tag.
const ATTRIBUTES: usize = 128;

/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// Refuses a page with too many tags, with too many attributes in one of them, or with tables that
/// are written too deep inside each other.
pub(super) fn check(text: &str, limits: &Limits) -> Result<(), ReadError> {
    // An element has two tags.
    let most = max_elements(limits).saturating_mul(2);
    let bytes = text.as_bytes();
    let (mut at, mut tags, mut tables) = (0, 0usize, 0usize);
    while let Some(start) = bytes[at..].iter().position(|byte| *byte == b'<') {
        at += start + 1;
        tags += 1;
        if tags > most {
            return Err(ReadError::TooManyElements { limit: max_elements(limits) });
        }
        if bytes[at..].starts_with(b"!--") {
            at = after(bytes, at + 1, b"-->");
            continue;
        }
        let closing = bytes.get(at) == Some(&b'/');
        let name = name(&bytes[at + usize::from(closing)..]);
        if name.is_empty() {
            continue;
        }
        at = end_of_tag(bytes, at)?;
        match (closing, is(name, "table")) {
            (false, true) => tables += 1,
            (true, true) => tables = tables.saturating_sub(1),
            _ => {}
        }
        if tables > limits.depth {
            return Err(ReadError::TooDeep { limit: limits.depth });
        }
        if let Some(raw) = RAW.iter().find(|raw| !closing && is(name, raw)) {
            at = end_of_raw(bytes, at, raw);
        }
    }
    Ok(())
}

/// The greatest number of elements: a page has no more of them than its tables may have cells.
pub(super) fn max_elements(limits: &Limits) -> usize {
    limits.cells
}

fn is(name: &[u8], other: &str) -> bool {
    name.eq_ignore_ascii_case(other.as_bytes())
}

/// The letters and digits of a tag's name; none if this is no tag.
fn name(bytes: &[u8]) -> &[u8] {
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return &[];
    }
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
    &bytes[..end.unwrap_or(bytes.len())]
}

/// Behind the `>` of the tag in which `at` is.
fn end_of_tag(bytes: &[u8], at: usize) -> Result<usize, ReadError> {
    let mut quote = None;
    let mut attributes = 0;
    let mut before = b' ';
    for (index, &byte) in bytes.iter().enumerate().skip(at) {
        match quote {
            // Behind a value a further attribute may begin at once.
            Some(mark) if byte == mark => {
                (quote, before, attributes) = (None, b' ', attributes + 1);
            }
            Some(_) => {}
            // Only behind an equals sign does a quotation mark begin a value.
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None if byte == b'>' => return Ok(index + 1),
            None if byte.is_ascii_whitespace() && before == b'=' => {}
            None => {
                let begins = byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
                attributes += usize::from(begins && byte != before);
                before = byte;
            }
        }
        if attributes > ATTRIBUTES {
            let why = format!("a tag with more than {ATTRIBUTES} attributes");
            return Err(ReadError::Damaged { kind: "HTML", why });
        }
    }
    Ok(bytes.len())
}

/// Behind the end of a comment.
fn after(bytes: &[u8], at: usize, end: &[u8]) -> usize {
    let found = bytes[at..].windows(end.len()).position(|window| window == end);
    found.map_or(bytes.len(), |found| at + found + end.len())
}

/// Where the closing tag of a script or a style sheet begins.
fn end_of_raw(bytes: &[u8], at: usize, name: &str) -> usize {
    let mut at = at;
    while let Some(found) = bytes[at..].windows(2).position(|window| window == b"</") {
        let start = at + found;
        let rest = &bytes[start + 2..];
        if rest.len() >= name.len() && is(&rest[..name.len()], name) {
            return start;
        }
        at = start + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<(), ReadError> {
        check(text, &Limits { depth: 3, cells: 10, ..Limits::default() })
    }

    #[test]
    fn tables_beside_each_other_are_not_deep() {
        assert_eq!(checked(&"<table></TABLE>".repeat(9)), Ok(()));
        assert_eq!(checked(&"<table>".repeat(4)), Err(ReadError::TooDeep { limit: 3 }));
    }

    #[test]
    fn tables_in_comments_and_scripts_are_none() {
        let tables = "<table>".repeat(9);
        assert_eq!(checked(&format!("<!--{tables}--><p>")), Ok(()));
        assert_eq!(checked(&format!("<script>'{tables}'</script><p>")), Ok(()));
    }

    #[test]
    fn a_tag_with_very_many_attributes_is_refused() {
        assert_eq!(checked(&format!("<p style='{}'>", "a ".repeat(500))), Ok(()));
        assert_eq!(checked(&format!("<p style = \"{}\">", "a ".repeat(500))), Ok(()));
        for many in ["a ", "a/", "a='1'", "a=1\n", "a\""] {
            let tag = format!("<p {}>", many.repeat(500));
            assert!(matches!(checked(&tag), Err(ReadError::Damaged { .. })), "{many}");
        }
    }

    #[test]
    fn very_many_tags_are_refused() {
        for many in ["<p>", "<", "</p>"] {
            let error = ReadError::TooManyElements { limit: 10 };
            assert_eq!(checked(&many.repeat(100)), Err(error), "{many}");
        }
    }
}
