//! Procurement and the catalogue of purchasable services.

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[];
