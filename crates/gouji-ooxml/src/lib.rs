//! The subset of OOXML (DOCX, XLSX) that reading, reporting and building share.

mod package;
mod relationships;
mod xml;

pub use package::{Package, PackageError, PackageLimits};
pub use relationships::Relationships;
pub use xml::{Element, Vocabulary, XmlError, XmlNode, XmlReader, decode_xml};
