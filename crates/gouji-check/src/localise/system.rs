//! The equations of a document as one system over its numbers, in exact integers.
//!
//! Values are in millionths of 元 (or of the number's own unit): fine enough for half a unit of
//! the last digit of whatever is printed. An equation that does not fit is left out.

use std::collections::BTreeMap;

use gouji_model::{Decimal, Verdict};

use super::numbers::Numbers;
use crate::evaluation::{Evaluation, Form, NumberId, Term};

/// Decimals of the integers.
pub(super) const SCALE: u32 = 6;
const ONE: i128 = 1_000_000;

/// A closed interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub low: i128,
    pub high: i128,
}

impl Span {
    pub(super) const fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    const fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    const fn times(self, factor: i128) -> Self {
        let (a, b) = (self.low * factor, self.high * factor);
        if a <= b { Self { low: a, high: b } } else { Self { low: b, high: a } }
    }

    /// What is in both.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        let both = Self { low: self.low.max(other.low), high: self.high.min(other.high) };
        (both.low <= both.high).then_some(both)
    }
}

/// A value and what it may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub point: i128,
    pub span: Span,
}

impl Value {
    const ZERO: Self = Self { point: 0, span: Span { low: 0, high: 0 } };

    fn plus(self, other: Self) -> Self {
        Self { point: self.point + other.point, span: self.span.plus(other.span) }
    }

    fn times(self, factor: i128) -> Self {
        Self { point: self.point * factor, span: self.span.times(factor) }
    }

    /// The same digits with `to` instead of `from` powers of ten; `None` where it does not fit.
    pub(super) fn in_powers(self, to: u32, from: u32) -> Option<Self> {
        let scaled = |value: i128| {
            let factor = 10i128.pow(to.abs_diff(from));
            let scaled = if to > from { value.checked_mul(factor)? } else { value / factor };
            (scaled.abs() < LARGEST).then_some(scaled)
        };
        let span = Span { low: scaled(self.span.low)?, high: scaled(self.span.high)? };
        Some(Self { point: scaled(self.point)?, span })
    }
}

/// A printed number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variable {
    pub id: NumberId,
    /// One unit of its last digit.
    pub step: i128,
    /// Whether half a unit of its last digit was rounded away; counts are exact.
    pub is_rounded: bool,
    pub value: Value,
}

impl Variable {
    /// What the number would be with another value printed.
    pub(super) const fn with(&self, point: i128) -> Value {
        let half = if self.is_rounded && point != 0 { self.step / 2 } else { 0 };
        Value { point, span: Span { low: point - half, high: point + half } }
    }
}

/// A sum: a constant, and variables with their factors.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    constant: Value,
    pub terms: Vec<(usize, i128)>,
}

impl Sum {
    pub(super) const fn constant_span(&self) -> Span {
        self.constant.span
    }
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Zero.
    Zero(Sum),
    /// At most zero.
    AtMostZero(Sum),
    /// `percent · denominator = 100 · numerator`.
    Percent { percent: Sum, numerator: Sum, denominator: Sum },
}

/// An equation of the system.
#[derive(Clone, Debug)]
pub(super) struct Constraint {
    /// Which of the evaluations it is.
    pub evaluation: usize,
    pub kind: Kind,
    /// Variables without repetition.
    pub variables: Vec<usize>,
    /// Whether it holds as printed.
    pub holds: bool,
}

/// Numbers and equations.
pub(super) struct System {
    pub variables: Vec<Variable>,
    pub constraints: Vec<Constraint>,
    /// Constraints of each variable.
    pub of_variable: Vec<Vec<usize>>,
}

/// Most corners of a quotient that are looked at.
const MAX_SHARED: usize = 6;

impl System {
    pub(super) fn of(evaluations: &[Evaluation], numbers: &Numbers<'_>) -> Self {
        let mut system =
            Self { variables: Vec::new(), constraints: Vec::new(), of_variable: Vec::new() };
        let mut indices = BTreeMap::new();
        for (index, evaluation) in evaluations.iter().enumerate() {
            let Some(form) = &evaluation.form else { continue };
            let Some(kind) = system.kind(form, numbers, &mut indices) else { continue };
            system.add(index, kind, evaluation.verdict != Verdict::Fail);
        }
        system
    }

