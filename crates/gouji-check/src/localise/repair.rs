//! The smallest repair: the fewest numbers whose change makes the equations hold.
//!
//! A number that is wrong breaks its equations, and these agree on what it should be; any other
//! number of one of them could be changed for that one only by breaking its own others. So each
//! number of a violated equation is tried with the values that its equations ask for, and the one
//! that mends most and breaks nothing is taken; then the next. What several numbers would mend
//! equally is a tie, and all of them are kept.
//!
//! The search only proposes; `localise` verifies what it proposes by checking the document again.

use std::collections::BTreeSet;

use gouji_model::Unit;

use super::numbers::{Numbers, Printed};
use super::system::{Span, System, Value};
use super::together::{Scopes, Search};
use super::typist::Slip;

/// Most numbers that are repaired in one document.
const MAX_STEPS: usize = 64;
/// Most numbers of violated equations that are tried in one step.
const MAX_TRIED: usize = 4_000;
/// Most neighbouring values that are tried one by one.
const FEW: usize = 8;
/// Equations broken by a change weigh so much more than those mended.
const BROKEN: i64 = 2;

/// What a candidate changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// One number.
    One,
    /// The unit of a number of the text, which becomes this one.
    Unit(Unit),
    /// A word of change, and with it the signs of the change and its rate.
    Word,
    /// A number and the others of its row that go with it.
    Row,
    /// A number and the sums of its table that it was carried into.
    Carried,
}

impl Sort {
    /// Whether several numbers would have to be wrong.
    pub(super) const fn is_joint(&self) -> bool {
        matches!(self, Self::Row | Self::Carried)
    }
}

/// A number with the value that it should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub variable: usize,
    /// In the integers of the system.
    pub value: Value,
    /// Numbers that change with it.
    pub also: Vec<(usize, Value)>,
    pub slip: Slip,
    pub sort: Sort,
    /// Violated equations that then hold.
    pub mended: BTreeSet<usize>,
    /// Equations that held and then do not.
    pub broken: BTreeSet<usize>,
    /// Equations in which the printed numbers then agree exactly.
    pub exact: usize,
    /// The narrowest interval that one of these leaves: few numbers were rounded there.
    narrowest: i128,
}

impl Candidate {
    /// One number with a value, before it is judged.
    pub(super) const fn of(variable: usize, value: Value, slip: Slip, sort: Sort) -> Self {
        Self {
            variable,
            value,
            also: Vec::new(),
            slip,
            sort,
            mended: BTreeSet::new(),
            broken: BTreeSet::new(),
            exact: 0,
            narrowest: i128::MAX,
        }
    }

    /// Every number that it changes, with its value.
    pub(super) fn changes(&self) -> impl Iterator<Item = (usize, Value)> {
        std::iter::once((self.variable, self.value)).chain(self.also.iter().copied())
    }

    /// Equations mended less those broken, as they weigh.
    pub(super) fn score(&self) -> i64 {
        weighed(self, BROKEN)
    }
}

/// One wrong number: every number that explains it equally well, the likeliest first.
pub(super) struct Step {
    pub candidates: Vec<Candidate>,
}

/// Repairs the system step by step, until nothing is violated or nothing helps.
pub(super) fn repair(system: &mut System, numbers: &Numbers<'_>) -> Vec<Step> {
    let mut violated: BTreeSet<usize> =
        (0..system.constraints.len()).filter(|&c| !system.constraints[c].holds).collect();
    let mut repaired: BTreeSet<usize> = BTreeSet::new();
    let scopes = Scopes::of(system, numbers);
    let mut steps = Vec::new();
    while !violated.is_empty() && steps.len() < MAX_STEPS {
        let search = Search { numbers, scopes: &scopes, violated: &violated, repaired: &repaired };
        let mut best = |broken| best(system, &search, broken);
        // Numbers that say the same in several places were copied with their rates: where nothing
        // else helps, a change may break what was computed from it.
        let Some(candidates) = best(BROKEN).or_else(|| best(1)) else { break };
        let first = &candidates[0];
        for (variable, value) in first.changes() {
            system.variables[variable].value = value;
            repaired.insert(variable);
        }
        violated.retain(|constraint| !first.mended.contains(constraint));
        steps.push(Step { candidates });
    }
    steps
}

