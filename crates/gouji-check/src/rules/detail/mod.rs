//! Detail (细化程度): codes, their names, their parents.

mod code_shape;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[code_shape::RULE];
