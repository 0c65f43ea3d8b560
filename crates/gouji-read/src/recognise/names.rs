//! Names of rows in running text: of classes, items, expenses.

use crate::ordinal;
use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_model::{RowRole, Statement};
use gouji_standard::profile::{KeyKind, NameSource};
use gouji_standard::{CodeList, Pattern, TitleSlots, folded_label};

use super::Context;

/// The names that a slot may hold, by their first character.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_first: BTreeMap<char, Vec<Name>>,
    separators: Vec<Pattern>,
}

/// A name, or the names from the class down to the item, and the row that they name.
#[derive(Debug)]
struct Name {
    parts: Vec<Vec<char>>,
    id: Arc<str>,
}

impl Names {
    /// The names of the rows of a statement, and those of the code list behind its keys.
    pub(super) fn new(context: Context<'_>, source: &NameSource, statements: &[Statement]) -> Self {
        let mut names = Self { separators: source.path.clone(), ..Self::default() };
        let statement = statements.iter().find(|statement| *statement.id == source.rows);
        if let Some(statement) = statement {
            names.add_rows(context, statement);
        }
        if source.path.is_empty() {
            names.add_definitions(context, &source.rows);
        }
        for list in names.by_first.values_mut() {
            list.sort_by_key(|name| {
                std::cmp::Reverse(name.parts.iter().map(Vec::len).sum::<usize>())
            });
        }
        names
    }

    fn add(&mut self, parts: &[&str], id: &str) {
        let parts: Vec<Vec<char>> =
            parts.iter().map(|part| folded_label(part).chars().collect()).collect();
        let Some(&first) = parts.first().and_then(|part| part.first()) else { return };
        let list = self.by_first.entry(first).or_default();
        if !list.iter().any(|name| name.parts == parts) {
            list.push(Name { parts, id: id.into() });
        }
    }

    /// The rows that could be told: a label without its code names nothing for certain.
    fn add_rows(&mut self, context: Context<'_>, statement: &Statement) {
        let sides = context.profile.statement(&statement.id).map_or(&[][..], |s| &s.sides);
        let told = |row: &&gouji_model::Row| {
            let by_code = sides.get(row.side).is_some_and(|side| side.key.kind.is_code());
            row.role != RowRole::Item || !by_code || row.id.bytes().all(|b| b.is_ascii_digit())
        };
        for row in statement.rows.iter().filter(told) {
            if row.role == RowRole::Item || (row.code.is_none() && self.separators.is_empty()) {
                let path =
                    if self.separators.is_empty() { vec![row] } else { ancestry(statement, row) };
                let labels: Vec<&str> =
                    path.iter().map(|row| ordinal::without(&row.label)).collect();
                self.add(&labels, &row.id);
            }
        }
    }

    /// Names that the table may lack: of listed rows, and of the code list.
    fn add_definitions(&mut self, context: Context<'_>, statement: &str) {
        let Some(definition) = context.profile.statement(statement) else { return };
        for side in &definition.sides {
            for row in side.rows.iter().filter(|row| !row.total) {
                for wording in row.wordings.iter().flat_map(Pattern::expansions) {
                    self.add(&[&wording], &row.id);
                }
            }
            let functional = context.standard.functional();
            match side.key.kind {
                KeyKind::FunctionalClass | KeyKind::Functional => self.add_codes(functional, 3),
                KeyKind::EconomicDepartment => {
                    self.add_codes(context.standard.economic_department(), 5);
                }
                _ => {}
            }
        }
    }

    /// The names of a code list that have one code only, down to a length of code.
    fn add_codes(&mut self, list: &CodeList, digits: usize) {
        for entry in list.entries().iter().filter(|entry| entry.code.len() <= digits) {
            if list.code_at_level(&entry.name, entry.code.len()) == Some(&*entry.code) {
                self.add(&[&entry.name], &entry.code);
            }
        }
    }

    /// Ends of the names that begin at a position, longest first, each with the row it names.
    pub(super) fn at(&self, text: &[char], from: usize) -> Vec<(usize, Arc<str>)> {
        let Some(candidates) = text.get(from).and_then(|first| self.by_first.get(first)) else {
            return Vec::new();
        };
        // Inside a longer word a short name, or the beginning of a path, names nothing.
        let in_word = from > 0 && ('\u{4E00}'..='\u{9FFF}').contains(&text[from - 1]);
        let stands = |name: &&Name| {
            let short = name.parts.iter().map(Vec::len).sum::<usize>() < MIN_INSIDE;
            !(in_word && (short || !self.separators.is_empty()))
        };
        let ends = candidates
            .iter()
            .filter(stands)
            .filter_map(|name| Some((self.end_of(&name.parts, text, from)?, Arc::clone(&name.id))));
        ends.collect()
    }

    fn end_of(&self, parts: &[Vec<char>], text: &[char], from: usize) -> Option<usize> {
        let mut at = from;
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                let hits = self.separators.iter().filter_map(|p| p.match_at(text, at, &TitleSlots));
                at = hits.map(|hit| hit.end).max()?;
            }
            let end = at + part.len();
            if text.get(at..end)? != &part[..] {
                return None;
            }
            at = end;
        }
        // A path that goes on names a row that we do not know.
        let goes_on = self.separators.iter().any(|p| p.match_at(text, at, &TitleSlots).is_some());
        (!goes_on).then_some(at)
    }
}

/// Shortest name that may follow another word without punctuation, in characters.
const MIN_INSIDE: usize = 4;

/// A row and the rows that contain it, from the outermost.
fn ancestry<'s>(statement: &'s Statement, row: &'s gouji_model::Row) -> Vec<&'s gouji_model::Row> {
    let mut path = vec![row];
    let mut above = row.parent;
    while let Some(index) = above {
        let parent = &statement.rows[index];
        path.push(parent);
        above = parent.parent;
    }
    path.reverse();
    path
}
