//! Highlights stand on what they are about, and the original is the beginning of the copy.

use std::fmt::Write as _;

use gouji_model::{Area, Level, Place};
use gouji_ooxml::PackageLimits;
use gouji_report::annotate::{AnnotateError, Form, Options, Remark, Weight, annotated};
use gouji_standard::Lang;

const OPTIONS: Options =
    Options { lang: Lang::Zh, limits: PackageLimits { entries: 0, unpacked_bytes: 0 } };

/// A file of one page with these entries, and these in its trailer.
fn pdf(page: &str, trailer: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R {page} >>"),
        "[ 5 0 R ]".to_owned(),
        "<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents (>>) >>".to_owned(),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "0000000000 65535 f\r\n".to_owned();
    for (object, number) in objects.iter().zip(1..) {
        write!(table, "{:010} 00000 n\r\n", file.len()).expect("memory");
        write!(file, "{number} 0 obj\n{object}\nendobj\n").expect("memory");
    }
    let start = file.len();
    write!(
        file,
        "xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF"
    )
    .expect("memory");
    file.into_bytes()
}

/// Something said of an area: left, top, right and bottom in points.
fn remark(area: Option<[i32; 4]>) -> Remark {
    let area = area.map(|[left, top, right, bottom]| [left, top, right, bottom].map(|it| it * 100));
    let area = area.map(|[left, top, right, bottom]| Area { top, left, bottom, right });
    Remark {
        place: Place { page: area.map(|_| 1), area, ..Place::default() },
        printed: String::new(),
        level: Level::Error,
        weight: Weight::Main,
        text: "应为 1.5".to_owned(),
    }
}

fn added(original: &[u8], remarks: &[Remark]) -> String {
    let copy = annotated(Form::Pdf, original, remarks, &OPTIONS).expect("a file");
    assert!(copy.starts_with(original));
    String::from_utf8(copy[original.len()..].to_vec()).expect("our own is ASCII")
}

#[test]
fn a_highlight_is_where_the_number_is_on_shifted_and_turned_pages() {
    // With a margin of one point: from 9, 19 to 31, 41 on the page as it is read.
    let remarks = [remark(Some([10, 20, 30, 40]))];
    for (page, rectangle) in [
        ("/MediaBox [0 0 200 100]", "9.00 59.00 31.00 81.00"),
        ("/MediaBox [50 30 250 130]", "59.00 89.00 81.00 111.00"),
        ("/MediaBox [0 0 500 500] /CropBox [50 30 250 130]", "59.00 89.00 81.00 111.00"),
        ("/MediaBox [0 0 200 100] /Rotate 90", "19.00 9.00 41.00 31.00"),
        ("/MediaBox [0 0 200 100] /Rotate 180", "169.00 19.00 191.00 41.00"),
        ("/MediaBox [0 0 200 100] /Rotate 270", "159.00 69.00 181.00 91.00"),
    ] {
        let found = added(&pdf(page, ""), &remarks);
        assert!(found.contains(&format!("/Rect [{rectangle}] /C")), "{page}: {found}");
    }
}

#[test]
fn annotations_that_the_page_has_stay() {
    for (annotations, expected) in [
        ("/Annots 4 0 R", "/Annots [ 5 0 R  7 0 R 8 0 R]"),
        ("/Annots[5 0 R<</Type/Annot>>]", "/Annots [5 0 R<</Type/Annot>> 7 0 R 8 0 R]"),
        ("", "/Annots [ 7 0 R 8 0 R]"),
    ] {
        let page = format!("{annotations} /MediaBox [0 0 200 100] /Rotate 0");
        let found = added(&pdf(&page, ""), &[remark(Some([1, 1, 9, 9]))]);
        assert!(found.contains(expected), "{found}");
        assert!(found.contains("/MediaBox [0 0 200 100] /Rotate 0"), "{found}");
    }
}

#[test]
fn what_is_said_of_one_place_is_one_note_and_what_has_none_is_a_note_of_its_own() {
    let page = "/MediaBox [0 0 200 100]";
    let place = Some([1, 1, 9, 9]);
    let related = Remark { weight: Weight::Related, ..remark(place) };
    let found = added(&pdf(page, ""), &[related, remark(place), remark(place), remark(None)]);
    assert_eq!(found.matches("/Subtype /Highlight").count(), 1, "{found}");
    assert_eq!(found.matches("/Subtype /Text").count(), 1, "{found}");
    // 应为, in UTF-16.
    assert_eq!(found.matches("5E944E3A").count(), 3, "{found}");
}

