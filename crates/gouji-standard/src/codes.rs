//! Code lists: functional and economic classifications.

use std::collections::BTreeMap;

use crate::folded_label;

/// A list of codes. A code that it lacks is unknown, never wrong.
#[derive(Clone, Debug, Default)]
pub struct CodeList {
    entries: Vec<CodeEntry>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_code: BTreeMap<String, Vec<usize>>,
}

/// A code with one of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// Code: 3 digits for a class, 5 for a section (or an economic item), 7 for an item.
    pub code: String,
    /// Name.
    pub name: String,
    /// First year in which the name is valid, where known.
    pub first_year: Option<u16>,
    /// Last year in which the name is valid, where known.
    pub last_year: Option<u16>,
    /// Where the row comes from.
    pub source: String,
    /// Other spellings seen.
    pub other_spellings: Vec<String>,
    /// The remaining columns of the list by their heading.
    pub more: BTreeMap<String, String>,
}

impl CodeList {
    /// Reads a list of tab-separated values with a heading line.
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        let headings: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let mut list = Self::default();
        for line in lines.filter(|line| !line.trim().is_empty()) {
            list.add(entry(&headings, line));
        }
        list
    }

    fn add(&mut self, entry: CodeEntry) {
        let index = self.entries.len();
        for name in std::iter::once(&entry.name).chain(&entry.other_spellings) {
            self.by_name.entry(folded_label(name)).or_default().push(index);
        }
        self.by_code.entry(entry.code.clone()).or_default().push(index);
        self.entries.push(entry);
    }

    /// Every entry.
    pub fn entries(&self) -> &[CodeEntry] {
        &self.entries
    }

    /// The entries of a code: one for each name that it has had.
    pub fn with_code(&self, code: &str) -> impl Iterator<Item = &CodeEntry> {
        self.by_code.get(code).into_iter().flatten().map(|&index| &self.entries[index])
    }

    /// The code of a name among the codes of a number of digits, where there is one only.
    pub fn code_at_level(&self, name: &str, digits: usize) -> Option<&str> {
        let found = self.by_name.get(&folded_label(name))?;
        let mut codes = found
            .iter()
            .map(|&index| &*self.entries[index].code)
            .filter(|code| code.len() == digits);
        let first = codes.next()?;
        codes.all(|code| code == first).then_some(first)
    }

    /// The code of a name, where the name has one code only. A code below `parent` is preferred.
    pub fn code_of_name(&self, name: &str, parent: Option<&str>) -> Option<&str> {
        let found = self.by_name.get(&folded_label(name))?;
        let codes = || found.iter().map(|&index| &*self.entries[index].code);
        if let Some(parent) = parent
            && let Some(code) =
                codes().find(|code| code.len() > parent.len() && code.starts_with(parent))
        {
            return Some(code);
        }
        let first = codes().next()?;
        codes().all(|code| code == first).then_some(first)
    }
}

fn entry(headings: &[&str], line: &str) -> CodeEntry {
    let mut more: BTreeMap<String, String> = headings
        .iter()
        .zip(line.split('\t'))
        .map(|(heading, value)| ((*heading).to_owned(), value.trim().to_owned()))
        .collect();
    let mut take = |heading: &str| more.remove(heading).unwrap_or_default();
    let spellings = take("other_spellings");
    CodeEntry {
        code: take("code"),
        name: take("name"),
        first_year: take("first_year").parse().ok(),
        last_year: take("last_year").parse().ok(),
        source: take("source"),
        other_spellings: spellings
            .split('|')
            .filter(|s| !s.is_empty())
            .map(str::to_owned)
            .collect(),
        more,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_under_its_parent_and_is_unknown_when_ambiguous() {
        let list = CodeList::parse(
            "code\tname\tother_spellings\n399\t其他支出\t\n39999\t其他支出\t\n301\t工资福利支出\t工资福利|工资\n",
        );
        assert_eq!(list.code_of_name("其他支出", None), None);
        assert_eq!(list.code_of_name("其他支出", Some("399")), Some("39999"));
        assert_eq!(list.code_of_name("工资福利", None), Some("301"));
        assert_eq!(list.code_of_name("没有", None), None);
        assert_eq!(list.code_at_level("其他支出", 3), Some("399"));
    }
}
