//! The files of the repository.

use std::fs;
use std::path::Path;

use crate::run::{self, Outcome};

/// A file.
pub(super) struct File {
    /// Path from the root of the repository, with `/`.
    pub(super) path: String,
    /// Its text; empty for what is no text.
    pub(super) text: String,
}

impl File {
    /// A file made of its path and its text.
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// Whether the name ends with one of the extensions.
    pub(super) fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = self.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        extensions.contains(&extension)
    }

    /// The crate below `crates/` whose `src` holds the file.
    pub(super) fn crate_of_source(&self) -> Option<&str> {
        let (name, rest) = self.path.strip_prefix("crates/")?.split_once('/')?;
        rest.starts_with("src/").then_some(name)
    }
}

/// All files that are tracked or could be: a new file is looked at before it is added, and
/// what git ignores is passed over.
pub(super) fn all() -> Outcome<Vec<File>> {
    let root = run::root();
    let paths = match tracked() {
        Some(paths) => paths,
        // A source archive without git.
        None => walked(&root),
    };
    if paths.is_empty() {
        return Err("tidy found no files".to_owned());
    }
    // What is gone from the disk will be gone from git.
    let bytes = |path: &String| fs::read(root.join(path)).ok();
    let file = |path| Some(File::new(path, String::from_utf8(bytes(path)?).unwrap_or_default()));
    Ok(paths.iter().filter_map(file).collect())
}

/// The files that git knows or would add.
fn tracked() -> Option<Vec<String>> {
    if !run::root().join(".git").exists() || !run::proves(&["git", "--version"]) {
        return None;
    }
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let list = run::output(&mut run::program("git", &list), &[0]).ok()?;
    Some(list.split_terminator('\0').map(str::to_owned).collect())
}

/// The files below `root` without what is built.
fn walked(root: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            match (is_folder, path.as_str()) {
                (true, ".git" | "target" | "out") => {}
                (true, _) => folders.push(path),
                (false, _) => paths.push(path),
            }
        }
    }
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_file_knows_its_crate() {
        let crate_of = |path: &str| File::new(path, "").crate_of_source().map(str::to_owned);
        assert_eq!(
            crate_of("crates/gouji-read/src/formats/text.rs").as_deref(),
            Some("gouji-read")
        );
        assert_eq!(crate_of("crates/gouji-read/tests/text.rs"), None);
        assert_eq!(crate_of("xtask/src/main.rs"), None);
    }

    #[test]
    fn walking_finds_this_file_and_nothing_that_is_built() {
        let paths = walked(&run::root());
        assert!(paths.iter().any(|path| path == "xtask/src/tidy/files.rs"));
        assert!(!paths.iter().any(|path| path.starts_with("target/") || path.starts_with(".git/")));
    }
}
