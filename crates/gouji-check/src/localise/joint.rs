//! All equations at once: whether numbers exist that every one of them allows.
//!
//! A document may satisfy each equation within rounding and still be impossible: what one leaves to
//! a number, another may take away. Bounds are narrowed by every sum in turn until nothing changes.
//! The same narrowing, with a choice wherever it leaves one, finds exact amounts behind the printed
//! ones; they satisfy every sum in exact integers.

use std::collections::{BTreeSet, VecDeque};

use super::system::{Kind, Span, Sum, System};

/// What each number may be, and which equation said so last: for its lower and its upper bound.
#[derive(Clone)]
pub(super) struct Bounds {
    pub spans: Vec<Span>,
    reasons: Vec<[Option<usize>; 2]>,
}

/// Most narrowings of one document: each makes a bound better, by a unit at least.
const MAX_NARROWINGS: usize = 200_000;
/// Most choices made in search of exact amounts.
const MAX_CHOICES: usize = 20_000;
/// One fen in the integers of the system.
pub(super) const FEN: i128 = 10_000;

impl Bounds {
    /// What the printed numbers allow.
    pub(super) fn printed(system: &System) -> Self {
        let spans: Vec<Span> = system.variables.iter().map(|one| one.value.span).collect();
        let reasons = vec![[None; 2]; spans.len()];
        Self { spans, reasons }
    }

    /// Narrows by the sums among `constraints`, beginning with `first`. `Err` is an equation for
    /// which nothing is left.
    fn narrow(
        &mut self,
        system: &System,
        first: impl IntoIterator<Item = usize>,
        used: &dyn Fn(usize) -> bool,
    ) -> Result<(), usize> {
        let mut queue: VecDeque<usize> = first.into_iter().collect();
        let mut queued: BTreeSet<usize> = queue.iter().copied().collect();
        for _ in 0..MAX_NARROWINGS {
            let Some(constraint) = queue.pop_front() else { return Ok(()) };
            queued.remove(&constraint);
            for variable in self.narrow_by(system, constraint)? {
                for &other in &system.of_variable[variable] {
                    if used(other) && queued.insert(other) {
                        queue.push_back(other);
                    }
                }
            }
        }
        Ok(())
    }

    /// The variables whose bounds one equation narrows.
    fn narrow_by(&mut self, system: &System, constraint: usize) -> Result<Vec<usize>, usize> {
        let (sum, is_equal) = match &system.constraints[constraint].kind {
            Kind::Zero(sum) => (sum, true),
            Kind::AtMostZero(sum) => (sum, false),
            Kind::Percent { .. } => return Ok(Vec::new()),
        };
        let total = self.total(sum);
        if total.low > 0 || (is_equal && total.high < 0) {
            return Err(constraint);
        }
        let mut narrowed = Vec::new();
        for &(variable, factor) in &sum.terms {
            if factor.abs() != 1 {
                continue;
            }
            let own = scaled(self.spans[variable], factor);
            // factor · x = −rest, where rest = total − own; at most that for a bound.
            let high = own.low - total.low;
            let low = if is_equal { own.high - total.high } else { own.low };
            let allowed = scaled(Span { low: low.max(own.low), high: high.min(own.high) }, factor);
            if allowed.low > allowed.high {
                return Err(constraint);
            }
            let span = &mut self.spans[variable];
            if allowed.low > span.low {
                self.reasons[variable][0] = Some(constraint);
            }
            if allowed.high < span.high {
                self.reasons[variable][1] = Some(constraint);
            }
            if allowed != *span {
                *span = allowed;
                narrowed.push(variable);
            }
        }
        Ok(narrowed)
    }

    fn total(&self, sum: &Sum) -> Span {
        sum.terms.iter().fold(sum.constant_span(), |total, &(variable, factor)| {
            let span = scaled(self.spans[variable], factor);
            Span { low: total.low + span.low, high: total.high + span.high }
        })
    }

    /// The equations that led to a contradiction in one.
    fn behind(&self, system: &System, conflict: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([conflict]);
        let mut open = vec![conflict];
        while let Some(constraint) = open.pop() {
            for &variable in &system.constraints[constraint].variables {
                for reason in self.reasons[variable].into_iter().flatten() {
                    if found.insert(reason) {
                        open.push(reason);
                    }
                }
            }
        }
        found
    }
}

fn scaled(span: Span, factor: i128) -> Span {
    let (a, b) = (span.low * factor, span.high * factor);
    Span { low: a.min(b), high: a.max(b) }
}

/// Most equations of a contradiction that are weighed one by one.
const MAX_CORE: usize = 40;

/// Equations that hold each by itself and not together; as few as are needed. `None` where all
/// that hold may hold together.
pub(super) fn contradiction(system: &System) -> Option<BTreeSet<usize>> {
    let holding: BTreeSet<usize> =
        (0..system.constraints.len()).filter(|&c| system.constraints[c].holds).collect();
    let mut core = conflict(system, &holding)?;
    if core.len() > MAX_CORE {
        return Some(core);
    }
    for constraint in core.clone() {
        let mut less = core.clone();
        less.remove(&constraint);
        if conflict(system, &less).is_some() {
            core = less;
        }
    }
    Some(core)
}

