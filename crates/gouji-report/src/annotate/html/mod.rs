//! Remarks in a web page.
//!
//! The start tag of what a remark is about gets attributes, the number a mark around it, and the page
//! a style sheet at its end that shows what the attributes say. No text is added, so that the page
//! says what it said; and everything that is inserted is in ASCII, so that it is the same in every
//! encoding.

mod source;
mod style;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use gouji_model::Level;
use gouji_ooxml::Insertions;

use super::{AnnotateError, Remark, Weight, number, unplaced};
use crate::words::Words;
use source::Source;

/// Bytes of an element in which a number is looked for.
const LONGEST: usize = 65_536;

/// What is said at one element.
struct Said<'r> {
    level: Level,
    text: String,
    /// Numbers that it is about.
    numbers: Vec<&'r str>,
    /// Name of the element.
    name: String,
}

/// The page with the remarks in it. `encoding` is the one that it was read in.
pub(super) fn annotated(
    bytes: &[u8],
    encoding: &str,
    remarks: &[Remark],
    words: Words,
) -> Result<Vec<u8>, AnnotateError> {
    let broken = || AnnotateError::Damaged(encoding.to_owned());
    let encoding = Encoding::for_label(encoding.as_bytes()).ok_or_else(broken)?;
    let mark = Encoding::for_bom(bytes).map_or(0, |(_, length)| length);
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    let source = Source::of(&text);
    let mut said: BTreeMap<usize, Said<'_>> = BTreeMap::new();
    let mut homeless = Vec::new();
    for remark in remarks.iter().filter(|remark| remark.weight == Weight::Main) {
        match remark.place.path.as_deref().and_then(|path| source.tag(path)) {
            Some((at, name)) => say(said.entry(at), name, remark),
            None => homeless.push(remark),
        }
    }
    let insertions = insertions(&text, &said);
    let style = style::sheet(unplaced(&homeless, words).as_deref());
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let mut whole = Insertions::default();
        for (at, insertion) in insertions {
            whole.at(at, insertion);
        }
        let unit = if encoding == UTF_16LE { u16::to_le_bytes } else { u16::to_be_bytes };
        let copy = whole.applied(&text) + &style;
        let copy = copy.encode_utf16().flat_map(unit);
        return Ok(bytes.iter().take(mark).copied().chain(copy).collect());
    }
    let mut copy = Vec::with_capacity(bytes.len() * 2);
    let mut at = 0;
    for (place, insertion) in insertions {
        let Some(place) = in_bytes(bytes, mark, &text, place, encoding) else { continue };
        copy.extend(bytes.get(at..place).unwrap_or_default());
        copy.extend(insertion.into_bytes());
        at = place.max(at);
    }
    copy.extend(bytes.get(at..).unwrap_or_default());
    copy.extend(style.into_bytes());
    Ok(copy)
}

fn say<'r>(
    entry: std::collections::btree_map::Entry<'_, usize, Said<'r>>,
    name: &str,
    remark: &'r Remark,
) {
    let said = entry.or_insert_with(|| Said {
        level: remark.level,
        text: String::new(),
        numbers: Vec::new(),
        name: name.to_owned(),
    });
    said.level = said.level.max(remark.level);
    if !said.text.is_empty() {
        said.text.push_str("\n\n");
    }
    said.text.push_str(&remark.text);
    said.numbers.push(remark.printed.trim());
}

/// What is inserted into the text, by place.
fn insertions(text: &str, said: &BTreeMap<usize, Said<'_>>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (&at, said) in said {
        let note = references(&said.text);
        let level = style::level(said.level);
        found.push((
            at,
            format!(" data-gouji=\"{note}\" data-gouji-level={level} title=\"{note}\""),
        ));
        if matches!(said.name.as_str(), "td" | "th") {
            continue;
        }
        let mut numbers: Vec<Range<usize>> = said
            .numbers
            .iter()
            .filter_map(|number| number_in(text, at + 1, &said.name, number))
            .collect();
        numbers.sort_by_key(|range| range.start);
        numbers.dedup();
        for range in numbers {
            found.push((range.start, format!("<mark data-gouji-level={level}>")));
            found.push((range.end, "</mark>".to_owned()));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found
}

/// The only place of a number in the text of an element whose content begins at a place.
fn number_in(text: &str, from: usize, name: &str, printed: &str) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
    let lower = rest.to_ascii_lowercase();
    let end = lower.find(&format!("</{name}")).unwrap_or(rest.len());
    let found = number::only(rest.get(..end)?, printed)?;
    let before = rest.get(..found.start)?;
    // Not in a tag.
    let in_tag =
        before.rfind('<').is_some_and(|open| before.rfind('>').is_none_or(|end| end < open));
    (!in_tag).then_some(from + found.start..from + found.end)
}

/// A text as it is written in an attribute, in ASCII.
fn references(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | ':' | ';' | '(' | ')' | '-') {
            written.push(c);
        } else if c == '\n' || !c.is_control() {
            // Writing to a string does not fail.
            let _ = write!(written, "&#{};", u32::from(c));
        }
    }
    written
}

/// The place in the bytes of a place in the text. A `>` is one byte in every encoding that is not
/// UTF-16, and that byte is no part of any other character; so the way from the last one is counted.
fn in_bytes(
    bytes: &[u8],
    start: usize,
    text: &str,
    place: usize,
    encoding: &'static Encoding,
) -> Option<usize> {
    let before = text.get(..place)?;
    let count = before.matches('>').count();
    let from = match count.checked_sub(1) {
        None => start,
        Some(nth) => {
            let mut ends = bytes.iter().enumerate().skip(start).filter(|(_, byte)| **byte == b'>');
            ends.nth(nth)?.0 + 1
        }
    };
    if text.get(place..)?.starts_with('>') {
        let to_tag_end = bytes.get(from..)?.iter().position(|byte| *byte == b'>')?;
        return Some(from + to_tag_end);
    }
    let since = before.rsplit('>').next().unwrap_or(before);
    let (written, _, _) = encoding.encode(since);
    bytes.get(from..)?.starts_with(&written).then_some(from + written.len())
}
