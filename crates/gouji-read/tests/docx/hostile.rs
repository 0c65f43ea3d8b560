//! Files that are damaged, or made to do harm.

use gouji_read::{Limits, ReadError, formats};

use super::file::{NAMESPACES, cell, document, package, paragraph, table, with_parts};
use super::{noticed, read, shown, texts};

fn refused(bytes: &[u8], limits: &Limits) -> ReadError {
    formats::read("a.docx", bytes, limits).unwrap_err()
}

#[track_caller]
fn is_damaged(bytes: &[u8]) {
    let error = refused(bytes, &Limits::default());
    assert!(matches!(error, ReadError::Damaged { kind: "DOCX", .. }), "{error:?}");
}

/// A file whose document is this XML.
fn xml(document: &str) -> Vec<u8> {
    package(&[("word/document.xml", document)])
}

#[test]
fn a_truncated_file_is_refused() {
    let bytes = document(&paragraph("甲"));
    for end in [bytes.len() / 2, bytes.len() - 10, 4] {
        let error = refused(&bytes[..end], &Limits::default());
        assert!(matches!(error, ReadError::Damaged { .. } | ReadError::Archive), "{error:?}");
    }
}

#[test]
fn a_file_with_flipped_bytes_is_damaged() {
    let mut bytes = document(&paragraph(&"甲乙丙丁".repeat(100)));
    let middle = 60..bytes.len() / 3;
    bytes[middle].iter_mut().for_each(|byte| *byte = !*byte);
    is_damaged(&bytes);
}

#[test]
fn a_package_without_its_document_is_refused() {
    let bytes = package(&[("[Content_Types].xml", "<Types/>"), ("word/styles.xml", "<a/>")]);
    is_damaged(&bytes);
}

#[test]
fn a_document_that_is_not_well_formed_is_damaged() {
    let start = format!("<w:document {NAMESPACES}><w:body>{}", paragraph("甲"));
    is_damaged(&xml(&start));
    is_damaged(&xml(&format!("{start}<w:p></w:body></w:document>")));
    is_damaged(&xml(&format!("{start}&nbsp;</w:body></w:document>")));
    is_damaged(&xml("\u{1}\u{2}<"));
}

#[test]
fn entities_are_not_expanded() {
    let bomb = format!(
        "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><w:document {NAMESPACES}><w:body>\
         <w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    );
    is_damaged(&xml(&bomb));
}

#[test]
fn an_archive_that_unpacks_to_more_than_the_limit_is_refused() {
    let bytes = document(&paragraph(&" ".repeat(1 << 20)));
    assert!(bytes.len() < 1 << 16);
    let limits = Limits { unpacked_bytes: 1 << 19, ..Limits::default() };
    assert_eq!(refused(&bytes, &limits), ReadError::Unpacked { limit: 1 << 19 });
}

#[test]
fn an_empty_document_is_empty() {
    for body in ["", "<w:p/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"] {
        assert_eq!(refused(&document(body), &Limits::default()), ReadError::Empty, "{body}");
    }
}

#[test]
fn elements_nested_too_deep_are_said_and_the_rest_is_read() {
    for element in
        ["w:sdt", "w:p", "w:hyperlink", "w:drawing", "w:ins", "mc:AlternateContent", "m:f"]
    {
        let deep = format!("<{element}>").repeat(5_000) + &format!("</{element}>").repeat(5_000);
        let body = paragraph("前")
            + &format!("<w:p><w:r>{deep}</w:r>{deep}</w:p>{deep}")
            + &paragraph("后");
        assert_eq!(texts(&body), ["前", "后"], "{element}");
    }
    let deep = "<w:hyperlink>".repeat(5_000) + &"</w:hyperlink>".repeat(5_000);
    let found = noticed(&document(&(paragraph("前") + &format!("<w:p>{deep}</w:p>"))));
    assert_eq!(found, [("read-deeper 64".to_owned(), Some(2))]);
}

#[test]
fn tables_nested_too_deep_are_said_and_the_rest_is_read() {
    let open = format!("<w:tbl><w:tr>{}<w:tc>", cell("", &paragraph("甲")));
    let nested = open.repeat(1_000) + "<w:p/>" + &"</w:tc></w:tr></w:tbl>".repeat(1_000);
    let bytes = document(&(nested + &paragraph("后")));
    let (found, _) = read(&bytes);
    assert_eq!(shown(&found).last().map(String::as_str), Some("后"));
    assert_eq!(noticed(&bytes).len(), 1);
}

#[test]
fn text_boxes_nested_too_deep_are_said_and_the_rest_is_read() {
    let open = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>";
    let close = "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>";
    let bytes = document(&(open.repeat(1_000) + &close.repeat(1_000) + &paragraph("后")));
    assert_eq!(shown(&read(&bytes).0), ["后"]);
    assert_eq!(noticed(&bytes).len(), 1);
}

#[test]
fn a_span_of_a_million_columns_takes_no_more_than_there_are() {
    let body = table("1000000>甲 | 99999999999999999999>乙\n1000000>丙 | 1.00");
    assert_eq!(texts(&body), ["#甲|乙/丙|1.00"]);
}

#[test]
fn more_cells_than_the_limit_are_refused() {
    let limits = Limits { cells: 100, ..Limits::default() };
    // Each row begins one column further right, so that a few cells span many columns.
    let row = |before: usize| {
        let cells = cell("", &paragraph("甲"));
        format!("<w:tr><w:trPr><w:gridBefore w:val='{before}'/></w:trPr>{cells}</w:tr>")
    };
    let body: String = (0..20).map(row).collect();
    let error = refused(&document(&format!("<w:tbl>{body}</w:tbl>")), &limits);
    assert_eq!(error, ReadError::TooManyCells { limit: 100 });
    let cells = cell("", "<w:p/>").repeat(101);
    let error = refused(&document(&format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")), &limits);
    assert_eq!(error, ReadError::TooManyCells { limit: 100 });
}

#[test]
fn more_lines_than_the_limit_are_refused() {
    let limits = Limits { lines: 5, ..Limits::default() };
    let error = refused(&document(&paragraph("甲").repeat(6)), &limits);
    assert_eq!(error, ReadError::TooManyLines { limit: 5 });
}

#[test]
fn a_paragraph_longer_than_the_limit_is_cut_and_that_is_said() {
    let limits = Limits { line_chars: 3, ..Limits::default() };
    let bytes = document(&(paragraph("甲乙丙丁") + &table("甲乙丙丁 | 乙")));
    let (document, diagnostics) = formats::read("a.docx", &bytes, &limits).unwrap();
    assert_eq!(shown(&document), ["甲乙丙", "#甲乙丙|乙"]);
    let ids: Vec<&str> = diagnostics.iter().map(|it| it.message.id.as_ref()).collect();
    assert_eq!(ids, ["read-long-line"; 2]);
}

#[test]
fn a_note_is_read_once_however_often_it_is_referred_to() {
    let refer = "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>".repeat(100);
    let notes = format!("<w:footnote w:id='1'>{}</w:footnote>", paragraph("注"));
    let (document, _) = read(&with_parts(&refer, &[("footnotes", &notes)]));
    assert_eq!(shown(&document), ["注"]);
}

#[test]
fn fields_opened_without_end_take_no_time() {
    let open = "<w:r><w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/></w:r>";
    let body = format!("<w:p>{}</w:p>{}", open.repeat(20_000), paragraph("甲").repeat(20_000));
    assert_eq!(texts(&body).len(), 20_000);
}
