//! Limits on what is read: beyond them reading answers with an error or a diagnostic, never with a
//! crash or a hang.

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
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 * 1024 * 1024, lines: 500_000, line_chars: 200_000, row_cells: 1_000 }
    }
}
