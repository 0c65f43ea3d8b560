//! The mutation test of the checker: one realistic error at a time in a disclosure as read, and
//! what the checker makes of it.
//!
//! What counts is said without asking the checker's own judgement: an equation *covers* a change
//! when it held before and the change is beyond the sum of the widths of all its operands, so that
//! it cannot hold any more. Two covering equations *tell a number apart* when no other number
//! stands in all of them.

#![allow(dead_code, reason = "the sampled test uses a part")]

mod slips;

use std::collections::BTreeSet;
use std::fmt;

use gouji_check::{Evaluation, Options};
use gouji_model::{
    Amount, CellValue, Culprit, Decimal, Disclosure, Finding, Place, RowRole, Unit, Verdict,
};
use gouji_standard::{Messages, Standard};

pub(crate) use slips::{Random, Slip};

/// Which number is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Table, row and position of a cell.
    Cell(usize, usize, usize),
    /// A number of the explanation.
    Claim(usize),
}

/// What became of one change.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an answer of its own, counted apart")]
pub(crate) struct Trial {
    /// Whether an equation covers the change.
    pub covered: bool,
    /// Whether the equations that cover it tell the number apart.
    pub told_apart: bool,
    /// Whether a finding names the number.
    pub detected: bool,
    /// Whether it is the first culprit of a finding.
    pub first: bool,
    /// Whether the first culprit's proposal is the original value.
    pub restored: bool,
    /// Whether it is among the culprits of a finding.
    pub named: bool,
}

/// A clean document and its equations.
pub(crate) struct Base {
    pub disclosure: Disclosure,
    equations: Vec<Covering>,
    /// Findings of the document as it is, which a change does not make.
    known: BTreeSet<String>,
    /// Those of equations among them.
    known_of_equations: usize,
}

/// An equation that holds, as far as the test needs it.
struct Covering {
    /// Places and printed texts of the operands.
    operands: Vec<(Place, String)>,
    /// Sum of the widths of the operands in 元 (or in the unit of the numbers).
    slack: Decimal,
    /// Only this operand is covered: the percentage of a quotient.
    only_first: bool,
}

/// Checks with the rules that are run without being asked for.
pub(crate) fn findings(disclosure: &Disclosure) -> Vec<Finding> {
    let (standard, messages) = (Standard::embedded(), Messages::embedded());
    gouji_check::check(disclosure, standard, messages, &Options::default()).findings
}

impl Base {
    pub(crate) fn of(disclosure: Disclosure) -> Self {
        let equations = gouji_check::equations(&disclosure, Standard::embedded());
        let known = findings(&disclosure);
        let of_equations =
            |finding: &&Finding| ["GJ2", "GJ3", "GJ4"].iter().any(|f| finding.code.starts_with(f));
        let known_of_equations = known.iter().filter(of_equations).count();
        let known = known.into_iter().map(|finding| finding.fingerprint).collect();
        let equations = equations.iter().filter_map(covering).collect();
        Self { disclosure, equations, known, known_of_equations }
    }

    /// Findings of the document as it is.
    pub(crate) fn known(&self) -> usize {
        self.known.len()
    }

    /// Findings of equations in the document as it is.
    pub(crate) fn known_of_equations(&self) -> usize {
        self.known_of_equations
    }

    /// The printed amounts of the tables, and the blanks of their rows.
    pub(crate) fn cells(&self) -> Vec<Target> {
        let mut cells = Vec::new();
        for (t, table) in self.disclosure.statements.iter().enumerate() {
            for (r, row) in table.rows.iter().enumerate() {
                let numbers = row.cells.iter().enumerate();
                let numbers = numbers.filter(|(_, cell)| {
                    matches!(cell.value, CellValue::Amount(_) | CellValue::Blank)
                });
                cells.extend(numbers.map(|(c, _)| Target::Cell(t, r, c)));
            }
        }
        cells
    }

    /// The numbers of the explanation that are bound.
    pub(crate) fn claims(&self) -> Vec<Target> {
        let claims = self.disclosure.claims.iter().enumerate();
        claims.filter(|(_, claim)| !claim.is_unbound()).map(|(i, _)| Target::Claim(i)).collect()
    }

