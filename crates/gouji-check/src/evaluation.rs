//! What became of one equation, before it is put into words.

use gouji_model::{Comparison, Message, Operand, Verdict};

/// An evaluated equation.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Code of the rule.
    pub code: &'static str,
    /// Id of the equation: of the relation, the claim, or the table and the kind of sum.
    pub relation: String,
    /// What was compared.
    pub label: Message,
    /// Verdict.
    pub verdict: Verdict,
    /// Why it was not applicable or not assessable.
    pub reason: Option<Message>,
    /// The two sides, where they could be evaluated.
    pub comparison: Option<Comparison>,
    /// Every operand, where the sides could be evaluated.
    pub operands: Vec<Operand>,
}

impl Evaluation {
    /// An equation that was not evaluated to its sides.
    pub(crate) fn without_sides(
        code: &'static str,
        relation: impl Into<String>,
        label: Message,
        verdict: Verdict,
        reason: Option<Message>,
    ) -> Self {
        Self {
            code,
            relation: relation.into(),
            label,
            verdict,
            reason,
            comparison: None,
            operands: Vec::new(),
        }
    }
}
