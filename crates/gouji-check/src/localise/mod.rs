//! Fault localisation: which number is wrong, and what it should be.
//!
//! All equations of a document are one system over its numbers ([`system`]). Where some do not
//! hold, the fewest numbers are sought whose change mends them ([`repair`]), preferring the slips
//! that a typist makes ([`typist`]). Every proposal is certified: the document is checked again
//! with it, in exact arithmetic, and the equations that it claims to mend must hold and no other
//! may fail. One finding is made for each culprit, the equations being its evidence. The input is
//! never changed.

mod joint;
mod numbers;
mod repair;
mod structure;
mod system;
mod tables;
mod together;
mod typist;

use std::collections::BTreeSet;

use gouji_model::{CellValue, Culprit, Decimal, Disclosure, Message, Place, Verdict};
use gouji_standard::{Messages, Standard, folded_label};

use crate::book::Book;
use crate::evaluation::Evaluation;
use numbers::{Numbers, Printed};
use repair::{Candidate, Sort, Step};
use structure::Confirmed;
use system::{SCALE, System};
use typist::Slip;

/// Something that is wrong and the equations that show it.
pub(crate) struct Fault {
    /// Message of the finding.
    pub message: &'static str,
    /// Where.
    pub places: Vec<Place>,
    /// What explains the violation: of several, where they are tied, any one may be it.
    pub culprits: Vec<Culprit>,
    /// Whether any of the culprits explains it as well as the others.
    pub tied: bool,
    /// What the likeliest is, for messages.
    pub label: String,
    /// Its unit of measure.
    pub unit: String,
    /// Equations that fail, and hold with the first proposal: indices of evaluations.
    pub evidence: Vec<usize>,
    /// What tells this fault from others and survives re-pagination; `None` where that is the first
    /// of its equations.
    pub key: Option<String>,
    /// The rule that it is a matter of, where that is not the one of its first equation.
    pub code: Option<&'static str>,
}

/// What was located.
#[derive(Default)]
pub(crate) struct Located {
    pub faults: Vec<Fault>,
    /// The document with everything put right that could be singled out: rules judge that, so that
    /// they do not report the same again.
    pub repaired: Option<Disclosure>,
}

/// Most tied candidates that are each tried on the equations beyond the system.
const MOST_TIED: usize = 8;

/// Identities of equations that fail.
pub(crate) type Failing = BTreeSet<(&'static str, String)>;

fn failing(evaluations: &[Evaluation]) -> Failing {
    let failing = evaluations.iter().filter(|one| one.verdict == Verdict::Fail);
    failing.map(|one| (one.code, one.relation.clone())).collect()
}

/// What explains the equations that fail. `again` checks another disclosure the same way.
pub(crate) fn faults(
    book: &Book<'_>,
    evaluations: &[Evaluation],
    (standard, messages): (&Standard, &Messages),
    again: &dyn Fn(&Disclosure) -> Vec<Evaluation>,
) -> Located {
    let before = failing(evaluations);
    if before.is_empty() {
        return Located::default();
    }
    let numbers = Numbers::of(book.disclosure);
    let mut system = System::of(evaluations, &numbers);
    let steps = repair::repair(&mut system, &numbers);
    let context = Context { book, numbers: &numbers, standard, messages, evaluations, again };
    let confirmed = context.confirmed(&system, &steps);
    let mut base = book.disclosure.clone();
    if confirmed.is_empty() {
        let faults = context.of_steps(&system, &steps, &mut base);
        return Located { faults, repaired: Some(base) };
    }
    // What the structure explains is no longer looked for in the numbers.
    let mut explained = Failing::new();
    for one in &confirmed {
        one.supposed.apply(&mut base);
        explained.extend(one.mended.iter().cloned());
    }
    let mut system = System::of(evaluations, &numbers);
    system.leave_out(|evaluation| {
        let evaluation = &evaluations[evaluation];
        explained.contains(&(evaluation.code, evaluation.relation.clone()))
    });
    let steps = repair::repair(&mut system, &numbers);
    let mut faults: Vec<Fault> = confirmed.iter().map(|one| context.of_structure(one)).collect();
    faults.extend(context.of_steps(&system, &steps, &mut base));
    for one in &confirmed {
        one.supposed.settle(&mut base);
    }
    Located { faults, repaired: Some(base) }
}

/// Equations that hold each by itself and cannot hold together, as indices of evaluations; none
/// where they can.
pub(crate) fn contradiction(book: &Book<'_>, evaluations: &[Evaluation]) -> Vec<usize> {
    let numbers = Numbers::of(book.disclosure);
    let system = System::of(evaluations, &numbers);
    let core = joint::contradiction(&system).unwrap_or_default();
    core.into_iter().map(|constraint| system.constraints[constraint].evaluation).collect()
}

/// An exact amount, in whole fen, behind a printed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactAmount {
    /// Where the amount is printed.
    pub place: Place,
    /// In 元 with two decimals.
    pub yuan: Decimal,
}

