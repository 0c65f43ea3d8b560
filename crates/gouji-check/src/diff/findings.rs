//! Findings that were mended, that are new, and of which neither is known.

use std::collections::BTreeSet;

use gouji_model::{Finding, Report};

use crate::suppress::is_resolved;

/// The findings of two documents by what became of them.
pub(super) struct Findings {
    pub fixed: Vec<Finding>,
    pub appeared: Vec<Finding>,
    pub unassessed: Vec<Finding>,
}

pub(super) fn compare(old: &Report, new: &Report) -> Findings {
    let gone = only_in(old, new);
    let (fixed, unassessed) =
        gone.into_iter().partition(|finding| is_resolved(&finding.code, &finding.relation, new));
    Findings { fixed, appeared: only_in(new, old), unassessed }
}

/// Findings of one report that another does not have.
fn only_in(report: &Report, other: &Report) -> Vec<Finding> {
    let known: BTreeSet<&str> = other.findings.iter().map(|f| f.fingerprint.as_str()).collect();
    let own = report.findings.iter().filter(|finding| !known.contains(&*finding.fingerprint));
    own.cloned().collect()
}
