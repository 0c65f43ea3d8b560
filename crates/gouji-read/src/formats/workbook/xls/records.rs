//! Records of the stream of an XLS (BIFF8), and how their bytes are taken apart.
//!
//! Source: [MS-XLS], Excel Binary File Format.

/// Numbers of the records that are read.
pub(super) mod id {
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const EOF: u16 = 0x000A;
    pub(in super::super) const NOTE: u16 = 0x001C;
    pub(in super::super) const DATE_MODE: u16 = 0x0022;
    pub(in super::super) const FILE_PASS: u16 = 0x002F;
    pub(in super::super) const CONTINUE: u16 = 0x003C;
    pub(in super::super) const COLUMNS: u16 = 0x007D;
    pub(in super::super) const SHEET: u16 = 0x0085;
    pub(in super::super) const MANY_COMPACT: u16 = 0x00BD;
    pub(in super::super) const RICH_LABEL: u16 = 0x00D6;
    pub(in super::super) const STYLE: u16 = 0x00E0;
    pub(in super::super) const MERGED: u16 = 0x00E5;
    pub(in super::super) const SHARED_TEXTS: u16 = 0x00FC;
    pub(in super::super) const SHARED_LABEL: u16 = 0x00FD;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const LABEL: u16 = 0x0204;
    pub(in super::super) const TRUTH_OR_ERROR: u16 = 0x0205;
    pub(in super::super) const TEXT_OF_FORMULA: u16 = 0x0207;
    pub(in super::super) const ROW: u16 = 0x0208;
    pub(in super::super) const COMPACT: u16 = 0x027E;
    pub(in super::super) const FORMAT: u16 = 0x041E;
    pub(in super::super) const BEGIN: u16 = 0x0809;
}

/// A record: its number, and its bytes with those of the records that continue it.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub id: u16,
    pub data: &'a [u8],
    pub continued: Vec<&'a [u8]>,
}

/// The records of a stream, up to its end or to one that is cut off.
pub(super) struct Records<'a> {
    rest: &'a [u8],
    /// Whether the stream ended in the middle of a record.
    pub cut: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream, cut: false }
    }

    /// Bytes that were not read yet.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    fn take(&mut self) -> Option<(u16, &'a [u8])> {
        let (id, length) = (u16_at(self.rest, 0)?, u16_at(self.rest, 2)?);
        let end = 4 + usize::from(length);
        let Some(data) = self.rest.get(4..end) else {
            self.cut = true;
            return None;
        };
        self.rest = &self.rest[end..];
        Some((id, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (id, data) = self.take()?;
        let mut continued = Vec::new();
        while u16_at(self.rest, 0) == Some(id::CONTINUE) {
            continued.push(self.take()?.1);
        }
        Some(Record { id, data, continued })
    }
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}

pub(super) fn u64_at(data: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(data.get(at..)?.first_chunk().copied()?))
}
