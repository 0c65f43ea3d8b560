//! What all fuzz targets share: small limits, files made of their parts, and what must hold of
//! everything that is read.

pub mod blocks;
pub mod hold;
pub mod make;
pub mod vocabulary;

use gouji_read::Limits;

/// Limits so small that runs are fast and the limits themselves are met.
pub fn limits() -> Limits {
    Limits {
        bytes: 1024 * 1024,
        lines: 5_000,
        line_chars: 2_000,
        row_cells: 100,
        unpacked_bytes: 8 * 1024 * 1024,
        archive_entries: 40,
        pages: 20,
        page_marks: 20_000,
        drawings: 50_000,
        cells: 20_000,
        span: 100,
        depth: 24,
    }
}
