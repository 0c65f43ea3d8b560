//! Form (公开形式): names, labels, placeholders, punctuation, layout.

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[];
