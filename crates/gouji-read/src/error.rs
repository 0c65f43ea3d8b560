//! Why a file cannot be read at all.

use gouji_model::Message;
use thiserror::Error;

/// An unreadable container, or a profile that does not exist. Content is never an error.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Larger than the limit.
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// More lines than the limit.
    #[error("the file has more than {limit} lines")]
    TooManyLines {
        /// The limit.
        limit: usize,
    },
    /// A kind of file that is recognised and cannot be read.
    #[error("a {kind} file cannot be read")]
    Unsupported {
        /// Kind of file.
        kind: &'static str,
    },
    /// Bytes that are no text in any encoding that we know.
    #[error("the file is not a text")]
    NotText,
    /// The user asks for a profile that does not exist.
    #[error("there is no profile `{id}`")]
    NoProfile {
        /// What was asked for.
        id: String,
        /// What there is.
        known: Vec<String>,
    },
}

impl ReadError {
    /// What to tell the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("read-empty"),
            Self::TooLarge { limit, .. } => {
                Message::new("read-too-large").with("limit", limit / (1024 * 1024))
            }
            Self::TooManyLines { limit } => {
                Message::new("read-too-many-lines").with("limit", limit)
            }
            Self::Unsupported { kind } => Message::new("read-unsupported").with("kind", kind),
            Self::NotText => Message::new("read-not-text"),
            Self::NoProfile { id, known } => {
                Message::new("read-no-profile").with("id", id).with("known", known.join("、"))
            }
        }
    }
}
