//! Paragraphs and runs.

use super::file::{paragraph, run, with_parts};
use super::{number, read, shown, texts};

/// A mark of a field.
fn mark(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>")
}

#[test]
fn runs_are_one_text_and_breaks_are_paragraphs() {
    let body =
        format!("<w:p>{}{}<w:r><w:br/></w:r>{}</w:p>", run("收入"), run("157.96万元"), run("支出"));
    assert_eq!(texts(&body), ["收入157.96万元", "支出"]);
}

#[test]
fn tabs_hyphens_and_symbols() {
    let body = "<w:p><w:r><w:t>一、概况</w:t><w:tab/><w:t>3</w:t></w:r></w:p>\
                <w:p><w:r><w:t>部门：甲</w:t><w:tab/><w:t>单位：万元</w:t></w:r></w:p>\
                <w:p><w:r><w:noBreakHyphen/><w:t>12</w:t><w:sym w:font='Wingdings' w:char='F0A8'/>\
                <w:sym w:font='宋体' w:char='2460'/></w:r></w:p>";
    assert_eq!(texts(body), ["一、概况\t3", "部门：甲  单位：万元", "-12①"]);
}

#[test]
fn spaces_at_the_ends_of_a_run_count_only_if_they_are_kept() {
    let body = "<w:p><w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space='preserve".to_owned()
        + "'> 乙</w:t></w:r></w:p>";
    assert_eq!(texts(&body), ["甲 乙"]);
}

#[test]
fn of_a_field_only_the_result_is_read() {
    let field = format!(
        "{}<w:r><w:instrText>PAGE 99</w:instrText><w:t>码</w:t></w:r>{}{}{}",
        mark("begin"),
        mark("separate"),
        run("12"),
        mark("end")
    );
    let body = format!("<w:p>{}{field}{}</w:p>", run("第"), run("页"));
    assert_eq!(texts(&body), ["第12页"]);
    let simple = format!("<w:p><w:fldSimple w:instr='X'>{}</w:fldSimple></w:p>", run("甲"));
    assert_eq!(texts(&simple), ["甲"]);
}

#[test]
fn a_field_may_reach_over_paragraphs_and_one_without_end_swallows_nothing() {
    let body = format!(
        "<w:p>{}{}{}</w:p>{}<w:p>{}</w:p><w:p>{}</w:p>{}",
        mark("begin"),
        mark("separate"),
        run("目一"),
        paragraph("目二"),
        mark("end"),
        mark("begin"),
        paragraph("正文")
    );
    assert_eq!(texts(&body), ["目一", "目二", "正文"]);
}

#[test]
fn what_holds_text_is_read_through() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:p><w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag>\
         <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>",
        paragraph("甲"),
        run("乙"),
        run("丙"),
        run("丁")
    );
    assert_eq!(texts(&body), ["甲", "乙丙丁x"]);
}

#[test]
fn changes_are_read_as_if_accepted() {
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{}</w:ins>\
         <w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
        run("收入"),
        run("新"),
        run("走"),
        run("来")
    );
    assert_eq!(texts(&body), ["收入新来"]);
}

#[test]
fn a_paragraph_whose_end_is_deleted_goes_on_in_the_next() {
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}{}",
        run("收入"),
        paragraph("合计"),
        paragraph("支出")
    );
    assert_eq!(texts(&body), ["收入合计", "支出"]);
}

#[test]
fn only_one_of_alternate_contents_is_read() {
    let both = |requires: &str| {
        format!(
            "<w:p><mc:AlternateContent><mc:Choice Requires='{requires}'>{}</mc:Choice>\
             <mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:p>",
            run("新"),
            run("旧")
        )
    };
    assert_eq!(texts(&both("wps")), ["新"]);
    assert_eq!(texts(&both("new")), ["旧"]);
    assert_eq!(texts(&both("undeclared")), ["旧"]);
}

#[test]
fn text_boxes_follow_the_paragraph_that_anchors_them() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("框内"));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>\
         {content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>\
         <v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         {}</w:p>{}",
        run("框"),
        run("外"),
        paragraph("后")
    );
    assert_eq!(texts(&body), ["框外", "框内", "后"]);
    let (document, _) = read(&super::file::document(&body));
    // The paragraph of the branch that is not read counts, too.
    assert_eq!(document.blocks.iter().map(number).collect::<Vec<_>>(), [1, 2, 4]);
}

#[test]
fn notes_that_are_referred_to_stand_behind_the_text() {
    let note =
        |id: u32, text: &str| format!("<w:footnote w:id='{id}'>{}</w:footnote>", paragraph(text));
    let refer = |id: u32| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let body = format!(
        "{}<w:p>{}{}{}{}</w:p>{}",
        paragraph("一"),
        run("二"),
        refer(2),
        refer(1),
        refer(2),
        paragraph("三")
    );
    let notes = [note(0, "线"), note(1, "注甲"), note(2, "注乙"), note(3, "没有提到")].concat();
    let (document, _) = read(&with_parts(&body, &[("footnotes", &notes)]));
    assert_eq!(shown(&document), ["一", "二", "三", "注乙", "注甲"]);
    assert_eq!(number(&document.blocks[3]), 2);
}

#[test]
fn strict_documents_are_read() {
    let xml = "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'><body><p><r><t>甲</t></r>\
               </p></body></document>";
    let (document, _) = read(&super::file::package(&[("word/document.xml", xml)]));
    assert_eq!(shown(&document), ["甲"]);
}

#[test]
fn the_package_says_which_part_is_the_document() {
    let relationships = "<Relationships><Relationship Type='http://x/officeDocument' Target='/word/main.xml'/>\
                         </Relationships>";
    let body = |text: &str| {
        format!(
            "<w:document {}><w:body>{}</w:body></w:document>",
            super::file::NAMESPACES,
            paragraph(text)
        )
    };
    let parts = [
        ("_rels/.rels", relationships),
        ("word/document.xml", &body("旧")),
        ("word/main.xml", &body("新")),
    ];
    assert_eq!(shown(&read(&super::file::package(&parts)).0), ["新"]);
}
