//! What must not be published, and what could not be read.

use super::file::{NAMESPACES, document, package, paragraph, run, with_parts};
use super::{noticed, shown};

fn said(id: &str, paragraph: u32) -> (String, Option<u32>) {
    (id.to_owned(), Some(paragraph))
}

#[test]
fn tracked_changes_are_counted() {
    let body = format!(
        "{}<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr><w:ins>{}</w:ins><w:del/></w:p>",
        paragraph("甲"),
        run("乙")
    );
    assert_eq!(noticed(&document(&body)), [said("read-tracked-changes 3", 2)]);
}

#[test]
fn comments_are_counted() {
    let body = format!("<w:p>{}<w:r><w:commentReference w:id='0'/></w:r></w:p>", run("甲"));
    let comments = format!("<w:comment w:id='0'>{}</w:comment>", paragraph("改"));
    assert_eq!(
        noticed(&with_parts(&body, &[("comments", &comments)])),
        [said("read-comments 1", 1)]
    );
}

#[test]
fn hidden_text_is_left_out_and_said() {
    let hidden = |property: &str, text: &str| {
        format!("<w:r><w:rPr>{property}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        run("甲"),
        hidden("<w:vanish/>", "密"),
        hidden("<w:rStyle w:val='secret'/>", "密"),
        hidden("<w:vanish w:val='0'/>", "乙"),
        hidden("<w:webHidden/>", "丙")
    );
    let styles =
        "<w:style w:type='character' w:styleId='secret'><w:rPr><w:vanish/></w:rPr></w:style>";
    let bytes = with_parts(&body, &[("styles", styles)]);
    assert_eq!(noticed(&bytes), [said("read-hidden-text 2", 1)]);
    assert_eq!(shown(&super::read(&bytes).0), ["甲乙丙"]);
}

#[test]
fn pictures_in_paragraphs_of_their_own_are_counted() {
    let picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>";
    let body = format!(
        "{}<w:p>{picture}</w:p><w:p>{}{picture}</w:p><w:p><w:r><w:object><v:shape><v:imagedata/></v:shape>\
         </w:object></w:r></w:p>",
        paragraph("甲"),
        run("图文"),
    );
    assert_eq!(noticed(&document(&body)), [said("read-pictures 2", 2)]);
}

#[test]
fn who_wrote_the_document_leaves_a_trace() {
    let document =
        format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", paragraph("甲"));
    let core = "<c:coreProperties xmlns:c='urn:c' xmlns:dc='urn:dc'><dc:creator>张某某</dc:creator>\
                <c:lastModifiedBy>李某某</c:lastModifiedBy></c:coreProperties>";
    let bytes = package(&[("word/document.xml", &document), ("docProps/core.xml", core)]);
    let read = gouji_read::formats::read("a.docx", &bytes, &gouji_read::Limits::default());
    let traces = read.expect("a readable file").0.traces;
    let names: Vec<&str> = traces.iter().map(|trace| trace.text.as_str()).collect();
    assert_eq!(names, ["张某某", "李某某"]);
}
