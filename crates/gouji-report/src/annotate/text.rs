//! Remarks as lines of a text, each below the line that it is about.

use std::collections::BTreeMap;

use super::{AnnotateError, Remark, Weight, unplaced};
use crate::words::Words;

/// What a line begins with that is not of the text.
const MARK: &str = "^ ";

/// The text, in UTF-8, with the remarks in it. Without the lines that begin with the mark it is the
/// original.
pub(super) fn annotated(
    bytes: &[u8],
    remarks: &[Remark],
    words: Words,
) -> Result<Vec<u8>, AnnotateError> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| AnnotateError::Damaged("UTF-8".to_owned()))?;
    // As the reader divides it.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let line_end = if text.contains("\r\n") { "\r\n".to_owned() } else { end.to_string() };
    let lines: Vec<&str> = text.split_inclusive(end).collect();
    let mut below: BTreeMap<usize, Vec<&Remark>> = BTreeMap::new();
    let mut homeless = Vec::new();
    for remark in remarks.iter().filter(|remark| remark.weight == Weight::Main) {
        let line = remark.place.line.and_then(|line| usize::try_from(line).ok());
        match line.filter(|line| (1..=lines.len()).contains(line)) {
            Some(line) => below.entry(line).or_default().push(remark),
            None => homeless.push(remark),
        }
    }
    let mut copy = String::with_capacity(text.len() * 2);
    let say = |copy: &mut String, text: &str| {
        for line in text.lines() {
            copy.extend([MARK, line, &line_end]);
        }
    };
    if let Some(text) = unplaced(&homeless, words) {
        say(&mut copy, &text);
    }
    for (line, number) in lines.into_iter().zip(1..) {
        copy.push_str(line);
        let Some(remarks) = below.get(&number) else { continue };
        if !line.ends_with(end) {
            copy.push_str(&line_end);
        }
        for remark in remarks {
            say(&mut copy, &remark.text);
        }
    }
    Ok(copy.into_bytes())
}
