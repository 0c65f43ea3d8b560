//! The catalogue as rules see it: the part of each department, its rows with what is above them.

use std::borrow::Cow;

use gouji_model::{CatalogueDepartment, CatalogueEntry, Location, Message, Place};

use crate::rules::{Case, Remark, Ruling};

/// Places that one remark lists; the rest are in its count.
const MOST_PLACES: usize = 20;

/// The part of a department.
pub(super) struct Part<'a> {
    pub name: &'a str,
    pub rows: Vec<Row<'a>>,
    /// Rows whose code is none at all, so that reading took them for names of departments.
    pub unreadable: Vec<&'a CatalogueDepartment>,
}

/// A row of the catalogue.
pub(super) struct Row<'a> {
    pub entry: Cow<'a, CatalogueEntry>,
    /// The level at which the row stands.
    pub level: u8,
    /// Index of the row that this one stands under.
    pub above: Option<usize>,
    /// What is wrong with its code by itself.
    pub flaw: Option<Flaw>,
}

/// What is wrong with a code by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// A letter and pairs of digits are needed.
    Shape,
    /// Not even a code, and said as such.
    Unreadable,
    /// The code is of another level than the column in which the name stands.
    Level,
}

/// The catalogue by departments; a ruling where there is none.
pub(super) fn parts<'a>(case: &Case<'a>) -> Result<Vec<Part<'a>>, Ruling> {
    let departments = &case.disclosure.catalogue.departments;
    if departments.iter().all(|department| department.entries.is_empty()) {
        return Err(Ruling::NotApplicable(Message::new("check-no-catalogue")));
    }
    let columns = columns_tell(case);
    let row = |entry: &'a CatalogueEntry| Row::new(entry, columns);
    let mut parts: Vec<Part<'a>> = Vec::new();
    for department in departments {
        // A row whose code is illegible does not begin a department: it is one of the rows above.
        if let Some(part) = parts.last_mut().filter(|_| looks_like_a_row(&department.name)) {
            part.unreadable.push(department);
            part.rows.push(Row::unreadable(department));
            part.rows.extend(department.entries.iter().map(row));
        } else {
            let rows = department.entries.iter().map(row).collect();
            parts.push(Part { name: &department.name, rows, unreadable: Vec::new() });
        }
    }
    for part in &mut parts {
        part.stack();
    }
    Ok(parts)
}

/// Whether the column in which a name stands tells its level: not where columns are guessed from
/// spaces, or where they contradict a good part of the codes.
pub(super) fn columns_tell(case: &Case<'_>) -> bool {
    const ONE_IN: usize = 5;
    let departments = case.disclosure.catalogue.departments.iter();
    let entries: Vec<&CatalogueEntry> = departments.flat_map(|d| &d.entries).collect();
    let contradicts = |entry: &&&CatalogueEntry| {
        level_of(&entry.code).is_some_and(|level| level != entry.level && !entry.name.is_empty())
    };
    let wrong = entries.iter().filter(contradicts).count();
    !case.disclosure.format.is_aligned() && wrong <= (entries.len() / ONE_IN).max(1)
}

/// Whether a name of a department begins as a code does: A15O201 节水宣传服务.
fn looks_like_a_row(name: &str) -> bool {
    let code: &str = name.split_whitespace().next().unwrap_or_default();
    let code: String = code.chars().take_while(char::is_ascii_alphanumeric).collect();
    code.bytes().any(|b| b.is_ascii_digit()) && code.bytes().any(|b| b.is_ascii_alphabetic())
}

impl<'a> Row<'a> {
    fn new(entry: &'a CatalogueEntry, columns: bool) -> Self {
        let of_code = level_of(&entry.code);
        let flaw = match of_code {
            None => Some(Flaw::Shape),
            Some(level) if columns && level != entry.level && !entry.name.is_empty() => {
                Some(Flaw::Level)
            }
            Some(_) => None,
        };
        // Where a name stands in the column of a level further up, its code is believed.
        let level = match of_code {
            Some(level) if columns => level.max(entry.level),
            Some(level) => level,
            None => entry.level,
        };
        Self { entry: Cow::Borrowed(entry), level, above: None, flaw }
    }

