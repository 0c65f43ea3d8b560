//! A printed number with its unit and precision.

use serde::Serialize;

use crate::{Decimal, Interval, Unit};

/// A printed amount, share, rate or count: a value, its unit, and the decimals of its column group.
///
/// It denotes the interval `value ± half a unit of the last digit`, except where the field prints
/// exact values: zeros of a completely read table, and counts of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// The value as printed, in `unit`.
    pub value: Decimal,
    /// Unit of measure.
    pub unit: Unit,
    /// Decimals to which the number was rounded: the most that occur in its column group.
    pub decimals: u32,
}

impl Amount {
    /// An amount rounded to the decimals that it shows.
    pub fn as_printed(value: Decimal, unit: Unit) -> Self {
        Self { value, unit, decimals: value.scale() }
    }

    /// The interval in the amount's own unit; `None` on overflow. Zero is exact, and so is
    /// everything that is counted.
    pub fn interval(&self) -> Option<Interval> {
        if self.value.is_zero() || matches!(self.unit, Unit::Other(_)) {
            return Some(Interval::exact(self.value));
        }
        Interval::around(self.value, Decimal::half_unit(self.decimals))
    }

    /// The interval in 元 for money, in the amount's own unit otherwise.
    pub fn base_interval(&self) -> Option<Interval> {
        self.interval()?.checked_shift(self.unit.yuan_powers().unwrap_or(0))
    }

    /// The value in 元; `None` for what is not money, and on overflow.
    pub fn yuan(&self) -> Option<Decimal> {
        self.value.checked_shift(self.unit.yuan_powers()?)
    }

    /// The value in 元 for money, in the amount's own unit otherwise; `None` on overflow.
    pub fn base_value(&self) -> Option<Decimal> {
        self.value.checked_shift(self.unit.yuan_powers().unwrap_or(0))
    }

    /// Decimals of [`Amount::base_value`]; negative where the last printed digit is tens or more
    /// (one decimal of 万元 is a thousand 元: −3).
    pub fn base_decimals(&self) -> i64 {
        i64::from(self.decimals) - i64::from(self.unit.yuan_powers().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str, unit: Unit) -> Amount {
        Amount::as_printed(text.parse().unwrap(), unit)
    }

    #[test]
    fn a_printed_amount_is_half_a_unit_of_its_last_digit_wide_on_each_side() {
        let interval = amount("157.96", Unit::WanYuan).interval().unwrap();
        assert_eq!(
            (interval.low.to_string(), interval.high.to_string()),
            ("157.955".into(), "157.965".into())
        );
        let interval = amount("100700", Unit::Yuan).interval().unwrap();
        assert_eq!(
            (interval.low.to_string(), interval.high.to_string()),
            ("100699.5".into(), "100700.5".into())
        );
    }

    #[test]
    fn the_column_group_decides_the_precision() {
        let fifteen = Amount { value: Decimal::from(15), unit: Unit::WanYuan, decimals: 2 };
        assert_eq!(fifteen.interval().unwrap().high.to_string(), "15.005");
    }

    #[test]
    fn zeros_and_counts_are_exact() {
        assert!(amount("0.00", Unit::WanYuan).interval().unwrap().is_exact());
        assert!(amount("5", Unit::Other("个".into())).interval().unwrap().is_exact());
    }

    #[test]
    fn money_is_compared_in_yuan() {
        let interval = amount("10.07", Unit::WanYuan).base_interval().unwrap();
        assert!(interval.contains(Decimal::from(100_700)));
        assert_eq!(amount("10.07", Unit::WanYuan).yuan(), Some(Decimal::from(100_700)));
        assert_eq!(amount("38.44", Unit::Percent).yuan(), None);
    }
}
