//! Documents as given on the command line: files, folders, archives.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Disclosure, Message};
use gouji_read::formats::{Kind, together};
use gouji_read::{Limits, Options, ReadError};
use gouji_standard::{Messages, Standard};

use crate::annotate;
use crate::convert;
use crate::own;
use crate::terminal::{CANNOT_READ, Session};
use crate::trouble;

/// How documents are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input {
    options: Options,
    /// Whether the files of a folder or archive are one disclosure.
    together: bool,
    /// Whether LibreOffice may convert older formats.
    convert: bool,
}

/// Depth to which folders in folders are looked through.
const MAX_DEPTH: usize = 32;

impl Input {
    /// As the arguments of a command say.
    pub(crate) fn of(arguments: &ArgMatches) -> Self {
        let profile = arguments.get_one::<String>("profile").cloned();
        Self {
            options: Options { profile, ..Options::default() },
            together: arguments.get_flag("together"),
            convert: arguments.get_flag("convert"),
        }
    }

    /// The documents that the paths name, those of a folder in the order of their names; and
    /// whether one of the paths is a folder of documents.
    pub(crate) fn documents(&self, paths: &[PathBuf]) -> (Vec<PathBuf>, bool) {
        let mut documents = Vec::new();
        let mut is_batch = false;
        for path in paths {
            if path.is_dir() && !self.together {
                is_batch = true;
                documents.extend(files_below(path, MAX_DEPTH));
            } else {
                documents.push(path.clone());
            }
        }
        (documents, is_batch)
    }

    /// How many annotated copies the folders among the paths hold: they are no documents.
    pub(crate) fn copies(paths: &[PathBuf]) -> usize {
        let folders = paths.iter().filter(|path| path.is_dir());
        let files = folders.flat_map(|folder| all_below(folder, MAX_DEPTH));
        files.filter(|path| annotate::is_copy(path)).count()
    }

    /// Reads a disclosure; the problem is a message for the user.
    pub(crate) fn disclosure(
        &self,
        path: &Path,
        standard: &Standard,
    ) -> Result<Disclosure, Message> {
        let name = path.display().to_string();
        let read = if !path.is_dir() {
            self.file(path, standard)
        } else if self.together {
            self.folder(path, standard)
        } else {
            match fs::read_dir(path) {
                Ok(_) => return Err(Message::new("cli-is-folder").with("file", &name)),
                Err(error) => Err(Problem::Open(error)),
            }
        };
        read.map_err(|problem| problem.message(&name))
    }

    /// The files that a document is made of: those of a folder that is read as one.
    pub(crate) fn parts(&self, path: &Path) -> Vec<PathBuf> {
        if self.together && path.is_dir() {
            files_below(path, MAX_DEPTH)
        } else {
            vec![path.into()]
        }
    }

    /// The bytes of a file as it is read; the problem is a message for the user.
    pub(crate) fn content(&self, path: &Path) -> Result<Vec<u8>, Message> {
        let read = bytes(path, self.options.limits.bytes).map_err(Problem::Open);
        let read = read.and_then(|bytes| self.converted(path, bytes));
        read.map_err(|problem| problem.message(&path.display().to_string()))
    }

    /// Limits on what is read.
    pub(crate) fn limits(&self) -> &Limits {
        &self.options.limits
    }

    fn file(&self, path: &Path, standard: &Standard) -> Result<Disclosure, Problem> {
        let name = path.display().to_string();
        let bytes = bytes(path, self.options.limits.bytes).map_err(Problem::Open)?;
        if self.together && Kind::of(&bytes) == Kind::Archive {
            let files = together::entries(&bytes, &self.options.limits)?;
            return Ok(gouji_read::read_together(&name, &files, standard, &self.options)?);
        }
        let bytes = self.converted(path, bytes)?;
        Ok(gouji_read::read(&name, &bytes, standard, &self.options)?)
    }

    fn folder(&self, folder: &Path, standard: &Standard) -> Result<Disclosure, Problem> {
        let mut files = Vec::new();
        for path in files_below(folder, MAX_DEPTH) {
            let bytes = bytes(&path, self.options.limits.bytes).map_err(Problem::Open)?;
            let bytes = self.converted(&path, bytes)?;
            files.push((path.display().to_string(), Cow::Owned(bytes)));
        }
        let name = folder.display().to_string();
        Ok(gouji_read::read_together(&name, &files, standard, &self.options)?)
    }

    /// What LibreOffice makes of an older format, where the user wants that.
    fn converted(&self, path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
        if !self.convert || Kind::of(&bytes) != Kind::Legacy {
            return Ok(bytes);
        }
        convert::to_docx(path).map_err(Problem::Convert)
    }
}

/// Why a document cannot be read.
enum Problem {
    Open(std::io::Error),
    Read(ReadError),
    Convert(Message),
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl Problem {
    fn message(self, file: &str) -> Message {
        let message = match self {
            Self::Open(error) => {
                Message::new("cli-cannot-open").with_text("error", trouble::reason(&error))
            }
            Self::Read(error) => {
                let text = Messages::embedded().text(&error.message());
                Message::new("cli-cannot-read").with_text("problem", text)
            }
            Self::Convert(message) => message,
        };
        message.with("file", file)
    }
}

/// The files below a folder by their names, without what systems and programs leave beside
/// documents, and without annotated copies. A folder that cannot be listed gives itself, so that the
/// problem is met and told.
fn files_below(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let files = all_below(folder, depth).into_iter();
    files.filter(|path| !annotate::is_copy(path)).collect()
}

fn all_below(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return vec![folder.to_path_buf()] };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if !name.is_some_and(|name| together::is_content(&name)) {
            continue;
        }
        // A link to a folder may lead back up.
        if path.is_dir() && !path.is_symlink() && depth > 0 {
            files.extend(all_below(&path, depth - 1));
        } else if path.is_file() {
            files.push(path);
        }
    }
    files
}

/// The bytes of a file, no more than one beyond the limit: so that a file without end is refused
/// by its size and not read into memory.
fn bytes(path: &Path, limit: usize) -> std::io::Result<Vec<u8>> {
    // Opening a pipe that nobody writes to would wait for ever; the system's own are for that.
    let is_device = path.starts_with("/dev") || path.starts_with("/proc");
    if !is_device && !fs::metadata(path)?.is_file() {
        return Err(std::io::ErrorKind::Unsupported.into());
    }
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
        if let Err(problem) = collect(&folder.join(part), part, &mut files)
            && (part.is_empty() || folder.join(part).exists())
        {
            session.complain(&problem);
            return Err(ExitCode::from(CANNOT_READ));
        }
    }
    Ok(files)
}

fn collect(folder: &Path, part: &str, files: &mut BTreeMap<String, String>) -> Result<(), Message> {
    let entries = fs::read_dir(folder).map_err(|error| {
        let message = Message::new("cli-cannot-open").with("file", folder.display());
        message.with_text("error", trouble::reason(&error))
    })?;
    for entry in entries.flatten() {
        let path = entry.path();
        let is_data = path.extension().is_some_and(|e| e == "toml" || e == "tsv");
        let Some(name) = path.file_name().filter(|_| is_data && path.is_file()) else { continue };
        let name = name.to_string_lossy();
        let key = if part.is_empty() { name.into_owned() } else { format!("{part}/{name}") };
        files.insert(key, own::text(&path)?);
    }
    Ok(())
}
