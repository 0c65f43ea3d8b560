//! Web pages as documents: content without its frame, tables with their merged cells, and pages
//! that are not what they should be.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

use gouji_model::{Block, Diagnostic, Document, Format, Span, Spot};
use gouji_read::{Limits, ReadError, formats};

fn read_within(page: &[u8], limits: &Limits) -> Result<(Document, Vec<Diagnostic>), ReadError> {
    formats::read("page.html", page, limits)
}

fn read(page: &str) -> (Document, Vec<Diagnostic>) {
    read_within(page.as_bytes(), &Limits::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn error(page: &str) -> ReadError {
    read_within(page.as_bytes(), &Limits::default()).map(|(document, _)| document).unwrap_err()
}

/// A page as text: paragraphs as lines, rows as lines with bars, covered positions as `^`.
fn text(page: &str) -> String {
    let (document, _) = read(page);
    assert_eq!(document.format, Format::Html);
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text.clone()),
            Block::Grid(grid) => lines.extend(grid.rows.iter().map(|row| {
                let cell = |c: &gouji_model::GridCell| {
                    if c.span == Span::COVERED { "^".to_owned() } else { c.text.clone() }
                };
                let cells: Vec<String> = row.cells.iter().map(cell).collect();
                format!("|{}|", cells.join("|"))
            })),
        }
    }
    lines.join("\n")
}

fn body(body: &str) -> String {
    text(&format!("<html><head><title>页</title></head><body>{body}</body></html>"))
}

fn table(rows: &str) -> String {
    body(&format!("<p>表</p><table>{rows}</table>"))
}

/// Whether a message of this name is among those of a page.
fn says(page: &str, id: &str) -> bool {
    read(page).1.iter().any(|diagnostic| diagnostic.message.id == id)
}

// Paragraphs

#[test]
fn every_block_and_every_break_is_a_paragraph() {
    let page = "<h1>甲</h1>乙<br>丙<div>丁<p>戊</div>己<center>庚</center><dl><dt>辛<dd>壬</dl>";
    assert_eq!(body(page), "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n壬");
}

#[test]
fn inline_elements_do_not_break_a_word() {
    assert_eq!(
        body("<p><b>收入</b><span>总<font>表</font></span> <i>x</i>\n y</p>"),
        "收入总表 x y"
    );
}

#[test]
fn entities_and_hard_spaces_are_read() {
    assert_eq!(
        body("<p>&nbsp;&nbsp;合&emsp;计&lt;1&gt; &amp; &#x5143;&nbsp;</p>"),
        "合 计<1> & 元"
    );
}

#[test]
fn numbers_of_a_list_are_printed_and_bullets_are_not() {
    let page = "<ol><li>甲</li><li><p>乙</p><p>丙</p></li></ol><ul><li>丁</li></ul><ol start=5><li>戊</ol>";
    assert_eq!(body(page), "1.甲\n2.乙\n丙\n丁\n5.戊");
}

#[test]
fn text_that_keeps_its_space_keeps_its_lines() {
    assert_eq!(body("<pre>甲\n  乙  丙\n</pre>"), "甲\n乙  丙");
}

#[test]
fn what_is_not_shown_is_not_read() {
    let page = "<p>甲</p><script>var x='乙';</script><style>p{}</style><!-- 丙 --><p hidden>丁</p>\
                <p style='display: none'>戊</p><p style='mso-hide:all'>己</p><i aria-hidden=true>庚</i>\
                <button>辛</button><select><option>壬</select><noscript>癸</noscript>";
    assert_eq!(body(page), "甲");
}

#[test]
fn a_hidden_table_is_said() {
    let page =
        |style| format!("<html><p>甲</p><div style='{style}'><table><tr><td>a<td>1</table></div>");
    assert!(says(&page("display:none"), "read-hidden-table"));
    assert!(!says(&page("display:block"), "read-hidden-table"));
}

// Tables

#[test]
fn merged_cells_are_positions() {
    let rows = "<tr><th colspan=2>编码<th rowspan=2>合计</tr><tr><td>类<td>款</tr><tr><td>201<td>01<td>9.00</tr>";
    assert_eq!(table(rows), "表\n|编码|^|合计|\n|类|款|^|\n|201|01|9.00|");
    let page = format!("<html><p>表<table>{rows}</table>");
    let (document, _) = read(&page);
    let Some(Block::Grid(grid)) = document.blocks.last() else { panic!("{document:?}") };
    assert_eq!(grid.rows[0].cells[0].span, Span { columns: 2, rows: 1 });
    assert_eq!(grid.rows[0].cells[2].span, Span { columns: 1, rows: 2 });
}

