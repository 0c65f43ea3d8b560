//! The kind of a file, by its content.

use std::io::Cursor;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text, or what no other kind is.
    Text,
    /// PDF.
    Pdf,
    /// A word processor's document in OOXML.
    Docx,
    /// A workbook: XLSX, XLS or ODS.
    Workbook,
    /// A web page.
    Html,
    /// An older format of a word processor or of WPS: DOC, WPS, ET without a workbook in it.
    Legacy,
    /// An archive of files.
    Archive,
    /// A container of this kind that cannot be opened.
    Broken(&'static str),
    /// Protected by a password.
    Encrypted,
    /// Recognised, and never read.
    Other(&'static str),
}

/// Bytes in front of a PDF that writers and readers tolerate.
const PDF_START: usize = 1024;

/// What a text of OpenDocument says it is.
const OPEN_DOCUMENT_TEXT: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Bytes in which an OpenDocument file says its kind.
const OPEN_DOCUMENT_START: usize = 128;

/// Bytes in which a web page shows that it is one.
const HTML_START: usize = 2048;

impl Kind {
    /// The kind of a file with this content.
    pub fn of(bytes: &[u8]) -> Self {
        const OTHERS: [(&[u8], &str); 5] = [
            (b"\x89PNG", "PNG"),
            (b"\xFF\xD8\xFF", "JPEG"),
            (b"{\\rtf", "RTF"),
            (b"\x1F\x8B", "GZIP"),
            (b"Rar!", "RAR"),
        ];
        if let Some((_, kind)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Self::Other(kind);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return archive(bytes);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return compound(bytes);
        }
        let head = &bytes[..bytes.len().min(PDF_START)];
        if head.windows(5).any(|window| window == b"%PDF-") {
            return Self::Pdf;
        }
        if is_html(bytes) { Self::Html } else { Self::Text }
    }
}

/// What a ZIP archive holds, by the names in it.
fn archive(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Kind::Broken("DOCX/XLSX/ZIP");
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    // The package says which of its parts is the document; it need not have the usual name.
    let is_package = has("[Content_Types].xml");
    let has_word =
        archive.file_names().filter_map(Result::ok).any(|name| name.starts_with("word/"));
    if has("word/document.xml") || is_package && has_word {
        return Kind::Docx;
    }
    for (part, kind) in [("OFD.xml", "OFD"), ("ppt/presentation.xml", "PPTX")] {
        if has(part) {
            return Kind::Other(kind);
        }
    }
    let is_workbook = has("xl/workbook.xml") || has("xl/workbook.bin");
    // OpenDocument: a text has the same parts as a workbook and says its kind in `mimetype`, which
    // stands uncompressed at the beginning of the file.
    let is_open_document = has("mimetype") && has("content.xml");
    let head = &bytes[..bytes.len().min(OPEN_DOCUMENT_START)];
    if is_open_document
        && head.windows(OPEN_DOCUMENT_TEXT.len()).any(|window| window == OPEN_DOCUMENT_TEXT)
    {
        return Kind::Legacy;
    }
    if is_workbook || is_open_document {
        return Kind::Workbook;
    }
    Kind::Archive
}

/// Whether a workbook is one in OOXML, as XML and not in the binary form.
pub fn is_xlsx(bytes: &[u8]) -> bool {
    let archive = zip::ZipArchive::new(Cursor::new(bytes));
    archive.is_ok_and(|archive| archive.index_for_name("xl/workbook.xml").is_some())
}

/// What a compound file holds, by the names of its streams.
fn compound(bytes: &[u8]) -> Kind {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        return Kind::Broken("DOC/XLS/WPS/ET");
    };
    let has = |name: &str| file.is_stream(name);
    if has("/EncryptedPackage") {
        return Kind::Encrypted;
    }
    if has("/Workbook") || has("/Book") { Kind::Workbook } else { Kind::Legacy }
}

/// Whether a text begins as a web page.
fn is_html(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HTML_START)];
    // In UTF-16 every other byte is zero.
    let head: Vec<u8> =
        head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let tags: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta"];
    let start = head.iter().position(|byte| *byte == b'<');
    let begins_with_tag = start.is_some_and(|start| {
        head[..start].iter().all(|byte| byte.is_ascii_whitespace() || !byte.is_ascii())
    });
    begins_with_tag && tags.iter().any(|tag| head.windows(tag.len()).any(|window| window == *tag))
}
