//! DOCX files made of a few lines of XML.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The declarations that every part begins with.
pub(crate) const NAMESPACES: &str = "\
    xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' \
    xmlns:v='urn:schemas-microsoft-com:vml' xmlns:new='urn:new' \
    xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'";

/// A file with these parts, named as in the package.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with this body.
pub(crate) fn document(body: &str) -> Vec<u8> {
    with_parts(body, &[])
}

/// A document with this body and further parts: name, element, content.
pub(crate) fn with_parts(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let part = |name: &str, content: &str| {
        let file = format!("word/{name}.xml");
        (file, format!("<w:{name} {NAMESPACES}>{content}</w:{name}>"))
    };
    let mut files = vec![part("document", &format!("<w:body>{body}<w:sectPr/></w:body>"))];
    files.extend(parts.iter().map(|(name, content)| part(name, content)));
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    package(&files)
}

/// A run of text.
pub(crate) fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

/// A paragraph of one run.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A cell with properties and content.
pub(crate) fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

/// A table in lines, cells separated by `|`. A cell that begins with `2>` takes two columns; `v` begins
/// a cell merged downwards, and `^` alone continues it.
pub(crate) fn table(notation: &str) -> String {
    let cell = |text: &str| {
        let text = text.trim();
        let (columns, text) = text.split_once('>').unwrap_or(("1", text));
        let (merge, text) = match (text, text.strip_prefix('v')) {
            ("^", _) => ("<w:vMerge/>", ""),
            (_, Some(rest)) => ("<w:vMerge w:val='restart'/>", rest),
            _ => ("", text),
        };
        cell(&format!("<w:gridSpan w:val='{columns}'/>{merge}"), &paragraph(text))
    };
    let row = |line: &str| {
        let cells: String = line.split('|').map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = notation.trim().lines().map(row).collect();
    format!("<w:tbl>{rows}</w:tbl>")
}
