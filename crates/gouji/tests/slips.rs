//! Rules of form and privacy, whatever the form of the document: the clean example raises nothing,
//! and what is planted is found.

mod support;

#[path = "support/forms.rs"]
#[allow(dead_code, reason = "every test file uses a part")]
mod forms;

use std::collections::{BTreeMap, BTreeSet};

use forms::Form;
use gouji_check::Options;
use gouji_model::Report;
use gouji_standard::{Messages, Standard};

const FORMS: [Form; 4] = [Form::Html, Form::Docx, Form::Pdf, Form::Workbook];

/// Right, wrong, and the rule that says so.
const PLANTED: [(&str, &str, &str); 10] = [
    (
        "2026年预算支出总表\n\n单位名称：云岭市水",
        "2026年预算支出总表\n\n单位名称：云岭市永",
        "GJ801",
    ),
    ("比2025年预算增加2.64", "比2026年预算增加2.64", "GJ802"),
    ("2026年度单位预算公开", "2026年度部门预算公开", "GJ804"),
    ("按计划开展水政执法巡查", "XX开展水政执法巡查", "GJ805"),
    ("原因是压减接待批次和陪同人数；", "原因是；", "GJ806"),
    ("差旅费有所增加。", "差旅费有所增加。。", "GJ807"),
    ("本单位为行政单位，编制12人", "本单位为行政单位，&nbsp;编制12人", "GJ808"),
    ("八、机关运行经费增减变动原因说明\n\n", "九、机关运行经费增减变动原因说明\n\n", "GJ813"),
    ("水政执法与机关运转经费\t15.61", "王小明遗属补助\t15.61", "GJ901"),
    ("保洁和零星维修。", "保洁和零星维修，经办人手机13800000000。", "GJ903"),
];

/// Codes of these families that a document raises; what is a note is left out.
fn raised(bytes: &[u8]) -> BTreeSet<String> {
    let disclosure = support::read(bytes);
    let options = Options { preview: true, ..Options::default() };
    let standard = Standard::embedded();
    let report: Report = gouji_check::check(&disclosure, standard, Messages::embedded(), &options);
    let is_of_family = |code: &str| code.starts_with("GJ8") || code.starts_with("GJ9");
    let own = report.findings.iter().filter(|one| one.level > gouji_model::Level::Note);
    // What another rule sees as well is its evidence.
    let codes = own.flat_map(|finding| {
        let evidence = finding.evidence.iter().map(|one| &one.code);
        std::iter::once(&finding.code).chain(evidence)
    });
    codes.filter(|code| is_of_family(code)).map(ToString::to_string).collect()
}

#[test]
fn the_clean_example_raises_nothing_in_any_form() {
    let text = support::bytes(support::CLEAN);
    assert_eq!(raised(&text), BTreeSet::new());
    for form in FORMS {
        let Some(bytes) = form.of(&text) else { return };
        assert_eq!(raised(&bytes), BTreeSet::new(), "{form:?}");
    }
}

#[test]
fn what_is_planted_is_found_in_every_form_and_nothing_else() {
    let mut text = String::from_utf8(support::bytes(support::CLEAN)).expect("the example is UTF-8");
    for (right, wrong, code) in PLANTED {
        assert!(text.contains(right), "{code}: {right}");
        text = text.replacen(right, wrong, 1);
    }
    let expected: BTreeSet<String> =
        PLANTED.iter().map(|(_, _, code)| (*code).to_owned()).collect();
    assert_eq!(raised(text.as_bytes()), expected);
    // A workbook holds the tables only.
    for form in FORMS.into_iter().filter(|form| *form != Form::Workbook) {
        let Some(bytes) = form.of(text.as_bytes()) else { return };
        assert_eq!(raised(&bytes), expected, "{form:?}");
    }
}

/// Codes of these families that real documents raise, with the number of places; each was looked up.
/// Blank official templates are full of placeholders.
const REAL: [(&str, &[(&str, usize)]); 10] = [
    ("real/caizhengju_final_2024_good.pdf", &[]),
    ("real/qufuban_dept_budget_2025.pdf", &[]),
    ("real/qufuban_unit_budget_2025.pdf", &[]),
    ("real/shehuifuliyuan_unit_budget_2024.pdf", &[("GJ806", 1)]),
    ("real/shehuigongzuobu_final_2024_bad.pdf", &[]),
    ("real/wanli-jiedao_budget_2023.pdf", &[("GJ908", 1)]),
    ("real/wanli-jiedao_budget_2024.pdf", &[]),
    ("real/wanli-jiedao_budget_2025.pdf", &[]),
    ("real/unit_budget_template.xlsx", &[("GJ805", 87), ("GJ908", 1)]),
    (
        support::SAMPLE,
        &[
            ("GJ801", 13),
            ("GJ802", 3),
            ("GJ807", 1),
            ("GJ808", 28),
            ("GJ812", 1),
            ("GJ814", 1),
            ("GJ901", 5),
        ],
    ),
];

#[test]
fn real_documents_raise_what_is_wrong_with_them_and_nothing_else() {
    for (file, expected) in REAL {
        let Some(path) = support::shared(file) else { return };
        let report = support::check(&support::read(&std::fs::read(path).expect("the document")));
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in report.findings.iter().filter(|finding| finding.code >= "GJ8".into()) {
            *found.entry(&finding.code).or_default() += finding.places.len();
        }
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected, "{file}");
    }
}
