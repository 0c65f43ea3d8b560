//! PDF: a whole file, or else the content of a page in a file that opens.
#![no_main]

use gouji_fuzz::{hold, make};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"%PDF") {
        hold::file("a.pdf", input);
    } else {
        hold::file("a.pdf", &make::page(input));
    }
});
