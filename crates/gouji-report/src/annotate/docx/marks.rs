//! The marks of comments in the text of a document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use gouji_ooxml::Insertions;

use super::anchor::{Anchor, Cut};
use super::scan::{Paragraph, Scan, prefix};

/// The marks so far, by their places.
pub(super) struct Marks<'x> {
    xml: &'x str,
    scan: &'x Scan,
    borders: BTreeMap<Cut, Border>,
    /// Paragraphs without content, each with what is put into it.
    empty: BTreeMap<usize, Border>,
}

/// What is put at one place: what ends there before what begins.
#[derive(Debug, Default)]
struct Border {
    ends: String,
    begins: String,
}

impl<'x> Marks<'x> {
    pub(super) fn new(xml: &'x str, scan: &'x Scan) -> Self {
        Self { xml, scan, borders: BTreeMap::new(), empty: BTreeMap::new() }
    }

    /// Puts the marks of a comment around what it is about.
    pub(super) fn add(&mut self, anchor: &Anchor, id: u32) {
        match anchor {
            Anchor::Text(paragraph, from, to) => {
                let [begin, end] = self.signs(*paragraph, id);
                self.border(from).begins.push_str(&begin);
                self.border(to).ends.push_str(&end);
            }
            Anchor::Paragraphs(first, last) => {
                let ([begin, _], [_, end]) = (self.signs(*first, id), self.signs(*last, id));
                let (from, to) = (self.content(*first), self.content(*last));
                if first == last && from.as_ref().is_none_or(|it| it.start == it.end) {
                    // Nothing is between the two marks, and they keep their order.
                    let both = begin + &end;
                    self.of_paragraph(*first, false).begins.push_str(&both);
                    return;
                }
                self.of_paragraph(*first, false).begins.push_str(&begin);
                let last = self.of_paragraph(*last, to.is_some());
                if to.is_some() { last.ends.push_str(&end) } else { last.begins.push_str(&end) }
            }
        }
    }

    /// The two marks of a comment, with the prefix of a paragraph.
    fn signs(&self, paragraph: usize, id: u32) -> [String; 2] {
        let name = self.scan.paragraphs.get(paragraph).map_or("w:p", |it| it.name.as_str());
        let prefix = prefix(name);
        // An attribute has a namespace only by a prefix.
        let (element, attribute) = if prefix.is_empty() {
            (String::new(), format!("xmlns:gouji=\"{}\" gouji:", self.scan.namespace))
        } else {
            (format!("{prefix}:"), format!("{prefix}:"))
        };
        [
            format!("<{element}commentRangeStart {attribute}id=\"{id}\"/>"),
            format!(
                "<{element}commentRangeEnd {attribute}id=\"{id}\"/>\
                 <{element}r><{element}commentReference {attribute}id=\"{id}\"/></{element}r>"
            ),
        ]
    }

    fn content(&self, paragraph: usize) -> Option<std::ops::Range<usize>> {
        self.scan.paragraphs.get(paragraph).and_then(|it| it.content.clone())
    }

    /// The beginning or the end of a paragraph.
    fn of_paragraph(&mut self, paragraph: usize, at_end: bool) -> &mut Border {
        match self.content(paragraph) {
            Some(content) => {
                let at = if at_end { content.end } else { content.start };
                self.border(&Cut::Outside(at))
            }
            None => self.empty.entry(paragraph).or_default(),
        }
    }

    fn border(&mut self, cut: &Cut) -> &mut Border {
        self.borders.entry(cut.clone()).or_default()
    }

    /// All marks as insertions into the text of the document.
    pub(super) fn insertions(self) -> Insertions {
        let mut insertions = Insertions::default();
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        for (cut, Border { ends, begins }) in self.borders {
            let marks = ends + &begins;
            let (at, run, element) = match cut {
                Cut::Outside(at) => {
                    insertions.at(at, marks);
                    continue;
                }
                Cut::Inside { at, run, element } => (at, run, element),
            };
            let (Some(run), Some(text)) =
                (self.scan.runs.get(run), self.scan.elements.get(element))
            else {
                continue;
            };
            if !text.keeps_space && kept.insert(element) {
                insertions.at(text.tag.end.saturating_sub(1), " xml:space=\"preserve\"");
            }
            let piece = |span: &std::ops::Range<usize>| self.xml.get(span.clone()).unwrap_or("");
            let properties = run.properties.as_ref().map_or("", piece);
            let mut divided = format!("</{}></{}>{marks}", text.name, run.name);
            // Writing to a string does not fail.
            let _ = write!(
                divided,
                "{}{properties}<{} xml:space=\"preserve\">",
                piece(&run.tag),
                text.name
            );
            insertions.at(at, divided);
        }
        for (paragraph, border) in self.empty {
            let Some(Paragraph { name, tag, .. }) = self.scan.paragraphs.get(paragraph) else {
                continue;
            };
            insertions.into_empty(tag, name, &(border.ends + &border.begins));
        }
        insertions
    }
}
