//! GJ409: items of the text are rows of the table, and a list of items leaves out none.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{CellValue, Claim, Measure, Message, Row, RowRole, Statement};
use gouji_standard::profile::{ClaimDef, SlotKind};
use gouji_standard::{CellRef, OperandRef, RowRef, folded_label};

use super::line::{Line, lines};
use super::words::any_in;
use crate::book::row_label;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ409", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let lines = lines(case);
    let mut remarks = Vec::new();
    let mut examined = false;
    for definition in &case.profile.claims {
        let claims: Vec<&Claim> = case
            .disclosure
            .claims
            .iter()
            .filter(|claim| claim.template.as_deref() == Some(&*definition.id))
            .filter(|claim| claim.measure == Measure::Amount)
            .collect();
        if claims.is_empty() {
            continue;
        }
        if !definition.no_row_of.is_empty() && are_complete(case, &definition.no_row_of) {
            examined = true;
            remarks.extend(without_row(case, definition, &claims));
        }
        if definition.lists_all {
            examined = true;
            remarks.extend(left_out(case, definition, &claims, &lines));
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ409-none"))
    }
}

/// Whether the statements that the document has were completely read, and it has one.
fn are_complete(case: &Case<'_>, statements: &[String]) -> bool {
    let mut read = statements.iter().filter_map(|id| case.disclosure.statement(id)).peekable();
    read.peek().is_some() && read.all(|statement| statement.completeness.is_complete())
}

/// Items that no row of the tables has, each once. An item whose name a row bears is not one of
/// them, though its path is another, or is not given.
fn without_row(case: &Case<'_>, definition: &ClaimDef, claims: &[&Claim]) -> Vec<Remark> {
    let tables = definition.no_row_of.iter().filter_map(|id| case.disclosure.statement(id));
    let rows = tables.flat_map(|table| &table.rows);
    let labels: BTreeSet<String> = rows.map(|row| folded_label(&row.label)).collect();
    let is_row = |item: &str| {
        let item = folded_label(item);
        labels.iter().any(|label| label.chars().count() >= SHORTEST && item.ends_with(&**label))
    };
    let mut groups = BTreeSet::new();
    let mut remarks = Vec::new();
    for claim in claims.iter().filter(|claim| groups.insert(claim.group)) {
        if claim.amount.value.is_zero() || is_row(&claim.subject) {
            continue;
        }
        let mut place = case.place(claim.location);
        place.section = Some(claim.heading.clone());
        let message = Message::new("GJ409-no-row")
            .with("item", &claim.subject)
            .with("printed", format!("{}{}", claim.printed, claim.amount.unit));
        remarks.push(Remark::at(place, &claim.subject, message));
    }
    remarks
}

/// Shortest name of a row by which an item is known, in characters.
const SHORTEST: usize = 2;

/// Rows with an amount that the list of a section leaves out.
fn left_out(
    case: &Case<'_>,
    definition: &ClaimDef,
    claims: &[&Claim],
    lines: &[Line<'_>],
) -> Vec<Remark> {
    let Some((table, column)) = listed_column(case, definition) else { return Vec::new() };
    let mut sections: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        sections.entry(claim.position.section).or_default().push(claim);
    }
    let mut remarks = Vec::new();
    for claims in sections.values() {
        let named: BTreeSet<&str> = claims.iter().filter_map(|c| c.item.as_deref()).collect();
        let lengths: BTreeSet<usize> = named.iter().map(|id| id.len()).collect();
        let coded = named.iter().all(|id| id.bytes().all(|b| b.is_ascii_digit()));
        let [length] = lengths.into_iter().collect::<Vec<_>>()[..] else { continue };
        if named.len() < 2 || !coded || is_open(case, claims, lines) {
            continue;
        }
        let rows = table.rows.iter().filter(|row| {
            row.role == RowRole::Item
                && row.side == table.columns[column].side
                && row.id.len() == length
                && !named.contains(&*row.id)
        });
        let first = claims[0];
        remarks.extend(rows.filter_map(|row| omission(case, table, column, row, first)));
    }
    remarks
}

/// The column that the amounts of a sentence are held against: `general[item].total`.
fn listed_column<'a>(case: &Case<'a>, definition: &ClaimDef) -> Option<(&'a Statement, usize)> {
    let cell = definition.slots.values().find_map(|slot| match slot.kind()? {
        SlotKind::Amount(Some(of)) => of.terms.iter().find_map(|term| match &term.operand {
            OperandRef::Cell(cell @ CellRef { row: RowRef::Variable, .. }) => Some(cell),
            _ => None,
        }),
        _ => None,
    })?;
    let table = case.disclosure.statement(&cell.statement)?;
    let complete = table.completeness.is_complete();
    complete.then_some(())?;
    Some((table, table.column(&cell.column)?))
}

/// Whether a list says that it is not complete: it ends with 等.
fn is_open(case: &Case<'_>, claims: &[&Claim], lines: &[Line<'_>]) -> bool {
    let Some(last) = claims.iter().max_by_key(|claim| claim.position) else { return true };
    let index = (last.position.section, last.position.paragraph);
    let Some(line) = lines.iter().find(|line| line.index == index) else { return true };
    let number = line.numbers.iter().find(|number| number.claim.position == last.position);
    let Some(number) = number else { return true };
    let tail = line.text(number.end, line.sentence_end(number.end));
    any_in(&tail, &case.standard.wordings().open)
}

fn omission(
    case: &Case<'_>,
    table: &Statement,
    column: usize,
    row: &Row,
    claim: &Claim,
) -> Option<Remark> {
    let cell = row.cell(column)?;
    let CellValue::Amount(amount) = &cell.value else { return None };
    if amount.value.is_zero() {
        return None;
    }
    let mut place = case.place(claim.location);
    place.section = Some(claim.heading.clone());
    let message = Message::new("GJ409-left-out")
        .with("heading", &claim.heading)
        .with("row", row_label(row))
        .with("printed", format!("{}{}", cell.printed, amount.unit))
        .with("statement", &table.title);
    let at_cell = case.book.place(table, row, column, cell.location);
    Some(Remark::at(place, format!("left-out@{}@{}", table.id, row.id), message).and_at(at_cell))
}
