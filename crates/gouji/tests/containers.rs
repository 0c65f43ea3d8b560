//! Hostile files from the outside: an error in a sentence, and exit code 2.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Output};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Checks a file with this content.
fn check(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    Command::new(env!("CARGO_BIN_EXE_gouji")).arg("check").arg(&file).output().unwrap()
}

/// Exit code 2, nothing on standard output, and one line on standard error that ends as a sentence.
fn is_refused(name: &str, bytes: &[u8], because: &str) {
    let output = check(name, bytes);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{name}: {said}");
    assert!(output.stdout.is_empty(), "{name}");
    assert_eq!(said.lines().count(), 1, "{name}: {said}");
    assert!(said.trim_end().ends_with('。') && said.contains(because), "{name}: {said}");
}

/// An archive of these parts, compressed.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A PDF of one page whose trailer names an encryption; `key` is what a password is held against.
fn encrypted_pdf(key: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_owned(),
        format!("<</Filter/Standard/V 2/R 3/Length 128/P -44/O<{key}>/U<{key}>>>"),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    let start = file.len();
    writeln!(
        file,
        "xref\n0 5\n{table}trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<{key}><{key}>]>>\n\
         startxref\n{start}\n%%EOF"
    )
    .unwrap();
    file.into_bytes()
}

#[test]
fn a_pdf_with_a_password_is_refused() {
    is_refused("a.pdf", &encrypted_pdf(&"5A".repeat(32)), "密码");
}

#[test]
fn a_truncated_pdf_is_refused() {
    let whole = encrypted_pdf("");
    is_refused("a.pdf", &whole[..whole.len() / 2], "损坏");
}

#[test]
fn a_zip_bomb_is_refused() {
    let zeros = vec![0; 300 * 1024 * 1024];
    let bomb = archive(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    is_refused("a.docx", &bomb, "256 MB");
}

#[test]
fn a_workbook_of_a_million_empty_formatted_rows_is_refused() {
    let row =
        |number: u32| format!("<row r=\"{number}\" s=\"1\"><c r=\"A{number}\" s=\"1\"/></row>");
    let rows: String = (1..=1_000_000).map(row).collect();
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
    );
    let workbook = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
        <sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
        relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let parts: [(&str, &[u8]); 3] = [
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    is_refused("a.xlsx", &archive(&parts), "");
}

#[test]
fn a_page_of_ten_thousand_nested_tables_is_refused() {
    let page = format!("<html><body>{}1", "<table><tr><td>".repeat(10_000));
    is_refused("a.html", page.as_bytes(), "嵌套");
}

#[test]
fn a_document_with_an_entity_bomb_is_refused() {
    let mut bomb = "<!DOCTYPE w [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..30 {
        write!(bomb, "<!ENTITY a{n} \"&a{0};&a{0};&a{0};&a{0};\">", n - 1).unwrap();
    }
    bomb += "]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body></w:document>";
    is_refused("a.docx", &archive(&[("word/document.xml", bomb.as_bytes())]), "损坏");
}
