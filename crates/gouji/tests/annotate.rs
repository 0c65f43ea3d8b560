//! Annotated copies: `gouji check --annotate`, by the program itself.

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gouji_model::Disclosure;

#[allow(dead_code, reason = "the older form is converted elsewhere")]
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

#[test]
fn other_formats_are_said_and_the_rest_goes_on() {
    let folder = folder("other");
    let Some(xlsx) = Form::Workbook.of(&support::bytes(support::WITH_ERRORS)) else { return };
    std::fs::write(folder.join("a.xlsx"), xlsx).expect("the folder is new");
    let mut soffice = Command::new("soffice");
    soffice.arg(format!("-env:UserInstallation=file://{}/profile", folder.display()));
    soffice.args(["--headless", "--convert-to", "ods", "--outdir"]).arg(&folder);
    soffice.arg(folder.join("a.xlsx")).output().expect("LibreOffice made the workbook");
    let files = [folder.join("a.ods"), folder.join("a.xlsx")];
    let output = gouji(&["check", "--annotate"], &[&folder.join("out"), &files[0], &files[1]]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("a.ods：这种格式不能写入批注") && said.contains("副本 1 份"), "{said}");
    assert!(folder.join("out/a.annotated.xlsx").exists());
}

#[test]
fn copies_keep_the_folders_and_never_stand_in_the_place_of_another_file() {
    let folder = folder("names");
    let text = support::bytes(support::WITH_ERRORS);
    for name in ["in/甲/a.txt", "in/乙/a.txt", "b/a.txt"] {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, &text).expect("the folder is new");
    }
    let out = folder.join("out");
    gouji(&["check", "--annotate"], &[&out, &folder.join("in"), &folder.join("b/a.txt")]);
    for name in ["甲/a.annotated.txt", "乙/a.annotated.txt", "a.annotated.txt"] {
        assert!(out.join(name).exists(), "{name}");
    }
    let out = folder.join("two");
    gouji(&["check", "--annotate"], &[&out, &folder.join("in/甲/a.txt"), &folder.join("b/a.txt")]);
    for name in ["a.annotated.txt", "a.annotated-2.txt"] {
        assert!(out.join(name).exists(), "{name}");
    }
    // A copy of an earlier run that is itself to be checked.
    std::fs::write(out.join("c.annotated.txt"), &text).expect("a file");
    std::fs::write(out.join("c.txt"), &text).expect("a file");
    let inputs = [out.join("c.txt"), out.join("c.annotated.txt")];
    let output = gouji(&["check", "--annotate"], &[&out, &inputs[0], &inputs[1]]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("不能被副本覆盖"), "{said}");
    assert_eq!(std::fs::read(&inputs[1]).expect("it is there"), text);
}

#[test]
fn the_language_is_the_one_asked_for() {
    let folder = folder("english");
    let file = support::root().join(support::WITH_ERRORS);
    gouji(&["check", "--lang", "en", "--annotate"], &[&folder, &file]);
    let copy = folder.join("anhe-water-2026-with-errors.annotated.txt");
    let copy = std::fs::read_to_string(copy).expect("a copy");
    assert!(copy.lines().any(|line| line.starts_with("^ error GJ201: ")));
}

/// What annotates a damaged document gives a copy or an error, as long as it can be read at all.
#[test]
fn damaged_documents_are_annotated_or_refused_without_a_panic() {
    use gouji_report::annotate;
    let forms = [
        (Form::Docx, annotate::Form::Docx),
        (Form::Pdf, annotate::Form::Pdf),
        (Form::Workbook, annotate::Form::Xlsx),
        (Form::Html, annotate::Form::Html { encoding: "UTF-8" }),
    ];
    let limits = gouji_read::Limits::default().package();
    let options = annotate::Options { lang: gouji_standard::Lang::Zh, limits };
    for (form, kind) in forms {
        let Some(original) = form.of(&support::bytes(support::WITH_ERRORS)) else { return };
        let disclosure = support::read(&original);
        let report = support::check(&disclosure);
        let document = gouji_report::DocumentReport { disclosure: &disclosure, report: &report };
        let remarks = annotate::remarks(&document, gouji_standard::Lang::Zh);
        assert!(!remarks.is_empty());
        let mut seed = 7_usize;
        let mut next = |below: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for round in 0..30 {
            let mut bytes = original.clone();
            if round % 3 == 0 {
                bytes.truncate(next(original.len()));
            }
            for _ in 0..round {
                let at = next(bytes.len().max(1));
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(next(256)).expect("below 256");
                }
            }
            // A copy or an error, and no panic.
            let _ = annotate::annotated(kind, &bytes, &remarks, &options);
        }
    }
}
