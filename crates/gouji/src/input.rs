//! Files as given on the command line.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Disclosure, Message};
use gouji_read::Options;
use gouji_standard::Standard;

use crate::terminal::{CANNOT_READ, Session};

/// Reads a disclosure; the problem is a message for the user.
pub(crate) fn disclosure(
    path: &Path,
    standard: &Standard,
    options: &Options,
) -> Result<Disclosure, Message> {
    let name = path.display().to_string();
    let problem = |message: Message| message.with("file", &name);
    if path.is_dir() {
        return Err(problem(Message::new("cli-is-folder")));
    }
    let bytes = bytes(path, options.limits.bytes)
        .map_err(|error| problem(Message::new("cli-cannot-open").with("error", error)))?;
    gouji_read::read(&name, &bytes, standard, options).map_err(|error| {
        let text = gouji_standard::Messages::embedded().text(&error.message());
        problem(Message::new("cli-cannot-read").with_text("problem", text))
    })
}

/// The bytes of a file, no more than one beyond the limit: so that a file without end is refused
/// by its size and not read into memory.
fn bytes(path: &Path, limit: usize) -> std::io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    if size > limit {
        // A length that the reader refuses, without its content.
        return Ok(vec![0; usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1)]);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files of the folder that replaces or extends the standard.
pub(crate) fn overrides(
    session: &Session,
    matches: &ArgMatches,
) -> Result<BTreeMap<String, String>, ExitCode> {
    let Some(folder) = matches.get_one::<PathBuf>("standards") else { return Ok(BTreeMap::new()) };
    let mut files = BTreeMap::new();
    for part in ["", "profiles", "codes"] {
        if let Err(error) = collect(&folder.join(part), part, &mut files)
            && (part.is_empty() || folder.join(part).exists())
        {
            let message = Message::new("cli-cannot-open")
                .with("file", folder.join(part).display())
                .with("error", error);
            session.complain(&message);
            return Err(ExitCode::from(CANNOT_READ));
        }
    }
    Ok(files)
}

fn collect(folder: &Path, part: &str, files: &mut BTreeMap<String, String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_data = path.extension().is_some_and(|e| e == "toml" || e == "tsv");
        let Some(name) = path.file_name().filter(|_| is_data && path.is_file()) else { continue };
        let name = name.to_string_lossy();
        let key = if part.is_empty() { name.into_owned() } else { format!("{part}/{name}") };
        files.insert(key, fs::read_to_string(&path)?);
    }
    Ok(())
}
