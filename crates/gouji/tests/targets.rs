//! Targets and catalogue: what looks wrong and is not.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_check::Options;
use gouji_standard::{Messages, Standard};

/// Codes and messages of the families of targets and catalogue in the example with passages changed.
fn findings(changes: &[(&str, &str)]) -> Vec<String> {
    let bytes = support::bytes("examples/anhe-water/anhe-water-2026.txt");
    let mut text = String::from_utf8(bytes).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let disclosure = support::read(text.as_bytes());
    let options = Options { preview: true, ..Options::default() };
    let report =
        gouji_check::check(&disclosure, Standard::embedded(), Messages::embedded(), &options);
    let own =
        report.findings.iter().filter(|f| f.code.starts_with("GJ6") || f.code.starts_with("GJ7"));
    own.map(|finding| format!("{} {}", finding.code, finding.message.zh)).collect()
}

#[test]
fn what_looks_wrong_and_is_not_raises_nothing() {
    let cases: [(&str, &[(&str, &str)]); 9] = [
        (
            "a count of a part",
            &[("共35处监测站点，", "共35处雨水情监测站点，其中12处雨水情监测站点建在水库，")],
        ),
        (
            "parts that are not all of the whole",
            &[(
                "工程建设费724.00万元，工程建设其他费98.60万元，预备费42.40万元",
                "设备购置310.00万元，安装费96.20万元",
            )],
        ),
        (
            "a first stage of a project of two years that is done",
            &[(
                "时效指标\t竣工验收时间\t2026年8月底前\t时效指标",
                "时效指标\t竣工验收时间\t2025年12月底前\t时效指标",
            )],
        ),
        (
            "money of two levels",
            &[("（2025年省级水资源节约资金）", "（2025年中央和省级水资源节约资金）")],
        ),
        ("a chain of factors", &[("每人每月3000元，12个月共72000元", "3000元×2人×12个月=72000元")]),
        (
            "a further factor that nobody spells out",
            &[("每处8550元，35处共299250元", "每处8550元，35处两轮（2轮）共299250元")],
        ),
        ("a rate that grows", &[("数据在线率\t≥95%", "灌溉效率增长率\t≥150%")]),
        (
            "a year named in a document",
            &[("云岭省2025年水资源节约资金分配通知", "《行动方案（2021年1月—2025年12月）》")],
        ),
        (
            "a department's selection of level 2",
            &[(
                "A1602\t\t\t行业调查与处置服务\t\nA160201\t\t\t\t取水口现状核查服务\n",
                "A1608\t\t\t行业咨询服务\t\nA160801\t\t\t\t取水口现状咨询服务\n",
            )],
        ),
    ];
    for (what, changes) in cases {
        assert_eq!(findings(changes), [""; 0], "{what}");
    }
}

#[test]
fn a_project_of_this_years_money_and_of_carry_over_is_the_sum_of_both_rows() {
    let row = "安和县灌溉取水口在线计量建设项目（2025年省级水资源节约资金）\t236.45\t236.45";
    let both = [
        ("水政执法与机关运转经费\t15.61\t15.61", "水政执法与机关运转经费\t15.61\t15.61"),
        (row, "水政执法与机关运转经费\t236.45\t236.45"),
    ];
    let found = findings(&both);
    let own = found.iter().find(|finding| finding.starts_with("GJ601"));
    assert!(own.is_some_and(|finding| finding.contains("2520600")), "{found:?}");
}

#[test]
fn an_amount_within_rounding_of_its_row_is_no_error() {
    let found = findings(&[
        ("384,250", "384,270"),
        ("3、汛前检修和备件43000元。3项共计384250元", "3、汛前检修和备件43020元。3项共计384270元"),
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_unit_that_is_wrong_is_proposed() {
    let found = findings(&[("5项共计156120元", "5项共计15.612元")]);
    assert!(
        found.iter().any(|finding| finding.starts_with("GJ608") && finding.contains("只差单位")),
        "{found:?}"
    );
}

/// A whole number among others with decimals is as exact as they are, or a slip of 1万元 would hide
/// in it.
#[test]
fn a_whole_number_in_a_list_hides_no_slip() {
    let list = |total: &str| {
        let plan = "1、执法巡查车辆燃料和保养8240元；2、法律咨询与案件评查30000元；3、执法档案整理24000元；4、门卫保洁2人，每人每月3000元，12个月共72000元；5、办公用房零星维修21880元。5项共计156120元。";
        let parts = format!(
            "1、执法档案整理5万元；2、法律咨询4.03万元；3、门卫保洁6.582万元。3项共计{total}万元。"
        );
        findings(&[(plan, &parts)])
    };
    assert_eq!(list("15.612"), [""; 0]);
    assert!(list("15.212").iter().any(|finding| finding.starts_with("GJ608")));
}

/// Every one of these was looked up in the document.
#[test]
fn the_defects_of_a_real_document_are_found_and_nothing_else() {
    let Some(path) = support::shared("real/yuxian-huanbao_unit_budget_2026.txt") else { return };
    let disclosure = support::read(&std::fs::read(path).unwrap());
    let report = support::check(&disclosure);
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for finding in
        report.findings.iter().filter(|f| f.code.starts_with("GJ6") || f.code.starts_with("GJ7"))
    {
        *counts.entry(&finding.code).or_default() += 1;
    }
    let expected = [
        ("GJ604", 3),
        ("GJ605", 3),
        ("GJ606", 2),
        ("GJ607", 2),
        ("GJ608", 3),
        ("GJ609", 2),
        ("GJ610", 2),
        ("GJ611", 2),
        ("GJ612", 1),
        ("GJ613", 1),
        ("GJ614", 1),
        ("GJ615", 3),
        ("GJ616", 1),
        ("GJ701", 1),
        ("GJ702", 2),
        ("GJ703", 3),
        ("GJ705", 1),
        ("GJ706", 2),
        ("GJ707", 12),
    ];
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), expected);
}
