//! The XML of a part, as a flat run of pieces.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::ReadError;

/// A piece of XML. An element without content is opened and closed.
pub(super) enum Piece<'a> {
    Open(BytesStart<'a>),
    Close(String),
    Text(Cow<'a, str>),
}

/// A reader of one part.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    kind: &'static str,
    depth: u32,
}

/// The text of a part, in whatever encoding its byte order mark says; UTF-8 without one.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::UTF_8.decode(bytes).0
}

impl<'a> Xml<'a> {
    /// A reader of `text`; `kind` is the kind of file that errors name.
    pub(super) fn new(kind: &'static str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, kind, depth: 0 }
    }

    /// The next piece, `None` at the end. Entities that a document defines are never expanded.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth = self.depth.saturating_add(1);
                    Piece::Open(start)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close(end.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.xml10_content()),
                Event::CData(text) => Piece::Text(text.xml10_content()),
                Event::GeneralRef(entity) => Piece::Text(Cow::Owned(resolve(&entity))),
                Event::Eof if self.depth > 0 => {
                    return Err(self.damaged(&"the XML ends within an element"));
                }
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// Passes over what is left of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn damaged(&self, why: &dyn std::fmt::Display) -> ReadError {
        ReadError::Damaged { kind: self.kind, why: why.to_string() }
    }
}

/// A character for its number or for one of the five names of XML; others stay as they are written.
fn resolve(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name = entity.xml10_content();
    resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute<'s>(start: &'s BytesStart<'_>, name: &str) -> Option<Cow<'s, str>> {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let attribute = attributes.find(|a| a.key.local_name().as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// The value of an attribute that is a number.
pub(super) fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.trim().parse().ok()
}

/// Whether an attribute says yes.
pub(super) fn flag(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(value.trim(), "1" | "true"))
}