#[test]
fn numbers_of_objects_are_new_also_where_the_file_counts_too_few() {
    let mut original = pdf("/MediaBox [0 0 200 100]", "/Info 5 0 R /ID [<00> <01>]");
    let note = b"\n9 0 obj\n(not in the table)\nendobj\n";
    let at = original.windows(5).position(|it| it == b"xref\n").expect("a table");
    // Behind the objects, so that only the table moves.
    original.splice(at..at, note.iter().copied());
    let text = String::from_utf8(original).expect("ASCII");
    let original =
        text.replace(&format!("startxref\n{at}"), &format!("startxref\n{}", at + note.len()));
    let found = added(original.as_bytes(), &[remark(None)]);
    assert!(found.contains("\n10 0 obj\n") || found.starts_with("\n10 0 obj"), "{found}");
    assert!(found.contains("/Root 1 0 R /Info 5 0 R /ID [<00> <01>]"), "{found}");
}

#[test]
fn a_file_that_must_not_be_changed_or_is_damaged_is_refused() {
    let remarks = [remark(None)];
    let of = |bytes: &[u8]| annotated(Form::Pdf, bytes, &remarks, &OPTIONS);
    let protected = pdf("/MediaBox [0 0 9 9]", "/Encrypt << /V 4 >>");
    assert_eq!(of(&protected), Err(AnnotateError::Protected));
    let whole = pdf("/MediaBox [0 0 9 9]", "");
    assert!(of(&whole).is_ok());
    for length in 0..whole.len() - 20 {
        assert!(matches!(of(&whole[..length]), Err(AnnotateError::Damaged(_))), "{length}");
    }
    let wrong = String::from_utf8(whole).expect("ASCII").replace("xref\n0 6", "xxxx\n0 6");
    assert!(matches!(of(wrong.as_bytes()), Err(AnnotateError::Damaged(_))));
}

/// The file with a cross-reference stream in the place of its table.
fn with_stream(file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(file.to_vec()).expect("ASCII");
    let (objects, rest) = text.split_once("xref\n0 6\n").expect("a table");
    let places = rest.lines().take(6).map(|line| line[..10].parse::<u32>().expect("a place"));
    let start = objects.len();
    let mut file = objects.as_bytes().to_vec();
    let mut data: Vec<u8> = places.flat_map(|at| [&[1][..], &at.to_be_bytes()].concat()).collect();
    data[0] = 0;
    data.push(1);
    data.extend(u32::try_from(start).expect("small").to_be_bytes());
    let head = format!(
        "6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 0] /Root 1 0 R /Length {} >>\nstream\n",
        data.len()
    );
    file.extend([head.as_bytes(), &data, b"\nendstream\nendobj\n"].concat());
    file.extend(format!("startxref\n{start}\n%%EOF\n").into_bytes());
    file
}

#[test]
fn a_file_with_a_cross_reference_stream_gets_another() {
    let original = with_stream(&pdf("/MediaBox [0 0 200 100]", ""));
    let remarks = [remark(Some([1, 1, 9, 9]))];
    let copy = annotated(Form::Pdf, &original, &remarks, &OPTIONS).expect("a file");
    assert!(copy.starts_with(&original));
    let new = String::from_utf8_lossy(&copy[original.len()..]).into_owned();
    assert!(new.contains("/Type /XRef /W [1 4 2] /Index [3 1 7 4]"), "{new}");
    assert!(!new.contains("trailer"), "{new}");
    // What was written leads to what it was written for.
    let twice = annotated(Form::Pdf, &copy, &remarks, &OPTIONS).expect("a file");
    let new = String::from_utf8_lossy(&twice[copy.len()..]).into_owned();
    assert!(new.contains("/Annots [ 8 0 R 9 0 R 12 0 R 13 0 R]"), "{new}");
}

#[test]
fn a_hybrid_file_gets_a_table() {
    let original = pdf("/MediaBox [0 0 200 100]", "/XRefStm 9");
    let found = added(&original, &[remark(Some([1, 1, 9, 9]))]);
    assert!(found.contains("trailer\n<< /Size 9 /Prev") && !found.contains("XRefStm"), "{found}");
}
