//! Errors that are not those of a number: a code that is misprinted, two rows whose numbers were
//! exchanged, and those of whole tables and rows ([`super::tables`]). Each makes many equations fail
//! at once.
//!
//! Such an error is supposed, put right in a copy, and the copy checked again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_model::{Culprit, Disclosure, Message, Place, Row, RowRole, Statement, Unit};
use gouji_standard::profile::KeyKind;
use gouji_standard::{Messages, folded_label};

use super::Failing;
use super::numbers::Printed;
use super::tables;
use crate::book::{Book, row_label};

/// Most suppositions that are tried, each by checking once more.
const MAX_TRIED: usize = 48;
/// Most rows of one table that are exchanged with one another.
const MAX_ROWS: usize = 8;

/// What is supposed to be wrong.
#[derive(Clone, Debug)]
pub(super) enum Supposed {
    /// The code of a row should be another, in every table that prints it so: table and row.
    Code { rows: Vec<(usize, usize)>, code: Arc<str> },
    /// The numbers of two rows stand in each other's place.
    Exchanged { table: usize, rows: (usize, usize) },
    /// The unit of measure above a table should be another.
    Measure { table: usize, unit: Unit },
    /// Rows are printed a second time: one, or one on each side of a line.
    Doubled { table: usize, rows: Vec<usize> },
    /// A row is left out that other tables have.
    Missing { table: usize, row: Box<Row> },
}

impl Supposed {
    /// Puts it right.
    pub(super) fn apply(&self, disclosure: &mut Disclosure) {
        match self {
            Self::Code { rows: misprinted, code } => {
                let printed =
                    misprinted.first().map(|&(t, r)| disclosure.statements[t].rows[r].id.clone());
                // Sentences that name the item were bound to its row by the misprinted code.
                for claim in disclosure.claims.iter_mut().filter(|claim| claim.item == printed) {
                    claim.item = Some(Arc::clone(code));
                }
                for (table, row) in misprinted {
                    let rows = &mut disclosure.statements[*table].rows;
                    rows[*row].id = Arc::clone(code);
                    rows[*row].code = Some(code.to_string());
                    let side = rows[*row].side;
                    tables::reparent(rows, side);
                }
            }
            Self::Measure { table, unit } => {
                tables::set_measure(&mut disclosure.statements[*table], unit);
            }
            Self::Doubled { table, rows } => {
                let of_table = &mut disclosure.statements[*table].rows;
                for &row in rows {
                    let (side, is_coded) = (of_table[row].side, of_table[row].code.is_some());
                    tables::silence(of_table, row);
                    if is_coded {
                        tables::reparent(of_table, side);
                    }
                }
            }
            Self::Missing { table, row } => tables::insert(disclosure, *table, row),
            Self::Exchanged { table, rows: (a, b) } => {
                let rows = &mut disclosure.statements[*table].rows;
                let (above, below) = rows.split_at_mut(*b);
                for (one, other) in above[*a].cells.iter_mut().zip(&mut below[0].cells) {
                    std::mem::swap(&mut one.value, &mut other.value);
                    std::mem::swap(&mut one.printed, &mut other.printed);
                }
            }
        }
    }

    /// Moves a row that was added to the place that its code gives it. Numbers keep their places only
    /// as long as this is not done.
    pub(super) fn settle(&self, disclosure: &mut Disclosure) {
        if let Self::Missing { table, row } = self {
            tables::settle(&mut disclosure.statements[*table].rows, &row.id);
        }
    }

    /// The rows.
    fn rows(&self) -> Vec<(usize, usize)> {
        match self {
            Self::Code { rows, .. } => rows.clone(),
            Self::Exchanged { table, rows: (a, b) } => vec![(*table, *a), (*table, *b)],
            Self::Doubled { table, rows } => rows.iter().map(|row| (*table, *row)).collect(),
            Self::Measure { .. } | Self::Missing { .. } => Vec::new(),
        }
    }

