//! Elements of the page that places lead to: a place finds its element by where it stands in the
//! file, and an element has an id only where something leads to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_model::{Area, Claim, Disclosure, Location, Place};

use super::flow::Flow;
use super::numbers::Numbers;

/// Something on the page that a place can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// Whatever stands at a location: a paragraph, a heading, a row, a field.
    Spot(Location),
    /// A cell of a statement.
    Cell { statement: usize, row: usize, cell: usize },
    /// A number of the text, by its claim.
    Number(usize),
    /// A sentence of the paragraph at a location, by the byte where it begins.
    Sentence(Location, usize),
}

/// The number in the id of an element.
pub(super) type Id = u32;

/// Which elements exist, and which of them something leads to.
pub(super) struct Anchors {
    index: BTreeMap<Position, Vec<Candidate>>,
    /// Where the whole of a table or a section is meant, or nothing better is known.
    titles: BTreeMap<Arc<str>, Item>,
    ids: BTreeMap<Item, Id>,
    pending: BTreeSet<Item>,
}

/// What tells things in one position apart: several numbers of a paragraph may share it.
struct Candidate {
    item: Item,
    column: Option<Arc<str>>,
    row: Option<Arc<str>>,
    printed: Option<String>,
    subject: Option<String>,
    /// Template and slot of a number of the text.
    slot: Option<(Arc<str>, Arc<str>)>,
}

/// Where a place leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) id: Id,
    /// Whether the element is the number itself and not what is around it.
    pub(super) is_number: bool,
}

/// What is known of a number besides its place.
#[derive(Clone, Copy, Default)]
pub(super) struct Named<'a> {
    pub(super) printed: Option<&'a str>,
    pub(super) subject: Option<&'a str>,
    /// Id of the equation that it takes part in: it begins with the template of its sentence.
    pub(super) relation: Option<&'a str>,
    /// Which of some equations that are alike in all of this it is, and how many they are.
    pub(super) nth: Option<(usize, usize)>,
}

impl Anchors {
    pub(super) fn of(disclosure: &Disclosure, flow: &Flow<'_>, numbers: &Numbers) -> Self {
        let mut anchors = Self {
            index: BTreeMap::new(),
            titles: BTreeMap::new(),
            ids: BTreeMap::new(),
            pending: BTreeSet::new(),
        };
        for (at, shown) in flow.locations(disclosure) {
            anchors.enter(disclosure, at, Candidate::of(Item::Spot(shown)));
        }
        for (statement, table) in disclosure.statements.iter().enumerate() {
            let title = Item::Spot(table.title_location);
            anchors.titles.entry(Arc::clone(&table.title)).or_insert(title);
            for (row, line) in table.rows.iter().enumerate() {
                for (cell, printed) in line.cells.iter().enumerate() {
                    let mut candidate = Candidate::of(Item::Cell { statement, row, cell });
                    let column = table.columns.get(printed.column);
                    candidate.column = column.map(|column| Arc::clone(&column.header));
                    candidate.row = Some(Arc::clone(&line.label));
                    anchors.enter(disclosure, printed.location, candidate);
                }
            }
        }
        for section in &disclosure.sections {
            let heading = Item::Spot(section.location);
            anchors.titles.entry(Arc::clone(&section.heading)).or_insert(heading);
        }
        for (paragraph, found) in numbers.all() {
            let claim = &disclosure.claims[found.claim];
            let item = found.item(paragraph);
            anchors.enter(disclosure, claim.location, Candidate::of_claim(item, claim));
        }
        anchors
    }

    fn enter(&mut self, disclosure: &Disclosure, at: Location, candidate: Candidate) {
        let position = Position::of(&disclosure.sources.place(at));
        self.index.entry(position).or_default().push(candidate);
    }

    /// The element that a place leads to.
    pub(super) fn link(&mut self, place: &Place, named: Named<'_>) -> Option<Link> {
        let item = self.find(place, named)?;
        let is_number = matches!(item, Item::Cell { .. } | Item::Number(_));
        Some(Link { id: self.id(item), is_number })
    }

    /// The id of a thing that something leads to.
    pub(super) fn id(&mut self, item: Item) -> Id {
        let next = Id::try_from(self.ids.len()).unwrap_or(Id::MAX);
        let id = *self.ids.entry(item).or_insert(next);
        if id == next {
            self.pending.insert(item);
        }
        id
    }

