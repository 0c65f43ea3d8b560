//! Character encodings of text files.

use std::borrow::Cow;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use gouji_model::Encoding;

use crate::ReadError;

/// Decodes a text: by its byte order mark, else as UTF-8 if it is that throughout, else as GB18030
/// if it is that throughout. Anything else is not a text.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        let text = std::str::from_utf8(rest).map_err(|_| ReadError::NotText)?;
        return checked(Cow::Borrowed(text), Encoding::Utf8);
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
            return checked(text.ok_or(ReadError::NotText)?, Encoding::Utf16);
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return checked(Cow::Borrowed(text), Encoding::Utf8);
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    checked(text.ok_or(ReadError::NotText)?, Encoding::Gb18030)
}

/// A text has no control characters but line ends, tabs and page feeds. A single stray one is
/// tolerated in a thousand, since converters leave some behind.
fn checked(text: Cow<'_, str>, encoding: Encoding) -> Result<(Cow<'_, str>, Encoding), ReadError> {
    let is_strange = |c: char| {
        c == '\u{FFFD}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{B}'))
    };
    let strange = text.chars().filter(|&c| is_strange(c)).count();
    let nul = text.contains('\0');
    if nul || strange * 1000 > text.len() { Err(ReadError::NotText) } else { Ok((text, encoding)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "收入\t1,027.63\r\n𠮷";
        let (gb, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> =
            [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.as_bytes(), Encoding::Utf8),
            (&bom, Encoding::Utf8),
            (&gb, Encoding::Gb18030),
            (&utf16, Encoding::Utf16),
        ] {
            assert_eq!(decode(bytes), Ok((Cow::Borrowed(text), encoding)));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for bytes in [&b"\x00\x01\x02\x03"[..], b"\x80\x81\xFF\xFF\xFF", b"ab\x01\x02\x03\x04"] {
            assert_eq!(decode(bytes), Err(ReadError::NotText), "{bytes:?}");
        }
        assert_eq!(decode(b""), Err(ReadError::Empty));
    }
}