/// Exact amounts behind the printed ones: each is printed as it is when rounded half away from
/// zero, and every sum of the document that holds is exact with them. `None` where the search,
/// which is bounded, finds none.
pub(crate) fn exact_amounts(
    book: &Book<'_>,
    evaluations: &[Evaluation],
) -> Option<Vec<ExactAmount>> {
    let numbers = Numbers::of(book.disclosure);
    let system = System::of(evaluations, &numbers).of_money(&numbers);
    let values = joint::exact(&system)?;
    let amounts = system.variables.iter().zip(values).filter_map(|(variable, value)| {
        let printed = numbers.get(variable.id)?;
        Some(ExactAmount { place: printed.place(book), yuan: Decimal::new(value / joint::FEN, 2) })
    });
    Some(amounts.collect())
}

struct Context<'c, 'a> {
    book: &'c Book<'a>,
    numbers: &'c Numbers<'a>,
    standard: &'c Standard,
    messages: &'c Messages,
    evaluations: &'c [Evaluation],
    again: &'c dyn Fn(&Disclosure) -> Vec<Evaluation>,
}

impl<'a> Context<'_, 'a> {
    fn printed(&self, system: &System, candidate: &Candidate) -> Option<Printed<'a>> {
        self.numbers.get(system.variables[candidate.variable].id)
    }

    /// Errors of the structure that explain what else several wrong numbers would have to explain,
    /// or nothing does.
    fn confirmed(&self, system: &System, steps: &[Step]) -> Vec<Confirmed> {
        let mended: BTreeSet<usize> =
            steps.iter().flat_map(|step| step.candidates[0].mended.iter().copied()).collect();
        let violated = (0..system.constraints.len()).filter(|&c| !system.constraints[c].holds);
        let unexplained: Vec<usize> = violated.filter(|c| !mended.contains(c)).collect();
        let statements = &self.book.disclosure.statements;
        let unusual = statements.iter().any(|table| tables::is_unusual(self.book, table));
        let numbers: usize = steps.iter().map(|step| step.candidates[0].changes().count()).sum();
        if numbers + unexplained.len() < 2 && !unusual {
            return Vec::new();
        }
        // An exchange of rows shows in numbers of both that seem to be wrong.
        let suspects = steps.iter().map(|step| step.candidates[0].variable);
        let open =
            unexplained.iter().flat_map(|&c| system.constraints[c].variables.iter().copied());
        let printed: Vec<Printed<'_>> =
            suspects.chain(open).filter_map(|v| self.numbers.get(system.variables[v].id)).collect();
        let check = |disclosure: &Disclosure| failing(&(self.again)(disclosure));
        let listed = |code: &str, name: &str| {
            let mut entries = self.standard.functional().with_code(code);
            entries.any(|entry| folded_label(&entry.name) == name)
        };
        let mut confirmed = structure::confirmed(self.book, &printed, &listed, &check);
        // One wrong number is likelier than an exchange of rows that explains the same.
        let explains_more = |one: &Confirmed| {
            let within = |step: &&Step| {
                step.candidates[0]
                    .mended
                    .iter()
                    .any(|&c| one.mended.contains(&self.name(system, c)))
            };
            let of_steps: BTreeSet<(&'static str, String)> =
                mended.iter().map(|&c| self.name(system, c)).collect();
            let alone = one.mended.iter().filter(|name| !of_steps.contains(name)).count();
            let numbers: usize =
                steps.iter().filter(within).map(|step| step.candidates[0].changes().count()).sum();
            numbers + alone >= 2 || !one.supposed.is_like_a_number()
        };
        confirmed.retain(explains_more);
        confirmed
    }

    fn name(&self, system: &System, constraint: usize) -> (&'static str, String) {
        let evaluation = &self.evaluations[system.constraints[constraint].evaluation];
        (evaluation.code, evaluation.relation.clone())
    }

    /// The faults of the steps whose first proposals, together, make the equations hold that they
    /// claim to mend, and let no other fail; where all together do not, of those that do with the ones
    /// before them. What they single out is put right in `base`.
    fn of_steps(&self, system: &System, steps: &[Step], base: &mut Disclosure) -> Vec<Fault> {
        let all: Vec<&Step> = steps.iter().collect();
        let before = failing(self.evaluations);
        let certified = if self.is_certified(system, &all, base, &before) {
            all
        } else {
            // A step may need those before it.
            let mut certified: Vec<&Step> = Vec::new();
            for step in steps {
                certified.push(step);
                if !self.is_certified(system, &certified, base, &before) {
                    certified.pop();
                }
            }
            certified
        };
        let mut faults: Vec<Fault> =
            certified.iter().map(|step| self.of_step(system, step)).collect();
        let claimed: BTreeSet<usize> =
            faults.iter().flat_map(|fault| fault.evidence.iter().copied()).collect();
        let is_open = |index: &usize| {
            self.evaluations[*index].verdict == Verdict::Fail && !claimed.contains(index)
        };
        let mut open: BTreeSet<usize> = (0..self.evaluations.len()).filter(is_open).collect();
        for (fault, &step) in faults.iter_mut().zip(&certified) {
            if !open.is_empty() {
                let further = self.further(system, step, base, &open);
                open.retain(|index| !further.1.contains(index));
                if !further.1.is_empty() {
                    *fault = self.of_step(system, &further.0);
                    fault.evidence.extend(further.1);
                }
            }
        }
        for step in certified {
            if let [only] = &step.candidates[..] {
                self.apply(system, only, base);
            }
        }
        faults
    }

    /// Equations beyond the system that hold with a step as well: of the candidates that are tied
    /// those that mend most of them, and what they mend.
    fn further(
        &self,
        system: &System,
        step: &Step,
        base: &Disclosure,
        open: &BTreeSet<usize>,
    ) -> (Step, BTreeSet<usize>) {
        let mended = |candidate: &Candidate| -> BTreeSet<usize> {
            let mut repaired = base.clone();
            self.apply(system, candidate, &mut repaired);
            let after = failing(&(self.again)(&repaired));
            let name = |index: usize| {
                (self.evaluations[index].code, self.evaluations[index].relation.clone())
            };
            open.iter().copied().filter(|index| !after.contains(&name(*index))).collect()
        };
        let tried: Vec<(&Candidate, BTreeSet<usize>)> =
            step.candidates.iter().take(MOST_TIED).map(|one| (one, mended(one))).collect();
        let most = tried.iter().map(|(_, mended)| mended.len()).max().unwrap_or(0);
        let mut best = tried.into_iter().filter(|(_, mended)| mended.len() == most);
        let Some((first, mended)) = best.next() else {
            return (Step { candidates: step.candidates.clone() }, BTreeSet::new());
        };
        let others = best.filter(|(_, other)| *other == mended).map(|(one, _)| one.clone());
        let candidates = std::iter::once(first.clone()).chain(others).collect();
        (Step { candidates }, mended)
    }

    /// Puts what a candidate proposes into a copy of the document.
    fn apply(&self, system: &System, candidate: &Candidate, copy: &mut Disclosure) {
        for (variable, value) in candidate.changes() {
            for printed in self.numbers.alike(system.variables[variable].id) {
                set(copy, printed, own_value(printed, value.point), &candidate.sort);
            }
        }
    }

    fn is_certified(
        &self,
        system: &System,
        steps: &[&Step],
        base: &Disclosure,
        before: &Failing,
    ) -> bool {
        let mut repaired = base.clone();
        for step in steps {
            self.apply(system, &step.candidates[0], &mut repaired);
        }
        let after = failing(&(self.again)(&repaired));
        let of = |of: fn(&Candidate) -> &BTreeSet<usize>| -> Failing {
            let constraints = steps.iter().flat_map(|step| of(&step.candidates[0]));
            constraints.map(|&constraint| self.name(system, constraint)).collect()
        };
        let (claimed, broken) =
            (of(|candidate| &candidate.mended), of(|candidate| &candidate.broken));
        after.iter().all(|one| before.contains(one) || broken.contains(one))
            && claimed.is_disjoint(&after)
    }

    /// The printed numbers of a candidate: one, or those that say the same in several places.
    fn alike(&self, system: &System, candidate: &Candidate) -> Vec<Printed<'a>> {
        let variables = candidate.changes().map(|(variable, _)| variable);
        variables.flat_map(|variable| self.numbers.alike(system.variables[variable].id)).collect()
    }

    fn of_step(&self, system: &System, step: &Step) -> Fault {
        let first = &step.candidates[0];
        let evidence: Vec<usize> =
            first.mended.iter().map(|&c| system.constraints[c].evaluation).collect();
        let printed = self.printed(system, first);
        let tied = step.candidates.len() > 1;
        let places = self.alike(system, first).into_iter().map(|one| one.place(self.book));
        Fault {
            message: if tied { "check-tied" } else { "check-culprit" },
            places: if tied { Vec::new() } else { places.collect() },
            culprits: self.culprits(system, step),
            tied,
            label: printed.map(Printed::label).unwrap_or_default(),
            unit: printed.map(|one| one.unit().as_str().to_owned()).unwrap_or_default(),
            key: printed.filter(|_| !tied).and_then(Printed::key),
            code: None,
            evidence,
        }
    }

    fn of_structure(&self, confirmed: &Confirmed) -> Fault {
        let (culprit, places) = confirmed.supposed.culprit(self.book, self.messages);
        let is_mended = |one: &Evaluation| {
            one.verdict == Verdict::Fail
                && confirmed.mended.contains(&(one.code, one.relation.clone()))
        };
        let evaluations = self.evaluations.iter().enumerate();
        Fault {
            message: confirmed.supposed.message(),
            places,
            label: culprit.place.statement.as_deref().unwrap_or_default().to_owned(),
            unit: String::new(),
            culprits: vec![culprit],
            tied: false,
            evidence: evaluations.filter(|(_, one)| is_mended(one)).map(|(i, _)| i).collect(),
            key: Some(confirmed.supposed.key(self.book)),
            code: confirmed.supposed.code(),
        }
    }

    /// Of a tie one number of each candidate; else every number that goes with the first.
    fn culprits(&self, system: &System, step: &Step) -> Vec<Culprit> {
        let culprit =
            |one: &Candidate, (variable, value): (usize, system::Value)| -> Option<Culprit> {
                let printed = self.numbers.get(system.variables[variable].id)?;
                Some(self.culprit(printed, own_value(printed, value.point), one))
            };
        if let [only] = &step.candidates[..] {
            return only.changes().filter_map(|change| culprit(only, change)).collect();
        }
        let heads = step.candidates.iter().map(|one| (one, (one.variable, one.value)));
        heads.filter_map(|(one, change)| culprit(one, change)).collect()
    }

    fn culprit(&self, printed: Printed<'a>, value: Decimal, candidate: &Candidate) -> Culprit {
        let id = match (&candidate.sort, candidate.broken.is_empty()) {
            (Sort::Row, true) => "check-culprit-why-row",
            (Sort::Carried, true) => "check-culprit-why-carried",
            (_, true) => "check-culprit-why",
            (_, false) => "check-culprit-why-more",
        };
        let slip = match (candidate.slip, printed) {
            // A number of the text has no cell beside it.
            (Slip::Copied, Printed::Claim { .. }) => Message::new("slip-repeated"),
            (slip, _) => slip.message(),
        };
        let why = Message::new(id)
            .with_text("slip", self.messages.text(&slip))
            .with("together", candidate.also.len() + 1)
            .with("n", candidate.mended.len())
            .with("broken", candidate.broken.len());
        let written = printed.written(value);
        let proposed = match (&candidate.sort, printed.turned(value, self.book.profile)) {
            // 元 for 万元: the digits are right, and the unit is not.
            (Sort::Unit(unit), _) => format!("{}{unit}", printed.text()),
            (_, Some(word)) => format!("{word}{written}"),
            _ => written,
        };
        Culprit {
            place: printed.place(self.book),
            printed: printed.text().to_owned(),
            proposed,
            why: self.messages.text(&why),
        }
    }
}

/// A value of the system in the unit of a printed number.
fn own_value(printed: Printed<'_>, value: i128) -> Decimal {
    let powers = printed.unit().yuan_powers().unwrap_or(0);
    Decimal::new(value, SCALE + powers).normalised()
}

/// Puts another value into the place of a printed number.
fn set(disclosure: &mut Disclosure, printed: Printed<'_>, value: Decimal, sort: &Sort) {
    match printed {
        Printed::Cell { at: (t, r, c), .. } => {
            let (unit, decimals) = (printed.unit().clone(), printed.decimals());
            let cell = &mut disclosure.statements[t].rows[r].cells[c];
            cell.value = CellValue::Amount(gouji_model::Amount { value, unit, decimals });
            cell.printed = value.to_string();
        }
        Printed::Claim { at, .. } => match sort {
            Sort::Unit(unit) => disclosure.claims[at].amount.unit = unit.clone(),
            _ => disclosure.claims[at].amount.value = value,
        },
    }
}
