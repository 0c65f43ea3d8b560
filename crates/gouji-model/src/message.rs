//! Messages before they are put into words.

use std::borrow::Cow;

use serde::{Serialize, ser::SerializeMap};

use crate::Place;

/// How serious something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Probably wrong, or a matter of form.
    Warning,
    /// Wrong.
    Error,
}

/// A text in both languages of the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A message of the catalogue (`standards/messages.toml`) with the values for its slots.
///
/// The crates that find something out make messages; the outer crates put them into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Key in the catalogue.
    pub id: Cow<'static, str>,
    /// Values of the slots, in the order in which they were given.
    pub slots: Vec<(&'static str, SlotValue)>,
}

/// A value for a slot of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotValue {
    /// The same in every language.
    Plain(String),
    /// A text in both languages.
    Text(Text),
}

impl Message {
    /// A message without slots.
    pub const fn new(id: &'static str) -> Self {
        Self { id: Cow::Borrowed(id), slots: Vec::new() }
    }

    /// Fills a slot with a value that is the same in every language.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers pass numbers, texts and references")]
    pub fn with(mut self, slot: &'static str, value: impl ToString) -> Self {
        self.slots.push((slot, SlotValue::Plain(value.to_string())));
        self
    }

    /// Fills a slot with a text in both languages.
    #[must_use]
    pub fn with_text(mut self, slot: &'static str, value: Text) -> Self {
        self.slots.push((slot, SlotValue::Text(value)));
        self
    }
}

impl Serialize for Message {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        for (slot, value) in &self.slots {
            match value {
                SlotValue::Plain(text) => map.serialize_entry(slot, text)?,
                SlotValue::Text(text) => map.serialize_entry(slot, text)?,
            }
        }
        map.end()
    }
}

/// Something that reading noticed: nothing is silently dropped, so what could not be read is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How serious it is for the reading.
    pub level: Level,
    /// What was noticed.
    pub message: Message,
    /// Where.
    pub place: Place,
}
