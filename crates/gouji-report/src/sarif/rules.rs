//! The rule book as the rules of the tool.

use gouji_model::{Message, Text};
use gouji_standard::{Lang, RuleLevel, RuleText, Stage, Standard};

use super::log::{Configuration, Descriptor, Driver, Rule, RuleProperties, Tool, Words as Said};
use super::notification::KINDS;
use crate::words::Words;

/// The rules of the standard, each with its index in the log.
pub(super) struct Book<'a> {
    rules: Vec<(&'a str, &'a RuleText)>,
    lang: Lang,
}

impl<'a> Book<'a> {
    pub(super) fn new(standard: &'a Standard, lang: Lang) -> Self {
        Self { rules: standard.rules().iter().collect(), lang }
    }

    /// The index of a rule; none for a code that the rule book does not have.
    pub(super) fn index(&self, code: &str) -> Option<usize> {
        self.rules.binary_search_by_key(&code, |(code, _)| code).ok()
    }

    pub(super) fn tool(&self, words: Words) -> Tool {
        let descriptor = |(id, words_id): &(&'static str, &'static str)| Descriptor {
            id,
            short_description: Said::literal(&words.word(words_id)),
        };
        Tool {
            driver: Driver {
                name: "gouji",
                full_name: "Gouji (勾稽)",
                semantic_version: env!("CARGO_PKG_VERSION"),
                language: match self.lang {
                    Lang::Zh => "zh-CN",
                    Lang::En => "en",
                },
                rules: self.rules.iter().map(|(code, text)| rule(words, code, text)).collect(),
                notifications: KINDS.iter().map(descriptor).collect(),
            },
        }
    }
}

fn rule(words: Words, code: &str, rule: &RuleText) -> Rule {
    let say = |text: Text| words.of(&text).to_owned();
    let family = words.word(family(code));
    let level = rule.level.level();
    Rule {
        id: code.to_owned(),
        name: say(rule.title.text()),
        short_description: Said::literal(&say(rule.title.text())),
        full_description: Said::literal(&say(rule.checks.text())),
        help: help(words, rule),
        default_configuration: Configuration {
            enabled: rule.stage == Stage::Stable && rule.level != RuleLevel::Off,
            level: level.map_or("none", super::level),
        },
        properties: RuleProperties {
            stage: match rule.stage {
                Stage::Preview => "preview",
                Stage::Stable => "stable",
            },
            tags: vec![family.clone()],
            family,
            since: rule.since.clone(),
        },
    }
}

/// The page of the rule as text and as Markdown.
fn help(words: Words, rule: &RuleText) -> Said {
    let parts = [
        ("rule-checks", &rule.checks),
        ("rule-why", &rule.why),
        ("rule-basis", &rule.basis),
        ("rule-tolerance", &rule.tolerance),
    ];
    let parts =
        parts.map(|(heading, body)| (words.word(heading), words.of(&body.text()).to_owned()));
    let text: Vec<String> = parts
        .iter()
        .map(|(heading, body)| {
            let line = Message::new("output-operand").with("label", heading);
            words.say(&line.with("printed", body))
        })
        .collect();
    let markdown: Vec<String> =
        parts.iter().map(|(heading, body)| format!("**{heading}**\n\n{body}")).collect();
    Said {
        markdown: Some(Said::literal(&markdown.join("\n\n")).text),
        ..Said::literal(&text.join("\n"))
    }
}

/// The message that names the family of a rule: the digit behind GJ says which.
pub(crate) fn family(code: &str) -> &'static str {
    match code.strip_prefix("GJ").and_then(|rest| rest.bytes().next()) {
        Some(b'1') => "rule-family-1",
        Some(b'2') => "rule-family-2",
        Some(b'3') => "rule-family-3",
        Some(b'4') => "rule-family-4",
        Some(b'5') => "rule-family-5",
        Some(b'6') => "rule-family-6",
        Some(b'7') => "rule-family-7",
        Some(b'8') => "rule-family-8",
        Some(b'9') => "rule-family-9",
        _ => "rule-family-other",
    }
}
