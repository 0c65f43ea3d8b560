//! A package with some parts changed and all others as they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::PackageError;

/// The package with these parts in the place of those of the same name, or behind all others. The
/// compressed bytes of every other part are copied as they are; no time is written, so that the
/// same input gives the same bytes.
pub fn rewritten(
    package: &[u8],
    parts: &BTreeMap<String, Vec<u8>>,
) -> Result<Vec<u8>, PackageError> {
    rewrite(package, parts).map_err(|error| PackageError::Damaged(error.to_string()))
}

fn rewrite(package: &[u8], parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(package))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(package.len())));
    let mut new = parts.clone();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        let name = entry.name()?.into_owned();
        match new.remove(&name) {
            Some(bytes) => write(&mut writer, &name, &bytes)?,
            None => writer.raw_copy_file(entry)?,
        }
    }
    for (name, bytes) in new {
        write(&mut writer, &name, &bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn write(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
) -> Result<(), ZipError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file(name, options)?;
    writer.write_all(bytes)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Package, PackageLimits};

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            write(&mut writer, name, text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_part_is_replaced_in_its_place_and_a_new_one_stands_behind() {
        let bytes = archive(&[("a.xml", "甲"), ("b.xml", "乙"), ("c.bin", "丙")]);
        let new = BTreeMap::from([("b.xml", "丁"), ("a2.xml", "戊")])
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .collect();
        let bytes = rewritten(&bytes, &new).unwrap();
        let limits = PackageLimits { entries: 9, unpacked_bytes: 99 };
        let mut package = Package::open(&bytes, limits).unwrap();
        assert_eq!(package.names(), ["a.xml", "b.xml", "c.bin", "a2.xml"]);
        let mut part = |name| String::from_utf8(package.part(name).unwrap()).unwrap();
        assert_eq!(["a.xml", "b.xml", "c.bin", "a2.xml"].map(&mut part), ["甲", "丁", "丙", "戊"]);
        assert!(rewritten(b"PK", &BTreeMap::new()).is_err());
    }
}
