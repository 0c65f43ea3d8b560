//! Why a file cannot be read at all.

use gouji_model::Message;
use gouji_ooxml::PackageError;
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
    /// A document of an older format, which LibreOffice can convert.
    #[error("the file is in an older format")]
    Legacy,
    /// An archive of files, which reads as one disclosure if the user asks for it.
    #[error("the file is an archive of files")]
    Archive,
    /// A folder or an archive without a file that may be a document.
    #[error("there is no file to read")]
    NoMembers,
    /// Protected by a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// A file that begins as its kind does and cannot be opened.
    #[error("the {kind} file is damaged: {why}")]
    Damaged {
        /// Kind of file.
        kind: &'static str,
        /// What was found, for developers.
        why: String,
    },
    /// An archive that unpacks to more than the limit.
    #[error("the file unpacks to more than {limit} bytes")]
    Unpacked {
        /// The limit in bytes.
        limit: u64,
    },
    /// An archive with more entries than the limit.
    #[error("the archive has more than {limit} entries")]
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// More pages than the limit.
    #[error("the file has {pages} pages, more than {limit}")]
    TooManyPages {
        /// Its pages.
        pages: usize,
        /// The limit.
        limit: usize,
    },
    /// More cells of tables than the limit.
    #[error("the tables have more than {limit} cells")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// Elements or tables nested deeper than the limit.
    #[error("the file nests more than {limit} levels")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More elements of a web page than the limit.
    #[error("the page has more than {limit} elements")]
    TooManyElements {
        /// The limit.
        limit: usize,
    },
    /// Pages that are pictures: there is no text to read on any of them.
    #[error("none of the {pages} pages has text")]
    NoTextLayer {
        /// Pages of the file.
        pages: usize,
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
    /// The error of a package, for a file of this kind.
    pub(crate) fn of_package(kind: &'static str, error: &PackageError) -> Self {
        match error {
            PackageError::Encrypted => Self::Encrypted,
            PackageError::TooManyEntries { limit, .. } => Self::TooManyEntries { limit: *limit },
            PackageError::TooLarge { limit } => Self::Unpacked { limit: *limit },
            PackageError::Damaged(_) | PackageError::Missing(_) => {
                Self::Damaged { kind, why: error.to_string() }
            }
        }
    }

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
            Self::Legacy => Message::new("read-legacy"),
            Self::Archive => Message::new("read-archive"),
            Self::NoMembers => Message::new("read-no-members"),
            Self::Encrypted => Message::new("read-encrypted"),
            Self::Damaged { kind, .. } => Message::new("read-damaged").with("kind", kind),
            Self::Unpacked { limit } => {
                Message::new("read-unpacked").with("limit", limit / (1024 * 1024))
            }
            Self::TooManyEntries { limit } => {
                Message::new("read-too-many-entries").with("limit", limit)
            }
            Self::TooManyPages { pages, limit } => {
                Message::new("read-too-many-pages").with("pages", pages).with("limit", limit)
            }
            Self::TooManyCells { limit } => {
                Message::new("read-too-many-cells").with("limit", limit)
            }
            Self::TooDeep { limit } => Message::new("read-too-deep").with("limit", limit),
            Self::TooManyElements { limit } => {
                Message::new("read-too-many-elements").with("limit", limit)
            }
            Self::NoTextLayer { pages } => Message::new("read-no-text-layer").with("pages", pages),
            Self::NotText => Message::new("read-not-text"),
            Self::NoProfile { id, known } => {
                Message::new("read-no-profile").with("id", id).with("known", known.join("、"))
            }
        }
    }
}
