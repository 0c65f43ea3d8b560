//! Rows: what identifies a row of a side, and which row contains which.

use crate::ordinal;
use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_model::RowRole;
use gouji_standard::profile::{KeyKind, RowDef, SideDef};
use gouji_standard::{FoldedText, Standard, TitleSlots, folded_label};

use super::label;

/// Who a row is.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub id: Arc<str>,
    pub code: Option<String>,
    pub label: String,
    pub role: RowRole,
    /// Whether the row could be told: a code, a listed wording, a name.
    pub known: bool,
}

/// Tells the rows of one side, from the top.
pub(super) struct Rows<'d> {
    side: &'d SideDef,
    standard: &'d Standard,
    /// Listed rows already met.
    met: Vec<bool>,
    next_listed: usize,
    /// The class of the economic item at hand, for names without codes.
    economic_class: Option<String>,
}

impl<'d> Rows<'d> {
    pub(super) fn new(side: &'d SideDef, standard: &'d Standard) -> Self {
        Self {
            side,
            standard,
            met: vec![false; side.rows.len()],
            next_listed: 0,
            economic_class: None,
        }
    }

    /// Whether every total row that the definition wants was met.
    pub(super) fn totals_met(&self) -> bool {
        self.side.rows.iter().zip(&self.met).all(|(row, met)| *met || !row.total)
    }

    /// The row with these key cells; `None` where all are blank.
    pub(super) fn identify(&mut self, code_cells: &[&str], name: &str) -> Option<Identity> {
        let label = label::printed(name);
        let code = code_of(code_cells);
        if self.side.key.kind == KeyKind::Single {
            return self.single();
        }
        if code.is_none() && label.is_empty() {
            // A total may stand in the column of codes.
            let text = code_cells.concat();
            return if text.trim().is_empty() { None } else { self.listed(&label::printed(&text)) };
        }
        if code.is_none()
            && let Some(listed) = self.listed(&label).or_else(|| self.listed_in_code(code_cells))
        {
            return Some(listed);
        }
        Some(self.item(code, code_cells, label))
    }

    fn single(&mut self) -> Option<Identity> {
        let row = self.side.rows.first()?;
        if std::mem::replace(&mut self.met[0], true) {
            return None;
        }
        Some(Identity {
            id: row.id.as_str().into(),
            code: None,
            label: String::new(),
            role: RowRole::Listed,
            known: true,
        })
    }

    fn listed_in_code(&mut self, code_cells: &[&str]) -> Option<Identity> {
        let text = label::printed(&code_cells.concat());
        if text.is_empty() { None } else { self.listed(&text) }
    }

    /// A row that the profile lists: of equal wordings the next below the last one met.
    fn listed(&mut self, label: &str) -> Option<Identity> {
        let (bare, of_which) = label::without_of_which(ordinal::without(label));
        let texts = [FoldedText::new(label), FoldedText::new(bare)];
        let is = |row: &RowDef| {
            row.wordings
                .iter()
                .any(|p| texts.iter().any(|t| p.match_whole(t.chars(), &TitleSlots).is_some()))
        };
        let rows = &self.side.rows;
        let candidates = (self.next_listed..rows.len()).chain(0..self.next_listed);
        let index = candidates
            .into_iter()
            .find(|&i| !self.met[i] && is(&rows[i]))
            .or_else(|| rows.iter().position(is))?;
        self.met[index] = true;
        self.next_listed = index + 1;
        let row = &rows[index];
        let contained = row.of_which || (of_which && row.sum.is_empty() && !self.summed(&row.id));
        Some(Identity {
            id: row.id.as_str().into(),
            code: None,
            label: label.to_owned(),
            role: if contained { RowRole::OfWhich } else { RowRole::Listed },
            known: true,
        })
    }

    /// Whether some listed row counts this one among its parts.
    fn summed(&self, id: &str) -> bool {
        self.side
            .rows
            .iter()
            .any(|row| row.sum.iter().any(|part| part.trim_start_matches('-') == id))
    }

    fn item(&mut self, code: Option<String>, code_cells: &[&str], label: String) -> Identity {
        let (bare, of_which) = label::without_of_which(&label);
        let role = if of_which { RowRole::OfWhich } else { RowRole::Item };
        let kind = self.side.key.kind;
        if let Some(code) = code {
            let known = code_fits(kind, &code);
            return Identity { id: code.as_str().into(), code: Some(code), label, role, known };
        }
        let illegible_code = code_cells.iter().any(|cell| !cell.trim().is_empty());
        let found = if illegible_code { None } else { self.code_of_name(kind, bare) };
        let by_name = matches!(kind, KeyKind::Project | KeyKind::Unit);
        let id = found.clone().unwrap_or_else(|| folded_label(bare));
        let code = illegible_code.then(|| label::printed(&code_cells.concat()));
        Identity { id: id.into(), code, label, role, known: found.is_some() || by_name }
    }