/// The candidates that mend most, all that mend the same.
fn best(system: &mut System, search: &Search<'_, '_>, broken: i64) -> Option<Vec<Candidate>> {
    let Search { numbers, violated, repaired, .. } = *search;
    let suspects: BTreeSet<usize> = violated
        .iter()
        .flat_map(|&constraint| &system.constraints[constraint].variables)
        .copied()
        .filter(|variable| !repaired.contains(variable))
        .take(MAX_TRIED)
        .collect();
    let singles = suspects
        .iter()
        .filter_map(|&variable| candidate(system, numbers, violated, variable))
        .collect::<Vec<_>>();
    let together = search.candidates(system, &suspects);
    let mut candidates: Vec<Candidate> = singles
        .into_iter()
        .chain(together)
        .filter(|candidate| weighed(candidate, broken) > 0)
        .collect();
    candidates.sort_by_key(|candidate| rank(system, numbers, candidate));
    let first = candidates.first()?.clone();
    candidates.retain(|other| {
        other.score() == first.score()
            && other.sort.is_joint() == first.sort.is_joint()
            && (other.mended == first.mended || other.variable == first.variable)
            && is_plausible(system, numbers, other) == is_plausible(system, numbers, &first)
    });
    if first.sort.is_joint() {
        candidates.retain(|other| other.sort == first.sort);
    }
    Some(candidates)
}

/// Equations mended less those broken, which weigh so much more.
fn weighed(candidate: &Candidate, broken: i64) -> i64 {
    let count = |set: &BTreeSet<usize>| i64::try_from(set.len()).unwrap_or(i64::MAX / 4);
    count(&candidate.mended) - broken * count(&candidate.broken)
}

/// Amounts are rarely negative where they were not; changes and rates are.
fn is_plausible(system: &System, numbers: &Numbers<'_>, candidate: &Candidate) -> bool {
    candidate.changes().all(|(variable, value)| {
        let number = &system.variables[variable];
        let is_claim = || numbers.get(number.id).is_some_and(Printed::is_claim);
        value.point >= 0 || number.value.point < 0 || is_claim()
    })
}

/// Order of candidates: what mends most; what a typist would do; what agrees most exactly; numbers
/// of the text before those of tables, and parts before their totals.
fn rank(
    system: &System,
    numbers: &Numbers<'_>,
    candidate: &Candidate,
) -> (std::cmp::Reverse<i64>, bool, bool, bool, Slip, std::cmp::Reverse<usize>, bool, usize) {
    let printed = numbers.get(system.variables[candidate.variable].id);
    (
        std::cmp::Reverse(candidate.score()),
        candidate.sort.is_joint(),
        !is_plausible(system, numbers, candidate),
        matches!(candidate.slip, Slip::Blank | Slip::Other),
        candidate.slip,
        std::cmp::Reverse(candidate.exact),
        printed.is_some_and(|printed| !printed.is_claim()),
        candidate.variable,
    )
}

/// The best value for one number; `None` where no other value mends anything.
fn candidate(
    system: &System,
    numbers: &Numbers<'_>,
    violated: &BTreeSet<usize>,
    variable: usize,
) -> Option<Candidate> {
    let implied: Vec<Implied> = system.of_variable[variable]
        .iter()
        .filter_map(|&constraint| {
            let value = system.implied(&system.constraints[constraint], variable)?;
            let is_violated = violated.contains(&constraint);
            Some(Implied { constraint, point: value.point, span: value.span, is_violated })
        })
        .collect();
    let tried = values(system, variable, &implied);
    let number = &system.variables[variable];
    let candidates = tried.into_iter().map(|value| {
        let slip = slip(system, numbers, variable, value);
        judge(number.step, Candidate::of(variable, number.with(value), slip, Sort::One), &implied)
    });
    // The digits are right: what an equation that fails asks for shows them.
    let shows = |unit: &Candidate| {
        let step = unit.value.span.high - unit.value.span.low;
        let mut asked = implied.iter().filter(|one| one.is_violated);
        asked.any(|one| step > 0 && rounded(one.point, step) == unit.value.point)
    };
    let units = in_other_units(system, numbers, variable).into_iter().filter(shows);
    let units = units.map(|unit| judge(number.step, unit, &implied));
    candidates.chain(units).min_by_key(|candidate| {
        (
            std::cmp::Reverse(candidate.score()),
            !is_plausible(system, numbers, candidate),
            candidate.sort == Sort::One,
            candidate.slip >= Slip::Copied,
            candidate.narrowest,
            std::cmp::Reverse(candidate.exact),
            candidate.slip,
        )
    })
}

