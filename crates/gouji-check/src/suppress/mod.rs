//! Findings that do not count: those known before ([`Baseline`]) and those that the unit has
//! explained in writing ([`Explanations`]).
//!
//! Both say which findings they mean by what survives another draft of the document: the unit, the
//! year, the rule, the fingerprint. A finding that does not count stays in the report and says why.

mod baseline;
mod explanation;
mod explanation_file;

use gouji_model::{Coverage, Disclosure, Kind, Report, Verdict};
use gouji_standard::folded_label;

pub use baseline::{Baseline, KnownDocument, KnownFinding};
pub use explanation::{Explanation, Explanations, Uses, skeleton, skeleton_head};
pub use explanation_file::Problem;

/// The name of a kind of disclosure in a baseline.
const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Budget => "budget",
        Kind::FinalAccounts => "final-accounts",
    }
}

/// The unit of a document, as printed.
fn unit(disclosure: &Disclosure) -> Option<&str> {
    disclosure.unit.as_ref().map(|unit| unit.text.as_str())
}

/// Whether two names are the same but for spaces, width and quotation marks.
fn is_same_name(a: &str, b: &str) -> bool {
    folded_label(a) == folded_label(b)
}

/// Whether something was held against the document.
const fn is_assessed(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Pass | Verdict::PassWithResidue | Verdict::Review | Verdict::Fail)
}

/// Whether anything of a rule was held against the document.
fn was_assessed(coverage: &Coverage, code: &str) -> bool {
    let mut entries = coverage.equations.iter().chain(&coverage.rules);
    entries.any(|entry| &*entry.code == code && is_assessed(entry.verdict))
}

/// Whether a finding that a report does not have any more is mended: what it was about was assessed
/// again, and of its equations none is violated but for those that the report names.
pub(crate) fn is_resolved(code: &str, relation: &str, report: &Report) -> bool {
    let coverage = &report.coverage;
    if relation == code {
        return was_assessed(coverage, code);
    }
    let entries = || {
        let equations = coverage.equations.iter();
        equations.filter(|entry| &*entry.code == code && &*entry.relation == relation)
    };
    let violated = entries().filter(|entry| entry.verdict == Verdict::Fail).count();
    let named = report.findings.iter().filter(|f| &*f.code == code && &*f.relation == relation);
    entries().any(|entry| is_assessed(entry.verdict)) && violated <= named.count()
}