    /// The row or rows with what they should be, and their places.
    pub(super) fn culprit(&self, book: &Book<'_>, messages: &Messages) -> (Culprit, Vec<Place>) {
        let rows: Vec<(&Statement, &Row)> = self
            .rows()
            .into_iter()
            .map(|(table, row)| {
                let table = &book.disclosure.statements[table];
                (table, &table.rows[row])
            })
            .collect();
        let mut places: Vec<Place> =
            rows.iter().map(|(table, row)| place(book, table, row)).collect();
        places.extend(self.title(book));
        let text =
            |index: usize| rows.get(index).map(|(_, row)| row_label(row)).unwrap_or_default();
        let (printed, proposed, why) = match self {
            Self::Code { code, .. } => {
                let printed = rows.first().and_then(|(_, row)| row.code.clone());
                (printed.unwrap_or_default(), code.to_string(), Message::new("check-why-code"))
            }
            Self::Exchanged { .. } => (text(0), text(1), Message::new("check-why-exchanged")),
            Self::Measure { table, unit } => {
                let printed = book.disclosure.statements[*table].unit.to_string();
                (printed, unit.to_string(), Message::new("check-why-measure"))
            }
            Self::Doubled { rows, .. } => {
                let why =
                    if rows.len() > 2 { "check-why-doubled-table" } else { "check-why-doubled" };
                (text(0), String::from("—"), Message::new(why))
            }
            Self::Missing { row, .. } => {
                (String::from("—"), row_label(row), Message::new("check-why-missing"))
            }
        };
        let place = places.first().cloned().unwrap_or_default();
        (Culprit { place, printed, proposed, why: messages.text(&why) }, places)
    }

    /// The place of the title of a table that is wrong as a whole.
    fn title(&self, book: &Book<'_>) -> Option<Place> {
        let (Self::Measure { table, .. } | Self::Missing { table, .. }) = self else { return None };
        let table = &book.disclosure.statements[*table];
        let mut place = book.disclosure.sources.place(table.title_location);
        place.statement = Some(Arc::clone(&table.title));
        Some(place)
    }

    /// The rule that it is a matter of; that of the first equation that fails where there is none.
    pub(super) const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Measure { .. } => Some("GJ803"),
            _ => None,
        }
    }

    /// Whether a wrong number explains what it explains just as well.
    pub(super) const fn is_like_a_number(&self) -> bool {
        matches!(self, Self::Exchanged { .. } | Self::Missing { .. })
    }

    /// How many equations it must mend to be believed.
    fn fewest(&self, book: &Book<'_>) -> usize {
        let Self::Measure { table, unit } = self else { return 2 };
        let table = &book.disclosure.statements[*table];
        let usual = book.definition(&table.id).map(|definition| Unit::parse(&definition.unit));
        if tables::is_unusual(book, table) && usual.as_ref() == Some(unit) { 1 } else { 2 }
    }

    /// What tells it from others and survives re-pagination.
    pub(super) fn key(&self, book: &Book<'_>) -> String {
        match self {
            Self::Measure { table, .. } => {
                return format!("measure@{}", book.disclosure.statements[*table].id);
            }
            Self::Missing { table, row } => {
                return format!("missing@{}@{}", book.disclosure.statements[*table].id, row.id);
            }
            _ => {}
        }
        let ids = self.rows().into_iter().map(|(table, row)| {
            let table = &book.disclosure.statements[table];
            match self {
                Self::Code { code, .. } => format!("{}@{code}", table.id),
                _ => format!("{}@{}", table.id, table.rows[row].id),
            }
        });
        ids.collect::<Vec<_>>().join("⇄")
    }

    /// The message of a finding.
    pub(super) fn message(&self) -> &'static str {
        match self {
            Self::Code { .. } => "check-culprit-code",
            Self::Exchanged { .. } => "check-culprit-exchanged",
            Self::Measure { .. } => "check-culprit-measure",
            Self::Doubled { rows, .. } if rows.len() > 2 => "check-culprit-doubled-table",
            Self::Doubled { .. } => "check-culprit-doubled",
            Self::Missing { .. } => "check-culprit-missing",
        }
    }
}

/// A supposition that mends equations and breaks none.
pub(super) struct Confirmed {
    pub supposed: Supposed,
    pub mended: Failing,
}

/// The suppositions that hold, the one that mends most first, each tried on what those before it
/// leave; `failing` is what fails in a disclosure.
pub(super) fn confirmed(
    book: &Book<'_>,
    violated: &[Printed<'_>],
    listed: Listed<'_>,
    failing: &dyn Fn(&Disclosure) -> Failing,
) -> Vec<Confirmed> {
    let mut base = book.disclosure.clone();
    let mut before = failing(&base);
    let mut supposed: Vec<Supposed> = codes(book, listed);
    supposed.extend(tables::measures(book));
    supposed.extend(tables::doubled(book));
    supposed.extend(tables::missing(book, &before));
    supposed.extend(exchanges(violated));
    supposed.truncate(MAX_TRIED);
    let mut confirmed = Vec::new();
    loop {
        let tried = supposed.iter().enumerate().filter_map(|(index, one)| {
            let mut copy = base.clone();
            one.apply(&mut copy);
            let after = failing(&copy);
            let fewest = one.fewest(book);
            let mends = after.is_subset(&before) && before.len() >= after.len() + fewest;
            mends.then_some((index, after))
        });
        let Some((index, after)) = tried.min_by_key(|(_, after)| after.len()) else { break };
        let one = supposed.remove(index);
        one.apply(&mut base);
        let mended = before.difference(&after).cloned().collect();
        confirmed.push(Confirmed { supposed: one, mended });
        before = after;
    }
    confirmed
}

/// A row of codes: where it stands, its code, its name.
struct Coded {
    at: (usize, usize),
    side: usize,
    code: Arc<str>,
    name: String,
}

/// Whether a list of codes gives a code the name, folded, that stands beside it.
pub(super) type Listed<'l> = &'l dyn Fn(&str, &str) -> bool;

/// Code as printed, as meant, and the name beside it.
type Misprint<'a> = (Arc<str>, Arc<str>, &'a str);