    /// Makes one slip in one number and checks. `None` where the slip changes nothing.
    pub(crate) fn trial(&self, target: Target, slip: Slip, random: &mut Random) -> Option<Trial> {
        let original = self.amount(target);
        let digits = original.value.with_scale(original.decimals)?.mantissa();
        let beside = || self.beside(target, original.decimals);
        let changed = slip.make(digits, &beside, random).filter(|changed| *changed != digits)?;
        let value = Decimal::new(changed, original.decimals);
        let mut spoilt = self.disclosure.clone();
        let printed = put(&mut spoilt, target, value, &original);
        let place = self.place(target);
        let powers = original.unit.yuan_powers().unwrap_or(0);
        let delta = value.checked_sub(original.value)?.abs().checked_shift(powers)?;
        let covering = self.covering(target, delta);
        let new: Vec<Finding> = findings(&spoilt)
            .into_iter()
            .filter(|finding| !self.known.contains(&finding.fingerprint))
            .collect();
        let is_it = |culprit: &Culprit| is_at(&culprit.place, &place) && culprit.printed == printed;
        let first = new.iter().filter_map(|finding| finding.culprits.first()).find(|c| is_it(c));
        let of_claim = matches!(target, Target::Claim(_));
        Some(Trial {
            covered: !covering.is_empty(),
            told_apart: self.are_telling(&covering, target),
            detected: new.iter().any(|finding| names(finding, &place)),
            first: first.is_some(),
            restored: first
                .is_some_and(|culprit| restores(&culprit.proposed, original.value, of_claim)),
            named: new.iter().flat_map(|finding| &finding.culprits).any(is_it),
        })
    }

    /// The equations that cannot hold any more.
    fn covering(&self, target: Target, delta: Decimal) -> Vec<&Covering> {
        let identity = self.identity(target);
        let covers = |equation: &&Covering| {
            let mut operands = equation.operands.iter().enumerate();
            let mut at = operands.find(|(_, operand)| **operand == identity).map(|(i, _)| i);
            at = at.filter(|at| !equation.only_first || *at == 0);
            at.is_some() && delta > equation.slack
        };
        self.equations.iter().filter(covers).collect()
    }

    fn are_telling(&self, covering: &[&Covering], target: Target) -> bool {
        let [first, rest @ ..] = covering else { return false };
        let identity = self.identity(target);
        let in_all = |operand: &&(Place, String)| {
            rest.iter().all(|equation| equation.operands.contains(operand))
        };
        let common: Vec<&(Place, String)> = first.operands.iter().filter(in_all).collect();
        !rest.is_empty() && common == [&identity]
    }

    /// A number as a person names it.
    pub(crate) fn describe(&self, target: Target) -> String {
        match target {
            Target::Cell(t, r, c) => {
                let table = &self.disclosure.statements[t];
                let (row, cell) = (&table.rows[r], &table.rows[r].cells[c]);
                let header = &table.columns[cell.column].header;
                format!("{} {} {header} {}", table.id, row.label, cell.printed)
            }
            Target::Claim(i) => {
                let claim = &self.disclosure.claims[i];
                format!("{:?}.{} {} {}", claim.template, claim.slot, claim.subject, claim.printed)
            }
        }
    }

    fn identity(&self, target: Target) -> (Place, String) {
        (self.place(target), self.printed(target))
    }

    fn printed(&self, target: Target) -> String {
        match target {
            Target::Cell(t, r, c) => self.disclosure.statements[t].rows[r].cells[c].printed.clone(),
            Target::Claim(i) => self.disclosure.claims[i].printed.clone(),
        }
    }

    /// The physical place; of the text the section too.
    fn place(&self, target: Target) -> Place {
        match target {
            Target::Cell(t, r, c) => {
                let cell = &self.disclosure.statements[t].rows[r].cells[c];
                self.disclosure.sources.place(cell.location)
            }
            Target::Claim(i) => self.disclosure.sources.place(self.disclosure.claims[i].location),
        }
    }

