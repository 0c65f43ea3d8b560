//! Every invariant of ARCHITECTURE.md names what enforces it, and what it names exists.
//!
//! An invariant is an item `1. **…**` of a section whose heading speaks of invariants. It ends with
//! `Enforced by` and, in backticks, names of tests, or one of [`OTHER_MEANS`].

use std::collections::BTreeSet;

use super::code::{code_only, words};
use super::{File, Problem};

/// The file that states the invariants.
const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// What may enforce an invariant besides a test.
const OTHER_MEANS: [&str; 4] = ["xtask tidy", "cargo xtask tidy", "clippy.toml", "Cargo.toml"];

/// An invariant as it is written.
struct Invariant {
    /// Line of its beginning, from 0.
    index: usize,
    /// Its number as printed.
    number: String,
    /// Its whole text in one line.
    text: String,
}

/// What is wrong with the invariants.
pub(super) fn problems(files: &[File]) -> Vec<Problem> {
    let Some(file) = files.iter().find(|file| file.path == ARCHITECTURE) else {
        return vec![Problem::of(
            &File::new(ARCHITECTURE, ""),
            "is missing: it states the invariants",
        )];
    };
    let invariants = invariants(&file.text);
    if invariants.is_empty() {
        return vec![Problem::of(
            file,
            "states no invariants: items `1. **…**` under a heading for them",
        )];
    }
    let functions = functions(files);
    invariants.iter().flat_map(|invariant| unenforced(file, invariant, &functions)).collect()
}

/// What an invariant lacks.
fn unenforced(file: &File, invariant: &Invariant, functions: &BTreeSet<String>) -> Vec<Problem> {
    let means = means(&invariant.text);
    let number = &invariant.number;
    if means.is_empty() {
        let what = format!("invariant {number} does not say what it is enforced by");
        return vec![Problem::at(file, invariant.index, what)];
    }
    let exists = |name: &&str| OTHER_MEANS.contains(name) || functions.contains(test_name(name));
    let absent = means.into_iter().filter(|name| !exists(name));
    let what = |name| format!("invariant {number} is enforced by `{name}`, which does not exist");
    absent.map(|name| Problem::at(file, invariant.index, what(name))).collect()
}

/// The invariants of the text, in order.
fn invariants(text: &str) -> Vec<Invariant> {
    let mut found: Vec<Invariant> = Vec::new();
    let mut in_section = false;
    let mut in_item = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            in_section = line.to_lowercase().contains("invariant");
            in_item = false;
        } else if let Some(number) = number_of_item(line).filter(|_| in_section) {
            found.push(Invariant { index, number: number.to_owned(), text: line.to_owned() });
            in_item = true;
        } else if let Some(last) = found.last_mut().filter(|_| in_item) {
            last.text.push(' ');
            last.text.push_str(line.trim());
        }
    }
    found
}

/// The number of a line such as `1. **Money is exact.** …`.
fn number_of_item(line: &str) -> Option<&str> {
    let (number, rest) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && rest.starts_with("**")).then_some(number)
}

/// What stands in backticks after `Enforced by`, to the end of the sentence.
fn means(text: &str) -> Vec<&str> {
    let Some((_, after)) = text.split_once("Enforced by") else { return Vec::new() };
    let mut found = Vec::new();
    let mut pieces = after.split('`');
    // What stands between backticks alternates with what stands outside of them.
    while let (Some(outside), Some(names)) = (pieces.next(), pieces.next()) {
        if outside.contains('.') {
            break;
        }
        found.extend(names.split(',').map(str::trim));
    }
    found
}

/// The name of the function in a path such as `gouji_read::tests::name`.
fn test_name(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path).trim_end_matches("()")
}

/// The names of all functions of the repository.
fn functions(files: &[File]) -> BTreeSet<String> {
    let mut functions = BTreeSet::new();
    for file in files.iter().filter(|file| file.has_extension(&["rs"])) {
        let code = code_only(&file.text);
        let declared = words(&code).filter(|(word, _)| *word == "fn");
        let names = declared.filter_map(|(_, rest)| words(rest).next());
        functions.extend(names.map(|(name, _)| name.to_owned()));
    }
    functions
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with ARCHITECTURE.md beside a file with the test `amounts_are_exact`.
    fn found(architecture: &str) -> Vec<String> {
        let test = "#[test]\nfn amounts_are_exact() {}\n// fn only_in_a_comment()\n";
        let files = [File::new("crates/a/tests/a.rs", test), File::new(ARCHITECTURE, architecture)];
        problems(&files)
            .iter()
            .map(|problem| problem.to_string().replace("ARCHITECTURE.md:", ""))
            .collect()
    }

    #[test]
    fn an_invariant_names_a_test_or_another_means_that_exists() {
        let text = "## Invariants\n\n1. **Money is exact.** No floats.\n   Enforced by `a::amounts_are_exact`, \
                    `clippy.toml`\n   and `xtask tidy`. See `elsewhere`.\n";
        assert_eq!(found(text), Vec::<String>::new());
    }

    #[test]
    fn an_invariant_that_names_nothing_is_found() {
        let text = "# Invariants\n1. **A.** Enforced by `clippy.toml`.\n2. **B.** By goodwill.\n";
        assert_eq!(found(text), ["3: invariant 2 does not say what it is enforced by"]);
    }

    #[test]
    fn a_test_that_does_not_exist_is_found() {
        let text =
            "# Invariants\n1. **A.** Enforced by `only_in_a_comment`, `amounts_are_exact`.\n";
        let expected = "2: invariant 1 is enforced by `only_in_a_comment`, which does not exist";
        assert_eq!(found(text), [expected]);
    }

    #[test]
    fn lists_of_other_sections_are_no_invariants() {
        let text = "# Invariants\n1. **A.** Enforced by `clippy.toml`.\n# Crates\n1. **model**\n";
        assert_eq!(found(text), Vec::<String>::new());
    }

    #[test]
    fn invariants_cannot_be_lost_unnoticed() {
        assert_eq!(found("# Crates\n1. **model**\n").len(), 1);
        assert_eq!(problems(&[]).len(), 1);
    }
}
