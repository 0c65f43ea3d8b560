//! A package: a ZIP archive of named parts, opened within limits.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

/// Limits on what is unpacked.
#[derive(Clone, Copy, Debug)]
pub struct PackageLimits {
    /// Entries of the archive.
    pub entries: usize,
    /// Bytes of all parts together, unpacked.
    pub unpacked_bytes: u64,
}

/// Why a package or a part of it cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PackageError {
    /// Not a ZIP archive, or a damaged one.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// Protected by a password.
    #[error("the archive is protected by a password")]
    Encrypted,
    /// More entries than the limit.
    #[error("the archive has {entries} entries, more than {limit}")]
    TooManyEntries {
        /// How many.
        entries: usize,
        /// The limit.
        limit: usize,
    },
    /// More bytes, unpacked, than the limit.
    #[error("the archive unpacks to more than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// A part that the format requires is not there.
    #[error("the part `{0}` is missing")]
    Missing(String),
}

/// An archive whose parts are unpacked when they are asked for.
///
/// The limit on unpacked bytes holds for all parts together, counted as they come out and not as
/// the archive says, so that an archive cannot lie about it.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
    limits: PackageLimits,
}

impl<'a> Package<'a> {
    /// Opens an archive. What it says of its own size is held against the limits at once.
    pub fn open(bytes: &'a [u8], limits: PackageLimits) -> Result<Self, PackageError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let entries = archive.len();
        if entries > limits.entries {
            return Err(PackageError::TooManyEntries { entries, limit: limits.entries });
        }
        let limit = limits.unpacked_bytes;
        if archive.decompressed_size().is_some_and(|size| size > u128::from(limit)) {
            return Err(PackageError::TooLarge { limit });
        }
        Ok(Self { archive, unpacked: 0, limits })
    }

    /// Names of the parts in the order of the archive, folders left out.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names().filter_map(Result::ok);
        names.filter(|name| !name.ends_with('/')).map(Cow::into_owned).collect()
    }

    /// Names of the entries as the archive has them, folders included, in its order.
    pub fn entries(&mut self) -> Vec<Vec<u8>> {
        let names = (0..self.archive.len()).map(|index| {
            let entry = self.archive.by_index_raw(index);
            entry.map_or_else(|_| Vec::new(), |entry| entry.name_raw().to_vec())
        });
        names.collect()
    }

    /// The bytes of an entry by its index.
    pub fn entry(&mut self, index: usize) -> Result<Vec<u8>, PackageError> {
        let (limit, left) = self.left();
        let entry = self.archive.by_index(index).map_err(damaged)?;
        let bytes = unpacked(entry, limit, left)?;
        self.count(&bytes);
        Ok(bytes)
    }

    /// Whether there is a part of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        let (limit, left) = self.left();
        let entry = self.archive.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => PackageError::Missing(name.to_owned()),
            other => damaged(other),
        })?;
        let bytes = unpacked(entry, limit, left)?;
        self.count(&bytes);
        Ok(bytes)
    }

    /// The limit on unpacked bytes, and what is left of it.
    fn left(&self) -> (u64, u64) {
        let limit = self.limits.unpacked_bytes;
        (limit, limit.saturating_sub(self.unpacked))
    }

    fn count(&mut self, bytes: &[u8]) {
        // A length in memory fits.
        self.unpacked += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    }
}

/// Unpacks an entry, and no more than one byte beyond what is left.
fn unpacked(entry: impl Read, limit: u64, left: u64) -> Result<Vec<u8>, PackageError> {
    let mut bytes = Vec::new();
    let read = entry.take(left.saturating_add(1)).read_to_end(&mut bytes);
    let read = read.map_err(|error| PackageError::Damaged(error.to_string()))?;
    if u64::try_from(read).unwrap_or(u64::MAX) > left {
        return Err(PackageError::TooLarge { limit });
    }
    Ok(bytes)
}

fn damaged(error: ZipError) -> PackageError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => PackageError::Encrypted,
        other => PackageError::Damaged(other.to_string()),
    }
}