/// What an equation asks of the number at hand.
struct Implied {
    constraint: usize,
    point: i128,
    span: Span,
    is_violated: bool,
}

/// The values to try: what each violated equation asks for, and the middle of what all of them and
/// the others allow.
fn values(system: &System, variable: usize, implied: &[Implied]) -> BTreeSet<i128> {
    let number = &system.variables[variable];
    let mut values = BTreeSet::new();
    for one in implied.iter().filter(|one| one.is_violated) {
        values.insert(rounded(one.point, number.step));
    }
    let whole = Span { low: i128::MIN / 4, high: i128::MAX / 4 };
    let common = |of: &dyn Fn(&Implied) -> bool| {
        let mut spans = implied.iter().filter(|one| of(one)).map(|one| one.span);
        spans.try_fold(whole, Span::and)
    };
    for span in [common(&|one| one.is_violated), common(&|_| true)].into_iter().flatten() {
        if span.low > whole.low && span.high < whole.high {
            values.insert(rounded(i128::midpoint(span.low, span.high), number.step));
            // Of few values that all equations allow, one may be a slip away from what is printed.
            let first = rounded(span.low, number.step);
            let steps = (span.high - first) / number.step + 1;
            values.extend((0..=steps).take(FEW).map(|n| first + n * number.step));
        }
    }
    values.remove(&number.value.point);
    values
}

/// The same digits in every other unit of money, for a number of the text.
fn in_other_units(system: &System, numbers: &Numbers<'_>, variable: usize) -> Vec<Candidate> {
    let number = &system.variables[variable];
    let printed = numbers.get(number.id).filter(|printed| printed.is_claim());
    let Some(powers) = printed.and_then(|printed| printed.unit().yuan_powers()) else {
        return Vec::new();
    };
    let other = |unit: Unit| {
        let to = unit.yuan_powers().filter(|to| *to != powers && number.value.point != 0)?;
        let value = number.value.in_powers(to, powers)?;
        Some(Candidate::of(variable, value, Slip::Unit, Sort::Unit(unit)))
    };
    [Unit::Yuan, Unit::WanYuan, Unit::YiYuan].into_iter().filter_map(other).collect()
}

/// What a value of one number mends and breaks.
fn judge(step: i128, mut candidate: Candidate, implied: &[Implied]) -> Candidate {
    let Value { point, span } = candidate.value;
    let set = |is_violated: bool, holds: bool| -> BTreeSet<usize> {
        let such = implied.iter().filter(|one| one.is_violated == is_violated);
        such.filter(|one| one.span.meets(span) == holds).map(|one| one.constraint).collect()
    };
    let agreeing =
        || implied.iter().filter(|one| one.point == point || rounded(one.point, step) == point);
    candidate.mended = set(true, true);
    candidate.broken = set(false, false);
    candidate.exact = agreeing().count();
    candidate.narrowest =
        agreeing().map(|one| one.span.high - one.span.low).min().unwrap_or(i128::MAX);
    candidate
}

/// How the printed number may have come from the value.
pub(super) fn slip(system: &System, numbers: &Numbers<'_>, variable: usize, value: i128) -> Slip {
    let number = &system.variables[variable];
    let Some(printed) = numbers.get(number.id) else { return Slip::Other };
    if printed.is_blank() {
        return Slip::Blank;
    }
    if is_on_the_wrong_base(system, variable) {
        return Slip::Base;
    }
    let in_steps = |value: i128| value / number.step;
    let slip = Slip::between(in_steps(number.value.point), in_steps(value));
    if slip != Slip::Other || number.value.point == 0 {
        return slip;
    }
    if numbers.is_copied(printed) { Slip::Copied } else { Slip::Other }
}

/// To a multiple of a step, half away from zero.
pub(super) const fn rounded(value: i128, step: i128) -> i128 {
    let half = step / 2;
    let up = if value < 0 { value - half } else { value + half };
    up / step * step
}

/// Whether a rate is the share of this year's figure, not of last year's.
fn is_on_the_wrong_base(system: &System, variable: usize) -> bool {
    let number = &system.variables[variable];
    let constraints = system.of_variable[variable].iter().map(|&c| &system.constraints[c]);
    constraints.filter(|constraint| !constraint.holds).any(|constraint| {
        let on_this_year = system.share_of_this_year(constraint, variable);
        on_this_year.is_some_and(|share| rounded(share, number.step) == number.value.point)
    })
}
