//! Narrative (真实性): what the text says, beside the equations of its sentences.

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[];
