//! What checking found.

use std::sync::Arc;

use serde::Serialize;

use crate::{Decimal, Interval, Kind, Level, Place, Score, Text};

/// What a rule or an equation says of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The printed values agree exactly.
    Pass,
    /// They agree within rounding: a residue (尾差), never an error.
    PassWithResidue,
    /// They cannot agree.
    Fail,
    /// They agree within rounding, but the residue is larger than rounding usually leaves.
    Review,
    /// The condition of the relation does not hold.
    NotApplicable,
    /// An operand is missing or illegible.
    NotAssessable,
    /// The rule itself failed.
    NotEvaluated,
}

impl Verdict {
    /// All verdicts, in the order of reports.
    pub const ALL: [Self; 7] = [
        Self::Fail,
        Self::Review,
        Self::PassWithResidue,
        Self::Pass,
        Self::NotApplicable,
        Self::NotAssessable,
        Self::NotEvaluated,
    ];

    /// The name in JSON and in the message catalogue.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::PassWithResidue => "pass-with-residue",
            Self::Fail => "fail",
            Self::Review => "review",
            Self::NotApplicable => "not-applicable",
            Self::NotAssessable => "not-assessable",
            Self::NotEvaluated => "not-evaluated",
        }
    }
}

/// A printed number that takes part in an equation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Operand {
    /// What it is, as printed: row and column.
    pub label: String,
    /// Number as printed; empty for a blank or absent cell.
    pub printed: String,
    /// What it denotes, in `unit`.
    pub interval: Interval,
    /// Unit of the interval.
    pub unit: Arc<str>,
    /// Side of the equation: `left` or `right`.
    pub side: &'static str,
    /// Whether it is subtracted.
    pub negative: bool,
    /// Where it stands.
    pub place: Place,
}

/// The two sides of an equation as evaluated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Value of the left side, as printed numbers give it.
    pub actual: Decimal,
    /// Value of the right side.
    pub expected: Decimal,
    /// `actual − expected`.
    pub difference: Decimal,
    /// What the left side denotes.
    pub actual_interval: Interval,
    /// What the right side denotes.
    pub expected_interval: Interval,
    /// Unit of all these.
    pub unit: Arc<str>,
}

/// A cell or a text that probably is the wrong one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Culprit {
    /// Where it stands.
    pub place: Place,
    /// Number as printed.
    pub printed: String,
    /// What it should be.
    pub proposed: String,
    /// Why.
    pub why: Text,
}

/// An equation that a finding explains: it does not hold, and would with what the finding proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Code of the rule.
    pub code: Arc<str>,
    /// Id of the relation in the profile.
    pub relation: Arc<str>,
    /// What was compared.
    pub label: Text,
    /// Every operand.
    pub operands: Vec<Operand>,
    /// The two sides.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
}

/// Why a finding does not count: it was known before, or the unit has explained it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suppression {
    /// Baseline or explanation.
    pub by: SuppressedBy,
    /// The reason as the explanation gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who explains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Last day on which the explanation holds (2026-12-31).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What suppresses a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuppressedBy {
    /// It stands in the baseline.
    Baseline,
    /// A written explanation (书面说明) covers it.
    Explanation,
}

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Code of the rule.
    pub code: Arc<str>,
    /// Id of the relation in the profile.
    pub relation: Arc<str>,
    /// How serious.
    pub level: Level,
    /// Fail, review, or pass-with-residue (in `residues` only).
    pub verdict: Verdict,
    /// What is wrong and what to do next.
    pub message: Text,
    /// Where.
    pub places: Vec<Place>,
    /// Every operand.
    pub operands: Vec<Operand>,
    /// The two sides.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// Cells that probably are wrong. Where several explain the violation equally well, all of
    /// them are here, and `tied` says so.
    pub culprits: Vec<Culprit>,
    /// Whether the document does not tell which of the culprits is the wrong one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub tied: bool,
    /// Further equations that the same culprit violates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Why the finding does not count, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppression: Option<Suppression>,
    /// Identity that survives re-pagination.
    pub fingerprint: String,
}

/// The verdict of one equation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverageEntry {
    /// Code of the rule.
    pub code: Arc<str>,
    /// Id of the relation in the profile.
    pub relation: Arc<str>,
    /// What was compared.
    pub label: Text,
    /// Verdict.
    pub verdict: Verdict,
    /// Why it was not applicable or not assessable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// What was examined: the absence of findings is shown only beside this.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Every equation with its verdict.
    pub equations: Vec<CoverageEntry>,
    /// Every rule that is not an equation, with its verdict.
    pub rules: Vec<CoverageEntry>,
    /// Rules that the user or the profile left out: that they found nothing says nothing.
    pub not_run: Vec<NotRun>,
}

/// A rule that was not run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotRun {
    /// Code of the rule.
    pub code: Arc<str>,
    /// Title of the rule.
    pub title: Text,
    /// Why.
    pub why: WhyNotRun,
}

/// Why a rule was not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNotRun {
    /// Others were selected.
    NotSelected,
    /// The user ignores it.
    Ignored,
    /// Its level is off, for this run or in the profile.
    Off,
    /// It was selected, but is in preview, and rules in preview were not asked for.
    Preview,
}

impl WhyNotRun {
    /// The name in JSON and in the message catalogue.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSelected => "not-selected",
            Self::Ignored => "ignored",
            Self::Off => "off",
            Self::Preview => "preview",
        }
    }
}

impl Coverage {
    /// Number of equations with a verdict.
    pub fn equations_with(&self, verdict: Verdict) -> usize {
        self.equations.iter().filter(|entry| entry.verdict == verdict).count()
    }

    /// Number of equations and rules with a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.equations_with(verdict)
            + self.rules.iter().filter(|entry| entry.verdict == verdict).count()
    }
}

/// What checking one disclosure found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Budget or final accounts.
    pub kind: Kind,
    /// What is wrong, most serious first.
    pub findings: Vec<Finding>,
    /// What was examined.
    pub coverage: Coverage,
    /// Sums that hold only through rounding, and those to be looked at; never an error.
    pub residues: Vec<Finding>,
    /// Findings of the baseline that were not found again.
    pub gone: Vec<Gone>,
    /// Points by the dimensions of inspection, where they were asked for.
    pub score: Option<Score>,
}

impl Report {
    /// The findings that count: neither known before nor explained.
    pub fn open_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppression.is_none())
    }

    /// The findings that do not count.
    pub fn suppressed(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppression.is_some())
    }
}

/// A finding of the baseline that was not found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// Code of the rule.
    pub code: Arc<str>,
    /// Id of the relation in the profile.
    pub relation: Arc<str>,
    /// What it was, as the baseline says it.
    pub label: String,
    /// Whether what it was about was examined again: only then it is resolved. What was not read
    /// or not run this time is not resolved.
    pub resolved: bool,
    /// Identity of the finding.
    pub fingerprint: String,
}