    fn amount(&self, target: Target) -> Amount {
        match target {
            Target::Cell(t, r, c) => {
                let table = &self.disclosure.statements[t];
                let cell = &table.rows[r].cells[c];
                match &cell.value {
                    CellValue::Amount(amount) => amount.clone(),
                    _ => Amount {
                        value: Decimal::ZERO,
                        unit: table.unit.clone(),
                        decimals: self.decimals(t, cell.column),
                    },
                }
            }
            Target::Claim(i) => self.disclosure.claims[i].amount.clone(),
        }
    }

    /// The most decimals in a column, else in its table.
    fn decimals(&self, table: usize, column: usize) -> u32 {
        let amounts = |of: Option<usize>| {
            let cells = self.disclosure.statements[table].rows.iter().flat_map(|row| &row.cells);
            let cells = cells.filter(move |cell| of.is_none_or(|column| cell.column == column));
            cells.filter_map(|cell| match &cell.value {
                CellValue::Amount(amount) => Some(amount.decimals),
                _ => None,
            })
        };
        amounts(Some(column)).max().or_else(|| amounts(None).max()).unwrap_or(0)
    }

    /// The number in the row above or below, in units of the last digit.
    fn beside(&self, target: Target, decimals: u32) -> Option<i128> {
        let Target::Cell(t, r, c) = target else { return None };
        let table = &self.disclosure.statements[t];
        let (side, column) = (table.rows[r].side, table.rows[r].cells[c].column);
        let near = [r.checked_sub(1), r.checked_add(1)].into_iter().flatten();
        let rows = near.filter_map(|index| table.rows.get(index)).filter(|row| row.side == side);
        let mut amounts = rows.filter_map(|row| match &row.cell(column)?.value {
            CellValue::Amount(amount) => amount.value.with_scale(decimals).map(Decimal::mantissa),
            _ => None,
        });
        amounts.find(|value| *value != 0)
    }

    /// Two neighbouring items of a table whose numbers are exchanged.
    pub(crate) fn swapped_rows(&self, table: usize, row: usize) -> Option<Disclosure> {
        let rows = &self.disclosure.statements[table].rows;
        let (a, b) = (rows.get(row)?, rows.get(row + 1)?);
        let alike = a.side == b.side && a.role == RowRole::Item && b.role == RowRole::Item;
        let printed = |row: &gouji_model::Row| -> Vec<String> {
            row.cells.iter().map(|cell| cell.printed.clone()).collect()
        };
        if !alike || printed(a) == printed(b) || a.cells.len() != b.cells.len() {
            return None;
        }
        let mut spoilt = self.disclosure.clone();
        let rows = &mut spoilt.statements[table].rows;
        let (above, below) = rows.split_at_mut(row + 1);
        for (a, b) in above[row].cells.iter_mut().zip(&mut below[0].cells) {
            std::mem::swap(&mut a.value, &mut b.value);
            std::mem::swap(&mut a.printed, &mut b.printed);
        }
        Some(spoilt)
    }

    /// Whether checking finds something that the document as it is does not have.
    pub(crate) fn finds_more(&self, spoilt: &Disclosure) -> bool {
        findings(spoilt).iter().any(|finding| !self.known.contains(&finding.fingerprint))
    }
}

/// An equation that holds, with its slack; `None` for bounds, which a change need not break.
fn covering(evaluation: &Evaluation) -> Option<Covering> {
    let holds =
        matches!(evaluation.verdict, Verdict::Pass | Verdict::PassWithResidue | Verdict::Review);
    if !holds || evaluation.is_bound() {
        return None;
    }
    let comparison = evaluation.comparison.as_ref()?;
    let only_first =
        &*comparison.unit == "%" && evaluation.operands.iter().any(|o| &*o.unit != "%");
    let width = |interval: gouji_model::Interval| interval.high.checked_sub(interval.low);
    let slack = if only_first {
        width(comparison.actual_interval)?.checked_add(width(comparison.expected_interval)?)?
    } else {
        let powers = Unit::parse(&comparison.unit).yuan_powers().unwrap_or(0);
        let mut widths = evaluation.operands.iter().map(|operand| width(operand.interval));
        let sum = widths.try_fold(Decimal::ZERO, |sum, width| sum.checked_add(width?))?;
        sum.checked_shift(powers)?
    };
    let physical = |place: &Place| Place {
        statement: None,
        row: None,
        column: None,
        section: None,
        ..place.clone()
    };
    let operands = evaluation.operands.iter();
    let operands = operands.map(|operand| (physical(&operand.place), operand.printed.clone()));
    Some(Covering { operands: operands.collect(), slack, only_first })
}

