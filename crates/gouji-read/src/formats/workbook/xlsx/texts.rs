//! Texts that cells share.

use super::super::xml::{Piece, Xml, decode};
use super::KIND;
use crate::ReadError;

/// The shared texts in their order.
pub(super) fn shared(bytes: &[u8]) -> Result<Vec<String>, ReadError> {
    let text = decode(bytes);
    let mut xml = Xml::new(KIND, &text);
    let mut texts = Vec::new();
    while let Some(piece) = xml.next()? {
        if matches!(&piece, Piece::Open(start) if start.local_name().as_ref() == "si") {
            texts.push(rich(&mut xml)?);
        }
    }
    Ok(texts)
}

/// The text of the element that was opened last, its runs together, without the reading aids
/// (phonetic runs) that East Asian text may have.
pub(super) fn rich(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let mut text = String::new();
    let mut depth = 1_u32;
    let mut in_text = false;
    while depth > 0 {
        match xml.next()? {
            Some(Piece::Open(start)) if start.local_name().as_ref() == "rPh" => xml.skip()?,
            Some(Piece::Open(start)) => {
                in_text = start.local_name().as_ref() == "t";
                depth += 1;
            }
            Some(Piece::Close(_)) => {
                in_text = false;
                depth -= 1;
            }
            Some(Piece::Text(piece)) if in_text => text.push_str(&piece),
            Some(Piece::Text(_)) => {}
            None => break,
        }
    }
    Ok(unescape(&text))
}

/// Line ends that are written as their number: `_x000D_`.
pub(super) fn unescape(text: &str) -> String {
    text.replace("_x000D_", "").replace("_x000A_", "\n").replace("\r\n", "\n")
}
