//! Comments of a word processor's document, at the very number: what is written around it may be of
//! any kind.

use std::io::{Cursor, Read, Write};

use gouji_model::{Block, Level, Place, Spot};
use gouji_ooxml::PackageLimits;
use gouji_read::{Limits, formats};
use gouji_report::annotate::{AnnotateError, Form, Options, Remark, Weight, annotated};
use gouji_standard::Lang;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OPTIONS: Options =
    Options { lang: Lang::Zh, limits: PackageLimits { entries: 100, unpacked_bytes: 1 << 20 } };

/// A package with these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";

/// A document of this body.
fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version='1.0'?><w:document xmlns:w='{WORD}' \
         xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
         xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>\
         <w:body>{body}</w:body></w:document>"
    );
    package(&[("[Content_Types].xml", TYPES), ("word/document.xml", &xml)])
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

fn remark(paragraph: u32, printed: &str) -> Remark {
    Remark {
        place: Place { paragraph: Some(paragraph), ..Place::default() },
        printed: printed.to_owned(),
        level: Level::Error,
        weight: Weight::Main,
        text: format!("应改 {printed}"),
    }
}

fn commented(bytes: &[u8], remarks: &[Remark]) -> Vec<u8> {
    annotated(Form::Docx, bytes, remarks, &OPTIONS).expect("a document")
}

/// The text between the marks of a comment.
fn anchored(xml: &str, id: usize) -> String {
    let begin = xml.find(&format!("commentRangeStart w:id=\"{id}\"/>")).expect("a beginning");
    let end = xml.find(&format!("commentRangeEnd w:id=\"{id}\"/>")).expect("an end");
    let mut text = String::new();
    for piece in xml[begin..end].split('<') {
        let is_text = piece.starts_with("w:t>") || piece.starts_with("w:t ");
        text += piece.split_once('>').filter(|_| is_text).map_or("", |(_, text)| text);
    }
    text
}

/// What the reader sees: every paragraph and cell with its number.
fn seen(bytes: &[u8]) -> Vec<(u32, String)> {
    let (document, _) = formats::read("a.docx", bytes, &Limits::default()).expect("a document");
    let number = |spot: Spot| match spot {
        Spot::Paragraph { paragraph } => paragraph,
        spot => panic!("{spot:?}"),
    };
    let mut seen = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(it) => seen.push((number(it.location.spot), it.text.clone())),
            Block::Grid(grid) => {
                let cells = grid.rows.iter().flat_map(gouji_model::GridRow::filled);
                seen.extend(cells.map(|(_, it)| (number(it.location.spot), it.text.clone())));
            }
        }
    }
    seen
}

/// Whether all of one text stands in another in its order.
fn is_within(some: &str, all: &str) -> bool {
    let mut rest = all.bytes();
    some.bytes().all(|byte| rest.any(|it| it == byte))
}

/// Paragraphs, each with a number in it, and what its comment is to surround.
const CASES: [(&str, &str, &str); 17] = [
    (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>收入157.96万元，占15.37%</w:t></w:r></w:p>",
        "157.96",
        "157.96",
    ),
    (
        "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>收入157</w:t></w:r><w:r><w:t>.96万元</w:t></w:r></w:p>",
        "157.96",
        "157.96",
    ),
    ("<w:p><w:r><w:t>157.96</w:t></w:r></w:p>", "157.96", "157.96"),
    (
        "<w:p><w:r><w:t xml:space='preserve'> 收入 </w:t><w:tab/><w:t>157.96</w:t></w:r></w:p>",
        "157.96",
        "157.96",
    ),
    // The same number twice: which is meant is not known.
    (
        "<w:p><w:r><w:t>收入1.5万元，支出1.5万元</w:t></w:r></w:p>",
        "1.5",
        "收入1.5万元，支出1.5万元",
    ),
    // Spaces that do not count would begin to.
    ("<w:p><w:r><w:t> 收入1.5万元</w:t></w:r></w:p>", "1.5", " 收入1.5万元"),
    (
        "<w:p><w:r><w:rPr><w:rPrChange w:id='1'/></w:rPr><w:t>收入1.5万元</w:t></w:r></w:p>",
        "1.5",
        "收入1.5万元",
    ),
    (
        "<w:p><w:ins w:id='1'><w:r><w:t>收入1.5</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText>2.5</w:delText></w:r></w:del><w:r><w:t>万元</w:t></w:r></w:p>",
        "1.5",
        "1.5",
    ),
    (
        "<w:p><w:moveFrom w:id='1'><w:r><w:t>1.5</w:t></w:r></w:moveFrom><w:moveTo w:id='2'><w:r><w:t>共1.5万元</w:t></w:r></w:moveTo></w:p>",
        "1.5",
        "1.5",
    ),
    ("<w:p><w:hyperlink><w:r><w:t>收入1.5万元</w:t></w:r></w:hyperlink></w:p>", "1.5", "1.5"),
    (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>=9.5</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>合1.5万</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "1.5",
        "1.5",
    ),
    (
        "<w:p><w:fldSimple><w:r><w:t>1.5</w:t></w:r></w:fldSimple><w:r><w:t>万元</w:t></w:r></w:p>",
        "1.5",
        "1.5",
    ),
    (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>1.5</w:t></w:r><w:r><w:t>共1.5万元</w:t></w:r></w:p>",
        "1.5",
        "1.5",
    ),
    ("<w:p><w:r><w:t>甲&amp;乙1.5&lt;</w:t></w:r></w:p>", "1.5", "1.5"),
    ("<w:p><w:r><w:t><![CDATA[甲1.5]]></w:t></w:r></w:p>", "1.5", ""),
    (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>甲1.5</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "1.5",
        "1.5",
    ),
    // A text box: no comment can stand in it, so it stands at the paragraph outside.
    (
        "<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>甲1.5</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>甲1.5</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "1.5",
        "外甲1.5甲1.5",
    ),
];

