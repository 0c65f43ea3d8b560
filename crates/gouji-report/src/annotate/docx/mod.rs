//! Comments of a word processor's document.
//!
//! The text of the document is changed by insertions only: marks around what a comment is about, and
//! where a number is a part of a run, the run is divided there, each half with its properties. Every
//! other part is copied as it is.

mod anchor;
mod comments;
mod marks;
mod scan;

use gouji_ooxml::{PackageLimits, decode_xml};

use super::package::Edited;
use super::{AnnotateError, Remark, Weight, unplaced};
use crate::words::Words;
use anchor::Anchor;
use comments::Comments;
use marks::Marks;
use scan::Scan;

/// The document with the remarks as comments. Numbers that only take part have none.
pub(super) fn annotated(
    bytes: &[u8],
    remarks: &[Remark],
    words: Words,
    limits: PackageLimits,
) -> Result<Vec<u8>, AnnotateError> {
    let mut package = Edited::open(bytes, limits)?;
    let root = package.relationships("")?;
    let main = root.target("officeDocument").filter(|name| package.contains(name));
    let main = main.unwrap_or("word/document.xml").to_owned();
    let scan = Scan::of(&decode_xml(&package.part(&main)?)?)?;
    let comments = Comments::read(&mut package, &main, &scan)?;
    let (anchors, texts) = anchored(&scan, remarks, words);
    if anchors.is_empty() {
        // Without a paragraph there is nothing to comment on.
        return Err(AnnotateError::Damaged(main));
    }
    package.edit(&main, |xml| {
        let mut marks = Marks::new(xml, &scan);
        for (anchor, id) in anchors.iter().zip(comments.first..) {
            marks.add(anchor, id);
        }
        Ok(marks.insertions().applied(xml))
    })?;
    comments.add(&mut package, &main, &texts)?;
    package.finish()
}

/// Where the comments are anchored, and what they say; first what has no place in the text.
fn anchored(scan: &Scan, remarks: &[Remark], words: Words) -> (Vec<Anchor>, Vec<String>) {
    let mut placed = Vec::new();
    let mut homeless = Vec::new();
    for remark in remarks.iter().filter(|remark| remark.weight == Weight::Main) {
        let number = remark.place.paragraph;
        match number.and_then(|number| scan.anchor(number, &remark.printed)) {
            Some(anchor) => placed.push((anchor, remark.text.clone())),
            None => homeless.push(remark),
        }
    }
    let first = unplaced(&homeless, words).and_then(|text| Some((scan.beginning()?, text)));
    first.into_iter().chain(placed).unzip()
}
