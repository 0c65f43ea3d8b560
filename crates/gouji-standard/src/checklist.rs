//! The form of a finance bureau's check as data: dimensions, and what each looks at.

use gouji_model::Message;
use serde::Deserialize;

use crate::data::{self, DataProblem};
use crate::profile::Bilingual;

/// The form (公开情况检查表): dimensions in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// Timeliness, completeness, truthfulness, level of detail, form.
    #[serde(rename = "dimension")]
    pub dimensions: Vec<ChecklistGroup>,
}

/// A dimension of the inspection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistGroup {
    /// Name.
    pub name: Bilingual,
    /// What it looks at.
    #[serde(rename = "item")]
    pub items: Vec<ChecklistItem>,
}

/// Something that an inspector answers with yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// What is asked.
    pub text: Bilingual,
    /// Codes of the rules that answer it, or their beginnings.
    pub rules: Vec<String>,
    /// Whether it also stands for the sections and tables that the profile requires.
    #[serde(default)]
    pub contents: bool,
}

impl Checklist {
    /// Reads the form; the error may name a code that two items claim.
    pub fn parse(text: &str) -> Result<Self, DataProblem> {
        let form: Self = data::read(text)?;
        let mut codes: Vec<&String> = form.items().flat_map(|item| &item.rules).collect();
        codes.sort();
        match codes.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => {
                Err(DataProblem::whole(Message::new("data-two-items").with("code", pair[0])))
            }
            None => Ok(form),
        }
    }

    /// The items of all dimensions in order.
    pub fn items(&self) -> impl Iterator<Item = &ChecklistItem> {
        self.dimensions.iter().flat_map(|dimension| &dimension.items)
    }

    /// Index in [`Checklist::items`] of the item that a rule answers: the one with the longest
    /// beginning of its code.
    pub fn item_of(&self, code: &str) -> Option<usize> {
        let fits = |item: &ChecklistItem| {
            let fitting = item.rules.iter().filter(|rule| code.starts_with(rule.as_str()));
            fitting.map(String::len).max()
        };
        let items = self.items().enumerate();
        let fitting = items.filter_map(|(index, item)| Some((fits(item)?, index)));
        fitting.max().map(|(_, index)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standard;

    fn form(rules: [&str; 2]) -> Result<Checklist, DataProblem> {
        let item = |code| {
            format!("[[dimension.item]]\ntext = {{ zh = '甲', en = 'a' }}\nrules = ['{code}']\n")
        };
        let items = rules.map(item).concat();
        Checklist::parse(&format!("[[dimension]]\nname = {{ zh = '乙', en = 'b' }}\n{items}"))
    }

    #[test]
    fn the_longest_beginning_of_a_code_counts() {
        let form = form(["GJ1", "GJ108"]).expect("a form");
        assert_eq!(form.item_of("GJ108"), Some(1));
        assert_eq!(form.item_of("GJ101"), Some(0));
        assert_eq!(form.item_of("GJ201"), None);
    }

    #[test]
    fn a_code_stands_in_one_item() {
        assert!(form(["GJ1", "GJ1"]).is_err_and(|error| error.to_string().contains("GJ1")));
    }

    #[test]
    fn every_rule_of_the_book_answers_an_item_of_the_embedded_form() {
        let standard = Standard::embedded();
        let without: Vec<&str> = standard
            .rules()
            .iter()
            .map(|(code, _)| code)
            .filter(|code| standard.checklist().item_of(code).is_none())
            .collect();
        assert_eq!(without, [""; 0]);
    }
}
