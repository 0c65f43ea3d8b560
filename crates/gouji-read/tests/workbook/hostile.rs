//! Workbooks that are damaged, or made to do harm.

use gouji_read::{Limits, ReadError};

use crate::support::{book, book_merged, book_with, package, rows, sheet_with, shown, try_read};

fn with_rows(rows: &str) -> Vec<u8> {
    book_with(&[("表", "visible", sheet_with("", rows, ""))], &[])
}

#[test]
fn a_workbook_that_is_cut_off_is_damaged() {
    let bytes = book("合计 | 1:5");
    for end in [bytes.len() / 2, bytes.len() - 10] {
        let read = try_read(&bytes[..end]);
        let expected = matches!(read, Err(ReadError::Damaged { .. } | ReadError::Archive));
        assert!(expected, "{read:?}");
    }
    let cut = "<worksheet><sheetData><row><c><v>5";
    let read = try_read(&book_with(&[("表", "visible", cut.to_owned())], &[]));
    assert!(matches!(read, Err(ReadError::Damaged { kind: "XLSX", .. })), "{read:?}");
    let no_sheet = package(&[
        ("xl/workbook.xml", "<workbook><sheet name=\"A\" r:id=\"r\"/></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id=\"r\" Type=\"t/worksheet\" Target=\"no.xml\"/></R>",
        ),
    ]);
    assert!(matches!(try_read(&no_sheet), Err(ReadError::Damaged { .. })));
}

#[test]
fn a_bomb_is_refused_by_what_comes_out_of_it() {
    let blanks = " ".repeat(1 << 20);
    let bytes = with_rows(&format!("<row><c><v>1</v></c></row>{blanks}"));
    assert!(bytes.len() < 1 << 16);
    let limits = Limits { unpacked_bytes: 1 << 16, ..Limits::default() };
    let read = gouji_read::formats::read("book", &bytes, &limits);
    assert_eq!(read.err(), Some(ReadError::Unpacked { limit: 1 << 16 }));
}

#[test]
fn a_million_empty_rows_are_no_cells() {
    let empty: String = (1..=1_000_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>"))
        .collect();
    let dimension = "<dimension ref=\"A1:XFD1048576\"/>";
    let bytes = book_with(&[("表", "visible", sheet_with(dimension, &empty, ""))], &[]);
    assert_eq!(try_read(&bytes).map(|_| ()), Err(ReadError::Empty));
}

#[test]
fn a_cell_at_the_far_end_of_the_sheet_costs_nothing() {
    let bytes = with_rows(
        "<row r=\"1\"><c><v>1</v></c><c><v>2</v></c></row>\
         <row r=\"1048576\"><c r=\"A1048576\"><v>3</v></c><c><v>4</v></c></row>",
    );
    assert_eq!(shown(&bytes), "1 | 2\n\n3 | 4");
}

#[test]
fn a_sheet_that_is_laid_out_beyond_the_limit_is_refused() {
    let rows: String = (1..=4_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"ALL{row}\"><v>1</v></c></row>"))
        .collect();
    let limit = Limits::default().cells;
    assert_eq!(try_read(&with_rows(&rows)).err(), Some(ReadError::TooManyCells { limit }));
}

#[test]
fn merged_cells_are_cut_to_what_is_used_and_none_lies_over_another() {
    let bytes = book_merged(
        "总表 | |\n合计 | 1:5 | 1:3",
        &["A1:XFD1048576", "B2:C2", "A1", "C2:A1", "XFE1:XFF9", "A0:B0", ":", "A1:B99999999999"],
    );
    assert_eq!(shown(&bytes), "¶ 总表");
    let bytes = book_merged("总表 | |\n合计 | 1:5 | 1:3", &["A1:ZZ1", "B1:C2", "C2:XFD9"]);
    assert_eq!(shown(&bytes), "总表+3×1 | · | ·\n合计 | 5.00 | 3.00");
}

#[test]
fn a_hundred_thousand_merged_cells_are_read_in_time() {
    let overlapping =
        (0..100_000).map(|i| format!("<mergeCell ref=\"A{}:XFD1048576\"/>", i % 1000 + 1));
    let apart = (1..=100_000).map(|row| format!("<mergeCell ref=\"A{row}:B{row}\"/>"));
    for merged in [overlapping.collect::<String>(), apart.collect::<String>()] {
        let body: String =
            (1..=1000).map(|row| format!("<row r=\"{row}\"><c><v>1</v></c></row>")).collect();
        let bytes = book_with(&[("表", "visible", sheet_with("", &body, &merged))], &[]);
        try_read(&bytes).unwrap();
    }
}

#[test]
fn columns_hidden_over_and_over_are_read_in_time() {
    let columns = "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(100_000);
    let bytes = book_with(&[("表", "visible", sheet_with(&columns, &rows("合计 | 1:5"), ""))], &[]);
    assert_eq!(shown(&bytes), "");
}

#[test]
fn one_long_text_in_many_cells_is_refused() {
    let texts = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(1 << 20));
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(900);
    let sheet = ("表", "visible", sheet_with("", &format!("<row>{cells}</row>"), ""));
    let bytes = book_with(&[sheet], &[("xl/sharedStrings.xml", &texts)]);
    assert!(matches!(try_read(&bytes), Err(ReadError::Unpacked { .. })));
}

#[test]
fn entities_of_the_document_are_not_expanded() {
    let bomb = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let sheet = sheet_with("", &rows("&b;甲 | 1:5"), "");
    let bytes = book_with(&[("表", "visible", format!("{bomb}{sheet}"))], &[]);
    assert_eq!(shown(&bytes), "&b;甲 | 5.00");
}

#[test]
fn numbers_that_are_none_stay_visible() {
    let bytes =
        with_rows("<row><c><v>1e999</v></c><c><v>abc</v></c><c s=\"1\"><v>NaN</v></c></row>");
    assert_eq!(shown(&bytes), "1e999 | abc | NaN");
}

#[test]
fn no_byte_of_a_sheet_brings_it_down() {
    let sheet = sheet_with(
        "<cols><col min=\"1\" max=\"3\" hidden=\"0\"/></cols>",
        &rows("总表\n合计 | 1:5 | 5:46023"),
        "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>",
    );
    for at in 0..sheet.len() {
        for value in ["<", ">", "&", "\"", "9", "\0"] {
            let Some((before, after)) = sheet.get(..at).zip(sheet.get(at + 1..)) else { continue };
            let changed = format!("{before}{value}{after}");
            let _ = try_read(&book_with(&[("表", "visible", changed)], &[]));
        }
    }
}

#[test]
fn binary_workbooks_and_other_archives_are_named() {
    let bytes = package(&[("xl/workbook.bin", "x")]);
    assert_eq!(try_read(&bytes).err(), Some(ReadError::Unsupported { kind: "XLSB" }));
}
