//! Detail (细化程度): codes, their names, their parents.

mod class_name;
mod classification;
mod code_shape;
mod coded;
mod depth;
mod governmental;
mod known_code;
mod name_of_code;
mod numbered;
mod one_name;
mod parents;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    code_shape::RULE,
    known_code::RULE,
    name_of_code::RULE,
    parents::RULE,
    depth::RULE,
    numbered::RULE,
    class_name::RULE,
    one_name::RULE,
    classification::RULE,
];
