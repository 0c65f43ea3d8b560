//! The form of a finance bureau's check (公开情况检查表) as a workbook.
//!
//! A document has its form: what the profile requires and the dimensions of `standards/checklist.toml`, each answered with yes,
//! no, or that it was not assessed, which is never a yes. Behind it stand all findings, the
//! residues, the coverage and what reading noticed. Of several documents each has its form on a
//! sheet of its own behind a summary; the other sheets list all documents together, to be filtered.
//!
//! A document becomes a [`Part`] that holds no more than what the workbook shows, so that not all
//! documents of a batch are in memory at once.

mod answer;
mod book;
mod contents;
mod form;
mod form_sheet;
mod lists;
mod sheet;
mod summary_sheet;

use gouji_standard::{Lang, Standard};

use self::form::Form;
use self::lists::Lists;
use crate::DocumentReport;
use crate::words::Words;

pub use self::book::workbook;

/// What a workbook shows of a document.
#[derive(Clone, Debug)]
pub struct Part {
    form: Form,
    lists: Lists,
}

/// How much of the coverage is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Every equation: for few documents.
    Every,
    /// What does not hold or was not examined; of the rest one row for each rule. A batch would
    /// else need hundreds of rows for each document, of which nobody reads one.
    Summed,
}

impl Part {
    /// What is shown of a document, in words of one language.
    pub fn of(
        document: &DocumentReport<'_>,
        standard: &Standard,
        lang: Lang,
        detail: Detail,
    ) -> Self {
        let words = Words::new(lang);
        let (form, order) = form::form(words, document, standard);
        Self { form, lists: Lists::of(words, document, &order, detail) }
    }
}
