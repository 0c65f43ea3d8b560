//! The document as it was read: the left part of the page.

use gouji_model::{
    CatalogueDepartment, ContentsEntry, Disclosure, Location, Message, Named, OtherTable,
    ProjectDescription, SectionText, Spot, Term,
};
use maud::{Markup, html};

use super::anchors::{Anchors, Id, Item};
use super::flow::{Block, Flow};
use super::marks::Marks;
use super::numbers::Numbers;
use super::{form, table, text};
use crate::words::Words;

/// What is at hand while the document is written.
pub(super) struct Body<'a> {
    pub(super) words: Words,
    pub(super) disclosure: &'a Disclosure,
    pub(super) numbers: &'a Numbers,
    pub(super) anchors: Anchors,
    pub(super) marks: Marks,
    /// Level of the heading before.
    level: u8,
    /// Sections and tables, for the list at the head.
    outline: Vec<Entry>,
}

/// A line of the outline.
struct Entry {
    level: u8,
    id: Id,
    title: String,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        words: Words,
        disclosure: &'a Disclosure,
        numbers: &'a Numbers,
        anchors: Anchors,
        marks: Marks,
    ) -> Self {
        Self { words, disclosure, numbers, anchors, marks, level: 1, outline: Vec::new() }
    }

    /// The whole document.
    pub(super) fn show(&mut self, flow: &Flow<'_>) -> Markup {
        let mut before = None;
        let mut shown = Vec::with_capacity(flow.0.len());
        for (location, block) in &flow.0 {
            shown.push(self.turn(before, *location));
            shown.push(self.block(*location, *block));
            before = Some(*location);
        }
        html! {
            (self.outline())
            p.foot {
                @if let Some(id) = margin_legend(flow) { (self.words.word(id)) " " }
                span.hint { (self.words.word("html-hint")) }
            }
            @for part in shown { (part) }
        }
    }

    fn block(&mut self, location: Location, block: Block<'_>) -> Markup {
        match block {
            Block::Cover(line) => self.cover(line),
            Block::Contents(entries) => self.contents(entries),
            Block::Heading(section) => self.section(section),
            Block::Paragraph(paragraph) => text::paragraph(self, paragraph),
            Block::Statement(index, statement) => table::statement(self, index, statement),
            Block::Other(other) => self.other(other),
            Block::Overall(overall) => form::overall(self, location, overall),
            Block::Project(project) => form::project(self, location, project),
            Block::Note(note) => self.note(note),
            Block::Term(term) => self.term(term),
            Block::Description(description) => self.description(description),
            Block::Catalogue(departments) => self.catalogue(departments),
        }
    }

    /// The id of an element that shows what stands at a location, and the mark of the findings
    /// that lie there.
    pub(super) fn spot(&mut self, location: Location) -> (Option<String>, Markup) {
        self.item(Item::Spot(location))
    }

    /// The same for any item.
    pub(super) fn item(&mut self, item: Item) -> (Option<String>, Markup) {
        let id = self.anchors.take(item);
        let marks = id.map_or_else(|| html! {}, |id| self.marks.links(id));
        (id.map(element), marks)
    }

    /// A heading with an entry in the outline; its level follows the one before without a gap.
    pub(super) fn heading(&mut self, wanted: u8, location: Location, title: &str) -> Markup {
        let level = wanted.min(self.level + 1);
        self.level = level;
        let id = self.anchors.id(Item::Spot(location));
        self.outline.push(Entry { level, id, title: title.to_owned() });
        let (id, marks) = self.spot(location);
        html! {
            @match level {
                2 => h2 id=[id] { (title) (marks) },
                3 => h3 id=[id] { (title) (marks) },
                4 => h4 id=[id] { (title) (marks) },
                _ => h5 id=[id] { (title) (marks) },
            }
        }
    }

    /// A line where another page, sheet or file begins.
    fn turn(&self, before: Option<Location>, here: Location) -> Markup {
        let place = self.disclosure.sources.place(here);
        let last = before.map(|before| self.disclosure.sources.place(before));
        let last = last.as_ref();
        let file = place.file.as_ref().filter(|_| last.is_some_and(|last| last.file != place.file));
        let sheet = place.sheet.as_ref().filter(|_| last.is_none_or(|l| l.sheet != place.sheet));
        let page = place.page.filter(|_| last.is_none_or(|last| last.page != place.page));
        html! {
            @if let Some(file) = file { p.turn { (file) } }
            @if let Some(sheet) = sheet {
                p.turn { (self.words.say(&Message::new("html-sheet").with("sheet", sheet))) }
            }
            @if let Some(page) = page { p.turn { (page_name(self.words, page)) } }
        }
    }

    fn outline(&self) -> Markup {
        html! {
            @if !self.outline.is_empty() {
                details.outline {
                    summary { (self.words.word("html-outline")) }
                    ol {
                        @for entry in &self.outline {
                            li class={ "o" (entry.level) } {
                                a href={ "#" (element(entry.id)) } { (entry.title) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn cover(&mut self, line: &Named) -> Markup {
        let (id, marks) = self.spot(line.location);
        html! { p.cover id=[id] data-at=[margin(line.location)] { (line.text) (marks) } }
    }

    fn contents(&mut self, entries: &[ContentsEntry]) -> Markup {
        html! {
            details.contents {
                summary { (self.words.word("html-contents")) }
                ul {
                    @for entry in entries {
                        @let (id, marks) = self.spot(entry.location);
                        li id=[id] {
                            span { (entry.title) (marks) }
                            @if let Some(page) = entry.page { span { (page) } }
                        }
                    }
                }
            }
        }
    }

    fn section(&mut self, section: &SectionText) -> Markup {
        self.heading(heading_level(&section.heading), section.location, &section.heading)
    }

    fn note(&mut self, note: &Named) -> Markup {
        let (id, marks) = self.spot(note.location);
        html! { p id=[id] data-at=[margin(note.location)] { (note.text) (marks) } }
    }

    fn term(&mut self, term: &Term) -> Markup {
        let (id, marks) = self.spot(term.location);
        html! {
            p id=[id] data-at=[margin(term.location)] {
                b { (term.term) } "：" (term.text) (marks)
            }
        }
    }

    fn description(&mut self, description: &ProjectDescription) -> Markup {
        let title = description.project.as_deref().unwrap_or(&description.heading);
        html! {
            (self.heading(3, description.location, title))
            @for part in &description.parts {
                @let (id, marks) = self.spot(part.location);
                p id=[id] data-at=[margin(part.location)] { b { (part.heading) } (marks) }
                @for paragraph in &part.paragraphs { p { (paragraph) } }
            }
        }
    }

    fn other(&mut self, other: &OtherTable) -> Markup {
        let title = if other.title.is_empty() {
            self.words.word("html-other-table")
        } else {
            other.title.clone()
        };
        let (id, marks) = self.spot(other.location);
        html! {
            div.wide role="group" aria-label=(title) tabindex="0" {
                table.plain id=[id] {
                    caption { (title) (marks) }
                    tbody {
                        @for row in &other.rows {
                            tr { @for cell in row {
                                @let (id, marks) = self.spot(cell.location);
                                td id=[id] { (cell.text) (marks) }
                            } }
                        }
                    }
                }
            }
        }
    }

    fn catalogue(&mut self, departments: &[CatalogueDepartment]) -> Markup {
        let entries = departments.iter().map(|department| department.entries.len()).sum::<usize>();
        let title = Message::new("html-catalogue")
            .with("departments", departments.len())
            .with("entries", entries);
        html! {
            details.catalogue {
                summary { (self.words.say(&title)) }
                @for department in departments {
                    @let (id, marks) = self.spot(department.location);
                    details id=[id] {
                        summary { (department.name) (marks) }
                        ul {
                            @for entry in &department.entries {
                                @let (id, marks) = self.spot(entry.location);
                                li.{ "c" (entry.level) } id=[id] {
                                    i { (entry.code) } (entry.name) (marks)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where a paragraph stands, for the margin.
pub(super) fn margin(location: Location) -> Option<String> {
    match location.spot {
        Spot::Line { line, .. } => Some(line.to_string()),
        Spot::Sheet { row, .. } => Some(row.to_string()),
        Spot::Paragraph { paragraph } => Some(paragraph.to_string()),
        Spot::Page { .. } | Spot::Element { .. } | Spot::Whole => None,
    }
}

/// What the numbers in the margin are.
fn margin_legend(flow: &Flow<'_>) -> Option<&'static str> {
    match flow.0.first()?.0.spot {
        Spot::Line { .. } | Spot::Sheet { .. } => Some("html-margin-lines"),
        Spot::Paragraph { .. } => Some("html-margin-paragraphs"),
        Spot::Page { .. } => Some("html-margin-pages"),
        Spot::Element { .. } | Spot::Whole => None,
    }
}

/// The id of an element.
pub(super) fn element(id: Id) -> String {
    format!("t{id}")
}

/// The name of a page.
pub(super) fn page_name(words: Words, page: u32) -> String {
    words.say(&Message::new("report-place-page").with("page", page))
}

/// Level of a heading by its ordinal: 第一部分, 一、, （一）, 1.
fn heading_level(heading: &str) -> u8 {
    const CHINESE: [char; 11] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百'];
    let heading = heading.trim_start();
    let bracketed = heading.strip_prefix(['（', '(']);
    let numeral = bracketed.unwrap_or(heading);
    let rest = numeral.trim_start_matches(CHINESE);
    if rest.len() < numeral.len() {
        return if bracketed.is_some() { 4 } else { 3 };
    }
    let rest = numeral.trim_start_matches(|c: char| c.is_ascii_digit());
    let ends = rest.starts_with(['.', '．', '、', '）', ')']);
    if rest.len() < numeral.len() && ends { 5 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ordinal_of_a_heading_gives_its_level() {
        assert_eq!(heading_level("第二部分 2026年单位预算报表"), 2);
        assert_eq!(heading_level("十一、国有资产占有使用情况"), 3);
        assert_eq!(heading_level("（一）支出规模"), 4);
        assert_eq!(heading_level("1、车辆情况"), 5);
        assert_eq!(heading_level("2025年部门预算编制说明"), 2);
    }
}
