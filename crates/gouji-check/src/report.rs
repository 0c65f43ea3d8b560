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
use crate::rules::{Remark, Ruling};

/// What a rule says of the document; no ruling where it panicked.
pub(crate) struct Judgement {
    pub code: &'static str,
    pub title: Text,
    pub level: Level,
    pub ruling: Option<Ruling>,
}

pub(crate) fn report(
    disclosure: &Disclosure,
    outcomes: Vec<Evaluation>,
    judgements: Vec<Judgement>,
    messages: &Messages,
) -> Report {
    let mut findings = Vec::new();
    let mut residues = Vec::new();
    let mut equations = Vec::with_capacity(outcomes.len());
    let mut seen = Seen::default();
    for outcome in outcomes {
        // Counted whatever its verdict, so that an equation keeps its identity when another of its
        // name is violated or mended.
        let fingerprint = seen.fingerprint(outcome.code, &outcome.relation);
        let label = messages.text(&outcome.label);
        equations.push(CoverageEntry {
            code: outcome.code.into(),
            relation: outcome.relation.as_str().into(),
            label: label.clone(),
            verdict: outcome.verdict,
            reason: outcome.reason.as_ref().map(|reason| messages.text(reason)),
        });
        match outcome.verdict {
            Verdict::Fail => findings.push(finding(outcome, label, messages, fingerprint)),
            Verdict::PassWithResidue | Verdict::Review => {
                residues.push(finding(outcome, label, messages, fingerprint));
            }
            _ => {}
        }
    }
    let rules = judgements.iter().map(|judgement| entry(judgement, messages)).collect();
    for judgement in judgements {
        findings.extend(remarks(judgement, messages, &mut seen));
    }
    findings.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.code.cmp(&b.code)));
    Report {
        kind: disclosure.kind,
        findings,
        coverage: Coverage { equations, rules, not_run: Vec::new() },
        residues,
        gone: Vec::new(),
        score: None,
    }
}

/// The line of a rule in the coverage.
fn entry(judgement: &Judgement, messages: &Messages) -> CoverageEntry {
    let (verdict, reason) = match &judgement.ruling {
        None => (Verdict::NotEvaluated, Some(Message::new("check-panicked"))),
        Some(ruling) => (ruling.verdict(), ruling.reason().cloned()),
    };
    CoverageEntry {
        code: judgement.code.into(),
        relation: judgement.code.into(),
        label: judgement.title.clone(),
        verdict,
        reason: reason.map(|reason| messages.text(&reason)),
    }
}

/// What a rule found, as findings.
fn remarks(judgement: Judgement, messages: &Messages, seen: &mut Seen) -> Vec<Finding> {
    let Judgement { code, level, ruling, .. } = judgement;
    let Some(Ruling::Judged(remarks)) = ruling else { return Vec::new() };
    let finding = |remark: Remark| Finding {
        code: code.into(),
        relation: code.into(),
        level: remark.level.unwrap_or(level).min(level),
        verdict: Verdict::Fail,
        message: messages.text(&remark.message),
        places: remark.places,
        operands: remark.operands,
        comparison: None,
        culprits: remark.culprits,
        tied: false,
        evidence: Vec::new(),
        suppression: None,
        fingerprint: seen.fingerprint(code, &remark.key),
    };
    remarks.into_iter().map(finding).collect()
}

fn finding(outcome: Evaluation, label: Text, messages: &Messages, fingerprint: String) -> Finding {
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
        fingerprint,
        operands: outcome.operands,
        comparison: outcome.comparison,
        culprits: Vec::new(),
        tied: false,
        evidence: Vec::new(),
        suppression: None,
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

/// What was given a fingerprint.
#[derive(Default)]
struct Seen(BTreeMap<String, usize>);

impl Seen {
    /// Identity of an equation or a remark: rule and equation (or name), not page, line or value.
    /// What occurs twice is counted.
    fn fingerprint(&mut self, code: &str, key: &str) -> String {
        let key = format!("{code}\n{key}");
        let count = self.0.entry(key.clone()).or_default();
        *count += 1;
        let hash = Sha256::digest(format!("{key}\n{count}"));
        hash.iter().take(8).fold(String::with_capacity(16), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}
