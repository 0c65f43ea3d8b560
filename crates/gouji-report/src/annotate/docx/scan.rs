//! The text of a document as it is written: every paragraph with the places of its runs.
//!
//! Paragraphs are counted as the reader counts them: every one of the part, wherever it stands.

use std::ops::Range;

use gouji_ooxml::{Element, Vocabulary::Word, XmlError, XmlNode, XmlReader};

/// A paragraph as it is written.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Name of its element with prefix: `w:p`.
    pub name: String,
    /// Its start tag, or the one tag that it is.
    pub tag: Range<usize>,
    /// What it contains, behind its properties; `None` where it is one tag.
    pub content: Option<Range<usize>>,
    pub texts: Vec<Piece>,
    /// The paragraph of the text outside, for one in a text box.
    pub host: Option<usize>,
    /// The cell that it stands in, by the number of the cell.
    pub cell: Option<usize>,
}

/// A piece of printed text.
#[derive(Debug)]
pub(super) struct Piece {
    pub text: String,
    pub span: Range<usize>,
    /// Index of its run.
    pub run: usize,
    /// Index of its text element.
    pub element: usize,
}

/// A run with text.
#[derive(Debug)]
pub(super) struct Run {
    pub name: String,
    /// Its start tag.
    pub tag: Range<usize>,
    pub properties: Option<Range<usize>>,
    /// The whole of it.
    pub span: Range<usize>,
    /// What it contains behind its properties.
    pub first: usize,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether its properties hold a tracked change, which must not stand twice.
    pub has_change: bool,
}

/// An element with text.
#[derive(Debug)]
pub(super) struct TextElement {
    pub name: String,
    /// Its start tag.
    pub tag: Range<usize>,
    /// Whether spaces at its ends count.
    pub keeps_space: bool,
}

/// A document as it is written.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub paragraphs: Vec<Paragraph>,
    pub runs: Vec<Run>,
    pub elements: Vec<TextElement>,
    /// Namespace of the word processor, transitional or strict.
    pub namespace: String,
    /// The greatest number of a comment that the text refers to.
    pub max_comment: Option<u32>,
    cells: usize,
}

/// An element around the present place.
#[derive(Debug, Clone, Copy)]
struct Frame {
    kind: Kind,
    /// The paragraph that text here belongs to.
    paragraph: Option<usize>,
    /// Where it begins.
    start: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph(usize),
    ParagraphProperties(usize),
    Run(usize),
    RunProperties(usize),
    Text(usize),
    Cell(usize),
    TextBox,
    Other,
}

/// Elements that only surround runs, so that their text is that of the paragraph.
const AROUND_RUNS: [&str; 10] = [
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
    "sdt",
    "sdtContent",
    "customXml",
    "smartTag",
    "ins",
    "moveTo",
];

impl Scan {
    pub(super) fn of(xml: &str) -> Result<Self, XmlError> {
        let mut reader = XmlReader::new(xml);
        let mut found = Self::default();
        let mut open: Vec<Frame> = Vec::new();
        while let Some(node) = reader.read()? {
            let span = reader.span();
            match node {
                XmlNode::Start(element) => {
                    if element.tag().0 == Word && found.namespace.is_empty() {
                        let prefix = prefix(&element.name()).to_owned();
                        found.namespace = reader.namespace(&prefix).unwrap_or_default();
                    }
                    let frame = found.start(&element, &open, span);
                    open.push(frame);
                }
                XmlNode::End => {
                    if let Some(frame) = open.pop() {
                        found.end(frame, span);
                    }
                }
                XmlNode::Text(text) => found.text(&text, &open, span),
            }
        }
        Ok(found)
    }

