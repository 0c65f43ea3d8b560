//! Targets (绩效): amounts, counts, years, indicators.

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[];
