//! The equation: sums of printed numbers compared as intervals.

use std::sync::Arc;

use gouji_model::{Amount, Comparison, Decimal, Interval, Message, Operand, Place, Unit, Verdict};
use gouji_standard::EquationOperator;

use crate::book::Missing;
use crate::evaluation::{Evaluation, Form, NumberId, Term};

/// A printed number as it takes part in an equation. Money is in 元 here, whatever was printed.
#[derive(Clone, Debug)]
pub(crate) struct Addend {
    /// The printed number; `None` for what is not printed (an absent row, a count of rows).
    pub number: Option<NumberId>,
    /// What it is, as printed.
    pub label: String,
    /// Text as printed.
    pub printed: String,
    pub value: Decimal,
    pub interval: Interval,
    /// Unit of measure as printed; decides the unit of the report.
    pub unit: Unit,
    pub negative: bool,
    pub place: Place,
}

impl Addend {
    /// A printed amount; `None` where its interval is beyond what the arithmetic holds.
    pub(crate) fn of_amount(
        number: NumberId,
        label: String,
        printed: &str,
        amount: &Amount,
        place: Place,
    ) -> Option<Self> {
        Some(Self {
            number: Some(number),
            label,
            printed: printed.to_owned(),
            value: amount.base_value()?,
            interval: amount.base_interval()?,
            unit: amount.unit.clone(),
            negative: false,
            place,
        })
    }

    /// Exactly zero: a blank, or a row that a completely read table does not have.
    pub(crate) fn zero(number: Option<NumberId>, label: String, unit: Unit, place: Place) -> Self {
        Self {
            number,
            label,
            printed: String::new(),
            value: Decimal::ZERO,
            interval: Interval::ZERO,
            unit,
            negative: false,
            place,
        }
    }

    pub(crate) fn signed(mut self, negative: bool) -> Self {
        self.negative ^= negative;
        self
    }

    /// As a term of an equation.
    pub(crate) fn term(&self) -> Term {
        Term {
            number: self.number,
            negative: self.negative,
            value: self.value,
            interval: self.interval,
        }
    }

    fn signed_value(&self) -> Decimal {
        if self.negative { self.value.negated() } else { self.value }
    }

    fn signed_interval(&self) -> Interval {
        if self.negative { self.interval.negated() } else { self.interval }
    }
}

/// Both sides of an equation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides {
    pub left: Vec<Addend>,
    pub right: Vec<Addend>,
}

/// Who an equation is.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub code: &'static str,
    pub relation: String,
    pub label: Message,
}

impl Name {
    pub(crate) fn outcome(self, verdict: Verdict, reason: Option<Message>) -> Evaluation {
        Evaluation::without_sides(self.code, self.relation, self.label, verdict, reason)
    }
}

/// Evaluates an equation. An overflow of the arithmetic is *not evaluated*.
pub(crate) fn evaluate(name: Name, sides: Sides, operator: EquationOperator) -> Evaluation {
    match judge(&sides, operator) {
        Some((verdict, totals)) => {
            let unit = report_unit(&sides);
            let comparison = totals.comparison(&unit);
            let form = Some(form(&sides, operator));
            let operands = operands(sides, &unit);
            Evaluation { comparison, operands, form, ..name.outcome(verdict, None) }
        }
        None => name.outcome(Verdict::NotEvaluated, Some(Message::new("check-overflow"))),
    }
}

/// Evaluates an equation some of whose operands may be missing: those that are there are told all
/// the same.
pub(crate) fn compare(
    name: Name,
    left: Vec<Result<Addend, Missing>>,
    right: Vec<Result<Addend, Missing>>,
    operator: EquationOperator,
) -> Evaluation {
    let mut first = None;
    let mut known = |side: Vec<Result<Addend, Missing>>| -> Vec<Addend> {
        let mut addends = Vec::new();
        for one in side {
            match one {
                Ok(addend) => addends.push(addend),
                Err(missing) => {
                    first.get_or_insert(missing);
                }
            }
        }
        addends
    };
    let sides = Sides { left: known(left), right: known(right) };
    match first {
        Some(missing) => missing_equation(name, missing, sides),
        None => evaluate(name, sides, operator),
    }
}

