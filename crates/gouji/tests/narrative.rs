//! The text against the tables and itself: small final accounts with one sentence after another.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_check::Options;
use gouji_model::Disclosure;
use gouji_standard::{Messages, Standard};

/// Final accounts of 2024 whose explanation has these paragraphs below these headings.
fn document(sections: &[(&str, &str)]) -> String {
    let mut text = String::from(
        "云岭市水务局2024年度部门决算\n\n\
         一般公共预算财政拨款支出决算表\n\n部门：云岭市水务局\t\t\t\t单位：万元\n\
         功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出\n\
         213\t农林水支出\t300.00\t100.00\t200.00\n\
         21303\t水利\t300.00\t100.00\t200.00\n\
         2130301\t行政运行\t100.00\t100.00\t\n\
         2130314\t防汛\t200.00\t\t200.00\n\
         合计\t\t300.00\t100.00\t200.00\n\n\
         政府性基金预算财政拨款收入支出决算表\n\n部门：云岭市水务局\t\t\t\t\t\t\t单位：万元\n\
         功能分类科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余\n\
         \t\t\t\t合计\t基本支出\t项目支出\t\n\
         合计\t\t0.00\t40.00\t40.00\t0.00\t40.00\t0.00\n\
         212\t城乡社区支出\t0.00\t40.00\t40.00\t0.00\t40.00\t0.00\n\n\
         第三部分 云岭市水务局2024年度部门决算情况说明\n\n",
    );
    for (heading, paragraph) in sections {
        text.extend([heading, "\n\n", paragraph, "\n\n"]);
    }
    text
}

fn read(sections: &[(&str, &str)]) -> Disclosure {
    let options = gouji_read::Options {
        profile: Some("national-final-accounts".to_owned()),
        ..gouji_read::Options::default()
    };
    let text = document(sections);
    gouji_read::read("a.txt", text.as_bytes(), Standard::embedded(), &options).unwrap()
}

/// Codes of what is found, rules in preview included; those of this family alone.
fn found(sections: &[(&str, &str)]) -> Vec<String> {
    let options = Options { preview: true, ..Options::default() };
    let disclosure = read(sections);
    let report =
        gouji_check::check(&disclosure, Standard::embedded(), Messages::embedded(), &options);
    let codes = report.findings.iter().map(|finding| finding.code.to_string());
    codes.filter(|code| code.starts_with("GJ4")).collect()
}

const ITEMS: &str = "（三）一般公共预算财政拨款支出决算具体情况";
const SCALE: &str = "（一）一般公共预算财政拨款支出决算总体情况";
const FUND: &str = "八、政府性基金预算财政拨款收入支出决算情况说明";
const OPERATING: &str = "（一）机关运行经费支出情况";
const ASSETS: &str = "（三）国有资产占有使用情况说明";

#[track_caller]
fn check(heading: &str, paragraph: &str, expected: &[&str]) {
    assert_eq!(found(&[(heading, paragraph)]), expected, "{paragraph}");
}

#[test]
fn actual_against_budget_in_words_follows_the_two_figures() {
    let item = |budget: &str, words: &str| {
        format!(
            "1、农林水支出（类）水利（款）防汛（项）。主要用于：防汛。年初预算为{budget}万元，\
             支出决算为200.00万元。决算数{words}。"
        )
    };
    check(ITEMS, &item("210.00", "小于预算数的主要原因：节约开支"), &[]);
    check(ITEMS, &item("210.00", "大于预算数的主要原因：节约开支"), &["GJ407"]);
    check(ITEMS, &item("210.00", "与预算数持平"), &["GJ407"]);
    check(ITEMS, &item("200.00", "与预算数持平"), &[]);
    // Within a twentieth one may say so.
    check(ITEMS, &item("200.95", "与预算数基本持平"), &[]);
    check(ITEMS, &item("290.95", "与预算数基本持平"), &["GJ407"]);
}

