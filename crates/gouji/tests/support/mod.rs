//! What the tests of the whole share: where documents are, and how to read and check them.
#![allow(dead_code, reason = "every test file uses a part")]

use std::path::{Path, PathBuf};

use gouji_model::{CellValue, Disclosure, Location, Report, Spot};
use gouji_read::Options;
use gouji_standard::{Messages, Standard};

/// The sample: a real disclosure, which is not part of the repository.
pub(crate) const SAMPLE: &str = "real/yuxian-huanbao_unit_budget_2026.txt";

/// The bundled example without errors.
pub(crate) const CLEAN: &str = "examples/anhe-water/anhe-water-2026.txt";

/// The bundled example with planted errors.
pub(crate) const WITH_ERRORS: &str = "examples/anhe-water/anhe-water-2026-with-errors.txt";

/// Root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of the folder of real documents: `GOUJI_SHARED`, by default `../shared` beside the
/// repository. Says so and answers `None` where the folder is not there.
pub(crate) fn shared(file: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("GOUJI_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here (set GOUJI_SHARED)", path.display());
    None
}

/// The bytes of a file of the repository.
pub(crate) fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Reads a disclosure with the embedded standard.
pub(crate) fn read(bytes: &[u8]) -> Disclosure {
    gouji_read::read("document.txt", bytes, Standard::embedded(), &Options::default())
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Checks a disclosure with the embedded standard.
pub(crate) fn check(disclosure: &Disclosure) -> Report {
    gouji_check::check(
        disclosure,
        Standard::embedded(),
        Messages::embedded(),
        &gouji_check::Options::default(),
    )
}

/// Line and cell of every amount of the tables.
pub(crate) fn amounts(disclosure: &Disclosure) -> Vec<(u32, u32)> {
    let cells = disclosure.statements.iter().flat_map(|s| &s.rows).flat_map(|row| &row.cells);
    let amounts = cells.filter(|cell| matches!(cell.value, CellValue::Amount(_)));
    amounts.map(|cell| line_and_cell(cell.location)).collect()
}

/// Line and cell of a location in a text.
pub(crate) fn line_and_cell(location: Location) -> (u32, u32) {
    match location.spot {
        Spot::Line { line, cell } => (line, cell),
        spot => panic!("{spot:?} is not in a text"),
    }
}

/// The text with one cell of one line replaced; line and cell from 1.
pub(crate) fn with_cell(text: &str, line: u32, cell: u32, value: &str) -> String {
    let lines = text.split('\n').zip(1u32..).map(|(content, number)| {
        if number != line {
            return content.to_owned();
        }
        let cells = content.split('\t').zip(1u32..);
        let cells = cells.map(|(old, index)| if index == cell { value } else { old });
        cells.collect::<Vec<_>>().join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}