    fn start(&mut self, element: &Element<'_>, open: &[Frame], span: Range<usize>) -> Frame {
        let around = open.last().copied();
        let paragraph = around.and_then(|around| around.paragraph);
        let parent = around.map_or(Kind::Other, |around| around.kind);
        let frame = |kind, paragraph| Frame { kind, paragraph, start: span.start };
        if let Kind::RunProperties(run) = parent {
            self.property(element, run);
        }
        match element.tag() {
            (Word, "p") => {
                let index = self.paragraphs.len();
                self.paragraphs.push(begin(element, open, span.clone()));
                frame(Kind::Paragraph(index), Some(index))
            }
            (Word, "pPr") if matches!(parent, Kind::Paragraph(_)) => {
                frame(Kind::ParagraphProperties(paragraph.unwrap_or_default()), None)
            }
            (Word, "tc") => {
                self.cells += 1;
                frame(Kind::Cell(self.cells), None)
            }
            (Word, "txbxContent") => frame(Kind::TextBox, None),
            (Word, "r") if paragraph.is_some() && !matches!(parent, Kind::Run(_)) => {
                self.runs.push(Run {
                    name: element.name(),
                    tag: span.clone(),
                    properties: None,
                    first: span.end,
                    span: span.clone(),
                    hidden: false,
                    has_change: false,
                });
                frame(Kind::Run(self.runs.len() - 1), paragraph)
            }
            (Word, "rPr") => match parent {
                Kind::Run(run) => frame(Kind::RunProperties(run), None),
                _ => frame(Kind::Other, None),
            },
            (Word, "t") if matches!(parent, Kind::Run(_)) => {
                let keeps_space = element.attribute("space").is_some_and(|it| it == "preserve");
                let name = element.name();
                self.elements.push(TextElement { name, tag: span.clone(), keeps_space });
                frame(Kind::Text(self.elements.len() - 1), paragraph)
            }
            (Word, name) if AROUND_RUNS.contains(&name) => frame(Kind::Other, paragraph),
            (Word, "commentReference" | "commentRangeStart" | "commentRangeEnd") => {
                self.max_comment = self.max_comment.max(element.number("id"));
                frame(Kind::Other, None)
            }
            _ => frame(Kind::Other, None),
        }
    }

    /// Takes over what a property says of a run.
    fn property(&mut self, element: &Element<'_>, run: usize) {
        let (Some(run), (_, name)) = (self.runs.get_mut(run), element.tag()) else { return };
        match name {
            "vanish" => run.hidden = element.is_on(),
            "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" => run.has_change = true,
            _ => {}
        }
    }

    /// Takes the text of a text element of a run.
    fn text(&mut self, text: &str, open: &[Frame], span: Range<usize>) {
        let [
            ..,
            Frame { kind: Kind::Run(run), .. },
            Frame { kind: Kind::Text(element), paragraph, .. },
        ] = *open
        else {
            return;
        };
        let paragraph = paragraph.and_then(|paragraph| self.paragraphs.get_mut(paragraph));
        let is_hidden = self.runs.get(run).is_none_or(|run| run.hidden);
        if let Some(paragraph) = paragraph.filter(|_| !is_hidden) {
            paragraph.texts.push(Piece { text: text.to_owned(), span, run, element });
        }
    }

    fn end(&mut self, frame: Frame, span: Range<usize>) {
        match frame.kind {
            Kind::Paragraph(index) => {
                if let Some(paragraph) = self.paragraphs.get_mut(index) {
                    let start = paragraph.content.as_ref().map_or(paragraph.tag.end, |it| it.end);
                    // One tag has its end at its own.
                    paragraph.content = (!span.is_empty()).then_some(start..span.start);
                }
            }
            Kind::ParagraphProperties(index) => {
                if let Some(paragraph) = self.paragraphs.get_mut(index) {
                    paragraph.content = Some(span.end..span.end);
                }
            }
            Kind::RunProperties(run) => {
                if let Some(run) = self.runs.get_mut(run) {
                    run.properties = Some(frame.start..span.end);
                    run.first = span.end;
                }
            }
            Kind::Run(run) => {
                if let Some(run) = self.runs.get_mut(run) {
                    run.span.end = span.end;
                }
            }
            Kind::Text(_) | Kind::Cell(_) | Kind::TextBox | Kind::Other => {}
        }
    }
}

fn begin(element: &Element<'_>, open: &[Frame], tag: Range<usize>) -> Paragraph {
    let in_box = open.iter().position(|frame| frame.kind == Kind::TextBox);
    let host = in_box.and_then(|end| {
        open[..end].iter().rev().find_map(|frame| match frame.kind {
            Kind::Paragraph(index) => Some(index),
            _ => None,
        })
    });
    let around = open.iter().rev().find_map(|frame| match frame.kind {
        Kind::Cell(cell) => Some(Some(cell)),
        Kind::TextBox => Some(None),
        _ => None,
    });
    Paragraph { name: element.name(), tag, host, cell: around.flatten(), ..Paragraph::default() }
}

/// The prefix of a name; empty where it has none.
pub(super) fn prefix(name: &str) -> &str {
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}
