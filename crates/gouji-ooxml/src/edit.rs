//! Changing a part without touching what is not meant: its text with insertions.

use std::ops::Range;

use crate::{XmlError, XmlNode, XmlReader, decode_xml};

/// Insertions into a text, by the place in the text as it was.
#[derive(Clone, Debug, Default)]
pub struct Insertions(Vec<(Range<usize>, String)>);

impl Insertions {
    /// Inserts before the byte at a place; what is inserted at one place stands in the order in
    /// which it was.
    pub fn at(&mut self, place: usize, text: impl Into<String>) {
        self.0.push((place..place, text.into()));
    }

    /// Puts content into an empty element that is written as one tag, `<a/>`; `span` is its place.
    pub fn into_empty(&mut self, span: &Range<usize>, name: &str, content: &str) {
        // A tag ends with these two characters.
        let slash = span.end.saturating_sub(2);
        self.0.push((slash..span.end, format!(">{content}</{name}>")));
    }

    /// Whether there is nothing to insert.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with them.
    pub fn applied(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| range.start);
        let added: usize = self.0.iter().map(|(_, text)| text.len()).sum();
        let mut result = String::with_capacity(text.len() + added);
        let mut at = 0;
        for (range, insertion) in self.0 {
            result.push_str(text.get(at..range.start).unwrap_or_default());
            result.push_str(&insertion);
            at = range.end.max(at);
        }
        result.push_str(text.get(at..).unwrap_or_default());
        result
    }
}

/// The text with something more at the end of its outermost element; `content` makes it of the
/// prefix of that element (`w:`, or nothing).
pub fn append_to_root(text: &str, content: &dyn Fn(&str) -> String) -> Result<String, XmlError> {
    let mut reader = XmlReader::new(text);
    let mut root: Option<(String, Range<usize>)> = None;
    let mut insertions = Insertions::default();
    while let Some(node) = reader.read()? {
        match (node, &root) {
            (XmlNode::Start(element), None) => root = Some((element.name(), reader.span())),
            (XmlNode::End, Some((name, start))) if reader.depth() == 0 => {
                let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
                let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
                let end = reader.span();
                if end.is_empty() {
                    insertions.into_empty(start, name, &content(&prefix));
                } else {
                    insertions.at(end.start, content(&prefix));
                }
            }
            _ => {}
        }
    }
    if insertions.is_empty() {
        return Err(XmlError::Truncated);
    }
    Ok(insertions.applied(text))
}

/// A part with its text changed, in the encoding that it has.
pub fn edit_xml(
    bytes: &[u8],
    edit: impl FnOnce(&str) -> Result<String, XmlError>,
) -> Result<Vec<u8>, XmlError> {
    let text = edit(&decode_xml(bytes)?)?;
    Ok(match bytes {
        [0xFF, 0xFE, ..] => utf16(&text, u16::to_le_bytes),
        [0xFE, 0xFF, ..] => utf16(&text, u16::to_be_bytes),
        [0xEF, 0xBB, 0xBF, ..] => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        _ => text.into_bytes(),
    })
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
}

/// A text as it is written in XML, also in an attribute; what XML cannot hold is left out.
pub fn escape_xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insertions_stand_in_their_places_in_the_order_in_which_they_were_made() {
        let mut insertions = Insertions::default();
        insertions.at(6, "3");
        insertions.at(3, "1");
        insertions.at(3, "2");
        insertions.into_empty(&(6..10), "b", "x");
        assert_eq!(insertions.applied("<a>甲<b/></a>"), "<a>12甲3<b>x</b></a>");
    }

    #[test]
    fn the_outermost_element_takes_more_also_where_it_is_empty() {
        let child = |prefix: &str| format!("<{prefix}c/>");
        assert_eq!(append_to_root("<w:a><b/></w:a>", &child).unwrap(), "<w:a><b/><w:c/></w:a>");
        assert_eq!(append_to_root("<a x='1'/>", &child).unwrap(), "<a x='1'><c/></a>");
        assert!(append_to_root("<a>", &child).is_err());
        assert!(append_to_root("", &child).is_err());
    }

    #[test]
    fn a_part_keeps_its_encoding() {
        let more = |text: &str| Ok(text.replace("乙", "丙"));
        let mut utf16: Vec<u8> =
            "\u{FEFF}<甲>乙</甲>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let edited = edit_xml(&utf16, more).unwrap();
        utf16 = "\u{FEFF}<甲>丙</甲>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(edited, utf16);
        assert_eq!(edit_xml("<a>乙</a>".as_bytes(), more).unwrap(), "<a>丙</a>".as_bytes());
    }
}
