//! Rows with codes, and what the lists say of a code and its name.

use gouji_model::{Row, Statement};
use gouji_standard::profile::KeyKind;
use gouji_standard::{CodeEntry, CodeList, folded_label, ordinal};

use crate::rules::{Case, Remark};

/// One side of a table whose rows are codes.
pub(super) struct Coded<'a> {
    pub table: &'a Statement,
    pub kind: KeyKind,
    pub rows: Vec<&'a Row>,
}

/// The sides whose rows have functional or departmental economic codes.
pub(super) fn tables<'a>(case: &Case<'a>) -> Vec<Coded<'a>> {
    let mut found: Vec<Coded<'a>> = Vec::new();
    for side in case.sides() {
        let (table, kind) = (side.table, side.definition.key.kind);
        let rows: Vec<&Row> = side.items().filter(|row| is_code(&row.id)).collect();
        if rows.is_empty() || !matches!(kind, KeyKind::Functional | KeyKind::EconomicDepartment) {
            continue;
        }
        // Economic items in two columns of one table are one list of codes.
        let before = found.last_mut().filter(|last| {
            std::ptr::eq(last.table, table)
                && kind == KeyKind::EconomicDepartment
                && last.kind == kind
        });
        match before {
            Some(before) => before.rows.extend(rows),
            None => found.push(Coded { table, kind, rows }),
        }
    }
    found
}

fn is_code(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a code has the digits of a class or of what is below it.
pub(super) fn has_level(code: &str) -> bool {
    matches!(code.len(), 3 | 5 | 7)
}

/// The list of a kind of code.
pub(super) fn list<'a>(case: &Case<'a>, kind: KeyKind) -> &'a CodeList {
    if kind == KeyKind::EconomicDepartment {
        case.standard.economic_department()
    } else {
        case.standard.functional()
    }
}

/// Whether the list has the class of a code; another rule says so where it has not.
pub(super) fn has_known_class(case: &Case<'_>, kind: KeyKind, code: &str) -> bool {
    code.get(..3).is_some_and(|class| list(case, kind).with_code(class).next().is_some())
}

/// What says one thing of a code: its number and the name beside it, in whatever table.
pub(super) fn key(code: &str, name: &str) -> String {
    format!("{code}@{}", folded_name(name))
}

/// One remark for the same code and name, with every place: a row that was copied from table to
/// table is one defect.
pub(super) fn together(remarks: Vec<Remark>) -> Vec<Remark> {
    let mut kept: Vec<Remark> = Vec::new();
    for remark in remarks {
        let same =
            |other: &&mut Remark| other.key == remark.key && other.message.id == remark.message.id;
        match kept.iter_mut().find(same) {
            Some(first) => {
                first.places.extend(remark.places);
                first.culprits.extend(remark.culprits);
            }
            None => kept.push(remark),
        }
    }
    kept
}

/// Whether the name of an entry holds in a year; a year that is not known excludes nothing.
pub(super) fn holds(entry: &CodeEntry, year: Option<u16>) -> bool {
    let Some(year) = year else { return true };
    entry.first_year.is_none_or(|first| first <= year)
        && entry.last_year.is_none_or(|last| year <= last)
}

/// Whether published documents print code and name together, more than one of them: only such a
/// row carries an error.
pub(super) fn is_seen(entry: &CodeEntry) -> bool {
    let count = entry.source.strip_prefix("observed:").and_then(|count| count.parse().ok());
    count.is_some_and(|count: usize| count > 1)
}

/// Endings that a name has or lacks without being another one.
pub(super) const ENDINGS: [&str; 4] = ["支出", "经费", "费用", "费"];

/// A name without ordinal, width of characters, spaces and punctuation.
pub(super) fn folded_name(name: &str) -> String {
    let name = folded_label(ordinal::without(name));
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether a printed label is a name: spelt in another way, cut short by its cell, or without its
/// last word.
pub(super) fn is_name(label: &str, entry: &CodeEntry) -> bool {
    is_folded_name(&folded_name(label), entry)
}

/// The same for a label in folded form.
pub(super) fn is_folded_name(label: &str, entry: &CodeEntry) -> bool {
    let begins_alike = |name: &str| name.chars().next() == label.chars().next();
    let bare = |text: &str| -> String {
        let ending = ENDINGS.iter().find_map(|ending| text.strip_suffix(ending));
        ending.unwrap_or(text).to_owned()
    };
    let mut names = std::iter::once(&entry.name).chain(&entry.other_spellings);
    names.any(|name| {
        let name = folded_name(name);
        let is_cut = || label.chars().count() >= 4 && name.starts_with(label);
        begins_alike(&name) && (name == label || bare(&name) == bare(label) || is_cut())
    })
}

/// How many characters must be changed, added or left out to make one name of the other.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str) -> CodeEntry {
        let text = format!("code\tname\tsource\n20805\t{name}\tobserved:3\n");
        CodeList::parse(&text).entries()[0].clone()
    }

    #[test]
    fn a_name_cut_short_or_spelt_in_another_way_is_the_name() {
        let name = entry("维修（护）费");
        assert!(is_name("维修(护)费", &name) && is_name("维修护费", &name));
        assert!(is_name(
            "机关事业单位基本养老保险缴费",
            &entry("机关事业单位基本养老保险缴费支出")
        ));
        assert!(is_name("三、机关事业单位基本", &entry("机关事业单位基本养老保险缴费支出")));
        assert!(!is_name("离退休人员经费", &entry("对个人和家庭的补助")));
    }

    #[test]
    fn a_distance_counts_characters() {
        assert_eq!(distance("基本养老保险费", "基本养老保险缴费"), 1);
        assert_eq!(distance("水费", "电费"), 1);
        assert_eq!(distance("", "电费"), 2);
    }
}
