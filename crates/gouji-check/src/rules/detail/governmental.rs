//! The governmental economic item beside a departmental one (part of GJ503).

use gouji_model::{Level, Message, Row, UnitKind};
use gouji_standard::profile::KeyKind;
use gouji_standard::{CodeList, folded_label};

use super::coded::Coded;
use crate::rules::{Case, Remark};

/// Pairs that the list has otherwise. The counterparts of the list are those of administrative
/// units; others use items of their own, and say nothing here.
pub(super) fn remarks(case: &Case<'_>, tables: &[Coded<'_>]) -> Vec<Remark> {
    let kind = case.disclosure.unit_kind;
    if !matches!(kind, Some(UnitKind::Administrative | UnitKind::Participating)) {
        return Vec::new();
    }
    let economic = tables.iter().filter(|table| table.kind == KeyKind::EconomicDepartment);
    economic
        .flat_map(|table| table.rows.iter().filter_map(|row| remark(case, table, row)))
        .collect()
}

fn remark(case: &Case<'_>, table: &Coded<'_>, row: &Row) -> Option<Remark> {
    let entry = case.standard.economic_department().with_code(&row.id).next()?;
    let counterpart = entry.more.get("government_code").filter(|code| !code.is_empty())?;
    // Only pairs that were seen in a document; the others are compiled.
    let is_seen = entry.more.get("map_source").is_some_and(|source| source == "seed-document");
    if !is_seen {
        return None;
    }
    let list = case.standard.economic_government();
    let (column, printed) = row.cells.iter().find_map(|cell| {
        let known = codes(list, &cell.printed).next().is_some();
        known.then_some((cell.column, cell))
    })?;
    if codes(list, &printed.printed).any(|code| code == counterpart) {
        return None;
    }
    let name = &list.with_code(counterpart).next()?.name;
    let place = case.book.place(table.table, row, column, printed.location);
    let message = Message::new("GJ503-government")
        .with("row", &row.label)
        .with("printed", &printed.printed)
        .with("name", name);
    let key = format!("{}@{}@government", table.table.id, row.id);
    let remark = Remark::at(place, key, message).at_level(Level::Warning);
    Some(remark.proposing(&printed.printed, name, case.words("GJ503", "why-list")))
}

/// The codes of a name.
fn codes<'a>(list: &'a CodeList, name: &str) -> impl Iterator<Item = &'a str> {
    let name = folded_label(name);
    let named = list.entries().iter().filter(move |entry| folded_label(&entry.name) == name);
    named.map(|entry| entry.code.as_str())
}
