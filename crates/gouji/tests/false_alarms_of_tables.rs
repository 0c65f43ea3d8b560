//! What others take for an error and is none: tables. Each test is a cause of false alarms that was
//! seen in another program.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_model::Finding;

fn example() -> String {
    String::from_utf8(support::bytes(support::CLEAN)).unwrap()
}

/// Findings of sums within tables and of relations between them.
fn of_tables(text: &str) -> Vec<Finding> {
    let report = support::check(&support::read(text.as_bytes()));
    let is_of_tables =
        |finding: &Finding| finding.code.starts_with("GJ2") || finding.code.starts_with("GJ3");
    report.findings.into_iter().filter(is_of_tables).collect()
}

/// The text with each passage, which occurs as often as said, replaced everywhere.
fn with(text: &str, replaced: &[(usize, &str, &str)]) -> String {
    replaced.iter().fold(text.to_owned(), |text, (times, from, to)| {
        assert_eq!(text.matches(from).count(), *times, "{from}");
        text.replace(from, to)
    })
}

#[test]
fn the_levels_of_a_classification_are_not_added_up_together() {
    // 类, 款 and 项 of the example print each amount three times; all three count once.
    assert_eq!(of_tables(&example()), []);
}

#[test]
fn a_total_in_the_last_row_is_no_heading() {
    let text = example();
    let total = "合计\t\t180.83\t\t180.83\n";
    let rows = "212\t城乡社区支出\t180.83\t\t180.83\n21208\t国有土地使用权出让收入安排的支出\t180.83\t\t180.83\n2120816\t农业农村生态环境支出\t180.83\t\t180.83\n";
    let moved = with(&text, &[(1, &format!("{total}{rows}"), &format!("{rows}{total}"))]);
    assert_eq!(of_tables(&moved), []);
}

#[test]
fn the_second_page_of_a_table_without_its_first_accuses_nobody() {
    let text = example();
    let first = text.find("2026年预算支出总表\n\n单位").unwrap();
    let second = first
        + text[first..]
            .find("\n项目\t\t2026年预算数\t\t\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n213\t")
            .unwrap();
    let without = format!("{}{}", &text[..first], &text[second..]);
    assert_eq!(of_tables(&without), []);
}

#[test]
fn a_blank_cell_does_not_move_the_ones_behind_it() {
    // 公务用车购置费 is blank, and the amount behind it belongs to 运行维护费; filled with a zero,
    // it says the same.
    let zero =
        with(&example(), &[(1, "①公务用车购置费\t\t\t\t", "①公务用车购置费\t0.00\t0\t—\t无")]);
    assert_eq!(of_tables(&zero), []);
}

#[test]
fn income_codes_are_not_held_against_expenditure_codes() {
    // 1030148 stands in the income table of the government fund only, 2120816 in its expenditure.
    let text = example();
    assert!(text.contains("1030148\t") && text.contains("2120816\t"));
    let relations = gouji_check::equations(
        &support::read(text.as_bytes()),
        gouji_standard::Standard::embedded(),
    );
    assert!(relations.iter().all(|one| !one.relation.ends_with("@1030148") || one.code == "GJ202"));
}

#[test]
fn fiscal_appropriation_need_not_be_all_income_where_the_unit_has_money_of_its_own() {
    // 10.00 of 单位资金 come in and are spent on one project; the tables of fiscal appropriation
    // stay as they are.
    let text = with(
        &example(),
        &[
            (1, "五、单位资金\t\t五、教育支出", "五、单位资金\t10.00\t五、教育支出"),
            (
                1,
                "十三、农林水支出\t488.26\t251.81\t236.45",
                "十三、农林水支出\t498.26\t261.81\t236.45",
            ),
            (
                1,
                "本年收入合计\t492.97\t本年支出合计\t1207.75\t492.97\t714.78",
                "本年收入合计\t502.97\t本年支出合计\t1217.75\t502.97\t714.78",
            ),
            (
                1,
                "收入总计\t1207.75\t支出总计\t1207.75\t492.97\t714.78",
                "收入总计\t1217.75\t支出总计\t1217.75\t502.97\t714.78",
            ),
            (
                1,
                "合计\t\t492.97\t312.14\t180.83\t\t\t\t714.78",
                "合计\t\t502.97\t312.14\t180.83\t\t\t10.00\t714.78",
            ),
            (
                1,
                "213\t农林水支出\t251.81\t251.81\t\t\t\t\t236.45",
                "213\t农林水支出\t261.81\t251.81\t\t\t\t10.00\t236.45",
            ),
            (
                1,
                "21303\t水利\t251.81\t251.81\t\t\t\t\t236.45",
                "21303\t水利\t261.81\t251.81\t\t\t\t10.00\t236.45",
            ),
            (
                1,
                "2130314\t防汛\t38.43\t38.43\t\t\t\t\t",
                "2130314\t防汛\t48.43\t38.43\t\t\t\t10.00\t",
            ),
            (1, "合计\t\t1207.75\t195.56\t1012.19", "合计\t\t1217.75\t195.56\t1022.19"),
            (
                1,
                "213\t农林水支出\t488.26\t135.23\t353.03",
                "213\t农林水支出\t498.26\t135.23\t363.03",
            ),
            (1, "21303\t水利\t488.26\t135.23\t353.03", "21303\t水利\t498.26\t135.23\t363.03"),
            (
                1,
                "2130311\t水资源节约管理与保护\t299.00\t\t299.00\n2130314\t防汛\t38.43\t\t38.43",
                "2130311\t水资源节约管理与保护\t299.00\t\t299.00\n2130314\t防汛\t48.43\t\t48.43",
            ),
            (
                1,
                "云岭市水务局安和分局\t297.41\t116.58\t180.83\t\t\t",
                "云岭市水务局安和分局\t307.41\t116.58\t180.83\t\t\t10.00",
            ),
            (
                1,
                "雨水情监测站点运行维护经费\t38.43\t38.43\t\t\t\t",
                "雨水情监测站点运行维护经费\t48.43\t38.43\t\t\t\t10.00",
            ),
        ],
    );
    assert_eq!(of_tables(&text), []);
}

#[test]
fn an_absolute_tolerance_is_no_excuse_and_no_accusation() {
    // A residue of 0.01 in a sum of many is none; the same 0.01 between two copies of one number
    // that are printed alike is at the edge of rounding, and 0.02 is beyond it.
    let copy = |printed: &str| {
        with(
            &example(),
            &[(1, "部门合计\t34.47\t34.47\t\t", &format!("部门合计\t{printed}\t{printed}\t\t"))],
        )
    };
    assert_eq!(of_tables(&copy("34.48")), []);
    // Both columns print it: one finding with both.
    assert_eq!(of_tables(&copy("34.49")).len(), 1);
}
