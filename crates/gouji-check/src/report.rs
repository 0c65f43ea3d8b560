//! From outcomes to the report: coverage, findings, residues.

use std::collections::BTreeMap;
use std::fmt::Write;

use gouji_model::{
    Comparison, Coverage, CoverageEntry, Disclosure, Evidence, Finding, Level, Message, Operand,
    Place, Report, Text, Verdict,
};
use gouji_standard::Messages;
use sha2::{Digest, Sha256};

use crate::evaluation::Evaluation;
use crate::localise::Fault;
use crate::merge::{self, Named};
use crate::rules::{Remark, Ruling};

/// What a rule says of the document; no ruling where it panicked.
pub(crate) struct Judgement {
    pub code: &'static str,
    pub title: Text,
    pub level: Level,
    pub ruling: Option<Ruling>,
}

/// Everything that was found out about a document.
#[derive(Default)]
pub(crate) struct Found {
    pub evaluations: Vec<Evaluation>,
    pub faults: Vec<Fault>,
    /// Equations that hold each by itself and not together: indices of evaluations.
    pub contradiction: Vec<usize>,
    pub judgements: Vec<Judgement>,
}

pub(crate) fn report(disclosure: &Disclosure, found: Found, messages: &Messages) -> Report {
    let Found { evaluations, faults, contradiction, judgements } = found;
    let together = contradiction_entry(&contradiction, &evaluations, messages);
    let coverage = coverage(&evaluations, &judgements, messages);
    let mut seen = Seen::default();
    // Counted whatever the verdict, so that an equation keeps its identity when another of its name
    // is violated or mended.
    let fingerprints: Vec<String> =
        evaluations.iter().map(|one| seen.fingerprint(one.code, &one.relation)).collect();
    let mut evaluations: Vec<Option<Evaluation>> = evaluations.into_iter().map(Some).collect();
    let mut findings: Vec<Finding> = faults
        .into_iter()
        .filter_map(|fault| {
            let first = fault.evidence.first().map(|&index| fingerprints[index].clone());
            fault_finding(fault, first?, &mut evaluations, messages, &mut seen)
        })
        .collect();
    let mut residues: Vec<Finding> = together.into_iter().collect();
    let outcomes = evaluations.into_iter().zip(fingerprints);
    for (outcome, fingerprint) in outcomes.filter_map(|(one, of)| Some((one?, of))) {
        match outcome.verdict {
            Verdict::Fail => findings.push(finding(outcome, messages, fingerprint)),
            Verdict::PassWithResidue | Verdict::Review => {
                residues.push(finding(outcome, messages, fingerprint));
            }
            _ => {}
        }
    }
    let mut of_rules = Vec::new();
    for judgement in judgements {
        of_rules.extend(remarks(judgement, messages, &mut seen));
    }
    let of_rules = merge::explained(&mut findings, of_rules);
    findings.extend(merge::merged(of_rules));
    findings.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.code.cmp(&b.code)));
    Report { kind: disclosure.kind, findings, coverage, residues, gone: Vec::new(), score: None }
}

/// Every equation and every rule with its verdict.
fn coverage(evaluations: &[Evaluation], judgements: &[Judgement], messages: &Messages) -> Coverage {
    let equation = |outcome: &Evaluation| CoverageEntry {
        code: outcome.code.into(),
        relation: outcome.relation.as_str().into(),
        label: messages.text(&outcome.label),
        verdict: outcome.verdict,
        reason: outcome.reason.as_ref().map(|reason| messages.text(reason)),
    };
    Coverage {
        equations: evaluations.iter().map(equation).collect(),
        rules: judgements.iter().map(|judgement| entry(judgement, messages)).collect(),
        not_run: Vec::new(),
    }
}

