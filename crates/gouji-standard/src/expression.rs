//! The expressions of relations: cells of tables added and subtracted.
//!
//! ```text
//! balance[income-total].income + sum(income[*].total) - projects[total].total
//! ```
//!
//! A cell is `statement[row].column`. The row is an id of the profile or a code; `c` in a join and
//! `item` in a sentence stand for the row at hand. `sum(…[*]…)` adds the rows that no other row of
//! the table contains, `count(…[leaf])` counts the rows that contain no other. A bare word is a
//! slot of the sentence.

use std::fmt;

use serde::Deserialize;
use thiserror::Error;

/// Cells added and subtracted.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Expression {
    source: String,
    /// Terms in order.
    pub terms: Vec<Term>,
}

/// A term of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it is subtracted.
    pub negative: bool,
    /// What is added.
    pub operand: OperandRef,
}

/// What a term refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OperandRef {
    /// A cell: `statement[row].column`.
    Cell(CellRef),
    /// Sum of a column over the rows that no other row contains.
    Sum(CellRef),
    /// Number of rows that contain no other row.
    Count(String),
    /// A slot of the sentence.
    Slot(String),
    /// Zero.
    Zero,
}

/// A cell of a statement of the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRef {
    /// Id of the statement.
    pub statement: String,
    /// Id of the row, a code, or a variable.
    pub row: RowRef,
    /// Id of the column.
    pub column: String,
}

/// The row of a cell reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowRef {
    /// An id or a code.
    Id(String),
    /// The row at hand: `c` in a join, `item` in a sentence.
    Variable,
    /// Every row that no other contains.
    All,
}

/// Two expressions that must agree.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Equation {
    source: String,
    /// Left side.
    pub left: Expression,
    /// `=` or `<=`.
    pub operator: EquationOperator,
    /// Right side.
    pub right: Expression,
}

/// How the sides of an equation compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EquationOperator {
    /// The intervals meet.
    Equal,
    /// The left is not beyond the right.
    AtMost,
}

/// Why a text is not an expression.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("expression `{source_text}`: {problem}")]
pub struct ExpressionError {
    /// The text.
    pub source_text: String,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl Expression {
    /// Each term as an expression of its own.
    pub fn each(&self) -> impl Iterator<Item = Self> {
        let source = &self.source;
        self.terms
            .iter()
            .map(move |term| Self { source: source.clone(), terms: vec![term.clone()] })
    }

    /// Reads an expression.
    pub fn parse(source: &str) -> Result<Self, ExpressionError> {
        let error = |problem| ExpressionError { source_text: source.to_owned(), problem };
        let mut terms = Vec::new();
        let mut rest = source.trim();
        let mut negative = false;
        if let Some(after) = rest.strip_prefix('-') {
            negative = true;
            rest = after.trim_start();
        }
        loop {
            let end = rest.find(" + ").into_iter().chain(rest.find(" - ")).min();
            let (term, following) = rest.split_at(end.unwrap_or(rest.len()));
            terms.push(Term { negative, operand: operand(term.trim()).map_err(error)? });
            if following.is_empty() {
                return Ok(Self { source: source.to_owned(), terms });
            }
            negative = following.starts_with(" - ");
            rest = following[3..].trim_start();
        }
    }

    /// The expression as written in the profile.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// The cells that the expression names.
    pub fn cells(&self) -> impl Iterator<Item = &CellRef> {
        self.terms.iter().filter_map(|term| match &term.operand {
            OperandRef::Cell(cell) | OperandRef::Sum(cell) => Some(cell),
            _ => None,
        })
    }

    /// The statements that the expression names.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| match &term.operand {
            OperandRef::Cell(cell) | OperandRef::Sum(cell) => Some(cell.statement.as_str()),
            OperandRef::Count(statement) => Some(statement),
            _ => None,
        })
    }
}