/// Puts a value into the place of a number; what is then printed there.
fn put(disclosure: &mut Disclosure, target: Target, value: Decimal, original: &Amount) -> String {
    match target {
        Target::Cell(t, r, c) => {
            let cell = &mut disclosure.statements[t].rows[r].cells[c];
            cell.printed = if value.is_zero() { String::new() } else { value.to_string() };
            cell.value = if value.is_zero() {
                CellValue::Blank
            } else {
                CellValue::Amount(Amount { value, ..original.clone() })
            };
            cell.printed.clone()
        }
        Target::Claim(i) => {
            let claim = &mut disclosure.claims[i];
            claim.amount.value = value;
            claim.printed = value.abs().to_string();
            claim.printed.clone()
        }
    }
}

fn is_at(place: &Place, other: &Place) -> bool {
    (place.line, place.cell, place.page, place.area)
        == (other.line, other.cell, other.page, other.area)
        && place.reference == other.reference
        && place.paragraph == other.paragraph
}

/// Whether a finding has a place among its operands, its culprits or those of its evidence.
fn names(finding: &Finding, place: &Place) -> bool {
    let evidence = finding.evidence.iter().flat_map(|evidence| &evidence.operands);
    let operands = finding.operands.iter().chain(evidence).map(|operand| &operand.place);
    let culprits = finding.culprits.iter().map(|culprit| &culprit.place);
    operands.chain(culprits).chain(&finding.places).any(|other| is_at(other, place))
}

/// Whether a proposal is a value; in the text the direction stands in a word of its own.
fn restores(proposed: &str, value: Decimal, of_claim: bool) -> bool {
    let digits: String =
        proposed.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    let meant = if of_claim { value.abs() } else { value };
    digits.parse::<Decimal>().is_ok_and(|proposed| proposed == meant)
}

/// Shares over many trials.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Changes made.
    pub made: usize,
    /// Those that an equation covers.
    pub covered: usize,
    /// Covered and found.
    pub detected: usize,
    /// Those that two equations tell apart.
    pub apart: usize,
    /// Told apart, and the first culprit is the number changed.
    pub first: usize,
    /// Told apart, and the proposal is the original value.
    pub restored: usize,
    /// Covered, but not told apart.
    pub tied: usize,
    /// Of these, those whose number is among the culprits.
    pub named: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, trial: Trial) {
        self.made += 1;
        if !trial.covered {
            return;
        }
        self.covered += 1;
        self.detected += usize::from(trial.detected);
        if trial.told_apart {
            self.apart += 1;
            self.first += usize::from(trial.first);
            self.restored += usize::from(trial.restored);
        } else {
            self.tied += 1;
            self.named += usize::from(trial.named);
        }
    }

    pub(crate) fn plus(mut self, other: Self) -> Self {
        self.made += other.made;
        self.covered += other.covered;
        self.detected += other.detected;
        self.apart += other.apart;
        self.first += other.first;
        self.restored += other.restored;
        self.tied += other.tied;
        self.named += other.named;
        self
    }
}

/// Whether `part` of `whole` is at least so many thousandths.
pub(crate) fn at_least(part: usize, whole: usize, thousandths: usize) -> bool {
    part * 1000 >= whole * thousandths
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| {
            if whole == 0 {
                return "–".to_owned();
            }
            let tenths = part * 1000 / whole;
            format!("{part}/{whole} ({}.{} %)", tenths / 10, tenths % 10)
        };
        write!(
            f,
            "{} | {} | {} | {} | {} | {}",
            self.made,
            self.covered,
            share(self.detected, self.covered),
            share(self.first, self.apart),
            share(self.restored, self.apart),
            share(self.named, self.tied),
        )
    }
}
