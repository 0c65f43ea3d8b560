//! Points by the dimensions of inspection.

use std::sync::Arc;

use serde::Serialize;

use crate::{Decimal, Level, Text};

/// Points of a document, dimension by dimension, with what they rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Weighted mean of the dimensions that are scored; `None` where none is.
    pub points: Option<Decimal>,
    /// Whether the document could have fewer: a part of it was not assessed.
    pub at_most: bool,
    /// The dimensions in the order of inspections.
    pub dimensions: Vec<DimensionScore>,
}

/// Points of one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DimensionScore {
    /// Id in `standards/dimensions.toml`.
    pub id: Arc<str>,
    /// Name.
    pub name: Text,
    /// Weight in the sum.
    pub weight: u32,
    /// Points of 100 after the deductions; `None` where nothing was assessed.
    pub points: Option<u32>,
    /// Whether it could be fewer: a part was not assessed.
    pub at_most: bool,
    /// Equations and rules that were assessed.
    pub assessed: usize,
    /// Equations and rules that apply and were not assessed, and rules that were not run.
    pub open: usize,
    /// What was deducted, rule by rule.
    pub deductions: Vec<Deduction>,
}

/// Points that the findings of one rule cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deduction {
    /// Code of the rule.
    pub code: Arc<str>,
    /// Highest level among the findings.
    pub level: Level,
    /// Points deducted.
    pub points: u32,
    /// Whether the findings would cost more than one rule can.
    pub capped: bool,
    /// Fingerprints of the findings.
    pub findings: Vec<String>,
}
