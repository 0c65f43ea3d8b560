//! Limits on what is read: beyond them reading answers with an error or a diagnostic, never with a
//! crash or a hang.

use gouji_ooxml::PackageLimits;

/// Limits on one file.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a file.
    pub bytes: usize,
    /// Lines of a text.
    pub lines: usize,
    /// Characters of a line; what lies beyond is not read, and that is said.
    pub line_chars: usize,
    /// Cells of a line; what lies beyond is not read, and that is said.
    pub row_cells: usize,
    /// Bytes of all parts of an archive, or of all streams of a PDF, together, unpacked.
    pub unpacked_bytes: u64,
    /// Entries of an archive.
    pub archive_entries: usize,
    /// Pages of a PDF.
    pub pages: usize,
    /// Glyphs and lines of one page of a PDF; what lies beyond is not read, and that is said.
    pub page_marks: usize,
    /// Everything that all pages of a PDF draw, visible or not, a clipping or a form counted as
    /// several glyphs; what lies beyond is not read, and that is said of each page.
    pub drawings: usize,
    /// Cells of all tables of a document together, blank ones counted.
    pub cells: usize,
    /// Rows or columns that one cell may span; a greater span is cut to it.
    pub span: u32,
    /// Depth to which elements and tables may be nested; what lies deeper is not read, and that is
    /// said.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            lines: 500_000,
            line_chars: 200_000,
            row_cells: 1_000,
            unpacked_bytes: 256 * 1024 * 1024,
            archive_entries: 10_000,
            pages: 2_000,
            page_marks: 500_000,
            drawings: 10_000_000,
            cells: 2_000_000,
            span: 1_000,
            depth: 64,
        }
    }
}

impl Limits {
    /// Limits on what is unpacked from an archive.
    pub fn package(&self) -> PackageLimits {
        PackageLimits { entries: self.archive_entries, unpacked_bytes: self.unpacked_bytes }
    }
}
