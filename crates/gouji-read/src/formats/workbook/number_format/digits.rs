//! A number as decimal digits, at the precision that a workbook keeps.

/// Significant digits that a workbook keeps; what its binary numbers print beyond is an artefact.
const SIGNIFICANT: usize = 15;

/// Greatest exponent of ten that is followed; binary numbers end at 308.
const MAX_EXPONENT: i32 = 400;

/// An exact decimal: `coefficient` as a whole number, times ten to the power of `exponent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Digits {
    /// Whether it is below zero.
    pub negative: bool,
    /// From the left, each 0 to 9, without zeros at either end; none for zero.
    coefficient: Vec<u8>,
    exponent: i32,
}

impl Digits {
    /// Reads `157.96000000000001` or `1.5796e2`, rounded to 15 significant digits; `None` for what
    /// is no number or too large for a workbook.
    pub(in super::super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = || whole.bytes().chain(fraction.bytes());
        if all().next().is_none() || !all().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let places = i32::try_from(fraction.len()).ok().filter(|n| *n <= MAX_EXPONENT)?;
        if exponent.abs() > MAX_EXPONENT
            || mantissa.len() > 2 * MAX_EXPONENT.unsigned_abs() as usize
        {
            return None;
        }
        let digits = all().map(|byte| byte - b'0').skip_while(|digit| *digit == 0).collect();
        Some(Self::kept(negative, digits, exponent - places))
    }

    /// A whole number times ten to the power of `exponent`.
    pub(in super::super) fn scaled(negative: bool, value: u128, exponent: i32) -> Self {
        let text = value.to_string();
        let digits = text.bytes().map(|byte| byte - b'0').skip_while(|digit| *digit == 0).collect();
        Self::kept(negative, digits, exponent)
    }

    /// Rounded to what a workbook keeps.
    fn kept(negative: bool, coefficient: Vec<u8>, exponent: i32) -> Self {
        let mut number = Self { negative, coefficient, exponent };
        number.round_to_length(SIGNIFICANT);
        number.normalize();
        number
    }

    pub(in super::super) fn is_zero(&self) -> bool {
        self.coefficient.is_empty()
    }

    /// Ten to the power of `by` times the number.
    pub(in super::super) fn shifted(mut self, by: i32) -> Self {
        if !self.is_zero() {
            self.exponent = self.exponent.saturating_add(by);
        }
        self
    }

    /// Rounded to this many decimals, half away from zero.
    pub(super) fn rounded(mut self, decimals: usize) -> Self {
        let decimals = i32::try_from(decimals).unwrap_or(i32::MAX);
        let surplus = i64::from(self.exponent) + i64::from(decimals);
        if surplus < 0 {
            let surplus = usize::try_from(-surplus).unwrap_or(usize::MAX);
            if surplus > self.coefficient.len() {
                self.coefficient.clear();
                self.normalize();
            } else {
                self.round_to_length(self.coefficient.len() - surplus);
            }
        }
        self
    }

    /// Digits before the point, without leading zeros, and behind it, without trailing zeros.
    pub(super) fn parts(&self) -> (Vec<u8>, Vec<u8>) {
        let length = i32::try_from(self.coefficient.len()).unwrap_or(i32::MAX);
        let point = length.saturating_add(self.exponent);
        let at = |position: i32| {
            let index = usize::try_from(position).ok();
            index.and_then(|index| self.coefficient.get(index)).copied().unwrap_or(0)
        };
        let whole = (0..point).map(at).collect();
        let mut fraction: Vec<u8> = (point..length).map(at).collect();
        while fraction.last() == Some(&0) {
            fraction.pop();
        }
        (whole, fraction)
    }

    /// Keeps the first `length` digits, rounded half away from zero.
    fn round_to_length(&mut self, length: usize) {
        if length >= self.coefficient.len() {
            return;
        }
        let dropped = self.coefficient.len() - length;
        let up = self.coefficient[length] >= 5;
        self.coefficient.truncate(length);
        // The length is bounded where the number is read.
        self.exponent += i32::try_from(dropped).unwrap_or(0);
        if up {
            self.increment();
        }
        self.normalize();
    }

    /// One form for one value: no zeros at the end, no exponent for zero.
    fn normalize(&mut self) {
        while self.coefficient.last() == Some(&0) {
            self.coefficient.pop();
            self.exponent += 1;
        }
        if self.is_zero() {
            self.exponent = 0;
        }
    }

    fn increment(&mut self) {
        for digit in self.coefficient.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        self.coefficient.insert(0, 1);
    }
}

impl Ord for Digits {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let sign = |n: &Self| {
            if n.is_zero() {
                0
            } else if n.negative {
                -1
            } else {
                1
            }
        };
        let magnitude = |n: &Self| {
            let (whole, fraction) = n.parts();
            (whole.len(), whole, fraction)
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            let order = magnitude(self).cmp(&magnitude(other));
            if self.negative { order.reverse() } else { order }
        })
    }
}

impl PartialOrd for Digits {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
