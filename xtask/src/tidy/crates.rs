//! The crates, what each must keep, and that dependencies point downwards only.

use super::{File, Problem};

/// What a crate must keep.
#[derive(Clone, Copy, Debug)]
pub(super) struct Duties {
    /// Height: a crate may depend on lower ones only, so those of one height do not know each other.
    level: u8,
    /// No floating point (invariant 1).
    pub(super) exact: bool,
    /// No files, network, clock, environment or terminal (invariant 6).
    pub(super) pure: bool,
}

/// All crates of the architecture, those to come included, from the bottom up.
const CRATES: [(&str, Duties); 11] = [
    ("gouji-model", Duties { level: 0, exact: true, pure: true }),
    ("gouji-standard", Duties { level: 1, exact: true, pure: true }),
    ("gouji-ooxml", Duties { level: 1, exact: false, pure: true }),
    ("gouji-read", Duties { level: 2, exact: true, pure: true }),
    ("gouji-check", Duties { level: 2, exact: true, pure: true }),
    ("gouji-build", Duties { level: 2, exact: true, pure: false }),
    ("gouji-report", Duties { level: 3, exact: false, pure: true }),
    ("gouji-store", Duties { level: 4, exact: false, pure: false }),
    ("gouji-corpus", Duties { level: 4, exact: false, pure: false }),
    ("gouji-portal", Duties { level: 5, exact: false, pure: false }),
    ("gouji", Duties { level: 6, exact: false, pure: false }),
];

/// What the crate must keep; `None` for a crate that is not part of the architecture.
pub(super) fn duties(name: &str) -> Option<Duties> {
    CRATES.iter().find(|(known, _)| *known == name).map(|(_, duties)| *duties)
}

/// Dependencies of a crate's manifest that point sideways or upwards. Dependencies of tests are
/// free: what is shipped does not have them.
pub(super) fn problems(file: &File) -> Vec<Problem> {
    let Some(name) = crate_of_manifest(&file.path) else { return Vec::new() };
    let Some(own) = duties(name) else {
        let what =
            format!("`{name}` has no place in the architecture: give it one in tidy/crates.rs");
        return vec![Problem::of(file, what)];
    };
    let dependencies = dependencies(&file.text).into_iter();
    let ours = dependencies.filter(|(_, other)| *other == "gouji" || other.starts_with("gouji-"));
    let wrong =
        ours.filter(|(_, other)| duties(other).is_none_or(|other| other.level >= own.level));
    let what =
        |other| format!("`{name}` must not depend on `{other}`: dependencies point down only");
    wrong.map(|(index, other)| Problem::at(file, index, what(other))).collect()
}

/// The crate whose manifest a path is.
fn crate_of_manifest(path: &str) -> Option<&str> {
    let name = path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
    (!name.contains('/')).then_some(name)
}

/// The dependencies of a manifest other than those of its tests, each with its line from 0.
///
/// Not a TOML parser: it knows the ways in which people write dependencies.
fn dependencies(manifest: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().unwrap_or(header);
            let (table, entry) = dependency_table(header);
            inside = table && entry.is_none();
            found.extend(entry.filter(|_| table).map(|name| (index, name)));
        } else if inside {
            found.extend(dependency(line).map(|name| (index, name)));
        }
    }
    found
}

/// Whether a header opens a table of dependencies, and the one it is about where it is about one.
fn dependency_table(header: &str) -> (bool, Option<&str>) {
    let is_table = |path: &str| {
        let last = path.rsplit('.').next().unwrap_or(path);
        matches!(last.trim(), "dependencies" | "build-dependencies")
    };
    match header.rsplit_once('.') {
        _ if is_table(header) => (true, None),
        Some((table, entry)) if is_table(table) => (true, Some(entry.trim())),
        _ => (false, None),
    }
}

/// The package that a line of a table of dependencies asks for.
fn dependency(line: &str) -> Option<&str> {
    let (key, value) = line.split_once('=')?;
    if key.starts_with('#') {
        return None;
    }
    let renamed = value.split_once("package").and_then(|(_, rest)| rest.split('"').nth(1));
    Some(renamed.unwrap_or_else(|| key.split('.').next().unwrap_or(key).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with the manifest of a crate.
    fn found(name: &str, manifest: &str) -> Vec<String> {
        let file = File::new(format!("crates/{name}/Cargo.toml"), manifest);
        problems(&file).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_dependency_may_point_down() {
        let manifest = "[dependencies]\ngouji-model.workspace = true\nserde = \"1\"\n";
        assert_eq!(found("gouji-check", manifest), Vec::<String>::new());
    }

    #[test]
    fn a_dependency_must_not_point_sideways_or_up() {
        let manifest =
            "[dependencies]\ngouji-model.workspace = true\ngouji-read.workspace = true\n";
        let expected = "crates/gouji-check/Cargo.toml:3: `gouji-check` must not depend on \
                        `gouji-read`: dependencies point down only";
        assert_eq!(found("gouji-check", manifest), [expected]);
        assert_eq!(
            found("gouji-model", "[dependencies]\ngouji = { path = \"../gouji\" }\n").len(),
            1
        );
    }

    #[test]
    fn every_way_of_writing_a_dependency_is_seen() {
        for manifest in [
            "[dependencies.gouji-report]\npath = \"../gouji-report\"\n",
            "[build-dependencies]\ngouji-report.workspace = true\n",
            "[target.'cfg(unix)'.dependencies]\ngouji-report = { path = \"../gouji-report\" }\n",
            "[dependencies]\nreport = { package = \"gouji-report\", version = \"1\" }\n",
        ] {
            assert_eq!(found("gouji-read", manifest).len(), 1, "{manifest}");
        }
    }

    #[test]
    fn the_tests_of_a_crate_may_use_any_other() {
        let manifest = "[dev-dependencies]\ngouji-read.workspace = true\n[features]\ngouji = []\n";
        assert_eq!(found("gouji-check", manifest), Vec::<String>::new());
    }

    #[test]
    fn a_crate_without_a_place_in_the_architecture_is_reported() {
        assert_eq!(found("gouji-utils", "").len(), 1);
        assert_eq!(found("gouji", "[dependencies]\ngouji-utils = \"1\"\n").len(), 1);
    }
}