    /// The code of a row that prints its name only.
    fn code_of_name(&mut self, kind: KeyKind, name: &str) -> Option<String> {
        match kind {
            KeyKind::FunctionalClass => {
                let bare = ordinal::without(name);
                self.standard.functional().code_at_level(bare, 3).map(str::to_owned)
            }
            KeyKind::EconomicDepartment => {
                let list = self.standard.economic_department();
                let code = list.code_of_name(name, self.economic_class.as_deref())?.to_owned();
                if code.len() == 3 {
                    self.economic_class = Some(code.clone());
                }
                Some(code)
            }
            _ => None,
        }
    }
}

/// The code of a row: one cell, or three of which 204 06 01 becomes 2040601.
fn code_of(cells: &[&str]) -> Option<String> {
    let mut code = String::new();
    for (i, cell) in cells.iter().enumerate() {
        let digits: String =
            cell.chars().map(gouji_model::fold_width).filter(|c| !c.is_whitespace()).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if i > 0 && digits.len() == 1 {
            code.push('0');
        }
        // Some tables repeat the whole code in the cells of section and item.
        if i > 0 && digits.len() > 2 && digits.starts_with(&code) {
            code.clear();
        }
        code.push_str(&digits);
    }
    (!code.is_empty()).then_some(code)
}

fn code_fits(kind: KeyKind, code: &str) -> bool {
    match kind {
        KeyKind::EconomicDepartment => matches!(code.len(), 3 | 5),
        KeyKind::Income => matches!(code.len(), 3 | 5 | 7 | 9),
        KeyKind::FunctionalClass => code.len() == 3,
        _ => matches!(code.len(), 3 | 5 | 7),
    }
}

/// The parent of each row: for codes, the row with the longest code that begins its own; for
/// projects, the unit or department above.
pub(super) fn parents(
    kind: KeyKind,
    rows: &[(Arc<str>, RowRole, String)],
    groups: &[String],
) -> Vec<Option<usize>> {
    match kind {
        KeyKind::Project => project_parents(rows, groups),
        kind if kind.is_code() => code_parents(rows),
        _ => vec![None; rows.len()],
    }
}

fn code_parents(rows: &[(Arc<str>, RowRole, String)]) -> Vec<Option<usize>> {
    let is_code = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, (id, role, _)) in rows.iter().enumerate() {
        if *role == RowRole::Item && is_code(id) {
            by_code.entry(id).or_insert(index);
        }
    }
    rows.iter()
        .map(|(id, role, _)| {
            if *role != RowRole::Item || !is_code(id) {
                return None;
            }
            (1..id.len()).rev().find_map(|end| by_code.get(&id[..end]).copied())
        })
        .collect()
}

/// Departments contain units and units contain projects: a group directly under a group is its
/// child, a group after projects stands beside the last one.
fn project_parents(rows: &[(Arc<str>, RowRole, String)], groups: &[String]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut after_group = false;
    let mut parents = Vec::with_capacity(rows.len());
    for (index, (_, role, label)) in rows.iter().enumerate() {
        if *role != RowRole::Item {
            parents.push(None);
            continue;
        }
        if is_group(label, groups) {
            if !after_group {
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(index);
            after_group = true;
        } else {
            parents.push(open.last().copied());
            after_group = false;
        }
    }
    parents
}

/// Whether a row of a project table is a unit or a department: its label is one of their names, or
/// begins one of them, a single look-alike character aside.
fn is_group(label: &str, groups: &[String]) -> bool {
    let label = folded_label(label);
    let chars: Vec<char> = label.chars().collect();
    chars.len() >= 4
        && groups.iter().any(|group| {
            let group: Vec<char> = folded_label(group).chars().collect();
            let differing = chars.iter().zip(&group).filter(|(a, b)| a != b).count();
            chars.len() <= group.len() && differing <= 1
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_cell_or_three() {
        assert_eq!(code_of(&["2040601"]), Some("2040601".into()));
        assert_eq!(code_of(&["204", "06", "01"]), Some("2040601".into()));
        assert_eq!(code_of(&["204", "6", ""]), Some("20406".into()));
        assert_eq!(code_of(&["合计"]), None);
        assert_eq!(code_of(&["", ""]), None);
    }

    #[test]
    fn projects_stand_under_their_unit_and_units_under_their_department() {
        let row = |label: &str| (Arc::from(label), RowRole::Item, label.to_owned());
        let rows = [
            "云岭市水务局",
            "云岭市水务局安和分局",
            "水库除险",
            "河道整治",
            "云岭市水务局临江分局",
            "渠道维修",
        ]
        .map(row);
        let groups = ["云岭市水务局安和分局".to_owned(), "云岭市水务局临江分局".to_owned()];
        assert_eq!(
            project_parents(&rows, &groups),
            [None, Some(0), Some(1), Some(1), Some(0), Some(4)]
        );
    }
}
