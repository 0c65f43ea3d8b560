//! Wordings that do not belong into a published document, as data (`standards/slips.toml`).

use gouji_model::{Kind, PassageKind, Subject};
use regex::Regex;
use serde::{Deserialize, Deserializer};

use crate::RuleLevel;
use crate::data::{self, DataProblem};
use crate::profile::{Bilingual, DisclosureKind};

/// A wording that does not belong into a document.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// Code of the rule that says so.
    pub rule: String,
    /// Name that tells it from the others of the rule.
    pub id: String,
    /// What it is.
    pub name: Bilingual,
    /// The wording.
    #[serde(deserialize_with = "regex")]
    pattern: Regex,
    /// Wordings that look like it and are right.
    #[serde(default, deserialize_with = "regexes")]
    except: Vec<Regex>,
    /// Kinds of text that are looked at; all where there is none.
    #[serde(default, rename = "in")]
    kinds: Vec<Place>,
    /// Only in documents of a unit or a department.
    #[serde(default)]
    subject: Option<Of>,
    /// Only in budgets or final accounts.
    #[serde(default)]
    kind: Option<DisclosureKind>,
    /// Level, where it is not that of the rule.
    #[serde(default)]
    pub level: Option<RuleLevel>,
    /// What to write instead.
    #[serde(default)]
    pub propose: Option<String>,
}

/// Kinds of text, as written in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Place {
    Cover,
    Contents,
    Heading,
    Paragraph,
    Title,
    Label,
    Cell,
    Note,
    Form,
    Notice,
    Catalogue,
}

/// Whose document it is, as written in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Of {
    Unit,
    Department,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    slip: Vec<Slip>,
}

impl Slip {
    /// Reads the data.
    pub(crate) fn parse(toml: &str) -> Result<Vec<Self>, DataProblem> {
        data::read::<File>(toml).map(|file| file.slip)
    }

    /// Whether documents of this sort are looked at.
    pub fn concerns(&self, kind: Kind, subject: Option<Subject>) -> bool {
        let of_subject = match self.subject {
            None => true,
            Some(Of::Unit) => subject == Some(Subject::Unit),
            Some(Of::Department) => subject == Some(Subject::Department),
        };
        of_subject && self.kind.is_none_or(|own| Kind::from(own) == kind)
    }

    /// Whether texts of a kind are looked at.
    pub fn looks_at(&self, kind: PassageKind) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|own| own.kind() == kind)
    }

    /// Where the wording stands in a text, as byte ranges.
    pub fn find(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        let found: Vec<_> = self.pattern.find_iter(text).map(|found| found.range()).collect();
        if found.is_empty() {
            return found;
        }
        let right: Vec<_> = self
            .except
            .iter()
            .flat_map(|except| except.find_iter(text).map(|found| found.range()))
            .collect();
        let is_wrong = |range: &std::ops::Range<usize>| {
            !right.iter().any(|right| right.start < range.end && range.start < right.end)
        };
        found.into_iter().filter(is_wrong).collect()
    }
}

impl Place {
    const fn kind(self) -> PassageKind {
        match self {
            Self::Cover => PassageKind::Cover,
            Self::Contents => PassageKind::Contents,
            Self::Heading => PassageKind::Heading,
            Self::Paragraph => PassageKind::Paragraph,
            Self::Title => PassageKind::Title,
            Self::Label => PassageKind::Label,
            Self::Cell => PassageKind::Cell,
            Self::Note => PassageKind::Note,
            Self::Form => PassageKind::Form,
            Self::Notice => PassageKind::Notice,
            Self::Catalogue => PassageKind::Catalogue,
        }
    }
}

/// A regular expression.
pub(crate) fn regex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    let source = String::deserialize(deserializer)?;
    Regex::new(&source).map_err(serde::de::Error::custom)
}

fn regexes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Regex>, D::Error> {
    let sources = Vec::<String>::deserialize(deserializer)?;
    let read = |source: String| Regex::new(&source).map_err(serde::de::Error::custom);
    sources.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standard;

    #[test]
    fn a_wording_within_one_that_is_right_is_not_found() {
        let toml = "[[slip]]\nrule = 'GJ805'\nid = 'a'\nname = { zh = '甲', en = 'a' }\n\
                    pattern = '部门预算'\nexcept = ['部门预算管理']\nin = ['title']";
        let slip = &Slip::parse(toml).unwrap()[0];
        assert_eq!(slip.find("部门预算").len(), 1);
        assert!(slip.find("部门预算管理").is_empty());
        assert!(slip.looks_at(PassageKind::Title) && !slip.looks_at(PassageKind::Cell));
    }

    #[test]
    fn a_wrong_expression_is_refused_with_its_line() {
        let toml = "[[slip]]\nrule = 'GJ805'\nid = 'a'\nname = { zh = '甲', en = 'a' }\n\
                    pattern = '('";
        assert!(Slip::parse(toml).unwrap_err().to_string().contains("line 5"));
    }

    #[test]
    fn what_looks_like_a_slip_and_is_none_is_not_found() {
        let innocent = [
            "张某某遗属补助",
            "李**同志",
            "电话138****1234",
            "证件号110105********002X",
            "二〇二六年",
            "主要原因是，新增人员两名。",
            "机关、事业单位均包括。",
            "增加或减少的原因",
            "XXL号服装",
            "3×4米",
            "（一）收入；（二）支出",
            "部门预算支出经济分类",
            "预算部门（单位）",
            "占用的<财务规则>",
            "5<6>3",
            "省略……。",
            "《关于〈办法〉的通知》",
        ];
        for text in innocent {
            for slip in Standard::embedded().all_slips() {
                assert!(slip.find(text).is_empty(), "{} finds {text}", slip.id);
            }
        }
    }
}
