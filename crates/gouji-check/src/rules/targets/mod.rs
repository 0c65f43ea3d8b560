//! Targets (绩效): amounts, counts, years, indicators.

mod amount;
mod arithmetic;
mod blank;
mod counts;
mod deadline;
mod department;
mod duration;
mod factors;
mod finish;
mod form;
mod heads;
mod items;
mod level;
mod measure;
mod operator;
mod overall;
mod price;
mod printed_twice;
mod set;
mod sides;
mod sources;
mod tables;
mod term;
mod text;
mod things;
mod vague;
mod written;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    amount::RULE,
    sources::RULE,
    set::RULE,
    term::RULE,
    overall::RULE,
    operator::RULE,
    things::RULE,
    written::RULE,
    duration::RULE,
    deadline::RULE,
    level::RULE,
    vague::RULE,
    blank::RULE,
    sides::RULE,
    printed_twice::RULE,
    measure::RULE,
    department::RULE,
    heads::RULE,
    finish::RULE,
    price::RULE,
    counts::RULE,
];
