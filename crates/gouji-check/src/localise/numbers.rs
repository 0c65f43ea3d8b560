//! The printed numbers of a disclosure, by identity.

use std::collections::BTreeMap;

use gouji_model::{
    Amount, Cell, CellValue, Claim, Decimal, Disclosure, Measure, Place, Row, Statement, Unit,
};
use gouji_standard::Profile;

use crate::book::{Book, row_label};
use crate::evaluation::NumberId;

/// A number of a table or of the text.
#[derive(Clone, Copy)]
pub(super) enum Printed<'a> {
    /// A cell, also a blank one: its table, row and position.
    Cell { table: &'a Statement, at: (usize, usize, usize), row: &'a Row, cell: &'a Cell },
    /// A number of the explanation and its position.
    Claim { claim: &'a Claim, at: usize },
}

/// Every number that an equation may name.
pub(super) struct Numbers<'a> {
    printed: BTreeMap<NumberId, Printed<'a>>,
    /// Of the numbers of the text that say the same, each with the first.
    same: BTreeMap<NumberId, NumberId>,
    /// Most decimals of the amounts of the text.
    decimals: u32,
    claims: &'a [Claim],
}

/// Sentences that are so far from one another at most are neighbours.
const NEAR: usize = 2;

/// What a number of the text says: of what, and how much.
type Saying<'a> = (&'a str, Option<&'a str>, &'a str, &'a str, Decimal);

impl<'a> Numbers<'a> {
    pub(super) fn of(disclosure: &'a Disclosure) -> Self {
        let mut printed = BTreeMap::new();
        for (t, table) in disclosure.statements.iter().enumerate() {
            for (r, row) in table.rows.iter().enumerate() {
                for (c, cell) in row.cells.iter().enumerate() {
                    let one = Printed::Cell { table, at: (t, r, c), row, cell };
                    printed.insert(NumberId::of(cell), one);
                }
            }
        }
        let money = disclosure.claims.iter().filter(|claim| claim.amount.unit.is_money());
        let decimals = money.map(|claim| claim.amount.decimals).max().unwrap_or(0);
        let (mut same, mut said) = (BTreeMap::new(), BTreeMap::<Saying<'_>, NumberId>::new());
        for (at, claim) in disclosure.claims.iter().enumerate() {
            let id = NumberId::of(claim);
            printed.insert(id, Printed::Claim { claim, at });
            if claim.measure == Measure::Amount && !claim.is_unbound() {
                same.insert(id, *said.entry(saying(claim)).or_insert(id));
            }
        }
        Self { printed, same, decimals, claims: &disclosure.claims }
    }

    pub(super) fn get(&self, id: NumberId) -> Option<Printed<'a>> {
        self.printed.get(&id).copied()
    }

    /// The number that stands for all that say the same.
    pub(super) fn same(&self, id: NumberId) -> NumberId {
        self.same.get(&id).copied().unwrap_or(id)
    }

    /// All numbers that say the same as one.
    pub(super) fn alike(&self, id: NumberId) -> Vec<Printed<'a>> {
        let others = self.same.iter().filter(|(other, first)| **first == id && **other != id);
        let ids = std::iter::once(id).chain(others.map(|(other, _)| *other));
        let mut alike: Vec<Printed<'a>> = ids.filter_map(|id| self.get(id)).collect();
        alike.sort_by_key(|printed| match printed {
            Printed::Claim { at, .. } => *at,
            Printed::Cell { .. } => 0,
        });
        alike
    }

    /// Whether what is printed is also printed beside it: in the rows above and below, in the cells
    /// to its left and right, or in the same place of a sentence of the same wording nearby.
    pub(super) fn is_copied(&self, printed: Printed<'_>) -> bool {
        match printed {
            Printed::Cell { table, at: (_, r, c), row, cell } => {
                let rows =
                    table.rows.iter().enumerate().filter(|(_, other)| other.side == row.side);
                let near = rows.filter(|(index, _)| index.abs_diff(r) == 1);
                let mut above = near.filter_map(|(_, other)| other.cell(cell.column));
                let cells = row.cells.iter().enumerate();
                let mut beside = cells.filter(|(i, _)| i.abs_diff(c) == 1).map(|(_, other)| other);
                let is_same = |other: &Cell| other.printed == cell.printed;
                above.any(is_same) || beside.any(is_same)
            }
            Printed::Claim { claim, .. } => self.claims.iter().any(|other| {
                other.template == claim.template
                    && other.slot == claim.slot
                    && other.group != claim.group
                    && other.group.abs_diff(claim.group) <= NEAR
                    && other.printed == claim.printed
            }),
        }
    }

    /// Decimals to which a proposal for a number is rounded: an amount of the text may have been
    /// printed with fewer than the others.
    pub(super) fn decimals(&self, printed: Printed<'_>) -> u32 {
        let own = printed.decimals();
        if printed.is_claim() && printed.unit().is_money() { own.max(self.decimals) } else { own }
    }
}

