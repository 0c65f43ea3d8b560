//! The message catalogue: everything that Gouji says, in Chinese and English, as data.
//!
//! `standards/messages.toml` is a flat table of messages; a message has the same slots in both
//! languages. What a rule says stands in its own file, `standards/rules/GJ801.toml`, under
//! `messages`; the key of such a message is `GJ801-name`. The crates that find something out make a [`Message`]; this module puts it into words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use gouji_model::{Message, SlotValue, Text};
use serde::Deserialize;
use thiserror::Error;

use crate::{RuleTexts, Standard};

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese, the language of the field.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language that a user names: `zh` or `en`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.as_str() == name)
    }

    /// `zh` or `en`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The part of a text in this language.
    pub fn of(self, text: &Text) -> &str {
        match self {
            Self::Zh => &text.zh,
            Self::En => &text.en,
        }
    }
}

/// Why a catalogue is refused.
#[derive(Debug, Error)]
pub enum MessagesError {
    /// Not TOML, or not of the form of a catalogue.
    #[error("the message catalogue is not well-formed: {0}")]
    Form(#[from] toml::de::Error),
    /// A message says nothing in one of the languages.
    #[error("message `{id}` has no text in `{}`", lang.as_str())]
    Empty {
        /// Key of the message.
        id: String,
        /// The language.
        lang: Lang,
    },
    /// A brace without its partner, or a slot without a proper name.
    #[error("message `{id}` has an unmatched brace or a malformed slot in `{}`", lang.as_str())]
    Slot {
        /// Key of the message.
        id: String,
        /// The language.
        lang: Lang,
    },
    /// A slot that stands in one language only.
    #[error("message `{id}` does not have the same slots in both languages")]
    SlotsDiffer {
        /// Key of the message.
        id: String,
    },
}

/// The catalogue, parsed.
#[derive(Clone, Debug)]
pub struct Messages {
    entries: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    zh: Template,
    en: Template,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    zh: String,
    en: String,
}

impl Messages {
    /// The catalogue that is part of the program.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Messages> = OnceLock::new();
        EMBEDDED.get_or_init(parse_embedded)
    }

    /// Parses a catalogue. Every message must have a text and the same slots in both languages.
    pub fn parse(toml: &str) -> Result<Self, MessagesError> {
        let raw: BTreeMap<String, RawEntry> = toml::from_str(toml)?;
        let entries = raw
            .into_iter()
            .map(|(id, entry)| Entry::parse(&id, &entry).map(|entry| (id, entry)))
            .collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }

    /// Adds what the rules say.
    fn add(&mut self, rules: &RuleTexts) -> Result<(), MessagesError> {
        for (code, rule) in rules.iter() {
            for (name, text) in &rule.messages {
                let id = format!("{code}-{name}");
                let raw = RawEntry { zh: text.zh.clone(), en: text.en.clone() };
                let entry = Entry::parse(&id, &raw)?;
                self.entries.insert(id, entry);
            }
        }
        Ok(())
    }

    /// The message in both languages. An unknown id or a slot without a value shows itself as
    /// `⟨id⟩` or `⟨slot⟩`; values for slots that the text does not have are left out.
    pub fn text(&self, message: &Message) -> Text {
        Text { zh: self.in_lang(message, Lang::Zh), en: self.in_lang(message, Lang::En) }
    }

    /// The message in one language; see [`Messages::text`].
    pub fn in_lang(&self, message: &Message, lang: Lang) -> String {
        self.entries
            .get(&*message.id)
            .map_or_else(|| marker(&message.id), |entry| entry.template(lang).fill(message, lang))
    }

    /// The keys of all messages, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The slots of a message, in order; `None` where the catalogue does not have it.
    pub fn slots(&self, id: &str) -> Option<Vec<&str>> {
        self.entries.get(id).map(|entry| entry.zh.slots().into_iter().collect())
    }
}

fn parse_embedded() -> Messages {
    let mut messages = Messages::parse(include_str!("../../../standards/messages.toml"))
        .expect("a test parses the embedded catalogue");
    let rules = Standard::embedded_rules();
    let rules = RuleTexts::parse(
        rules.collect::<BTreeMap<_, _>>().iter().map(|(code, text)| (code.as_str(), text.clone())),
    );
    messages
        .add(&rules.expect("a test parses the embedded rules"))
        .expect("a test parses the messages of rules");
    messages
}

