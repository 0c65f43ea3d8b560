//! One defect, one finding: what several rules say of the same defect becomes one finding.
//!
//! A remark may name its defect ([`crate::rules::Remark::of_defect`]). Of those that name the same
//! one the gravest is kept, of equals that of the first rule; the others are its evidence, and their
//! places its further places.

use std::collections::BTreeMap;

use gouji_model::{Evidence, Finding, Place};

/// A finding with the name of its defect, where its rule gives one.
pub(crate) type Named = (Option<String>, Finding);

/// The findings, each defect once.
pub(crate) fn merged(findings: Vec<Named>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (defect, finding) in findings {
        let Some(defect) = defect else {
            kept.push(finding);
            continue;
        };
        let Some(&index) = known.get(&defect) else {
            known.insert(defect, kept.len());
            kept.push(finding);
            continue;
        };
        // A rule that says a defect twice means two.
        if kept[index].code == finding.code {
            kept.push(finding);
            continue;
        }
        let (first, other) = if rank(&finding) < rank(&kept[index]) {
            (finding, kept[index].clone())
        } else {
            (kept[index].clone(), finding)
        };
        kept[index] = with_evidence(first, other);
    }
    kept
}

/// The gravest first, then the first rule.
fn rank(finding: &Finding) -> (std::cmp::Reverse<gouji_model::Level>, &str) {
    (std::cmp::Reverse(finding.level), &finding.code)
}

/// A finding with another one of the same defect.
fn with_evidence(mut finding: Finding, other: Finding) -> Finding {
    // A place that says nothing gives way to one that does.
    let nowhere = |place: &Place| *place == Place { file: place.file.clone(), ..Place::default() };
    finding.places.retain(|place| !nowhere(place));
    for place in other.places {
        if !finding.places.contains(&place) {
            finding.places.push(place);
        }
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
