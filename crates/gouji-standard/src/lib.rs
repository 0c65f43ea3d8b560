//! What Gouji knows of the field, as data: profiles, code lists, rule texts and messages.
//!
//! Everything lies under `standards/` in the repository, is embedded in the binary and can be
//! replaced at run time. A new province is a new file under `standards/profiles/`, not new code.

mod catalogue;
mod checklist;
mod codes;
mod data;
mod describe;
mod dimensions;
mod expression;
mod messages;
pub mod ordinal;
mod pattern;
mod privacy;
pub mod profile;
mod rules;
mod sense;
mod similar;
mod slips;
mod standard;
pub mod targets;
mod wordings;

pub use catalogue::{KeptCatalogue, KeptEntry};
pub use checklist::{Checklist, ChecklistGroup, ChecklistItem};
pub use codes::{CodeEntry, CodeList};
pub use data::{DataProblem, toml_problem};
pub use describe::{describe, equation_counts};
pub use dimensions::{Deductions, Dimension, Dimensions};
pub use expression::{
    CellRef, Equation, EquationOperator, Expression, ExpressionError, OperandRef, RowRef, Term,
};
pub use messages::{Lang, Messages, MessagesError};
pub use pattern::{
    Capture, FoldedText, Match, Pattern, PatternError, SlotReader, TitleSlots, folded_label,
    words_ends, year_ends,
};
pub use privacy::{AuthorWords, NumberWords, Privacy};
pub use profile::{Profile, ProfileError};
pub use rules::{RuleExample, RuleLevel, RuleText, RuleTexts, Stage};
pub use sense::{Heads, Misfit, Sense};
pub use similar::SimilarCharacters;
pub use slips::Slip;
pub use standard::Standard;
pub use targets::TargetWords;
pub use wordings::Wordings;
