//! Within a table: row sums, roll-ups, totals.

use std::collections::BTreeMap;

use gouji_model::{CellValue, Message, Row, RowRole, Statement, Verdict};
use gouji_standard::profile::{DerivedEquation, DerivedKind, SideDef, StatementDef};
use gouji_standard::{EquationOperator, Pattern};

use crate::book::{Book, Missing, row_label};
use crate::equation::{Name, Sides, compare, missing_equation};
use crate::evaluation::Evaluation;

/// Every sum within every table.
pub(crate) fn outcomes(book: &Book<'_>) -> Vec<Evaluation> {
    let mut outcomes = Vec::new();
    for definition in &book.profile.statements {
        let Some(table) = book.disclosure.statement(&definition.id) else {
            outcomes.extend(absent(book, definition));
            continue;
        };
        for derived in definition.derived_equations() {
            Sheet { book, definition, table, side: derived.side }.evaluate(&derived, &mut outcomes);
        }
    }
    outcomes
}

/// A required table that the document lacks: its sums are not assessable.
fn absent(book: &Book<'_>, definition: &StatementDef) -> Option<Evaluation> {
    let reason = book.statement(&definition.id).err()?;
    let (verdict, reason) = reason.verdict();
    let label = Message::new("check-table").with_text("statement", definition.name.text());
    Some(Evaluation::without_sides("GJ201", definition.id.clone(), label, verdict, reason))
}

#[derive(Clone, Copy)]
struct Sheet<'b, 'a> {
    book: &'b Book<'a>,
    definition: &'a StatementDef,
    table: &'a Statement,
    side: usize,
}

