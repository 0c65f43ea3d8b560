//! What the slots of a pattern take.

/// Decides what a slot takes: the ends, in order of preference, of what it may cover from a
/// position on.
pub trait SlotReader {
    /// Possible ends of the slot `name` that begins at `from`.
    fn ends(&self, name: &str, text: &[char], from: usize) -> Vec<usize>;
}

/// The slots of titles and headings.
pub struct TitleSlots;

/// Longest stretch of words that `{text}` takes.
const MAX_WORDS: usize = 60;

impl SlotReader for TitleSlots {
    fn ends(&self, name: &str, text: &[char], from: usize) -> Vec<usize> {
        match name {
            "year" => year_ends(text, from),
            "number" => {
                let digits = text[from..].iter().take_while(|c| c.is_ascii_digit()).count();
                if digits > 0 { vec![from + digits] } else { Vec::new() }
            }
            _ => words_ends(text, from),
        }
    }
}

/// End of a year of four digits.
pub fn year_ends(text: &[char], from: usize) -> Vec<usize> {
    let digits = text[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 4 && matches!(text[from], '1' | '2') { vec![from + 4] } else { Vec::new() }
}

/// Ends of any words, shortest first, not beyond the end of the sentence.
pub fn words_ends(text: &[char], from: usize) -> Vec<usize> {
    let words =
        text[from..].iter().take(MAX_WORDS).take_while(|c| !matches!(c, '。' | ';')).count();
    (from..=from + words).collect()
}
