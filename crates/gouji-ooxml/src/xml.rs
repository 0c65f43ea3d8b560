//! XML as the parts of a package are written in it: elements by vocabulary and name.
//!
//! A part has no document type and no entities of its own (ISO/IEC 29500-2), so there is nothing
//! to expand: both are errors.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;
use quick_xml::{XmlVersion, escape};
use thiserror::Error;

/// Why a part is not the XML that a package holds.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum XmlError {
    /// Not well-formed.
    #[error("the XML is not well-formed at byte {at}: {why}")]
    Malformed {
        /// Where, in bytes from the beginning.
        at: u64,
        /// What was found.
        why: String,
    },
    /// It ends inside an element.
    #[error("the XML ends inside an element")]
    Truncated,
    /// It declares a document type.
    #[error("the XML declares a document type")]
    DocumentType,
    /// It refers to an entity that XML does not define.
    #[error("the XML refers to the entity `{0}`")]
    Entity(String),
    /// It is in no encoding that a package may use.
    #[error("the XML is neither in UTF-8 nor in UTF-16")]
    Encoding,
}

/// The vocabulary of an element, by its namespace: transitional and strict are the same here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// WordprocessingML.
    Word,
    /// Formulas.
    Math,
    /// Markup compatibility: alternate contents.
    Compatibility,
    /// Any other.
    Other,
}

impl Vocabulary {
    fn of(namespace: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(Namespace(name)) = namespace else { return Self::Other };
        match *name {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            _ => Self::Other,
        }
    }
}

/// The start of an element.
#[derive(Clone, Debug)]
pub struct Element<'x> {
    vocabulary: Vocabulary,
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// Its vocabulary and its name without prefix.
    pub fn tag(&self) -> (Vocabulary, &str) {
        (self.vocabulary, self.start.local_name().into_inner())
    }

    /// Its name as written, with its prefix: `w:p`.
    pub fn name(&self) -> String {
        self.start.name().into_inner().to_owned()
    }

    /// Whether it is this one.
    pub fn is(&self, vocabulary: Vocabulary, name: &str) -> bool {
        self.tag() == (vocabulary, name)
    }

    /// The value of an attribute by its name without prefix; `None` also where it is malformed.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).filter_map(Result::ok).find(|attribute| {
            let is_declaration = attribute.key.as_namespace_binding().is_some();
            !is_declaration && attribute.key.local_name().into_inner() == name
        })?;
        found.normalized_value(XmlVersion::Explicit1_0).ok().map(Cow::into_owned)
    }

    /// An attribute as a number that is not negative.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether the property that the element states is on: `val` is absent or true.
    pub fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off"))
    }
}

/// A piece of XML. An empty element is a start and an end.
#[derive(Clone, Debug)]
pub enum XmlNode<'x> {
    /// An element begins.
    Start(Element<'x>),
    /// The innermost open element ends.
    End,
    /// Text; one text may come in several pieces.
    Text(Cow<'x, str>),
}

/// Reads the nodes of a part one after the other.
#[derive(Debug)]
pub struct XmlReader<'x> {
    reader: NsReader<&'x [u8]>,
    depth: usize,
    span: Range<usize>,
}

impl<'x> XmlReader<'x> {
    /// Begins to read.
    pub fn new(xml: &'x str) -> Self {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0, span: 0..0 }
    }

    /// Elements that are open, the one that began last included.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Where the last node was written, in bytes of the text. An empty element is a start at its
    /// place and an end behind it.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The next node; `None` at the end.
    pub fn read(&mut self) -> Result<Option<XmlNode<'x>>, XmlError> {
        loop {
            let position = self.reader.buffer_position();
            let (namespace, event) = self
                .reader
                .read_resolved_event()
                .map_err(|error| XmlError::Malformed { at: position, why: error.to_string() })?;
            let vocabulary = Vocabulary::of(&namespace);
            self.span = offset(position)..offset(self.reader.buffer_position());
            let node = match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    XmlNode::Start(Element { vocabulary, start })
                }
                Event::End(_) => {
                    // The reader refuses an end without its start.
                    self.depth = self.depth.saturating_sub(1);
                    XmlNode::End
                }
                Event::Text(text) => XmlNode::Text(text.into_inner()),
                Event::CData(text) => XmlNode::Text(text.into_inner()),
                Event::GeneralRef(reference) => XmlNode::Text(character(&reference, position)?),
                Event::DocType(_) => return Err(XmlError::DocumentType),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof if self.depth > 0 => return Err(XmlError::Truncated),
                Event::Eof => return Ok(None),
            };
            return Ok(Some(node));
        }
    }

    /// The namespace that a prefix stands for here; of elements without one for an empty prefix.
    pub fn namespace(&self, prefix: &str) -> Option<String> {
        let name = if prefix.is_empty() { "name".to_owned() } else { format!("{prefix}:name") };
        match self.reader.resolver().resolve_element(QName(&name)).0 {
            ResolveResult::Bound(Namespace(namespace)) => Some(namespace.to_owned()),
            _ => None,
        }
    }
}

