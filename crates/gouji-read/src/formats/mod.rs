//! Readers of formats: bytes to a [`Document`].

pub mod text;

use gouji_model::{Diagnostic, Document};

use crate::{Limits, ReadError};

/// Reads a file of any kind that is supported. The kind is found by content, not by name.
pub fn read(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<(Document, Vec<Diagnostic>), ReadError> {
    if bytes.len() > limits.bytes {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    if let Some(kind) = other_kind(bytes) {
        return Err(ReadError::Unsupported { kind });
    }
    text::read(file, bytes, limits)
}

/// Kinds of file that are recognised by their first bytes and not read yet.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "DOCX/XLSX/ZIP"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "DOC/XLS/WPS/ET"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"{\\rtf", "RTF"),
        (b"\x1F\x8B", "GZIP"),
        (b"Rar!", "RAR"),
    ];
    let start = bytes.trim_ascii_start();
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Some(kind);
    }
    let head = start.get(..start.len().min(256)).unwrap_or_default().to_ascii_lowercase();
    let is_html = [&b"<!doctype html"[..], b"<html"].iter().any(|tag| head.starts_with(tag));
    is_html.then_some("HTML")
}
