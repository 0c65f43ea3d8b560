//! From a sheet to blocks.

use gouji_model::{Block, Spot};

use crate::support::{book, book_merged, book_with, noticed, read, rows, sheet_with, shown};

#[test]
fn title_unit_and_table_stay_together_and_a_blank_row_ends_them() {
    let bytes = book(
        "收支总表
         单位：万元
         项目 | 2026年
         合计 | 1:5

         收入总表
         项目 | 2026年",
    );
    let expected =
        "收支总表 |\n单位：万元 |\n项目 | 2026年\n合计 | 5.00\n\n收入总表 |\n项目 | 2026年";
    assert_eq!(shown(&bytes), expected);
}

#[test]
fn rows_of_one_cell_are_paragraphs_and_each_line_is_one() {
    let bytes =
        book("2026年单位预算说明 |\n |\n一、收入情况&#10;2026年收入5万元。 | |\n二、支出情况");
    let expected =
        "¶ 2026年单位预算说明\n\n¶ 一、收入情况\n\n¶ 2026年收入5万元。\n\n¶ 二、支出情况";
    assert_eq!(shown(&bytes), expected);
}

#[test]
fn a_long_text_alone_in_its_row_is_a_paragraph_beside_a_table() {
    let long = "本表反映收支情况。".repeat(10);
    let bytes = book(&format!("项目 | 金额\n合计 | 1:5\n{long}"));
    assert_eq!(shown(&bytes), format!("项目 | 金额\n合计 | 5.00\n\n¶ {long}"));
}

#[test]
fn a_long_text_beside_a_merged_label_stays_in_its_form() {
    let long = "保障设备运行。".repeat(12);
    let text = format!("项目名称 | 维护\n目标 | {long}\n | {long}");
    let expected = format!("项目名称 | 维护\n目标+1×2 | {long}\n· | {long}");
    assert_eq!(shown(&book_merged(&text, &["A2:A3"])), expected);
}

#[test]
fn merged_cells_span_what_they_cover() {
    let bytes = book_merged(
        "收支总表 | | |
         项目 | 支出 | |
          | 小计 | 人员 | 公用
         合计 | 1:5 | 1:3 | 1:2",
        &["A1:D1", "A2:A3", "B2:D2"],
    );
    let expected = "收支总表+4×1 | · | · | ·\n项目+1×2 | 支出+3×1 | · | ·\n\
                    · | 小计 | 人员 | 公用\n合计 | 5.00 | 3.00 | 2.00";
    assert_eq!(shown(&bytes), expected);
}

#[test]
fn what_a_merged_cell_covers_is_said_and_not_read() {
    let bytes = book_merged("收支总表 | 旧标题\n合计 | 1:5", &["A1:B1"]);
    assert_eq!(shown(&bytes), "收支总表+2×1 | ·\n合计 | 5.00");
    assert_eq!(noticed(&bytes), ["read-covered-cells 1"]);
}

#[test]
fn cells_are_named_by_sheet_row_and_column() {
    let sheets = [
        ("封面", "visible", sheet_with("", &rows("某单位"), "")),
        ("总表", "visible", sheet_with("", &rows("|\n合计 | 1:5"), "")),
    ];
    let (document, _) = read(&book_with(&sheets, &[]));
    let Block::Grid(grid) = &document.blocks[1] else { panic!("no table") };
    let row = &grid.rows[0];
    assert_eq!(row.cells[1].location.spot, Spot::Sheet { sheet: 1, row: 2, column: 2 });
    let place = document.sources.place(row.cells[1].location);
    assert_eq!((place.sheet.as_deref(), place.reference.as_deref()), (Some("总表"), Some("B2")));
}

#[test]
fn hidden_sheets_are_said_and_not_read() {
    let sheets = [
        ("底稿", "hidden", sheet_with("", &rows("工资 | 1:5"), "")),
        ("总表", "visible", sheet_with("", &rows("合计 | 1:5"), "")),
        ("名单", "veryHidden", sheet_with("", &rows("张三 | 1:5"), "")),
    ];
    let bytes = book_with(&sheets, &[]);
    assert_eq!(shown(&bytes), "合计 | 5.00");
    assert_eq!(noticed(&bytes), ["read-hidden-sheets 2"]);
}

#[test]
fn hidden_rows_and_columns_are_said_and_not_read() {
    let columns = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>";
    let rows = rows("项目 | 编码 | 金额\n明细 | 01 | 1:3\n合计 | 02 | 1:5")
        .replace("<row r=\"2\">", "<row r=\"2\" hidden=\"1\">");
    let merged = "<mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>";
    let bytes = book_with(&[("表", "visible", sheet_with(columns, &rows, ""))], &[]);
    assert_eq!(shown(&bytes), "项目 | 金额\n合计 | 5.00\n…");
    assert_eq!(noticed(&bytes), ["read-hidden-rows 1", "read-hidden-columns 1"]);
    // A merged cell that is hidden in part shows its text in the rest.
    let bytes = book_with(&[("表", "visible", sheet_with(columns, &rows, merged))], &[]);
    assert_eq!(shown(&bytes), "项目 | 编码\n合计 | 5.00\n…");
}

#[test]
fn columns_beyond_the_limit_are_said_and_not_read() {
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c>\
        <c r=\"XFD1\"><v>3</v></c></row>";
    let bytes = book_with(&[("表", "visible", sheet_with("", row, ""))], &[]);
    assert_eq!(shown(&bytes), "1 | 2");
    assert_eq!(noticed(&bytes), ["read-wide-row"]);
}