/// Of the equations in a set those that contradict one another.
fn conflict(system: &System, among: &BTreeSet<usize>) -> Option<BTreeSet<usize>> {
    let mut bounds = Bounds::printed(system);
    let is_used = |constraint: usize| among.contains(&constraint);
    let conflict = bounds.narrow(system, among.iter().copied(), &is_used).err()?;
    Some(bounds.behind(system, conflict))
}

/// An exact amount for every number, in the integers of the system and in whole fen, such that each
/// is printed as it is and every sum that holds is exact; `None` where the search finds none.
pub(super) fn exact(system: &System) -> Option<Vec<i128>> {
    let holding: BTreeSet<usize> =
        (0..system.constraints.len()).filter(|&c| system.constraints[c].holds).collect();
    let mut bounds = Bounds::printed(system);
    for (variable, span) in system.variables.iter().zip(&mut bounds.spans) {
        *span = in_whole_fen(*span, variable.value.point, variable.is_rounded)?;
    }
    let is_used = |constraint: usize| holding.contains(&constraint);
    bounds.narrow(system, holding.iter().copied(), &is_used).ok()?;
    let mut choices = MAX_CHOICES;
    choose(system, bounds, 0, &is_used, &mut choices)
}

/// Chooses values one by one, the printed one first, and goes back where nothing is left.
fn choose(
    system: &System,
    bounds: Bounds,
    from: usize,
    is_used: &dyn Fn(usize) -> bool,
    choices: &mut usize,
) -> Option<Vec<i128>> {
    let mut bounds = bounds;
    let mut from = from;
    loop {
        let open = (from..bounds.spans.len()).find(|&v| bounds.spans[v].low < bounds.spans[v].high);
        let Some(variable) = open else {
            return Some(bounds.spans.iter().map(|span| span.low).collect());
        };
        let span = bounds.spans[variable];
        let printed = system.variables[variable].value.point.clamp(span.low, span.high);
        let middle = i128::midpoint(span.low, span.high) / FEN * FEN;
        let mut tried: Vec<i128> = Vec::new();
        for value in [printed, middle, span.low, span.high] {
            let value = value / FEN * FEN;
            if (span.low..=span.high).contains(&value) && !tried.contains(&value) {
                tried.push(value);
            }
        }
        let last = tried.pop()?;
        for value in tried {
            *choices = choices.checked_sub(1)?;
            let mut chosen = bounds.clone();
            if chosen.fix(system, variable, value, is_used)
                && let Some(found) = choose(system, chosen, variable + 1, is_used, choices)
            {
                return Some(found);
            }
        }
        *choices = choices.checked_sub(1)?;
        if !bounds.fix(system, variable, last, is_used) {
            return None;
        }
        from = variable + 1;
    }
}

impl Bounds {
    /// Whether a number may be a value.
    fn fix(
        &mut self,
        system: &System,
        variable: usize,
        value: i128,
        is_used: &dyn Fn(usize) -> bool,
    ) -> bool {
        self.spans[variable] = Span { low: value, high: value };
        let of = system.of_variable[variable].iter().copied().filter(|&c| is_used(c));
        self.narrow(system, of, is_used).is_ok()
    }
}

/// Whole fen that are printed so; `None` where there are none. Halves are rounded away from zero,
/// so that the far end of an interval is printed as the next number.
fn in_whole_fen(span: Span, point: i128, is_rounded: bool) -> Option<Span> {
    let ceil = |value: i128| -(-value).div_euclid(FEN) * FEN;
    let floor = |value: i128| value.div_euclid(FEN) * FEN;
    let mut whole = Span { low: ceil(span.low), high: floor(span.high) };
    if is_rounded && span.low < span.high {
        if point > 0 && whole.high == span.high {
            whole.high -= FEN;
        }
        if point < 0 && whole.low == span.low {
            whole.low += FEN;
        }
    }
    (whole.low <= whole.high).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_that_hold_one_by_one_may_contradict_one_another() {
        // b + c is at least 10.005 by the first and at most 9.995 by the third.
        let system = System::written(
            &["a 10.01", "b 5.00", "c 5.00", "d 5.00", "e 9.99"],
            &["a = b + c", "d = c", "e = b + c"],
        );
        assert!(system.constraints.iter().all(|one| one.holds));
        let core = contradiction(&system);
        assert_eq!(core, Some(BTreeSet::from([0, 2])), "the second has no part in it");
    }

    #[test]
    fn equations_that_may_hold_together_do_not_contradict_one_another() {
        let system = System::written(
            &["a 10.01", "b 5.00", "c 5.00", "d 10.00"],
            &["a = b + c", "d = b + c"],
        );
        assert_eq!(contradiction(&system), None);
    }

    #[test]
    fn exact_amounts_satisfy_every_sum_and_are_printed_as_they_are() {
        let sums = ["a = b + c", "d = b + c", "a = e"];
        let system = System::written(&["a 10.1", "b 5.0", "c 5.0", "d 10.0", "e 10.1"], &sums);
        // 10.1 and 10.0 are the same sum: it cannot be printed as both.
        assert_eq!(exact(&system), None);
        let system =
            System::written(&["a 10.1", "b 5.0", "c 5.0", "e 10.1"], &["a = b + c", "a = e"]);
        let values = exact(&system).unwrap();
        assert_eq!(values[0], values[1] + values[2]);
        assert_eq!(values[0], values[3]);
        for (value, variable) in values.iter().zip(&system.variables) {
            assert_eq!(value % FEN, 0);
            assert!(variable.value.span.low <= *value && *value < variable.value.span.high);
        }
    }
}
