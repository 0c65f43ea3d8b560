//! The template language of profiles.
//!
//! A pattern is a wording with holes. One pattern recognises a title, a column heading or a
//! sentence, and can write it too:
//!
//! * `{name}` is a slot. In a sentence the profile says what a slot is; in titles `{year}` is four
//!   digits, `{number}` digits and `{text}` any words.
//! * `<a|b>` is one of the two, `[a]` may be absent, `[a|b]` is one of the two or absent.
//!
//! Both pattern and text are compared in folded form: half width, without spaces and quotation
//! marks, so that `“三公”经费（境）` is found as `三公经费(境)`.

mod fold;
mod parse;
mod slot;
mod walk;
mod wording;

use std::fmt;

use serde::Deserialize;

pub use fold::{FoldedText, folded_label};
pub use parse::PatternError;
pub use slot::{SlotReader, TitleSlots, words_ends, year_ends};
pub use walk::{Capture, Match};

/// A wording with holes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    source: String,
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Literal(Vec<char>),
    Slot(String),
    Optional(Vec<Node>),
    Choice(Vec<Vec<Node>>),
}

impl Pattern {
    /// Reads a pattern.
    pub fn parse(source: &str) -> Result<Self, PatternError> {
        Ok(Self { source: source.to_owned(), nodes: parse::nodes(source)? })
    }

    /// The pattern as written in the profile.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Names of the slots, in order.
    pub fn slots(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect_slots(&self.nodes, &mut names);
        names
    }

    /// Whether a folded label is the beginning of this wording, cut short by its cell.
    pub fn is_cut(&self, folded: &str) -> bool {
        self.expansions().iter().any(|full| full.len() > folded.len() && full.starts_with(folded))
    }

    /// Whether the whole of `text` is this wording.
    pub fn matches(&self, text: &str) -> bool {
        let folded = FoldedText::new(text);
        self.match_whole(folded.chars(), &TitleSlots).is_some()
    }

    /// Whether `text` begins with this wording.
    pub fn matches_start(&self, text: &str) -> bool {
        let folded = FoldedText::new(text);
        self.match_at(folded.chars(), 0, &TitleSlots).is_some()
    }
}

fn collect_slots<'p>(nodes: &'p [Node], names: &mut Vec<&'p str>) {
    for node in nodes {
        match node {
            Node::Literal(_) => {}
            Node::Slot(name) => {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            Node::Optional(inner) => collect_slots(inner, names),
            Node::Choice(options) => options.iter().for_each(|option| collect_slots(option, names)),
        }
    }
}

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(source: String) -> Result<Self, Self::Error> {
        Self::parse(&source)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pattern(source: &str) -> Pattern {
        Pattern::parse(source).unwrap()
    }

    #[test]
    fn titles_match_whatever_their_width_spaces_and_quotes() {
        let title = pattern("{year}年财政拨款安排“三公”经费支出预算表");
        assert!(title.matches("2026 年财政拨款安排三公经费支出预算表"));
        assert!(title.matches("２０２６年财政拨款安排“三公”经费支出预算表"));
        assert!(!title.matches("2026年财政拨款安排“三公”经费支出预算表（续）"));
        assert!(title.matches_start("2026年财政拨款安排“三公”经费支出预算表（续）"));
    }

    #[test]
    fn optional_parts_and_choices_are_tried_with_what_follows_them() {
        let change = pattern("比[{year}年[预算]|上年]<增加|减少>");
        for text in ["比上年减少", "比2025年预算增加", "比增加"] {
            assert!(change.matches(text), "{text}");
        }
        assert!(!change.matches("比上年预算增加"));
    }

    #[test]
    fn unbalanced_brackets_are_refused() {
        for source in ["a{b", "a[b", "a<b|c", "a]b", "a}b", "{}"] {
            assert!(Pattern::parse(source).is_err(), "{source}");
        }
        assert_eq!(Pattern::parse(" "), Err(PatternError::Empty(" ".into())));
    }

    #[test]
    fn positions_lead_back_to_the_original() {
        let text = "收入 “合计” 1";
        let folded = FoldedText::new(text);
        let total = pattern("合计");
        let found = &total.find_all(folded.chars(), &TitleSlots)[0];
        assert_eq!(&text[folded.offset(found.start)..], "合计” 1");
    }

    #[test]
    fn a_wording_in_short_is_a_name() {
        let short = |source: &str| Pattern::parse(source).unwrap().short();
        assert_eq!(short("<本单位|本部门>[主要[工作]]<职责|职能>[{text}]"), "本单位职责");
        assert_eq!(short("{year}年[度]<单位|部门>预算情况说明"), "单位预算情况说明");
        assert_eq!(short("“三公”经费预算<情况|[变动]说明>"), "“三公”经费预算情况");
    }

    proptest! {
        #[test]
        fn a_literal_pattern_matches_itself(text in "[一-龥（）、，]{1,20}") {
            prop_assert!(pattern(&text).matches(&text));
        }

        #[test]
        fn matching_never_panics(source in "[a{}\\[\\]<>|一二]{0,12}", text in "\\PC{0,20}") {
            if let Ok(pattern) = Pattern::parse(&source) {
                let folded = FoldedText::new(&text);
                let _ = pattern.find_all(folded.chars(), &TitleSlots);
            }
        }
    }
}
