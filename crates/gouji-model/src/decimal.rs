//! Exact decimal numbers.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

/// An exact decimal: `mantissa × 10⁻ˢᶜᵃˡᵉ`.
///
/// Arithmetic is checked: an operation whose exact result does not fit answers `None`, and never
/// rounds. Two decimals are equal when their values are (`1.50 == 1.5`).
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// Why a text is not a [`Decimal`].
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ParseDecimalError {
    /// Not of the form `[-]digits[.digits]`.
    #[error("not a decimal number")]
    Malformed,
    /// More digits than [`Decimal::MAX_DIGITS`].
    #[error("more than {} digits", Decimal::MAX_DIGITS)]
    TooLong,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// Digits that a parsed number may have: room is left for the sums and the cross products of
    /// any table that the readers accept.
    pub const MAX_DIGITS: usize = 24;

    /// `mantissa × 10⁻ˢᶜᵃˡᵉ`.
    pub const fn new(mantissa: i128, scale: u32) -> Self {
        // The one mantissa whose negative does not exist is left out of the type.
        let mantissa = if mantissa == i128::MIN { i128::MIN + 1 } else { mantissa };
        Self { mantissa, scale }
    }

    /// Half a unit of the digit at `scale`: what a printed number may be away from the true one.
    pub const fn half_unit(scale: u32) -> Self {
        Self { mantissa: 5, scale: scale + 1 }
    }

    /// The digits of the number without its point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// Number of decimals kept.
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether the value is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The value without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self { mantissa: self.mantissa.saturating_abs(), scale: self.scale }
    }

    /// The value with the sign turned.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { mantissa: self.mantissa.saturating_neg(), scale: self.scale }
    }

    /// The same value with `scale` decimals; `None` where that would drop a digit or overflow.
    pub fn with_scale(self, scale: u32) -> Option<Self> {
        if scale >= self.scale {
            let mantissa = self.mantissa.checked_mul(pow10(scale - self.scale)?)?;
            return Some(Self { mantissa, scale });
        }
        let divisor = pow10(self.scale - scale)?;
        (self.mantissa % divisor == 0).then(|| Self { mantissa: self.mantissa / divisor, scale })
    }

    /// Rounded to `scale` decimals, half away from zero (四舍五入, as the field prints).
    #[must_use]
    pub fn rounded(self, scale: u32) -> Self {
        if scale >= self.scale {
            return self;
        }
        let Some(divisor) = pow10(self.scale - scale) else { return Self { mantissa: 0, scale } };
        // Compared with the remainder, so that nothing can overflow; i128::MIN / 10 is in range.
        let (whole, rest) = (self.mantissa / divisor, self.mantissa % divisor);
        let away =
            if rest.unsigned_abs() >= divisor.unsigned_abs() / 2 { rest.signum() } else { 0 };
        Self { mantissa: whole + away, scale }
    }

    /// Exact sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.with_scale(scale)?, other.with_scale(scale)?);
        Some(Self { mantissa: a.mantissa.checked_add(b.mantissa)?, scale })
    }

    /// Exact difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// Exact product.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let (a, b) = (self.normalised(), other.normalised());
        Some(Self {
            mantissa: a.mantissa.checked_mul(b.mantissa)?,
            scale: a.scale.checked_add(b.scale)?,
        })
    }

    /// The same value times a power of ten (`万元` to `元` is 4).
    pub fn checked_shift(self, powers: u32) -> Option<Self> {
        if powers <= self.scale {
            return Some(Self { mantissa: self.mantissa, scale: self.scale - powers });
        }
        let mantissa = self.mantissa.checked_mul(pow10(powers - self.scale)?)?;
        Some(Self { mantissa, scale: 0 })
    }

    /// `numerator ÷ denominator` rounded to `scale` decimals, half away from zero; for showing
    /// only, never for deciding. `None` for a zero denominator or an overflow.
    pub fn quotient(numerator: Self, denominator: Self, scale: u32) -> Option<Self> {
        let common = numerator.scale.max(denominator.scale);
        let n = numerator.with_scale(common)?.mantissa.checked_mul(pow10(scale + 1)?)?;
        let d = denominator.with_scale(common)?.mantissa;
        let tenths = n.checked_div(d)?;
        Some(Self { mantissa: tenths, scale: scale + 1 }.rounded(scale))
    }

    /// The shortest form of the value: no trailing zeros after the point.
    #[must_use]
    pub fn normalised(self) -> Self {
        let mut shortest = self;
        while shortest.scale > 0 && shortest.mantissa % 10 == 0 {
            shortest.mantissa /= 10;
            shortest.scale -= 1;
        }
        shortest
    }
}