/// An equation of which an operand is missing, with those that are there where it could be assessed
/// but for that.
pub(crate) fn missing_equation(name: Name, missing: Missing, known: Sides) -> Evaluation {
    let (verdict, reason) = missing.verdict();
    let outcome = name.outcome(verdict, reason);
    if verdict != Verdict::NotAssessable {
        return outcome;
    }
    let unit = report_unit(&known);
    Evaluation { operands: operands(known, &unit), ..outcome }
}

/// Left side less right side.
fn form(sides: &Sides, operator: EquationOperator) -> Form {
    let right = sides.right.iter().map(|addend| addend.clone().signed(true).term());
    let terms = sides.left.iter().map(Addend::term).chain(right).collect();
    match operator {
        EquationOperator::Equal => Form::Zero(terms),
        EquationOperator::AtMost => Form::AtMostZero(terms),
    }
}

/// Sums of both sides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Totals {
    pub actual: Decimal,
    pub expected: Decimal,
    pub actual_interval: Interval,
    pub expected_interval: Interval,
}

impl Totals {
    /// In the unit of the report.
    pub(crate) fn comparison(self, unit: &Unit) -> Option<Comparison> {
        let show = |value| in_unit(value, unit);
        Some(Comparison {
            actual: show(self.actual),
            expected: show(self.expected),
            difference: show(self.actual.checked_sub(self.expected)?),
            actual_interval: interval_in_unit(self.actual_interval, unit),
            expected_interval: interval_in_unit(self.expected_interval, unit),
            unit: unit.as_str().into(),
        })
    }
}

fn judge(sides: &Sides, operator: EquationOperator) -> Option<(Verdict, Totals)> {
    let (actual, actual_interval) = sum(&sides.left)?;
    let (expected, expected_interval) = sum(&sides.right)?;
    let totals = Totals { actual, expected, actual_interval, expected_interval };
    let verdict = match operator {
        EquationOperator::AtMost if actual <= expected => Verdict::Pass,
        EquationOperator::AtMost if actual_interval.low <= expected_interval.high => {
            Verdict::PassWithResidue
        }
        EquationOperator::Equal if actual == expected => Verdict::Pass,
        EquationOperator::Equal if actual_interval.meets(expected_interval) => {
            let residue = actual.checked_sub(expected)?;
            let usual = is_usual_residue(residue, sides.left.iter().chain(&sides.right))?;
            if usual { Verdict::PassWithResidue } else { Verdict::Review }
        }
        _ => Verdict::Fail,
    };
    Some((verdict, totals))
}

/// Value and interval of a sum; `None` on overflow.
pub(crate) fn sum(addends: &[Addend]) -> Option<(Decimal, Interval)> {
    addends.iter().try_fold((Decimal::ZERO, Interval::ZERO), |(value, interval), addend| {
        Some((
            value.checked_add(addend.signed_value())?,
            interval.checked_add(addend.signed_interval())?,
        ))
    })
}

/// Whether a residue is within three times the spread that rounding leaves.
///
/// Each rounded number adds a variance of `width² / 12`, so the residue is usual when
/// `12 · residue² ≤ 9 · Σ width²`; this is `3 · 10⁻ᵈ · √((n+1)/12)` for n addends and their sum.
fn is_usual_residue<'a>(
    residue: Decimal,
    addends: impl Iterator<Item = &'a Addend>,
) -> Option<bool> {
    let mut widths = Decimal::ZERO;
    for addend in addends {
        let width = addend.interval.high.checked_sub(addend.interval.low)?;
        widths = widths.checked_add(width.checked_mul(width)?)?;
    }
    let left = residue.checked_mul(residue)?.checked_mul(Decimal::from(12))?;
    Some(left <= widths.checked_mul(Decimal::from(9))?)
}

/// The unit in which an equation is told: that of its operands where they agree, else 元.
fn report_unit(sides: &Sides) -> Unit {
    let mut printed = sides.left.iter().chain(&sides.right).map(|addend| &addend.unit);
    let Some(first) = printed.next() else { return Unit::Yuan };
    let agree = printed.clone().all(|unit| unit == first);
    if agree || !first.is_money() { first.clone() } else { Unit::Yuan }
}

