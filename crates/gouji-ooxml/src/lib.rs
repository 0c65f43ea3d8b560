//! The subset of OOXML (DOCX, XLSX) that reading, reporting and building share.

mod edit;
mod package;
mod relationships;
mod rewritten;
mod xml;

pub use edit::{Insertions, append_to_root, edit_xml, escape_xml};
pub use package::{Package, PackageError, PackageLimits};
pub use relationships::Relationships;
pub use rewritten::rewritten;
pub use xml::{Element, Vocabulary, XmlError, XmlNode, XmlReader, decode_xml};
