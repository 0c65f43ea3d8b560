//! How much the streams of a file unpack to, before anything of it is unpacked to be kept: the
//! library for PDF knows no limit, and two thousand bytes can stand for a thousand million.
//!
//! Every stream is unpacked into nothing, whatever its dictionary says of it: that costs little, and
//! a dictionary can be written in more ways than it pays to understand. What is no compressed data
//! ends with an error after a few bytes.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

/// How often the data of one stream is compressed; hardly anything is so twice.
const LAYERS: usize = 6;

/// Whether the streams of a file unpack to no more than so many bytes, all together.
pub(super) fn within(bytes: &[u8], limit: u64) -> bool {
    let left = Cell::new(Some(limit));
    streams(bytes).all(|data| {
        unpack(data, &left, LAYERS);
        left.get().is_some()
    })
}

/// What follows each keyword that begins a stream, up to the end of the file: where the data ends,
/// they say themselves.
fn streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const BEGIN: &[u8] = b"stream";
    let begins = bytes.windows(BEGIN.len()).enumerate().filter(|(_, word)| *word == BEGIN);
    begins.filter_map(|(at, _)| {
        let rest = &bytes[at + BEGIN.len()..];
        let ends = bytes[..at].ends_with(b"end");
        let line_end: &[&[u8]] = &[b"\r\n", b"\n", b"\r"];
        let data = line_end.iter().find_map(|end| rest.strip_prefix(*end))?;
        (!ends).then_some(data)
    })
}

/// Unpacks data, and what they hold if that is compressed again, until nothing is left of what may
/// be unpacked.
fn unpack<'d>(mut data: impl BufRead + 'd, left: &'d Cell<Option<u64>>, layers: usize) {
    let is_wrapped = data.fill_buf().is_ok_and(has_head);
    let source: Box<dyn Read + 'd> = if is_wrapped {
        Box::new(ZlibDecoder::new(data))
    } else {
        Box::new(DeflateDecoder::new(data))
    };
    let mut counted = BufReader::new(Counted { source, left });
    if layers > 1 && counted.fill_buf().is_ok_and(|bytes| !bytes.is_empty()) {
        let inner: Box<dyn BufRead + '_> = Box::new(&mut counted);
        unpack(inner, left, layers - 1);
    }
    // What does not unpack is for the reader to complain of.
    let _ = io::copy(&mut counted, &mut io::sink());
}

/// Whether data begin as zlib writes them.
fn has_head(data: &[u8]) -> bool {
    let [method, flags, ..] = *data else { return false };
    method & 0x0F == 8 && u16::from_be_bytes([method, flags]).is_multiple_of(31)
}

/// Counts what is read against what is left; beyond that there is nothing more to read.
struct Counted<'d> {
    source: Box<dyn Read + 'd>,
    left: &'d Cell<Option<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.get().is_none() {
            return Ok(0);
        }
        let read = self.source.read(buffer)?;
        // A length in memory fits.
        let bytes = u64::try_from(read).unwrap_or(u64::MAX);
        self.left.set(self.left.get().and_then(|left| left.checked_sub(bytes)));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).expect("memory takes what is written");
        encoder.finish().expect("memory takes what is written")
    }

    fn file(data: &[u8]) -> Vec<u8> {
        [b"<</Length 9>>\nstream\r\n", data, b"\nendstream\nstream of no data"].concat()
    }

    #[test]
    fn a_stream_counts_with_what_it_unpacks_to() {
        let bytes = file(&packed(&[b' '; 10_000]));
        assert!(within(&bytes, 10_000));
        assert!(!within(&bytes, 9_999));
        assert!(within(&file(&[b' '; 10_000]), 100), "what is not packed is as large as it is");
    }

    #[test]
    fn a_stream_packed_twice_counts_with_both() {
        let once = packed(&[b' '; 10_000]);
        let bytes = file(&packed(&once));
        assert!(!within(&bytes, 10_000));
        assert!(within(&bytes, 10_000 + once.len() as u64));
    }

    #[test]
    fn a_stream_without_the_head_of_zlib_counts_too() {
        let bytes = file(&packed(&[b' '; 10_000])[2..]);
        assert!(!within(&bytes, 9_999));
    }

    #[test]
    fn all_streams_count_together() {
        let stream = file(&packed(&[b' '; 10_000]));
        assert!(!within(&[&*stream, &*stream].concat(), 19_999));
    }
}
