//! The equations that follow from the definition of a table: row sums, roll-ups, totals.

use super::{SideDef, StatementDef};

/// An equation that follows from a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivedEquation<'d> {
    /// Index of the side.
    pub side: usize,
    /// What kind of sum it is.
    pub kind: DerivedKind<'d>,
}

/// Kinds of derived equations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DerivedKind<'d> {
    /// In every row, a column is the sum of others.
    RowSum {
        /// The sum.
        column: &'d str,
        /// The addends; `-id` is subtracted.
        parts: &'d [String],
    },
    /// In every column, a row is the sum of the rows that it directly contains.
    RollUp,
    /// In every column (or those named), a listed row is the sum of others.
    ListedSum {
        /// The sum.
        row: &'d str,
        /// The addends; `*` stands for the rows that no other contains, `-id` is subtracted.
        parts: &'d [String],
        /// Columns; all if empty.
        columns: &'d [String],
    },
}

impl StatementDef {
    /// The equations that follow from the definition.
    pub fn derived_equations(&self) -> Vec<DerivedEquation<'_>> {
        let sides = self.sides.iter().enumerate();
        sides.flat_map(|(index, side)| derived_of_side(index, side)).collect()
    }
}

fn derived_of_side(side_index: usize, side: &SideDef) -> Vec<DerivedEquation<'_>> {
    let with_side = |kind| DerivedEquation { side: side_index, kind };
    let mut equations = Vec::new();
    for flat in side.flat_columns() {
        if !flat.column.sum.is_empty() {
            let (column, parts) = (&*flat.column.id, &flat.column.sum[..]);
            equations.push(with_side(DerivedKind::RowSum { column, parts }));
        }
    }
    let contains = side.key.kind.is_code() || matches!(side.key.kind, super::KeyKind::Project);
    if side.roll_up && contains {
        equations.push(with_side(DerivedKind::RollUp));
    }
    for row in side.rows.iter().filter(|row| !row.sum.is_empty()) {
        let (parts, columns) = (&row.sum[..], &row.sum_columns[..]);
        equations.push(with_side(DerivedKind::ListedSum { row: &row.id, parts, columns }));
    }
    equations
}
