//! OpenDocument spreadsheets.

use gouji_read::ReadError;

use crate::support::{noticed, package, shown, try_read};

const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn ods(content: &str) -> Vec<u8> {
    package(&[("mimetype", MIMETYPE), ("content.xml", content)])
}

fn table(rows: &str) -> Vec<u8> {
    ods(&format!("<d><table:table table:name=\"表\">{rows}</table:table></d>"))
}

#[test]
fn the_text_of_a_cell_is_what_it_shows() {
    let bytes = table(
        "<table:table-row><table:table-cell><text:p>合计</text:p></table:table-cell>\
         <table:table-cell office:value=\"157.964\"><text:p>157.96</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"0\"><text:p/></table:table-cell>\
         <table:table-cell office:value=\"2.50\"/>\
         <table:table-cell table:formula=\"of:=[.A1]\"/>\
         <table:table-cell><office:annotation><text:p>内部</text:p></office:annotation>\
         <text:p>第一</text:p><text:p>行<text:s text:c=\"2\"/>完</text:p></table:table-cell>\
         </table:table-row>",
    );
    assert_eq!(shown(&bytes), "合计 | 157.96 |  | 2.5 | =? | 第一行  完");
    assert_eq!(noticed(&bytes), ["read-comments 1", "read-formulas-without-values 1"]);
}

#[test]
fn repeated_and_merged_cells_stand_in_their_places() {
    let bytes = table(
        "<table:table-row><table:table-cell table:number-columns-spanned=\"3\">\
         <text:p>总表</text:p></table:table-cell>\
         <table:covered-table-cell table:number-columns-repeated=\"2\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>\
         <table:table-cell table:number-columns-repeated=\"2\"><text:p>5.00</text:p>\
         </table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048573\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>",
    );
    assert_eq!(shown(&bytes), "总表+3×1 | · | ·\n| 5.00 | 5.00\n| 5.00 | 5.00");
}

#[test]
fn hidden_sheets_rows_and_columns_are_said_and_not_read() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |mark: &str, a: &str, b: &str| {
        format!("<table:table-row {mark}>{}{}{}</table:table-row>", cell(a), cell("密"), cell(b))
    };
    let bytes = ods(&format!(
        "<d><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/>\
         </style:style><table:table table:name=\"表\"><table:table-column/><table:table-column \
         table:visibility=\"collapse\"/>{}{}</table:table><table:table table:name=\"底稿\" \
         table:style-name=\"ta2\">{}</table:table></d>",
        row("", "合计", "5"),
        row("table:visibility=\"filter\"", "明细", "3"),
        row("", "张三", "1"),
    ));
    assert_eq!(shown(&bytes), "合计 | 5\n…");
    let expected = ["read-hidden-sheets 1", "read-hidden-rows 1", "read-hidden-columns 1"];
    assert_eq!(noticed(&bytes), expected);
}

#[test]
fn a_text_document_is_no_workbook() {
    let text = "application/vnd.oasis.opendocument.text";
    let bytes = package(&[("mimetype", text), ("content.xml", "<d/>")]);
    assert_eq!(try_read(&bytes).err(), Some(ReadError::Legacy));
}

#[test]
fn an_encrypted_spreadsheet_is_said_to_be_one() {
    let manifest = "<m><manifest:encryption-data/></m>";
    let bytes = package(&[
        ("mimetype", MIMETYPE),
        ("content.xml", "\u{1}\u{2}"),
        ("META-INF/manifest.xml", manifest),
    ]);
    assert_eq!(try_read(&bytes).err(), Some(ReadError::Encrypted));
}

#[test]
fn a_cell_repeated_over_the_whole_sheet_is_refused() {
    let bytes = table(
        "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
         table:number-columns-repeated=\"900\"><text:p>1</text:p></table:table-cell>\
         </table:table-row>",
    );
    assert!(matches!(try_read(&bytes), Err(ReadError::TooManyCells { .. })));
}

#[test]
fn cells_repeated_beyond_the_limit_on_columns_cost_nothing() {
    let far = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
        table:number-columns-repeated=\"2000\"/><table:table-cell \
        table:number-columns-repeated=\"1048576\"><text:p>1</text:p></table:table-cell>\
        </table:table-row>";
    let bytes = table(&far.repeat(100));
    assert_eq!(shown(&bytes), "");
    assert_eq!(noticed(&bytes), ["read-wide-row"]);
}