#[test]
fn the_base_that_is_named_counts_of_two_budgets() {
    let text = |kind: &str| {
        format!(
            "1、农林水支出（类）水利（款）防汛（项）。年初预算为150.00万元，\
             全年预算为210.00万元，支出决算为200.00万元。决算数小于{kind}预算数。"
        )
    };
    check(ITEMS, &text("全年"), &[]);
    check(ITEMS, &text("年初"), &["GJ407"]);
    check(ITEMS, &text(""), &[]);
}

#[test]
fn a_degree_of_completion_of_nothing_is_of_another_budget() {
    let text = |budget: &str| {
        format!(
            "一般公共预算财政拨款支出年初预算为{budget}万元，全年预算为320.00万元，支出决算为300.00万元，\
             完成年初预算的93.75%。"
        )
    };
    check(ITEMS, &text("0"), &["GJ415"]);
    check(ITEMS, &text("320.00"), &[]);
}

#[test]
fn budgets_of_items_make_up_the_budget_of_the_whole() {
    let text = |second: &str| {
        format!(
            "一般公共预算财政拨款支出年初预算为310.00万元，支出决算为300.00万元，完成年初预算的96.77%。其中：\n\n\
             1、农林水支出（类）水利（款）行政运行（项）。年初预算为100.00万元，支出决算为100.00万元。\n\n\
             2、农林水支出（类）水利（款）防汛（项）。年初预算为{second}万元，支出决算为200.00万元。"
        )
    };
    check(ITEMS, &text("210.00"), &[]);
    check(ITEMS, &text("120.00"), &["GJ411"]);
}

#[test]
fn an_item_that_the_table_lacks_is_named_and_one_without_its_path_is_not() {
    let item = |name: &str| {
        format!("1、{name}（项）。年初预算为210.00万元，支出决算为200.00万元。决算数小于预算数。")
    };
    check(ITEMS, &item("农林水支出（类）水利（款）抗旱"), &["GJ409"]);
    check(ITEMS, &item("防汛"), &[]);
    check(ITEMS, &item("农林水事务（类）水利（款）防汛"), &[]);
}

#[test]
fn numbers_of_government_funds_are_bound_and_checked() {
    let good = "政府性基金预算财政拨款收入40.00万元，支出40.00万元，支出具体情况如下：";
    check(FUND, good, &[]);
    check(FUND, &good.replacen("40.00", "44.00", 1), &["GJ401"]);
    let budget = "政府性基金预算财政拨款支出年初预算为50.00万元，支出决算为40.00万元，完成年初预算的80.00%。";
    check(FUND, budget, &[]);
    check(FUND, &budget.replace("80.00%", "83.00%"), &["GJ402"]);
    let balances = "政府性基金预算年初结转和结余0.00万元，本年收入40.00万元，本年支出40.00万元，年末结转和结余4.00万元。";
    check(FUND, balances, &["GJ401"]);
}

#[test]
fn what_is_said_not_to_be_there_is_zero_in_the_table() {
    check(FUND, "云岭市水务局2024年度无政府性基金预算财政拨款收入和支出。", &["GJ414"]);
    // Nothing is said of the amount.
    check(FUND, "2024年度政府性基金预算无增减变化。", &[]);
}

#[test]
fn years_of_comparisons_are_the_year_before() {
    let text = |year: &str| {
        format!(
            "一般公共预算财政拨款支出300.00万元。与{year}年度相比，一般公共预算财政拨款支出\
             增加50.00万元，增长20.00%。"
        )
    };
    check(SCALE, &text("2023"), &[]);
    check(SCALE, &text("2022"), &["GJ406"]);
    check(SCALE, &text("2024"), &["GJ406"]);
    // Final accounts are compared with the budget of their own year, and plans have other years.
    check(SCALE, "一般公共预算财政拨款支出300.00万元，与2024年预算数相比减少10.00万元。", &[]);
    check(SCALE, "按照《云岭市2021年水利规划》，与2021年规划衔接，支出300.00万元。", &[]);
}

#[test]
fn the_year_of_a_figure_is_that_of_the_document() {
    check(SCALE, "云岭市水务局2024年度一般公共预算财政拨款支出300.00万元。", &[]);
    check(SCALE, "云岭市水务局2023年度一般公共预算财政拨款支出300.00万元。", &["GJ406"]);
    check(FUND, "2023年度政府性基金预算财政拨款收入40.00万元，支出40.00万元。", &["GJ406"]);
    check(ASSETS, "截至2023年12月31日，共有车辆2辆。", &["GJ406"]);
    check(ASSETS, "截至2024年12月31日，共有车辆2辆。", &[]);
}

