//! Annotated copies: `gouji check --annotate`, by the program itself.

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gouji_model::Disclosure;

#[path = "support/forms.rs"]
mod forms;

use forms::Form;

/// A folder of its own for a test; what is in it can be looked at afterwards.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("annotate").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("a folder of an earlier run");
    }
    std::fs::create_dir_all(&folder).expect("a folder for temporary files");
    folder
}

fn gouji(arguments: &[&str], paths: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(arguments).args(paths).output().expect("the program runs")
}

/// The example with errors in a form, and its annotated copy.
fn annotated(form: Form, extension: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let folder = folder(extension);
    let original = form.of(&support::bytes(support::WITH_ERRORS))?;
    let file = folder.join(format!("示例.{extension}"));
    std::fs::write(&file, &original).expect("the folder is new");
    let output = gouji(&["check", "--annotate"], &[&folder.join("out"), &file]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    let copy = folder.join("out").join(format!("示例.annotated.{extension}"));
    let copy =
        std::fs::read(&copy).unwrap_or_else(|error| panic!("{}: {error}: {said}", copy.display()));
    assert_eq!(std::fs::read(&file).expect("it is there"), original, "the original is not touched");
    Some((original, copy))
}

/// What a disclosure says and where, without what comments and its own name change.
fn said(bytes: &[u8]) -> serde_json::Value {
    let mut disclosure: Disclosure = support::read(bytes);
    disclosure.diagnostics.retain(|it| &*it.message.id != "read-comments");
    let json = gouji_report::json::disclosure(&disclosure);
    serde_json::from_str(&json).expect("JSON")
}

/// The parts of a package by their names.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        parts.insert(name, bytes);
    }
    parts
}

/// Names of the parts that differ.
fn changed(original: &[u8], copy: &[u8]) -> Vec<String> {
    let (original, copy) = (parts(original), parts(copy));
    assert!(original.keys().all(|name| copy.contains_key(name)), "no part is lost");
    copy.into_iter()
        .filter(|(name, it)| original.get(name) != Some(it))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn a_word_document_gets_comments_and_says_what_it_said() {
    let Some((original, copy)) = annotated(Form::Docx, "docx") else { return };
    assert_eq!(said(&copy), said(&original));
    let changed = changed(&original, &copy);
    let expected = [
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "word/document.xml",
    ];
    assert_eq!(changed, expected);
}

#[test]
fn a_pdf_is_the_beginning_of_its_copy_and_says_what_it_said() {
    let Some((original, copy)) = annotated(Form::Pdf, "pdf") else { return };
    assert!(copy.starts_with(&original));
    assert!(copy.len() > original.len());
    assert_eq!(said(&copy), said(&original));
}

#[test]
fn a_web_page_keeps_every_byte_and_says_what_it_said() {
    for (form, extension) in
        [(Form::Html, "html"), (Form::HtmlGb18030, "htm"), (Form::HtmlExport, "shtml")]
    {
        let Some((original, copy)) = annotated(form, extension) else { return };
        assert!(is_within(&original, &copy), "{form:?}");
        assert_eq!(said(&copy), said(&original), "{form:?}");
        let marks = copy.windows(11).filter(|window| window == b"data-gouji=").count();
        assert!(marks > 5, "{form:?}: {marks}");
    }
}

/// Whether all bytes of one text stand in another in their order.
fn is_within(some: &[u8], all: &[u8]) -> bool {
    let mut rest = all.iter();
    some.iter().all(|byte| rest.any(|it| it == byte))
}

#[test]
fn a_text_gets_lines_and_is_the_original_without_them() {
    let folder = folder("text");
    let original = String::from_utf8(support::bytes(support::WITH_ERRORS)).expect("UTF-8");
    let file = folder.join("示例.txt");
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&original);
    std::fs::write(&file, &gb18030).expect("the folder is new");
    gouji(&["check", "--annotate"], &[&folder, &file]);
    let copy = std::fs::read_to_string(folder.join("示例.annotated.txt")).expect("a copy in UTF-8");
    let (said, kept): (Vec<&str>, Vec<&str>) =
        copy.split_inclusive('\n').partition(|line| line.starts_with("^ "));
    assert_eq!(kept.concat(), original);
    assert!(
        said.len() > 5 && said.iter().any(|line| line.starts_with("^ 错误 GJ201：")),
        "{said:?}"
    );
}

#[test]
fn a_workbook_gets_notes_and_says_what_it_said() {
    let Some((original, copy)) = annotated(Form::Workbook, "xlsx") else { return };
    assert_eq!(said(&copy), said(&original));
    let expected = [
        "[Content_Types].xml",
        "xl/comments.xml",
        "xl/drawings/vmlDrawing.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet1.xml",
    ];
    assert_eq!(changed(&original, &copy), expected);
}