/// One finding for a wrong number: the first equation that it violates, the others as evidence.
fn fault_finding(
    fault: Fault,
    fingerprint: String,
    evaluations: &mut [Option<Evaluation>],
    messages: &Messages,
    seen: &mut Seen,
) -> Option<Finding> {
    let mut violated = fault.evidence.iter().filter_map(|&index| evaluations[index].take());
    let first = violated.next()?;
    let evidence = violated.map(|outcome| evidence(outcome, messages)).collect();
    let likeliest = fault.culprits.first()?.clone();
    let equation = finding(first, messages, fingerprint);
    let message = Message::new(fault.message)
        .with_text("equation", equation.message.clone())
        .with("label", &fault.label)
        .with_text("printed", printed(&likeliest.printed, &fault.unit, messages))
        .with("proposed", with_unit(&likeliest.proposed, &fault.unit))
        .with_text("why", likeliest.why)
        .with("n", fault.culprits.len());
    let code = fault.code.map_or_else(|| equation.code.clone(), Into::into);
    Some(Finding {
        message: messages.text(&message),
        places: if fault.places.is_empty() { equation.places } else { fault.places },
        culprits: fault.culprits,
        tied: fault.tied,
        evidence,
        // Where a cell is known it is the identity, else the equation.
        fingerprint: match &fault.key {
            Some(key) => seen.fingerprint(&code, key),
            None => equation.fingerprint.clone(),
        },
        code,
        ..equation
    })
}

/// What is to be looked at where all equations that hold cannot hold together. It is no error: each
/// may have been rounded from what was rounded before.
fn contradiction_entry(
    contradiction: &[usize],
    evaluations: &[Evaluation],
    messages: &Messages,
) -> Option<Finding> {
    let equations = contradiction.iter().map(|&index| evaluations[index].clone());
    let mut equations = equations.collect::<Vec<_>>().into_iter();
    let first = equations.next()?;
    let n = contradiction.len();
    let entry = finding(first, messages, String::new());
    let key = contradiction.iter().map(|&index| evaluations[index].relation.as_str());
    let key = key.collect::<Vec<_>>().join("\n");
    Some(Finding {
        code: "GJ303".into(),
        level: Level::Note,
        verdict: Verdict::Review,
        message: messages.text(&Message::new("check-contradiction").with("n", n)),
        evidence: equations.map(|outcome| evidence(outcome, messages)).collect(),
        fingerprint: Seen::default().fingerprint("GJ303", &key),
        ..entry
    })
}

fn printed(text: &str, unit: &str, messages: &Messages) -> Text {
    if text.trim().is_empty() {
        return messages.text(&Message::new("report-blank"));
    }
    let text = with_unit(text, unit);
    Text { zh: text.clone(), en: text }
}

/// A number with its unit, unless it has one.
fn with_unit(number: &str, unit: &str) -> String {
    if number.ends_with('元') { number.to_owned() } else { format!("{number}{unit}") }
}

fn evidence(outcome: Evaluation, messages: &Messages) -> Evidence {
    Evidence {
        code: outcome.code.into(),
        relation: outcome.relation.into(),
        label: messages.text(&outcome.label),
        operands: outcome.operands,
        comparison: outcome.comparison,
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

/// What a rule found, as findings, each with the names of its defect.
fn remarks(judgement: Judgement, messages: &Messages, seen: &mut Seen) -> Vec<Named> {
    let Judgement { code, level, ruling, .. } = judgement;
    let Some(Ruling::Judged(remarks)) = ruling else { return Vec::new() };
    let mut finding = |remark: Remark| Finding {
        code: code.into(),
        relation: code.into(),
        level: remark.level.unwrap_or(level).min(level),
        verdict: Verdict::Fail,
        message: messages.text(&remark.message),
        places: remark.places,
        operands: remark.operands,
        comparison: remark.comparison,
        culprits: remark.culprits,
        tied: false,
        evidence: Vec::new(),
        suppression: None,
        fingerprint: seen.fingerprint(code, &remark.key),
    };
    let named = |mut one: Remark| (std::mem::take(&mut one.defects), finding(one));
    remarks.into_iter().map(named).collect()
}

fn finding(outcome: Evaluation, messages: &Messages, fingerprint: String) -> Finding {
    let label = messages.text(&outcome.label);
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
