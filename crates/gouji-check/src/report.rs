//! From outcomes to the report: coverage, findings, residues.

use std::collections::BTreeMap;
use std::fmt::Write;

use gouji_model::{
    Comparison, Coverage, CoverageEntry, Disclosure, Finding, Level, Message, Operand, Place,
    Report, Text, Verdict,
};
use gouji_standard::Messages;
use sha2::{Digest, Sha256};

use crate::evaluation::Evaluation;

pub(crate) fn report(
    disclosure: &Disclosure,
    outcomes: Vec<Evaluation>,
    messages: &Messages,
) -> Report {
    let mut findings = Vec::new();
    let mut residues = Vec::new();
    let mut equations = Vec::with_capacity(outcomes.len());
    let mut seen = BTreeMap::new();
    for outcome in outcomes {
        let label = messages.text(&outcome.label);
        equations.push(CoverageEntry {
            code: outcome.code.into(),
            relation: outcome.relation.as_str().into(),
            label: label.clone(),
            verdict: outcome.verdict,
            reason: outcome.reason.as_ref().map(|reason| messages.text(reason)),
        });
        match outcome.verdict {
            Verdict::Fail => findings.push(finding(outcome, label, messages, &mut seen)),
            Verdict::PassWithResidue | Verdict::Review => {
                residues.push(finding(outcome, label, messages, &mut seen));
            }
            _ => {}
        }
    }
    findings.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.code.cmp(&b.code)));
    Report { kind: disclosure.kind, findings, coverage: Coverage::of(equations), residues }
}

fn finding(
    outcome: Evaluation,
    label: Text,
    messages: &Messages,
    seen: &mut BTreeMap<String, usize>,
) -> Finding {
    let id = match outcome.verdict {
        Verdict::Fail
            if outcome.code == "GJ302" || outcome.label.id == "check-change-too-large" =>
        {
            "check-exceeds"
        }
        Verdict::Fail => "check-fails",
        Verdict::Review => "check-review",
        _ => "check-residue",
    };
    let message = Message::new(id).with_text("label", label);
    let message = match &outcome.comparison {
        Some(comparison) => with_sides(message, comparison),
        None => message,
    };
    let places = places(&outcome.operands);
    Finding {
        code: outcome.code.into(),
        relation: outcome.relation.as_str().into(),
        level: if outcome.verdict == Verdict::Fail { Level::Error } else { Level::Note },
        verdict: outcome.verdict,
        message: messages.text(&message),
        places,
        fingerprint: fingerprint(&outcome, seen),
        operands: outcome.operands,
        comparison: outcome.comparison,
        culprits: Vec::new(),
    }
}

fn with_sides(message: Message, comparison: &Comparison) -> Message {
    message
        .with("actual", comparison.actual)
        .with("expected", comparison.expected)
        .with("difference", comparison.difference.abs())
        .with("unit", &comparison.unit)
}

/// Where the finding stands: the left side of the equation, which is the number that claims to be
/// the sum.
fn places(operands: &[Operand]) -> Vec<Place> {
    operands
        .iter()
        .filter(|operand| operand.side == "left")
        .map(|operand| operand.place.clone())
        .collect()
}

/// Identity of a finding: rule and equation, not page, line or value. A sentence printed twice is
/// counted.
fn fingerprint(outcome: &Evaluation, seen: &mut BTreeMap<String, usize>) -> String {
    let key = format!("{}\n{}", outcome.code, outcome.relation);
    let count = seen.entry(key.clone()).or_default();
    *count += 1;
    let hash = Sha256::digest(format!("{key}\n{count}"));
    hash.iter().take(8).fold(String::with_capacity(16), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
