//! Reading the data files: TOML into values, and what is wrong with a file in words that a user
//! understands, with its line and column.

use std::fmt;

use gouji_model::{Message, Text};
use serde::de::DeserializeOwned;

use crate::{Lang, Messages};

/// What is wrong with a file of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataProblem {
    /// Line and column, from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub message: Message,
}

/// Reads a file of data.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, DataProblem> {
    toml::from_str(text).map_err(|error| DataProblem::of_toml(text, &error))
}

impl DataProblem {
    /// A problem of a file as a whole.
    pub(crate) const fn whole(message: Message) -> Self {
        Self { at: None, message }
    }

    /// What the reader of TOML found.
    pub(crate) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map(|span| position(text, span.start));
        Self { at, message: toml_problem(error.message()) }
    }

    /// The problem with the name of its file.
    pub fn in_file(&self, file: &str) -> Message {
        let message = match self.at {
            Some((line, column)) => {
                Message::new("data-at").with("line", line).with("column", column)
            }
            None => Message::new("data-in"),
        };
        message.with("file", file).with_text("problem", text_of(&self.message))
    }
}

impl fmt::Display for DataProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(f, "line {line}, column {column}: ")?;
        }
        f.write_str(&Messages::embedded().in_lang(&self.message, Lang::En))
    }
}

/// Line and column of a byte, from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}

fn text_of(message: &Message) -> Text {
    Messages::embedded().text(message)
}

/// What the reader of TOML says, in the words of the catalogue. What has no words there follows in
/// brackets.
pub fn toml_problem(detail: &str) -> Message {
    let named = |prefix: &str| quoted(detail.strip_prefix(prefix)?);
    if let Some((key, rest)) = named("unknown field ") {
        return Message::new("data-unknown-key").with("key", key).with("allowed", allowed(rest));
    }
    if let Some((value, rest)) = named("unknown variant ") {
        let message = Message::new("data-unknown-value").with("value", value);
        return message.with("allowed", allowed(rest));
    }
    if let Some((key, _)) = named("missing field ") {
        return Message::new("data-missing-key").with("key", key);
    }
    if detail.starts_with("duplicate ") {
        return Message::new("data-duplicate");
    }
    if let Some((pattern, _)) = named("pattern ") {
        return Message::new("data-pattern").with("pattern", pattern).with("detail", detail);
    }
    if let Some((expression, _)) = named("expression ") {
        return Message::new("data-expression").with("text", expression).with("detail", detail);
    }
    if detail.starts_with("regex parse error") {
        return Message::new("data-regex").with("detail", detail.replace('\n', " "));
    }
    let of_type = detail.strip_prefix("invalid type: ").and_then(|it| it.split_once(", expected "));
    if let Some((found, expected)) = of_type {
        let message = Message::new("data-type").with_text("found", kind(found));
        return message.with_text("expected", kind(expected));
    }
    Message::new("data-syntax").with("detail", detail.replace('\n', " "))
}

/// The name in backticks with which a text begins, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('`')?.split_once('`')
}

/// The names in backticks of a text.
fn allowed(text: &str) -> String {
    let names: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    names.join(", ")
}

/// What sort of value the reader found or expected.
fn kind(of: &str) -> Text {
    let id = match of.split([' ', '`']).find(|word| !matches!(*word, "a" | "an" | "")) {
        Some("string" | "character") => "data-kind-text",
        Some("sequence" | "array") => "data-kind-list",
        Some("map" | "struct" | "table") => "data-kind-table",
        Some("boolean") => "data-kind-truth",
        Some("integer" | "u8" | "u16" | "u32" | "u64" | "usize" | "i64") => "data-kind-integer",
        Some("floating") => "data-kind-fraction",
        _ => return Text { zh: format!("（{of}）"), en: of.to_owned() },
    };
    text_of(&Message::new(id))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn said(toml: &str) -> String {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            #[expect(dead_code, reason = "read and not looked at")]
            words: Vec<String>,
            #[expect(dead_code, reason = "read and not looked at")]
            #[serde(default)]
            more: BTreeMap<String, u8>,
        }
        let problem = read::<File>(toml).expect_err("it is wrong");
        Messages::embedded().in_lang(&problem.in_file("a.toml"), Lang::Zh)
    }

    #[test]
    fn what_is_wrong_with_a_file_of_data_is_said_with_its_line_and_column() {
        assert_eq!(
            said("words = []\nwrods = []"),
            "a.toml 第 2 行第 1 列：不认识“wrods”；可以写：words, more。"
        );
        assert_eq!(
            said("words = 'a'"),
            "a.toml 第 1 行第 9 列：这里应是列表（用方括号），写的却是文字。"
        );
        assert!(said("more = {}").contains("缺少“words”"));
        assert!(said("words = [").contains("第 1 行"));
        assert!(said("words = []\nwords = []").contains("重复"));
    }
}
