//! Annotated copies: the user's own file with every finding at the very cell or sentence.
//!
//! A copy is the original and insertions, nothing else: comments of a word processor, highlights of
//! a PDF, notes of cells, marks of a web page, lines of a text. What stands in the document is not
//! changed, and neither is a byte of it that need not be.
//!
//! [`remarks`] says what is to be written where; [`annotated`] writes it. A document is annotated
//! after it was read: its limits hold, and what no reader accepts does not come here.

mod docx;
mod html;
mod number;
mod package;
mod pdf;
mod remark;
mod text;
mod xlsx;

use gouji_model::Message;
use gouji_ooxml::{PackageError, PackageLimits, XmlError};
use gouji_standard::Lang;

use crate::words::Words;
pub use remark::{Remark, Weight, remarks};

/// Who the remarks are by.
const AUTHOR: &str = "勾稽 Gouji";

/// A form of document that can be annotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word processor's document in OOXML.
    Docx,
    /// PDF.
    Pdf,
    /// A workbook in OOXML.
    Xlsx,
    /// A web page.
    Html {
        /// Label of the encoding that it was read in.
        encoding: &'static str,
    },
    /// A text in UTF-8.
    Text,
}

/// How a copy is written.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Language of what is inserted.
    pub lang: Lang,
    /// Limits on what is unpacked.
    pub limits: PackageLimits,
}

/// Why a document cannot be annotated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnotateError {
    /// It is not built as its form requires.
    Damaged(String),
    /// It may be read without a password, and not be changed.
    Protected,
}

impl AnnotateError {
    /// The reason as a message for the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Damaged(why) => Message::new("report-annotate-damaged").with("why", why),
            Self::Protected => Message::new("report-annotate-protected"),
        }
    }
}

impl From<PackageError> for AnnotateError {
    fn from(error: PackageError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<XmlError> for AnnotateError {
    fn from(error: XmlError) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The document with the remarks in it. The same input always gives the same bytes; without remarks
/// they are those of the document.
pub fn annotated(
    form: Form,
    bytes: &[u8],
    remarks: &[Remark],
    options: &Options,
) -> Result<Vec<u8>, AnnotateError> {
    if remarks.is_empty() {
        return Ok(bytes.to_vec());
    }
    let words = Words::new(options.lang);
    match form {
        Form::Docx => docx::annotated(bytes, remarks, words, options.limits),
        Form::Pdf => pdf::annotated(bytes, remarks, words),
        Form::Xlsx => xlsx::annotated(bytes, remarks, words, options.limits),
        Form::Html { encoding } => html::annotated(bytes, encoding, remarks, words),
        Form::Text => text::annotated(bytes, remarks, words),
    }
}

/// What is written of remarks that have no place in the document, under one heading.
fn unplaced(remarks: &[&Remark], words: Words) -> Option<String> {
    if remarks.is_empty() {
        return None;
    }
    let heading = Message::new("report-annotate-unplaced").with("n", remarks.len());
    let texts = remarks.iter().map(|remark| remark.text.as_str());
    Some(std::iter::once(words.say(&heading).as_str()).chain(texts).collect::<Vec<_>>().join("\n"))
}
