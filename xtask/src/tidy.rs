//! `cargo xtask tidy`: what ARCHITECTURE.md and CONTRIBUTING.md say, as lints over the files of the
//! repository. Only what no lint of the compiler, of clippy or of rustfmt can say is here.

mod code;
mod crates;
mod docs;
mod files;
mod invariants;
mod rust;
mod text;

use std::fmt;

use crate::run::Outcome;
use files::File;

/// Something that is not as it should be.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Problem {
    /// Path from the root of the repository.
    path: String,
    /// Line, from 1; `None` where the file as a whole is meant.
    line: Option<usize>,
    /// What is wrong, and where it helps, what to do.
    what: String,
}

impl Problem {
    /// A problem of a file as a whole.
    fn of(file: &File, what: impl Into<String>) -> Self {
        Self { path: file.path.clone(), line: None, what: what.into() }
    }

    /// A problem of one line, counted from 0.
    fn at(file: &File, index: usize, what: impl Into<String>) -> Self {
        Self { path: file.path.clone(), line: Some(index + 1), what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

/// Reads the files of the repository and holds every lint against them.
pub(crate) fn run() -> Outcome {
    let files = files::all()?;
    for warning in files.iter().filter_map(rust::long) {
        println!("warning: {warning}");
    }
    let mut problems = problems(&files);
    problems.sort();
    if problems.is_empty() {
        println!("tidy: nothing to say about {} files", files.len());
        return Ok(());
    }
    for problem in &problems {
        println!("{problem}");
    }
    Err(format!("tidy: {} problems in {} files", problems.len(), files.len()))
}

/// What all lints together have to say.
fn problems(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files {
        problems.extend(text::problems(file));
        problems.extend(rust::problems(file));
        problems.extend(crates::problems(file));
        problems.extend(docs::problems(file, files));
    }
    problems.extend(invariants::problems(files));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_it_is() {
        let file = File::new("docs/a.md", "");
        assert_eq!(Problem::of(&file, "is empty").to_string(), "docs/a.md: is empty");
        assert_eq!(Problem::at(&file, 0, "is empty").to_string(), "docs/a.md:1: is empty");
    }

    #[test]
    fn every_lint_is_held_against_the_files() {
        let files = [
            File::new("crates/gouji-model/src/lib.rs", "fn f() { todo!() }\n"),
            File::new("crates/gouji-model/Cargo.toml", "[dependencies]\ngouji-read = \"1\"\n"),
            File::new("README.md", "[gone](gone.md) \n"),
        ];
        let mut paths: Vec<String> = problems(&files).into_iter().map(|one| one.path).collect();
        paths.sort();
        let expected = [
            "ARCHITECTURE.md",
            "README.md",
            "README.md",
            "crates/gouji-model/Cargo.toml",
            "crates/gouji-model/src/lib.rs",
            "crates/gouji-model/src/lib.rs",
        ];
        assert_eq!(paths, expected);
    }
}
