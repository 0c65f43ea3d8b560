//! When a relation holds.

use gouji_model::{Message, Subject, UnitKind, Verdict};
use gouji_standard::profile::Condition;
use gouji_standard::{CellRef, EquationOperator, Expression, OperandRef, RowRef};

use crate::book::{Book, Missing, top_rows};
use crate::equation::{Addend, Name, Sides, evaluate};

/// Whether the conditions of a relation hold; else verdict and reason.
pub(crate) fn holds(
    book: &Book<'_>,
    conditions: &[Condition],
) -> Result<(), (Verdict, Option<Message>)> {
    for condition in conditions {
        match is_met(book, condition) {
            Ok(true) => {}
            Ok(false) => {
                let reason =
                    Message::new("check-condition").with_text("condition", condition.text.text());
                return Err((Verdict::NotApplicable, Some(reason)));
            }
            Err(missing) => return Err(missing.verdict()),
        }
    }
    Ok(())
}

fn is_met(book: &Book<'_>, condition: &Condition) -> Result<bool, Missing> {
    if let Some(zero) = &condition.zero {
        let addends = addends(book, zero, None)?;
        return Ok(addends.iter().all(|addend| addend.value.is_zero()));
    }
    if let Some(equation) = &condition.holds {
        let left = addends(book, &equation.left, None)?;
        let right = addends(book, &equation.right, None)?;
        let name = Name { code: "", relation: String::new(), label: Message::new("") };
        let verdict = evaluate(name, Sides { left, right }, EquationOperator::Equal).verdict;
        return Ok(matches!(verdict, Verdict::Pass | Verdict::PassWithResidue | Verdict::Review));
    }
    if !condition.unit_kind.is_empty() {
        let unknown = || {
            Missing::Unknown(
                Message::new("check-unit-kind-unknown")
                    .with_text("condition", condition.text.text()),
            )
        };
        let kind = match book.disclosure.unit_kind.ok_or_else(unknown)? {
            UnitKind::Administrative => "administrative",
            UnitKind::Participating => "participating",
            UnitKind::PublicInstitution => "public-institution",
        };
        return Ok(condition.unit_kind.iter().any(|wanted| wanted == kind));
    }
    if let Some(wanted) = &condition.subject {
        let subject = match book.disclosure.subject {
            Some(Subject::Department) => "department",
            Some(Subject::Unit) | None => "unit",
        };
        return Ok(wanted == subject);
    }
    // The schema check refuses a condition that says nothing.
    Ok(true)
}

/// The printed numbers that an expression names; `variable` is the row at hand.
pub(crate) fn addends(
    book: &Book<'_>,
    expression: &Expression,
    variable: Option<&str>,
) -> Result<Vec<Addend>, Missing> {
    let mut addends = Vec::new();
    for term in &expression.terms {
        match &term.operand {
            OperandRef::Cell(cell) => {
                let row = row_id(cell, variable)?;
                let addend = book.cell(&cell.statement, row, &cell.column)?;
                addends.push(addend.signed(term.negative));
            }
            OperandRef::Sum(cell) => {
                let table = book.statement(&cell.statement)?;
                let column = book.column(table, &cell.column)?;
                if !table.completeness.is_complete() {
                    return Err(Missing::Unknown(book.incomplete(table)));
                }
                for row in top_rows(table, column) {
                    addends.push(book.value(table, row, column)?.signed(term.negative));
                }
            }
            OperandRef::Count(_) | OperandRef::Slot(_) | OperandRef::Zero => {}
        }
    }
    Ok(addends)
}

/// The numbers of an expression, each with why it is missing if it is.
pub(crate) fn addends_one_by_one(
    book: &Book<'_>,
    expression: &Expression,
    variable: Option<&str>,
) -> Vec<Result<Addend, Missing>> {
    let mut all = Vec::new();
    for term in expression.each() {
        match addends(book, &term, variable) {
            Ok(addends) => all.extend(addends.into_iter().map(Ok)),
            Err(missing) => all.push(Err(missing)),
        }
    }
    all
}

fn row_id<'r>(cell: &'r CellRef, variable: Option<&'r str>) -> Result<&'r str, Missing> {
    match &cell.row {
        RowRef::Id(id) => Ok(id),
        RowRef::Variable => variable.ok_or_else(|| Missing::Unknown(Message::new("check-no-item"))),
        // The reader of expressions allows `[*]` in sums only.
        RowRef::All => Err(Missing::Unknown(Message::new("check-no-item"))),
    }
}
