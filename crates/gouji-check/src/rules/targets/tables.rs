//! Projects of the project tables, beside the forms that set their targets.

use std::collections::BTreeMap;

use gouji_model::{Row, RowRole, Statement};
use gouji_standard::folded_label;
use gouji_standard::profile::KeyKind;

use super::form::Form;
use crate::rules::Case;

/// A project as the project tables print it: one row, or one in each of several tables.
pub(super) struct Budgeted<'a> {
    /// Name as printed first.
    pub label: &'a str,
    /// Its rows, each with the index of the column of its total.
    pub rows: Vec<(&'a Statement, &'a Row, usize)>,
}

/// Forms and rows of the same projects.
pub(super) struct Pairing<'a> {
    /// Index of the form, the project of the tables, and whether the names only resemble.
    pub pairs: Vec<(usize, Budgeted<'a>, bool)>,
    /// Forms without a row.
    pub forms_alone: Vec<usize>,
    /// Rows without a form.
    pub rows_alone: Vec<Budgeted<'a>>,
}

/// Tables of projects that were read.
pub(super) fn project_tables<'a>(case: &Case<'a>) -> Vec<&'a Statement> {
    let is_of_projects = |id: &str| {
        case.profile
            .statement(id)
            .is_some_and(|def| def.sides.iter().any(|side| side.key.kind == KeyKind::Project))
    };
    case.disclosure.statements.iter().filter(|table| is_of_projects(&table.id)).collect()
}

/// Projects of the tables by name.
fn budgeted<'a>(case: &Case<'a>) -> Vec<Budgeted<'a>> {
    let mut projects: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<Budgeted<'a>> = Vec::new();
    for table in project_tables(case) {
        let Some(total) = total_column(case, table) else { continue };
        let contains = |index: usize| table.rows.iter().any(|row| row.parent == Some(index));
        for (index, row) in table.rows.iter().enumerate() {
            if row.role != RowRole::Item || contains(index) {
                continue;
            }
            let name = folded_label(&row.label);
            let at = *projects.entry(name).or_insert_with(|| {
                found.push(Budgeted { label: &row.label, rows: Vec::new() });
                found.len() - 1
            });
            found[at].rows.push((table, row, total));
        }
    }
    found
}

/// The column of a project table that is the sum of others, else its first one.
fn total_column(case: &Case<'_>, table: &Statement) -> Option<usize> {
    let side = case.profile.statement(&table.id)?.sides.first()?;
    let columns = side.flat_columns();
    let sum = columns.iter().find(|flat| !flat.column.sum.is_empty()).or(columns.first())?;
    table.column(&sum.column.id)
}

/// Pairs forms and rows: by the same name, then by a name that only one resembles.
pub(super) fn pair<'a>(case: &Case<'a>, forms: &[Form<'a>]) -> Pairing<'a> {
    let mut rows = budgeted(case);
    let mut alone: Vec<usize> = (0..forms.len()).collect();
    let mut pairs = Vec::new();
    for near in [false, true] {
        let mut left = Vec::new();
        for form in alone {
            let name = folded_label(forms[form].name);
            let fits = |row: &Budgeted<'_>| {
                let label = folded_label(row.label);
                if near { resembles(&name, &label) } else { name == label }
            };
            let hits: Vec<usize> =
                rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(i, _)| i).collect();
            match hits[..] {
                [only] => pairs.push((form, rows.remove(only), near)),
                _ => left.push(form),
            }
        }
        alone = left;
    }
    pairs.sort_by_key(|(form, _, _)| *form);
    Pairing { pairs, forms_alone: alone, rows_alone: rows }
}

/// Whether two names differ in so little that a slip of the pen explains it.
fn resembles(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let allowed = (a.len().max(b.len()) / 8).clamp(1, 3);
    a.len().min(b.len()) >= 4 && a.len().abs_diff(b.len()) <= allowed && distance(&a, &b) <= allowed
}

/// Number of characters to change, drop or add.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_alike_character_resembles_and_another_project_does_not() {
        assert!(resembles("安河分局工作运转经费", "安和分局工作运转经费"));
        assert!(resembles("某项目(2025年省级资金)", "某项目(2025年省级资金"));
        assert!(!resembles("办公经费", "工会经费补助"));
        assert!(!resembles("河道治理", "河道治理二期工程"));
    }
}
