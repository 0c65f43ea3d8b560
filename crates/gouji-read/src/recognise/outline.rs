//! The outline: what belongs together, before it is understood.
//!
//! Blocks are walked once. Titles open tables and forms, headings open sections; rows go to what
//! is open. Nothing is dropped: rows that belong to nothing known are a table of their own.

use crate::ordinal;
use gouji_model::{
    Block, Diagnostic, GridCell, GridRow, Level, Location, Message, Named, Paragraph, SectionText,
    Span, TextParagraph,
};
use gouji_standard::{FoldedText, Pattern, TitleSlots};

use super::Context;
use super::contents::Contents;
use super::description;
use super::label;
use super::parts::{FormSource, Parts, TableSource};
use super::title;

/// What rows and lines belong to at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Cover,
    Contents,
    Text,
    Table,
    Form,
    Notice,
    Catalogue,
}

/// Longest heading, title or label line, in characters.
const MAX_HEADING: usize = 60;

/// Shortest line that a page break may have cut.
const MIN_CUT_LINE: usize = 20;

pub(super) fn outline(context: Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Parts {
    let mut walk = Walk {
        context,
        parts: Parts::default(),
        open: Open::Cover,
        contents: Contents::default(),
        joinable: false,
    };
    for block in &context.document.blocks {
        match block {
            Block::Paragraph(paragraph) => walk.line(paragraph),
            Block::Grid(grid) => walk.rows(&grid.rows),
        }
    }
    let mut parts = walk.parts;
    parts.contents = walk.contents.entries;
    if parts.contents.is_empty() {
        diagnostics.push(Diagnostic {
            level: Level::Note,
            message: Message::new("read-no-contents"),
            place: context.document.sources.place(Location::default()),
        });
    }
    parts
}

struct Walk<'a> {
    context: Context<'a>,
    parts: Parts,
    open: Open,
    contents: Contents,
    /// Whether the last event was a paragraph that a page break may have cut.
    joinable: bool,
}

