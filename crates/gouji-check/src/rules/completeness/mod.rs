//! Completeness (完整性): sections, tables, notes on empty tables, contents, explanations.

mod timeliness;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[timeliness::RULE];
