//! Kept catalogues of purchasable services: `standards/catalogues/`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::data::{self, DataProblem};
use crate::folded_label;

/// A catalogue as a notice issued it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptCatalogue {
    /// Number of the notice.
    pub number: String,
    /// Entries in printed order.
    pub entries: Vec<KeptEntry>,
}

/// An entry of a kept catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptEntry {
    /// Department.
    pub department: String,
    /// Code, corrected where the structure decides.
    pub code: String,
    /// Name; empty where none was printed.
    pub name: String,
    /// Code as the notice prints it; empty where the row was supplied.
    pub printed_code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    catalogue: Vec<IndexEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexEntry {
    file: String,
    number: String,
}

impl KeptCatalogue {
    /// Reads the catalogues that an index names; `file` gives their text.
    pub fn parse(index: &str, file: impl Fn(&str) -> String) -> Result<Vec<Self>, DataProblem> {
        let index: Index = data::read(index)?;
        let kept =
            |entry: IndexEntry| Self { entries: entries(&file(&entry.file)), number: entry.number };
        Ok(index.catalogue.into_iter().map(kept).collect())
    }

    /// Whether it is the one that a notice with this number issued.
    pub fn is_of(&self, number: &str) -> bool {
        let plain = |text: &str| -> String {
            folded_label(text).chars().filter(|c| c.is_alphanumeric()).collect()
        };
        plain(&self.number) == plain(number)
    }
}

fn entries(text: &str) -> Vec<KeptEntry> {
    let mut lines = text.lines();
    let headings: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let entry = |line: &str| {
        let mut cells: BTreeMap<&str, &str> =
            headings.iter().copied().zip(line.split('\t')).collect();
        let mut take = |heading: &str| cells.remove(heading).unwrap_or_default().to_owned();
        KeptEntry {
            department: take("department"),
            code: take("code"),
            name: take("name"),
            printed_code: take("printed_code"),
        }
    };
    lines.filter(|line| !line.trim().is_empty()).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_catalogue_is_found_by_the_number_of_its_notice_in_any_brackets() {
        let index = "[[catalogue]]\nfile = \"a.tsv\"\nnumber = \"某财综〔2023〕1号\"\n";
        let file = |_: &str| {
            "department\tcode\tlevel\tname\tparent\tprinted_code\n水务\tA\t1\t公共服务\t\tA\n"
                .to_owned()
        };
        let kept = KeptCatalogue::parse(index, file).unwrap();
        assert!(kept[0].is_of("某财综【2023】1号"));
        assert!(!kept[0].is_of("某财综【2023】11号"));
        assert_eq!(kept[0].entries[0].name, "公共服务");
    }
}
