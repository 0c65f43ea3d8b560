//! The message catalogue in one language.

use gouji_model::{Message, Text};
use gouji_standard::{Lang, Messages};

/// Puts messages into the words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    messages: &'static Messages,
    lang: Lang,
}

impl Words {
    pub(crate) fn new(lang: Lang) -> Self {
        Self { messages: Messages::embedded(), lang }
    }

    /// A message with its slots filled.
    pub(crate) fn say(&self, message: &Message) -> String {
        self.messages.in_lang(message, self.lang)
    }

    /// A message without slots.
    pub(crate) fn word(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    /// The name of a unit; an unreadable one is said to be so and not shown.
    pub(crate) fn unit(&self, unit: Option<&str>) -> String {
        match unit {
            None => self.word("report-unknown-unit"),
            Some(unit) if is_illegible(unit) => self.word("report-illegible-unit"),
            Some(unit) => unit.to_owned(),
        }
    }

    /// The part of a text in this language.
    pub(crate) fn of<'a>(&self, text: &'a Text) -> &'a str {
        self.lang.of(text)
    }
}

/// Whether a text has characters that a font gave no meaning: the mark for what cannot be read, or
/// those that every font may use as it likes.
fn is_illegible(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}'))
}
