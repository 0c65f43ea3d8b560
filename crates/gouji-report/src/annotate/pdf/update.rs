//! An update of a file: objects behind its end, and a section that leads to them.

use std::fmt::Write as _;

use super::base::Base;

/// The file with what is added to it.
pub(super) struct Update {
    bytes: Vec<u8>,
    base: Base,
    /// Number, generation and place of every object that is written.
    written: Vec<(u32, u32, usize)>,
}

impl Update {
    pub(super) fn new(original: &[u8], base: Base) -> Self {
        let mut bytes = original.to_vec();
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        Self { bytes, base, written: Vec::new() }
    }

    /// The number that the next new object gets.
    pub(super) fn next(&self) -> u32 {
        self.base.next
    }

    /// Adds an object; its number.
    pub(super) fn add(&mut self, body: &[u8]) -> u32 {
        let number = self.base.next;
        self.base.next += 1;
        self.replace(number, 0, body);
        number
    }

    /// Writes an object anew.
    pub(super) fn replace(&mut self, number: u32, generation: u32, body: &[u8]) {
        self.written.push((number, generation, self.bytes.len()));
        let head = format!("{number} {generation} obj\n");
        self.bytes.extend([head.as_bytes(), body, b"\nendobj\n"].concat());
    }

    /// The file as it is now.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.base.is_stream {
            // The section leads to itself, too.
            self.written.push((self.base.next, 0, self.bytes.len()));
            self.base.next += 1;
        }
        self.written.sort_unstable();
        let start = self.bytes.len();
        let size = self.base.next;
        let mut dictionary = format!("<< /Size {size} /Prev {}", self.base.section).into_bytes();
        dictionary.extend(&self.base.trailer);
        if self.base.is_stream {
            self.stream(dictionary);
        } else {
            self.table();
            self.bytes.extend([b"trailer\n", &dictionary[..], b" >>\n"].concat());
        }
        self.bytes.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
        self.bytes
    }

    fn table(&mut self) {
        self.bytes.extend(b"xref\n");
        for group in groups(&self.written) {
            let first = group.first().map_or(0, |it| it.0);
            self.bytes.extend(format!("{first} {}\n", group.len()).into_bytes());
            for (_, generation, at) in group {
                // Twenty bytes each.
                self.bytes.extend(format!("{at:010} {generation:05} n\r\n").into_bytes());
            }
        }
    }

    fn stream(&mut self, mut dictionary: Vec<u8>) {
        let mut index = String::new();
        let mut data: Vec<u8> = Vec::new();
        for group in groups(&self.written) {
            let first = group.first().map_or(0, |it| it.0);
            // Writing to a string does not fail.
            let _ = write!(index, "{first} {} ", group.len());
            for (_, generation, at) in group {
                // What is in memory and was read is far smaller.
                let at = u32::try_from(*at).unwrap_or(u32::MAX).to_be_bytes();
                let generation = u16::try_from(*generation).unwrap_or(u16::MAX).to_be_bytes();
                data.extend([&[1][..], &at, &generation].concat());
            }
        }
        let index = index.trim_end();
        dictionary.extend(
            format!(" /Type /XRef /W [1 4 2] /Index [{index}] /Length {} >>\n", data.len())
                .into_bytes(),
        );
        let number = self.base.next - 1;
        self.bytes.extend(format!("{number} 0 obj\n").into_bytes());
        self.bytes.extend([&dictionary[..], b"stream\n", &data, b"\nendstream\nendobj\n"].concat());
    }
}

/// Objects whose numbers follow each other.
fn groups(written: &[(u32, u32, usize)]) -> impl Iterator<Item = &[(u32, u32, usize)]> {
    written.chunk_by(|one, next| one.0.checked_add(1) == Some(next.0))
}
