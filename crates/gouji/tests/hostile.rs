//! Input that is not what it should be: a clear message or a diagnostic, and never a crash, a hang
//! or a silently lost row.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_model::{CellValue, Level, Verdict};
use gouji_read::{Limits, Options, ReadError};
use gouji_standard::Standard;
use proptest::prelude::*;

fn error(bytes: &[u8]) -> ReadError {
    gouji_read::read("x", bytes, Standard::embedded(), &Options::default()).unwrap_err()
}

fn example() -> String {
    String::from_utf8(support::bytes(support::CLEAN)).unwrap()
}

fn said(disclosure: &gouji_model::Disclosure, id: &str) -> bool {
    disclosure.diagnostics.iter().any(|diagnostic| diagnostic.message.id == id)
}

#[test]
fn nothing_is_an_error() {
    assert_eq!(error(b""), ReadError::Empty);
    assert_eq!(error(b" \r\n\t\n"), ReadError::Empty);
    assert_eq!(error(b"\xEF\xBB\xBF"), ReadError::Empty);
}

#[test]
fn other_kinds_of_file_are_named() {
    assert_eq!(error(b"\x89PNG\r\n\x1A\n"), ReadError::Unsupported { kind: "PNG" });
    assert_eq!(error(b"{\\rtf1\\ansi}"), ReadError::Unsupported { kind: "RTF" });
    assert_eq!(error(&[0, 1, 2, 3, 250, 251]), ReadError::NotText);
}

