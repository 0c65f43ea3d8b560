//! Checking: every equation that follows from the profile, with interval semantics, and every rule.
//!
//! Pure: a [`Disclosure`] and a [`Standard`] in, a [`Report`] out. No file, no clock, no floats.
//!
//! Equations come from three places: the definitions of tables (`within`), the relations between
//! tables (`between`) and the sentences of the explanation (`narrative`). Each is evaluated by
//! `equation` and becomes an [`Evaluation`]; evaluations become coverage, findings and residues in
//! `report`. Rules that are not equations are files of their own in `rules`.

mod between;
mod book;
mod condition;
pub mod diff;
mod equation;
mod evaluation;
mod localise;
mod merge;
mod narrative;
mod options;
mod prior;
mod quotient;
mod report;
mod rules;
mod score;
pub mod suppress;
mod within;

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_model::{Disclosure, Message, Report, Verdict};
use gouji_standard::{Messages, Standard};

use book::Book;
pub use evaluation::{Evaluation, Ratio};
pub use localise::ExactAmount;
use localise::Located;
use options::Plan;
pub use options::{Codes, Options, Selection};
use report::{Found, Judgement};
use rules::{Case, Rule, Ruling};
pub use score::score;

/// A family of equations: looks at the book, answers with outcomes.
type Family = fn(&Book<'_>) -> Vec<Evaluation>;

/// The families of equations, in the order of reports.
const FAMILIES: [(&str, Family); 4] = [
    ("GJ200", within::outcomes),
    ("GJ300", between::outcomes),
    ("GJ400", narrative::outcomes),
    ("GJ412", prior::outcomes),
];

/// Checks a disclosure by its profile. A profile that the standard does not have leaves nothing to
/// check, and the coverage says so by being empty.
pub fn check(
    disclosure: &Disclosure,
    standard: &Standard,
    messages: &Messages,
    options: &Options,
) -> Report {
    let Some(profile) = standard.profile(&disclosure.profile.id) else {
        return report::report(disclosure, Found::default(), messages);
    };
    let book = Book::new(disclosure, profile);
    let plan = Plan { options, profile, standard };
    // What is wrong does not depend on what is asked for: every equation takes part.
    let evaluations = evaluate(&book, &FAMILIES);
    let again = |other: &Disclosure| evaluate(&Book::new(other, profile), &FAMILIES);
    let Located { faults, repaired } =
        localise::faults(&book, &evaluations, (standard, messages), &again);
    let right = repaired.as_ref().unwrap_or(disclosure);
    let right_book = Book::new(right, profile);
    let case = Case { disclosure: right, profile, standard, book: &right_book, options };
    let judgements = judge(&case, &plan, &rules::FAMILIES);
    let contradiction = localise::contradiction(&book, &evaluations);
    let found = Found { evaluations, faults, contradiction, judgements };
    let mut report = report::report(disclosure, found, messages);
    plan.finish(&mut report);
    report
}

/// Every equation of the disclosure with its operands, whatever its verdict.
pub fn equations(disclosure: &Disclosure, standard: &Standard) -> Vec<Evaluation> {
    let profile = standard.profile(&disclosure.profile.id);
    profile.map_or_else(Vec::new, |profile| evaluate(&Book::new(disclosure, profile), &FAMILIES))
}

/// Exact amounts, in whole fen, behind the printed ones of a consistent document: each is printed
/// as it is, and every sum that holds is exact with them. `None` where the search, which is
/// bounded, finds none.
pub fn exact_amounts(disclosure: &Disclosure, standard: &Standard) -> Option<Vec<ExactAmount>> {
    let profile = standard.profile(&disclosure.profile.id)?;
    let book = Book::new(disclosure, profile);
    localise::exact_amounts(&book, &evaluate(&book, &FAMILIES))
}

fn evaluate(book: &Book<'_>, families: &[(&'static str, Family)]) -> Vec<Evaluation> {
    families.iter().flat_map(|(code, family)| guarded(code, || family(book))).collect()
}

/// A family of equations that panics becomes the verdict *not evaluated*; the run goes on.
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

/// What every rule says that is to be run; one that panics is *not evaluated*, and the others run.
fn judge(case: &Case<'_>, plan: &Plan<'_>, families: &[&[Rule]]) -> Vec<Judgement> {
    let rules = families.iter().flat_map(|family| family.iter());
    rules.filter_map(|rule| judgement(case, plan, rule)).collect()
}

/// `None` for a rule that is not run.
fn judgement(case: &Case<'_>, plan: &Plan<'_>, rule: &Rule) -> Option<Judgement> {
    let level = plan.level(rule.code).ok()?;
    let text = case.standard.rules().get(rule.code);
    let title = text.map(|text| text.title.text()).unwrap_or_default();
    let ruling = catch_unwind(AssertUnwindSafe(|| (rule.judge)(case))).ok();
    let ruling = ruling.map(|ruling| proven(case, ruling));
    Some(Judgement { code: rule.code, title, level, ruling })
}

/// A text in which no disclosure was recognised passes no rule; what is found in it stays found.
fn proven(case: &Case<'_>, ruling: Ruling) -> Ruling {
    let said = &case.disclosure.diagnostics;
    let is_unknown = said.iter().any(|diagnostic| diagnostic.message.id == "read-no-evidence");
    match ruling {
        Ruling::Judged(remarks) if remarks.is_empty() && is_unknown => {
            Ruling::NotAssessable(Message::new("check-no-disclosure"))
        }
        ruling => ruling,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Ruling;
    use crate::rules::tests::empty_disclosure;

    #[test]
    fn a_family_that_panics_is_not_evaluated_and_the_others_are() {
        let outcomes = guarded("GJ200", || panic!("a family with a bug"));
        assert_eq!(outcomes.len(), 1);
        assert_eq!(outcomes[0].verdict, Verdict::NotEvaluated);
        assert!(guarded("GJ300", Vec::new).is_empty());
    }

    #[test]
    fn a_rule_that_panics_is_not_evaluated_and_the_others_are() {
        let standard = Standard::embedded();
        let disclosure = empty_disclosure("shanghai");
        let profile = standard.profile("shanghai").expect("an embedded profile");
        let book = Book::new(&disclosure, profile);
        let options = Options::default();
        let case =
            Case { disclosure: &disclosure, profile, standard, book: &book, options: &options };
        let rules = [
            Rule { code: "GJ001", judge: |_| panic!("a rule with a bug") },
            Rule { code: "GJ002", judge: |_| Ruling::Judged(Vec::new()) },
        ];
        let plan = Plan { options: &options, profile, standard };
        let judgements = judge(&case, &plan, &[&rules]);
        let report = report::report(
            &disclosure,
            Found { judgements, ..Found::default() },
            Messages::embedded(),
        );
        let verdicts: Vec<Verdict> =
            report.coverage.rules.iter().map(|entry| entry.verdict).collect();
        assert_eq!(verdicts, [Verdict::NotEvaluated, Verdict::Pass]);
        assert!(report.findings.is_empty());
    }
}
