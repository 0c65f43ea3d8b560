//! `gouji read`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Disclosure, Level, Message};
use gouji_standard::Standard;

use crate::input::Input;
use crate::terminal::{CANNOT_READ, Session, print};
use crate::trouble;

/// Reads one file and gives its data: as JSON on standard output, or as files in a folder.
pub(crate) fn run(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    let input = Input::of(arguments);
    let to: Vec<&String> = arguments.get_many::<String>("to").into_iter().flatten().collect();
    let folder = match to[..] {
        [format, folder] if format == "csv" => Some(PathBuf::from(folder)),
        [format, _] => {
            session.complain(&Message::new("cli-no-format").with("format", format));
            return ExitCode::from(CANNOT_READ);
        }
        _ => None,
    };
    // clap requires the file.
    let Some(path) = arguments.get_one::<PathBuf>("file") else {
        return ExitCode::from(CANNOT_READ);
    };
    let disclosure = match input.disclosure(path, standard) {
        Ok(disclosure) => disclosure,
        Err(message) => {
            session.complain(&message);
            return ExitCode::from(CANNOT_READ);
        }
    };
    let Some(folder) = folder else {
        print(&gouji_report::json::disclosure(&disclosure));
        return ExitCode::SUCCESS;
    };
    let files = gouji_report::csv::files(&disclosure);
    for (name, bytes) in &files {
        if let Err(error) = write(&folder, name, bytes) {
            let file = folder.join(name);
            let message = Message::new("cli-cannot-write")
                .with("file", file.display())
                .with_text("error", trouble::reason(&error));
            session.complain(&message);
            return ExitCode::from(CANNOT_READ);
        }
    }
    let message =
        Message::new("cli-csv-written").with("count", files.len()).with("folder", folder.display());
    session.complain(&message);
    session.complain(&coverage(&disclosure));
    ExitCode::SUCCESS
}

/// How much of the document the files hold.
fn coverage(disclosure: &Disclosure) -> Message {
    let tables = &disclosure.statements;
    let complete = tables.iter().filter(|table| table.completeness.is_complete()).count();
    let warnings = disclosure.diagnostics.iter().filter(|d| d.level >= Level::Warning).count();
    Message::new("cli-read-coverage")
        .with("tables", tables.len())
        .with("complete", complete)
        .with("warnings", warnings)
}

/// Writes a file whole or not at all.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".gouji-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    readable_by_all(file.as_file())?;
    file.persist(folder.join(name)).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file is its owner's only; a result is everybody's.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
