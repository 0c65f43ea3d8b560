//! Checking: every equation that follows from the profile, with interval semantics.
//!
//! Pure: a [`Disclosure`] and a [`Standard`] in, a [`Report`] out. No file, no clock, no floats.
//!
//! Equations come from three places: the definitions of tables (`within`), the relations between
//! tables (`between`) and the sentences of the explanation (`narrative`). Each is evaluated by
//! `equation` and becomes an [`Evaluation`]; evaluations become coverage, findings and residues in
//! `report`. Rules that are not equations will be files of their own beside these.

mod between;
mod book;
mod condition;
mod equation;
mod evaluation;
mod narrative;
mod quotient;
mod report;
mod within;

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_model::{Disclosure, Message, Report, Verdict};
use gouji_standard::{Messages, Profile, Standard};

use book::Book;
pub use evaluation::Evaluation;

/// A family of equations: looks at the book, answers with outcomes.
type Family = fn(&Book<'_>) -> Vec<Evaluation>;

/// The families of equations, in the order of reports.
const FAMILIES: [(&str, Family); 3] =
    [("GJ200", within::outcomes), ("GJ300", between::outcomes), ("GJ400", narrative::outcomes)];

/// Checks a disclosure by its profile. A profile that the standard does not have leaves nothing to
/// check, and the coverage says so by being empty.
pub fn check(disclosure: &Disclosure, standard: &Standard, messages: &Messages) -> Report {
    report::report(disclosure, equations(disclosure, standard), messages)
}

/// Every equation of the disclosure with its operands, whatever its verdict.
pub fn equations(disclosure: &Disclosure, standard: &Standard) -> Vec<Evaluation> {
    let profile = standard.profile(&disclosure.profile.id);
    profile.map_or_else(Vec::new, |profile| evaluate(disclosure, profile, &FAMILIES))
}

fn evaluate(
    disclosure: &Disclosure,
    profile: &Profile,
    families: &[(&'static str, Family)],
) -> Vec<Evaluation> {
    let book = Book::new(disclosure, profile);
    families.iter().flat_map(|(code, family)| guarded(code, || family(&book))).collect()
}

/// A rule that panics becomes the verdict *not evaluated*; the run goes on.
fn guarded(code: &'static str, family: impl FnOnce() -> Vec<Evaluation>) -> Vec<Evaluation> {
    catch_unwind(AssertUnwindSafe(family)).unwrap_or_else(|_| {
        vec![Evaluation::without_sides(
            code,
            code,
            Message::new("check-family").with("code", code),
            Verdict::NotEvaluated,
            Some(Message::new("check-panicked")),
        )]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_panics_is_not_evaluated_and_the_others_are() {
        let outcomes = guarded("GJ200", || panic!("a rule with a bug"));
        assert_eq!(outcomes.len(), 1);
        assert_eq!(outcomes[0].verdict, Verdict::NotEvaluated);
        assert!(guarded("GJ300", Vec::new).is_empty());
    }
}