impl Equation {
    /// Reads `left = right` or `left <= right`.
    pub fn parse(source: &str) -> Result<Self, ExpressionError> {
        let error = |problem| ExpressionError { source_text: source.to_owned(), problem };
        let (left, operator, right) = match source.split_once("<=") {
            Some((left, right)) => (left, EquationOperator::AtMost, right),
            None => source
                .split_once('=')
                .map(|(left, right)| (left, EquationOperator::Equal, right))
                .ok_or_else(|| error("neither `=` nor `<=`"))?,
        };
        Ok(Self {
            source: source.to_owned(),
            left: Expression::parse(left)?,
            operator,
            right: Expression::parse(right)?,
        })
    }

    /// The equation as written in the profile.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Both sides.
    pub fn sides(&self) -> [&Expression; 2] {
        [&self.left, &self.right]
    }

    /// Whether a side names the row at hand.
    pub fn has_variable(&self) -> bool {
        self.sides().iter().any(|side| side.cells().any(|cell| cell.row == RowRef::Variable))
    }
}

fn operand(text: &str) -> Result<OperandRef, &'static str> {
    if text == "0" {
        return Ok(OperandRef::Zero);
    }
    if let Some(inner) = text.strip_prefix("sum(").and_then(|rest| rest.strip_suffix(')')) {
        let cell = cell(inner)?;
        let all = cell.row == RowRef::All;
        return if all { Ok(OperandRef::Sum(cell)) } else { Err("`sum` needs the row `[*]`") };
    }
    if let Some(inner) = text.strip_prefix("count(").and_then(|rest| rest.strip_suffix(')')) {
        let statement = inner.strip_suffix("[leaf]").ok_or("`count` needs the row `[leaf]`")?;
        return identifier(statement).map(OperandRef::Count);
    }
    if text.contains('[') {
        let cell = cell(text)?;
        return if cell.row == RowRef::All {
            Err("`[*]` stands only in `sum(…)`")
        } else {
            Ok(OperandRef::Cell(cell))
        };
    }
    identifier(text).map(OperandRef::Slot)
}

fn cell(text: &str) -> Result<CellRef, &'static str> {
    let (statement, rest) = text.split_once('[').ok_or("a cell is `statement[row].column`")?;
    let (row, column) = rest.split_once("].").ok_or("a cell is `statement[row].column`")?;
    let row = match row {
        "*" => RowRef::All,
        "c" | "item" => RowRef::Variable,
        id => RowRef::Id(identifier(id)?),
    };
    Ok(CellRef { statement: identifier(statement)?, row, column: identifier(column)? })
}

fn identifier(text: &str) -> Result<String, &'static str> {
    let valid = !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if valid { Ok(text.to_owned()) } else { Err("an id is made of a-z, 0-9 and `-`") }
}

impl TryFrom<String> for Expression {
    type Error = ExpressionError;

    fn try_from(source: String) -> Result<Self, Self::Error> {
        Self::parse(&source)
    }
}

impl TryFrom<String> for Equation {
    type Error = ExpressionError;

    fn try_from(source: String) -> Result<Self, Self::Error> {
        Self::parse(&source)
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl fmt::Display for Equation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_has_two_sides_of_signed_terms() {
        let equation =
            Equation::parse("income[c].total + income[c].carry-in = expenditure[c].total").unwrap();
        assert_eq!(equation.operator, EquationOperator::Equal);
        assert_eq!(equation.left.terms.len(), 2);
        assert!(equation.has_variable());
        let minus = Expression::parse("a[b].c - d[30231].f").unwrap();
        assert!(minus.terms[1].negative);
    }

    #[test]
    fn slots_sums_and_counts_are_told_apart() {
        let terms = |source| Expression::parse(source).unwrap().terms[0].operand.clone();
        assert_eq!(terms("goods"), OperandRef::Slot("goods".into()));
        assert_eq!(terms("count(projects[leaf])"), OperandRef::Count("projects".into()));
        assert!(matches!(terms("sum(income[*].total)"), OperandRef::Sum(_)));
        assert_eq!(terms("0"), OperandRef::Zero);
    }

    #[test]
    fn what_is_no_expression_is_refused_with_a_reason() {
        for source in ["", "a[b]", "a[*].c", "sum(a[b].c)", "count(a[b])", "A.b", "a[b].c +"] {
            assert!(Expression::parse(source).is_err(), "{source}");
        }
        assert!(Equation::parse("a[b].c").is_err());
    }
}
