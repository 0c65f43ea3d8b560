//! Two numbers, and what lies between them.

use std::sync::Arc;

use gouji_model::{Amount, CellChange, CellState, Decimal, Place, Unit};
use gouji_standard::folded_label;

/// What a document says in one place, with its value where it has one.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Amount { printed: String, amount: Amount, place: Place },
    Words { printed: String, place: Place },
    Zero,
    Unknown,
}

impl Said {
    fn is_printed(&self) -> bool {
        match self {
            Self::Amount { amount, .. } => !amount.value.is_zero(),
            Self::Words { printed, .. } => !printed.is_empty(),
            Self::Zero | Self::Unknown => false,
        }
    }

    fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Amount { amount, .. } => Some(&amount.unit),
            _ => None,
        }
    }

    /// The value in the unit of the difference; `None` where it is unknown.
    fn value(&self, is_one_unit: bool) -> Option<Decimal> {
        match self {
            Self::Amount { amount, .. } if is_one_unit => Some(amount.value),
            Self::Amount { amount, .. } => amount.yuan(),
            Self::Zero => Some(Decimal::ZERO),
            Self::Words { .. } | Self::Unknown => None,
        }
    }

    fn state(self) -> CellState {
        match self {
            Self::Amount { printed, amount, place } => CellState::Printed {
                printed,
                value: Some(amount.value),
                unit: amount.unit.as_str().into(),
                place: Box::new(place),
            },
            Self::Words { printed, place } => CellState::Printed {
                printed,
                value: None,
                unit: Arc::from(""),
                place: Box::new(place),
            },
            Self::Zero => CellState::Zero,
            Self::Unknown => CellState::Unknown,
        }
    }
}

/// The change from one number to another; `None` where they are the same, or nothing can be said.
pub(super) fn change(label: String, old: Said, new: Said) -> Option<CellChange> {
    if let (Said::Words { printed: a, .. }, Said::Words { printed: b, .. }) = (&old, &new)
        && folded_label(a) == folded_label(b)
    {
        return None;
    }
    let is_one_unit = match (old.unit(), new.unit()) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let unit = new.unit().or(old.unit()).filter(|_| is_one_unit);
    let unit: Arc<str> = match unit {
        Some(unit) => unit.as_str().into(),
        None if is_one_unit => Arc::from(""),
        None => Unit::Yuan.as_str().into(),
    };
    let (before, now) = (old.value(is_one_unit), new.value(is_one_unit));
    let difference = before.zip(now).and_then(|(before, now)| now.checked_sub(before));
    let is_same = match difference {
        Some(difference) => difference.is_zero(),
        None => !old.is_printed() && !new.is_printed(),
    };
    if is_same {
        return None;
    }
    let rate = difference.zip(before).and_then(|(difference, before)| rate(difference, before));
    Some(CellChange { label, old: old.state(), new: new.state(), difference, unit, rate })
}

/// A change in % of the amount before, to two decimals.
fn rate(difference: Decimal, before: Decimal) -> Option<Decimal> {
    let hundredfold = difference.checked_mul(Decimal::new(100, 0))?;
    Decimal::quotient(hundredfold, before.abs(), 2)
}

/// Size of a change for sorting, in 元 or in its own unit; nothing where it is unknown.
pub(super) fn size(change: &CellChange) -> Option<Decimal> {
    let powers = Unit::parse(&change.unit).yuan_powers().unwrap_or(0);
    change.difference?.abs().checked_shift(powers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(value: &str, unit: Unit) -> Said {
        let value: Decimal = value.parse().expect("a number");
        let amount = Amount::as_printed(value, unit);
        Said::Amount { printed: value.to_string(), amount, place: Place::default() }
    }

    fn between(old: Said, new: Said) -> Option<(String, String)> {
        let change = change("合计".to_owned(), old, new)?;
        let text = |value: Option<Decimal>| value.map_or("?".to_owned(), |v| v.to_string());
        Some((format!("{} {}", text(change.difference), change.unit), text(change.rate)))
    }

    #[test]
    fn changes_and_rates_are_exact() {
        let wan = |value| amount(value, Unit::WanYuan);
        let said = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(between(wan("157.96"), wan("160.00")), said("2.04 万元", "1.29"));
        assert_eq!(between(wan("0.30"), wan("0.10")), said("-0.20 万元", "-66.67"));
        assert_eq!(between(wan("1.20"), wan("1.2")), None);
        assert_eq!(
            between(Said::Zero, wan("5")),
            said("5 万元", "?"),
            "nothing is divided by zero"
        );
        assert_eq!(between(Said::Zero, wan("0.00")), None);
    }

    #[test]
    fn amounts_of_different_units_are_compared_in_yuan() {
        let old = amount("1.5", Unit::WanYuan);
        assert_eq!(between(old.clone(), amount("15000", Unit::Yuan)), None);
        let change = between(old, amount("15000.01", Unit::Yuan));
        assert_eq!(change, Some(("0.01 元".to_owned(), "0.00".to_owned())));
    }

    #[test]
    fn what_is_unknown_is_not_compared_as_zero() {
        let change = between(amount("5", Unit::Yuan), Said::Unknown);
        assert_eq!(change, Some(("? 元".to_owned(), "?".to_owned())));
        assert_eq!(between(Said::Unknown, Said::Zero), None);
    }
}
