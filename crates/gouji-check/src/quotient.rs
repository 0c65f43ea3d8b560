//! Shares and rates: quotients of intervals, compared without dividing.

use gouji_model::{Decimal, Interval, Verdict};

use crate::equation::Totals;

/// A quotient of printed numbers, times 100, that a percentage claims.
pub(crate) struct Quotient {
    /// The percentage as printed.
    pub percent: Decimal,
    pub percent_interval: Interval,
    /// Corners of what numerator and denominator may be; denominators above zero.
    pub corners: Vec<(Decimal, Decimal)>,
    /// Numerator and denominator as printed.
    pub printed: (Decimal, Decimal),
}

/// Decimals beyond those printed with which a recomputed percentage is shown.
const MORE_DECIMALS: u32 = 2;

impl Quotient {
    /// `100 · part ÷ whole`; `None` unless the whole is above zero throughout.
    pub(crate) fn share(
        percent: (Decimal, Interval),
        part: (Decimal, Interval),
        whole: (Decimal, Interval),
    ) -> Option<Self> {
        let corners = corners(part.1, whole.1).collect();
        Self::new(percent, corners, (part.0, whole.0))
    }

    /// `100 · change ÷ (current − change)`, the rate against last year's figure.
    ///
    /// The quotient is monotonous in each of the two, so its extremes lie in the corners.
    pub(crate) fn rate(
        percent: (Decimal, Interval),
        change: (Decimal, Interval),
        current: (Decimal, Interval),
    ) -> Option<Self> {
        let corners: Option<Vec<_>> = corners(change.1, current.1)
            .map(|(change, current)| Some((change, current.checked_sub(change)?)))
            .collect();
        let prior = current.0.checked_sub(change.0)?;
        Self::new(percent, corners?, (change.0, prior))
    }

    /// `100 · (current − prior) ÷ prior`.
    pub(crate) fn growth(
        percent: (Decimal, Interval),
        current: (Decimal, Interval),
        prior: (Decimal, Interval),
    ) -> Option<Self> {
        let corners: Option<Vec<_>> = corners(current.1, prior.1)
            .map(|(current, prior)| Some((current.checked_sub(prior)?, prior)))
            .collect();
        let change = current.0.checked_sub(prior.0)?;
        Self::new(percent, corners?, (change, prior.0))
    }

    fn new(
        percent: (Decimal, Interval),
        corners: Vec<(Decimal, Decimal)>,
        printed: (Decimal, Decimal),
    ) -> Option<Self> {
        let positive = corners.iter().all(|(_, denominator)| *denominator > Decimal::ZERO);
        positive.then_some(Self {
            percent: percent.0,
            percent_interval: percent.1,
            corners,
            printed,
        })
    }

    /// Verdict and both sides; `None` on overflow.
    pub(crate) fn judge(&self) -> Option<(Verdict, Totals)> {
        let hundred = Decimal::from(100);
        // The quotient takes every value between its corners, so it meets the printed percentage
        // when some corner is at most its high end and some corner at least its low end.
        let (mut below, mut above) = (false, false);
        for (numerator, denominator) in &self.corners {
            let scaled = numerator.checked_mul(hundred)?;
            below |= scaled <= self.percent_interval.high.checked_mul(*denominator)?;
            above |= scaled >= self.percent_interval.low.checked_mul(*denominator)?;
        }
        let shown = |(n, d): (Decimal, Decimal), decimals| {
            Decimal::quotient(n.checked_mul(hundred)?, d, decimals)
        };
        let decimals = self.percent.normalised().scale().max(self.percent.scale());
        let rounded = shown(self.printed, decimals)?;
        let expected = shown(self.printed, decimals + MORE_DECIMALS)?;
        let verdict = match (below && above, rounded == self.percent) {
            (true, true) => Verdict::Pass,
            (true, false) => Verdict::PassWithResidue,
            (false, _) => Verdict::Fail,
        };
        let values: Option<Vec<Decimal>> =
            self.corners.iter().map(|corner| shown(*corner, decimals + MORE_DECIMALS)).collect();
        let values = values?;
        let expected_interval =
            Interval { low: *values.iter().min()?, high: *values.iter().max()? };
        let totals = Totals {
            actual: self.percent,
            expected: if verdict == Verdict::Pass { self.percent } else { expected },
            actual_interval: self.percent_interval,
            expected_interval,
        };
        Some((verdict, totals))
    }
}

fn corners(a: Interval, b: Interval) -> impl Iterator<Item = (Decimal, Decimal)> {
    [(a.low, b.low), (a.low, b.high), (a.high, b.low), (a.high, b.high)].into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> (Decimal, Interval) {
        let value: Decimal = text.parse().unwrap();
        (value, Interval::around(value, Decimal::half_unit(value.scale())).unwrap())
    }

    fn verdict(quotient: Option<Quotient>) -> Option<Verdict> {
        Some(quotient?.judge()?.0)
    }

    #[test]
    fn a_share_recomputes_or_not() {
        let share = |percent, part, whole| {
            verdict(Quotient::share(printed(percent), printed(part), printed(whole)))
        };
        assert_eq!(share("15.37", "157.96", "1027.63"), Some(Verdict::Pass));
        assert_eq!(share("15.73", "157.96", "1027.63"), Some(Verdict::Fail));
        assert_eq!(share("50", "1", "0"), None, "no share of nothing");
    }

    #[test]
    fn small_amounts_make_several_rates_true() {
        // 0.50 to 0.62 is anything from 21.8 to 26.3 per cent.
        let growth =
            |percent| verdict(Quotient::growth(printed(percent), printed("0.62"), printed("0.50")));
        assert_eq!(growth("24.00"), Some(Verdict::Pass));
        assert_eq!(growth("22.22"), Some(Verdict::PassWithResidue));
        assert_eq!(growth("21.00"), Some(Verdict::Fail));
    }

    #[test]
    fn a_rate_is_taken_on_last_years_figure() {
        let rate = |percent| {
            verdict(Quotient::rate(printed(percent), printed("-641.79"), printed("1027.63")))
        };
        assert_eq!(rate("-38.44"), Some(Verdict::Pass));
        assert_eq!(rate("-62.45"), Some(Verdict::Fail), "that is on this year's");
        assert_eq!(rate("38.44"), Some(Verdict::Fail), "it fell");
    }
}
