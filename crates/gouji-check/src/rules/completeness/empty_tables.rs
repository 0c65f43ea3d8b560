//! GJ104: a table without data says so, and one that says so has none.

use gouji_model::{CellValue, Level, Message, Statement};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ104", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let tables = || case.disclosure.statements.iter().filter(|t| t.completeness.is_complete());
    if tables().all(is_empty) {
        return Ruling::NotApplicable(Message::new("GJ104-none"));
    }
    let remarks = tables().filter_map(|table| {
        let id = match (is_empty(table), says_empty(case, table)) {
            (true, false) if !says_none(case, table) => "GJ104-without-note",
            (false, true) => "GJ104-not-empty",
            _ => return None,
        };
        let place = case.place_of_table(table);
        let message = Message::new(id).with("table", &table.title);
        let remark = Remark::at(place, format!("{}.{id}", table.id), message);
        Some(if is_empty(table) { remark.at_level(Level::Warning) } else { remark })
    });
    Ruling::Judged(remarks.collect())
}

/// Whether no cell prints anything but zero.
fn is_empty(table: &Statement) -> bool {
    !has_amounts(table)
}

fn has_amounts(table: &Statement) -> bool {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| matches!(&cell.value, CellValue::Amount(amount) if !amount.value.is_zero()))
}

/// Whether a note below the table says that it is empty.
fn says_empty(case: &Case<'_>, table: &Statement) -> bool {
    let patterns = case.book.definition(&table.id).map_or(&[][..], |one| &one.empty_note);
    let words = &case.profile.wordings.empty;
    table.notes.iter().any(|note| {
        patterns.iter().any(|pattern| pattern.matches(note))
            || words.iter().any(|word| note.contains(word.as_str()))
    })
}

/// Whether a note says in other words that there is none of what the table would hold.
fn says_none(case: &Case<'_>, table: &Statement) -> bool {
    let words = &case.profile.wordings.none;
    table.notes.iter().any(|note| words.iter().any(|word| note.contains(word.as_str())))
}