    /// The id of a thing, where something leads to it.
    pub(super) fn known(&self, item: Item) -> Option<Id> {
        self.ids.get(&item).copied()
    }

    /// The id to give to an element that shows a thing: none where nothing leads to it, or where
    /// an element before has it.
    pub(super) fn take(&mut self, item: Item) -> Option<Id> {
        self.pending.remove(&item).then(|| self.ids.get(&item).copied()).flatten()
    }

    fn find(&self, place: &Place, named: Named<'_>) -> Option<Item> {
        let position = Position::of(place);
        let exact = self.index.get(&position).and_then(|there| pick(there, place, named));
        exact.or_else(|| self.around(&position)).or_else(|| {
            let title = place.statement.as_ref().or(place.section.as_ref())?;
            self.titles.get(title).copied()
        })
    }

    /// What contains a position that no element has: the line, the row, the part of the page.
    fn around(&self, position: &Position) -> Option<Item> {
        let near = self.index.iter().filter_map(|(there, candidates)| {
            Some((position.distance(there)?, candidates.first()?.item))
        });
        near.min().map(|(_, item)| item)
    }
}

impl Candidate {
    const fn of(item: Item) -> Self {
        Self { item, column: None, row: None, printed: None, subject: None, slot: None }
    }

    fn of_claim(item: Item, claim: &Claim) -> Self {
        Self {
            printed: Some(claim.printed.clone()),
            subject: Some(claim.subject.clone()),
            slot: claim.template.clone().map(|template| (template, Arc::clone(&claim.slot))),
            ..Self::of(item)
        }
    }

    /// Whether an equation is the one of this very number: `template.slot`, or `template.slot@item`.
    fn is_of(&self, relation: &str) -> bool {
        self.rest(relation)
            .is_some_and(|(rest, slot)| rest.split('@').next().is_some_and(|first| first == slot))
    }

    /// Whether an equation of the sentence names this number: `template.total = part + part`.
    fn is_in(&self, relation: &str) -> bool {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        self.rest(relation)
            .is_some_and(|(rest, slot)| rest.split(|c| !is_of_name(c)).any(|name| name == slot))
    }

    /// What an equation says behind the template of this number, and its slot.
    fn rest<'r>(&self, relation: &'r str) -> Option<(&'r str, &str)> {
        let (template, slot) = self.slot.as_ref()?;
        Some((relation.strip_prefix(&**template)?.strip_prefix('.')?, slot))
    }
}

/// The one thing in a position that is meant; the whole of it where that is in doubt.
fn pick(there: &[Candidate], place: &Place, named: Named<'_>) -> Option<Item> {
    let mut left: Vec<&Candidate> = there.iter().collect();
    let mut narrow = |is: &dyn Fn(&Candidate) -> bool| {
        if left.iter().any(|candidate| is(candidate)) {
            left.retain(|candidate| is(candidate));
        }
    };
    if place.column.is_some() {
        narrow(&|candidate| candidate.column == place.column);
    }
    if let Some(row) = place.row.as_deref() {
        let is = |label: &Arc<str>| row.ends_with(&**label);
        narrow(&|candidate| candidate.row.as_ref().is_some_and(is));
    }
    if named.printed.is_some() && place.column.is_none() {
        narrow(&|candidate| candidate.printed.as_deref() == named.printed);
        narrow(&|candidate| candidate.subject.as_deref() == named.subject);
        if let Some(relation) = named.relation {
            narrow(&|candidate| candidate.is_of(relation));
            narrow(&|candidate| candidate.is_in(relation));
        }
    }
    if let [one] = left[..] {
        return Some(one.item);
    }
    // A sentence that says the same twice makes its equations twice, in the order of the text.
    if let Some((nth, all)) = named.nth
        && left.len() == all
    {
        return left.get(nth).map(|candidate| candidate.item);
    }
    let mut items = there.iter().map(|candidate| candidate.item);
    items.find(|item| matches!(item, Item::Spot(_)))
}

/// Where something stands in a file, without what stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    file: Option<Arc<str>>,
    page: Option<u32>,
    line: Option<u32>,
    cell: Option<u32>,
    paragraph: Option<u32>,
    area: Option<Area>,
    sheet: Option<Arc<str>>,
    reference: Option<Arc<str>>,
    path: Option<Arc<str>>,
}

impl Position {
    fn of(place: &Place) -> Self {
        Self {
            file: place.file.clone(),
            page: place.page,
            line: place.line,
            cell: place.cell,
            paragraph: place.paragraph,
            area: place.area,
            sheet: place.sheet.clone(),
            reference: place.reference.clone(),
            path: place.path.clone(),
        }
    }

