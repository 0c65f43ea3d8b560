//! Readers of formats: bytes to a [`Document`].

mod columns;
mod docx;
mod html;
mod join;
mod kind;
mod pdf;
mod properties;
mod text;
pub mod together;
mod workbook;

pub use html::encoding as page_encoding;
pub use kind::{Kind, is_xlsx};
pub use text::decoded as decoded_text;

use gouji_model::{Diagnostic, Document};

use crate::{Limits, ReadError};

/// What a reader of a format gives: the document, and what it noticed.
pub type Read = Result<(Document, Vec<Diagnostic>), ReadError>;

/// Reads a file of any kind that is supported. The kind is found by content, not by name.
pub fn read(file: &str, bytes: &[u8], limits: &Limits) -> Read {
    if bytes.len() > limits.bytes {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    let (document, diagnostics) = read_kind(file, bytes, limits)?;
    // Where everything is hidden, that is what there is to say.
    if document.blocks.is_empty() && diagnostics.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((document, diagnostics))
}

fn read_kind(file: &str, bytes: &[u8], limits: &Limits) -> Read {
    match Kind::of(bytes) {
        Kind::Text => text::read(file, bytes, limits),
        Kind::Pdf => pdf::read(file, bytes, limits),
        Kind::Docx => docx::read(file, bytes, limits),
        Kind::Workbook => workbook::read(file, bytes, limits),
        Kind::Html => html::read(file, bytes, limits),
        Kind::Legacy => Err(ReadError::Legacy),
        Kind::Archive => Err(ReadError::Archive),
        Kind::Encrypted => Err(ReadError::Encrypted),
        Kind::Broken(kind) => Err(ReadError::Damaged { kind, why: "container".to_owned() }),
        Kind::Other(kind) => Err(ReadError::Unsupported { kind }),
    }
}
