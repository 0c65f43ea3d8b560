//! GJ710: the catalogue beside the kept one of the same notice.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::Message;
use gouji_standard::{KeptEntry, folded_label};

use super::part::{self, Part, Row};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ710", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    let number = case.disclosure.notice.as_ref().and_then(|notice| notice.number.as_deref());
    let kept = case.standard.catalogues().iter();
    let Some(kept) = number.and_then(|number| kept.into_iter().find(|kept| kept.is_of(number)))
    else {
        return Ruling::NotApplicable(Message::new("GJ710-none"));
    };
    let mut by_department: BTreeMap<String, Vec<&KeptEntry>> = BTreeMap::new();
    for entry in &kept.entries {
        by_department.entry(folded_label(&entry.department)).or_default().push(entry);
    }
    let mut remarks = Vec::new();
    for part in &parts {
        // A department under another name has nothing to be compared with.
        if let Some(entries) = by_department.get(&folded_label(part.name)) {
            remarks.extend(names(case, part, entries));
            remarks.extend(rows(case, part, entries));
        }
    }
    Ruling::Judged(remarks)
}

fn is_row(entry: &KeptEntry, row: &Row<'_>) -> bool {
    entry.code == row.entry.code || entry.printed_code == row.entry.code
}

/// Names that differ from the kept ones: one remark for a department.
fn names(case: &Case<'_>, part: &Part<'_>, entries: &[&KeptEntry]) -> Option<Remark> {
    let mut shown = Vec::new();
    let mut rows = Vec::new();
    for row in part.rows.iter().filter(|row| !row.entry.name.is_empty()) {
        let mut kept = entries.iter().filter(|entry| is_row(entry, row) && !entry.name.is_empty());
        let name = folded_label(&row.entry.name);
        if kept.clone().any(|entry| folded_label(&entry.name) == name) {
            continue;
        }
        if let Some(entry) = kept.next() {
            shown.push(format!("{} “{}”（“{}”）", row.entry.code, row.entry.name, entry.name));
            rows.push(row);
        }
    }
    shown.truncate(5);
    let message = Message::new("GJ710-names").with("names", shown.join("、"));
    let only: &[&Row<'_>] = if rows.len() == 1 { &rows } else { &[] };
    (!rows.is_empty()).then(|| {
        let remark = part.remark(case, &rows, "names", message);
        Remark { defects: part::defects(only), ..remark }
    })
}

/// Codes that only one of the two has: one remark for a department.
fn rows(case: &Case<'_>, part: &Part<'_>, entries: &[&KeptEntry]) -> Option<Remark> {
    let more: Vec<&Row<'_>> =
        part.rows.iter().filter(|row| !entries.iter().any(|entry| is_row(entry, row))).collect();
    let printed: BTreeSet<&str> = part.rows.iter().map(|row| row.entry.code.as_str()).collect();
    let fewer: Vec<&KeptEntry> = entries
        .iter()
        // A row that the notice itself does not print is not missing here.
        .filter(|entry| !entry.printed_code.is_empty())
        .filter(|entry| !printed.contains(&*entry.code) && !printed.contains(&*entry.printed_code))
        .copied()
        .collect();
    if more.is_empty() && fewer.is_empty() {
        return None;
    }
    let dash = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    let message = Message::new("GJ710-rows").with("more", dash(part::codes(&more))).with(
        "fewer",
        dash(fewer.iter().take(8).map(|e| e.code.as_str()).collect::<Vec<_>>().join("、")),
    );
    let suspects = suspects(part, &more, &fewer);
    let listed: Vec<&Row<'_>> =
        if more.is_empty() { part.rows.iter().take(1).collect() } else { more };
    let remark = part.remark(case, &listed, "rows", message);
    Some(Remark { defects: part::defects(&suspects), ..remark })
}

/// The one row whose code was changed, where no more than that explains the difference: it has the
/// name of the kept row that is missing.
fn suspects<'p>(
    part: &'p Part<'_>,
    more: &[&'p Row<'p>],
    fewer: &[&KeptEntry],
) -> Vec<&'p Row<'p>> {
    match (more, fewer) {
        ([only], [] | [_]) => vec![only],
        ([], [missing]) => {
            let name = folded_label(&missing.name);
            part.rows.iter().filter(|row| folded_label(&row.entry.name) == name).collect()
        }
        _ => Vec::new(),
    }
}