#[test]
fn spans_end_with_the_table() {
    assert_eq!(
        table("<tr><td colspan=99>题<tr><td>a<td rowspan=99>b<tr><td>c"),
        "表\n|题|^|\n|a|b|\n|c|^|"
    );
}

#[test]
fn a_span_of_no_rows_goes_to_the_end_of_its_group() {
    let rows = "<tbody><tr><td rowspan=0>a<td>1<tr><td>2</tbody><tbody><tr><td>b<td>3</tbody>";
    assert_eq!(table(rows), "表\n|a|1|\n|^|2|\n|b|3|");
}

#[test]
fn overlapping_spans_are_cut() {
    let rows = "<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e";
    assert_eq!(table(rows), "表\n|a|b|c|\n|d|^|e|");
}

#[test]
fn rows_stand_as_they_are_displayed() {
    let rows = "<tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>甲<td>2</tbody><thead><tr><td>项<td>数</thead>";
    assert_eq!(table(rows), "表\n|项|数|\n|甲|2|\n|合计|2|");
}

#[test]
fn rows_and_columns_without_a_cell_take_no_place() {
    let rows = "<tr><td colspan=2>a<td>b<tr></tr><tr><td colspan=2>c<td>d<tr style='display:none'><td><td><td>";
    assert_eq!(table(rows), "表\n|a|b|\n|c|d|");
}

#[test]
fn a_caption_stands_before_its_table() {
    assert_eq!(table("<caption>收入总表</caption><tr><td>a<td>1"), "表\n收入总表\n|a|1|");
}

#[test]
fn lines_of_a_cell_are_joined() {
    let rows = "<tr><td>一般公共<br>预算<td><p>1,027</p><p>.63</p><td>a<br>b<td>&nbsp;<td><table><tr><td>内</table>";
    assert_eq!(table(rows), "表\n|一般公共预算|1,027.63|a b||内|");
}

#[test]
fn tables_that_lay_out_the_page_are_no_grids() {
    let page = "<table><tr><td>标题<td><table><tr><td>a<td>1</table><tr><td colspan=2><p>后</table>\
                <table><tr><td>单位：万元</table>";
    assert_eq!(body(page), "标题\n|a|1|\n后\n单位：万元");
    let article = format!("<table><tr><td>题<tr><td>{}</table>", "<p>段。".repeat(9));
    assert_eq!(body(&article), format!("题{}", "\n段。".repeat(9)));
}

#[test]
fn every_cell_has_its_path() {
    let page = "<html><body><div>题</div><div><table><tr><td>a<td>1</table><p>尾</div></body>";
    let (document, _) = read(page);
    let Some(Block::Grid(grid)) = document.blocks.get(1) else { panic!("{document:?}") };
    let path = |location| document.sources.place(location).path.unwrap_or_default().to_string();
    assert_eq!(path(grid.rows[0].location), "/html/body/div[2]/table/tbody/tr");
    assert_eq!(path(grid.rows[0].cells[1].location), "/html/body/div[2]/table/tbody/tr/td[2]");
    assert_eq!(path(document.blocks[0].location()), "/html/body/div[1]");
    assert!(matches!(grid.rows[0].location.spot, Spot::Element { .. }));
}

// The frame of a page

const PORTAL: &str = "<html><head><title>某单位2026年预算公开_某市人民政府</title></head><body>\
    <div class=top><a href=/>首页</a><a href=/a>政务公开</a><a href=/b>办事服务</a></div>\
    <div class=wrap><div class=crumb>当前位置：<a href=/>首页</a> > <a href=/y>预算</a></div>\
    <div class=detail><h1>某单位2026年预算公开</h1><div>发布日期：2026-02-10 浏览次数：12</div>\
    <div id=c1><p>一、收入预算总表</p><table><tr><td>项目<td>预算数<tr><td>合计<td>1,027.63</table>\
    <p>说明：本表不含上年结转。</p><p>附件：<a href=a.xls>预算公开表</a></p></div>\
    <div>【打印】【关闭】</div><div>上一篇：<a href=/1>某某</a></div></div>\
    <div class=right><ul><li><a href=/2>相关一</a><li><a href=/3>相关二</a></ul></div></div>\
    <div>版权所有：某市人民政府 网站标识码：0000000000</div></body></html>";