fn operands(sides: Sides, unit: &Unit) -> Vec<Operand> {
    let side = |addends: Vec<Addend>, side: &'static str| {
        addends.into_iter().map(move |addend| (addend, side))
    };
    side(sides.left, "left")
        .chain(side(sides.right, "right"))
        .map(|(addend, side)| operand(addend, side, unit))
        .collect()
}

pub(crate) fn operand(addend: Addend, side: &'static str, unit: &Unit) -> Operand {
    // An operand in another unit than the equation's (a share beside amounts) keeps its own.
    let shown = if addend.unit.is_money() == unit.is_money() { unit } else { &addend.unit };
    Operand {
        interval: interval_in_unit(addend.interval, shown),
        unit: Arc::from(shown.as_str()),
        label: addend.label,
        printed: addend.printed,
        side,
        negative: addend.negative,
        place: addend.place,
    }
}

/// A value in 元 in another unit of money; other values unchanged.
pub(crate) fn in_unit(value: Decimal, unit: &Unit) -> Decimal {
    let powers = unit.yuan_powers().unwrap_or(0);
    Decimal::new(value.mantissa(), value.scale() + powers).normalised()
}

fn interval_in_unit(interval: Interval, unit: &Unit) -> Interval {
    Interval { low: in_unit(interval.low, unit), high: in_unit(interval.high, unit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Evaluates `left = right` or `left <= right` in 万元, written with the decimals printed.
    fn verdict(equation: &str) -> Verdict {
        let (operator, sign) = if equation.contains("<=") {
            (EquationOperator::AtMost, "<=")
        } else {
            (EquationOperator::Equal, "=")
        };
        let (left, right) = equation.split_once(sign).unwrap();
        let side = |text: &str| text.split('+').map(|number| addend(number.trim())).collect();
        let name = Name { code: "GJ201", relation: String::new(), label: Message::new("x") };
        evaluate(name, Sides { left: side(left), right: side(right) }, operator).verdict
    }

    fn addend(number: &str) -> Addend {
        let (number, unit) = match number.strip_suffix('元') {
            Some(yuan) => (yuan, Unit::Yuan),
            None => (number, Unit::WanYuan),
        };
        let amount = Amount::as_printed(number.parse().unwrap(), unit);
        Addend::of_amount(NumberId::of(&amount), number.into(), number, &amount, Place::default())
            .unwrap()
    }

    #[test]
    fn agreeing_numbers_pass() {
        assert_eq!(verdict("37.60 = 21.54 + 10.71 + 5.35"), Verdict::Pass);
        assert_eq!(verdict("0.00 = 0.00 + 0.00"), Verdict::Pass);
    }

    #[test]
    fn a_rounding_residue_is_a_residue_and_never_an_error() {
        assert_eq!(
            verdict("1027.63 = 0.18 + 37.60 + 5.09 + 221.37 + 8.99 + 754.41"),
            Verdict::PassWithResidue
        );
        assert_eq!(verdict("10.07 = 100700元"), Verdict::Pass);
        assert_eq!(verdict("2.00 = 19938元"), Verdict::Fail);
        assert_eq!(verdict("2.00 = 19951元"), Verdict::PassWithResidue);
    }

    #[test]
    fn an_error_is_never_called_a_residue() {
        assert_eq!(verdict("5.12 = 5.12 + 3.07"), Verdict::Fail);
        assert_eq!(verdict("10.00 = 5.00 + 5.02"), Verdict::Fail);
        assert_eq!(verdict("0.00 = 0.01"), Verdict::Fail);
    }

    #[test]
    fn a_large_residue_is_to_be_looked_at() {
        // Eight rounded numbers may be 0.04 apart; three times the usual spread is 0.0245.
        assert_eq!(
            verdict("7.04 = 1.00 + 1.00 + 1.00 + 1.00 + 1.00 + 1.00 + 1.00"),
            Verdict::Review
        );
        assert_eq!(
            verdict("7.02 = 1.00 + 1.00 + 1.00 + 1.00 + 1.00 + 1.00 + 1.00"),
            Verdict::PassWithResidue
        );
    }

    #[test]
    fn a_bound_holds_up_to_rounding() {
        assert_eq!(verdict("1.80 <= 1.80"), Verdict::Pass);
        assert_eq!(verdict("1.81 <= 1.80"), Verdict::PassWithResidue);
        assert_eq!(verdict("1.82 <= 1.80"), Verdict::Fail);
    }
}
