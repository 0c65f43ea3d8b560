//! A profile proves itself: ids exist, relations are possible, sentences have their slots.

use std::collections::BTreeSet;

use super::{
    ClaimDef, ColumnDef, Condition, KeyKind, Profile, ProfileError, RelationDef, RelationKind,
    SideDef, SlotKind, StatementDef, required,
};
use crate::{CellRef, Equation, EquationOperator, Expression, OperandRef, RowRef};
use gouji_model::{Message, Unit};

/// Dimensions of budget lines by which a column may be filtered, with their values.
const DIMENSIONS: [(&str, &[&str]); 4] = [
    (
        "fund",
        &[
            "general",
            "government-fund",
            "state-capital",
            "social-insurance",
            "special-account",
            "unit-funds",
        ],
    ),
    ("kind", &["personnel", "operating", "other-operation", "specific-target"]),
    ("origin", &["current", "carry-over"]),
    ("year", &["current", "prior"]),
];

/// Everything that is wrong with a profile.
pub fn verify(profile: &Profile) -> Vec<ProfileError> {
    let mut problems = Vec::new();
    unique("statement", profile.statements.iter().map(|s| &*s.id), &mut problems);
    unique("relation", profile.relations.iter().map(|r| &*r.id), &mut problems);
    unique("form", profile.forms.iter().map(|f| &*f.id), &mut problems);
    for form in &profile.forms {
        for equal in &form.funding.equal {
            let place = &format!("form {} {}", form.id, equal.label.as_str());
            expression(profile, place, &equal.cells, None, &[], &mut problems);
        }
    }
    unique("section", profile.sections.iter().map(|s| &*s.id), &mut problems);
    unique("claim", profile.claims.iter().map(|c| &*c.id), &mut problems);
    profile.statements.iter().for_each(|s| statement(s, &mut problems));
    profile.relations.iter().for_each(|r| relation(profile, r, &mut problems));
    profile.claims.iter().for_each(|c| claim(profile, c, &mut problems));
    text_equations(profile, &mut problems);
    required::verify(profile, &mut problems);
    problems
        .into_iter()
        .map(|problem| ProfileError::Definition { profile: profile.id.clone(), problem })
        .collect()
}

pub(super) fn unique<'a>(
    what: &str,
    ids: impl Iterator<Item = &'a str>,
    problems: &mut Vec<Message>,
) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            problems.push(Message::new("data-twice").with("place", what).with("id", id));
        }
    }
}

fn statement(statement: &StatementDef, problems: &mut Vec<Message>) {
    let name = &statement.id;
    let place = &format!("statement {name}");
    if !Unit::parse(&statement.unit).is_money() {
        problems
            .push(Message::new("data-no-money").with("place", place).with("unit", &statement.unit));
    }
    if statement.sides.is_empty() {
        problems.push(Message::new("data-no-side").with("place", place));
    }
    let columns = statement.sides.iter().flat_map(SideDef::flat_columns).map(|c| &*c.column.id);
    unique(&format!("{place} column"), columns, problems);
    for side in &statement.sides {
        side_of(name, side, problems);
    }
}

fn side_of(statement: &str, side: &SideDef, problems: &mut Vec<Message>) {
    let place = &format!("statement {statement} › side {}", side.id);
    let columns: Vec<&ColumnDef> = side.flat_columns().iter().map(|flat| flat.column).collect();
    let row_ids: Vec<&str> = side.rows.iter().map(|row| &*row.id).collect();
    unique(&format!("{place} › row"), row_ids.iter().copied(), problems);
    for column in &columns {
        for part in &column.sum {
            let id = part.strip_prefix('-').unwrap_or(part);
            if !columns.iter().any(|other| other.id == id) || id == column.id {
                problems.push(
                    Message::new("data-sum-column")
                        .with("place", place)
                        .with("column", &column.id)
                        .with("id", id),
                );
            }
        }
        for (dimension, values) in &column.filter {
            filter(
                &format!("{place} › column {}", column.id),
                dimension,
                values.values(),
                problems,
            );
        }
    }
    for row in &side.rows {
        for part in &row.sum {
            let id = part.strip_prefix('-').unwrap_or(part);
            let known =
                id == "*" || (id != row.id && row_ids.contains(&id)) || is_code(side.key.kind, id);
            if !known {
                problems.push(
                    Message::new("data-sum-row")
                        .with("place", place)
                        .with("row", &row.id)
                        .with("id", id),
                );
            }
        }
        for id in &row.sum_columns {
            if !columns.iter().any(|column| column.id == *id) {
                problems.push(
                    Message::new("data-row-column")
                        .with("place", place)
                        .with("row", &row.id)
                        .with("id", id),
                );
            }
        }
    }
    if side.key.kind == KeyKind::Labels && side.rows.is_empty() {
        problems.push(Message::new("data-no-labels").with("place", place));
    }
}