    /// A row whose code is none: it stands at the level that its length tells, so that the rows
    /// below it have theirs.
    fn unreadable(of: &CatalogueDepartment) -> Self {
        let code: String = of.name.chars().take_while(char::is_ascii_alphanumeric).collect();
        let level = u8::try_from(code.len() / 2 + 1).unwrap_or(4).clamp(1, 4);
        let name = of.name[code.len()..].trim().to_owned();
        let entry = CatalogueEntry { code, name, level, parent: None, location: of.location };
        Self { entry: Cow::Owned(entry), level, above: None, flaw: Some(Flaw::Unreadable) }
    }
}

impl Part<'_> {
    /// Finds for each row the one above it: the last of a level further up.
    fn stack(&mut self) {
        let mut above: [Option<usize>; 4] = [None; 4];
        for index in 0..self.rows.len() {
            let level = usize::from(self.rows[index].level.clamp(1, 4)) - 1;
            self.rows[index].above = above[..level].iter().rev().flatten().next().copied();
            above[level] = Some(index);
            above[level + 1..].iter_mut().for_each(|row| *row = None);
        }
    }

    /// The row above another.
    pub(super) fn above(&self, row: &Row<'_>) -> Option<&Row<'_>> {
        self.rows.get(row.above?)
    }

    /// Rows directly below one.
    pub(super) fn below(&self, index: usize) -> impl Iterator<Item = &Row<'_>> {
        self.rows.iter().filter(move |row| row.above == Some(index))
    }

    /// The place of a row.
    pub(super) fn place(&self, case: &Case<'_>, row: &Row<'_>) -> Place {
        let mut place = case.place(row.entry.location);
        place.section = Some(self.name.into());
        place.row = Some(format!("{} {}", row.entry.code, row.entry.name).trim_end().into());
        place
    }

    /// A remark about rows: the first places of them.
    pub(super) fn remark(
        &self,
        case: &Case<'_>,
        rows: &[&Row<'_>],
        key: &str,
        message: Message,
    ) -> Remark {
        let mut places = rows.iter().take(MOST_PLACES).map(|row| self.place(case, row));
        let first = places.next().unwrap_or_default();
        let message = message.with("department", self.name).with("count", rows.len());
        let mut remark = Remark::at(first, format!("{}@{key}", self.name), message);
        remark.places.extend(places);
        remark
    }
}

/// The names of the defects that one of some rows is wrong, for the rules that see the same.
pub(super) fn defects(rows: &[&Row<'_>]) -> Vec<String> {
    rows.iter().map(|row| defect(row.entry.location)).collect()
}

/// The name of the defect that the row at a place is wrong.
pub(super) fn defect(row: Location) -> String {
    format!("catalogue@{row:?}")
}

/// The level of a code: a letter, and a pair of digits for each level below the first.
pub(super) fn level_of(code: &str) -> Option<u8> {
    let digits = code.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let proper = digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() % 2 == 0;
    let level = u8::try_from(digits.len() / 2 + 1).ok()?;
    (proper && level <= 4).then_some(level)
}

/// The code one level up.
pub(super) fn prefix(code: &str) -> &str {
    code.get(..code.len().saturating_sub(2)).unwrap_or_default()
}

/// Codes of rows as a list.
pub(super) fn codes(rows: &[&Row<'_>]) -> String {
    let codes: Vec<&str> = rows.iter().take(8).map(|row| row.entry.code.as_str()).collect();
    let more = if rows.len() > codes.len() { "…" } else { "" };
    format!("{}{more}", codes.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_letter_and_pairs_of_digits() {
        let levels = ["A", "A15", "A1502", "A150201", "150201", "A150", "A15020101"].map(level_of);
        assert_eq!(levels, [Some(1), Some(2), Some(3), Some(4), None, None, None]);
    }

    #[test]
    fn a_row_with_an_illegible_code_is_no_department() {
        assert!(looks_like_a_row("A15O201 节水宣传服务"));
        assert!(looks_like_a_row("a150201节水宣传服务"));
        assert!(!looks_like_a_row("人民法院"));
        assert!(!looks_like_a_row("2023年新增部门"));
    }
}