#[test]
fn a_comment_is_around_the_number_whatever_it_is_written_in() {
    for (paragraph, printed, expected) in CASES {
        let original = document(&format!("<w:p><w:r><w:t>标题</w:t></w:r></w:p>{paragraph}"));
        let (number, _) =
            seen(&original).into_iter().rfind(|(_, it)| it.contains(printed)).expect(paragraph);
        let copy = commented(&original, &[remark(number, printed)]);
        let (before, after) =
            (part(&original, "word/document.xml"), part(&copy, "word/document.xml"));
        assert_eq!(anchored(&after, 0), expected, "{paragraph}");
        assert!(is_within(&before, &after), "{after}");
        assert_eq!(seen(&copy), seen(&original), "{paragraph}");
        assert!(part(&copy, "word/comments.xml").contains("应改"));
    }
}

#[test]
fn a_comment_of_a_cell_is_around_its_text_also_in_nested_tables() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{text}</w:tc>");
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let inner = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell(&p("子目")), cell(&p("7.5"))]),
        row(&[cell(&p("合计")), cell(&p("7.5"))])
    );
    let table = format!(
        "<w:tbl>{}{}</w:tbl><w:p/>",
        row(&[cell(&p("科目")), cell(&(p("1,0") + &p("27.63")))]),
        row(&[cell("<w:p/>"), cell(&(p("3.5") + &inner + "<w:p/>"))])
    );
    let original = document(&(p("标题") + &table));
    let all = seen(&original);
    let number = |text: &str| all.iter().find(|(_, it)| it == text).expect(text).0;
    let remarks = [
        remark(number("1,027.63"), "1,027.63"),
        remark(number("3.5"), "3.5"),
        remark(number("7.5"), "7.5"),
        // The empty cell behind `1,0`, `27.63`.
        remark(number("1,027.63") + 2, ""),
    ];
    let copy = commented(&original, &remarks);
    let xml = part(&copy, "word/document.xml");
    let found: Vec<String> = (0..4).map(|id| anchored(&xml, id)).collect();
    assert_eq!(found, ["1,027.63", "3.5", "7.5", ""]);
    assert_eq!(seen(&copy), all);
}

#[test]
fn several_comments_at_one_place_and_one_without_a_place() {
    let original = document(
        "<w:p><w:r><w:t>标题</w:t></w:r></w:p><w:p><w:r><w:t>共1.5万元、2.5万元</w:t></w:r></w:p>",
    );
    let homeless = Remark { place: Place::default(), ..remark(1, "") };
    let remarks =
        [remark(2, "1.5"), remark(2, "2.5"), remark(2, "1.5"), homeless, remark(99, "1.5")];
    let copy = commented(&original, &remarks);
    let xml = part(&copy, "word/document.xml");
    let found: Vec<String> = (0..4).map(|id| anchored(&xml, id)).collect();
    assert_eq!(found, ["标题", "1.5", "2.5", "1.5"]);
    assert_eq!(seen(&copy), seen(&original));
    let comments = part(&copy, "word/comments.xml");
    assert!(comments.contains("以下 2 项"), "{comments}");
    assert_eq!(commented(&original, &remarks), copy, "same input, same bytes");
    // Once more, into the copy: the numbers go on.
    let twice = commented(&copy, &remarks[..1]);
    assert_eq!(anchored(&part(&twice, "word/document.xml"), 4), "1.5");
    assert_eq!(part(&twice, "word/comments.xml").matches(":comment ").count(), 5);
    assert_eq!(seen(&twice), seen(&original));
}

#[test]
fn prefixes_are_those_of_the_document() {
    for (open, p) in [
        (format!("<document xmlns='{WORD}'>"), ""),
        (format!("<x:document xmlns:x='{WORD}'>"), "x:"),
        (
            "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'>".to_owned(),
            "w:",
        ),
    ] {
        let name = &open[1..open.find(' ').expect("a name")];
        let xml = format!(
            "{open}<{p}body><{p}p><{p}r><{p}t>共1.5万元</{p}t></{p}r></{p}p></{p}body></{name}>"
        );
        let original = package(&[("[Content_Types].xml", TYPES), ("word/document.xml", &xml)]);
        let copy = commented(&original, &[remark(1, "1.5")]);
        assert_eq!(seen(&copy), seen(&original), "{open}");
        let (_, diagnostics) =
            formats::read("a.docx", &copy, &Limits::default()).expect("a document");
        assert_eq!(diagnostics.len(), 1, "the reader sees one comment: {diagnostics:?}");
        assert_eq!(diagnostics[0].place.paragraph, Some(1));
    }
}

#[test]
fn a_document_that_is_none_is_an_error_and_no_panic() {
    let damaged = [
        package(&[]),
        package(&[("word/document.xml", "<w:document")]),
        package(&[("word/document.xml", ""), ("[Content_Types].xml", TYPES)]),
        package(&[("word/document.xml", "<a/>"), ("[Content_Types].xml", "<Types")]),
        b"PK\x03\x04".to_vec(),
        Vec::new(),
    ];
    for bytes in damaged {
        let found = annotated(Form::Docx, &bytes, &[remark(1, "1.5")], &OPTIONS);
        assert!(matches!(found, Err(AnnotateError::Damaged(_))), "{found:?}");
    }
    let bomb =
        package(&[("word/document.xml", &" ".repeat(2 << 20)), ("[Content_Types].xml", TYPES)]);
    assert!(annotated(Form::Docx, &bomb, &[remark(1, "1.5")], &OPTIONS).is_err());
}
