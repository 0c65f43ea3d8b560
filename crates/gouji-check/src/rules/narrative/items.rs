//! GJ416: sentences that say what personnel and operating expenses are for list items of that kind.

use std::collections::BTreeSet;

use gouji_model::{Level, Message, PassageKind};
use gouji_standard::{CodeList, folded_label};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ416", judge };

/// Items below which a list is no list of the classification.
const FEW: usize = 5;

fn judge(case: &Case<'_>) -> Ruling {
    let lists = &case.standard.sense().lists;
    let sides = [
        (&lists.personnel, &lists.personnel_classes, "personnel"),
        (&lists.operating, &lists.operating_classes, "operating"),
    ];
    let mut examined = false;
    let mut remarks = Vec::new();
    for passage in &case.disclosure.passages {
        if passage.kind != PassageKind::Paragraph {
            continue;
        }
        for (pattern, classes, side) in sides {
            for found in pattern.captures_iter(&passage.text).filter_map(|c| c.name("items")) {
                let items = items(found.as_str(), found.start());
                let own = case.standard.economic_department();
                let known = items.iter().filter(|(_, item)| !codes(own, item).is_empty()).count();
                // A list in words of its own is none of the classification.
                if known < FEW || known * 5 < items.len() * 4 {
                    continue;
                }
                examined = true;
                for (at, item) in items {
                    let Some((message, level)) = wrong(case, &item, classes, side) else {
                        continue;
                    };
                    let key = format!("{}@{side}@{item}", passage.heading);
                    let remark = Remark::at(case.place_of(passage, at), key, message);
                    remarks.push(remark.at_level(level));
                }
            }
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ416-none"))
    }
}

/// The items of a list with the bytes at which they begin, without what is said around them.
fn items(text: &str, start: usize) -> Vec<(usize, String)> {
    let mut items = Vec::new();
    let mut at = 0;
    for part in text.split(['、', '，', ',']) {
        let name = part.trim().trim_end_matches("等支出").trim_end_matches('等');
        if !name.is_empty() && !name.contains(|c: char| c.is_ascii_digit()) {
            items.push((start + at, folded_label(name)));
        }
        at += part.len() + text[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    items
}

fn codes(list: &CodeList, name: &str) -> BTreeSet<String> {
    let bears = |entry: &&gouji_standard::CodeEntry| {
        let names = std::iter::once(&entry.name).chain(&entry.other_spellings);
        names.into_iter().any(|own| folded_label(own) == name)
    };
    list.entries().iter().filter(bears).map(|entry| entry.code.clone()).collect()
}

fn wrong(case: &Case<'_>, item: &str, classes: &[String], side: &str) -> Option<(Message, Level)> {
    let lists = &case.standard.sense().lists;
    let codes = codes(case.standard.economic_department(), item);
    if codes.is_empty() {
        return unknown(case, item);
    }
    let fits =
        codes.iter().any(|code| classes.iter().any(|class| code.starts_with(class.as_str())));
    let other = [&lists.personnel_classes, &lists.operating_classes]
        .into_iter()
        .flatten()
        .any(|class| codes.iter().any(|code| code.starts_with(class.as_str())));
    let either = lists.either.iter().any(|name| folded_label(name) == item);
    if fits || !other || either || is_printed_so(case, item, side) {
        return None;
    }
    let id = if side == "personnel" { "GJ416-operating" } else { "GJ416-personnel" };
    Some((Message::new(id).with("item", item), Level::Warning))
}

/// Whether the table itself puts the item on that side.
fn is_printed_so(case: &Case<'_>, item: &str, side: &str) -> bool {
    case.disclosure.statements.iter().any(|table| {
        let Some(column) = table.column(side) else { return false };
        let rows = table.rows.iter().filter(|row| folded_label(&row.label) == item);
        rows.into_iter().any(|row| {
            row.cell(column).is_some_and(|cell| {
                matches!(&cell.value, gouji_model::CellValue::Amount(a) if !a.value.is_zero())
            })
        })
    })
}

/// A name that no list has: a misprint where one character more or less, or another one, makes it a
/// known one.
fn unknown(case: &Case<'_>, item: &str) -> Option<(Message, Level)> {
    let governmental = !codes_in(case.standard.economic_government(), item).is_empty();
    if governmental || item.chars().count() < 2 || item.contains(['和', '及', '与', '(']) {
        return None;
    }
    let near = case.standard.economic_department().entries().iter().find(|entry| {
        let (a, b): (Vec<char>, Vec<char>) =
            (item.chars().collect(), folded_label(&entry.name).chars().collect());
        let differ = a.iter().zip(&b).filter(|(x, y)| x != y).count();
        a.len() == b.len() && differ == 1 && a.len() >= NEAR
    });
    let message = match near {
        Some(entry) => Message::new("GJ416-misprint").with("name", &entry.name),
        None => Message::new("GJ416-unknown"),
    };
    Some((message.with("item", item), if near.is_some() { Level::Warning } else { Level::Note }))
}

/// Characters of a name from which on one of them tells a misprint.
const NEAR: usize = 3;

fn codes_in(list: &CodeList, item: &str) -> BTreeSet<String> {
    codes(list, item)
}
