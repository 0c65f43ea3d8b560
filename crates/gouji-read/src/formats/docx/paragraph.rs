//! A paragraph: what of its runs is printed.

use gouji_ooxml::{Element, Vocabulary, Vocabulary::Word};

use super::body::{Flow, Lines, Piece, is_wrapper};
use super::notes::Reference;
use super::story::Story;
use super::styles::NumberOf;
use crate::ReadError;

/// A paragraph while it is read.
#[derive(Debug, Default)]
struct Draft {
    paragraph: u32,
    /// Lines that a break has ended.
    lines: Vec<String>,
    /// The line after the last break.
    line: String,
    /// Automatic number.
    number: String,
    /// Whether its style hides text.
    hidden: bool,
    /// Whether its end is not printed, so that the next paragraph continues it.
    runs_on: bool,
    has_picture: bool,
    /// What stands in text boxes that are anchored in it.
    boxes: Vec<Piece>,
}

/// What the properties of a paragraph say.
#[derive(Debug, Default)]
struct Properties {
    style: Option<String>,
    number: NumberOf,
    is_end_deleted: bool,
    is_end_hidden: bool,
}

impl Story<'_, '_, '_> {
    /// Reads the paragraph that is open.
    pub(super) fn paragraph(&mut self, flow: &mut Flow) -> Result<(), ReadError> {
        let mut draft = Draft { paragraph: self.here(), ..Draft::default() };
        let mut properties = Some(Properties::default());
        while let Some(child) = self.child()? {
            if child.is(Word, "pPr") {
                let mut found = Properties::default();
                self.paragraph_properties(&mut found)?;
                properties = Some(found);
                continue;
            }
            // Properties come first; a paragraph may have none.
            if let Some(properties) = properties.take() {
                self.begin(&mut draft, properties);
            }
            let hidden = draft.hidden;
            self.inline(&child, &mut draft, hidden)?;
        }
        if let Some(properties) = properties.take() {
            self.begin(&mut draft, properties);
        }
        self.fields.end_paragraph();
        self.finish(draft, flow)
    }

    /// Takes over the properties: a paragraph is counted where it begins.
    fn begin(&mut self, draft: &mut Draft, properties: Properties) {
        let reading = &mut *self.reading;
        let style = reading.styles.of_paragraph(properties.style);
        draft.hidden = reading.styles.hidden(style.as_deref()).unwrap_or(false);
        draft.runs_on = properties.is_end_deleted || properties.is_end_hidden;
        if !properties.is_end_deleted {
            draft.number = reading.counts.next(
                &reading.numberings,
                &reading.styles,
                properties.number,
                style.as_deref(),
            );
        }
    }

    fn paragraph_properties(&mut self, found: &mut Properties) -> Result<(), ReadError> {
        while let Some(child) = self.child()? {
            match child.tag() {
                (Word, "pStyle") => found.style = child.attribute("val"),
                (Word, "numId") => found.number.numbering = child.number("val"),
                (Word, "ilvl") => found.number.level = child.number("val"),
                (Word, "del" | "moveFrom") => found.is_end_deleted = true,
                (Word, "vanish" | "specVanish") => found.is_end_hidden = child.is_on(),
                (Word, "numPr" | "rPr") => {
                    self.paragraph_properties(found)?;
                    continue;
                }
                _ => {}
            }
            self.skip()?;
        }
        Ok(())
    }

    fn inlines(&mut self, draft: &mut Draft, hidden: bool) -> Result<(), ReadError> {
        while let Some(child) = self.child()? {
            self.inline(&child, draft, hidden)?;
        }
        Ok(())
    }

    /// Reads an element of a paragraph or of a run.
    fn inline(
        &mut self,
        element: &Element<'_>,
        draft: &mut Draft,
        hidden: bool,
    ) -> Result<(), ReadError> {
        match element.tag() {
            (Word, "r") => self.run(draft, hidden),
            (Word, "t") => self.run_text(element, draft, hidden),
            (Vocabulary::Math, "t") => {
                let text = self.text()?;
                self.print(&text, draft, hidden);
                Ok(())
            }
            (Vocabulary::Math, _) => self.inlines(draft, hidden),
            (Word, "hyperlink" | "fldSimple" | "dir" | "bdo" | "ruby" | "rubyBase") => {
                self.inlines(draft, hidden)
            }
            (Word, name) if is_wrapper(name) => self.inlines(draft, hidden),
            (Word, "drawing" | "pict" | "object") => self.graphic(draft),
            (Vocabulary::Compatibility, "AlternateContent") => {
                self.alternate(&mut |story| story.inlines(draft, hidden))
            }
            _ => self.sign(element, draft, hidden),
        }
    }

    fn run(&mut self, draft: &mut Draft, hidden: bool) -> Result<(), ReadError> {
        let mut hidden = hidden;
        while let Some(child) = self.child()? {
            if child.is(Word, "rPr") {
                hidden = self.is_hidden(hidden)?;
            } else {
                self.inline(&child, draft, hidden)?;
            }
        }
        Ok(())
    }

    /// Whether the properties of a run hide its text; its own word goes before that of its style.
    fn is_hidden(&mut self, inherited: bool) -> Result<bool, ReadError> {
        let (mut own, mut style) = (None, None);
        while let Some(child) = self.child()? {
            match child.tag() {
                (Word, "vanish") => own = Some(child.is_on()),
                (Word, "rStyle") => style = child.attribute("val"),
                _ => {}
            }
            self.skip()?;
        }
        let of_style = self.reading.styles.hidden(style.as_deref());
        Ok(own.or(of_style).unwrap_or(inherited))
    }

    fn run_text(
        &mut self,
        element: &Element<'_>,
        draft: &mut Draft,
        hidden: bool,
    ) -> Result<(), ReadError> {
        let is_kept = element.attribute("space").is_some_and(|it| it == "preserve");
        let text = self.text()?.replace(['\n', '\r'], " ");
        let text = if is_kept { &text } else { text.trim_matches(' ') };
        self.print(text, draft, hidden);
        Ok(())
    }

    /// Reads an element that stands for one character, or refers to something.
    fn sign(
        &mut self,
        element: &Element<'_>,
        draft: &mut Draft,
        hidden: bool,
    ) -> Result<(), ReadError> {
        match element.tag() {
            (Word, "tab" | "ptab") => self.print("\t", draft, hidden),
            (Word, "noBreakHyphen") => self.print("-", draft, hidden),
            (Word, "br" | "cr") if self.fields.is_printed() && !hidden => {
                let line = std::mem::take(&mut draft.line);
                draft.lines.push(line);
            }
            (Word, "sym") => {
                if let Some(symbol) = symbol(element) {
                    self.print(symbol.encode_utf8(&mut [0; 4]), draft, hidden);
                }
            }
            (Word, "fldChar") => {
                self.fields.mark(&element.attribute("fldCharType").unwrap_or_default());
            }
            (Word, "footnoteReference") => self.refer(Reference::footnote, element, draft),
            (Word, "endnoteReference") => self.refer(Reference::endnote, element, draft),
            _ => {}
        }
        self.skip()
    }

    fn refer(
        &mut self,
        reference: fn(String, u32) -> Reference,
        element: &Element<'_>,
        draft: &Draft,
    ) {
        if let Some(id) = element.attribute("id") {
            self.reading.references.push(reference(id, draft.paragraph));
        }
    }

    fn print(&mut self, text: &str, draft: &mut Draft, hidden: bool) {
        if !self.fields.is_printed() {
            return;
        }
        if !hidden {
            draft.line.push_str(text);
        } else if !text.trim().is_empty() {
            self.reading.noticed.hidden.at(draft.paragraph);
        }
    }

    /// Reads a drawing for the text boxes in it.
    fn graphic(&mut self, draft: &mut Draft) -> Result<(), ReadError> {
        while let Some(child) = self.child()? {
            match child.tag() {
                (Word, "txbxContent") => {
                    let fields = std::mem::take(&mut self.fields);
                    let mut flow = Flow::default();
                    self.blocks(&mut flow)?;
                    draft.boxes.extend(flow.into_pieces());
                    self.fields = fields;
                }
                (Vocabulary::Compatibility, "AlternateContent") => {
                    self.alternate(&mut |story| story.graphic(draft))?;
                }
                (_, name) => {
                    draft.has_picture |=
                        matches!(name, "pic" | "imagedata" | "chart" | "relIds" | "OLEObject");
                    self.graphic(draft)?;
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, draft: Draft, flow: &mut Flow) -> Result<(), ReadError> {
        let Draft { paragraph, mut lines, line, .. } = draft;
        lines.push(line);
        let is_blank = lines.iter().all(|line| line.trim().is_empty());
        if is_blank && draft.has_picture && draft.boxes.is_empty() {
            self.reading.noticed.pictures.at(paragraph);
        }
        lines[0].insert_str(0, &draft.number);
        self.reading.count_lines(lines.iter().filter(|line| !line.trim().is_empty()).count())?;
        let lines = match flow.open.take() {
            Some(open) => open.continued(lines),
            None => Lines { lines, paragraph },
        };
        if draft.runs_on {
            flow.open = Some(lines);
        } else {
            flow.add(lines);
        }
        flow.pieces.extend(draft.boxes);
        Ok(())
    }
}

impl Lines {
    /// The paragraph with that of the next one behind it.
    fn continued(mut self, next: Vec<String>) -> Self {
        let mut next = next.into_iter();
        if let (Some(last), Some(first)) = (self.lines.last_mut(), next.next()) {
            last.push_str(&first);
        }
        self.lines.extend(next);
        self
    }
}

/// A character that is written by its number. What stands in a font of signs has a number of private
/// use, and is no text.
fn symbol(element: &Element<'_>) -> Option<char> {
    let number = u32::from_str_radix(&element.attribute("char")?, 16).ok()?;
    char::from_u32(number).filter(|c| !('\u{E000}'..='\u{F8FF}').contains(c) && !c.is_control())
}
