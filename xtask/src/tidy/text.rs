//! Lints of any text: white space, and names that belong to one machine only.

use super::{File, Problem};

/// What is wrong with the text of a file.
pub(super) fn problems(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    // Examples and code lists are data: white space in them is theirs.
    let written_by_us = file.has_extension(&["rs", "md", "toml"]);
    let told_by_cargo = file.has_extension(&["lock"]);
    for (index, line) in file.text.split('\n').enumerate() {
        let mut say = |what: String| problems.push(Problem::at(file, index, what));
        if written_by_us && line.contains('\t') {
            say("tab".to_owned());
        }
        if written_by_us && line.ends_with(char::is_whitespace) {
            say("white space at the end of the line".to_owned());
        }
        if let Some(folder) = folders_of_a_machine().into_iter().find(|folder| names(line, folder))
        {
            say(format!("`{folder}` is a path of one machine"));
        }
        if let Some(host) = hosts_of_registries().into_iter().find(|host| line.contains(host))
            && !told_by_cargo
        {
            say(format!("`{host}` is the host of a registry: name the package, not the place"));
        }
    }
    problems
}

/// Folders that exist on one machine only, made of pieces so that this file does not name them.
fn folders_of_a_machine() -> [String; 3] {
    ["work", "home", "root"].map(|folder| format!("/{folder}/"))
}

/// Hosts of package registries, made of pieces for the same reason.
fn hosts_of_registries() -> [String; 4] {
    [("crates", "io"), ("npmjs", "org"), ("npmjs", "com"), ("pypi", "org")]
        .map(|(name, domain)| format!("{name}.{domain}"))
}

/// Whether the line has the folder at the beginning of a path, and not further down in one.
fn names(line: &str, folder: &str) -> bool {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    line.match_indices(folder).any(|(at, _)| !line[..at].ends_with(goes_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with `text` as a file at `path`: line and message.
    fn found(path: &str, text: &str) -> Vec<String> {
        let file = File::new(path, text);
        problems(&file).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn white_space_is_looked_at_in_what_we_write_and_not_in_data() {
        let text = "a\tb\nc \nd\r\n";
        let end = "white space at the end of the line";
        let expected =
            ["a.md:1: tab".to_owned(), format!("a.md:2: {end}"), format!("a.md:3: {end}")];
        assert_eq!(found("a.md", text), expected);
        assert_eq!(found("examples/a.txt", text), Vec::<String>::new());
        assert_eq!(found("standards/codes/a.tsv", text), Vec::<String>::new());
    }

    #[test]
    fn a_path_of_one_machine_is_found_in_any_text() {
        for folder in folders_of_a_machine() {
            assert_eq!(found("a.json", &format!("\"{folder}someone/a\"")).len(), 1, "{folder}");
            assert_eq!(found("a.json", &format!("docs{folder}a")), Vec::<String>::new());
        }
    }

    #[test]
    fn the_host_of_a_registry_is_found_except_in_a_lock_file() {
        for host in hosts_of_registries() {
            assert_eq!(found("README.md", &format!("see {host}/x")).len(), 1, "{host}");
            assert_eq!(found("Cargo.lock", &format!("source = {host}")), Vec::<String>::new());
        }
    }
}
