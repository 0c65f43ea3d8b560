//! GJ509: a table of departmental economic items bears those, and not governmental ones; beside each
//! item stands a governmental one.

use gouji_model::{Message, PassageKind, Statement};
use gouji_standard::profile::KeyKind;
use gouji_standard::{CodeList, folded_label};

use super::coded;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ509", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let keyed = |id: &str| {
        let definition = case.profile.statement(id);
        definition.is_some_and(|definition| {
            definition.sides.iter().any(|side| side.key.kind == KeyKind::EconomicDepartment)
        })
    };
    let tables: Vec<&Statement> =
        case.disclosure.statements.iter().filter(|table| keyed(&table.id)).collect();
    if tables.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ509-none"));
    }
    let mut remarks = by_code(case);
    for table in tables {
        remarks.extend(unknown_rows(case, table));
        remarks.extend(beside(case, table));
    }
    Ruling::Judged(remarks)
}

fn has(list: &CodeList, name: &str) -> bool {
    let name = folded_label(name);
    list.entries().iter().any(|entry| {
        std::iter::once(&entry.name)
            .chain(&entry.other_spellings)
            .any(|own| folded_label(own) == name)
    })
}

/// Codes of the governmental classification with its name.
fn by_code(case: &Case<'_>) -> Vec<Remark> {
    let (own, other) = (case.standard.economic_department(), case.standard.economic_government());
    let tables = coded::tables(case);
    let economic = tables.iter().filter(|table| table.kind == KeyKind::EconomicDepartment);
    let rows = economic.flat_map(|table| table.rows.iter().map(|row| (table.table, *row)));
    let rows = rows.filter(|(_, row)| {
        own.with_code(&row.id).next().is_none()
            && other
                .with_code(&row.id)
                .any(|entry| folded_label(&entry.name) == folded_label(&row.label))
    });
    let remark = |(table, row): (&Statement, &gouji_model::Row)| {
        let place = case.place_of_row(table, row);
        let name = format!("{} {}", row.id, row.label);
        let message = Message::new("GJ509-item").with("name", &name).with("title", &table.title);
        Remark::at(place, format!("{}@{}", table.id, row.id), message)
    };
    rows.map(remark).collect()
}

/// Rows that were not known, by a name that only the other classification has.
fn unknown_rows(case: &Case<'_>, table: &Statement) -> Vec<Remark> {
    let (own, other) = (case.standard.economic_department(), case.standard.economic_government());
    let said = case.disclosure.diagnostics.iter().filter(|diagnostic| {
        diagnostic.message.id == "read-unknown-row"
            && diagnostic.place.statement.as_deref() == Some(&*table.title)
    });
    let remark = |diagnostic: &gouji_model::Diagnostic| {
        let slot = diagnostic.message.slots.iter().find(|(name, _)| *name == "label")?;
        let gouji_model::SlotValue::Plain(label) = &slot.1 else { return None };
        (has(other, label) && !has(own, label)).then(|| {
            let message =
                Message::new("GJ509-item").with("name", label).with("title", &table.title);
            Remark::at(diagnostic.place.clone(), format!("{}@{label}", table.id), message)
        })
    };
    said.filter_map(remark).collect()
}

/// Beside an item, in the column of governmental items, a name that only the departmental
/// classification has.
fn beside(case: &Case<'_>, table: &Statement) -> Vec<Remark> {
    let (own, other) = (case.standard.economic_department(), case.standard.economic_government());
    let in_table = |passage: &&gouji_model::Passage| {
        passage.kind == PassageKind::Cell && passage.heading == table.title
    };
    let cells: Vec<_> = case.disclosure.passages.iter().filter(in_table).collect();
    // The first cell of a row is its own name; what repeats it stands in another column.
    let named = |index: usize, passage: &gouji_model::Passage| {
        let text = folded_label(&passage.text);
        let above = index.checked_sub(1).map(|above| folded_label(&cells[above].text));
        let label = passage.row.as_deref().map(str::to_owned);
        let label = label.or_else(|| above.clone().filter(|above| *above == text))?;
        let own = text == folded_label(&label) && above.as_ref() != Some(&text);
        (!own && text.chars().any(char::is_alphabetic)).then_some((label, text))
    };
    // Only a table with such a column.
    let pairs: Vec<_> = cells
        .iter()
        .enumerate()
        .filter_map(|(index, passage)| Some((*passage, named(index, passage)?)))
        .collect();
    let known = pairs.iter().filter(|(_, (_, text))| has(other, text)).count();
    if known * 4 < pairs.len() * 3 || known < 3 {
        return Vec::new();
    }
    let mut remarks = Vec::new();
    for (passage, (label, text)) in pairs {
        let expected = counterpart(own, other, &label);
        // The item of another is found where names are held against codes.
        if !has(own, &text) || has(other, &text) {
            continue;
        }
        let message = Message::new("GJ509-beside")
            .with("name", &passage.text)
            .with("item", &label)
            .with("expected", expected.as_deref().unwrap_or(""));
        let key = format!("{}@{label}@beside", table.id);
        let remark = Remark::at(case.place_of(passage, 0), key, message);
        remarks.push(match expected {
            Some(expected) => {
                remark.proposing(&passage.text, &expected, case.words("GJ509", "why"))
            }
            None => remark,
        });
    }
    remarks
}

/// The governmental item of a departmental one, as published documents pair them.
fn counterpart(own: &CodeList, other: &CodeList, label: &str) -> Option<String> {
    let label = folded_label(label);
    let mut entries = own.entries().iter().filter(|entry| folded_label(&entry.name) == label);
    let entry = entries.next().filter(|_| entries.next().is_none())?;
    let observed = entry.more.get("map_source").is_some_and(|source| source == "seed-document");
    let code = entry.more.get("government_code").filter(|_| observed)?;
    let name = other.with_code(code).next()?;
    Some(name.name.clone())
}
