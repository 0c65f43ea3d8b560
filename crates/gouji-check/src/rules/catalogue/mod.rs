//! Catalogue of purchasable services: codes, levels, parents, names.

mod blank;
mod code_shape;
mod gap;
mod kept;
mod level;
mod names;
mod parent;
mod part;
mod purchases;
mod repeated;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    code_shape::RULE,
    level::RULE,
    parent::RULE,
    repeated::RULE,
    gap::RULE,
    blank::RULE,
    names::RULE,
    purchases::RULE,
    kept::RULE,
];
