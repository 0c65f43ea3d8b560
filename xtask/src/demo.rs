//! `cargo xtask demo`: from a fresh checkout to the main job on the bundled example.

use std::fs;
use std::path::Path;

use crate::run::{self, Outcome};
use crate::setup;

/// A disclosure without a defect.
pub(crate) const CLEAN: &str = "examples/anhe-water/anhe-water-2026.txt";

/// The same disclosure with defects put in.
pub(crate) const WITH_ERRORS: &str = "examples/anhe-water/anhe-water-2026-with-errors.txt";

/// Where the results go; ignored by git.
const OUT: &str = "out/demo";

/// Installs what is missing, builds, checks both examples and exports one of them.
pub(crate) fn run() -> Outcome {
    setup::run()?;
    run::succeed(&mut run::cargo(&["build", "--release", "--locked", "-p", "gouji"]))?;
    let out = run::root().join(OUT);
    fs::create_dir_all(&out).map_err(|error| format!("{OUT} could not be created: {error}"))?;

    check(CLEAN, 0)?;
    check(WITH_ERRORS, 1)?;

    println!();
    run::succeed(&mut run::gouji("release", &["read", CLEAN, "--to", "csv", "out/demo/csv"]))?;
    keep(&["read", CLEAN], 0, &out.join("disclosure.json"))?;
    keep(&["check", WITH_ERRORS, "--format", "json"], 1, &out.join("report.json"))?;
    let facts = rows(&out.join("csv/facts.csv"))?;

    println!("\nThe example without errors passed, the one with errors was found out. Results:");
    println!("  {OUT}/csv/             its tables, targets and claims as CSV ({facts} facts)");
    println!("  {OUT}/disclosure.json  the whole disclosure");
    println!("  {OUT}/report.json      the findings in the example with errors");
    println!("Your own file: {} check FILE", shown_from_root(&run::built("release", "gouji")));
    Ok(())
}

/// Checks a file before the user's eyes; gouji must end with the exit code that suits the file.
fn check(file: &str, expected: i32) -> Outcome {
    println!();
    let code = run::exit_code(&mut run::gouji("release", &["check", file]))?;
    if code == expected {
        return Ok(());
    }
    Err(format!("`gouji check {file}` ended with exit code {code}; {expected} was expected"))
}

/// Runs gouji and keeps what it writes in a file.
fn keep(arguments: &[&str], expected: i32, file: &Path) -> Outcome {
    let mut command = run::gouji("release", arguments);
    println!("$ {} > {}", run::shown(&command), shown_from_root(file));
    let text = run::output(&mut command, &[expected])?;
    if text.trim().is_empty() {
        return Err(format!("`{}` wrote nothing", run::shown(&command)));
    }
    fs::write(file, text).map_err(|error| format!("{}: {error}", shown_from_root(file)))
}

/// Number of rows below the header of a CSV file; a file without any is an error.
fn rows(file: &Path) -> Outcome<usize> {
    let text = fs::read_to_string(file)
        .map_err(|error| format!("{} could not be read: {error}", shown_from_root(file)))?;
    match text.lines().count() {
        0 | 1 => Err(format!("{} has no rows", shown_from_root(file))),
        lines => Ok(lines - 1),
    }
}

/// A path as one would type it in the root of the repository.
fn shown_from_root(path: &Path) -> String {
    path.strip_prefix(run::root()).unwrap_or(path).display().to_string()
}
