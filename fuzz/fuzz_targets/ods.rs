//! ODS: a whole file, or else its content and its manifest.
#![no_main]

use gouji_fuzz::{hold, make};
use libfuzzer_sys::fuzz_target;

/// The kind of file, as it says of itself.
const KIND: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");

fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"PK") {
        return hold::file("a.ods", input);
    }
    let own = ["content.xml", "META-INF/manifest.xml"].into_iter().zip(make::parts(input));
    hold::file("a.ods", &make::archive([KIND].into_iter().chain(own)));
});