fn saying(claim: &Claim) -> Saying<'_> {
    let item = claim.item.as_deref();
    (&claim.bound_to, item, &claim.printed, claim.amount.unit.as_str(), claim.amount.value)
}

impl<'a> Printed<'a> {
    /// Text as printed.
    pub(super) fn text(self) -> &'a str {
        match self {
            Self::Cell { cell, .. } => &cell.printed,
            Self::Claim { claim, .. } => &claim.printed,
        }
    }

    /// Whether nothing is printed.
    pub(super) fn is_blank(self) -> bool {
        matches!(self, Self::Cell { cell, .. } if cell.value == CellValue::Blank)
    }

    /// Whether it is a number of the explanation.
    pub(super) const fn is_claim(self) -> bool {
        matches!(self, Self::Claim { .. })
    }

    fn amount(self) -> Option<&'a Amount> {
        match self {
            Self::Cell { cell: Cell { value: CellValue::Amount(amount), .. }, .. } => Some(amount),
            Self::Cell { .. } => None,
            Self::Claim { claim, .. } => Some(&claim.amount),
        }
    }

    /// Unit of measure.
    pub(super) fn unit(self) -> &'a Unit {
        match (self.amount(), self) {
            (Some(amount), _) => &amount.unit,
            (None, Self::Cell { table, .. }) => &table.unit,
            (None, Self::Claim { claim, .. }) => &claim.amount.unit,
        }
    }

    /// Decimals to which it is rounded; for a blank those of its column, else of its table.
    pub(super) fn decimals(self) -> u32 {
        if let Some(amount) = self.amount() {
            return amount.decimals;
        }
        let Self::Cell { table, cell, .. } = self else { return 0 };
        let of = |column: Option<usize>| {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let cells = cells.filter(move |other| column.is_none_or(|c| other.column == c));
            cells.filter_map(|other| match &other.value {
                CellValue::Amount(amount) => Some(amount.decimals),
                _ => None,
            })
        };
        of(Some(cell.column)).max().or_else(|| of(None).max()).unwrap_or(0)
    }

    /// A value as it would be printed in this place.
    pub(super) fn written(self, value: Decimal) -> String {
        let shown = if self.is_claim() { value.abs() } else { value };
        let decimals = self.decimals().max(shown.normalised().scale());
        let text = shown.with_scale(decimals).unwrap_or(shown).to_string();
        let is_grouped = match self {
            Self::Cell { table, cell, .. } if cell.printed.is_empty() => {
                let mut cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.any(|other| other.printed.contains([',', '，']))
            }
            printed => printed.text().contains([',', '，']),
        };
        if is_grouped { grouped(&text) } else { text }
    }

    /// What it is, as a person names it.
    pub(super) fn label(self) -> String {
        match self {
            Self::Cell { table, row, cell, .. } => {
                let header = &table.columns[cell.column].header;
                format!("《{}》 {} · {header}", table.title, row_label(row))
            }
            Self::Claim { claim, .. } => format!("{}：{}", claim.heading, claim.subject),
        }
    }

    /// Where it stands.
    pub(super) fn place(self, book: &Book<'a>) -> Place {
        match self {
            Self::Cell { table, row, cell, .. } => {
                book.place(table, row, cell.column, cell.location)
            }
            Self::Claim { claim, .. } => {
                let mut place = book.disclosure.sources.place(claim.location);
                place.section = Some(claim.heading.clone());
                place
            }
        }
    }

    /// What tells a cell from others and survives re-pagination; a number of the text is told by its
    /// equation.
    pub(super) fn key(self) -> Option<String> {
        let Self::Cell { table, row, cell, .. } = self else { return None };
        Some(format!("{}.{}@{}", table.id, table.columns[cell.column].id, row.id))
    }

    /// The profile's word for the other direction, where a change turns its sign.
    pub(super) fn turned(self, value: Decimal, profile: &Profile) -> Option<String> {
        let Self::Claim { claim, .. } = self else { return None };
        let turns = value.is_negative() != claim.amount.value.is_negative()
            && !value.is_zero()
            && !claim.amount.value.is_zero();
        let words =
            if value.is_negative() { &profile.directions.down } else { &profile.directions.up };
        turns.then(|| words.first().cloned()).flatten()
    }
}

/// `1234567.80` as `1,234,567.80`.
fn grouped(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut digits = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            digits.push(',');
        }
        digits.push(digit);
    }
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    format!("{sign}{digits}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_the_document_groups_them() {
        assert_eq!(grouped("1234567.80"), "1,234,567.80");
        assert_eq!(grouped("-123.45"), "-123.45");
        assert_eq!(grouped("100000"), "100,000");
    }
}
