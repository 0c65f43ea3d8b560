//! Tables.

use gouji_model::{Block, Span};

use super::file::{cell, document, paragraph, table};
use super::{number, read, texts};

#[test]
fn a_table_is_a_grid() {
    let body = table("项目 | 金额\n合计 | 1,027.63");
    assert_eq!(texts(&body), ["#项目|金额/合计|1,027.63"]);
}

#[test]
fn merged_cells_stand_in_their_upper_left_position() {
    let body = table("v科目 | 2>支出\n^ | 基本 | 项目\n合计 | 1.00 | 2.00");
    assert_eq!(texts(&body), ["#科目|支出|~/~|基本|项目/合计|1.00|2.00"]);
    let (document, _) = read(&document(&body));
    let Block::Grid(grid) = &document.blocks[0] else { panic!() };
    assert_eq!(grid.rows[0].cells[0].span, Span { columns: 1, rows: 2 });
    assert_eq!(grid.rows[0].cells[1].span, Span { columns: 2, rows: 1 });
    assert_eq!(grid.rows[1].cells[0].span, Span::COVERED);
}

#[test]
fn a_cell_that_continues_nothing_keeps_its_text() {
    let lone = cell("<w:vMerge/>", &paragraph("甲"));
    let other = cell("", &paragraph("乙"));
    let body = format!("<w:tbl><w:tr>{lone}{other}</w:tr><w:tr>{lone}{other}</w:tr></w:tbl>");
    assert_eq!(texts(&body), ["#甲|乙/甲|乙"]);
}

#[test]
fn rows_may_begin_and_end_inside_the_table() {
    let cells = |texts: &[&str]| -> String {
        texts.iter().map(|text| cell("", &paragraph(text))).collect()
    };
    let body = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='1'/></w:trPr>\
         {}</w:tr></w:tbl>",
        cells(&["甲", "乙", "丙"]),
        cells(&["丁"])
    );
    assert_eq!(texts(&body), ["#甲|乙|丙/|丁|"]);
}

#[test]
fn columns_in_which_no_cell_begins_are_none() {
    let body = table("2>甲 | 3>乙\n2>丙 | 2>丁");
    assert_eq!(texts(&body), ["#甲|乙/丙|丁"]);
}

#[test]
fn edges_that_do_not_quite_meet_are_one() {
    let grid = |widths: [u32; 4]| {
        let columns = widths.map(|width| format!("<w:gridCol w:w='{width}'/>")).concat();
        format!("<w:tblGrid>{columns}</w:tblGrid>")
    };
    let rows = table("2>甲 | 2>乙\n1>丙 | 3>丁\n3>戊 | 1>己");
    let with = |widths| rows.replacen("<w:tbl>", &format!("<w:tbl>{}", grid(widths)), 1);
    assert_eq!(texts(&with([2000, 30, 20, 1000])), ["#甲|乙/丙|丁/戊|己"]);
    assert_eq!(texts(&with([2000, 400, 400, 1000])), ["#甲|~|乙|~/丙|丁|~|~/戊|~|~|己"]);
}

#[test]
fn the_lines_of_a_cell_are_joined() {
    let lines =
        |lines: &[&str]| cell("", &lines.iter().map(|it| paragraph(it)).collect::<String>());
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        lines(&["一般公共预", "算拨款"]),
        lines(&["1,234,", "567.89"])
    );
    assert_eq!(texts(&body), ["#一般公共预算拨款|1,234,567.89"]);
}

#[test]
fn a_table_of_one_column_only_frames_paragraphs() {
    let framed =
        paragraph("第一段。") + &paragraph("第二段。") + &table("项目 | 金额\n合计 | 1.00");
    let body = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &framed));
    assert_eq!(texts(&body), ["第一段。", "第二段。", "#项目|金额/合计|1.00"]);
}

#[test]
fn a_table_inside_a_table_is_a_grid_behind_it_or_text_if_it_is_none() {
    let inner = table("项目 | 金额\n合计 | 1.00") + &paragraph("");
    let frame = table("框 | 字") + &paragraph("");
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        cell("", &(paragraph("外") + &inner)),
        cell("", &frame)
    );
    assert_eq!(texts(&body), ["#外|框字", "#项目|金额/合计|1.00"]);
    let only = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", &inner), cell("", &inner));
    assert_eq!(texts(&only), ["#项目|金额/合计|1.00"; 2]);
}

#[test]
fn a_deleted_row_is_left_out() {
    let rows = table("甲 | 1.00\n乙 | 2.00");
    let body = rows.replacen("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1);
    assert_eq!(texts(&body), ["#乙|2.00"]);
}

#[test]
fn cells_merged_as_in_old_documents() {
    let begins = cell("<w:hMerge w:val='restart'/>", &paragraph("甲"));
    let goes_on = cell("<w:hMerge w:val='continue'/>", "<w:p/>");
    let body = format!(
        "<w:tbl><w:tr>{begins}{goes_on}</w:tr>{}</w:tbl>",
        table("乙 | 丙").replace("<w:tbl>", "").replace("</w:tbl>", "")
    );
    assert_eq!(texts(&body), ["#甲|~/乙|丙"]);
}

#[test]
fn locations_are_numbers_of_paragraphs() {
    let body = paragraph("前") + &table("甲 | 乙\n丙 | 丁") + &paragraph("后");
    let (document, _) = read(&document(&body));
    let Block::Grid(grid) = &document.blocks[1] else { panic!() };
    let place = |location| document.sources.place(location).paragraph;
    assert_eq!(place(grid.rows[1].location), Some(4));
    assert_eq!(place(grid.rows[1].cells[1].location), Some(5));
    assert_eq!(number(&document.blocks[2]), 6);
}