#[test]
fn words_of_change_agree_with_the_numbers() {
    let text = |words: &str| format!("机关运行经费支出90.00万元，比2023年度{words}。");
    check(OPERATING, &text("增加9.00万元，增长11.11%"), &[]);
    check(OPERATING, &text("增加9.00万元，下降11.11%"), &["GJ403"]);
    check(OPERATING, &text("增加90.00万元，下降100.00%"), &["GJ405"]);
    let unknown = |words: &str| format!("会议费支出9.00万元，{words}。");
    check(OPERATING, &unknown("较上年增加1.00万元，下降12.50%"), &["GJ405"]);
    check(OPERATING, &unknown("由8.00万元增加到9.00万元"), &[]);
    check(OPERATING, &unknown("由8.00万元减少到9.00万元"), &["GJ405"]);
    // One thing rose and another fell.
    check(OPERATING, &unknown("较上年增加1.00万元，其中培训费下降12.50%"), &[]);
}

#[test]
fn parts_that_a_sentence_lists_are_not_more_than_the_whole() {
    check(OPERATING, "会议费支出合计9.00万元，其中：场地费4.00万元、资料费6.00万元。", &["GJ411"]);
    check(OPERATING, "会议费支出合计9.00万元，其中：场地费4.00万元、资料费4.00万元。", &["GJ411"]);
    check(OPERATING, "会议费支出合计9.00万元，其中：场地费4.00万元、资料费5.00万元。", &[]);
    // An open list, rounding, and a list that is not said to be complete.
    check(OPERATING, "会议费支出合计9.00万元，其中：场地费4.00万元、资料费4.00万元等。", &[]);
    check(OPERATING, "会议费支出合计9.00万元，其中：场地费4.00万元、资料费5.01万元。", &[]);
    check(OPERATING, "会议费支出9.00万元，其中：场地费4.00万元、资料费4.00万元。", &[]);
    check(ASSETS, "共有设备9台，其中：水泵4台、闸机6台。", &["GJ413"]);
}

#[test]
fn one_thing_has_one_value() {
    let twice = |second: &str| {
        found(&[
            (SCALE, "2024年度防汛物资采购支出12.00万元。"),
            (OPERATING, &format!("2024年度防汛物资采购支出{second}万元。")),
        ])
    };
    assert_eq!(twice("12.00"), [""; 0]);
    assert_eq!(twice("12"), [""; 0], "the coarser number decides");
    assert_eq!(twice("21.00"), ["GJ408"]);
}

#[test]
fn amounts_in_chinese_numerals_and_in_yuan_are_held_against_the_table() {
    check(SCALE, "一般公共预算财政拨款支出三百万元。", &[]);
    check(SCALE, "一般公共预算财政拨款支出三十万元。", &["GJ401"]);
    check(SCALE, "一般公共预算财政拨款支出3000000元。", &[]);
    check(SCALE, "一般公共预算财政拨款支出300.00元。", &["GJ401"]);
}

#[test]
fn the_usual_wordings_of_a_change_are_bound() {
    for words in [
        "比2023年度增加15.00万元，增长20.00%",
        "较上年增加15.00万元，增长20.00%",
        "同比增加15.00万元，增长20.00%",
        "比上年决算数增加了15.00万元，增幅为20.00%",
        "与2023年度相比，增长20.00%，增加15.00万元",
        "较去年增加15.00万元（增长20.00%）",
    ] {
        let text = format!("机关运行经费支出90.00万元，{words}。");
        let disclosure = read(&[(OPERATING, &text)]);
        let unbound: Vec<&str> =
            disclosure.claims.iter().filter(|c| c.is_unbound()).map(|c| &*c.printed).collect();
        assert_eq!(unbound, [""; 0], "{words}");
        check(OPERATING, &text, &[]);
        check(OPERATING, &text.replace("20.00%", "16.67%"), &["GJ403"]);
    }
}