#[test]
fn the_frame_of_a_page_is_left_out_and_that_is_said() {
    let content = "某单位2026年预算公开\n一、收入预算总表\n|项目|预算数|\n|合计|1,027.63|\n说明：本表不含上年结转。\n附件：预算公开表";
    assert_eq!(text(PORTAL), content);
    assert!(says(PORTAL, "read-page-frame"));
    // A form around the whole page, as some servers write it.
    let form = PORTAL.replace("<body>", "<body><form id=f>").replace("</body>", "</form></body>");
    assert_eq!(text(&form), content);
}

#[test]
fn a_heading_above_the_content_is_kept() {
    let page = PORTAL.replace("<h1>某单位2026年预算公开</h1>", "").replace(
        "<div class=wrap>",
        "<header><h1>某单位2026年预算公开</h1></header><div class=wrap>",
    );
    assert!(text(&page).starts_with("某单位2026年预算公开\n一、收入预算总表\n"), "{}", text(&page));
}

#[test]
fn the_header_of_an_article_belongs_to_it() {
    let page = "<nav><a href=/>首页</a></nav><article><header><h1>某单位2026年预算公开</h1></header>\
        <p>甲</p><p>乙</p></article><footer>版权所有：某局</footer>";
    assert_eq!(body(page), "某单位2026年预算公开\n甲\n乙");
}

#[test]
fn old_pages_laid_out_by_tables_are_read() {
    let page = "<html><body><table><tr><td><a href=/>首页</a><td><a href=/a>公开</a></table>\
        <table><tr><td><table><tr><td><a href=/1>栏目一</a><tr><td><a href=/2>栏目二</a></table></td>\
        <td><table><tr><td>某单位2026年预算公开</td></tr><tr><td><p>单位：万元</p>\
        <table border=1><tr><td>项目<td>预算数<tr><td>合计<td>1.00</table><p>说明如下。</p></td></tr></table></td></tr></table>\
        <table><tr><td>主办单位：某局<td>ICP备00000000号</table></body></html>";
    assert_eq!(
        text(page),
        "某单位2026年预算公开\n单位：万元\n|项目|预算数|\n|合计|1.00|\n说明如下。"
    );
}

#[test]
fn contents_that_link_into_the_page_are_read() {
    let page = "<div><p><a href='#_Toc1'>第一部分 概况</a></p><p><a href='#_Toc2'>第二部分 报表</a></p></div>\
        <div><p>第一部分 概况</p><table><tr><td>合计<td>1.00</table></div>";
    assert_eq!(body(page), "第一部分 概况\n第二部分 报表\n第一部分 概况\n|合计|1.00|");
}

#[test]
fn a_page_of_short_parts_loses_none() {
    let page = "<div>某单位2026年预算公开</div><div>表一 收入预算总表</div><div>单位：万元</div>\
        <div align=center><table><tr><td>合计<td>1.00</table></div><div>2026年2月</div>";
    let content = "某单位2026年预算公开\n表一 收入预算总表\n单位：万元\n|合计|1.00|\n2026年2月";
    assert_eq!(body(page), content);
}

#[test]
fn pages_that_word_exports_are_read() {
    let page = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=gb2312>\
        <!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]--><style>p.MsoNormal{}</style></head>\
        <body lang=ZH-CN><div class=WordSection1 style='layout-grid:15.6pt'>\
        <p class=MsoNormal><b><span lang=EN-US style='font-size:22pt'>2026</span></b><b><span>年<span\n\
        class=GramE>单位预算</span>公开<o:p></o:p></span></b></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>\
        <p><![if !supportLists]><span>一、<span>&nbsp;</span></span><![endif]>职责</p>\
        <div align=center><table class=MsoNormalTable><tr style='mso-yfti-irow:0'>\
        <td width=10 style='mso-border-alt:solid'><p class=MsoNormal><span>合<span\n\
        style='mso-spacerun:yes'>&nbsp; </span>计<o:p></o:p></span></p></td><td><p><span lang=EN-US>1.00<o:p></o:p></span></p></td></tr>\
        <![if !supportMisalignedColumns]><tr height=0><td width=1 style='border:none'></td><td></td></tr><![endif]></table></div></div></body></html>";
    let bytes = encoding_rs::GB18030.encode(page).0.into_owned();
    let (document, _) = read_within(&bytes, &Limits::default()).unwrap();
    assert!(matches!(document.blocks[..], [_, _, Block::Grid(_)]), "{document:?}");
    assert_eq!(text(page), "2026年单位预算公开\n一、 职责\n|合  计|1.00|\n|||");
}