/// Rows with a code beside a name that has another code in another table; what is misprinted alike
/// in several tables was copied, and is supposed as one.
fn codes(book: &Book<'_>, list: Listed<'_>) -> Vec<Supposed> {
    let mut rows = Vec::new();
    for (index, table) in book.disclosure.statements.iter().enumerate() {
        for side in sides(book, table) {
            let items = table.rows.iter().enumerate().filter(|(_, row)| is_item(row, side));
            rows.extend(items.map(|(position, row)| Coded {
                at: (index, position),
                side,
                code: Arc::clone(&row.id),
                name: folded_label(&row.label),
            }));
        }
    }
    let prints = |of: &Coded, code: &str| {
        rows.iter().any(|row| row.at.0 == of.at.0 && row.side == of.side && *row.code == *code)
    };
    let mut supposed: BTreeMap<Misprint<'_>, Vec<(usize, usize)>> = BTreeMap::new();
    for row in &rows {
        let namesakes =
            rows.iter().filter(|other| other.name == row.name && other.code != row.code);
        let meant: BTreeSet<&Arc<str>> =
            namesakes.map(|other| &other.code).filter(|code| !prints(row, code)).collect();
        for code in meant {
            let key = (Arc::clone(&row.code), Arc::clone(code), &*row.name);
            supposed.entry(key).or_default().push(row.at);
        }
    }
    let votes = |code: &str, name: &str| {
        rows.iter().filter(|row| *row.code == *code && row.name == name).count()
    };
    let supposed = supposed.into_iter().filter(|((printed, meant, name), _)| {
        // What the classification says decides, else what more tables print.
        match (list(printed, name), list(meant, name)) {
            (true, false) => false,
            (false, true) => true,
            _ => votes(meant, name) > votes(printed, name),
        }
    });
    supposed.map(|((_, code, _), rows)| Supposed::Code { rows, code }).collect()
}

/// The sides of a table whose rows are functional codes.
pub(super) fn sides<'a>(
    book: &Book<'a>,
    table: &'a Statement,
) -> impl Iterator<Item = usize> + use<'a> {
    let sides = book.definition(&table.id).map_or(&[][..], |definition| &definition.sides);
    let functional =
        sides.iter().enumerate().filter(|(_, side)| side.key.kind == KeyKind::Functional);
    functional.map(|(side, _)| side)
}

pub(super) fn is_item(row: &Row, side: usize) -> bool {
    row.side == side && row.role == RowRole::Item && row.code.is_some()
}

/// Pairs of rows of a table whose numbers stand in equations that fail.
fn exchanges(violated: &[Printed<'_>]) -> Vec<Supposed> {
    let mut rows: BTreeSet<(usize, usize)> = BTreeSet::new();
    for printed in violated {
        if let Printed::Cell { at: (table, row, _), row: of, .. } = printed
            && of.role == RowRole::Item
        {
            rows.insert((*table, *row));
        }
    }
    let mut pairs = Vec::new();
    for &(table, a) in &rows {
        let others = rows.range((table, a + 1)..(table + 1, 0)).take(MAX_ROWS);
        pairs.extend(others.map(|&(_, b)| Supposed::Exchanged { table, rows: (a, b) }));
    }
    // Neighbours first: they are what is exchanged by mistake.
    pairs.sort_by_key(|pair| match pair {
        Supposed::Exchanged { rows: (a, b), .. } => b - a,
        _ => 0,
    });
    pairs
}

/// The row with the longest code that begins that of a row.
pub(super) fn parent(rows: &[Row], of: usize) -> Option<usize> {
    let row = &rows[of];
    let above = rows.iter().enumerate().filter(|(index, other)| {
        *index != of
            && is_item(other, row.side)
            && other.id.len() < row.id.len()
            && row.id.starts_with(&*other.id)
    });
    above.max_by_key(|(_, other)| other.id.len()).map(|(index, _)| index)
}

fn place(book: &Book<'_>, table: &Statement, row: &Row) -> Place {
    let mut place = book.disclosure.sources.place(row.location);
    place.statement = Some(Arc::clone(&table.title));
    place.row = Some(row_label(row).into());
    place
}
