//! Completeness (完整性): sections, tables, notes on empty tables, contents, explanations.

mod contents;
mod cover;
mod empty_notes;
pub(super) mod entries;
mod explanations;
mod glossary;
mod page_numbers;
mod reach;
mod reasons;
mod sections;
mod tables;
mod timeliness;
mod units;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    timeliness::RULE,
    sections::RULE,
    tables::RULE,
    empty_notes::RULE,
    contents::RULE,
    page_numbers::RULE,
    reasons::RULE,
    explanations::RULE,
    glossary::RULE,
    cover::RULE,
    units::RULE,
];
