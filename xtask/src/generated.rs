//! `cargo xtask generate`: the documents that gouji itself writes.
//!
//! They are kept in the repository, so that a change of a profile or of a rule shows what it
//! changes for the reader; `cargo xtask test` fails when one of them is stale.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::demo::{CLEAN, WITH_ERRORS};
use crate::run::{self, Outcome};

/// The folder in which every page comes from a profile.
const PROFILES: &str = "docs/profiles";

/// The folder of the rule book.
const RULES: &str = "docs/rules";

/// Text by path from the root of the repository.
type Files = BTreeMap<String, String>;

/// Writes all generated documents and removes those of profiles that are gone.
pub(crate) fn write() -> Outcome {
    let (wanted, root) = (wanted()?, run::root());
    for path in stale(&wanted, &present(&root, &wanted)?) {
        let file = root.join(&path);
        let result = match wanted.get(&path) {
            Some(text) => file
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&file, text)),
            None => fs::remove_file(&file),
        };
        result.map_err(|error| format!("{path}: {error}"))?;
        println!("wrote {path}");
    }
    Ok(())
}

/// Fails when a generated document is not what gouji writes now.
pub(crate) fn check() -> Outcome {
    let wanted = wanted()?;
    let stale = stale(&wanted, &present(&run::root(), &wanted)?);
    if stale.is_empty() {
        println!("{} generated files are up to date", wanted.len());
        return Ok(());
    }
    Err(format!("stale: {}; refresh with `cargo xtask generate`", stale.join(", ")))
}

/// What gouji writes now.
fn wanted() -> Outcome<Files> {
    // The same units as the tests compile, so that nothing is compiled twice.
    run::succeed(&mut run::cargo(&["build", "--workspace", "--bins", "--tests", "--locked"]))?;
    let mut files = Files::new();
    let ids = gouji(&["profile", "list", "--format", "ids"], &[0])?;
    for id in ids.lines() {
        let page = gouji(&["profile", "show", id, "--format", "markdown"], &[0])?;
        files.insert(profile_page(id)?, page);
    }
    for lang in ["zh", "en"] {
        let index = gouji(&["explain", "--all", "--lang", lang], &[0])?;
        for (code, page) in pages(&index) {
            files.insert(format!("{RULES}/{lang}/{code}.md"), page);
        }
        files.insert(
            format!("{RULES}/{lang}/README.md"),
            gouji(&["explain", "--list", "--lang", lang], &[0])?,
        );
    }
    for example in [CLEAN, WITH_ERRORS] {
        files.insert(report_of(example), gouji(&["check", example], &[0, 1])?);
    }
    Ok(files)
}

/// The pages of the rule book, by code: each begins with a heading of the first level.
fn pages(book: &str) -> BTreeMap<String, String> {
    let pages = book.split("\n# ").map(|page| page.strip_prefix("# ").unwrap_or(page));
    let coded = pages.filter_map(|page| {
        let code = page.split_whitespace().next()?;
        Some((code.to_owned(), format!("# {}\n", page.trim_end())))
    });
    coded.collect()
}

/// Runs gouji; that it writes nothing at all is an error.
fn gouji(arguments: &[&str], allowed: &[i32]) -> Outcome<String> {
    let mut command = run::gouji("debug", arguments);
    let text = run::output(&mut command, allowed)?;
    if text.trim().is_empty() {
        return Err(format!("`{}` wrote nothing", run::shown(&command)));
    }
    Ok(text)
}

/// The page of a profile.
fn profile_page(id: &str) -> Outcome<String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(fits) {
        return Err(format!("`{id}` is not the id of a profile: use a–z, 0–9 and hyphens"));
    }
    Ok(format!("{PROFILES}/{id}.md"))
}

/// The file beside an example that says what checking it prints.
fn report_of(example: &str) -> String {
    let folder = example.rsplit_once('/').map_or("", |(folder, _)| folder);
    let suffix = if example == WITH_ERRORS { "-with-errors" } else { "" };
    format!("{folder}/expected-report{suffix}.txt")
}

/// What is there now of the wanted files, and the generated pages that nothing wants.
fn present(root: &Path, wanted: &Files) -> Outcome<Files> {
    let mut paths: Vec<String> = wanted.keys().cloned().collect();
    for folder in [PROFILES, &format!("{RULES}/zh"), &format!("{RULES}/en")] {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let pages = names.filter(|name| is_page(name));
        paths.extend(pages.map(|name| format!("{folder}/{name}")));
    }
    let mut files = Files::new();
    for path in paths {
        match fs::read_to_string(root.join(&path)) {
            Ok(text) => files.insert(path, text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(format!("{path}: {error}")),
        };
    }
    Ok(files)
}

/// Whether a file of a folder of generated pages is one; its README is not.
fn is_page(name: &str) -> bool {
    name.strip_suffix(".md").is_some_and(|stem| stem != "README")
}

/// The paths that have to be written or removed, in order.
fn stale(wanted: &Files, present: &Files) -> Vec<String> {
    let changed = wanted.iter().filter(|(path, text)| present.get(*path) != Some(*text));
    let orphans = present.keys().filter(|path| !wanted.contains_key(*path));
    let mut paths: Vec<String> = changed.map(|(path, _)| path).chain(orphans).cloned().collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_file_is_stale_when_it_differs_is_absent_or_is_no_longer_wanted() {
        let wanted = files(&[("same", "1"), ("differs", "2"), ("absent", "3")]);
        let present = files(&[("same", "1"), ("differs", "0"), ("unwanted", "4")]);
        assert_eq!(stale(&wanted, &present), ["absent", "differs", "unwanted"]);
        assert_eq!(stale(&wanted, &wanted), Vec::<String>::new());
    }

    #[test]
    fn the_id_of_a_profile_stays_in_its_folder() {
        assert_eq!(profile_page("shanxi-yangquan").unwrap(), "docs/profiles/shanxi-yangquan.md");
        assert!(profile_page("../rules").is_err());
        assert!(profile_page("").is_err());
    }

    #[test]
    fn the_readme_of_the_profiles_is_not_a_page_of_one() {
        assert!(is_page("shanghai.md") && !is_page("README.md") && !is_page("map.svg"));
    }

    #[test]
    fn each_example_has_its_own_report() {
        assert_eq!(report_of(CLEAN), "examples/anhe-water/expected-report.txt");
        assert_eq!(report_of(WITH_ERRORS), "examples/anhe-water/expected-report-with-errors.txt");
    }
}