    fn add(&mut self, evaluation: usize, kind: Kind, holds: bool) {
        let mut variables: Vec<usize> =
            kind.sums().iter().flat_map(|sum| sum.terms.iter().map(|(v, _)| *v)).collect();
        variables.sort_unstable();
        variables.dedup();
        let constraint = Constraint { evaluation, kind, variables, holds };
        // Where the text says less than its cell (312 for 312.14) the verdict is kinder than the
        // system would be; such an equation tells nothing of errors.
        if self.is_met(&constraint) != holds {
            return;
        }
        for &variable in &constraint.variables {
            self.of_variable[variable].push(self.constraints.len());
        }
        self.constraints.push(constraint);
    }

    /// The sums of money alone.
    pub(super) fn of_money(mut self, numbers: &Numbers<'_>) -> Self {
        let is_money = |variable: &usize| {
            let printed = numbers.get(self.variables[*variable].id);
            printed.is_some_and(|printed| printed.unit().is_money())
        };
        let kept: Vec<bool> = self
            .constraints
            .iter()
            .map(|one| matches!(one.kind, Kind::Zero(_)) && one.variables.iter().all(is_money))
            .collect();
        for constraints in &mut self.of_variable {
            constraints.retain(|constraint| kept[*constraint]);
        }
        for (constraint, kept) in self.constraints.iter_mut().zip(kept) {
            constraint.holds &= kept;
        }
        self
    }

    /// Takes equations for holding that fail for a reason which is known.
    pub(super) fn leave_out(&mut self, is_known: impl Fn(usize) -> bool) {
        let known: Vec<bool> =
            self.constraints.iter().map(|constraint| is_known(constraint.evaluation)).collect();
        for (constraint, known) in self.constraints.iter_mut().zip(&known) {
            constraint.holds |= known;
        }
        for constraints in &mut self.of_variable {
            constraints.retain(|constraint| !known[*constraint]);
        }
    }

    fn kind(
        &mut self,
        form: &Form,
        numbers: &Numbers<'_>,
        indices: &mut BTreeMap<NumberId, usize>,
    ) -> Option<Kind> {
        let mut sum = |terms: &[Term]| self.sum(terms, numbers, indices);
        Some(match form {
            Form::Zero(terms) => Kind::Zero(sum(terms)?),
            Form::AtMostZero(terms) => Kind::AtMostZero(sum(terms)?),
            Form::Percent { percent, numerator, denominator } => Kind::Percent {
                percent: sum(std::slice::from_ref(percent))?,
                numerator: sum(numerator)?,
                denominator: sum(denominator)?,
            },
        })
    }

    fn sum(
        &mut self,
        terms: &[Term],
        numbers: &Numbers<'_>,
        indices: &mut BTreeMap<NumberId, usize>,
    ) -> Option<Sum> {
        let mut sum = Sum { constant: Value::ZERO, terms: Vec::new() };
        for term in terms {
            let factor = if term.negative { -1 } else { 1 };
            let value = value(term)?;
            let Some(id) = term.number.map(|id| numbers.same(id)) else {
                sum.constant = sum.constant.plus(value.times(factor));
                continue;
            };
            let variable = if let Some(&variable) = indices.get(&id) {
                variable
            } else {
                let variable = variable(id, value, numbers)?;
                indices.insert(id, self.variables.len());
                self.variables.push(variable);
                self.of_variable.push(Vec::new());
                self.variables.len() - 1
            };
            match sum.terms.iter_mut().find(|(other, _)| *other == variable) {
                Some((_, known)) => *known += factor,
                None => sum.terms.push((variable, factor)),
            }
        }
        Some(sum)
    }

    /// Value of a sum without one of its variables, and the factor of that.
    fn without(&self, sum: &Sum, variable: Option<usize>) -> (Value, i128) {
        let mut factor = 0;
        let value = sum.terms.iter().fold(sum.constant, |value, &(other, times)| {
            if Some(other) == variable {
                factor = times;
                return value;
            }
            value.plus(self.variables[other].value.times(times))
        });
        (value, factor)
    }

    /// What a sum is, as printed.
    pub(super) fn residue(&self, sum: &Sum) -> i128 {
        self.without(sum, None).0.point
    }

