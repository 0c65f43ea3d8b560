//! Character encodings of web pages. A page may lie about its own.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8};

/// Bytes in which a page says how it is encoded.
const DECLARATION: usize = 4096;

/// What stands for bytes that are no character.
const UNKNOWN: char = '\u{FFFD}';

/// A page as text, with the number of places that are no character in its encoding.
pub(super) struct Decoded<'b> {
    pub text: Cow<'b, str>,
    pub encoding: &'static Encoding,
    pub illegible: usize,
}

/// Decodes a page: by its byte order mark, else as UTF-8 if it is that but for a few broken
/// characters, else as it says itself or as its bytes look like, whichever leaves the fewest
/// illegible places.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return as_encoding(&bytes[mark..], encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8, illegible: 0 };
    }
    let utf8 = as_encoding(bytes, UTF_8);
    let beyond_ascii = utf8.text.chars().filter(|c| !c.is_ascii()).count();
    // Text in another encoding is hardly ever UTF-8 by chance.
    if utf8.illegible * 10 <= beyond_ascii {
        return utf8;
    }
    let declared = declared(bytes);
    let guess = guess(bytes);
    // In an encoding of single bytes everything is a character, which proves nothing.
    let several = [declared, Some(guess), Some(GB18030)];
    let several = several.into_iter().flatten().filter(|encoding| !encoding.is_single_byte());
    let best = several.map(|encoding| as_encoding(bytes, encoding)).min_by_key(|d| d.illegible);
    match best {
        Some(best) if best.illegible * 100 <= best.text.len() => best,
        _ => as_encoding(bytes, declared.unwrap_or(guess)),
    }
}

fn as_encoding<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    let illegible = if errors { text.chars().filter(|c| *c == UNKNOWN).count() } else { 0 };
    Decoded { text, encoding, illegible }
}

/// The encoding in `<meta charset=…>` or in the content of `<meta http-equiv=…>`, if there is one
/// of that name.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const KEY: &[u8] = b"charset";
    let head = bytes[..bytes.len().min(DECLARATION)].to_ascii_lowercase();
    let at = head.windows(KEY.len()).position(|window| window == KEY)?;
    let is_mark = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'');
    let label = head[at + KEY.len()..].iter().copied().skip_while(is_mark);
    let label: Vec<u8> = label
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::for_label(&label).map(widest)
}

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    widest(detector.guess(Some(b"cn"), Utf8Detection::Deny))
}

/// GB2312 and GBK are a part of GB18030, and pages use more than they say.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<html><body>收入预算总表 1,027.63 支出预算总表 𠮷</body></html>";

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes);
        (decoded.text.into_owned(), decoded.encoding.name())
    }

    #[test]
    fn a_page_without_a_word_about_its_encoding_is_read() {
        assert_eq!(decoded(TEXT.as_bytes()), (TEXT.to_owned(), "UTF-8"));
        assert_eq!(decoded(&GB18030.encode(TEXT).0), (TEXT.to_owned(), "gb18030"));
    }

    #[test]
    fn a_byte_order_mark_decides() {
        let utf16: Vec<u8> =
            [0xFEFF].into_iter().chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf16), (TEXT.to_owned(), "UTF-16LE"));
    }

    #[test]
    fn a_false_word_about_the_encoding_is_not_believed() {
        for label in ["utf-8", "iso-8859-1", "windows-1252", "gb2312", "no-such"] {
            let page = format!(
                "<meta http-equiv=Content-Type content=\"text/html; charset={label}\">{TEXT}"
            );
            let (bytes, _, _) = GB18030.encode(&page);
            assert_eq!(decoded(&bytes), (page.clone(), "gb18030"), "{label}");
            assert_eq!(decoded(page.as_bytes()), (page, "UTF-8"), "{label}");
        }
    }

    #[test]
    fn traditional_characters_are_read_as_the_page_says() {
        let page = format!("<meta charset=big5>{}", "預算公開，收入總表。".repeat(5));
        let (bytes, _, _) = encoding_rs::BIG5.encode(&page);
        assert_eq!(decoded(&bytes), (page, "Big5"));
    }

    #[test]
    fn a_broken_character_does_not_spoil_the_page() {
        let mut bytes = TEXT.repeat(20).into_bytes();
        bytes.insert(12, 0xE6);
        let decoded = decode(&bytes);
        assert_eq!((decoded.encoding, decoded.illegible), (UTF_8, 1));
    }
}
