//! What must hold of everything that is read.

use std::env;
use std::panic::{self, PanicHookInfo};
use std::path::Path;
use std::process;
use std::sync::Once;

use gouji_check::check;
use gouji_model::{CellValue, Disclosure, Location, Verdict};
use gouji_read::formats::together::Named;
use gouji_read::{Options, ReadError, read, read_together};
use gouji_report::json;
use gouji_standard::{Messages, Standard};

use crate::limits;

/// An input of at most so many bytes is read a second time.
const READ_TWICE: usize = 1_500;

/// Reads a file, and holds it against what must hold.
pub fn file(name: &str, bytes: &[u8]) {
    leave_other_panics_to_the_reader();
    let read = || read(name, bytes, Standard::embedded(), &options());
    whatever(bytes.len(), read);
}

/// Reads several files as one disclosure, and holds it against what must hold.
pub fn files(name: &str, files: &[Named<'_>]) {
    leave_other_panics_to_the_reader();
    let read = || read_together(name, files, Standard::embedded(), &options());
    whatever(files.iter().map(|(_, bytes)| bytes.len()).sum(), read);
}

fn options() -> Options {
    Options { profile: None, limits: limits() }
}

fn whatever(bytes: usize, read: impl Fn() -> Result<Disclosure, ReadError>) {
    let first = read();
    match &first {
        Ok(first) => disclosure(first),
        Err(error) => drop(Messages::embedded().text(&error.message())),
    }
    if bytes <= READ_TWICE {
        let text = |disclosure: &Disclosure| json::disclosure(disclosure);
        let same = first.as_ref().map(text) == read().as_ref().map(text);
        assert!(same, "the same input gave something else");
    }
}

/// Holds a disclosure against what must hold: it can be written, every amount has a place, and no
/// rule panics.
///
/// # Panics
///
/// Where it does not hold.
pub fn disclosure(disclosure: &Disclosure) {
    if disclosure.statements.iter().map(|statement| statement.rows.len()).sum::<usize>() < 100 {
        drop(json::disclosure(disclosure));
    }
    let cells = disclosure.statements.iter().flat_map(|statement| &statement.rows);
    let amounts = cells
        .flat_map(|row| &row.cells)
        .filter(|cell| matches!(cell.value, CellValue::Amount(_)))
        .map(|cell| (&cell.printed, cell.location));
    let claims = disclosure.claims.iter().map(|claim| (&claim.printed, claim.location));
    let assets = disclosure.assets.iter().map(|fact| (&fact.printed, fact.location));
    for (printed, location) in amounts.chain(claims).chain(assets) {
        assert!(has_place(disclosure, location), "`{printed}` has no place");
    }
    let report = check(disclosure, Standard::embedded(), Messages::embedded());
    let panicked = |reason: &gouji_model::CoverageEntry| {
        reason.verdict == Verdict::NotEvaluated && format!("{reason:?}").contains("check-panicked")
    };
    assert!(!report.coverage.equations.iter().any(panicked), "a rule panics");
}

fn has_place(disclosure: &Disclosure, location: Location) -> bool {
    !location.is_whole() && disclosure.sources.place(location).file.is_some()
}

/// A panic in our code ends the run; one in a library is for the reader to catch, and ends the
/// run if it does not.
fn leave_other_panics_to_the_reader() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ends = panic::take_hook();
        panic::set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
            if panic.location().is_none_or(|place| is_ours(place.file())) {
                ends(panic);
                process::abort();
            }
            if env::var_os("RUST_BACKTRACE").is_some() {
                eprintln!("in a library: {panic}");
            }
        }));
    });
}

/// Whether a source file is of this repository: files of the fuzz targets have a path from their
/// crate, and those of our crates the name of theirs in it.
fn is_ours(file: &str) -> bool {
    Path::new(file).is_relative() || file.contains("gouji-")
}
