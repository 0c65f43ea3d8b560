//! Renderers: what was read and what was found, as text and data.
//!
//! A renderer takes values and gives a string or bytes; it decides nothing about the document, and
//! the same values always give the same bytes.
//!
//! * [`terminal`]: for a person, in Chinese or English.
//! * [`html`]: the document beside its findings, as a page in one file.
//! * [`json`]: for programs; `docs/schema/` describes the objects.
//! * [`summary`]: counts over many documents.
//! * [`sarif`], [`junit`]: for programs that show and count results of checks.
//! * [`findings_csv`]: the findings for a spreadsheet.
//! * [`checklist`]: the form of a finance bureau's check, as a workbook.
//! * [`annotate`]: copies of the document itself with the findings in it.
//! * [`csv`]: the numbers of a disclosure, one row per printed value.
//! * [`difference_csv`]: what changed between two disclosures, one row per change.

pub mod annotate;
pub mod checklist;
pub mod csv;
pub mod difference_csv;
pub mod findings_csv;
pub mod html;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod summary;
pub mod terminal;
mod words;

use gouji_model::{Disclosure, Report};

/// A disclosure with what checking it found.
#[derive(Clone, Copy, Debug)]
pub struct DocumentReport<'a> {
    /// What the document says.
    pub disclosure: &'a Disclosure,
    /// What checking found.
    pub report: &'a Report,
}
