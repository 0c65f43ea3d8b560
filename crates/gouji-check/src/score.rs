//! Points by the dimensions of inspection.
//!
//! Findings cost points, but no points are given for what was not assessed: a dimension without
//! anything assessed has no score, and one with open parts has "at most" so many points.

use std::collections::BTreeMap;

use gouji_model::{
    Coverage, Decimal, Deduction, DimensionScore, Finding, Level, Report, Score, SuppressedBy,
    Verdict, WhyNotRun,
};
use gouji_standard::{Dimension, Dimensions, Standard};

/// Points of a dimension before deductions.
const FULL: u32 = 100;

/// The score of a report by the dimensions of the standard.
pub fn score(report: &Report, standard: &Standard) -> Score {
    let all = standard.dimensions();
    let dimensions: Vec<DimensionScore> =
        all.dimensions.iter().map(|dimension| of_dimension(report, all, dimension)).collect();
    let at_most =
        dimensions.iter().any(|dimension| dimension.at_most || dimension.points.is_none());
    Score { points: mean(&dimensions), at_most, dimensions }
}

fn of_dimension(report: &Report, all: &Dimensions, dimension: &Dimension) -> DimensionScore {
    let belongs = |code: &str| all.of(code).is_some_and(|own| own.id == dimension.id);
    let (assessed, open) = extent(&report.coverage, &belongs);
    let deductions = deductions(report, all, &belongs);
    let lost: u32 = deductions.iter().map(|deduction| deduction.points).sum();
    DimensionScore {
        id: dimension.id.as_str().into(),
        name: dimension.name.text(),
        weight: dimension.weight,
        points: (assessed > 0).then(|| FULL.saturating_sub(lost)),
        at_most: open > 0,
        assessed,
        open,
        deductions,
    }
}

/// How much of what belongs to a dimension was assessed, and how much was not. What does not apply
/// counts for neither, and what was switched off by the profile does not apply.
fn extent(coverage: &Coverage, belongs: &dyn Fn(&str) -> bool) -> (usize, usize) {
    let (mut assessed, mut open) = (0, 0);
    for entry in coverage.equations.iter().chain(&coverage.rules) {
        if !belongs(&entry.code) {
            continue;
        }
        match entry.verdict {
            Verdict::Pass | Verdict::PassWithResidue | Verdict::Review | Verdict::Fail => {
                assessed += 1;
            }
            Verdict::NotAssessable | Verdict::NotEvaluated => open += 1,
            Verdict::NotApplicable => {}
        }
    }
    let left_out = coverage.not_run.iter().filter(|rule| {
        belongs(&rule.code) && matches!(rule.why, WhyNotRun::NotSelected | WhyNotRun::Ignored)
    });
    (assessed, open + left_out.count())
}

/// What the findings of a dimension cost, rule by rule. What was explained costs nothing.
fn deductions(report: &Report, all: &Dimensions, belongs: &dyn Fn(&str) -> bool) -> Vec<Deduction> {
    let is_explained = |finding: &Finding| {
        finding.suppression.as_ref().is_some_and(|s| s.by == SuppressedBy::Explanation)
    };
    let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        let costs = all.cost(finding.level) > 0 && !is_explained(finding);
        if costs && belongs(&finding.code) {
            rules.entry(&finding.code).or_default().push(finding);
        }
    }
    let of_rule = |(code, findings): (&str, Vec<&Finding>)| {
        let cost = findings.iter().fold(0, |sum: u32, f| sum.saturating_add(all.cost(f.level)));
        Deduction {
            code: code.into(),
            level: findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Note),
            points: cost.min(all.most_per_rule),
            capped: cost > all.most_per_rule,
            findings: findings.iter().map(|finding| finding.fingerprint.clone()).collect(),
        }
    };
    rules.into_iter().map(of_rule).collect()
}

