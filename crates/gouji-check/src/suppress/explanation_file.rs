//! The file of explanations: TOML, read so that every problem is named with its line.

use gouji_model::Message;
use gouji_standard::{Standard, toml_problem};
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Explanation;

/// Something wrong in a file of explanations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of the file, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: Message,
}

/// The name of the tables of the file: `[[explanation]]`.
const ENTRY: &str = "explanation";

/// Keys that an entry may have.
const KEYS: &str = "rule, fingerprint, unit, year, statement, row, section, reason, who, until";

/// The entries of a file, or every problem in it.
pub(super) fn entries(text: &str, standard: &Standard) -> Result<Vec<Explanation>, Vec<Problem>> {
    // Some editors begin a text with a byte order mark.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, standard, problems: Vec::new() };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.problem(at, toml_problem(error.message()));
    }
    if !reader.problems.is_empty() {
        // What was recovered is not what the user wrote.
        return Err(reader.problems);
    }
    let entries = reader.file(table.get_ref());
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.line);
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}

struct Reader<'a> {
    text: &'a str,
    standard: &'a Standard,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) -> Vec<Explanation> {
        let mut entries = Vec::new();
        for (key, value) in table {
            let tables = value.get_ref().as_array().filter(|_| key.get_ref() == ENTRY);
            let Some(tables) = tables else {
                let message = Message::new("check-explanation-key");
                let message = message.with("key", key.get_ref()).with("allowed", "[[explanation]]");
                self.problem(key.span().start, message);
                continue;
            };
            for value in tables {
                match value.get_ref().as_table() {
                    Some(table) => entries.push(self.entry(value.span().start, table)),
                    None => {
                        self.problem(value.span().start, Message::new("check-explanation-entry"));
                    }
                }
            }
        }
        entries
    }

    fn entry(&mut self, at: usize, table: &DeTable<'_>) -> Explanation {
        let mut entry = Explanation { line: self.line(at), ..Explanation::default() };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "rule" => entry.rule = self.rule(value),
                "fingerprint" => entry.fingerprint = self.string("fingerprint", value),
                "unit" => entry.unit = self.string("unit", value),
                "year" => entry.year = self.year(value),
                "statement" => entry.statement = self.string("statement", value),
                "row" => entry.row = self.string("row", value),
                "section" => entry.section = self.string("section", value),
                "reason" => entry.reason = self.string("reason", value).unwrap_or_default(),
                "who" => entry.who = self.string("who", value).unwrap_or_default(),
                "until" => entry.until = self.date(value),
                other => {
                    let message = Message::new("check-explanation-key");
                    let message = message.with("key", other).with("allowed", KEYS);
                    self.problem(key.span().start, message);
                }
            }
        }
        for missing in ["reason", "who"].into_iter().filter(|key| !table.contains_key(*key)) {
            self.problem(at, Message::new("check-explanation-missing").with("key", missing));
        }
        if !table.contains_key("rule") && !table.contains_key("fingerprint") {
            self.problem(at, Message::new("check-explanation-whole"));
        }
        entry
    }

    /// A text that is not empty.
    fn string(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::trim);
        match text {
            Some("") => {
                let message = Message::new("check-explanation-empty").with("key", key);
                self.problem(value.span().start, message);
            }
            None => self.form(key, "\"…\"", value),
            Some(_) => {}
        }
        text.map(str::to_owned)
    }

    fn rule(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let code = self.string("rule", value)?.to_ascii_uppercase();
        let rules = self.standard.rules();
        if !code.is_empty() && rules.get(&code).is_none() {
            let near = rules.near(&code).join("、");
            let message = Message::new("check-explanation-rule").with("code", &code);
            self.problem(value.span().start, message.with("near", near));
        }
        Some(code)
    }

    fn year(&mut self, value: &Spanned<DeValue<'_>>) -> Option<u16> {
        let number = value.get_ref().as_integer().map(toml::de::DeInteger::as_str);
        let year = number.or(value.get_ref().as_str()).and_then(|text| text.trim().parse().ok());
        if year.is_none() {
            self.form("year", "2026", value);
        }
        year
    }

    /// A day as TOML writes it, or as a text; an empty text is none.
    fn date(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Date> {
        if value.get_ref().as_str().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        let written = value.get_ref().as_datetime().map(ToString::to_string);
        let written =
            written.or_else(|| value.get_ref().as_str().map(|text| text.trim().to_owned()));
        let date = written.and_then(|text| text.parse().ok());
        if date.is_none() {
            self.form("until", "2026-12-31", value);
        }
        date
    }

    fn form(&mut self, key: &'static str, form: &'static str, value: &Spanned<DeValue<'_>>) {
        let message = Message::new("check-explanation-form").with("key", key).with("form", form);
        self.problem(value.span().start, message);
    }

    fn problem(&mut self, at: usize, message: Message) {
        let line = self.line(at);
        self.problems.push(Problem { line, message });
    }

    /// The line of a byte, from 1.
    fn line(&self, at: usize) -> u32 {
        let before = self.text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }
}
