//! XLSX: a whole file, or else its parts.
#![no_main]

use gouji_fuzz::{hold, make};
use libfuzzer_sys::fuzz_target;

/// The parts in the order in which the input has them.
const PARTS: [&str; 7] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet2.xml",
    "xl/comments1.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];

/// The workbook and its relations where the input does not have its own.
const USUAL: [(&str, &[u8]); 2] = [
    (
        "xl/workbook.xml",
        b"<workbook><sheets><sheet name='1' r:id='r1'/><sheet name='2' r:id='r2'/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        b"<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
          <Relationship Id='r2' Type='x/worksheet' Target='worksheets/sheet2.xml'/></Relationships>",
    ),
];

fuzz_target!(|input: &[u8]| {
    if input.starts_with(b"PK") {
        return hold::file("a.xlsx", input);
    }
    let own = || PARTS.into_iter().zip(make::parts(input)).filter(|(_, part)| !part.is_empty());
    let has = |name: &str| own().any(|(part, _)| part == name);
    let usual = USUAL.into_iter().filter(|(name, _)| !has(name));
    // The second sheet that the usual workbook names must be there.
    let blank = (!has("xl/worksheets/sheet2.xml"))
        .then_some(("xl/worksheets/sheet2.xml", &b"<worksheet/>"[..]));
    hold::file("a.xlsx", &make::archive(own().chain(usual).chain(blank)));
});
