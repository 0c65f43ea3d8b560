//! Where a result goes: standard output, or a file that appears when it is whole.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::terminal::print_bytes;

/// Where a result goes.
pub(crate) enum Sink {
    /// Standard output.
    Out,
    /// A file beside the one to be written, whose name it takes in the end.
    File {
        /// What is being written.
        file: NamedTempFile,
        /// The name that it gets.
        target: PathBuf,
    },
}

impl Sink {
    /// A file to be written: a folder that cannot be written to is met before the work and not
    /// after it.
    pub(crate) fn file(target: &Path) -> io::Result<Self> {
        if target.is_dir() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let file = tempfile::Builder::new().prefix(".gouji-").tempfile_in(folder)?;
        Ok(Self::File { file, target: target.to_path_buf() })
    }

    /// Adds a text.
    pub(crate) fn write(&mut self, text: &str) -> io::Result<()> {
        self.write_bytes(text.as_bytes())
    }

    /// Adds bytes.
    pub(crate) fn write_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Out => {
                print_bytes(bytes);
                Ok(())
            }
            Self::File { file, .. } => file.write_all(bytes),
        }
    }

    /// Gives the file its name; answers which file was written.
    pub(crate) fn finish(self) -> io::Result<Option<PathBuf>> {
        match self {
            Self::Out => Ok(None),
            Self::File { file, target } => {
                readable_by_all(file.as_file())?;
                file.persist(&target).map_err(|error| error.error)?;
                Ok(Some(target))
            }
        }
    }
}

/// Whether a file is one of the documents, or lies in a folder that is read as one.
pub(crate) fn is_input(target: &Path, documents: &[PathBuf]) -> bool {
    let Ok(target) = target.canonicalize() else { return false };
    let inputs = documents.iter().filter_map(|path| path.canonicalize().ok());
    inputs.into_iter().any(|input| target.starts_with(input))
}

/// Whether two paths name one file, whether it exists or not.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    matches!((whole(one), whole(other)), (Ok(one), Ok(other)) if one == other)
}

/// A temporary file is its owner's only; a result is everybody's.
#[cfg(unix)]
pub(crate) fn readable_by_all(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(crate) fn readable_by_all(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}