impl Walk<'_> {
    /// A line of text outside a table.
    fn line(&mut self, paragraph: &Paragraph) {
        let (text, location) = (paragraph.text.as_str(), paragraph.location);
        let joinable = std::mem::take(&mut self.joinable);
        if title::is_page_number(text) {
            self.joinable = joinable;
            return;
        }
        if self.open == Open::Cover && title::any(&self.context.profile.labels.contents, text) {
            self.open = Open::Contents;
            return;
        }
        if self.open == Open::Contents
            && self.contents.take_line(self.context.profile, text, location)
        {
            return;
        }
        let short = text.chars().take(MAX_HEADING + 1).count() <= MAX_HEADING;
        if short && self.structure(text, location) {
            return;
        }
        self.running_text(paragraph, joinable);
    }

    /// A line that opens something, or belongs to the head or foot of a table.
    fn structure(&mut self, text: &str, location: Location) -> bool {
        self.title(text, location)
            || self.table_label(text, location)
            || self.form_year(text)
            || self.catalogue_line(text, location)
            || self.chart(text, location)
            || self.heading(text, location)
    }

    /// The title of a table or a form.
    fn title(&mut self, text: &str, location: Location) -> bool {
        let folded = FoldedText::new(title::bare_title(text));
        let is = |patterns: &[Pattern]| {
            patterns.iter().any(|p| p.match_whole(folded.chars(), &TitleSlots).is_some())
        };
        let profile = self.context.profile;
        if let Some(definition) = profile.forms.iter().position(|form| is(&form.titles)) {
            let form = FormSource {
                definition,
                title: text.to_owned(),
                location,
                ..FormSource::default()
            };
            self.parts.forms.push(form);
            self.open = Open::Form;
            return true;
        }
        if let Some(definition) = profile.statements.iter().position(|s| is(&s.titles)) {
            let same = self.open == Open::Table
                && self.parts.tables.last().is_some_and(|t| t.definition == Some(definition));
            if !same {
                self.parts.tables.push(TableSource {
                    definition: Some(definition),
                    title: label::printed(text),
                    title_location: location,
                    ..TableSource::default()
                });
            }
            self.open = Open::Table;
            return true;
        }
        false
    }

    /// What stands around a table: its number, the unit of measure, the unit's name, notes.
    fn table_label(&mut self, text: &str, location: Location) -> bool {
        let labels = &self.context.profile.labels;
        if title::any(&labels.table_number, text) {
            return true;
        }
        // 单位名称：…      单位：万元 on one line.
        if self.open == Open::Table
            && let Some((left, right)) = title::before_unit(&labels.unit_of_measure, text)
        {
            self.table_label(left, location);
            return self.table_label(right, location);
        }
        if self.open != Open::Table {
            return false;
        }
        let Some(table) = self.parts.tables.last_mut() else { return false };
        if let Some(unit) = title::after(&labels.unit_of_measure, text)
            && gouji_model::Unit::parse(unit).is_money()
        {
            table.unit.get_or_insert_with(|| unit.to_owned());
            return true;
        }
        if let Some(name) = title::after(&labels.unit_name, text) {
            table.unit_name.get_or_insert_with(|| label::printed(name));
            return true;
        }
        if title::after(&labels.note, text).is_some() {
            table.notes.push(Named { text: text.to_owned(), location });
            self.rounding_note(text, location);
            return true;
        }
        false
    }

    /// A note below the open table.
    fn note(&mut self, text: &str, location: Location) {
        self.rounding_note(text, location);
        if let Some(table) = self.parts.tables.last_mut() {
            table.notes.push(Named { text: text.to_owned(), location });
        }
    }

    fn rounding_note(&mut self, text: &str, location: Location) {
        let folded = FoldedText::new(text);
        let labels = &self.context.profile.labels.rounding_note;
        if labels.iter().any(|p| !p.find_all(folded.chars(), &TitleSlots).is_empty()) {
            self.parts.rounding_notes.push(Named { text: text.to_owned(), location });
        }
    }

    /// The year printed below the title of a form: (2026)年度.
    fn form_year(&mut self, text: &str) -> bool {
        if self.open != Open::Form {
            return false;
        }
        let Some(form) = self.parts.forms.last_mut() else { return false };
        let text = gouji_standard::folded_label(text);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let rest: String =
            text.chars().filter(|c| !c.is_ascii_digit() && !"()年度".contains(*c)).collect();
        if digits.len() != 4 || !rest.is_empty() {
            return false;
        }
        form.year = digits.parse().ok();
        true
    }

    fn catalogue_line(&mut self, text: &str, location: Location) -> bool {
        let labels = &self.context.profile.labels;
        if title::any(&labels.notice, text) {
            self.open = Open::Notice;
            self.parts.notice.push(Named { text: text.to_owned(), location });
            return true;
        }
        let may_follow = matches!(self.open, Open::Notice | Open::Form | Open::Table);
        if may_follow && title::any(&labels.catalogue_title, text) {
            self.parts.catalogue.title = Some(Named { text: text.to_owned(), location });
            self.open = Open::Catalogue;
            return true;
        }
        false
    }

    fn chart(&mut self, text: &str, location: Location) -> bool {
        let is_caption = title::any(&self.context.profile.labels.chart, text);
        if is_caption && matches!(self.open, Open::Text) {
            self.parts.charts.push(Named { text: text.to_owned(), location });
            return true;
        }
        false
    }

    /// The heading of a section.
    fn heading(&mut self, text: &str, location: Location) -> bool {
        if self.is_part_of_section(text) {
            return false;
        }
        let bare = ordinal::without(text);
        let folded = FoldedText::new(bare);
        let found = self.context.profile.sections.iter().find(|section| {
            section.titles.iter().any(|p| p.match_whole(folded.chars(), &TitleSlots).is_some())
        });
        let Some(section) = found else { return false };
        self.parts.sections.push(SectionText {
            id: section.id.as_str().into(),
            heading: text.into(),
            location,
            paragraphs: Vec::new(),
        });
        self.open = Open::Text;
        true
    }

    /// Whether a heading belongs to the open section, though another section may be called so.
    fn is_part_of_section(&self, text: &str) -> bool {
        let section = self.parts.sections.last().filter(|_| self.open == Open::Text);
        let definition = section.and_then(|open| self.context.profile.section(&open.id));
        definition.is_some_and(|section| description::part_of(section, text).is_some())
    }

    /// A line that is nothing special.
    fn running_text(&mut self, paragraph: &Paragraph, joinable: bool) {
        let (text, location) = (paragraph.text.as_str(), paragraph.location);
        match self.open {
            Open::Cover => self.parts.cover.push(Named { text: text.to_owned(), location }),
            Open::Notice => {
                self.parts.notice.push(Named { text: text.to_owned(), location });
            }
            Open::Catalogue => {
                // What follows the catalogue ends the notice: date and publisher.
                self.parts.notice.push(Named { text: text.to_owned(), location });
            }
            Open::Table if self.is_total(text) => {
                let cell = GridCell { text: text.to_owned(), location, ..GridCell::default() };
                self.table_row(&GridRow { cells: vec![cell], location }, false);
            }
            Open::Table if text.chars().count() <= MAX_HEADING => {
                self.note(text, location);
            }
            Open::Contents | Open::Text | Open::Table | Open::Form => {
                self.open = Open::Text;
                self.rounding_note(text, location);
                self.paragraph(paragraph, joinable);
            }
        }
    }

    /// Whether a line is the total row of the open table, all its values blank.
    fn is_total(&self, text: &str) -> bool {
        let table = self.parts.tables.last().and_then(|table| table.definition);
        let sides = table.map(|index| &self.context.profile.statements[index].sides);
        let mut rows = sides.into_iter().flatten().flat_map(|side| &side.rows);
        rows.any(|row| row.total && row.wordings.iter().any(|p| p.matches(text)))
    }

    fn paragraph(&mut self, paragraph: &Paragraph, joinable: bool) {
        let (text, location) = (paragraph.text.as_str(), paragraph.location);
        if self.parts.sections.is_empty() {
            self.parts.sections.push(SectionText {
                id: "".into(),
                heading: "".into(),
                location,
                paragraphs: Vec::new(),
            });
        }
        let Some(section) = self.parts.sections.last_mut() else { return };
        match section.paragraphs.last_mut() {
            Some(last) if joinable && !ordinal::begins(text) => {
                last.pieces.push((last.text.len(), location));
                last.text.push_str(text);
            }
            _ => {
                let further = paragraph.pieces.iter().copied();
                let pieces = std::iter::once((0, location)).chain(further).collect();
                section.paragraphs.push(TextParagraph { text: text.to_owned(), pieces });
            }
        }
        if self.context.document.format.has_whole_paragraphs() {
            return;
        }
        let ended = text.ends_with(['。', '；', ';', '：', ':', '！', '？', '”', '）', ')']);
        self.joinable = !ended && text.chars().count() >= MIN_CUT_LINE;
    }

    /// Rows of a table. Titles and labels may stand in the grid itself.
    fn rows(&mut self, rows: &[GridRow]) {
        self.joinable = false;
        let mut fresh = true;
        for row in rows {
            // Blank rows hold tables apart; what a cell from above covers is part of its row.
            let is_covered = row.cells.iter().any(|cell| cell.span == Span::COVERED);
            if row.filled().next().is_none() && !is_covered {
                if row.is_doubtful() && self.open == Open::Table {
                    self.table_row(row, false);
                }
                continue;
            }
            if self.open == Open::Cover && self.is_contents_heading(row) {
                self.open = Open::Contents;
                continue;
            }
            if self.open == Open::Contents && self.contents.take_row(self.context.profile, row) {
                continue;
            }
            if matches!(self.open, Open::Contents | Open::Cover) {
                self.open = Open::Text;
            }
            if self.long_text(row) {
                continue;
            }
            if self.label_row(row) {
                fresh = true;
                continue;
            }
            self.row(row, fresh);
            fresh = false;
        }
    }

    /// A long text alone in its row, outside of a table: a web page may lay its text out so.
    fn long_text(&mut self, row: &GridRow) -> bool {
        let mut filled = row.filled();
        let (Some((_, cell)), None) = (filled.next(), filled.next()) else { return false };
        let is_long = cell.text.chars().count() > MAX_HEADING;
        let outside = matches!(self.open, Open::Cover | Open::Contents | Open::Text);
        if is_long && outside {
            let (text, location) = (cell.text.clone(), cell.location);
            self.open = Open::Text;
            self.paragraph(&Paragraph { text, location, pieces: Vec::new() }, false);
        }
        is_long && outside
    }

    /// 目 录, its characters apart.
    fn is_contents_heading(&self, row: &GridRow) -> bool {
        let text: String = row.filled().map(|(_, cell)| cell.text.as_str()).collect();
        title::any(&self.context.profile.labels.contents, &text)
    }

    /// A row whose cells are titles or labels of a table, not data.
    fn label_row(&mut self, row: &GridRow) -> bool {
        let filled: Vec<_> = row.filled().collect();
        let [(_, first), rest @ ..] = &filled[..] else { return false };
        if row.cells.len() == 1 && title::is_page_number(&first.text) {
            return true;
        }
        if rest.is_empty() && first.text.chars().count() <= MAX_HEADING {
            if self.title(&first.text, first.location)
                || self.form_year(&first.text)
                || self.catalogue_line(&first.text, first.location)
            {
                return true;
            }
            let aligned = self.context.document.format.is_aligned();
            if aligned && self.open == Open::Table && self.heading(&first.text, first.location) {
                return true;
            }
            if self.open == Open::Table && title::is_remark(&first.text) {
                self.note(&first.text, first.location);
                return true;
            }
            let listed = self.open == Open::Catalogue;
            return !listed && self.table_label(&first.text, first.location);
        }
        let labels = &self.context.profile.labels;
        let is_unit = |text: &str| {
            let unit = title::after(&labels.unit_of_measure, text);
            unit.is_some_and(|unit| gouji_model::Unit::parse(unit).is_money())
        };
        let names =
            |text: &str| title::after(&labels.unit_name, text).is_some_and(|n| !n.is_empty());
        // A form that nobody has filled in yet has a label without a name.
        let is_label =
            |text: &str| is_unit(text) || title::after(&labels.unit_name, text).is_some();
        let all_labels = filled.len() <= 3
            && filled.iter().all(|(_, cell)| is_label(&cell.text))
            && filled.iter().any(|(_, cell)| is_unit(&cell.text) || names(&cell.text));
        if !all_labels || self.open != Open::Table {
            return false;
        }
        for (_, cell) in filled {
            self.table_label(&cell.text, cell.location);
        }
        true
    }

    fn row(&mut self, row: &GridRow, fresh: bool) {
        if title::any(&self.context.profile.labels.catalogue_header, row.text(0))
            && self.open != Open::Table
        {
            self.open = Open::Catalogue;
        }
        match self.open {
            Open::Catalogue => self.parts.catalogue.rows.push(row.clone()),
            Open::Form => {
                if let Some(form) = self.parts.forms.last_mut() {
                    form.rows.push(row.clone());
                }
            }
            Open::Table => self.table_row(row, fresh),
            _ => {
                self.parts
                    .tables
                    .push(TableSource { title_location: row.location, ..TableSource::default() });
                self.open = Open::Table;
                self.table_row(row, fresh);
            }
        }
    }

    fn table_row(&mut self, row: &GridRow, fresh: bool) {
        let Some(table) = self.parts.tables.last_mut() else { return };
        if fresh && !table.rows.is_empty() {
            table.breaks.push(table.rows.len());
        }
        table.rows.push(row.clone());
    }
}
