//! Web pages, with and without a beginning that says that they are one.
#![no_main]

use gouji_fuzz::hold;
use gouji_read::formats::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if Kind::of(input) == Kind::Html {
        hold::file("a.html", input);
    } else {
        hold::file("a.html", &[b"<!DOCTYPE html>", input].concat());
    }
});