#[test]
fn a_container_that_breaks_off_is_damaged() {
    for start in
        [&b"%PDF-1.7\n%\xE2\xE3"[..], b"PK\x03\x04\x14\0", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"]
    {
        assert!(matches!(error(start), ReadError::Damaged { .. }), "{start:?}");
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused_by_its_size() {
    let bytes = vec![b'1'; 100 * 1024 * 1024];
    assert!(matches!(error(&bytes), ReadError::TooLarge { .. }));
}

#[test]
fn more_cells_than_the_limit_are_refused_before_they_are_laid_out() {
    let text = format!("{}\n", "1\t".repeat(900)).repeat(3_000);
    assert!(matches!(error(text.as_bytes()), ReadError::TooManyCells { .. }));
}

#[test]
fn a_line_of_a_million_characters_is_cut_and_that_is_said() {
    let text = format!("目录\n{}\n2026年预算收支总表\n", "收".repeat(1_000_000));
    let disclosure = support::read(text.as_bytes());
    assert!(said(&disclosure, "read-long-line"));
}

#[test]
fn a_row_of_a_million_cells_is_cut_and_that_is_said() {
    let text = format!("2026年预算收支总表\n{}\n", "1\t".repeat(90_000));
    let disclosure = support::read(text.as_bytes());
    assert!(said(&disclosure, "read-wide-row"));
}

#[test]
fn more_lines_than_the_limit_are_refused() {
    let options =
        Options { limits: Limits { lines: 10, ..Limits::default() }, ..Options::default() };
    let text = "收入\n".repeat(11);
    let error = gouji_read::read("x", text.as_bytes(), Standard::embedded(), &options).unwrap_err();
    assert_eq!(error, ReadError::TooManyLines { limit: 10 });
}

#[test]
fn a_text_that_is_no_disclosure_proves_nothing() {
    let disclosure = support::read("今天天气很好。\n明天也是。".as_bytes());
    let report = support::check(&disclosure);
    assert_eq!(report.findings, []);
    assert_eq!(report.coverage.count(Verdict::Pass), 0);
    assert!(report.coverage.count(Verdict::NotAssessable) > 0, "missing tables are not assessable");
}

#[test]
fn a_table_cut_in_half_is_incomplete_and_its_sums_are_not_assessable() {
    let text = example();
    let end = text.find("本年收入合计").unwrap();
    let disclosure = support::read(&text.as_bytes()[..end]);
    let balance = disclosure.statement("balance").unwrap();
    assert!(!balance.completeness.is_complete());
    assert!(said(&disclosure, "read-no-total"));
    let report = support::check(&disclosure);
    assert_eq!(report.findings, [], "half a table is no error of the unit");
    assert!(report.coverage.count(Verdict::NotAssessable) > 0);
}

#[test]
fn a_table_without_its_title_is_found_by_its_header_and_that_is_said() {
    let text = example();
    // Some heading stands there instead, so that the table before it is closed.
    let damaged = text.replace("\n2026年预算收支总表\n", "\n第二部分 2026年单位预算报表\n");
    assert_ne!(damaged, text);
    let disclosure = support::read(damaged.as_bytes());
    let balance = disclosure.statement("balance").unwrap();
    assert!(!balance.completeness.is_complete(), "without a title it is not completely read");
    assert!(said(&disclosure, "read-no-title"));
}

/// The first row of the example's expenditure table that has a functional item.
fn item_row(text: &str) -> (u32, String) {
    let from = text.lines().zip(1u32..).skip_while(|(line, _)| !line.ends_with("预算支出总表"));
    let mut rows = from.filter(|(line, _)| line.starts_with('2') && line.contains('\t'));
    let (line, number) =
        rows.find(|(line, _)| line.split('\t').next().unwrap().len() == 7).unwrap();
    (number, line.to_owned())
}

#[test]
fn a_number_that_is_none_is_said_with_its_place_and_never_a_pass() {
    let text = example();
    let (line, _) = item_row(&text);
    let disclosure = support::read(support::with_cell(&text, line, 3, "1,2,3.4.5").as_bytes());
    let diagnostic =
        disclosure.diagnostics.iter().find(|d| d.message.id == "read-illegible").unwrap();
    assert_eq!((diagnostic.place.line, diagnostic.place.cell), (Some(line), Some(3)));
    assert_eq!(diagnostic.level, Level::Warning);
    let cells = disclosure.statements.iter().flat_map(|s| &s.rows).flat_map(|r| &r.cells);
    let illegible: Vec<_> = cells.filter(|cell| cell.value == CellValue::Illegible).collect();
    assert_eq!(illegible.len(), 1);
    let report = support::check(&disclosure);
    let [finding] = &report.findings[..] else { panic!("one finding") };
    assert_eq!((&*finding.code, finding.places[0].line), ("GJ816", Some(line)));
    assert!(report.coverage.count(Verdict::NotAssessable) > 0);
}

#[test]
fn a_row_with_too_many_cells_is_said_and_kept() {
    let text = example();
    let (line, row) = item_row(&text);
    let last = u32::try_from(row.split('\t').count()).unwrap();
    let damaged = support::with_cell(&text, line, last, "\t99.99\t多余");
    let disclosure = support::read(damaged.as_bytes());
    let extra = disclosure.diagnostics.iter().find(|d| d.message.id == "read-extra-cells");
    assert_eq!(extra.map(|d| d.place.line), Some(Some(line)), "{row}");
}

#[test]
fn a_row_without_its_code_is_said_and_kept() {
    let text = example();
    let (line, _) = item_row(&text);
    let clean = support::read(text.as_bytes());
    let disclosure = support::read(support::with_cell(&text, line, 1, "").as_bytes());
    assert!(said(&disclosure, "read-unknown-row"));
    assert_eq!(support::amounts(&disclosure), support::amounts(&clean), "no number is lost");
}

/// The report on the example with one thing changed.
fn findings_with(from: &str, to: &str) -> Vec<String> {
    let text = example();
    let damaged = text.replace(from, to);
    assert_ne!(damaged, text, "{from}");
    let report = support::check(&support::read(damaged.as_bytes()));
    report.findings.iter().map(|finding| finding.message.zh.clone()).collect()
}

#[test]
fn a_unit_of_any_name_is_no_project() {
    // No name begins another, and none is known from the cover.
    let text = example();
    let damaged =
        text.replace("云岭市水务局安和分局", "晋中市档案馆").replace("云岭市水务局", "晋中市");
    let report = support::check(&support::read(damaged.as_bytes()));
    assert_eq!(report.findings, []);
}

#[test]
fn a_footnote_mark_is_no_unit_of_money() {
    let (line, row) = item_row(&example());
    let total = row.split('\t').nth(2).unwrap().to_owned();
    let damaged = support::with_cell(&example(), line, 3, &format!("{total}*"));
    let disclosure = support::read(damaged.as_bytes());
    assert!(said(&disclosure, "read-illegible"));
    assert_eq!(support::check(&disclosure).findings, []);
}

#[test]
fn formulas_and_wide_digits_number_columns() {
    for (from, to) in [
        ("1\t2\t3\t4\t5\t6\t7", "1\t2=3+4+5+6+7\t3\t4\t5\t6\t7"),
        ("1\t2\t3\t4\t5", "１\t２\t３\t４\t５"),
    ] {
        assert_eq!(findings_with(from, to), [""; 0], "{to}");
    }
}

#[test]
fn titles_may_lack_the_year_or_bear_a_number_or_be_continued() {
    for (from, to) in [
        ("\n2026年预算收支总表\n", "\n预算收支总表\n"),
        ("\n2026年预算收入总表\n", "\n表二 2026年预算收入总表\n"),
        ("\n2026年预算支出总表\n", "\n2026年预算支出总表（续）\n"),
    ] {
        let disclosure = support::read(example().replace(from, to).as_bytes());
        assert_eq!(&*disclosure.profile.id, "shanxi-yangquan");
        assert_eq!(disclosure.statements.len(), 13, "{to}");
    }
}

#[test]
fn an_increase_beyond_this_years_figure_is_found() {
    let text = example();
    let at = text.find("“三公”经费预算").unwrap();
    let sentence: String = text[at..].chars().take_while(|c| *c != '。').collect();
    let change = sentence.split("增加").nth(1).unwrap().split('万').next().unwrap();
    let damaged = sentence.replacen(&format!("增加{change}"), "增加97.18", 1);
    let findings = findings_with(&sentence, &damaged);
    assert!(findings.iter().any(|finding| finding.contains("97.18")), "{findings:?}");
}

#[test]
fn usual_wordings_of_shares_and_changes_are_bound() {
    let bound = |text: &str| {
        let disclosure = support::read(text.as_bytes());
        assert_eq!(support::check(&disclosure).findings, []);
        disclosure.claims.iter().filter(|claim| !claim.is_unbound()).count()
    };
    let text = example();
    let expected = bound(&text);
    for (from, to) in [
        ("，占", "，占比"),
        ("比上年", "同比"),
        ("比上年", "较上年预算数"),
        ("比上年", "与上年相比，"),
    ] {
        let reworded = text.replace(from, to).replace("，占比部门", "，占部门");
        assert_ne!(reworded, text, "{from}");
        assert_eq!(bound(&reworded), expected, "{to}");
    }
}

#[test]
fn what_is_missing_is_said() {
    let text = example();
    let explanation = text.rfind("\n第三部分 2026").unwrap();
    assert!(said(&support::read(&text.as_bytes()[..explanation]), "read-no-explanation"));
    let without = text.replace("2026年财政拨款安排机关运行经费预算表", "某某表");
    assert!(said(&support::read(without.as_bytes()), "read-missing-table"));
    assert!(said(&support::read("hi".as_bytes()), "read-no-evidence"));
}

#[test]
fn thousands_of_rows_and_numbers_are_read_in_good_time() {
    let rows: Vec<String> = (0..20_000).map(|i| format!("2{i:06}\t某项\t1.00\t1.00\t")).collect();
    let rows = rows.join("\n");
    let table = format!(
        "2026年预算支出总表\n\n项目\t\t2026年预算数\t\t\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n合计\t\t20000.00\t20000.00\t\n{rows}"
    );
    let text =
        format!("{table}\n\n二、收入预算情况说明\n\n{}\n", "比上年增加1万元，占2%，".repeat(5_000));
    let disclosure = support::read(text.as_bytes());
    assert!(disclosure.statement("expenditure").unwrap().rows.len() > 20_000);
    assert!(disclosure.claims.len() >= 10_000);
    let kept: usize = disclosure.claims.iter().map(|claim| claim.sentence.len()).sum();
    assert!(kept < 40 * 1024 * 1024, "{kept} bytes of sentences");
    let _ = support::check(&disclosure);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Damage of every kind to the example: reading and checking go on, and amounts that are read
    /// stand where something is printed.
    #[test]
    fn damaged_documents_are_read_and_checked_without_a_panic(
        cuts in prop::collection::vec((0usize..10_000, 0usize..40, prop::sample::select(vec![
            "", "\t", "\n", "\n\n", "，", "1,2,3.4.5", "合计", "—", "（", "9", "\u{3000}", "2026年预算收支总表\n",
            "科目编码\t科目名称\n", "\u{202E}", "项目", "𠮷",
        ])), 1..6)
    ) {
        let mut text: Vec<char> = example().chars().collect();
        for (at, length, insert) in cuts {
            // A position in ten-thousandths of the text.
            let from = text.len() * at / 10_000;
            let to = (from + length).min(text.len());
            text.splice(from..to, insert.chars());
        }
        let text: String = text.into_iter().collect();
        let disclosure = support::read(text.as_bytes());
        let _ = support::check(&disclosure);
        let lines: Vec<&str> = text.split('\n').collect();
        for (line, _) in support::amounts(&disclosure) {
            prop_assert!(!lines[line as usize - 1].trim().is_empty());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = gouji_read::read("x", &bytes, Standard::embedded(), &Options::default());
    }
}
