//! XLS, record by record.

use std::io::{Cursor, Write as _};

use gouji_read::ReadError;

use crate::support::{noticed, shown, try_read};

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;

fn record(id: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&id.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn units(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A text with its length before it.
fn text(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.encode_utf16().count()).unwrap();
    [&length.to_le_bytes()[..], &[1], &units(text)].concat()
}

/// Row, column and style of a cell, and what follows.
fn cell(id: u16, at: (u16, u16), style: u16, rest: &[u8]) -> Vec<u8> {
    let head = [at.0, at.1, style].map(u16::to_le_bytes).concat();
    record(id, &[&head, rest].concat())
}

fn begin() -> Vec<u8> {
    record(BEGIN, &[0, 6, 5, 0])
}

/// A file of these globals and sheets: name, state, records.
fn xls(globals: &[Vec<u8>], sheets: &[(&str, u8, Vec<Vec<u8>>)]) -> Vec<u8> {
    let entry = |name: &str, state: u8, start: u32| {
        let length = u8::try_from(name.encode_utf16().count()).unwrap();
        let head = [&start.to_le_bytes()[..], &[state, 0, length, 1]].concat();
        record(0x0085, &[&head[..], &units(name)].concat())
    };
    let head = [begin(), globals.concat()].concat();
    let entries: usize = sheets.iter().map(|(name, state, _)| entry(name, *state, 0).len()).sum();
    let mut start = head.len() + entries + 4;
    let mut stream = head;
    let mut bodies = Vec::new();
    for (name, state, records) in sheets {
        stream.extend(entry(name, *state, u32::try_from(start).unwrap()));
        let body = [begin(), records.concat(), record(END, &[])].concat();
        start += body.len();
        bodies.extend(body);
    }
    stream.extend(record(END, &[]));
    stream.extend(bodies);
    compound("/Workbook", &stream)
}

fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Styles 0 and 1: without a format, and with two decimals and thousands in groups.
fn styles() -> Vec<Vec<u8>> {
    let format = [&164_u16.to_le_bytes()[..], &text("#,##0.00_ ")].concat();
    let style = |id: u16| record(0x00E0, &[0_u16.to_le_bytes(), id.to_le_bytes()].concat());
    vec![record(0x041E, &format), style(0), style(164)]
}

/// A number in eight bytes, as its bits.
const N157_964: u64 = 0x4063_BED9_1687_2B02;

#[test]
fn numbers_of_every_record_are_read_as_they_are_printed() {
    // 157.964 in full; 1234.5 times a hundred as a whole number; -7 as a whole number.
    let hundredfold: u32 = (123_450 << 2) | 3;
    let minus_seven: u32 = (-7_i32).cast_unsigned() << 2 | 2;
    let many = [
        &[1, 0, 0, 0][..],
        &[1, 0],
        &hundredfold.to_le_bytes(),
        &[0, 0],
        &minus_seven.to_le_bytes(),
        &[1, 0],
    ]
    .concat();
    let records = vec![
        cell(0x0203, (0, 0), 1, &N157_964.to_le_bytes()),
        cell(0x0203, (0, 1), 0, &N157_964.to_le_bytes()),
        record(0x00BD, &many),
        cell(0x027E, (2, 0), 1, &hundredfold.to_le_bytes()),
        cell(0x0205, (2, 1), 0, &[0x17, 1]),
        cell(0x0006, (3, 0), 1, &[&N157_964.to_le_bytes()[..], &[0; 8]].concat()),
        cell(0x0006, (3, 1), 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0]),
        record(0x0207, &text("见表")),
    ];
    let bytes = xls(&styles(), &[("表", 0, records)]);
    let expected = "157.96 | 157.964\n1,234.50 | -7\n1,234.50 | #REF!\n157.96 | 见表";
    assert_eq!(shown(&bytes), expected);
}

