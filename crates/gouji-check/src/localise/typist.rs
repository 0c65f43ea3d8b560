//! The slips of a typist: how a number that is printed may have come from the one that was meant.

use gouji_model::Message;

/// A slip, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// Two digits beside one another changed places.
    Transposed,
    /// One digit is another.
    Digit,
    /// A digit was left out.
    Dropped,
    /// A digit was typed once too often, or is one too many.
    Extra,
    /// The decimal point is elsewhere.
    Point,
    /// 元 for 万元, or the other way round.
    Unit,
    /// Plus for minus.
    Sign,
    /// The word for the other direction.
    Word,
    /// The value of a cell beside it.
    Copied,
    /// Nothing was typed.
    Blank,
    /// The share of this year's figure for the rate against last year's.
    Base,
    /// No slip that is known.
    Other,
}

impl Slip {
    /// How `printed` may have come from `meant`, both in units of the last digit.
    pub(super) fn between(printed: i128, meant: i128) -> Self {
        if printed == -meant {
            return Self::Sign;
        }
        let (a, b) = (digits(printed), digits(meant));
        if printed == 0 || a == b {
            return Self::Other;
        }
        if a.len() == b.len() {
            return same_length(&a, &b);
        }
        if let Some(slip) = shifted(printed, meant) {
            return slip;
        }
        match (lacks_one_of(&a, &b), lacks_one_of(&b, &a)) {
            (true, _) => Self::Dropped,
            (_, true) => Self::Extra,
            _ => Self::Other,
        }
    }

    /// The slip in words.
    pub(super) const fn message(self) -> Message {
        Message::new(match self {
            Self::Transposed => "slip-transposed",
            Self::Digit => "slip-digit",
            Self::Dropped => "slip-dropped",
            Self::Extra => "slip-extra",
            Self::Point => "slip-point",
            Self::Unit => "slip-unit",
            Self::Sign => "slip-sign",
            Self::Word => "slip-word",
            Self::Copied => "slip-copied",
            Self::Blank => "slip-blank",
            Self::Base => "slip-base",
            Self::Other => "slip-other",
        })
    }
}

fn digits(value: i128) -> Vec<u8> {
    value.unsigned_abs().to_string().into_bytes()
}

fn same_length(a: &[u8], b: &[u8]) -> Slip {
    let differing: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    match differing[..] {
        [_] => Slip::Digit,
        [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i] => Slip::Transposed,
        _ => Slip::Other,
    }
}

/// Whether one is the other times a power of ten.
fn shifted(printed: i128, meant: i128) -> Option<Slip> {
    let (small, large) =
        if printed.abs() < meant.abs() { (printed, meant) } else { (meant, printed) };
    if small == 0 {
        return None;
    }
    let power = (1u32..=8).find(|&power| small.checked_mul(10i128.pow(power)) == Some(large))?;
    Some(if matches!(power, 4 | 8) { Slip::Unit } else { Slip::Point })
}

/// Whether `short` is `long` without one digit.
fn lacks_one_of(short: &[u8], long: &[u8]) -> bool {
    long.len() == short.len() + 1
        && (0..long.len()).any(|i| long[..i] == short[..i] && long[i + 1..] == short[i..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use gouji_model::Decimal;

    /// `printed → meant`, both with two decimals.
    fn slip(printed: &str, meant: &str) -> Slip {
        let value = |text: &str| text.parse::<Decimal>().unwrap().with_scale(2).unwrap().mantissa();
        Slip::between(value(printed), value(meant))
    }

    #[test]
    fn slips_are_known_by_what_they_leave() {
        assert_eq!(slip("36.43", "38.43"), Slip::Digit);
        assert_eq!(slip("695.16", "659.16"), Slip::Transposed);
        assert_eq!(slip("41877.20", "1877.20"), Slip::Extra);
        assert_eq!(slip("18.77", "187.77"), Slip::Dropped);
        assert_eq!(slip("1877.20", "18772.00"), Slip::Point);
        assert_eq!(slip("247800", "24.78"), Slip::Unit);
        assert_eq!(slip("-5.00", "5.00"), Slip::Sign);
        assert_eq!(slip("12.34", "98.76"), Slip::Other);
    }
}