/// Mean of the dimensions that are scored by their weights, to one decimal.
fn mean(dimensions: &[DimensionScore]) -> Option<Decimal> {
    let scored = || dimensions.iter().filter_map(|d| Some((i128::from(d.points?), d.weight)));
    let sum: i128 = scored().map(|(points, weight)| points * i128::from(weight)).sum();
    let weights: i128 = scored().map(|(_, weight)| i128::from(weight)).sum();
    Decimal::quotient(Decimal::new(sum, 0), Decimal::new(weights, 0), 1)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use gouji_model::{CoverageEntry, Kind, Suppression, Text};

    use super::*;

    fn entry(code: &str, verdict: Verdict) -> CoverageEntry {
        let code: Arc<str> = code.into();
        CoverageEntry {
            relation: code.clone(),
            code,
            label: Text::default(),
            verdict,
            reason: None,
        }
    }

    fn finding(code: &str, level: Level) -> Finding {
        Finding {
            code: code.into(),
            relation: code.into(),
            level,
            verdict: Verdict::Fail,
            message: Text::default(),
            places: Vec::new(),
            operands: Vec::new(),
            comparison: None,
            culprits: Vec::new(),
            tied: false,
            evidence: Vec::new(),
            suppression: None,
            fingerprint: format!("{code}-{level:?}"),
        }
    }

    fn report(entries: Vec<CoverageEntry>, findings: Vec<Finding>) -> Report {
        Report {
            kind: Kind::Budget,
            findings,
            coverage: Coverage { equations: Vec::new(), rules: entries, not_run: Vec::new() },
            residues: Vec::new(),
            gone: Vec::new(),
            score: None,
        }
    }

    fn of<'a>(score: &'a Score, id: &str) -> &'a DimensionScore {
        score.dimensions.iter().find(|dimension| &*dimension.id == id).expect("a dimension")
    }

    #[test]
    fn a_dimension_of_which_nothing_was_assessed_has_no_score_and_never_a_full_one() {
        let entries = vec![entry("GJ101", Verdict::NotAssessable), entry("GJ201", Verdict::Pass)];
        let score = score(&report(entries, Vec::new()), Standard::embedded());
        assert_eq!(of(&score, "timeliness").points, None);
        assert_eq!(of(&score, "form").points, None);
        assert_eq!(of(&score, "truthfulness").points, Some(100));
        assert_eq!(score.points, Some(Decimal::new(1000, 1)));
        assert!(score.at_most, "the others could bring it down");
    }

    #[test]
    fn an_open_part_makes_the_points_an_upper_bound() {
        let entries = vec![entry("GJ201", Verdict::Pass), entry("GJ301", Verdict::NotEvaluated)];
        let score = score(&report(entries, Vec::new()), Standard::embedded());
        let truth = of(&score, "truthfulness");
        assert_eq!((truth.points, truth.assessed, truth.open), (Some(100), 1, 1));
        assert!(truth.at_most);
    }

    #[test]
    fn findings_cost_by_their_level_and_a_rule_no_more_than_its_most() {
        let entries = vec![entry("GJ201", Verdict::Fail), entry("GJ401", Verdict::Fail)];
        let mut findings = vec![finding("GJ201", Level::Error); 7];
        findings.push(finding("GJ401", Level::Warning));
        findings.push(finding("GJ401", Level::Note));
        let score = score(&report(entries, findings), Standard::embedded());
        let truth = of(&score, "truthfulness");
        assert_eq!(truth.points, Some(100 - 20 - 2));
        assert!(truth.deductions[0].capped && !truth.deductions[1].capped);
        assert_eq!(truth.deductions[1].findings, ["GJ401-Warning"]);
    }

    #[test]
    fn what_was_explained_costs_nothing_and_what_is_known_costs_as_before() {
        let suppressed = |by| Finding {
            suppression: Some(Suppression { by, reason: None, who: None, until: None }),
            ..finding("GJ201", Level::Error)
        };
        let points = |by| {
            let entries = vec![entry("GJ201", Verdict::Fail)];
            let score = score(&report(entries, vec![suppressed(by)]), Standard::embedded());
            of(&score, "truthfulness").points
        };
        assert_eq!(points(SuppressedBy::Explanation), Some(100));
        assert_eq!(points(SuppressedBy::Baseline), Some(95));
    }
}
