//! `cargo xtask mutate`: every slip in every number of clean documents, one at a time, and what the
//! checker makes of it.
//!
//! The tests sample it; here it runs in full. Without documents the bundled example is taken, and
//! the real documents that are at hand.

use std::path::PathBuf;

use crate::demo::CLEAN;
use crate::run::{self, Outcome};

pub(crate) fn run(documents: &[&str]) -> Outcome {
    let build = ["build", "--release", "--locked", "-p", "gouji", "--example", "mutate"];
    run::succeed(&mut run::cargo(&build))?;
    let mut files: Vec<String> = documents.iter().map(|file| (*file).to_owned()).collect();
    if files.is_empty() {
        files.push(CLEAN.to_owned());
        files.extend(real());
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    run::succeed(&mut run::program(run::built("release", "examples/mutate"), &files))
}

/// The real documents beside the repository that print numbers; none where they are not at hand.
fn real() -> Vec<String> {
    let folder = std::env::var_os("GOUJI_SHARED")
        .map_or_else(|| run::root().join("../shared"), PathBuf::from)
        .join("real");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let has_numbers = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default();
        let is_form = path.to_string_lossy().contains("template");
        (extension == "pdf" || extension == "txt") && !is_form
    };
    let paths = entries.flatten().map(|entry| entry.path()).filter(has_numbers);
    let mut paths: Vec<String> = paths.map(|path| path.to_string_lossy().into_owned()).collect();
    paths.sort();
    paths
}
