//! Units in project tables: the rows that contain the projects, where their names are not known.

use gouji_model::{Cell, CellValue, Interval, Row, RowRole};
use gouji_standard::profile::{KeyKind, StatementDef};

/// A table of several projects and no unit above any of them: the unit's row may be among them.
pub(super) fn lacks_groups(definition: &StatementDef, rows: &[Row]) -> bool {
    let mut sides = definition.sides.iter().enumerate();
    sides.any(|(index, side)| {
        let mut items = rows.iter().filter(|row| row.side == index && row.role == RowRole::Item);
        let listed = rows.iter().any(|row| row.side == index && row.role == RowRole::Listed);
        side.key.kind == KeyKind::Project
            && !listed
            && items.clone().count() > 1
            && items.all(|row| row.parent.is_none())
    })
}

/// Units whose names are not known are told by their amounts.
pub(super) fn group_by_sums(rows: &mut [Row], items: &[usize]) {
    let Some(&first) = items.first() else { return };
    if items.iter().any(|&i| rows[i].parent == Some(first)) {
        return;
    }
    let groups = {
        let amounts = |item: usize| rows[items[item]].cells.iter().map(base_interval);
        let adds_up = |row: usize, from: usize| {
            amounts(row).enumerate().all(|(column, total)| {
                let mut parts =
                    (from..items.len()).map(|item| base_interval(&rows[items[item]].cells[column]));
                let sum = parts.try_fold(Interval::ZERO, |sum, part| sum.checked_add(part?));
                matches!((sum, total), (Some(sum), Some(total)) if sum.meets(total))
            })
        };
        let same = |a: usize, b: usize| amounts(a).eq(amounts(b));
        leading_groups(items.len(), &adds_up, &same)
    };
    if groups == 0 {
        return;
    }
    for (position, &item) in items.iter().enumerate().skip(1) {
        let above = items[position.min(groups) - 1];
        rows[item].parent.get_or_insert(above);
    }
}

/// Rows that lead a project table and are the sum of what follows: the department and the unit,
/// where their names are not known. `adds_up` says whether a row is the sum of the rows from
/// another on, `same` whether two rows print the same amounts.
fn leading_groups(
    count: usize,
    adds_up: &dyn Fn(usize, usize) -> bool,
    same: &dyn Fn(usize, usize) -> bool,
) -> usize {
    (1..=MAX_GROUPS.min(count.saturating_sub(1)))
        .find(|&groups| (1..groups).all(|row| same(0, row)) && adds_up(groups - 1, groups))
        .unwrap_or(0)
}

/// Units and departments that may lead a table one under another.
const MAX_GROUPS: usize = 3;

/// What a cell denotes, blanks as zero; `None` where it is not legible.
fn base_interval(cell: &Cell) -> Option<Interval> {
    match &cell.value {
        CellValue::Amount(amount) => amount.base_interval(),
        CellValue::Blank => Some(Interval::ZERO),
        CellValue::Text | CellValue::Illegible => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_of_any_name_is_told_by_being_the_sum_of_its_projects() {
        let amounts = [87, 87, 12, 75];
        let adds_up = |row: usize, from: usize| amounts[row] == amounts[from..].iter().sum::<i32>();
        let same = |a: usize, b: usize| amounts[a] == amounts[b];
        assert_eq!(leading_groups(4, &adds_up, &same), 2);
        assert_eq!(leading_groups(2, &|row, from| [5, 7][row] == [5, 7][from], &|_, _| false), 0);
    }
}
