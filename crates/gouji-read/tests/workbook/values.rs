//! Cells of an XLSX.

use crate::support::{book, book_with, noticed, rows, sheet_with, shown};

#[test]
fn numbers_are_read_as_their_format_shows_them() {
    let bytes = book(
        "一般 | 0:157.96000000000001 | 0:2080501 | 0:0.1
         两位 | 1:157.964 | 1:0.125 | 1:7
         千分 | 2:91016775.35 | 2:-1234.5 | 7:-1234.5
         会计 | 3:1027.63 | 3:0 | 3:-5
         比重 | 4:0.1537 | 4:1 | 6:157900
         日期 | 5:46023 | 5:46023.75 | 9:1.5",
    );
    let expected = "一般 | 157.96 | 2080501 | 0.1\n\
                    两位 | 157.96 | 0.13 | 7.00\n\
                    千分 | 91,016,775.35 | -1,234.50 | -1,234.50\n\
                    会计 | 1,027.63 | - | -5.00\n\
                    比重 | 15.37% | 100.00% | 15.8\n\
                    日期 | 2026-01-01 | 2026-01-01 | 1.5";
    assert_eq!(shown(&bytes), expected);
}

#[test]
fn texts_of_every_kind_are_read() {
    let texts = "<sst>\
        <si><t xml:space=\"preserve\"> 合计 </t></si>\
        <si><r><t>一般</t></r><r><t>公共预算</t></r><rPh sb=\"0\" eb=\"1\"><t>yiban</t></rPh></si>\
        <si><t>2025年_x000D_\n预算A&amp;B &#39033;</t></si></sst>";
    let row = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>\
        <c t=\"str\"><f>A1</f><v>见表</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c>\
        <c t=\"d\"><v>2026-01-01T00:00:00</v></c><c t=\"s\"><v>99</v></c></row>";
    let sheet = ("表", "visible", sheet_with("", row, ""));
    let bytes = book_with(&[sheet], &[("xl/sharedStrings.xml", texts)]);
    let expected =
        "合计 | 一般公共预算 | 2025年预算A&B 项 | 见表 | TRUE | #REF! | 2026-01-01 | #REF!";
    assert_eq!(shown(&bytes), expected);
}

#[test]
fn numbers_kept_as_text_stay_as_they_are() {
    let row = "<row><c t=\"inlineStr\"><is><t>1,027.630</t></is></c>\
        <c t=\"inlineStr\"><is><t>１２</t></is></c></row>";
    let bytes = book_with(&[("表", "visible", sheet_with("", row, ""))], &[]);
    assert_eq!(shown(&bytes), "1,027.630 | １２");
}

#[test]
fn a_cell_of_several_lines_is_one_text() {
    let bytes = book_with(
        &[("表", "visible", sheet_with("", &rows("一般公共&#10;预算 | 1,027&#10;.63"), ""))],
        &[],
    );
    assert_eq!(shown(&bytes), "一般公共预算 | 1,027.63");
}

#[test]
fn a_formula_shows_its_saved_result_and_without_one_it_is_said() {
    let row = "<row><c s=\"1\"><f>SUM(B1:B9)</f><v>157.964</v></c><c><f>A1*2</f></c>\
        <c><f>A1*3</f></c><c t=\"str\"><f>\"\"</f><v></v></c><c><v>1</v></c></row>";
    let bytes = book_with(&[("表", "visible", sheet_with("", row, ""))], &[]);
    assert_eq!(shown(&bytes), "157.96 | =? | =? |  | 1");
    assert_eq!(noticed(&bytes), ["read-formulas-without-values 2"]);
}

#[test]
fn comments_are_counted_and_not_read() {
    let comments = "<comments><commentList><comment ref=\"A1\"><text><t>内部意见</t></text>\
        </comment><comment ref=\"A2\"/></commentList></comments>";
    let sheet = ("表", "visible", sheet_with("", &rows("合计 | 1:5"), ""));
    let bytes = book_with(&[sheet], &[("xl/comments1.xml", comments)]);
    assert_eq!(shown(&bytes), "合计 | 5.00");
    assert_eq!(noticed(&bytes), ["read-comments 2"]);
}
