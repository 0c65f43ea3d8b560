//! The part of a document that holds its comments, and what leads to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use gouji_ooxml::{
    Package, Relationships, Vocabulary::Word, XmlError, XmlNode, XmlReader, append_to_root,
    decode_xml, edit_xml, escape_xml,
};

use super::scan::Scan;
use crate::annotate::{AUTHOR, AnnotateError};

/// What the content types of a package say of its comments.
const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The part that says what the other parts are.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The comments that a document has, and where they are.
pub(super) struct Comments {
    /// Name of the part of the document.
    document: String,
    /// Name of the part of the comments.
    name: String,
    /// Its content, if it is there.
    found: Option<Vec<u8>>,
    /// The number of the first comment that is added.
    pub first: u32,
    /// Namespace of the word processor in this document.
    namespace: String,
}

impl Comments {
    pub(super) fn read(
        package: &mut Package<'_>,
        document: &str,
        scan: &Scan,
    ) -> Result<Self, AnnotateError> {
        let related = Relationships::read(package, document)?;
        let target = related.target("comments").filter(|name| package.contains(name));
        let (name, found) = match target {
            Some(name) => (name.to_owned(), Some(package.part(name)?)),
            None => (free_name(package, document), None),
        };
        let used = match &found {
            Some(bytes) => max_id(&decode_xml(bytes)?)?,
            None => None,
        };
        let first = used.max(scan.max_comment).map_or(0, |id| id.saturating_add(1));
        let namespace = scan.namespace.clone();
        Ok(Self { document: document.to_owned(), name, found, first, namespace })
    }

    /// The parts that change when comments with these texts are added.
    pub(super) fn with(
        &self,
        package: &mut Package<'_>,
        texts: &[String],
    ) -> Result<BTreeMap<String, Vec<u8>>, AnnotateError> {
        let mut parts = BTreeMap::new();
        let namespace = &self.namespace;
        if let Some(bytes) = &self.found {
            // Whatever prefix the part has for it.
            let declared = format!(" xmlns:gouji=\"{namespace}\"");
            let comments = |_: &str| self.comments(texts, "gouji", &declared);
            let bytes = edit_xml(bytes, |xml| append_to_root(xml, &comments))?;
            parts.insert(self.name.clone(), bytes);
            return Ok(parts);
        }
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:comments xmlns:w=\"{namespace}\">{}</w:comments>",
            self.comments(texts, "w", "")
        );
        parts.insert(self.name.clone(), xml.into_bytes());
        let (name, rels) = self.relationships(package)?;
        parts.insert(name, rels);
        let types = package.part(CONTENT_TYPES)?;
        let types = edit_xml(&types, |xml| append_to_root(xml, &|prefix| self.content_type(prefix)))?;
        parts.insert(CONTENT_TYPES.to_owned(), types);
        Ok(parts)
    }

    fn content_type(&self, prefix: &str) -> String {
        let name = escape_xml(&self.name);
        format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{CONTENT_TYPE}\"/>")
    }

    /// The relationships of the document with one more, and the name of their part.
    fn relationships(&self, package: &mut Package<'_>) -> Result<(String, Vec<u8>), AnnotateError> {
        const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
        let (folder, file) = self.document.rsplit_once('/').unwrap_or(("", &self.document));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = name.trim_start_matches('/').to_owned();
        let bytes = if package.contains(&name) { package.part(&name)? } else { EMPTY.into() };
        let is_strict = self.namespace.starts_with("http://purl.oclc.org");
        let kinds = if is_strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        };
        let bytes = edit_xml(&bytes, |xml| {
            let id = free_id(xml);
            let target = escape_xml(&self.name);
            append_to_root(xml, &|prefix| {
                format!(
                    "<{prefix}Relationship Id=\"{id}\" Type=\"{kinds}/comments\" \
                     Target=\"/{target}\"/>"
                )
            })
        })?;
        Ok((name, bytes))
    }

    /// The comments, each with a paragraph for each line of its text.
    fn comments(&self, texts: &[String], p: &str, declared: &str) -> String {
        let mut xml = String::new();
        for (id, text) in (self.first..).zip(texts) {
            // Writing to a string does not fail.
            let _ = write!(
                xml,
                "<{p}:comment{declared} {p}:id=\"{id}\" {p}:author=\"{AUTHOR}\" {p}:initials=\"勾\">"
            );
            for line in text.lines() {
                let line = escape_xml(line);
                let _ = write!(
                    xml,
                    "<{p}:p><{p}:r><{p}:t xml:space=\"preserve\">{line}</{p}:t></{p}:r></{p}:p>"
                );
            }
            let _ = write!(xml, "</{p}:comment>");
        }
        xml
    }
}

/// The greatest number of a comment.
fn max_id(xml: &str) -> Result<Option<u32>, XmlError> {
    let mut reader = XmlReader::new(xml);
    let mut max = None;
    while let Some(node) = reader.read()? {
        if let XmlNode::Start(element) = node
            && element.is(Word, "comment")
        {
            max = max.max(element.number("id"));
        }
    }
    Ok(max)
}

/// A name for a part beside the document that no part has.
fn free_name(package: &Package<'_>, document: &str) -> String {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let names = std::iter::once("comments.xml".to_owned())
        .chain((1..).map(|n| format!("comments-gouji{n}.xml")))
        .map(|name| if folder.is_empty() { name } else { format!("{folder}/{name}") });
    names.into_iter().find(|name| !package.contains(name)).unwrap_or_default()
}

/// An id that no relationship has.
fn free_id(xml: &str) -> String {
    let ids = (1..).map(|n| format!("rIdGouji{n}"));
    ids.into_iter().find(|id| !xml.contains(&format!("{id}\""))).unwrap_or_default()
}
