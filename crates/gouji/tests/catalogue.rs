//! The catalogue of a document beside the kept one of the same notice.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_check::Options;
use gouji_standard::{KeptCatalogue, Messages, Standard};

/// The bundled example with the part of one department of a kept catalogue in place of its own.
fn with_kept_part(department: &str, change: impl Fn(&str) -> String) -> String {
    let kept: &KeptCatalogue = &Standard::embedded().catalogues()[0];
    let example =
        String::from_utf8(support::bytes("examples/anhe-water/anhe-water-2026.txt")).unwrap();
    let example = example.replace("云财综〔2023〕12号", &kept.number);
    let heading = "代码\t一级目录\t二级目录\t三级目录\t四级目录\n";
    let start = example.find(heading).unwrap() + heading.len();
    let end = example.find("\n信息公开选项").unwrap();
    let mut part = format!("{department}\n");
    for entry in kept.entries.iter().filter(|entry| entry.department == department) {
        // A name stands in the column of its level: A15 in the second.
        let tabs = "\t".repeat(entry.code.len().div_ceil(2));
        part.extend([&entry.code, tabs.as_str(), &entry.name, "\n"]);
    }
    format!("{}{}{}", &example[..start], change(&part), &example[end..])
}

fn findings(text: &str) -> Vec<String> {
    let options = Options { preview: true, ..Options::default() };
    let disclosure = support::read(text.as_bytes());
    let report =
        gouji_check::check(&disclosure, Standard::embedded(), Messages::embedded(), &options);
    let own = report.findings.iter().filter(|finding| &*finding.code == "GJ710");
    own.map(|finding| finding.message.zh.clone()).collect()
}

#[test]
fn a_part_as_issued_has_nothing_to_be_said_of_it() {
    assert_eq!(findings(&with_kept_part("人民法院", str::to_owned)), [""; 0]);
}

#[test]
fn another_name_and_a_missing_row_are_said_once_for_the_department() {
    let text = with_kept_part("人民法院", |part| {
        part.replace("公证参与司法辅助服务", "公证参与司法辅导服务")
            .replace("A150201\t\t\t\t法院宣传服务\n", "")
    });
    let found = findings(&text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("公证参与司法辅导服务"), "{found:?}");
    assert!(found[1].contains("A150201"), "{found:?}");
}
