//! DOCX: a whole file, or else its parts.
#![no_main]

use gouji_fuzz::{hold, make};
use libfuzzer_sys::fuzz_target;

/// The parts in the order in which the input has them.
const PARTS: [&str; 8] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
    "_rels/.rels",
];

fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"PK") {
        hold::file("a.docx", input);
    } else {
        hold::file("a.docx", &make::archive(PARTS.into_iter().zip(make::parts(input))));
    }
});