    /// How far another position is from this one, where it is in the same line, row, element or
    /// part of the page.
    fn distance(&self, other: &Self) -> Option<i64> {
        if self.file != other.file || self.page != other.page || self.sheet != other.sheet {
            return None;
        }
        if let (Some(line), Some(there)) = (self.line, other.line) {
            let apart = i64::from(self.cell.unwrap_or(0)) - i64::from(other.cell.unwrap_or(0));
            return (line == there).then_some(apart.abs());
        }
        if let (Some(here), Some(there)) = (&self.reference, &other.reference) {
            let row = |cell: &str| cell.trim_start_matches(char::is_alphabetic).to_owned();
            return (row(here) == row(there)).then_some(0);
        }
        if let (Some(here), Some(there)) = (&self.path, &other.path) {
            let inside = here.strip_prefix(&**there).is_some_and(|rest| rest.starts_with('/'));
            return inside.then(|| i64::try_from(here.len() - there.len()).unwrap_or(i64::MAX));
        }
        match (self.area, other.area) {
            (Some(here), Some(there)) => apart(here, there),
            (None, Some(there)) if self.page.is_some() => Some(i64::from(there.top)),
            _ => None,
        }
    }
}

/// What an area that overlaps with another has more or less than it, in whole points of height and
/// width.
fn apart(here: Area, there: Area) -> Option<i64> {
    let overlaps = here.left < there.right
        && there.left < here.right
        && here.top < there.bottom
        && there.top < here.bottom;
    let edges = [
        here.top - there.top,
        here.left - there.left,
        here.bottom - there.bottom,
        here.right - there.right,
    ];
    overlaps.then(|| edges.iter().map(|edge| i64::from(edge.abs())).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_share_a_paragraph_are_told_apart_by_what_they_say() {
        let number = |n, printed: &str, subject: &str| Candidate {
            printed: Some(printed.into()),
            subject: Some(subject.into()),
            ..Candidate::of(Item::Number(n))
        };
        let paragraph = Item::Spot(Location::line(3));
        let there = [
            Candidate::of(paragraph),
            number(0, "1.50", "基本支出"),
            number(1, "1.50", "项目支出"),
            number(2, "3.00", "支出"),
            number(3, "3.00", "支出"),
        ];
        let found = |printed, subject| {
            pick(
                &there,
                &Place::default(),
                Named { printed: Some(printed), subject: Some(subject), ..Named::default() },
            )
        };
        assert_eq!(found("1.50", "项目支出"), Some(Item::Number(1)));
        assert_eq!(found("3.00", "支出"), Some(paragraph), "in doubt the paragraph is meant");
        assert_eq!(pick(&there, &Place::default(), Named::default()), Some(paragraph));
    }

    #[test]
    fn equal_numbers_are_told_apart_by_the_equation_that_names_them() {
        let number = |n, slot: &str| Candidate {
            printed: Some("3.00".into()),
            subject: Some("上年结转".into()),
            slot: Some(("change".into(), slot.into())),
            ..Candidate::of(Item::Number(n))
        };
        let there = [number(0, "carry-in"), number(1, "carry-out")];
        let found = |relation| {
            let subject = Some("上年结转");
            let (printed, relation) = (Some("3.00"), Some(relation));
            let named = Named { printed, subject, relation, nth: None };
            pick(&there, &Place::default(), named)
        };
        assert_eq!(found("change.carry-out"), Some(Item::Number(1)));
        assert_eq!(found("change.carry-in@2130314"), Some(Item::Number(0)));
        assert_eq!(found("change.spent = own + carry-out"), Some(Item::Number(1)));
        assert_eq!(found("other.carry-out"), None, "in doubt nothing is guessed");
    }

    #[test]
    fn a_place_without_an_element_of_its_own_leads_to_what_is_around_it() {
        let line = |line, cell| Position::of(&Place { line, cell, ..Place::default() });
        assert_eq!(line(Some(4), Some(2)).distance(&line(Some(4), None)), Some(2));
        assert_eq!(line(Some(4), Some(2)).distance(&line(Some(5), None)), None);
        let area = |top, bottom| Area { top, left: 0, bottom, right: 100 };
        assert_eq!(apart(area(0, 10), area(0, 20)), Some(10));
        assert_eq!(apart(area(0, 10), area(10, 20)), None);
    }
}