fn filter(place: &str, dimension: &str, values: &[String], problems: &mut Vec<Message>) {
    let Some((_, allowed)) = DIMENSIONS.iter().find(|(name, _)| *name == dimension) else {
        problems.push(Message::new("data-no-dimension").with("place", place).with("id", dimension));
        return;
    };
    for value in values {
        if !allowed.contains(&&**value) {
            problems.push(
                Message::new("data-no-value")
                    .with("place", place)
                    .with("id", dimension)
                    .with("value", value),
            );
        }
    }
}

fn relation(profile: &Profile, relation: &RelationDef, problems: &mut Vec<Message>) {
    let place = &format!("relation {}", relation.id);
    let Some((kind, equation)) = relation.equation() else {
        problems.push(Message::new("data-one-equation").with("place", place));
        return;
    };
    let wants = if kind == RelationKind::AtMost {
        EquationOperator::AtMost
    } else {
        EquationOperator::Equal
    };
    if equation.operator != wants {
        problems.push(Message::new("data-operator").with("place", place));
    }
    if equation.has_variable() != relation.over.is_some() {
        problems.push(Message::new("data-variable").with("place", place));
    }
    if kind == RelationKind::Join && relation.over.is_none() {
        problems.push(Message::new("data-join-over").with("place", place));
    }
    for side in equation.sides() {
        expression(profile, place, side, relation.over, &[], problems);
    }
    if equation.left.terms == equation.right.terms {
        problems.push(Message::new("data-same-sides").with("place", place));
    }
    for condition in &relation.when {
        condition_of(profile, place, condition, problems);
    }
}

fn condition_of(
    profile: &Profile,
    place: &str,
    condition: &Condition,
    problems: &mut Vec<Message>,
) {
    let given = usize::from(condition.zero.is_some())
        + usize::from(condition.holds.is_some())
        + usize::from(!condition.unit_kind.is_empty())
        + usize::from(condition.subject.is_some());
    if given != 1 {
        problems.push(Message::new("data-condition").with("place", place));
    }
    if let Some(zero) = &condition.zero {
        expression(profile, place, zero, None, &[], problems);
    }
    if let Some(holds) = &condition.holds {
        holds.sides().iter().for_each(|side| expression(profile, place, side, None, &[], problems));
    }
    for kind in &condition.unit_kind {
        if !["administrative", "participating", "public-institution"].contains(&&**kind) {
            problems.push(Message::new("data-unit-kind").with("place", place).with("id", kind));
        }
    }
    if condition.subject.as_deref().is_some_and(|s| s != "unit" && s != "department") {
        problems.push(Message::new("data-subject").with("place", place));
    }
}

/// Every operand of an expression exists; `slots` are those of the sentence.
fn expression(
    profile: &Profile,
    place: &str,
    expression: &Expression,
    over: Option<KeyKind>,
    slots: &[&str],
    problems: &mut Vec<Message>,
) {
    for term in &expression.terms {
        match &term.operand {
            OperandRef::Cell(cell) | OperandRef::Sum(cell) => {
                cell_of(profile, place, cell, over, problems);
            }
            OperandRef::Count(statement) => {
                if profile.statement(statement).is_none() {
                    problems.push(
                        Message::new("data-no-statement")
                            .with("place", place)
                            .with("id", statement),
                    );
                }
            }
            OperandRef::Slot(slot) => {
                if !slots.contains(&&**slot) {
                    problems
                        .push(Message::new("data-no-slot").with("place", place).with("id", slot));
                }
            }
            OperandRef::Zero => {}
        }
    }
}

fn cell_of(
    profile: &Profile,
    place: &str,
    cell: &CellRef,
    over: Option<KeyKind>,
    problems: &mut Vec<Message>,
) {
    let Some(statement) = profile.statement(&cell.statement) else {
        problems.push(
            Message::new("data-no-statement").with("place", place).with("id", &cell.statement),
        );
        return;
    };
    let Some(side) = statement.side_of_column(&cell.column).map(|index| &statement.sides[index])
    else {
        problems.push(
            Message::new("data-no-column")
                .with("place", place)
                .with("statement", &cell.statement)
                .with("column", &cell.column),
        );
        return;
    };
    match &cell.row {
        RowRef::Id(id) => {
            if side.row(id).is_none() && !is_code(side.key.kind, id) {
                problems.push(
                    Message::new("data-no-row")
                        .with("place", place)
                        .with("statement", &cell.statement)
                        .with("row", id)
                        .with("column", &cell.column),
                );
            }
        }
        RowRef::Variable => {
            if let Some(over) = over
                && !joins(side.key.kind, over)
            {
                problems.push(
                    Message::new("data-join-keys")
                        .with("place", place)
                        .with("statement", &cell.statement)
                        .with("key", side.key.kind.as_str())
                        .with("over", over.as_str()),
                );
            }
        }
        RowRef::All => {}
    }
}