/// A position in a text; what is in memory fits.
fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The character that a reference stands for.
fn character(reference: &BytesRef<'_>, at: u64) -> Result<Cow<'static, str>, XmlError> {
    let malformed = |why: quick_xml::Error| XmlError::Malformed { at, why: why.to_string() };
    if let Some(character) = reference.resolve_char_ref().map_err(malformed)? {
        return Ok(Cow::Owned(character.to_string()));
    }
    let entity = escape::resolve_xml_entity(reference);
    entity.map(Cow::Borrowed).ok_or_else(|| XmlError::Entity(reference.to_string()))
}

/// The text of a part: UTF-8, or UTF-16 with a byte order mark, which are what a package may use.
pub fn decode_xml(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16(&units).map(Cow::Owned).map_err(|_| XmlError::Encoding)
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| XmlError::Encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

    /// The nodes in short: `w:p[` for a start, `]` for an end, text as it is.
    fn outline(xml: &str) -> Result<String, XmlError> {
        let mut reader = XmlReader::new(xml);
        let mut outline = String::new();
        while let Some(node) = reader.read()? {
            match node {
                XmlNode::Start(element) => {
                    let (vocabulary, name) = element.tag();
                    outline.extend([format!("{vocabulary:?}:{name}[")]);
                }
                XmlNode::End => outline.push(']'),
                XmlNode::Text(text) => outline.push_str(&text),
            }
        }
        Ok(outline)
    }

    #[test]
    fn elements_are_known_by_namespace_and_not_by_prefix() {
        let strict = "<x:p xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'/>";
        assert_eq!(outline(strict).unwrap(), "Word:p[]");
        assert_eq!(outline(&format!("<w:p {WORD}>甲</w:p>")).unwrap(), "Word:p[甲]");
        assert_eq!(outline("<w:p xmlns:w='urn:other'/>").unwrap(), "Other:p[]");
    }

    #[test]
    fn the_spans_of_the_nodes_are_the_text_as_written() {
        let xml = "<?xml version='1.0'?><a x='1'>甲&lt;<b/>乙<!-- --><c>丙</c></a>";
        let mut reader = XmlReader::new(xml);
        let mut spans = Vec::new();
        while reader.read().unwrap().is_some() {
            spans.push(&xml[reader.span()]);
        }
        let expected = ["<a x='1'>", "甲", "&lt;", "<b/>", "", "乙", "<c>", "丙", "</c>", "</a>"];
        assert_eq!(spans, expected);
    }

    #[test]
    fn references_to_characters_are_resolved() {
        assert_eq!(outline("<a>&lt;&#x4E00;&#50;&amp;</a>").unwrap(), "Other:a[<一2&]");
    }

    #[test]
    fn nothing_is_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        assert_eq!(outline(bomb), Err(XmlError::DocumentType));
        assert_eq!(outline("<a>&c;</a>"), Err(XmlError::Entity("c".to_owned())));
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for xml in ["<a><b></a>", "<a>&#0;</a>", "<a", "</a>"] {
            let found = outline(xml);
            assert!(matches!(found, Err(XmlError::Malformed { .. })), "{xml}: {found:?}");
        }
        assert_eq!(outline("<a><b>"), Err(XmlError::Truncated));
    }

    #[test]
    fn an_attribute_is_found_by_its_name_without_prefix() {
        let xml = "<a xmlns:val='urn:x' xmlns:w='urn:w' w:val='3' w:on='&lt;'/>";
        let Ok(Some(XmlNode::Start(element))) = XmlReader::new(xml).read() else { panic!() };
        assert_eq!(element.number("val"), Some(3));
        assert_eq!(element.attribute("on").as_deref(), Some("<"));
        assert_eq!(element.attribute("off"), None);
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let utf16: Vec<u8> = "\u{FEFF}<甲/>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode_xml(&utf16).unwrap(), "<甲/>");
        assert_eq!(decode_xml(b"\xEF\xBB\xBF<a/>").unwrap(), "<a/>");
        assert_eq!(decode_xml(b"<\xD0\xCE/>"), Err(XmlError::Encoding));
    }
}
