//! How private persons appear in documents, as data (`standards/privacy.toml`).

use regex::Regex;
use serde::Deserialize;

use crate::RuleLevel;
use crate::data::{self, DataProblem};
use crate::slips::regex;

/// What is known of names of persons and of numbers that belong to them.
#[derive(Clone, Debug)]
pub struct Privacy {
    persons: Vec<(RuleLevel, Regex)>,
    not_names: Vec<String>,
    /// Words beside numbers.
    pub numbers: NumberWords,
    /// Names of authors.
    pub authors: AuthorWords,
}

/// Words beside numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWords {
    /// Beside an identity number.
    #[serde(deserialize_with = "regex")]
    pub identity: Regex,
    /// Beside the number of a bank card.
    #[serde(deserialize_with = "regex")]
    pub card: Regex,
    /// Beside a number that is meant to be called.
    #[serde(deserialize_with = "regex")]
    pub contact: Regex,
}

/// Names of authors in the properties of a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorWords {
    /// Those that name nobody.
    #[serde(deserialize_with = "regex")]
    pub generic: Regex,
    /// Those of an organisation.
    #[serde(deserialize_with = "regex")]
    pub organisation: Regex,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    surnames: String,
    compound: Vec<String>,
    given: String,
    not_names: Vec<String>,
    person: Vec<PersonWording>,
    numbers: NumberWords,
    authors: AuthorWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonWording {
    #[expect(dead_code, reason = "names the wording for whoever edits the data")]
    id: String,
    pattern: String,
    level: RuleLevel,
}

impl Privacy {
    /// Reads the data; the error says what is wrong.
    pub(crate) fn parse(toml: &str) -> Result<Self, DataProblem> {
        let file: File = data::read(toml)?;
        let surname = format!("(?:{}|[{}])", file.compound.join("|"), file.surnames);
        let name = format!("{surname}[{}]{{1,2}}", file.given);
        let han = format!("{surname}[一-龥]{{1,2}}?");
        let compile = |wording: PersonWording| {
            let pattern = wording.pattern.replace("{name}", &name).replace("{han}", &han);
            let pattern = pattern.replace("{surname}", &surname);
            let pattern = Regex::new(&pattern)
                .map_err(|error| DataProblem::whole(data::toml_problem(&error.to_string())))?;
            Ok((wording.level, pattern))
        };
        Ok(Self {
            persons: file.person.into_iter().map(compile).collect::<Result<_, DataProblem>>()?,
            not_names: file.not_names,
            numbers: file.numbers,
            authors: file.authors,
        })
    }

    /// Names of private persons in a text, with where they stand and how sure that is.
    pub fn persons<'t>(&self, text: &'t str) -> Vec<(usize, &'t str, RuleLevel)> {
        let mut found: Vec<(usize, &str, RuleLevel)> = Vec::new();
        for (level, pattern) in &self.persons {
            let names = pattern.captures_iter(text).filter_map(|captures| captures.name("name"));
            for name in names.filter(|name| !self.is_word(name.as_str())) {
                found.push((name.start(), name.as_str(), *level));
            }
        }
        found.sort_by_key(|(start, ..)| *start);
        found
    }

    fn is_word(&self, name: &str) -> bool {
        self.not_names.iter().any(|word| name.starts_with(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::Standard;

    fn names(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            Standard::embedded().privacy().persons(text).iter().map(|(_, name, _)| *name).collect();
        names.dedup();
        names
    }

    #[test]
    fn a_name_before_a_benefit_or_behind_a_relation_is_found() {
        assert_eq!(names("王小明遗属补助"), ["王小明"]);
        assert_eq!(names("王垚遗属补助"), ["王垚"]);
        assert_eq!(
            names("退休职工李大海于2025年3月去世，其妻子张秀花符合标准"),
            ["李大海", "张秀花"]
        );
    }

    #[test]
    fn words_that_begin_like_a_name_are_none() {
        for text in [
            "高龄补助",
            "单位遗属补助",
            "职工遗属补助",
            "高中困难学生补助",
            "安置补助",
            "遗属生活困难补助",
            "应急救助",
            "退役军人家属慰问",
            "石油职工困难补助",
            "成年孤儿救助",
            "王家庄村困难补助",
            "万里街道困难补助",
            "其配偶为公务员的",
            "其父亲或母亲",
            "其丈夫任职于某局",
            "其儿子于每月领取",
            "张某某遗属补助",
            "金秋慰问",
            "林业局遗属补助",
            "管委会遗属补助",
            "平安家庭慰问",
            "向困难家庭救助",
            "司法所遗属抚恤金",
        ] {
            assert!(names(text).is_empty(), "{text}: {:?}", names(text));
        }
    }
}
