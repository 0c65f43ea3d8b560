//! GJ707: a code of the first three levels has one name in every department.

use std::collections::BTreeMap;

use gouji_model::{Culprit, Level, Message};
use gouji_standard::folded_label;

use super::part::{self, Part, Row, level_of};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ707", judge };

/// Names of codes, each with the number of departments that print it.
pub(super) struct Names(BTreeMap<String, BTreeMap<String, usize>>);

/// Names of the codes of the first three levels.
pub(super) fn names(parts: &[Part<'_>]) -> Names {
    let mut names: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for row in parts.iter().flat_map(|part| &part.rows).filter(|row| is_shared(row)) {
        let of_code = names.entry(row.entry.code.clone()).or_default();
        *of_code.entry(folded_label(&row.entry.name)).or_default() += 1;
    }
    Names(names)
}

/// Whether a row has a name that all departments share.
fn is_shared(row: &Row<'_>) -> bool {
    row.flaw.is_none()
        && !row.entry.name.trim().is_empty()
        && level_of(&row.entry.code).is_some_and(|level| level <= 3)
}

impl Names {
    /// The name that most departments print, where these are more than all others.
    pub(super) fn usual(&self, code: &str) -> Option<&str> {
        let of_code = self.0.get(code)?;
        let total: usize = of_code.values().sum();
        let (name, count) = of_code.iter().max_by_key(|(_, count)| **count)?;
        (count * 2 > total).then_some(name)
    }
}

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    if parts.len() < 2 {
        return Ruling::NotApplicable(Message::new("GJ707-one"));
    }
    let names = names(&parts);
    let codes = names.0.iter().filter(|(_, of_code)| of_code.len() > 1);
    Ruling::Judged(codes.filter_map(|(code, _)| remark(case, &parts, &names, code)).collect())
}

/// Departments of rows with what each prints.
fn departments(rows: &[(&Part<'_>, &Row<'_>)]) -> String {
    let shown = rows.iter().map(|(part, row)| format!("{}“{}”", part.name, row.entry.name));
    shown.collect::<Vec<_>>().join("、")
}

fn remark(case: &Case<'_>, parts: &[Part<'_>], names: &Names, code: &str) -> Option<Remark> {
    let of_code = names.0.get(code)?;
    let usual = names.usual(code);
    let mut differing: Vec<(&Part<'_>, &Row<'_>)> = Vec::new();
    for part in parts {
        for row in part.rows.iter().filter(|row| is_shared(row) && row.entry.code == code) {
            if usual.is_none_or(|usual| folded_label(&row.entry.name) != usual) {
                differing.push((part, row));
            }
        }
    }
    let (part, first) = differing.first()?;
    let as_printed = |name: &str| {
        let rows = parts.iter().flat_map(|part| &part.rows);
        let mut found = rows.filter(|row| folded_label(&row.entry.name) == name);
        found.next().map_or_else(|| name.to_owned(), |row| row.entry.name.clone())
    };
    let shown: Vec<String> =
        of_code.iter().map(|(name, count)| format!("“{name}”×{count}")).collect();
    let message = match usual {
        Some(usual) => Message::new("GJ707-differs")
            .with("usual", as_printed(usual))
            .with("departments", departments(&differing))
            .with("usual-count", of_code.get(usual).copied().unwrap_or_default()),
        None => Message::new("GJ707-disagree").with("names", shown.join("、")),
    }
    .with("code", code)
    .with("name", &first.entry.name);
    let mut remark = part.remark(case, &[first], code, message);
    code.clone_into(&mut remark.key);
    if differing.len() == 1 {
        remark.defects = part::defects(&[first]);
    }
    for (part, row) in differing.iter().skip(1) {
        remark.places.push(part.place(case, row));
    }
    if let Some(usual) = usual {
        for (part, row) in &differing {
            remark.culprits.push(Culprit {
                place: part.place(case, row),
                printed: row.entry.name.clone(),
                proposed: as_printed(usual),
                why: case.standard.targets().catalogue.usual.text(),
            });
        }
    }
    let sure = usual.is_some_and(|usual| of_code.get(usual).is_some_and(|count| *count >= 3));
    Some(if sure { remark } else { remark.at_level(Level::Note) })
}
