//! What became of one equation, before it is put into words.

use gouji_model::{Comparison, Decimal, Interval, Message, Operand, Verdict};

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
    /// The equation as fault localisation takes it, where the sides could be evaluated.
    pub(crate) form: Option<Form>,
    /// Of a percentage: how the operands of the right side make the quotient.
    pub ratio: Option<Ratio>,
}

/// How the operands of the right side make a quotient, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ratio {
    /// The first operands ÷ the others.
    Share {
        /// How many are above the line.
        parts: usize,
    },
    /// The first operand ÷ (the others − the first).
    Change,
    /// (The first operands − the others) ÷ the others.
    Growth {
        /// How many are this year's.
        current: usize,
    },
}

/// A printed number of the disclosure: the address of its cell or claim, which does not move while
/// the disclosure is checked. It only tells numbers apart; nothing depends on its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NumberId(usize);

impl NumberId {
    /// The identity of a cell or a claim of the disclosure.
    pub(crate) fn of<T>(of: &T) -> Self {
        Self(std::ptr::from_ref(of).addr())
    }
}

/// A number as it stands in an equation; money in 元, and never rounded further.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// The printed number; `None` for what is not printed (an absent row, a count of rows).
    pub number: Option<NumberId>,
    pub negative: bool,
    pub value: Decimal,
    pub interval: Interval,
}

/// What must hold of the terms.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    /// The sum of the terms is zero.
    Zero(Vec<Term>),
    /// The sum of the terms is at most zero.
    AtMostZero(Vec<Term>),
    /// The first is the quotient of two sums, in per cent.
    Percent { percent: Term, numerator: Vec<Term>, denominator: Vec<Term> },
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
            form: None,
            ratio: None,
        }
    }

    /// Whether it only bounds a number, so that another number may hold as well.
    pub const fn is_bound(&self) -> bool {
        matches!(self.form, Some(Form::AtMostZero(_)))
    }
}
