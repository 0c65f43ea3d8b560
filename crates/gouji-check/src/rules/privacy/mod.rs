//! Privacy and safety: private persons, numbers of identity, what a file hides.

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[];