impl<'a> Sheet<'_, 'a> {
    fn side_definition(&self) -> &'a SideDef {
        &self.definition.sides[self.side]
    }

    fn evaluate(&self, derived: &DerivedEquation<'_>, outcomes: &mut Vec<Evaluation>) {
        match &derived.kind {
            DerivedKind::RowSum { column, parts } => self.row_sums(column, parts, outcomes),
            DerivedKind::RollUp => self.roll_ups(outcomes),
            DerivedKind::ListedSum { row, parts, columns } => {
                self.listed_sum(row, parts, columns, outcomes);
            }
        }
    }

    fn rows(&self) -> impl Iterator<Item = (usize, &'a Row)> + use<'a> {
        let side = self.side;
        self.table.rows.iter().enumerate().filter(move |(_, row)| row.side == side)
    }

    /// Indices of the columns of amounts of this side.
    fn amount_columns(&self) -> Vec<usize> {
        let flat = self.side_definition().flat_columns();
        let is_text = |id: &str| flat.iter().any(|f| f.column.id == id && f.column.text);
        let columns = self.table.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.side == self.side && !is_text(&column.id))
            .map(|(index, _)| index)
            .collect()
    }

    /// In every row, a column is the sum of others. Rows that are blank there say nothing.
    fn row_sums(&self, column: &str, parts: &[String], outcomes: &mut Vec<Evaluation>) {
        let relation = format!("{}.{column}.row-sum", self.definition.id);
        let total = match self.book.column(self.table, column) {
            Ok(index) => index,
            Err(missing) => return outcomes.push(self.no_row_sum(relation, column, missing)),
        };
        let mut indices = Vec::new();
        for part in parts {
            let (id, negative) = signed_id(part);
            match self.book.column(self.table, id) {
                Ok(index) => indices.push((index, negative)),
                // A column that the document need not print adds nothing.
                Err(Missing::NotPrinted(_)) => {}
                Err(missing) => return outcomes.push(self.no_row_sum(relation, column, missing)),
            }
        }
        if indices.is_empty() {
            let reason = Message::new("check-no-parts");
            return outcomes.push(self.no_row_sum(relation, column, Missing::NotPrinted(reason)));
        }
        if self.breaks_group(parts) {
            let reason = Message::new("check-group-broken");
            return outcomes.push(self.no_row_sum(relation, column, Missing::Unknown(reason)));
        }
        let formula = self.formula(total, &indices);
        for (_, row) in self.rows() {
            let used = indices.iter().map(|(index, _)| *index).chain([total]);
            if !used.clone().any(|index| is_printed(row, index)) {
                continue;
            }
            let label = Message::new("check-row-sum")
                .with_text("statement", self.definition.name.text())
                .with("row", row_label(row))
                .with("formula", &formula);
            let name = Name { code: "GJ201", relation: format!("{relation}@{}", row.id), label };
            let parts = indices.iter().map(|&(index, negative)| (row, index, negative));
            outcomes.push(self.compare(name, (row, total), parts));
        }
    }

    /// Whether of columns under one heading some are printed and some are not: a page may have lost
    /// the others.
    fn breaks_group(&self, parts: &[String]) -> bool {
        let flat = self.side_definition().flat_columns();
        let of = |id: &str| flat.iter().find(|flat| flat.column.id == id);
        let ids = || parts.iter().map(|part| signed_id(part).0);
        let is_printed = |id: &str| self.book.column(self.table, id).is_ok();
        let mut printed = ids().filter(|id| is_printed(id)).filter_map(of);
        printed.any(|printed| {
            let absent = ids().filter(|id| !is_printed(id)).filter_map(of);
            let mut siblings = absent.filter(|other| other.groups == printed.groups);
            printed.groups.len() > 1 && siblings.next().is_some()
        })
    }

    /// `合计 = 基本支出 + 项目支出`, in the document's own words.
    fn formula(&self, total: usize, parts: &[(usize, bool)]) -> String {
        let leaf = |index: usize| {
            let header = &*self.table.columns[index].header;
            header.rsplit('/').next().unwrap_or(header).to_owned()
        };
        let mut formula = format!("{} = ", leaf(total));
        for (i, &(index, negative)) in parts.iter().enumerate() {
            match (i, negative) {
                (0, false) => {}
                (_, false) => formula.push_str(" + "),
                (_, true) => formula.push_str(" − "),
            }
            formula.push_str(&leaf(index));
        }
        formula
    }

    /// In every column, a row is the sum of the rows directly below it.
    fn roll_ups(&self, outcomes: &mut Vec<Evaluation>) {
        let mut contained: BTreeMap<usize, Vec<&Row>> = BTreeMap::new();
        for (_, row) in self.rows() {
            if let Some(parent) = row.parent {
                contained.entry(parent).or_default().push(row);
            }
        }
        for (parent, children) in contained {
            let parent = &self.table.rows[parent];
            for column in self.amount_columns() {
                let printed = std::iter::once(parent).chain(children.iter().copied());
                if !printed.clone().any(|row| is_printed(row, column)) {
                    continue;
                }
                let label = Message::new("check-roll-up")
                    .with_text("statement", self.definition.name.text())
                    .with("row", row_label(parent))
                    .with("column", &self.table.columns[column].header);
                let id = &self.table.columns[column].id;
                let relation = format!("{}.{id}.roll-up@{}", self.definition.id, parent.id);
                let name = Name { code: "GJ202", relation, label };
                let parts = children.iter().map(|row| (*row, column, false));
                outcomes.push(self.compare_whole(name, (parent, column), parts));
            }
        }
    }

    /// In every column (or those named), a listed row is the sum of others.
    fn listed_sum(
        &self,
        row: &str,
        parts: &[String],
        columns: &[String],
        outcomes: &mut Vec<Evaluation>,
    ) {
        let relation = format!("{}.{row}.total", self.definition.id);
        let Some(total) = self.table.rows_with_id(self.side, row).next() else {
            let reason = Message::new("check-row-not-printed").with("row", self.wording(row));
            let missing = Missing::NotPrinted(reason);
            return outcomes.push(self.no_total(relation, row, missing));
        };
        let Some(addends) = self.addend_rows(parts) else {
            let reason = Message::new("check-no-parts");
            return outcomes.push(self.no_total(relation, row, Missing::NotPrinted(reason)));
        };
        for column in self.amount_columns() {
            let id = &self.table.columns[column].id;
            if !columns.is_empty() && !columns.iter().any(|named| **named == **id) {
                continue;
            }
            let printed = std::iter::once(total).chain(addends.iter().map(|(row, _)| *row));
            if !printed.clone().any(|row| is_printed(row, column)) {
                continue;
            }
            let label = Message::new("check-total")
                .with_text("statement", self.definition.name.text())
                .with("row", row_label(total))
                .with("column", &self.table.columns[column].header);
            let name = Name { code: "GJ203", relation: format!("{relation}@{id}"), label };
            let parts = addends.iter().map(|&(row, negative)| (row, column, negative));
            outcomes.push(self.compare_whole(name, (total, column), parts));
        }
    }

    /// The rows that a listed row adds up; `None` where none of several named rows is printed.
    fn addend_rows(&self, parts: &[String]) -> Option<Vec<(&'a Row, bool)>> {
        let mut rows = Vec::new();
        for part in parts {
            let (id, negative) = signed_id(part);
            if id == "*" {
                let top = self
                    .rows()
                    .filter(|(_, row)| row.role == RowRole::Item && row.parent.is_none());
                rows.extend(top.map(|(_, row)| (row, negative)));
            } else {
                let named = self.rows().filter(|(_, row)| *row.id == *id);
                rows.extend(named.map(|(_, row)| (row, negative)));
            }
        }
        let all = parts.iter().any(|part| signed_id(part).0 == "*");
        (all || !rows.is_empty()).then_some(rows)
    }

    /// As [`Self::compare`], where a row that was not read could be missing on the right.
    fn compare_whole<'r>(
        &self,
        name: Name,
        total: (&Row, usize),
        parts: impl Iterator<Item = (&'r Row, usize, bool)>,
    ) -> Evaluation {
        if self.table.completeness.is_complete() {
            return self.compare(name, total, parts);
        }
        name.outcome(Verdict::NotAssessable, Some(self.book.incomplete(self.table)))
    }

    fn compare<'r>(
        &self,
        name: Name,
        total: (&Row, usize),
        parts: impl Iterator<Item = (&'r Row, usize, bool)>,
    ) -> Evaluation {
        let value = |row: &Row, column: usize| self.book.value(self.table, row, column);
        let left = value(total.0, total.1);
        let right = parts.map(|(row, column, negative)| Ok(value(row, column)?.signed(negative)));
        compare(name, vec![left], right.collect(), EquationOperator::Equal)
    }

    /// Sums of columns that cannot be formed in any row.
    fn no_row_sum(&self, relation: String, column: &str, missing: Missing) -> Evaluation {
        let flat = self.side_definition().flat_columns();
        let own = flat.iter().find(|flat| flat.column.id == column);
        let wording = own.and_then(|flat| flat.column.wordings.first()).map(Pattern::short);
        let label = Message::new("check-sum-column")
            .with_text("statement", self.definition.name.text())
            .with("column", wording.unwrap_or_else(|| column.to_owned()));
        missing_equation(Name { code: "GJ201", relation, label }, missing, Sides::default())
    }

    /// A total that cannot be formed in any column.
    fn no_total(&self, relation: String, row: &str, missing: Missing) -> Evaluation {
        let label = Message::new("check-sum-row")
            .with_text("statement", self.definition.name.text())
            .with("row", self.wording(row));
        missing_equation(Name { code: "GJ203", relation, label }, missing, Sides::default())
    }

    fn wording(&self, row: &str) -> String {
        let wording = self.side_definition().row(row).and_then(|row| row.wordings.first());
        wording.map_or_else(|| row.to_owned(), Pattern::short)
    }
}

/// Whether a row prints something in a column.
fn is_printed(row: &Row, column: usize) -> bool {
    row.cell(column).is_some_and(|cell| cell.value != CellValue::Blank)
}

fn signed_id(part: &str) -> (&str, bool) {
    part.strip_prefix('-').map_or((part, false), |id| (id, true))
}
