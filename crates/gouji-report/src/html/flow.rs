//! The document in the order in which it is read: what the disclosure keeps by kind, by location
//! again.

use std::collections::BTreeSet;

use gouji_model::{
    CatalogueDepartment, ContentsEntry, Disclosure, FormField, Funding, Indicator, Location, Named,
    OtherTable, OverallTarget, Project, ProjectDescription, SectionText, Statement, Term,
    TextParagraph,
};

/// A part of the document as it stands on the page.
#[derive(Clone, Copy)]
pub(super) enum Block<'a> {
    Cover(&'a Named),
    Contents(&'a [ContentsEntry]),
    Heading(&'a SectionText),
    Paragraph(&'a TextParagraph),
    Statement(usize, &'a Statement),
    Other(&'a OtherTable),
    Overall(&'a OverallTarget),
    Project(&'a Project),
    Note(&'a Named),
    Term(&'a Term),
    Description(&'a ProjectDescription),
    Catalogue(&'a [CatalogueDepartment]),
}

/// All parts in order.
pub(super) struct Flow<'a>(pub(super) Vec<(Location, Block<'a>)>);

impl<'a> Flow<'a> {
    pub(super) fn of(disclosure: &'a Disclosure) -> Self {
        let mut blocks = Vec::new();
        blocks.extend(disclosure.cover.iter().map(|line| (line.location, Block::Cover(line))));
        if let Some(first) = disclosure.contents.first() {
            blocks.push((first.location, Block::Contents(&disclosure.contents)));
        }
        for section in &disclosure.sections {
            blocks.push((section.location, Block::Heading(section)));
            let paragraphs = section.paragraphs.iter();
            blocks.extend(paragraphs.map(|p| (start(p), Block::Paragraph(p))));
        }
        let statements = disclosure.statements.iter().enumerate();
        blocks.extend(statements.map(|(n, s)| (s.title_location, Block::Statement(n, s))));
        blocks.extend(disclosure.other_tables.iter().map(|t| (t.location, Block::Other(t))));
        blocks.extend(disclosure.overall_target.iter().map(|t| (t.location, Block::Overall(t))));
        blocks.extend(disclosure.projects.iter().map(|p| (p.location, Block::Project(p))));
        blocks.extend(said_once(disclosure, &blocks));
        blocks.sort_by_key(|(location, _)| *location);
        Self(blocks)
    }

    /// Every location that something on the page stands for, with that of the thing.
    pub(super) fn locations(&self, disclosure: &Disclosure) -> Vec<(Location, Location)> {
        let mut locations = Vec::new();
        for (location, block) in &self.0 {
            match block {
                Block::Paragraph(paragraph) => {
                    locations.extend(paragraph.pieces.iter().map(|(_, at)| (*at, *location)));
                }
                Block::Statement(_, statement) => {
                    locations.push((*location, *location));
                    for line in lines(statement, disclosure) {
                        let rows = line.sides.iter().flatten();
                        let rows = rows.map(|row| statement.rows[*row].location);
                        locations.extend(rows.map(|at| (at, line.location)));
                    }
                }
                _ => {
                    locations.push((*location, *location));
                    locations.extend(block.parts().into_iter().map(|at| (at, at)));
                }
            }
        }
        let mut seen = BTreeSet::new();
        locations.retain(|(at, _)| seen.insert(*at));
        locations
    }
}

/// Parts that may also stand in the text of a section: they are shown where that does not have
/// them.
fn said_once<'a>(
    disclosure: &'a Disclosure,
    blocks: &[(Location, Block<'a>)],
) -> Vec<(Location, Block<'a>)> {
    let mut said: BTreeSet<Location> = blocks.iter().map(|(location, _)| *location).collect();
    let texts = disclosure.sections.iter().flat_map(|section| &section.paragraphs);
    said.extend(texts.flat_map(|p| p.pieces.iter().map(|(_, at)| *at)));
    let notes: BTreeSet<&str> =
        disclosure.statements.iter().flat_map(|s| &s.notes).map(String::as_str).collect();
    let mut parts: Vec<(Location, Block<'a>)> = Vec::new();
    let named = disclosure
        .charts
        .iter()
        .chain(disclosure.rounding_notes.iter().filter(|note| !notes.contains(&*note.text)))
        .chain(disclosure.notice.iter().flat_map(|notice| &notice.paragraphs))
        .chain(&disclosure.catalogue.title);
    parts.extend(named.map(|text| (text.location, Block::Note(text))));
    parts.extend(disclosure.glossary.iter().map(|term| (term.location, Block::Term(term))));
    let descriptions = disclosure.project_descriptions.iter();
    parts.extend(descriptions.map(|text| (text.location, Block::Description(text))));
    if let Some(first) = disclosure.catalogue.departments.first() {
        parts.push((first.location, Block::Catalogue(&disclosure.catalogue.departments)));
    }
    parts.retain(|(location, _)| said.insert(*location));
    parts
}

impl Block<'_> {
    /// Locations of the parts of a form, a list or a plain table.
    fn parts(&self) -> Vec<Location> {
        let fields = |fields: &[FormField]| fields.iter().map(|f| f.location).collect::<Vec<_>>();
        let funding = |funding: &[Funding]| funding.iter().map(|f| f.location).collect::<Vec<_>>();
        let aims = |aims: &[Indicator]| aims.iter().map(|i| i.location).collect::<Vec<_>>();
        match self {
            Block::Contents(entries) => entries.iter().map(|entry| entry.location).collect(),
            Block::Other(table) => table.rows.iter().flatten().map(|cell| cell.location).collect(),
            Block::Overall(form) => {
                let duties = form.duties.iter().map(|duty| duty.location).collect();
                let lists = [fields(&form.facts), fields(&form.fields), funding(&form.funding)];
                lists.into_iter().chain([duties, aims(&form.indicators)]).flatten().collect()
            }
            Block::Project(form) => {
                let lists = [fields(&form.fields), funding(&form.funding), aims(&form.indicators)];
                lists.into_iter().chain([fields(&form.variants)]).flatten().collect()
            }
            Block::Description(text) => text.parts.iter().map(|part| part.location).collect(),
            Block::Catalogue(departments) => {
                let entries = departments.iter().flat_map(|department| &department.entries);
                let names = departments.iter().map(|department| department.location);
                names.chain(entries.map(|entry| entry.location)).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Where a paragraph begins.
pub(super) fn start(paragraph: &TextParagraph) -> Location {
    paragraph.location_at(0)
}

/// A line of a statement as printed: at most one row of each side.
pub(super) struct Line {
    pub(super) location: Location,
    /// Index of the row of each side.
    pub(super) sides: Vec<Option<usize>>,
}

/// The rows of a statement, those of different sides beside each other as they are printed.
pub(super) fn lines(statement: &Statement, disclosure: &Disclosure) -> Vec<Line> {
    let sides = sides(statement);
    let mut lines: Vec<Line> = Vec::new();
    for (index, row) in statement.rows.iter().enumerate() {
        let joins = |line: &&mut Line| {
            line.sides.iter().skip(row.side).all(Option::is_none)
                && same_line(line.location, row.location, disclosure)
        };
        if let Some(line) = lines.last_mut().filter(joins) {
            line.sides[row.side] = Some(index);
        } else {
            let mut line = Line { location: row.location, sides: vec![None; sides] };
            line.sides[row.side] = Some(index);
            lines.push(line);
        }
    }
    lines
}

/// Number of sides of a statement.
pub(super) fn sides(statement: &Statement) -> usize {
    let columns = statement.columns.iter().map(|column| column.side);
    columns.chain(statement.rows.iter().map(|row| row.side)).max().map_or(0, |last| last + 1)
}

/// Whether two rows of a table were printed in one line.
fn same_line(a: Location, b: Location, disclosure: &Disclosure) -> bool {
    let (here, there) = (disclosure.sources.place(a), disclosure.sources.place(b));
    let row = |cell: Option<&str>| {
        cell.map(|cell| cell.trim_start_matches(char::is_alphabetic).to_owned())
    };
    let element = |path: Option<&str>| {
        let path = path?;
        let at = path.rfind("/tr")? + 1;
        let end = path[at..].find('/').map_or(path.len(), |length| at + length);
        Some(path[..end].to_owned())
    };
    let overlaps = match (here.area, there.area) {
        (Some(a), Some(b)) => a.top < b.bottom && b.top < a.bottom,
        _ => true,
    };
    here.file == there.file
        && here.page == there.page
        && here.line == there.line
        && here.sheet == there.sheet
        && row(here.reference.as_deref()) == row(there.reference.as_deref())
        && element(here.path.as_deref()) == element(there.path.as_deref())
        && overlaps
}
