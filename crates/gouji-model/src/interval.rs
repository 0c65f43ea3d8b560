//! Closed intervals of exact decimals: what a printed number denotes.

use serde::Serialize;

use crate::Decimal;

/// A closed interval `[low, high]`.
///
/// A printed amount denotes its value ± half a unit of its last digit. Sums and differences of
/// intervals contain every sum and difference of their members, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Least value.
    pub low: Decimal,
    /// Greatest value.
    pub high: Decimal,
}

impl Interval {
    /// Exactly zero.
    pub const ZERO: Self = Self::exact(Decimal::ZERO);

    /// The interval that holds one value only.
    pub const fn exact(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// `value ± margin`; `None` on overflow.
    pub fn around(value: Decimal, margin: Decimal) -> Option<Self> {
        let margin = margin.abs();
        Some(Self { low: value.checked_sub(margin)?, high: value.checked_add(margin)? })
    }

    /// Whether the interval is a single value.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Whether `value` lies inside, ends included.
    pub fn contains(self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether the two have a value in common, ends included.
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Interval of the sums.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    /// Interval of the differences.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// Interval of the products.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let corners = [
            self.low.checked_mul(other.low)?,
            self.low.checked_mul(other.high)?,
            self.high.checked_mul(other.low)?,
            self.high.checked_mul(other.high)?,
        ];
        let low = corners.into_iter().min()?;
        let high = corners.into_iter().max()?;
        Some(Self { low, high })
    }

    /// The interval mirrored at zero.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { low: self.high.negated(), high: self.low.negated() }
    }

    /// Both ends times a power of ten.
    pub fn checked_shift(self, powers: u32) -> Option<Self> {
        Some(Self { low: self.low.checked_shift(powers)?, high: self.high.checked_shift(powers)? })
    }

    /// Gap between two intervals that do not meet; zero where they meet.
    pub fn distance(self, other: Self) -> Option<Decimal> {
        if self.low > other.high {
            self.low.checked_sub(other.high)
        } else if other.low > self.high {
            other.low.checked_sub(self.high)
        } else {
            Some(Decimal::ZERO)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn interval() -> impl Strategy<Value = Interval> {
        (-10i128.pow(12)..10i128.pow(12), 0i128..10i128.pow(6), 0u32..6).prop_map(
            |(low, width, scale)| Interval {
                low: Decimal::new(low, scale),
                high: Decimal::new(low + width, scale),
            },
        )
    }

    /// A member of the interval: an end, or the middle.
    fn member(of: Interval, which: u8) -> Decimal {
        match which % 3 {
            0 => of.low,
            1 => of.high,
            _ => of.low.checked_add(of.high).unwrap().checked_mul(Decimal::new(5, 1)).unwrap(),
        }
    }

    #[test]
    fn touching_ends_meet() {
        let a = Interval::around("1.00".parse().unwrap(), Decimal::half_unit(2)).unwrap();
        let b = Interval::around("1.01".parse().unwrap(), Decimal::half_unit(2)).unwrap();
        assert!(a.meets(b));
        assert_eq!(a.distance(b), Some(Decimal::ZERO));
    }

    proptest! {
        #[test]
        fn a_sum_contains_the_sums_of_members(a in interval(), b in interval(), x: u8, y: u8) {
            let sum = a.checked_add(b).unwrap();
            prop_assert!(sum.contains(member(a, x).checked_add(member(b, y)).unwrap()));
        }

        #[test]
        fn a_difference_contains_the_differences_of_members(a in interval(), b in interval(), x: u8, y: u8) {
            let difference = a.checked_sub(b).unwrap();
            prop_assert!(difference.contains(member(a, x).checked_sub(member(b, y)).unwrap()));
        }

        #[test]
        fn a_product_contains_the_products_of_members(a in interval(), b in interval(), x: u8, y: u8) {
            let product = a.checked_mul(b).unwrap();
            prop_assert!(product.contains(member(a, x).checked_mul(member(b, y)).unwrap()));
        }

        #[test]
        fn addition_is_associative(a in interval(), b in interval(), c in interval()) {
            let left = a.checked_add(b).unwrap().checked_add(c).unwrap();
            let right = a.checked_add(b.checked_add(c).unwrap()).unwrap();
            prop_assert_eq!(left, right);
        }

        #[test]
        fn meeting_is_symmetric_and_is_the_absence_of_a_gap(a in interval(), b in interval()) {
            prop_assert_eq!(a.meets(b), b.meets(a));
            prop_assert_eq!(a.meets(b), a.distance(b).unwrap().is_zero());
            prop_assert_eq!(a.distance(b), b.distance(a));
        }

        #[test]
        fn an_interval_meets_another_when_zero_lies_in_their_difference(a in interval(), b in interval()) {
            prop_assert_eq!(a.meets(b), a.checked_sub(b).unwrap().contains(Decimal::ZERO));
        }
    }
}
