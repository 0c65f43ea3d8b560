//! Fault localisation: which number is wrong, and what it should be.
//!
//! All equations of a document are one system over its numbers ([`system`]). Where some do not
//! hold, the fewest numbers are sought whose change mends them ([`repair`]), preferring the slips
//! that a typist makes ([`typist`]). Every proposal is certified: the document is checked again
//! with it, in exact arithmetic, and the equations that it claims to mend must hold and no other
//! may fail. One finding is made for each culprit, the equations being its evidence. The input is
//! never changed.

mod numbers;
mod repair;
mod system;
mod typist;

use std::collections::BTreeSet;

use gouji_model::{CellValue, Culprit, Decimal, Disclosure, Message, Verdict};
use gouji_standard::Messages;

use crate::book::Book;
use crate::evaluation::Evaluation;
use numbers::{Numbers, Printed};
use repair::{Candidate, Step};
use system::{SCALE, System};

/// A wrong number and the equations that show it.
pub(crate) struct Fault {
    /// The numbers that explain the violation equally well, the likeliest first.
    pub culprits: Vec<Culprit>,
    /// What the likeliest is, for messages.
    pub label: String,
    /// Violated equations that hold with the first proposal: indices of evaluations.
    pub evidence: Vec<usize>,
    /// What tells this fault from others and survives re-pagination.
    pub key: String,
}

/// The faults that explain the equations that fail. `again` checks another disclosure the same way.
pub(crate) fn faults(
    book: &Book<'_>,
    evaluations: &[Evaluation],
    messages: &Messages,
    again: &dyn Fn(&Disclosure) -> Vec<Evaluation>,
) -> Vec<Fault> {
    if evaluations.iter().all(|evaluation| evaluation.verdict != Verdict::Fail) {
        return Vec::new();
    }
    let numbers = Numbers::of(book.disclosure);
    let mut system = System::of(evaluations, &numbers);
    let steps = repair::repair(&mut system, &numbers);
    let context = Context { book, numbers: &numbers, system: &system, messages, evaluations };
    let certified = context.certified(&steps, again);
    certified.into_iter().map(|step| context.fault(step)).collect()
}

struct Context<'c, 'a> {
    book: &'c Book<'a>,
    numbers: &'c Numbers<'a>,
    system: &'c System,
    messages: &'c Messages,
    evaluations: &'c [Evaluation],
}

impl<'a> Context<'_, 'a> {
    fn printed(&self, candidate: &Candidate) -> Option<Printed<'a>> {
        self.numbers.get(self.system.variables[candidate.variable].id)
    }

    /// The steps whose first proposals, together, make the equations hold that they claim to mend,
    /// and let no other fail. Where all together do not, each is tried by itself.
    fn certified<'s>(
        &self,
        steps: &'s [Step],
        again: &dyn Fn(&Disclosure) -> Vec<Evaluation>,
    ) -> Vec<&'s Step> {
        let all: Vec<&Step> = steps.iter().collect();
        if self.is_certified(&all, again) {
            return all;
        }
        steps.iter().filter(|step| self.is_certified(&[step], again)).collect()
    }

    fn is_certified(
        &self,
        steps: &[&Step],
        again: &dyn Fn(&Disclosure) -> Vec<Evaluation>,
    ) -> bool {
        let mut repaired = self.book.disclosure.clone();
        for step in steps {
            let candidate = &step.candidates[0];
            let Some(printed) = self.printed(candidate) else { return false };
            set(&mut repaired, printed, own_value(printed, candidate.value));
        }
        let fails = |evaluations: &[Evaluation]| -> BTreeSet<(&'static str, String)> {
            let failing = evaluations.iter().filter(|one| one.verdict == Verdict::Fail);
            failing.map(|one| (one.code, one.relation.clone())).collect()
        };
        let after = again(&repaired);
        let (before, after) = (fails(self.evaluations), fails(&after));
        let claimed = steps.iter().flat_map(|step| &step.candidates[0].mended);
        let mut claimed = claimed.map(|&constraint| self.evaluation(constraint));
        after.is_subset(&before)
            && claimed.all(|one| !after.contains(&(one.code, one.relation.clone())))
    }

    fn evaluation(&self, constraint: usize) -> &Evaluation {
        &self.evaluations[self.system.constraints[constraint].evaluation]
    }

    fn fault(&self, step: &Step) -> Fault {
        let first = &step.candidates[0];
        let evidence: Vec<usize> = first
            .mended
            .iter()
            .map(|&constraint| self.system.constraints[constraint].evaluation)
            .collect();
        let printed = self.printed(first);
        Fault {
            culprits: step.candidates.iter().filter_map(|one| self.culprit(one)).collect(),
            label: printed.map(Printed::label).unwrap_or_default(),
            key: if step.candidates.len() == 1 {
                printed.map(Printed::key).unwrap_or_default()
            } else {
                evidence.first().map_or_else(String::new, |&e| self.evaluations[e].relation.clone())
            },
            evidence,
        }
    }

    fn culprit(&self, candidate: &Candidate) -> Option<Culprit> {
        let printed = self.printed(candidate)?;
        let value = own_value(printed, candidate.value);
        let why = Message::new("check-culprit-why")
            .with_text("slip", self.messages.text(&candidate.slip.message()))
            .with("n", candidate.mended.len());
        let written = printed.written(value);
        let proposed = match printed.turned(value, self.book.profile) {
            Some(word) => format!("{word}{written}"),
            None => written,
        };
        Some(Culprit {
            place: printed.place(self.book),
            printed: printed.text().to_owned(),
            proposed,
            why: self.messages.text(&why),
        })
    }
}

/// A value of the system in the unit of a printed number.
fn own_value(printed: Printed<'_>, value: i128) -> Decimal {
    let powers = printed.unit().yuan_powers().unwrap_or(0);
    Decimal::new(value, SCALE + powers).normalised()
}

/// Puts another value into the place of a printed number.
fn set(disclosure: &mut Disclosure, printed: Printed<'_>, value: Decimal) {
    match printed {
        Printed::Cell { at: (t, r, c), .. } => {
            let (unit, decimals) = (printed.unit().clone(), printed.decimals());
            let cell = &mut disclosure.statements[t].rows[r].cells[c];
            cell.value = CellValue::Amount(gouji_model::Amount { value, unit, decimals });
            cell.printed = value.to_string();
        }
        Printed::Claim { at, .. } => disclosure.claims[at].amount.value = value,
    }
}
