//! Form (公开形式): names, labels, placeholders, punctuation, layout.

pub(super) mod code_letters;
mod copied;
mod edges;
mod illegible;
pub(super) mod look_alike;
mod misfit;
mod money_unit;
mod own_name;
mod pairs;
mod repeated;
mod series;
mod slip;
mod spaces;
mod table_numbers;
mod unfinished;
pub(super) mod year;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    look_alike::RULE,
    year::RULE,
    money_unit::RULE,
    slip::SUBJECT,
    slip::PLACEHOLDER,
    unfinished::RULE,
    pairs::RULE,
    slip::MARKUP,
    copied::RULE,
    repeated::RULE,
    edges::RULE,
    spaces::RULE,
    series::RULE,
    table_numbers::RULE,
    code_letters::RULE,
    illegible::RULE,
    misfit::RULE,
    own_name::RULE,
];
