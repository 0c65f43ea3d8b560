//! Narrative (真实性): what the text says, beside the equations of its sentences.

mod absence;
mod base;
mod comparison;
mod direction;
mod items;
mod line;
mod listed;
mod listing;
mod two_values;
mod words;
mod year;
mod zero_base;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    direction::RULE,
    year::RULE,
    comparison::RULE,
    two_values::RULE,
    listing::RULE,
    base::RULE,
    listed::AMOUNTS,
    listed::COUNTS,
    absence::RULE,
    zero_base::RULE,
    items::RULE,
];
