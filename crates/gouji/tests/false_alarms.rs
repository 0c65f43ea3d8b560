//! What other programs report and is not wrong: texts that look as if they were.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_standard::{Messages, Standard};

/// The clean example with a passage in place of another, checked with every rule.
fn findings(right: &str, instead: &str) -> Vec<String> {
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    assert_eq!(text.matches(right).count(), 1, "{right}");
    let disclosure = support::read(text.replace(right, instead).as_bytes());
    let options = gouji_check::Options { preview: true, ..gouji_check::Options::default() };
    let report =
        gouji_check::check(&disclosure, Standard::embedded(), Messages::embedded(), &options);
    let narrative = report.findings.iter().filter(|finding| finding.code.starts_with("GJ4"));
    narrative.map(|finding| finding.message.zh.clone()).collect()
}

const OPERATING: &str =
    "比2025年预算增加2.64万元，增长8.31%，原因是：本年新增办公设备购置预算，差旅费有所增加。";

#[track_caller]
fn is_clean(right: &str, instead: &str) {
    assert_eq!(findings(right, instead), [""; 0], "{instead}");
}

#[test]
fn the_nearest_number_may_be_a_year_a_document_or_another_fund() {
    let added = |words: &str| format!("{OPERATING}{words}");
    is_clean(OPERATING, &added("机关运行经费按照安财预〔2021〕101号文件核定。"));
    is_clean(OPERATING, &added("一般公共预算执行《云岭市2023年预算管理办法》第12条。"));
    is_clean(OPERATING, &added("机关运行经费2025年执行情况良好，2024年、2023年均有结余。"));
    is_clean(OPERATING, &added("其中政府性基金安排的项目不在此列，涉及659.16万元。"));
}

#[test]
fn a_pair_of_budget_and_actual_is_not_one_figure() {
    let added = |words: &str| format!("{OPERATING}{words}");
    is_clean(
        OPERATING,
        &added("上年机关运行经费年初预算31.83万元，支出决算30.10万元。决算数小于预算数。"),
    );
    is_clean(OPERATING, &added("上年会议费合计3.00万元，其中：年初预算2.00万元，决算1.80万元。"));
}

#[test]
fn years_of_plans_and_of_history_are_not_years_of_comparison() {
    let added = |words: &str| format!("{OPERATING}{words}");
    is_clean(OPERATING, &added("与2030年远景目标相衔接。"));
    is_clean(OPERATING, &added("自2019年以来，本单位已建成监测站点35处。"));
    is_clean(OPERATING, &added("2024年购置的设备于2025年投入使用。"));
    is_clean(OPERATING, &added("项目自2025年3月开工，2027年12月完工，总投资1200万元。"));
}

#[test]
fn a_sentence_broken_over_two_lines_is_one_sentence() {
    is_clean(
        "政府性基金预算拨款收入180.83万元，占14.97%；",
        "政府性基金预算拨款收\n入180.83万元，占14.97%；",
    );
    is_clean(
        "比上年减少229.09万元，下降15.94%，主要原因是1、本年收入",
        "比上年减\n少229.09万元，下降15.94%，主要原因是1、本年收入",
    );
}

#[test]
fn small_amounts_make_several_rates_true() {
    // From 0.50 to 0.42, rounded, is anything from 14.3 to 17.6 per cent less.
    is_clean("减少0.08万元，下降15.89%", "减少0.08万元，下降17.00%");
}

#[test]
fn a_thing_without_change_and_a_thing_without_amount_are_not_the_same() {
    let added = |words: &str| format!("{OPERATING}{words}");
    is_clean(OPERATING, &added("本年机关运行经费口径无变化。"));
    is_clean(OPERATING, &added("无公务接待费增减变化的情况。"));
    is_clean(OPERATING, &added("本单位无因公出国（境）费。"));
}

#[test]
fn reasons_speak_of_parts_and_not_of_the_whole() {
    let added = |words: &str| format!("{OPERATING}{words}");
    is_clean(OPERATING, &added("机关运行经费中水电费减少的原因是节约用电。"));
    is_clean(OPERATING, &added("会议费增加、培训费减少。"));
}

#[test]
fn a_list_within_a_list_does_not_count_twice() {
    let added = |words: &str| format!("{OPERATING}{words}");
    is_clean(
        OPERATING,
        &added(
            "委托业务合计30.00万元，其中：评审费10.00万元（其中：专家费8.00万元）、检测费20.00万元。",
        ),
    );
    is_clean(
        OPERATING,
        &added("培训费合计3.00万元，比上年增加1.00万元，其中：外聘教师1.00万元、场地2.00万元。"),
    );
}
