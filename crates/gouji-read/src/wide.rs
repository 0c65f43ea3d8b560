//! Wide characters: those of Chinese, and signs that are set as wide.

/// Whether a character takes the width of an em, so that no space stands beside it.
pub(crate) fn is_wide(c: char) -> bool {
    unicode_width::UnicodeWidthChar::width(c) == Some(2)
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '①'..='⑳')
}
