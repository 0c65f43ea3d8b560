//! GJ508: a code has one name throughout the document.

use std::collections::BTreeMap;

use gouji_model::{Location, Message};
use gouji_standard::folded_label;
use gouji_standard::profile::KeyKind;

use super::names;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ508", judge };

/// A name as printed, the table that prints it, and where.
type Printed<'a> = (&'a str, &'a str, Location);

fn judge(case: &Case<'_>) -> Ruling {
    let mut names: BTreeMap<&str, Vec<Printed<'_>>> = BTreeMap::new();
    for side in case.sides().filter(|side| side.definition.key.kind == KeyKind::Functional) {
        for row in side.items().filter(|row| row.code.is_some() && !row.label.is_empty()) {
            names.entry(&row.id).or_default().push((&row.label, &side.table.title, row.location));
        }
    }
    if names.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ508-none"));
    }
    Ruling::Judged(names.iter().filter_map(|(code, printed)| remark(case, code, printed)).collect())
}

/// A remark on the rarer name, where names differ beyond being cut.
fn remark(case: &Case<'_>, code: &str, printed: &[Printed<'_>]) -> Option<Remark> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (name, ..) in printed {
        *counts.entry(folded_label(name)).or_default() += 1;
    }
    let (usual, _) = counts.iter().max_by_key(|(_, n)| **n)?;
    let differs = |name: &str| {
        let name = folded_label(name);
        !usual.starts_with(&name) && !name.starts_with(usual)
    };
    let (name, table, location) = printed.iter().find(|(name, ..)| differs(name))?;
    let other = printed.iter().find(|(name, ..)| folded_label(name) == *usual)?;
    let mut place = case.place(*location);
    place.statement = Some((*table).into());
    let message = Message::new("GJ508-differs")
        .with("code", code)
        .with("name", name)
        .with("table", table)
        .with("usual", other.0)
        .with("other", other.1);
    let mut there = case.place(other.2);
    there.statement = Some(other.1.into());
    let remark = Remark::at(place, code, message).and_at(there);
    Some(remark.of_defect(names::defect(code, &folded_label(name))))
}