impl Entry {
    fn parse(id: &str, raw: &RawEntry) -> Result<Self, MessagesError> {
        let template = |text: &str, lang| {
            if text.trim().is_empty() {
                return Err(MessagesError::Empty { id: id.to_owned(), lang });
            }
            Template::parse(text).ok_or_else(|| MessagesError::Slot { id: id.to_owned(), lang })
        };
        let entry = Self { zh: template(&raw.zh, Lang::Zh)?, en: template(&raw.en, Lang::En)? };
        if entry.zh.slots() == entry.en.slots() {
            Ok(entry)
        } else {
            Err(MessagesError::SlotsDiffer { id: id.to_owned() })
        }
    }

    const fn template(&self, lang: Lang) -> &Template {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A text with slots, cut at its braces once, so that a value is never searched for slots.
#[derive(Clone, Debug)]
struct Template(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Words(String),
    Slot(String),
}

impl Template {
    /// `None` for a brace without its partner, or a slot whose name is not kebab-case.
    fn parse(text: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, behind)) = rest.split_once('{') {
            let (slot, behind) = behind.split_once('}')?;
            if words.contains('}') || !is_kebab_case(slot) {
                return None;
            }
            pieces.push(Piece::Words(words.to_owned()));
            pieces.push(Piece::Slot(slot.to_owned()));
            rest = behind;
        }
        pieces.push(Piece::Words(rest.to_owned()));
        (!rest.contains('}')).then_some(Self(pieces))
    }

    fn fill(&self, message: &Message, lang: Lang) -> String {
        self.0.iter().fold(String::new(), |mut filled, piece| {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Slot(slot) => match value(message, slot) {
                    Some(SlotValue::Plain(plain)) => filled.push_str(plain),
                    Some(SlotValue::Text(text)) => filled.push_str(lang.of(text)),
                    None => filled.push_str(&marker(slot)),
                },
            }
            filled
        })
    }

    fn slots(&self) -> BTreeSet<&str> {
        let slots = self.0.iter().filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(slot.as_str()),
            Piece::Words(_) => None,
        });
        slots.collect()
    }
}

fn is_kebab_case(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn value<'a>(message: &'a Message, slot: &str) -> Option<&'a SlotValue> {
    message.slots.iter().find(|(name, _)| *name == slot).map(|(_, value)| value)
}

fn marker(name: &str) -> String {
    format!("⟨{name}⟩")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOGUE: &str = "[sum]\nzh = '{title}相差{n}元'\nen = '{title} is off by {n} yuan'\n";

    fn catalogue() -> Messages {
        Messages::parse(CATALOGUE).unwrap()
    }

    #[test]
    fn slots_are_filled_in_both_languages() {
        let title = Text { zh: "合计".into(), en: "total".into() };
        let text = catalogue().text(&Message::new("sum").with_text("title", title).with("n", 5));
        assert_eq!((text.zh.as_str(), text.en.as_str()), ("合计相差5元", "total is off by 5 yuan"));
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        let message = Message::new("sum").with("title", "{n}").with("n", 5);
        assert_eq!(catalogue().in_lang(&message, Lang::Zh), "{n}相差5元");
    }

    #[test]
    fn what_is_missing_shows_itself() {
        let said = |message| catalogue().in_lang(&message, Lang::En);
        assert_eq!(said(Message::new("no-such")), "⟨no-such⟩");
        assert_eq!(said(Message::new("sum").with("n", 5)), "⟨title⟩ is off by 5 yuan");
    }

    #[test]
    fn an_incomplete_catalogue_is_refused() {
        let refused = |toml: &str| Messages::parse(toml).unwrap_err();
        assert!(matches!(refused("[a]\nzh = '甲'"), MessagesError::Form(_)));
        assert!(matches!(refused("[a]\nzh = '甲'\nen = ' '"), MessagesError::Empty { .. }));
        assert!(matches!(refused("[a]\nzh = '{x'\nen = '{x}'"), MessagesError::Slot { .. }));
        assert!(matches!(refused("[a]\nzh = 'x}'\nen = 'x'"), MessagesError::Slot { .. }));
        let differ = refused("[a]\nzh = '{x}{y}'\nen = '{x}'");
        assert!(matches!(differ, MessagesError::SlotsDiffer { .. }));
    }

    #[test]
    fn the_embedded_catalogue_is_well_formed_and_its_keys_are_kebab_case() {
        let is_of_rule = |id: &str| {
            id.split_once('-').is_some_and(|(code, name)| {
                Standard::embedded().rules().get(code).is_some() && is_kebab_case(name)
            })
        };
        let is_key = |id: &str| (is_kebab_case(id) && id.contains('-')) || is_of_rule(id);
        assert!(Messages::embedded().ids().all(is_key));
    }

    #[test]
    fn a_language_is_known_by_its_name() {
        assert_eq!(Lang::parse("en"), Some(Lang::En));
        assert_eq!(Lang::parse("EN_US"), None);
    }
}
