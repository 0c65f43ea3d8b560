//! Between tables: the relations of the profile, each when its condition holds.

use std::collections::BTreeSet;
use std::sync::Arc;

use gouji_model::{Message, Verdict};
use gouji_standard::profile::{KeyKind, RelationDef, RelationKind};
use gouji_standard::{Equation, EquationOperator, RowRef};

use crate::book::Book;
use crate::condition::{self, addends_one_by_one};
use crate::equation::{Name, compare};
use crate::evaluation::Evaluation;

/// Every relation of the profile.
pub(crate) fn outcomes(book: &Book<'_>) -> Vec<Evaluation> {
    book.profile.relations.iter().flat_map(|relation| relation_outcomes(book, relation)).collect()
}

fn relation_outcomes(book: &Book<'_>, relation: &RelationDef) -> Vec<Evaluation> {
    // The schema check refuses a relation without exactly one equation.
    let Some((kind, equation)) = relation.equation() else { return Vec::new() };
    let code = code(kind, equation);
    let name = |row: Option<&str>| Name {
        code,
        relation: match row {
            Some(row) => format!("{}@{row}", relation.id),
            None => relation.id.clone(),
        },
        label: label(relation, row),
    };
    if let Err((verdict, reason)) = condition::holds(book, &relation.when) {
        return vec![name(None).outcome(verdict, reason)];
    }
    if relation.over.is_none() {
        return vec![compare_sides(book, name(None), equation, None)];
    }
    let codes = codes(book, equation, relation.over);
    let rows = codes.iter().map(|code| compare_sides(book, name(Some(code)), equation, Some(code)));
    let evaluated: Vec<Evaluation> = rows.filter(|outcome| !is_nothing(outcome)).collect();
    if evaluated.is_empty() {
        let reason = Some(Message::new("check-no-rows"));
        return vec![name(None).outcome(Verdict::NotApplicable, reason)];
    }
    evaluated
}

/// A join in whose row nothing is printed on either side says nothing.
fn is_nothing(outcome: &Evaluation) -> bool {
    outcome.comparison.is_some()
        && outcome.operands.iter().all(|operand| operand.printed.is_empty())
}

fn compare_sides(
    book: &Book<'_>,
    name: Name,
    equation: &Equation,
    row: Option<&str>,
) -> Evaluation {
    let [left, right] = equation.sides().map(|side| addends_one_by_one(book, side, row));
    compare(name, left, right, equation.operator)
}

/// The codes over which a join runs: those of either side, so that a row that only one of them has
/// is compared with zero.
fn codes(book: &Book<'_>, equation: &Equation, over: Option<KeyKind>) -> BTreeSet<Arc<str>> {
    let digits = (over == Some(KeyKind::FunctionalClass)).then_some(3);
    let sides = equation.sides();
    let cells = sides.iter().flat_map(|side| side.cells());
    let variable = cells.filter(|cell| cell.row == RowRef::Variable);
    variable.flat_map(|cell| book.codes(&cell.statement, &cell.column, digits)).collect()
}

fn code(kind: RelationKind, equation: &Equation) -> &'static str {
    if kind == RelationKind::AtMost || equation.operator == EquationOperator::AtMost {
        return "GJ302";
    }
    let sides = equation.sides();
    let statements: BTreeSet<&str> = sides.iter().flat_map(|side| side.statements()).collect();
    if statements.len() == 1 { "GJ203" } else { "GJ301" }
}

fn label(relation: &RelationDef, row: Option<&str>) -> Message {
    match row {
        Some(row) => Message::new("check-relation-row")
            .with_text("relation", relation.text.text())
            .with("row", row),
        None => Message::new("check-relation").with_text("relation", relation.text.text()),
    }
}
