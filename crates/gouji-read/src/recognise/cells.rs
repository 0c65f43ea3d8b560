//! Columns and cells of a statement: what is printed in a column, and how precisely.

use gouji_model::{Amount, Cell, CellValue, Column, GridRow, Reading, Row, Unit, read_number};
use gouji_standard::profile::{SideDef, StatementDef};

use super::header::{Header, Mapped, Role};

/// One side of a table while its rows are read.
pub(super) struct Side<'a> {
    pub index: usize,
    pub definition: &'a SideDef,
    pub header: &'a Header,
    pub columns: &'a [Column],
    pub unit: &'a Unit,
}

impl Side<'_> {
    pub(super) fn mapped(&self) -> impl Iterator<Item = &Mapped> {
        self.header.columns.iter().filter(|mapped| mapped.side == self.index)
    }

    pub(super) fn cells(&self, row: &GridRow) -> Vec<Cell> {
        let flat = self.definition.flat_columns();
        let mut cells = Vec::new();
        for mapped in self.mapped() {
            let Role::Value(index) = mapped.role else { continue };
            let definition = flat[index].column;
            // Every mapped value column was made a column of the statement.
            let Some(column) = self.columns.iter().position(|c| *c.id == *definition.id) else {
                continue;
            };
            let text = row.text(mapped.grid);
            let location = row.cells.get(mapped.grid).map_or(row.location, |cell| cell.location);
            let unit = definition.unit.as_deref().map_or_else(|| self.unit.clone(), Unit::parse);
            let certain = row.cells.get(mapped.grid).is_none_or(|cell| cell.certain);
            let value =
                if certain { value(text, unit, definition.text) } else { CellValue::Illegible };
            cells.push(Cell { column, printed: text.to_owned(), value, location });
        }
        cells
    }
}

fn value(text: &str, unit: Unit, is_text: bool) -> CellValue {
    if is_text {
        return CellValue::Text;
    }
    match read_number(text) {
        Reading::Blank => CellValue::Blank,
        // A mark behind a number (a footnote) is no unit of money.
        Reading::Number(number)
            if number
                .unit
                .as_ref()
                .is_some_and(|printed| matches!(printed, Unit::Other(_)) && unit.is_money()) =>
        {
            CellValue::Illegible
        }
        Reading::Number(number) => {
            CellValue::Amount(Amount::as_printed(number.value, number.unit.unwrap_or(unit)))
        }
        Reading::Text | Reading::Illegible => CellValue::Illegible,
    }
}

/// The value columns of a table as its header has them.
pub(super) fn columns(definition: &StatementDef, header: &Header) -> Vec<Column> {
    let mut columns = Vec::new();
    for mapped in &header.columns {
        if let Role::Value(index) = mapped.role {
            let flat = definition.sides[mapped.side].flat_columns();
            columns.push(Column {
                id: flat[index].column.id.as_str().into(),
                side: mapped.side,
                header: mapped.header.as_str().into(),
            });
        }
    }
    columns
}

/// The precision of an amount is that of its column group: the columns of a side that share a unit
/// of measure.
pub(super) fn group_precision(rows: &mut [Row], columns: &[Column], unit: &Unit) {
    let sides = columns.iter().map(|column| column.side).max().map_or(0, |side| side + 1);
    for side in 0..sides {
        let amounts = |rows: &mut [Row], act: &mut dyn FnMut(&mut Amount)| {
            for cell in
                rows.iter_mut().filter(|row| row.side == side).flat_map(|row| &mut row.cells)
            {
                if let CellValue::Amount(amount) = &mut cell.value
                    && amount.unit == *unit
                {
                    act(amount);
                }
            }
        };
        let mut most = 0;
        amounts(rows, &mut |amount| most = most.max(amount.value.scale()));
        amounts(rows, &mut |amount| amount.decimals = most);
    }
}
