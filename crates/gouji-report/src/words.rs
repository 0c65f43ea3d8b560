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

    /// The part of a text in this language.
    pub(crate) fn of<'a>(&self, text: &'a Text) -> &'a str {
        self.lang.of(text)
    }
}