fn pow10(exponent: u32) -> Option<i128> {
    10i128.checked_pow(exponent)
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self { mantissa: i128::from(value), scale: 0 }
    }
}

impl FromStr for Decimal {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(ParseDecimalError::Malformed);
        }
        if digits.ends_with('.') {
            return Err(ParseDecimalError::Malformed);
        }
        if whole.len() + fraction.len() > Self::MAX_DIGITS {
            return Err(ParseDecimalError::TooLong);
        }
        let mantissa = whole
            .bytes()
            .chain(fraction.bytes())
            .fold(0i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let scale = u32::try_from(fraction.len()).map_err(|_| ParseDecimalError::TooLong)?;
        Ok(Self { mantissa: if negative { -mantissa } else { mantissa }, scale })
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_zero() || other.is_zero() {
            return self.mantissa.signum().cmp(&other.mantissa.signum());
        }
        let scale = self.scale.max(other.scale);
        match (self.with_scale(scale), other.with_scale(scale)) {
            (Some(a), Some(b)) => a.mantissa.cmp(&b.mantissa),
            // One of the two has too many digits to be scaled up: it is the larger in magnitude.
            (None, _) => self.mantissa.signum().cmp(&0).then(Ordering::Greater),
            (_, None) => 0.cmp(&other.mantissa.signum()).then(Ordering::Less),
        }
    }
}

impl std::hash::Hash for Decimal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        let shortest = self.normalised();
        (shortest.mantissa, shortest.scale).hash(state);
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn equal_values_are_equal_whatever_their_decimals() {
        assert_eq!(d("1.50"), d("1.5"));
        assert_eq!(d("-0.0"), Decimal::ZERO);
    }

    #[test]
    fn ties_are_rounded_away_from_zero() {
        assert_eq!(d("0.025").rounded(2).to_string(), "0.03");
        assert_eq!(d("-0.025").rounded(2).to_string(), "-0.03");
        assert_eq!(d("0.0249").rounded(2).to_string(), "0.02");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", ".", "1.", ".5", "1.2.3", "1e3", "１"] {
            assert_eq!(text.parse::<Decimal>(), Err(ParseDecimalError::Malformed), "{text}");
        }
        let long = "9".repeat(Decimal::MAX_DIGITS + 1);
        assert_eq!(long.parse::<Decimal>(), Err(ParseDecimalError::TooLong));
    }

    #[test]
    fn overflow_is_none_and_never_a_wrong_number() {
        let huge = Decimal::new(i128::MAX, 0);
        assert_eq!(huge.checked_add(Decimal::from(1)), None);
        assert_eq!(huge.checked_mul(Decimal::from(3)), None);
        assert!(huge > d("0.5"));
        assert!(huge.negated() < d("-0.5"));
        assert!(Decimal::ZERO < Decimal::new(1, 48), "zero is below every positive number");
        assert_eq!(huge.checked_shift(1), None);
    }

    #[test]
    fn a_quotient_is_shown_rounded() {
        let share =
            Decimal::quotient(d("157.96").checked_shift(2).unwrap(), d("1027.63"), 2).unwrap();
        assert_eq!(share.to_string(), "15.37");
        assert_eq!(Decimal::quotient(d("1"), Decimal::ZERO, 2), None);
    }

    proptest! {
        #[test]
        fn printing_and_reading_give_the_same_number(m in -10i128.pow(20)..10i128.pow(20), s in 0u32..8) {
            let value = Decimal::new(m, s);
            prop_assert_eq!(d(&value.to_string()), value);
        }

        #[test]
        fn addition_is_commutative_and_undone_by_subtraction(
            a in -10i128.pow(18)..10i128.pow(18), x in 0u32..8,
            b in -10i128.pow(18)..10i128.pow(18), y in 0u32..8,
        ) {
            let (a, b) = (Decimal::new(a, x), Decimal::new(b, y));
            let sum = a.checked_add(b).unwrap();
            prop_assert_eq!(sum, b.checked_add(a).unwrap());
            prop_assert_eq!(sum.checked_sub(b).unwrap(), a);
        }

        #[test]
        fn rounding_moves_a_value_by_at_most_half_a_unit(m in -10i128.pow(12)..10i128.pow(12), s in 0u32..8, to in 0u32..8) {
            let value = Decimal::new(m, s);
            let moved = value.rounded(to).checked_sub(value).unwrap().abs();
            prop_assert!(moved <= Decimal::half_unit(to));
        }
    }
}
