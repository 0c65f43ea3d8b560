//! The texts of notes.

use std::fmt::Write as _;

use gouji_ooxml::{Insertions, XmlNode, XmlReader, decode_xml, edit_xml, escape_xml};

use super::{Cell, Edited, Notes, cell, reference};
use crate::annotate::{AUTHOR, AnnotateError};

/// A part of these notes only.
pub(super) fn part(namespace: &str, notes: &Notes) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <comments xmlns=\"{namespace}\"><authors><author>{AUTHOR}</author></authors><commentList>"
    );
    for (at, note) in notes {
        xml.push_str(&comment("", *at, 0, &note.text));
    }
    xml.push_str("</commentList></comments>");
    xml
}

fn comment(p: &str, at: Cell, author: usize, text: &str) -> String {
    let (at, text) = (reference(at), run(p, text));
    format!("<{p}comment ref=\"{at}\" authorId=\"{author}\"><{p}text>{text}</{p}text></{p}comment>")
}

fn run(p: &str, text: &str) -> String {
    format!("<{p}r><{p}t xml:space=\"preserve\">{}</{p}t></{p}r>", escape_xml(text))
}

/// Adds notes to those of a part. A cell has one note: what is said of a cell that has one stands
/// below it. The cells that had none.
pub(super) fn merge(
    package: &mut Edited<'_>,
    name: &str,
    notes: &Notes,
) -> Result<Vec<Cell>, AnnotateError> {
    let bytes = package.part(name)?;
    let text = decode_xml(&bytes)?;
    let found = Found::of(&text)?;
    let broken = || AnnotateError::Damaged(name.to_owned());
    let p = &found.prefix;
    let mut insertions = Insertions::default();
    insertions
        .at(found.authors_end.ok_or_else(broken)?, format!("<{p}author>{AUTHOR}</{p}author>"));
    let (mut new, mut added) = (Vec::new(), String::new());
    for (at, note) in notes {
        if let Some((_, end)) = found.texts.iter().find(|(cell, _)| cell == at) {
            insertions.at(*end, run(p, &format!("\n\n{AUTHOR}\n{}", note.text)));
        } else {
            // Writing to a string does not fail.
            let _ = write!(added, "{}", comment(p, *at, found.authors, &note.text));
            new.push(*at);
        }
    }
    insertions.at(found.list_end.ok_or_else(broken)?, added);
    let edited = edit_xml(&bytes, |xml| Ok(insertions.applied(xml)))?;
    package.put(name, edited);
    Ok(new)
}

/// Where something can be added to the notes of a part.
#[derive(Default)]
struct Found {
    prefix: String,
    authors: usize,
    authors_end: Option<usize>,
    list_end: Option<usize>,
    /// The cell of each note, and where its text ends.
    texts: Vec<(Cell, usize)>,
}

impl Found {
    fn of(xml: &str) -> Result<Self, AnnotateError> {
        let mut reader = XmlReader::new(xml);
        let mut found = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut at: Option<Cell> = None;
        while let Some(node) = reader.read()? {
            match node {
                XmlNode::Start(element) => {
                    let name = element.tag().1.to_owned();
                    if open.is_empty() {
                        let name = element.name();
                        let prefix = name.split_once(':').map(|(prefix, _)| format!("{prefix}:"));
                        found.prefix = prefix.unwrap_or_default();
                    }
                    found.authors += usize::from(name == "author");
                    if name == "comment" {
                        at = element.attribute("ref").and_then(|it| cell(&it));
                    }
                    open.push(name);
                }
                XmlNode::End => {
                    let span = reader.span();
                    // What is written as one tag has no room; that is as good as broken.
                    let place = (!span.is_empty()).then_some(span.start);
                    match (open.pop().as_deref(), place) {
                        (Some("authors"), place) => found.authors_end = place,
                        (Some("commentList"), place) => found.list_end = place,
                        (Some("text"), Some(place)) => found.texts.extend(at.map(|at| (at, place))),
                        _ => {}
                    }
                }
                XmlNode::Text(_) => {}
            }
        }
        Ok(found)
    }
}