#[test]
fn shared_texts_are_whole_where_records_break_them() {
    let first = text("合计");
    let second = "一般公共预算";
    // Broken after two characters; what follows says its width again.
    let head = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &first, &[6, 0, 1], &units(second)[..4]].concat();
    let rest = [&[1][..], &units(second)[4..]].concat();
    let globals = [record(0x00FC, &head), record(0x003C, &rest)];
    let label = |column, index: u32| cell(0x00FD, (0, column), 0, &index.to_le_bytes());
    let bytes = xls(&globals, &[("表", 0, vec![label(0, 0), label(1, 1), label(2, 9)])]);
    assert_eq!(shown(&bytes), "合计 | 一般公共预算 | #REF!");
}

#[test]
fn merged_and_hidden_cells_are_known() {
    let label = |row, column, t: &str| cell(0x0204, (row, column), 0, &text(t));
    let merged = [1_u16, 0, 0, 0, 2].map(u16::to_le_bytes).concat();
    let hidden_row = [&[2, 0][..], &[0; 10], &0x20_u32.to_le_bytes()].concat();
    let hidden_column = [1_u16, 1, 0, 0, 1].map(u16::to_le_bytes).concat();
    let records = vec![
        record(0x007D, &hidden_column),
        record(0x0208, &hidden_row),
        label(0, 0, "总表"),
        label(1, 0, "合计"),
        label(1, 1, "密"),
        label(1, 2, "5"),
        label(2, 0, "明细"),
        record(0x00E5, &merged),
        record(0x001C, &[0; 8]),
    ];
    let bytes = xls(&styles(), &[("表", 0, records), ("底稿", 1, vec![label(0, 0, "张三")])]);
    assert_eq!(shown(&bytes), "总表+2×1 | ·\n合计 | 5\n…");
    let expected =
        ["read-hidden-sheets 1", "read-comments 1", "read-hidden-rows 1", "read-hidden-columns 1"];
    assert_eq!(noticed(&bytes), expected);
}

#[test]
fn a_workbook_with_a_password_and_one_from_before_1997_are_named() {
    let bytes = xls(&[record(0x002F, &[1, 0, 1, 0])], &[]);
    assert_eq!(try_read(&bytes).err(), Some(ReadError::Encrypted));
    let old = [record(BEGIN, &[0, 5, 5, 0]), record(END, &[])].concat();
    assert_eq!(try_read(&compound("/Workbook", &old)).err(), Some(ReadError::Legacy));
    assert_eq!(try_read(&compound("/Book", &old)).err(), Some(ReadError::Legacy));
}

#[test]
fn a_workbook_that_is_cut_off_is_damaged() {
    let whole = [begin(), record(0x0085, &[0xFF, 0xFF, 0, 0, 0, 0, 1, 0, b'A']), record(END, &[])];
    for stream in [vec![], begin(), whole.concat(), b"no records at all".to_vec()] {
        let read = try_read(&compound("/Workbook", &stream));
        assert!(matches!(read, Err(ReadError::Damaged { .. })), "{read:?}");
    }
}

#[test]
fn no_byte_of_a_workbook_brings_it_down() {
    let records = vec![
        cell(0x0203, (0, 0), 1, &N157_964.to_le_bytes()),
        cell(0x00FD, (0, 1), 0, &[0; 4]),
        record(0x00BD, &[1, 0, 0, 0, 1, 0, 7, 0, 0, 0, 0, 0]),
        record(0x00E5, &[1, 0, 0, 0, 9, 0, 0, 0, 9, 0]),
    ];
    let texts = record(0x00FC, &[&[1, 0, 0, 0, 1, 0, 0, 0][..], &text("合计")].concat());
    let bytes = xls(&[styles().concat(), texts], &[("表", 0, records)]);
    for at in (0..bytes.len()).filter(|at| bytes[*at] != 0 || at % 16 == 0) {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut bytes = bytes.clone();
            bytes[at] = value;
            let _ = try_read(&bytes);
        }
        let _ = try_read(&bytes[..at]);
    }
}