    /// Whether an equation holds with the values at hand.
    pub(super) fn is_met(&self, constraint: &Constraint) -> bool {
        match &constraint.kind {
            Kind::Zero(sum) => {
                let span = self.without(sum, None).0.span;
                span.low <= 0 && span.high >= 0
            }
            Kind::AtMostZero(sum) => self.without(sum, None).0.span.low <= 0,
            Kind::Percent { percent, .. } => {
                let printed = self.without(percent, None).0.span;
                let of = percent.terms.first().map(|(variable, _)| *variable);
                let implied = of.and_then(|variable| self.implied(constraint, variable));
                // What cannot be told from the numbers is not held against them.
                implied.is_none_or(|implied| implied.span.meets(printed))
            }
        }
    }

    /// What one number would have to be for an equation to hold, the others being as they are.
    pub(super) fn implied(&self, constraint: &Constraint, variable: usize) -> Option<Value> {
        match &constraint.kind {
            Kind::Zero(sum) => {
                let (rest, factor) = self.without(sum, Some(variable));
                (factor.abs() == 1).then(|| rest.times(-factor))
            }
            Kind::AtMostZero(sum) => {
                let (rest, factor) = self.without(sum, Some(variable));
                let bound = rest.times(-factor);
                let span = match factor {
                    1 => Span { low: i128::MIN / 4, high: bound.span.high },
                    -1 => Span { low: bound.span.low, high: i128::MAX / 4 },
                    _ => return None,
                };
                Some(Value { point: bound.point, span })
            }
            Kind::Percent { percent, numerator, denominator } => {
                self.implied_by_quotient(percent, numerator, denominator, variable)
            }
        }
    }

    /// The quotient is monotonous in each number, so its extremes lie in the corners.
    fn implied_by_quotient(
        &self,
        percent: &Sum,
        numerator: &Sum,
        denominator: &Sum,
        variable: usize,
    ) -> Option<Value> {
        let (p, of_percent) = self.without(percent, Some(variable));
        let shared: Vec<usize> = numerator
            .terms
            .iter()
            .map(|(v, _)| *v)
            .filter(|v| *v != variable && denominator.terms.iter().any(|(d, _)| d == v))
            .take(MAX_SHARED)
            .collect();
        let (n, of_numerator) = self.apart(numerator, variable, &shared);
        let (d, of_denominator) = self.apart(denominator, variable, &shared);
        let solve = |p: i128, n: i128, d: i128| -> Option<(i128, i128)> {
            if of_percent != 0 {
                return Some((100 * n * ONE, d));
            }
            let rest = (100 * n * ONE).checked_sub(p.checked_mul(d)?)?;
            Some((rest, p * of_denominator - 100 * ONE * of_numerator))
        };
        let mut low: Option<i128> = None;
        let mut high: Option<i128> = None;
        let mut positive: Option<bool> = None;
        for corner in 0..1u32 << (3 + shared.len()) {
            let pick = |bit: usize, span: Span| {
                if corner >> bit & 1 == 0 { span.low } else { span.high }
            };
            let (mut n, mut d) = (pick(0, n.span), pick(1, d.span));
            for (bit, &shared) in shared.iter().enumerate() {
                let value = pick(3 + bit, self.variables[shared].value.span);
                n += value * factor_of(numerator, shared);
                d += value * factor_of(denominator, shared);
            }
            let (rest, divisor) = solve(pick(2, p.span), n, d)?;
            // Where the divisor may be zero, the number may be anything.
            if divisor == 0 || positive.is_some_and(|positive| positive != (divisor > 0)) {
                return None;
            }
            positive = Some(divisor > 0);
            low = Some(low.map_or(floor(rest, divisor), |low| low.min(floor(rest, divisor))));
            high = Some(high.map_or(ceil(rest, divisor), |high| high.max(ceil(rest, divisor))));
        }
        let (mut n_point, mut d_point) = (n.point, d.point);
        for &shared in &shared {
            let value = self.variables[shared].value.point;
            n_point += value * factor_of(numerator, shared);
            d_point += value * factor_of(denominator, shared);
        }
        let (rest, divisor) = solve(p.point, n_point, d_point)?;
        let span = Span { low: low?, high: high? };
        Some(Value { point: floor(rest, divisor), span })
    }

