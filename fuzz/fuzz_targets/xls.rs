//! XLS: a whole compound file, or else its stream of records.
#![no_main]

use gouji_fuzz::{hold, make};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"\xD0\xCF\x11\xE0") {
        hold::file("a.xls", input);
    } else {
        hold::file("a.xls", &make::compound(input));
    }
});
