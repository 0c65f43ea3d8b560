//! Texts in an XLS: one or two bytes a character, broken anywhere over records.

use super::records::{Record, u16_at, u32_at};

/// The bytes of a record and of those that continue it.
struct Chunks<'a> {
    current: &'a [u8],
    further: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Chunks<'a> {
    fn new(record: &Record<'a>, skip: usize) -> Self {
        Self {
            current: record.data.get(skip..).unwrap_or(&[]),
            further: record.continued.clone().into_iter(),
        }
    }

    /// The next bytes, which the format never breaks.
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        if self.current.is_empty() {
            self.current = self.further.next()?;
        }
        let (taken, rest) = self.current.split_at_checked(length)?;
        self.current = rest;
        Some(taken)
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > self.current.len() {
            length -= self.current.len();
            self.current = self.further.next()?;
        }
        self.current = &self.current[length..];
        Some(())
    }

    /// A text whose length and marks are in front of it.
    fn text(&mut self) -> Option<String> {
        let mut left = usize::from(u16_at(self.take(2)?, 0)?);
        let mut marks = *self.take(1)?.first()?;
        let runs = if marks & 8 != 0 { usize::from(u16_at(self.take(2)?, 0)?) } else { 0 };
        let phonetic = if marks & 4 != 0 { u32_at(self.take(4)?, 0)? } else { 0 };
        let mut units = Vec::new();
        while left > 0 {
            if self.current.is_empty() {
                // Where a text is broken, its width is said again.
                self.current = self.further.next()?;
                marks = *self.take(1)?.first()?;
                continue;
            }
            let width = if marks & 1 != 0 { 2 } else { 1 };
            let here = left.min(self.current.len() / width);
            if here == 0 {
                return None;
            }
            append(&mut units, self.take(here * width)?, width);
            left -= here;
        }
        self.skip(runs * 4 + usize::try_from(phonetic).ok()?)?;
        Some(String::from_utf16_lossy(&units))
    }
}

/// Characters of one or two bytes each.
fn append(units: &mut Vec<u16>, bytes: &[u8], width: usize) {
    if width == 1 {
        units.extend(bytes.iter().map(|byte| u16::from(*byte)));
    } else {
        units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
    }
}

/// The text that begins `skip` bytes into a record.
pub(super) fn text(record: &Record<'_>, skip: usize) -> Option<String> {
    Chunks::new(record, skip).text()
}

/// The name of a sheet, whose length is one byte.
pub(super) fn name(record: &Record<'_>, skip: usize) -> Option<String> {
    let [length, marks, rest @ ..] = record.data.get(skip..)? else { return None };
    let width = if marks & 1 != 0 { 2 } else { 1 };
    let mut units = Vec::new();
    append(&mut units, rest.get(..usize::from(*length) * width)?, width);
    Some(String::from_utf16_lossy(&units))
}

/// The texts that cells share, up to one that is damaged.
pub(super) fn shared(record: &Record<'_>) -> Vec<String> {
    let count = u32_at(record.data, 4).unwrap_or(0);
    let mut chunks = Chunks::new(record, 8);
    (0..count).map_while(|_| chunks.text()).collect()
}