    /// What a rate would be if the change were divided by this year's figure instead of last
    /// year's; `None` for what is no rate of change.
    pub(super) fn share_of_this_year(
        &self,
        constraint: &Constraint,
        variable: usize,
    ) -> Option<i128> {
        let Kind::Percent { percent, numerator, denominator } = &constraint.kind else {
            return None;
        };
        let is_rate = percent.terms.first().is_some_and(|(of, _)| *of == variable)
            && numerator.terms.iter().any(|(n, _)| denominator.terms.iter().any(|(d, _)| d == n));
        let (change, last_year) =
            (self.without(numerator, None).0.point, self.without(denominator, None).0.point);
        let this_year = last_year + change;
        (is_rate && this_year > 0).then(|| 100 * change * ONE / this_year)
    }

    /// A sum without one variable and those that numerator and denominator share.
    fn apart(&self, sum: &Sum, variable: usize, shared: &[usize]) -> (Value, i128) {
        let rest = Sum {
            constant: sum.constant,
            terms: sum.terms.iter().filter(|(v, _)| !shared.contains(v)).copied().collect(),
        };
        self.without(&rest, Some(variable))
    }
}

impl Kind {
    fn sums(&self) -> Vec<&Sum> {
        match self {
            Self::Zero(sum) | Self::AtMostZero(sum) => vec![sum],
            Self::Percent { percent, numerator, denominator } => {
                vec![percent, numerator, denominator]
            }
        }
    }
}

fn factor_of(sum: &Sum, variable: usize) -> i128 {
    sum.terms.iter().find(|(v, _)| *v == variable).map_or(0, |(_, factor)| *factor)
}

fn value(term: &Term) -> Option<Value> {
    Some(Value {
        point: scaled(term.value)?,
        span: Span { low: scaled(term.interval.low)?, high: scaled(term.interval.high)? },
    })
}

fn variable(id: NumberId, value: Value, numbers: &Numbers<'_>) -> Option<Variable> {
    let printed = numbers.get(id)?;
    let powers = printed.unit().yuan_powers().unwrap_or(0);
    let step = scaled(Decimal::new(1, numbers.decimals(printed)).checked_shift(powers)?)?;
    let is_counted = matches!(printed.unit(), gouji_model::Unit::Other(_));
    Some(Variable { id, step, is_rounded: !is_counted, value })
}

/// Largest absolute value of the integers: products of two of them and a hundred still fit.
const LARGEST: i128 = 100_000_000_000_000_000_000;

pub(super) fn scaled(value: Decimal) -> Option<i128> {
    let scaled = value.with_scale(SCALE)?.mantissa();
    (scaled.abs() < LARGEST).then_some(scaled)
}

const fn floor(a: i128, b: i128) -> i128 {
    let quotient = a / b;
    if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}

const fn ceil(a: i128, b: i128) -> i128 {
    -floor(-a, b)
}

#[cfg(test)]
impl System {
    /// A system in the notation of the field: `"a 10.00"` are numbers in 元, `"a = b + c"` sums.
    pub(super) fn written(numbers: &[&str], sums: &[&str]) -> Self {
        let mut names = Vec::new();
        let mut system =
            Self { variables: Vec::new(), constraints: Vec::new(), of_variable: Vec::new() };
        for number in numbers {
            let (name, printed) = number.split_once(' ').unwrap();
            let printed: Decimal = printed.parse().unwrap();
            let step = scaled(Decimal::new(1, printed.scale())).unwrap();
            let zero =
                Variable { id: NumberId::of(number), step, is_rounded: true, value: Value::ZERO };
            names.push(name);
            let value = zero.with(scaled(printed).unwrap());
            system.variables.push(Variable { value, ..zero });
            system.of_variable.push(Vec::new());
        }
        for (index, sum) in sums.iter().enumerate() {
            let (left, right) = sum.split_once(" = ").unwrap();
            let of = |name: &str| names.iter().position(|other| *other == name).unwrap();
            let mut terms = vec![(of(left), 1)];
            terms.extend(right.split(" + ").map(|name| (of(name), -1)));
            let sum = Sum { constant: Value::ZERO, terms };
            let holds = {
                let span = system.without(&sum, None).0.span;
                span.low <= 0 && span.high >= 0
            };
            system.add(index, Kind::Zero(sum), holds);
        }
        system
    }
}
