//! Relationships: which parts of a package belong to a part, and as what.

use crate::{Package, PackageError, XmlError, XmlNode, XmlReader, decode_xml};

/// What a part is related to.
#[derive(Clone, Debug, Default)]
pub struct Relationships(Vec<Relationship>);

#[derive(Clone, Debug)]
struct Relationship {
    id: String,
    /// The last step of its type: `styles`, `officeDocument`. What stands before it differs
    /// between the transitional and the strict form.
    kind: String,
    /// Name of the part.
    target: String,
}

impl Relationships {
    /// Reads the relationships of a part; of the package as a whole for an empty name. A part
    /// without any has none.
    pub fn read(package: &mut Package<'_>, part: &str) -> Result<Self, PackageError> {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = Self::part_name(part);
        if !package.contains(&name) {
            return Ok(Self::default());
        }
        let bytes = package.part(&name)?;
        let damaged = |error: XmlError| PackageError::Damaged(format!("{name}: {error}"));
        let xml = decode_xml(&bytes).map_err(damaged)?;
        Self::parse(&xml, folder).map_err(damaged)
    }

    /// Name of the part that holds the relationships of a part.
    pub fn part_name(part: &str) -> String {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        join(folder, &format!("_rels/{file}.rels"))
    }

    fn parse(xml: &str, folder: &str) -> Result<Self, XmlError> {
        let mut reader = XmlReader::new(xml);
        let mut found = Vec::new();
        while let Some(node) = reader.read()? {
            let XmlNode::Start(element) = node else { continue };
            let is_external = element.attribute("TargetMode").is_some_and(|it| it == "External");
            let (Some(kind), Some(target)) =
                (element.attribute("Type"), element.attribute("Target"))
            else {
                continue;
            };
            if element.tag().1 == "Relationship" && !is_external {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let id = element.attribute("Id").unwrap_or_default();
                found.push(Relationship { id, kind, target: join(folder, &target) });
            }
        }
        Ok(Self(found))
    }

    /// Name of the first part of a kind: `styles`, `officeDocument`.
    pub fn target(&self, kind: &str) -> Option<&str> {
        let found = self.0.iter().find(|relationship| relationship.kind == kind)?;
        Some(&found.target)
    }

    /// Name of the part of a relationship.
    pub fn by_id(&self, id: &str) -> Option<&str> {
        let found = self.0.iter().find(|relationship| relationship.id == id)?;
        Some(&found.target)
    }
}

/// The name of a part from a path relative to a folder, or from the root if it begins with `/`.
fn join(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let base = if path.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_relative_to_the_folder_or_to_the_root() {
        assert_eq!(join("word", "styles.xml"), "word/styles.xml");
        assert_eq!(join("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(join("word/a", "../b.xml"), "word/b.xml");
        assert_eq!(join("", "../../b.xml"), "b.xml");
    }

    #[test]
    fn the_kind_is_the_same_in_transitional_and_strict_packages() {
        let xml = "<Relationships>\
                   <Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/styles' Target='s.xml'/>\
                   <Relationship Type='http://x/hyperlink' Target='http://y' TargetMode='External'/>\
                   </Relationships>";
        let relationships = Relationships::parse(xml, "word").unwrap();
        assert_eq!(relationships.target("styles"), Some("word/s.xml"));
        assert_eq!(relationships.target("hyperlink"), None);
    }
}
