//! The parts of a document that are read.

use gouji_model::Trace;
use gouji_ooxml::{Package, PackageError, Relationships, Vocabulary::Word, XmlNode, XmlReader};
use gouji_ooxml::{XmlError, decode_xml};

use super::super::properties;
use super::numbering::Numberings;
use super::styles::Styles;
use super::{KIND, damaged};
use crate::{Limits, ReadError};

/// The text of each part; empty for one that the document does not have.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub document: String,
    pub footnotes: String,
    pub endnotes: String,
    styles: String,
    numbering: String,
    comments: String,
    /// Who wrote the document.
    pub traces: Vec<Trace>,
}

impl Parts {
    /// Unpacks the parts, found by what the package says of them.
    pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        let of_package = |error: PackageError| ReadError::of_package(KIND, &error);
        let mut package = Package::open(bytes, limits.package()).map_err(of_package)?;
        let root = Relationships::read(&mut package, "").map_err(of_package)?;
        let main = root.target("officeDocument").filter(|name| package.contains(name));
        let main = main.unwrap_or("word/document.xml").to_owned();
        let related = Relationships::read(&mut package, &main).map_err(of_package)?;
        let document = text(&mut package, &main)?;
        let traces = properties::traces(&mut package);
        let mut part = |kind: &str| {
            let usual = format!("word/{kind}.xml");
            let name = related.target(kind).unwrap_or(&usual);
            if package.contains(name) { text(&mut package, name) } else { Ok(String::new()) }
        };
        Ok(Self {
            document,
            footnotes: part("footnotes")?,
            endnotes: part("endnotes")?,
            styles: part("styles")?,
            numbering: part("numbering")?,
            comments: part("comments")?,
            traces,
        })
    }

    pub(super) fn styles(&self) -> Result<Styles, ReadError> {
        Styles::parse(&self.styles).map_err(|error| damaged(&error))
    }

    pub(super) fn numberings(&self) -> Result<Numberings, ReadError> {
        Numberings::parse(&self.numbering).map_err(|error| damaged(&error))
    }

    /// How many comments there are.
    pub(super) fn comments(&self) -> Result<u32, ReadError> {
        comments(&self.comments).map_err(|error| damaged(&error))
    }
}

fn text(package: &mut Package<'_>, name: &str) -> Result<String, ReadError> {
    let bytes = package.part(name).map_err(|error| ReadError::of_package(KIND, &error))?;
    Ok(decode_xml(&bytes).map_err(|error| damaged(&error))?.into_owned())
}

fn comments(xml: &str) -> Result<u32, XmlError> {
    let mut reader = XmlReader::new(xml);
    let mut count = 0_u32;
    while let Some(node) = reader.read()? {
        let is_comment = matches!(node, XmlNode::Start(it) if it.is(Word, "comment"));
        count = count.saturating_add(u32::from(is_comment));
    }
    Ok(count)
}
