//! Wordings in folded form: half width, without spaces and quotation marks.

use gouji_model::fold_width;

/// A text in folded form, with the way back to the byte offsets of the original.
#[derive(Clone, Debug)]
pub struct FoldedText {
    chars: Vec<char>,
    offsets: Vec<usize>,
    len: usize,
}

impl FoldedText {
    /// Folds a text: half width, without spaces and quotation marks.
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2);
        let mut offsets = Vec::with_capacity(text.len() / 2);
        for (offset, c) in text.char_indices() {
            if let Some(folded) = folded(c) {
                chars.push(folded);
                offsets.push(offset);
            }
        }
        Self { chars, offsets, len: text.len() }
    }

    /// The folded characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Byte offset in the original of a folded position.
    pub fn offset(&self, position: usize) -> usize {
        self.offsets.get(position).copied().unwrap_or(self.len)
    }
}

/// The folded form of a label, as a string: for comparing wordings.
pub fn folded_label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    label.extend(text.chars().filter_map(folded));
    label
}

/// A character in folded form; `None` for what does not count.
pub(super) fn folded(c: char) -> Option<char> {
    // Nearly all characters are Chinese, and stay as they are.
    if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return Some(c);
    }
    let c = fold_width(c);
    let dropped = c.is_whitespace()
        || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '\u{FEFF}' | '\u{200B}');
    (!dropped).then_some(c)
}
