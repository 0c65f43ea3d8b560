//! What an update builds on: the last cross-reference section of the file.

use super::syntax::{Entry, entries, number, value};
use crate::annotate::AnnotateError;

/// Keys of the trailer that an update takes over.
const KEPT: [&str; 3] = ["Root", "Info", "ID"];

/// The end of a file.
#[derive(Debug)]
pub(super) struct Base {
    /// Where its last cross-reference section begins.
    pub section: usize,
    /// Whether that is a stream; the next one is then a stream, too.
    pub is_stream: bool,
    /// Entries of the trailer that an update takes over, as they are written.
    pub trailer: Vec<u8>,
    /// A number that no object has, nor any above it.
    pub next: u32,
}

impl Base {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, AnnotateError> {
        let broken = || AnnotateError::Damaged("xref".to_owned());
        let (section, is_stream, dictionary) = last_section(bytes).ok_or_else(broken)?;
        let entries = entries(bytes, dictionary).ok_or_else(broken)?;
        if value(bytes, &entries, "Encrypt").is_some() {
            return Err(AnnotateError::Protected);
        }
        let is_section = is_section(bytes, &entries, is_stream);
        let size = value(bytes, &entries, "Size").and_then(|value| number(value, 0));
        let (size, _) = size.filter(|_| is_section).ok_or_else(broken)?;
        let next = size.max(greatest(bytes).saturating_add(1));
        let trailer = kept(bytes, &entries);
        Ok(Self { section, is_stream, trailer, next })
    }
}

/// The last cross-reference section: where it is, whether it is a stream, and where its dictionary is.
fn last_section(bytes: &[u8]) -> Option<(usize, bool, usize)> {
    const MARK: &[u8] = b"startxref";
    let mark = bytes.windows(MARK.len()).rposition(|window| window == MARK)?;
    let (section, _) = number(bytes, mark + MARK.len())?;
    let section = usize::try_from(section).ok()?;
    let rest = bytes.get(section..)?;
    let space = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
    if rest.get(space..)?.starts_with(b"xref") {
        const TRAILER: &[u8] = b"trailer";
        let at = rest.windows(TRAILER.len()).position(|window| window == TRAILER)?;
        return Some((section, false, section + at + TRAILER.len()));
    }
    let (_, at) = number(bytes, section)?;
    let (_, at) = number(bytes, at)?;
    let object = bytes.get(at..)?.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let object = at + object;
    bytes.get(object..)?.starts_with(b"obj").then_some((section, true, object + 3))
}

/// Whether a dictionary is that of a cross-reference section.
fn is_section(bytes: &[u8], entries: &[Entry], is_stream: bool) -> bool {
    let is_xref = value(bytes, entries, "Type") == Some(&b"/XRef"[..]);
    value(bytes, entries, "Root").is_some() && is_xref == is_stream
}

fn kept(bytes: &[u8], entries: &[Entry]) -> Vec<u8> {
    let mut kept = Vec::new();
    for key in KEPT {
        if let Some(value) = value(bytes, entries, key) {
            kept.extend([b" /", key.as_bytes(), b" ", value].concat());
        }
    }
    kept
}

/// The greatest number of an object that the file writes: some say that they have fewer than they do.
fn greatest(bytes: &[u8]) -> u32 {
    const WORD: &[u8] = b" obj";
    let words = bytes.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD);
    words.filter_map(|(at, _)| object_number(bytes.get(..at)?)).max().unwrap_or(0)
}

/// The number in `12 0` at the end.
fn object_number(bytes: &[u8]) -> Option<u32> {
    let tail = bytes.get(bytes.len().saturating_sub(18)..)?;
    let digits = |bytes: &[u8]| bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let generation = digits(tail);
    let rest = tail.get(..tail.len() - generation).filter(|_| generation > 0)?;
    let rest = rest.trim_ascii_end();
    let number = rest.get(rest.len() - digits(rest)..)?;
    std::str::from_utf8(number).ok()?.parse().ok()
}
