//! A package while parts of it are changed and others added.

use std::collections::BTreeMap;

use gouji_ooxml::{
    Package, PackageLimits, Relationships, XmlError, append_to_root, edit_xml, escape_xml,
    rewritten,
};

use super::AnnotateError;

/// The part that says what the other parts are.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// A part without any relationship.
const NO_RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";

/// The namespace of references to relationships, which also begins their types, in the transitional
/// and in the strict form.
pub(super) fn relationships(main_namespace: &str) -> &'static str {
    if main_namespace.starts_with("http://purl.oclc.org") {
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    }
}

/// A package, and what of it is no longer as it was.
pub(super) struct Edited<'b> {
    bytes: &'b [u8],
    package: Package<'b>,
    parts: BTreeMap<String, Vec<u8>>,
}

impl<'b> Edited<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: PackageLimits) -> Result<Self, AnnotateError> {
        Ok(Self { bytes, package: Package::open(bytes, limits)?, parts: BTreeMap::new() })
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.parts.contains_key(name) || self.package.contains(name)
    }

    /// A part as it is now.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, AnnotateError> {
        match self.parts.get(name) {
            Some(bytes) => Ok(bytes.clone()),
            None => Ok(self.package.part(name)?),
        }
    }

    /// Puts a part into the place of the one of its name, or adds it.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.insert(name.to_owned(), bytes);
    }

    /// Changes the text of a part.
    pub(super) fn edit(
        &mut self,
        name: &str,
        edit: impl FnOnce(&str) -> Result<String, XmlError>,
    ) -> Result<(), AnnotateError> {
        let bytes = edit_xml(&self.part(name)?, edit)?;
        self.put(name, bytes);
        Ok(())
    }

    /// The relationships of a part as it was.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Relationships, AnnotateError> {
        Ok(Relationships::read(&mut self.package, part)?)
    }

    /// Relates a part to another as one of a type; the id of the relationship.
    pub(super) fn relate(
        &mut self,
        part: &str,
        kind: &str,
        target: &str,
    ) -> Result<String, AnnotateError> {
        let name = Relationships::part_name(part);
        if !self.contains(&name) {
            self.put(&name, NO_RELATIONSHIPS.into());
        }
        let mut id = String::new();
        self.edit(&name, |xml| {
            id = (1..u32::MAX)
                .map(|n| format!("rIdGouji{n}"))
                .find(|id| !xml.contains(id.as_str()))
                .unwrap_or_default();
            let target = escape_xml(target);
            append_to_root(xml, &|p| {
                format!("<{p}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>")
            })
        })?;
        Ok(id)
    }

    /// Adds a part, and says what it is.
    pub(super) fn add(
        &mut self,
        name: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), AnnotateError> {
        self.put(name, bytes);
        let name = escape_xml(name);
        self.edit(CONTENT_TYPES, |xml| {
            append_to_root(xml, &|p| {
                format!("<{p}Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>")
            })
        })
    }

    /// A name that no part has: `xl/comments.xml`, `xl/comments-gouji1.xml` …
    pub(super) fn free_name(&self, folder: &str, stem: &str, extension: &str) -> String {
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let names = std::iter::once(format!("{folder}{stem}.{extension}"))
            .chain((1..).map(|n| format!("{folder}{stem}-gouji{n}.{extension}")));
        names.into_iter().find(|name| !self.contains(name)).unwrap_or_default()
    }

    /// The package as it is now.
    pub(super) fn finish(self) -> Result<Vec<u8>, AnnotateError> {
        Ok(rewritten(self.bytes, &self.parts)?)
    }
}
