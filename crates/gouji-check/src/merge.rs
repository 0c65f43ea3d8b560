//! One defect, one finding: what several rules say of the same defect becomes one finding.
//!
//! A remark may name its defect ([`crate::rules::Remark::of_defect`]), and where it sees several
//! rows of which one is wrong, each. Of those that name the same one the gravest is kept, of equals that of the first rule; the others are its evidence, and their
//! places stand in for one that says nothing.

use std::collections::BTreeMap;

use gouji_model::{Culprit, Evidence, Finding, Place};

/// A finding with the names of its defect, where its rule gives some.
pub(crate) type Named = (Vec<String>, Finding);

/// The findings, each defect once.
pub(crate) fn merged(findings: Vec<Named>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (names, finding) in findings {
        // A rule that says a defect twice means two.
        let same = |index: &usize| kept[*index].code != finding.code;
        let index = names.iter().find_map(|name| known.get(name).copied().filter(same));
        for name in names {
            known.entry(name).or_insert(index.unwrap_or(kept.len()));
        }
        let Some(index) = index else {
            kept.push(finding);
            continue;
        };
        let (first, other) = if rank(&finding) < rank(&kept[index]) {
            (finding, kept[index].clone())
        } else {
            (kept[index].clone(), finding)
        };
        kept[index] = with_evidence(first, other);
    }
    kept
}

/// What rules say of a number that was singled out as wrong is evidence of that: rules judge the
/// document with the number put right, but some of them quote what is printed.
pub(crate) fn explained(findings: &mut [Finding], of_rules: Vec<Named>) -> Vec<Named> {
    let mut rest = Vec::new();
    for (names, finding) in of_rules {
        let says = |culprit: &Culprit| {
            // The word beside the number has a box of its own.
            let near = |place: &Place| {
                let culprit = Place { area: None, ..culprit.place.clone() };
                Place { area: None, ..place.clone() } == culprit
            };
            finding.places.first().is_some_and(near)
                && finding.message.zh.contains(&culprit.printed)
        };
        let fault =
            findings.iter_mut().find(|fault| !fault.tied && fault.culprits.iter().any(says));
        match fault {
            Some(fault) => *fault = with_evidence(fault.clone(), finding),
            None => rest.push((names, finding)),
        }
    }
    rest
}

/// The gravest first, then the first rule.
fn rank(finding: &Finding) -> (std::cmp::Reverse<gouji_model::Level>, &str) {
    (std::cmp::Reverse(finding.level), &finding.code)
}

/// A finding with another one of the same defect.
fn with_evidence(mut finding: Finding, other: Finding) -> Finding {
    // A place that says nothing gives way to one that does.
    let nowhere = |place: &Place| *place == Place { file: place.file.clone(), ..Place::default() };
    if finding.places.iter().all(nowhere) && !other.places.is_empty() {
        finding.places = other.places;
    }
    if finding.culprits.is_empty() {
        finding.culprits = other.culprits;
    }
    finding.evidence.push(Evidence {
        code: other.code,
        relation: other.relation,
        label: other.message,
        operands: other.operands,
        comparison: other.comparison,
    });
    finding.evidence.extend(other.evidence);
    finding
}
