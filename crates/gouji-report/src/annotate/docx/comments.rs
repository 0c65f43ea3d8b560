//! The part of a document that holds its comments, and what leads to it.

use std::fmt::Write as _;

use gouji_ooxml::{
    Vocabulary::Word, XmlError, XmlNode, XmlReader, append_to_root, decode_xml, escape_xml,
};

use super::scan::Scan;
use crate::annotate::package::{Edited, relationships};
use crate::annotate::{AUTHOR, AnnotateError};

/// What the content types of a package say of its comments.
const CONTENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The comments that a document has, and where they are.
pub(super) struct Comments {
    /// Name of the part of the comments, if it is there.
    found: Option<String>,
    /// The number of the first comment that is added.
    pub first: u32,
    /// Namespace of the word processor in this document.
    namespace: String,
}

impl Comments {
    pub(super) fn read(
        package: &mut Edited<'_>,
        document: &str,
        scan: &Scan,
    ) -> Result<Self, AnnotateError> {
        let related = package.relationships(document)?;
        let found = related.target("comments").filter(|name| package.contains(name));
        let found = found.map(str::to_owned);
        let used = match &found {
            Some(name) => max_id(&decode_xml(&package.part(name)?)?)?,
            None => None,
        };
        let first = used.max(scan.max_comment).map_or(0, |id| id.saturating_add(1));
        Ok(Self { found, first, namespace: scan.namespace.clone() })
    }

    /// Adds comments with these texts.
    pub(super) fn add(
        &self,
        package: &mut Edited<'_>,
        document: &str,
        texts: &[String],
    ) -> Result<(), AnnotateError> {
        let namespace = &self.namespace;
        if let Some(name) = &self.found {
            // Whatever prefix the part has for it.
            let declared = format!(" xmlns:gouji=\"{namespace}\"");
            let comments = |_: &str| self.comments(texts, "gouji", &declared);
            return package.edit(name, |xml| append_to_root(xml, &comments));
        }
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = package.free_name(folder, "comments", "xml");
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:comments xmlns:w=\"{namespace}\">{}</w:comments>",
            self.comments(texts, "w", "")
        );
        package.add(&name, CONTENT_TYPE, xml.into_bytes())?;
        package.relate(document, &format!("{}/comments", relationships(namespace)), &name)?;
        Ok(())
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
