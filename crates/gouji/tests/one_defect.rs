//! One defect, one finding: a defect that is planted is found, and nothing repeats it.
//!
//! `cargo run -p gouji --example plant -- FILE…` plants many more and lists what repeats.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

#[path = "support/planting.rs"]
mod planting;

use gouji_check::{Codes, Options, Selection};
use gouji_model::Finding;
use gouji_standard::{Messages, Standard};
use planting::{Base, Defect};

/// Plants of a kind in a document.
const MOST: usize = 6;

fn example() -> Base {
    Base::of("document.txt", &support::bytes(support::CLEAN))
}

/// What is found of each of some plants of a kind: at most one finding.
fn at_most_one(base: &Base, defect: Defect) -> Vec<Finding> {
    let mut found = Vec::new();
    for plant in base.plants(defect, MOST) {
        let new = base.new_findings(&plant);
        let said: Vec<&str> = new.iter().map(|finding| finding.message.zh.as_str()).collect();
        assert!(new.len() < 2, "{defect:?}, {}: {said:#?}", plant.said);
        found.extend(new);
    }
    found
}

/// Every plant of a kind is found, each once.
fn exactly_one(defect: Defect) -> Vec<Finding> {
    let base = example();
    let found = at_most_one(&base, defect);
    assert_eq!(found.len(), base.plants(defect, MOST).len(), "{defect:?}");
    found
}

/// What the example with a passage changed gives beyond the example.
fn with(right: &str, wrong: &str) -> Vec<Finding> {
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    assert!(text.contains(right), "{right}");
    support::check(&support::read(text.replacen(right, wrong, 1).as_bytes())).findings
}

#[test]
fn a_wrong_number_of_a_table_is_one_finding() {
    exactly_one(Defect::Cell);
}

#[test]
fn a_misprinted_code_is_one_finding() {
    exactly_one(Defect::Code);
}

#[test]
fn a_table_in_the_wrong_unit_of_measure_is_one_finding_that_says_the_unit() {
    for finding in exactly_one(Defect::Measure) {
        assert_eq!(&*finding.code, "GJ803", "{}", finding.message.zh);
        assert!(!finding.places.is_empty());
    }
}

#[test]
fn a_row_printed_twice_is_one_finding() {
    at_most_one(&example(), Defect::RowDoubled);
    let row = "2130311\t水资源节约管理与保护\t299.00\t\t299.00\n";
    let [finding] = &with(row, &row.repeat(2))[..] else { panic!("one finding") };
    assert!(finding.message.zh.contains("印了两次"), "{}", finding.message.zh);
    assert!(!finding.evidence.is_empty());
}

#[test]
fn a_table_printed_twice_is_one_finding() {
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    for title in
        ["2026年预算收入总表", "2026年预算支出总表", "2026年一般公共预算支出预算表（不含上年结转）"]
    {
        let start = text.find(&format!("\n{title}\n")).unwrap();
        let end = start
            + text[start..].find("\n\n2026年").map_or(0, |_| {
                let next = text[start + 1..].match_indices("\n2026年").map(|(at, _)| at + 1);
                next.into_iter().find(|at| *at > title.len() + 10).unwrap()
            });
        let table = &text[start..end];
        let found = with(table, &table.repeat(2));
        let said: Vec<&str> = found.iter().map(|one| one.message.zh.as_str()).collect();
        assert_eq!(found.len(), 1, "{title}: {said:#?}");
    }
}

#[test]
fn what_is_asked_for_does_not_change_what_is_wrong() {
    let said = "基本支出195.56万元，占16.19%";
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    let disclosure =
        support::read(text.replacen(said, &said.replace("195.56", "159.56"), 1).as_bytes());
    let report = support::check(&disclosure);
    let select = vec![Codes::parse("GJ401").unwrap(), Codes::parse("GJ402").unwrap()];
    let selection = Selection { select, ..Selection::default() };
    let options = Options { selection, ..Options::default() };
    let (standard, messages) = (Standard::embedded(), Messages::embedded());
    let selected = gouji_check::check(&disclosure, standard, messages, &options);
    assert_eq!(selected.findings[0].culprits, report.findings[0].culprits);
}

#[test]
fn a_row_left_out_is_one_finding_that_says_its_code() {
    for row in [
        "2130311\t水资源节约管理与保护\t299.00\t\t299.00\n",
        "20899\t其他社会保障和就业支出\t0.20\t0.20\t\t\t\t\t\n",
        "208\t社会保障和就业支出\t40.85\t40.85\t\n",
    ] {
        let [finding] = &with(row, "")[..] else { panic!("one finding: {row}") };
        let code = row.split('\t').next().unwrap();
        assert!(finding.message.zh.contains(&format!("漏了“{code} ")), "{}", finding.message.zh);
    }
}

#[test]
fn a_wrong_year_on_the_cover_is_one_finding_at_the_cover() {
    let found = with("2026年度单位预算公开", "2025年度单位预算公开");
    let [finding] = &found[..] else { panic!("one finding") };
    assert_eq!(&*finding.code, "GJ802");
    assert_eq!(finding.places[0].line, Some(5), "{}", finding.message.zh);
}

#[test]
fn a_heading_left_out_is_one_finding() {
    // The heading of the catalogue of services stands above the catalogue once more.
    let base = example();
    let plants = base.plants(Defect::Heading, MOST).len();
    assert_eq!(at_most_one(&base, Defect::Heading).len() + 1, plants);
}

#[test]
fn a_letter_for_a_digit_in_a_code_of_the_catalogue_is_one_finding() {
    exactly_one(Defect::CatalogueLetter);
    exactly_one(Defect::CatalogueDigit);
}

#[test]
fn a_slip_in_the_name_of_an_item_is_one_finding() {
    at_most_one(&example(), Defect::Name);
    at_most_one(&example(), Defect::Shortened);
}

#[test]
fn another_name_of_the_unit_on_the_cover_is_one_finding() {
    at_most_one(&example(), Defect::UnitName);
}

#[test]
fn a_wrong_change_in_the_text_is_one_finding_with_last_years_sums_as_evidence() {
    let said = "公务用车运行维护费4.42万元，比上年增加0.26万元";
    let found = with(said, &said.replace("0.26", "0.56"));
    let [finding] = &found[..] else { panic!("one finding, not {}", found.len()) };
    assert_eq!(finding.culprits.len(), 1, "{}", finding.message.zh);
    assert_eq!((&*finding.culprits[0].printed, &*finding.culprits[0].proposed), ("0.56", "0.26"));
    assert!(finding.evidence.iter().any(|one| &*one.code == "GJ412"));
}

#[test]
fn a_slip_in_the_name_of_a_project_is_one_finding() {
    for name in ["农村河湖管护与取用水计量项目", "水政执法与机关运转经费"]
    {
        let found = with(name, &name.replacen('水', "永", 1));
        let said: Vec<&str> = found.iter().map(|finding| finding.message.zh.as_str()).collect();
        assert_eq!(found.len(), 1, "{said:#?}");
    }
}

#[test]
fn a_placeholder_in_many_places_is_one_finding_with_all_of_them() {
    let Some(path) = support::shared("real/unit_budget_template.xlsx") else { return };
    let report = support::check(&support::read(&std::fs::read(path).unwrap()));
    let left = report.findings.iter().filter(|finding| &*finding.code == "GJ805");
    let (count, places) =
        left.fold((0, 0), |(n, places), finding| (n + 1, places + finding.places.len()));
    assert!(count <= 2 && places > 50, "{count} findings, {places} places");
}
