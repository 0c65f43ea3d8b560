//! The walk through a part with text: the document itself, or its notes.

use gouji_ooxml::{Element, Vocabulary, Vocabulary::Word, XmlNode, XmlReader};

use super::field::Fields;
use super::{Reading, damaged};
use crate::ReadError;

/// Elements that one table of the deepest nesting takes, with room for what stands in between.
const ELEMENTS_OF_TABLE: usize = 6;

/// A part that is being read.
#[derive(Debug)]
pub(super) struct Story<'x, 'r, 'l> {
    xml: XmlReader<'x>,
    pub(super) reading: &'r mut Reading<'l>,
    /// Number of the last paragraph that began: every `w:p` of the part counts, read or not.
    paragraph: u32,
    /// Paragraph of the document that a note belongs to.
    anchor: Option<u32>,
    pub(super) fields: Fields,
    /// Tables that are open.
    pub(super) tables: usize,
}

impl<'x, 'r, 'l> Story<'x, 'r, 'l> {
    pub(super) fn new(xml: &'x str, reading: &'r mut Reading<'l>, anchor: Option<u32>) -> Self {
        let xml = XmlReader::new(xml);
        Self { xml, reading, paragraph: 0, anchor, fields: Fields::default(), tables: 0 }
    }

    /// Number of the paragraph that began last.
    pub(super) fn here(&self) -> u32 {
        self.anchor.unwrap_or(self.paragraph)
    }

    /// Number of the paragraph that will begin next.
    pub(super) fn ahead(&self) -> u32 {
        self.anchor.unwrap_or(self.paragraph.saturating_add(1))
    }

    /// Sets the paragraph that what follows belongs to.
    pub(super) fn anchor(&mut self, paragraph: u32) {
        self.anchor = Some(paragraph);
    }

    /// The next element inside the one that is open; `None` where that ends. Whoever takes a child
    /// must read or skip it to its end.
    pub(super) fn child(&mut self) -> Result<Option<Element<'x>>, ReadError> {
        let deepest = self.reading.limits.depth.saturating_mul(ELEMENTS_OF_TABLE);
        loop {
            match self.node()? {
                None | Some(XmlNode::End) => return Ok(None),
                Some(XmlNode::Text(_)) => {}
                Some(XmlNode::Start(element)) if self.xml.depth() <= deepest => {
                    return Ok(Some(element));
                }
                Some(XmlNode::Start(_)) => self.too_deep()?,
            }
        }
    }

    /// Passes over the element that is open, and says so.
    pub(super) fn too_deep(&mut self) -> Result<(), ReadError> {
        let here = self.here();
        self.reading.noticed.too_deep.at(here);
        self.skip()
    }

    /// Passes over the element that is open.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let depth = self.xml.depth();
        while self.xml.depth() >= depth && self.node()?.is_some() {}
        Ok(())
    }

    /// The text of the element that is open.
    pub(super) fn text(&mut self) -> Result<String, ReadError> {
        let depth = self.xml.depth();
        let mut text = String::new();
        while self.xml.depth() >= depth {
            match self.node()? {
                Some(XmlNode::Text(piece)) => text.push_str(&piece),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }

    fn node(&mut self) -> Result<Option<XmlNode<'x>>, ReadError> {
        let node = self.xml.read().map_err(|error| damaged(&error))?;
        if let Some(XmlNode::Start(element)) = &node
            && let (Word, name) = element.tag()
        {
            self.notice(name);
        }
        Ok(node)
    }

    /// Counts what counts wherever it stands.
    fn notice(&mut self, name: &str) {
        let here = self.here();
        match name {
            "p" => self.paragraph = self.paragraph.saturating_add(1),
            "commentReference" => self.reading.noticed.commented.at(here),
            "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel" | "cellMerge" => {
                self.reading.noticed.changes.at(here);
            }
            name if name.ends_with("PrChange") => self.reading.noticed.changes.at(here),
            _ => {}
        }
    }

    /// Reads one branch of alternate contents: the first that is text which we know, else the
    /// fallback. They say the same, so never both.
    pub(super) fn alternate(
        &mut self,
        read: &mut dyn FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut is_read = false;
        while let Some(branch) = self.child()? {
            let fits = match branch.tag() {
                (Vocabulary::Compatibility, "Choice") => self.understands(&branch),
                (Vocabulary::Compatibility, "Fallback") => true,
                _ => false,
            };
            if fits && !is_read {
                is_read = true;
                read(self)?;
            } else {
                self.skip()?;
            }
        }
        Ok(())
    }

    /// Whether all that a branch requires is of the word processor.
    fn understands(&self, branch: &Element<'x>) -> bool {
        let required = branch.attribute("Requires").unwrap_or_default();
        required.split_whitespace().all(|prefix| {
            let namespace = self.xml.namespace(prefix);
            namespace.is_some_and(|it| it.starts_with("http://schemas.microsoft.com/office/word/"))
        })
    }
}