/// Whether a code may be a row of such a key.
fn is_code(kind: KeyKind, id: &str) -> bool {
    kind.is_code() && id.bytes().all(|b| b.is_ascii_digit())
}

/// Whether rows of a key have the codes over which a join runs. Income codes are not functional
/// codes, and only classes are known where a table prints classes only.
pub(crate) fn joins(key: KeyKind, over: KeyKind) -> bool {
    key == over || (key == KeyKind::Functional && over == KeyKind::FunctionalClass)
}

fn claim(profile: &Profile, claim: &ClaimDef, problems: &mut Vec<Message>) {
    let place = &format!("claim {}", claim.id);
    for section in &claim.sections {
        if profile.section(section).is_none() {
            problems.push(Message::new("data-no-section").with("place", place).with("id", section));
        }
    }
    if claim.templates.is_empty() {
        problems.push(Message::new("data-no-template").with("place", place));
    }
    let in_templates: BTreeSet<&str> = claim.templates.iter().flat_map(|t| t.slots()).collect();
    for slot in &in_templates {
        let free = ["year", "text", "number", "whole"].contains(slot);
        if !free && !claim.slots.contains_key(*slot) {
            problems
                .push(Message::new("data-slot-undefined").with("place", place).with("id", slot));
        }
    }
    let slots: Vec<&str> = claim.slots.keys().map(String::as_str).collect();
    for (name, slot) in &claim.slots {
        if !in_templates.contains(&**name) {
            problems.push(Message::new("data-slot-unused").with("place", place).with("id", name));
        }
        let Some(kind) = slot.kind() else {
            problems.push(Message::new("data-slot-kind").with("place", place).with("id", name));
            continue;
        };
        for part in expressions_of(kind) {
            expression(profile, place, part, None, &slots, problems);
        }
        if let SlotKind::Item(source) = kind
            && profile.statement(&source.rows).is_none()
        {
            problems.push(
                Message::new("data-no-statement").with("place", place).with("id", &source.rows),
            );
        }
    }
    for sum in &claim.sums {
        check_sum(profile, place, sum, &slots, problems);
    }
    for part in claim.whole_of.values().flatten() {
        let known = part.split_once('.').and_then(|(id, slot)| profile.claim(id)?.slots.get(slot));
        if known.is_none() {
            problems.push(Message::new("data-no-slot").with("place", place).with("id", part));
        }
    }
    for slot in claim.whole_of.keys().filter(|slot| !claim.slots.contains_key(*slot)) {
        problems.push(Message::new("data-slot-undefined").with("place", place).with("id", slot));
    }
    for statement in claim.no_row_of.iter().filter(|id| profile.statement(id).is_none()) {
        problems.push(Message::new("data-no-statement").with("place", place).with("id", statement));
    }
}

/// Sentences that say that there is nothing, and what held last year.
fn text_equations(profile: &Profile, problems: &mut Vec<Message>) {
    for absence in &profile.absences {
        let place = &format!("absence {}", absence.id);
        for zero in &absence.zero {
            expression(profile, place, zero, None, &[], problems);
        }
    }
    for prior in &profile.priors {
        check_sum(profile, &format!("prior {}", prior.id), &prior.equation, &[], problems);
    }
}

fn check_sum(
    profile: &Profile,
    place: &str,
    sum: &Equation,
    slots: &[&str],
    problems: &mut Vec<Message>,
) {
    for side in sum.sides() {
        expression(profile, place, side, None, slots, problems);
    }
}

/// The expressions that a slot rests on.
fn expressions_of(kind: SlotKind<'_>) -> Vec<&Expression> {
    match kind {
        SlotKind::Amount(of) | SlotKind::Count(of) => of.into_iter().collect(),
        SlotKind::Share(share) => vec![&share.part, &share.whole],
        SlotKind::Change(change) => std::iter::once(&change.current).chain(&change.prior).collect(),
        SlotKind::Rate(rate) => std::iter::once(&rate.current).chain(&rate.prior).collect(),
        SlotKind::Completion(completion) => vec![&completion.actual, &completion.budget],
        SlotKind::Quantity | SlotKind::Prior | SlotKind::Direction | SlotKind::Item(_) => {
            Vec::new()
        }
    }
}
