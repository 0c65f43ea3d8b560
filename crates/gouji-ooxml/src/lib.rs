//! The subset of OOXML (DOCX, XLSX) that reading, reporting and building share.

mod package;

pub use package::{Package, PackageError, PackageLimits};