/// The clean example with a passage in place of another: what is unbound, and what is found.
fn example(right: &str, instead: &str) -> (Vec<String>, Vec<String>) {
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    assert!(text.contains(right), "{right}");
    let disclosure = support::read(text.replace(right, instead).as_bytes());
    let options = Options { preview: true, ..Options::default() };
    let report =
        gouji_check::check(&disclosure, Standard::embedded(), Messages::embedded(), &options);
    let unbound = disclosure.claims.iter().filter(|claim| claim.is_unbound());
    let unbound = unbound.map(|claim| claim.printed.clone()).collect();
    (unbound, report.findings.iter().map(|finding| finding.message.zh.clone()).collect())
}

#[test]
fn a_budget_may_say_the_same_in_other_words() {
    for (right, instead) in [
        ("预算收入1,207.75万元，主要包括", "收入预算为1,207.75万元，其中："),
        ("支出预算1207.75万元，其中：", "支出总计共1,207.75万元。其中："),
        (
            "一般公共预算拨款收入312.14万元，占25.84%",
            "一般公共预算财政拨款收入为312.14万元，占总收入的25.84%",
        ),
        ("上年结转714.78万元，占59.18%", "上年结转结余714.78万元（占比59.18%）"),
        ("基本支出195.56万元，占16.19%", "基本支出预算195.56万元，占本年支出预算的16.19%"),
        ("农林水支出251.81万元，占80.67%", "农林水支出（类）251.81万元，占比80.67%"),
        ("比上年增加52.29万元，增长20.13%", "较上年增加了52.29万元，增幅20.13%"),
        ("比上年增加52.29万元，增长20.13%", "与2025年预算相比，增长20.13%，增加52.29万元"),
        ("比2025年预算增加2.64万元，增长8.31%", "同比增加2.64万元（增长8.31%）"),
        (
            "“三公”经费预算4.85万元，比上年增加",
            "“三公”经费支出预算数为4.85万元，较2025年预算数增加",
        ),
        ("政府采购预算总额559.23万元。其中：", "政府采购预算合计559.23万元，其中："),
        ("公务接待费0.42万元，比上年减少0.08万元", "公务接待费预算0.42万元，较去年减少0.08万元"),
        ("公用经费34.47万元", "公用经费共计34.47万元"),
    ] {
        assert_eq!(example(right, instead), (Vec::new(), Vec::new()), "{instead}");
        // And the number is held against something.
        let digits = instead.rfind(|c: char| c.is_ascii_digit() && c != '9');
        if let Some(at) = digits {
            let wrong = format!("{}9{}", &instead[..at], &instead[at + 1..]);
            let (_, found) = example(right, &wrong);
            assert!(!found.is_empty(), "{wrong}");
        }
    }
}

#[test]
fn changes_of_parts_add_up_to_the_change_of_the_whole() {
    let right =
        "本年收入比上年增加40.75万元，其中一般公共预算增加52.29万元、政府性基金预算减少11.54万元";
    let (unbound, found) = example(right, right);
    assert_eq!((unbound.len(), found.len()), (0, 0));
    let (_, found) = example(right, &right.replace("减少11.54", "增加11.54"));
    assert!(found.iter().any(|message| message.contains("减少11.54")), "{found:?}");
    // A third fund takes part where the text gives its change.
    let three = right.replace(
        "52.29万元、政府性基金预算减少11.54万元",
        "50.29万元、政府性基金预算减少11.54万元、单位资金增加2.00万元",
    );
    let (_, found) = example(right, &three);
    assert!(!found.iter().any(|message| message.contains("各项资金之和")), "{found:?}");
    // Income rises, expenditure falls: the totals of last year no longer agree.
    let right = "本年单位预算支出总计1,207.75万元，其中：本年预算安排492.97万元，上年结转714.78万元，比上年减少229.09万元，下降15.94%";
    let wrong = right.replace("减少229.09万元，下降15.94%", "增加229.09万元，增长23.41%");
    let (_, found) = example(right, &wrong);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("收入总计 = 支出总计"), "{found:?}");
}
