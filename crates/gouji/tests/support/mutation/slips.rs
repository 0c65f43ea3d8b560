//! The slips of a clerk, made on purpose.

/// A slip in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slip {
    /// One digit becomes another.
    Digit,
    /// Two digits beside one another change places.
    Transposed,
    /// A digit is left out.
    Dropped,
    /// A digit is typed twice.
    Doubled,
    /// The decimal point goes one place to the left or right.
    Shifted,
    /// 元 for 万元: times or divided by ten thousand.
    Unit,
    /// The sign.
    Sign,
    /// The value of the row above or below.
    Copied,
    /// Nothing is filled in.
    Blank,
}

impl Slip {
    pub(crate) const ALL: [Self; 9] = [
        Self::Digit,
        Self::Transposed,
        Self::Dropped,
        Self::Doubled,
        Self::Shifted,
        Self::Unit,
        Self::Sign,
        Self::Copied,
        Self::Blank,
    ];

    /// The number with the slip in it, in units of its last digit; `None` where it cannot be made.
    pub(crate) fn make(
        self,
        value: i128,
        beside: &dyn Fn() -> Option<i128>,
        random: &mut Random,
    ) -> Option<i128> {
        if value == 0 && self != Self::Copied {
            return None;
        }
        let digits: Vec<u8> = value.unsigned_abs().to_string().into_bytes();
        let at = random.below(digits.len());
        let spoilt = match self {
            Self::Digit => {
                let mut spoilt = digits.clone();
                let other = 1 + u8::try_from(random.below(9)).ok()?;
                spoilt[at] = b'0' + (spoilt[at] - b'0' + other) % 10;
                spoilt
            }
            Self::Transposed => {
                let pairs: Vec<usize> =
                    (1..digits.len()).filter(|&i| digits[i] != digits[i - 1]).collect();
                let i = *pairs.get(random.below(pairs.len().max(1)))?;
                let mut spoilt = digits.clone();
                spoilt.swap(i - 1, i);
                spoilt
            }
            Self::Dropped => {
                digits.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, d)| *d).collect()
            }
            Self::Doubled => {
                let mut spoilt = digits.clone();
                spoilt.insert(at, digits[at]);
                spoilt
            }
            Self::Shifted => {
                return Some(if random.below(2) == 0 { value * 10 } else { value / 10 });
            }
            Self::Unit => {
                return Some(if random.below(2) == 0 { value * 10_000 } else { value / 10_000 });
            }
            Self::Sign => return Some(-value),
            Self::Copied => return beside(),
            Self::Blank => return Some(0),
        };
        let spoilt: i128 = String::from_utf8(spoilt).ok()?.parse().unwrap_or(0);
        Some(if value < 0 { -spoilt } else { spoilt })
    }
}

/// Random numbers that are the same in every run (splitmix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below a bound; 0 for a bound of 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }
}
