//! Detail: wrong codes and names are found, and those that only look wrong are not.

mod support;

use std::collections::BTreeMap;

use gouji_check::Options;
use gouji_model::Disclosure;
use gouji_standard::{Messages, Standard};

/// What a rule says in Chinese, by a standard.
fn said_by(standard: &Standard, disclosure: &Disclosure, code: &str) -> Vec<String> {
    let options = Options { preview: true, ..Options::default() };
    let report = gouji_check::check(disclosure, standard, Messages::embedded(), &options);
    let findings = report.findings.iter().filter(|finding| &*finding.code == code);
    findings.map(|finding| finding.message.zh.clone()).collect()
}

fn said(disclosure: &Disclosure, code: &str) -> Vec<String> {
    said_by(Standard::embedded(), disclosure, code)
}

/// The example with every occurrence of passages replaced.
fn example(changes: &[(&str, &str)]) -> Disclosure {
    let mut text = String::from_utf8(support::bytes(support::CLEAN)).expect("UTF-8");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    support::read(text.as_bytes())
}

#[test]
fn spelling_width_and_names_cut_short_are_no_other_names() {
    for (from, to) in [
        ("维修（护）费", "维修(护)费"),
        ("\t机关事业单位基本养老保险缴费支出\t", "\t机关事业单位基本养老保险缴费\t"),
        ("\t机关事业单位职业年金缴费支出\t", "\t机关事业单位职业年\t"),
        ("\t行政单位离退休\t", "\t 行政单位离退休\t"),
    ] {
        assert!(said(&example(&[(from, to)]), "GJ503").is_empty(), "{to}");
    }
}

#[test]
fn a_code_that_the_list_lacks_is_unknown_and_never_wrong() {
    let unknown = example(&[("2080801\t死亡抚恤", "2080806\t农村籍退役士兵老年生活补助")]);
    for code in ["GJ501", "GJ502", "GJ503", "GJ504", "GJ505", "GJ508"] {
        assert!(said(&unknown, code).is_empty(), "{code}");
    }
}

#[test]
fn a_name_of_its_time_is_no_old_name() {
    let old = example(&[("卫生健康支出", "医疗卫生与计划生育支出")]);
    assert_eq!(said(&old, "GJ503").len(), 1, "tables and text say one thing");
    assert!(said(&old, "GJ507").is_empty(), "an old name is for the rule about names of codes");
    let mut then = old;
    then.year = Some(2018);
    assert!(said(&then, "GJ503").is_empty() && said(&then, "GJ507").is_empty());
}

#[test]
fn the_name_of_a_sibling_proposes_the_code_of_the_sibling() {
    let swapped = example(&[("2080506\t机关事业单位职业年金", "2080507\t机关事业单位职业年金")]);
    let said = said(&swapped, "GJ503");
    assert!(!said.is_empty() && said.iter().all(|said| said.contains("2080506")), "{said:?}");
}

#[test]
fn a_retired_code_names_its_successor() {
    let list = "code\tname\tfirst_year\tlast_year\tsource\tordinal\tother_spellings\tsuccessor\n2080801\t死亡抚恤\t\t2024\tobserved:9\t\t\t2080802\n";
    let overrides = BTreeMap::from([("codes/functional.tsv".to_owned(), list.to_owned())]);
    let standard = Standard::with_overrides(&overrides).expect("profiles verify");
    let said = said_by(&standard, &example(&[]), "GJ502");
    assert!(said.len() == 1 && said[0].contains("2080802"), "{said:?}");
}

#[test]
fn consecutive_ordinals_of_the_classes_in_use_are_no_error() {
    let renumbered = example(&[("十、卫生健康支出", "三、卫生健康支出")]);
    assert!(said(&renumbered, "GJ507").is_empty());
}

#[test]
fn a_row_without_its_section_is_said_once_for_all_below_it() {
    let orphans = example(&[("20805\t行政事业单位养老支出\t39.38\t39.38\t\n", "")]);
    let said = said(&orphans, "GJ504");
    assert!(!said.is_empty() && said.iter().all(|said| said.contains("20805")), "{said:?}");
    let tables = 3;
    assert!(said.len() <= tables, "{said:?}");
}

#[test]
fn a_table_that_prints_items_only_lacks_no_parents() {
    let items = example(&[(
        "212\t城乡社区支出\t180.83\t\t180.83\n21208\t国有土地使用权出让收入安排的支出\t180.83\t\t180.83\n2120816",
        "2120816",
    )]);
    assert!(said(&items, "GJ504").is_empty());
}

#[test]
fn a_table_that_goes_through_its_codes_unit_by_unit_repeats_none() {
    let rows = "212\t城乡社区支出\t180.83\t\t180.83\n21208\t国有土地使用权出让收入安排的支出\t180.83\t\t180.83\n2120816\t农业农村生态环境支出\t180.83\t\t180.83\n";
    let thrice = rows.repeat(3);
    assert!(said(&example(&[(rows, &thrice)]), "GJ504").iter().all(|s| !s.contains("两次")));
    // Printed once more, the same numbers are a row too many, and that is one finding.
    let item = "2120816\t农业农村生态环境支出\t180.83\t\t180.83\n";
    let twice = example(&[(rows, &rows.replace(item, &item.repeat(2)))]);
    assert!(said(&twice, "GJ504").is_empty());
    assert_eq!(said(&twice, "GJ202").len(), 1);
}

#[test]
fn a_section_without_items_is_noticed_only_if_it_has_an_amount() {
    let row = "2210201\t住房公积金\t12.15\t12.15\t\n";
    let without = example(&[(row, "")]);
    assert!(!said(&without, "GJ505").is_empty());
    let nothing = example(&[
        (row, ""),
        ("22102\t住房改革支出\t12.15\t12.15\t\n", "22102\t住房改革支出\t\t\t\n"),
        ("221\t住房保障支出\t12.15\t12.15\t\n", "221\t住房保障支出\t\t\t\n"),
    ]);
    assert!(said(&nothing, "GJ505").iter().all(|said| !said.contains("住房")));
}

#[test]
fn another_governmental_item_says_nothing_of_a_public_institution() {
    let other = [("差旅费\t办公经费\t1.87", "差旅费\t会议费\t1.87")];
    assert_eq!(said(&example(&other), "GJ503").len(), 1);
    let institution = example(&[
        other[0],
        ("云岭市水务局安和分局属行政单位，", "云岭市水务局安和分局属全额拨款事业单位，"),
    ]);
    assert!(said(&institution, "GJ503").is_empty());
}

#[test]
fn rows_that_were_numbered_in_one_go_are_one_finding_of_their_table() {
    let numbered = example(&[
        ("2130311\t", "2130303\t"),
        ("2130314\t", "2130304\t"),
        ("2210201\t住房公积金", "2210201\t购房补贴"),
    ]);
    let said = said(&numbered, "GJ506");
    assert!(!said.is_empty() && said.iter().all(|s| s.contains("“21303”“22102”")), "{said:?}");
    assert!(self::said(&numbered, "GJ503").is_empty(), "they are no finding of their own");
}

#[test]
fn a_class_that_no_year_has_is_one_finding_for_all_tables() {
    let changed = example(&[("\n212\t", "\n225\t"), ("\n212", "\n225")]);
    let said = said(&changed, "GJ502");
    assert!(said.len() == 1 && said[0].contains("225"), "{said:?}");
}
