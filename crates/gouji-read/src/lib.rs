//! Reading disclosures: bytes to a [`Document`], a document to a
//! [`Disclosure`].
//!
//! Reading never fails on content. What cannot be read is said in a diagnostic with its place, and
//! everything else is still read. Only an unreadable container is an error: see [`ReadError`].

pub mod formats;
pub mod recognise;

mod error;
mod limits;
mod wide;

pub use error::ReadError;
pub use limits::Limits;

use gouji_model::{Diagnostic, Disclosure, Document};
use gouji_standard::Standard;
pub(crate) use gouji_standard::ordinal;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Profile that the user asks for; otherwise it is decided from the content.
    pub profile: Option<String>,
    /// Limits on what is read.
    pub limits: Limits,
}

/// Reads a disclosure from the bytes of a file; `file` is its name in every place and message.
pub fn read(
    file: &str,
    bytes: &[u8],
    standard: &Standard,
    options: &Options,
) -> Result<Disclosure, ReadError> {
    let (document, diagnostics) = formats::read(file, bytes, &options.limits)?;
    recognised(&document, diagnostics, standard, options)
}

/// Reads several files of one unit as one disclosure; `name` is its name.
pub fn read_together(
    name: &str,
    files: &[formats::together::Named<'_>],
    standard: &Standard,
    options: &Options,
) -> Result<Disclosure, ReadError> {
    let (document, diagnostics) = formats::together::read(name, files, &options.limits)?;
    recognised(&document, diagnostics, standard, options)
}

fn recognised(
    document: &Document,
    diagnostics: Vec<Diagnostic>,
    standard: &Standard,
    options: &Options,
) -> Result<Disclosure, ReadError> {
    let profile = recognise::choose_profile(document, standard, options.profile.as_deref())?;
    Ok(recognise::recognise(document, diagnostics, &profile, standard))
}
