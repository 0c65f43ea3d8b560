//! Automatic numbers.

use super::file::{cell, run, with_parts};
use super::{read, shown};

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:pStyle w:val='h1'/>\
    <w:lvlText w:val='第%1部分'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='japaneseCounting'/><w:suff w:val='nothing'/>\
    <w:lvlText w:val='（%2）'/></w:lvl></w:abstractNum>\
    <w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>";

const STYLES: &str = "<w:style w:type='paragraph' w:styleId='h1'><w:pPr><w:numPr><w:numId w:val='5'/>\
    </w:numPr></w:pPr></w:style>";

fn item(level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

fn texts(body: &str) -> Vec<String> {
    shown(&read(&with_parts(body, &[("numbering", NUMBERING), ("styles", STYLES)])).0)
}

#[test]
fn numbers_are_printed_in_front_of_the_text() {
    let heading = format!("<w:p><w:pPr><w:pStyle w:val='h1'/></w:pPr>{}</w:p>", run("概况"));
    let body =
        [heading.clone(), item(1, "职责"), item(1, "机构"), heading, item(1, "收入")].concat();
    let expected = ["第一部分 概况", "（一）职责", "（二）机构", "第二部分 概况", "（一）收入"];
    assert_eq!(texts(&body), expected);
}

#[test]
fn a_number_alone_in_a_cell_is_its_text() {
    let row = format!(
        "<w:tr>{}{}</w:tr>",
        cell("", &item(1, "")),
        cell("", &super::file::paragraph("甲"))
    );
    assert_eq!(texts(&format!("<w:tbl>{row}{row}</w:tbl>")), ["#（一）|甲/（二）|甲"]);
}

#[test]
fn a_deleted_paragraph_is_not_counted() {
    let deleted = item(1, "").replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>");
    assert_eq!(texts(&[deleted, item(1, "甲")].concat()), ["（一）甲"]);
}
