//! Styles, as far as they change what is printed: automatic numbers and hidden text.

use std::collections::BTreeMap;

use gouji_ooxml::{Vocabulary::Word, XmlError, XmlNode, XmlReader};

/// Styles or numberings of a document beyond which no more are read. Word itself keeps about four
/// thousand.
pub(super) const MAX_DEFINITIONS: usize = 20_000;

/// Styles that one style may be based on.
const MAX_CHAIN: usize = 20;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// Style of paragraphs that name none.
    paragraph: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    number: NumberOf,
    hidden: Option<bool>,
}

/// What a paragraph or a style says of its automatic number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberOf {
    /// The numbering; 0 for none.
    pub numbering: Option<u32>,
    /// The level, from 0.
    pub level: Option<u32>,
}

impl Styles {
    /// Reads the part of styles.
    pub(super) fn parse(xml: &str) -> Result<Self, XmlError> {
        let mut reader = XmlReader::new(xml);
        let mut styles = Self::default();
        let mut current = String::new();
        while let Some(node) = reader.read()? {
            let XmlNode::Start(element) = node else { continue };
            let (Word, name) = element.tag() else { continue };
            if name == "style" {
                current = element.attribute("styleId").unwrap_or_default();
                let is_default = element.attribute("default").is_some_and(|it| it != "0");
                if is_default && element.attribute("type").is_some_and(|it| it == "paragraph") {
                    styles.paragraph = Some(current.clone());
                }
                if styles.styles.len() < MAX_DEFINITIONS {
                    styles.styles.insert(current.clone(), Style::default());
                }
            }
            if matches!(name, "tblStylePr" | "pPrChange" | "rPrChange") {
                skip(&mut reader)?;
                continue;
            }
            let Some(style) = styles.styles.get_mut(&current) else { continue };
            match name {
                "basedOn" => style.based_on = element.attribute("val"),
                "numId" => style.number.numbering = element.number("val"),
                "ilvl" => style.number.level = element.number("val"),
                "vanish" => style.hidden = Some(element.is_on()),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Id of the style of a paragraph that names this one, or none.
    pub(super) fn of_paragraph(&self, named: Option<String>) -> Option<String> {
        named.filter(|id| self.styles.contains_key(id)).or_else(|| self.paragraph.clone())
    }

    /// Whether a style hides text; `None` where it does not say.
    pub(super) fn hidden(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.hidden)
    }

    /// What a style says of automatic numbers, and the style that names the numbering: its own or
    /// one that it is based on.
    pub(super) fn number<'s>(&'s self, id: Option<&'s str>) -> (NumberOf, Option<&'s str>) {
        let named = self.chain(id).find_map(|(id, it)| Some((id, it.number.numbering?)));
        let level = self.chain(id).find_map(|(_, style)| style.number.level);
        (NumberOf { numbering: named.map(|it| it.1), level }, named.map(|it| it.0))
    }

    /// A style and those that it is based on, the nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let known = |id: &'s str| Some((id, self.styles.get(id)?));
        let next = move |of: &(&'s str, &'s Style)| known(of.1.based_on.as_deref()?);
        std::iter::successors(id.and_then(known), next).take(MAX_CHAIN)
    }
}

/// Passes over the element that has just begun.
pub(super) fn skip(reader: &mut XmlReader<'_>) -> Result<(), XmlError> {
    let depth = reader.depth();
    while reader.depth() >= depth && reader.read()?.is_some() {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(xml: &str) -> Styles {
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        Styles::parse(&format!("<w:styles xmlns:w='{word}'>{xml}</w:styles>")).unwrap()
    }

    #[test]
    fn what_a_style_does_not_say_is_that_of_its_base() {
        let styles = styles(
            "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:rPr><w:vanish/></w:rPr></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='a'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId='c'><w:basedOn w:val='b'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>",
        );
        assert_eq!(styles.number(Some("c")).0.numbering, Some(3));
        assert_eq!(styles.number(Some("c")).1, Some("b"));
        assert_eq!(styles.hidden(Some("b")), Some(true));
        assert_eq!(styles.hidden(Some("c")), Some(false));
        assert_eq!(styles.of_paragraph(None).as_deref(), Some("a"));
    }

    #[test]
    fn styles_based_on_each_other_end() {
        let styles = styles(
            "<w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>\
             <w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>",
        );
        assert_eq!(styles.hidden(Some("a")), None);
    }
}
