//! Detail (细化程度): codes, their names, their parents.

mod classification;
mod code_shape;
mod level;
mod names;
mod numbered;
mod one_name;
mod parents;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    code_shape::RULE,
    names::RULE,
    parents::RULE,
    level::RULE,
    numbered::RULE,
    one_name::RULE,
    classification::RULE,
];
