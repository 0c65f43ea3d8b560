//! Several files as one disclosure: an archive, or else files with a mark between them.
#![no_main]

use std::borrow::Cow;

use gouji_fuzz::{hold, limits, make};
use gouji_read::formats::together::{self, Named};
use libfuzzer_sys::fuzz_target;

/// What stands between files, in front of the name of the next.
const MARK: &[u8] = b"\n\0==";

fuzz_target!(|input: &[u8]| {
    let archive = if input.starts_with(b"PK") { input.to_vec() } else { archive(input) };
    match together::entries(&archive, &limits()) {
        Ok(files) => hold::files("a.zip", &files),
        Err(_) => hold::file("a.zip", &archive),
    }
    if !input.starts_with(b"PK") {
        let files: Vec<Named<'_>> =
            files(input).map(|(name, bytes)| (name, Cow::Borrowed(bytes))).collect();
        hold::files("a", &files);
    }
});

/// An archive of the files in the input; a web page, a table of tabs and a workbook among them.
fn archive(input: &[u8]) -> Vec<u8> {
    let files: Vec<(String, &[u8])> = files(input).collect();
    make::archive(files.iter().map(|(name, bytes)| (name.as_str(), *bytes)))
}

/// The files in the input, each with its name in its first line.
fn files(input: &[u8]) -> impl Iterator<Item = (String, &[u8])> {
    let mut rest = Some(input);
    std::iter::from_fn(move || {
        let all = rest?;
        let end = all.windows(MARK.len()).position(|window| window == MARK);
        rest = end.map(|end| &all[end + MARK.len()..]);
        let own = &all[..end.unwrap_or(all.len())];
        let name = own.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let bytes = own.get(name.len() + 1..).unwrap_or_default();
        Some((String::from_utf8_lossy(name).into_owned(), bytes))
    })
}
