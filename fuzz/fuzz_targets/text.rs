//! Texts: encodings, tabs, alignment, and the whole way from lines to verdicts.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| gouji_fuzz::hold::file("a.txt", input));