// Pages that are not what they should be

#[test]
fn nested_tables_beyond_the_limit_are_an_error() {
    for table in ["<table><tr><td>", "<table>", "<TABLE border=1>\n<tr><td>x"] {
        let page = format!("<html>{}", table.repeat(10_000));
        assert!(matches!(error(&page), ReadError::TooDeep { .. }), "{table}");
    }
    let deep = format!("<html>{}甲{}", "<table><tr><td>".repeat(20), "</table>".repeat(20));
    assert_eq!(text(&deep), "甲");
}

#[test]
fn nested_elements_beyond_the_limit_are_an_error() {
    for tag in ["<div>", "<b class=x>", "<font>", "<blockquote><ul><li>", "<svg>", "<o:p>"] {
        let page = format!("<html>甲{}", tag.repeat(100_000));
        assert!(matches!(error(&page), ReadError::TooDeep { .. }), "{tag}");
    }
}

#[test]
fn formatting_that_multiplies_is_stopped() {
    let open: String = (0..400).map(|n| format!("<b id=n{n}>")).collect::<Vec<_>>().concat();
    let page = format!("<html>{open}{}", "<p>x</p>".repeat(100_000));
    let limits = Limits { cells: 100_000, ..Limits::default() };
    let error = read_within(page.as_bytes(), &limits).map(|_| ()).unwrap_err();
    assert!(matches!(error, ReadError::TooManyElements { .. }), "{error}");
}

#[test]
fn a_span_of_a_million_is_cut() {
    assert_eq!(table("<tr><td colspan=1000000>a<tr><td>b<td>1"), "表\n|a|^|\n|b|1|");
    assert_eq!(table("<tr><td rowspan=99999999999999999999>a<td>b<tr><td>1"), "表\n|a|b|\n|^|1|");
    let limits = Limits { cells: 10_000, ..Limits::default() };
    let page = format!("<html><p>表<table>{}", "<tr><td colspan=1000000>a<td>b".repeat(20));
    let error = read_within(page.as_bytes(), &limits).map(|_| ()).unwrap_err();
    assert_eq!(error, ReadError::TooManyCells { limit: 10_000 });
}

#[test]
fn a_row_of_very_many_cells_is_cut_and_that_is_said() {
    let page = format!("<html><p>表<table><tr>{}", "<td>1".repeat(5_000));
    assert!(says(&page, "read-wide-row"));
}

#[test]
fn very_many_tags_and_attributes_are_refused() {
    let many = format!("<html>{}", "<".repeat(10_000_000));
    assert!(matches!(error(&many), ReadError::TooManyElements { .. }));
    let wide = format!("<html><p {}>", "a ".repeat(1_000_000));
    assert!(matches!(error(&wide), ReadError::Damaged { .. }));
}

#[test]
fn broken_pages_are_read() {
    for page in [
        "<html><p>甲<table><tr><td>a<td>1",
        "<html><p>甲</b></p></i><table><tbody><tr><td>a</p><td>1</tr></div></table></table>",
        "<html><p>甲\0<table><td>a<td>1</table",
        "<html>甲<table><tr><td><b>a</td><td>1</b>",
    ] {
        assert_eq!(text(page), "甲\n|a|1|", "{page}");
    }
    assert_eq!(body("&bogus; &#0; &#xD800; &amp &lt"), "&bogus; \u{FFFD} \u{FFFD} & <");
}

#[test]
fn a_page_without_text_is_empty() {
    for page in ["<html>", "<html><body><p>&nbsp;</p><img src=x><table></table></body></html>"] {
        assert_eq!(error(page), ReadError::Empty, "{page}");
    }
}

#[test]
fn every_encoding_gives_the_same_page() {
    let page =
        "<html><meta charset='gbk'><p>收入预算总表</p><table><tr><td>合计<td>1,027.63</table>";
    let expected = "收入预算总表\n|合计|1,027.63|";
    assert_eq!(text(page), expected);
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(page.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let bom = [b"\xEF\xBB\xBF", page.as_bytes()].concat();
    for bytes in [utf16, bom, encoding_rs::GB18030.encode(page).0.into_owned()] {
        let (document, said) = read_within(&bytes, &Limits::default()).unwrap();
        assert_eq!(document.blocks.len(), 2);
        assert!(said.is_empty(), "{said:?}");
    }
}
