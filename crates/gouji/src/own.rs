//! Texts that the user wrote for Gouji: baselines, explanations, profiles.

use std::fs;
use std::path::Path;

use gouji_model::Message;

use crate::trouble;

/// The text of a file; the problem is a message for the user.
pub(crate) fn text(path: &Path) -> Result<String, Message> {
    let bytes = fs::read(path).map_err(|error| {
        let message = Message::new("cli-cannot-open").with("file", path.display());
        message.with_text("error", trouble::reason(&error))
    })?;
    if bytes.contains(&0) {
        return Err(not_text(path, &bytes, 0));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        not_text(path, error.as_bytes(), good)
    })
}

/// What is wrong with bytes that are no text in UTF-8: `good` of them are.
fn not_text(path: &Path, bytes: &[u8], good: usize) -> Message {
    if bytes.contains(&0) {
        return Message::new("cli-not-text").with("file", path.display());
    }
    let before = String::from_utf8_lossy(&bytes[..good]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    let message = Message::new("cli-not-utf8").with("file", path.display());
    message.with("line", line).with("column", column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told_from_text_of_another_encoding() {
        let path = Path::new("a");
        assert_eq!(not_text(path, b"\x89PNG\0\xFF", 0).id, "cli-not-text");
        let bytes = b"\xE7\x94\xB2\n\xE4\xB9\x99\xB5\xA5";
        let message = not_text(path, bytes, 7);
        assert_eq!(message.id, "cli-not-utf8");
        let slots: Vec<String> = message.slots.iter().map(|slot| format!("{slot:?}")).collect();
        assert!(slots.iter().any(|slot| slot.contains("line") && slot.contains('2')), "{slots:?}");
    }
}
