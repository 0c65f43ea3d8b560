//! What the system says of files, in words a clerk understands.

use std::io::{Error, ErrorKind};

use gouji_model::{Message, Text};
use gouji_standard::Messages;

/// Why something cannot be opened, read or written.
pub(crate) fn reason(error: &Error) -> Text {
    let message = match error.kind() {
        ErrorKind::NotFound => Message::new("cli-io-not-found"),
        ErrorKind::PermissionDenied => Message::new("cli-io-denied"),
        ErrorKind::StorageFull => Message::new("cli-io-full"),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Message::new("cli-io-exists"),
        ErrorKind::IsADirectory => Message::new("cli-io-is-folder"),
        ErrorKind::Unsupported => Message::new("cli-io-not-file"),
        _ => Message::new("cli-io-other").with("error", error),
    };
    Messages::embedded().text(&message)
}
