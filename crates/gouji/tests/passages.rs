//! Every text of a document is a passage: a rule of form that looks at passages misses none.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use std::collections::BTreeSet;

use gouji_model::{Block, Disclosure, Document, PassageKind};
use gouji_read::{Limits, Options, formats};
use gouji_standard::Standard;

const REAL: [&str; 13] = [
    "real/budget_template.xls",
    "real/caizhengju_final_2024_good.pdf",
    "real/department_budget_template.xlsx",
    "real/final-accounts_template_annex2.pdf",
    "real/qufuban_dept_budget_2025.pdf",
    "real/qufuban_unit_budget_2025.pdf",
    "real/shehuifuliyuan_unit_budget_2024.pdf",
    "real/shehuigongzuobu_final_2024_bad.pdf",
    "real/unit_budget_template.xlsx",
    "real/wanli-jiedao_budget_2023.pdf",
    "real/wanli-jiedao_budget_2024.pdf",
    "real/wanli-jiedao_budget_2025.pdf",
    support::SAMPLE,
];

/// Texts of a document that are no passage, whole or in part.
fn missing(document: &Document, disclosure: &Disclosure) -> Vec<String> {
    let passages: BTreeSet<&str> =
        disclosure.passages.iter().map(|passage| passage.text.as_str()).collect();
    let whole: String = disclosure.passages.iter().map(|p| p.text.as_str()).collect();
    let texts = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.as_str()],
        Block::Grid(grid) => grid
            .rows
            .iter()
            .flat_map(gouji_model::GridRow::filled)
            .map(|(_, c)| c.text.as_str())
            .collect(),
    });
    let is_missing = |text: &&str| !passages.contains(text) && !whole.contains(*text);
    texts.filter(is_missing).map(str::to_owned).collect()
}

fn read(bytes: &[u8]) -> (Document, Disclosure) {
    let (document, _) = formats::read("document", bytes, &Limits::default()).unwrap();
    let disclosure =
        gouji_read::read("document", bytes, Standard::embedded(), &Options::default()).unwrap();
    (document, disclosure)
}

#[test]
fn every_text_of_the_example_is_a_passage_of_its_kind() {
    let (document, disclosure) = read(&support::bytes(support::CLEAN));
    assert_eq!(missing(&document, &disclosure), Vec::<String>::new());
    let kind = |text: &str| {
        let found = disclosure.passages.iter().find(|passage| passage.text == text);
        found.map(|passage| passage.kind)
    };
    assert_eq!(kind("2026年度单位预算公开"), Some(PassageKind::Cover));
    assert_eq!(kind("2026年预算支出总表"), Some(PassageKind::Title));
    assert_eq!(kind("二、收入预算情况说明"), Some(PassageKind::Heading));
    assert_eq!(kind("单位名称：云岭市水务局安和分局"), Some(PassageKind::Label));
    assert_eq!(kind("水政执法与机关运转经费"), Some(PassageKind::Cell));
    assert_eq!(kind("项目概况"), Some(PassageKind::Form));
    assert_eq!(kind("注：本表无数据"), Some(PassageKind::Note));
}

#[test]
fn every_text_of_the_real_documents_is_a_passage() {
    for file in REAL {
        let Some(path) = support::shared(file) else { return };
        let (document, disclosure) = read(&std::fs::read(path).unwrap());
        assert_eq!(missing(&document, &disclosure), Vec::<String>::new(), "{file}");
    }
}
