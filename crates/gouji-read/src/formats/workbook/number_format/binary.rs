//! Binary numbers, which XLS keeps, as decimals: by whole numbers only.

use super::Digits;

/// Bits of the fraction.
const FRACTION: u32 = 52;

impl Digits {
    /// The number of these 64 bits (IEEE 754), rounded to what a workbook shows; `None` for what is
    /// no number.
    ///
    /// A power of two below one is a power of five with its point moved: `m / 2^n` is
    /// `m · 5^n / 10^n`. What does not fit into 128 bits is cut behind the 37th digit, far behind
    /// the fifteenth.
    pub(in super::super) fn from_binary(bits: u64) -> Option<Self> {
        let negative = bits >> 63 == 1;
        let fraction = bits & ((1 << FRACTION) - 1);
        // Eleven bits fit.
        let exponent = i32::try_from((bits >> FRACTION) & 0x7FF).unwrap_or(0);
        let (mantissa, power) = match exponent {
            0x7FF => return None,
            0 => (fraction, -1074),
            _ => (fraction | 1 << FRACTION, exponent - 1075),
        };
        // Without factors of two the decimals are as few as they can be.
        let even = mantissa.checked_ilog2().map_or(0, |_| mantissa.trailing_zeros());
        let (mantissa, power) = (mantissa >> even, power + even.cast_signed());
        let factor = if power < 0 { 5 } else { 2 };
        let mut value = u128::from(mantissa);
        let mut tens = power.min(0);
        for _ in 0..power.unsigned_abs() {
            if value > u128::MAX / 10 {
                value /= 10;
                tens += 1;
            }
            value *= factor;
        }
        Some(Self::scaled(negative, value, tens))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_are_the_decimals_that_they_stand_for() {
        for (bits, decimal) in [
            (0x0000_0000_0000_0000, "0.0"),
            (0x8000_0000_0000_0000, "-0.0"),
            (0x4063_BED9_1687_2B02, "157.964"),
            (0x4063_BEB8_51EB_851F, "157.96"),
            (0x3FB9_9999_9999_999A, "0.1"),
            (0x3FF0_147A_E147_AE14, "1.005"),
            (0xBFE0_0000_0000_0000, "-0.5"),
            (0x7E37_E43C_8800_759C, "1e300"),
            (0x0000_0000_0000_0001, "4.94065645841247e-324"),
            (0x4195_B339_1D66_6666, "91016775.35"),
            (0x3FD3_3333_3333_3334, "0.30000000000000004"),
            (0x423C_BE99_1A14_5852, "123456789012.345"),
            (0x4271_F71F_B04C_B200, "1234567890123.125"),
            (0x3FD5_5555_5555_5555, "0.3333333333333333"),
            (0x4340_0000_0000_0000, "9007199254740992.0"),
            (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e308"),
            (0x7FF0_0000_0000_0000, "inf"),
            (0x7FF8_0000_0000_0000, "NaN"),
        ] {
            assert_eq!(Digits::from_binary(bits), Digits::parse(decimal), "{decimal}");
        }
    }
}
