//! One slip in several numbers, and slips of words and units: one finding, with every number that
//! goes with it.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_model::{Finding, Level};

/// Errors of equations in the example with passages replaced, each in its first place.
fn errors(changes: &[(&str, &str)]) -> Vec<Finding> {
    let mut text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    for (right, wrong) in changes {
        assert!(text.contains(right), "{right}");
        text = text.replacen(right, wrong, 1);
    }
    let report = support::check(&support::read(text.as_bytes()));
    let is_of_equation =
        |one: &Finding| ["GJ2", "GJ3", "GJ4"].iter().any(|f| one.code.starts_with(f));
    let findings = report.findings.into_iter();
    findings.filter(|one| one.level == Level::Error && is_of_equation(one)).collect()
}

/// What a finding takes for wrong and what for right.
fn proposals(finding: &Finding) -> Vec<(&str, &str)> {
    finding.culprits.iter().map(|one| (one.printed.as_str(), one.proposed.as_str())).collect()
}

#[test]
fn a_row_whose_cells_are_wrong_alike_is_one_finding_with_both_cells() {
    let found = errors(&[("公务接待费\t0.42\t0.42", "公务接待费\t0.24\t0.24")]);
    let [one] = &found[..] else { panic!("{found:?}") };
    assert!(!one.tied);
    assert_eq!(proposals(one), [("0.24", "0.42"), ("0.24", "0.42")]);
    let found = errors(&[("行政单位医疗\t7.09\t7.09", "行政单位医疗\t7.90\t7.90")]);
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!(proposals(one), [("7.90", "7.09"), ("7.90", "7.09")]);
}

#[test]
fn a_row_that_no_other_table_has_is_a_tie_with_its_likeliest_slip_first() {
    let found =
        errors(&[("公务接待费\t公务接待费\t0.42\t\t0.42", "公务接待费\t公务接待费\t0.24\t\t0.24")]);
    let [one] = &found[..] else { panic!("{found:?}") };
    assert!(one.tied);
    assert_eq!(proposals(one)[0], ("0.24", "0.42"));
    assert!(!one.message.zh.contains("应为"), "{}", one.message.zh);
}

#[test]
fn cells_of_a_row_that_were_left_blank_get_one_value() {
    let found = errors(&[("行政单位医疗\t7.09\t7.09", "行政单位医疗\t\t")]);
    let all: Vec<(&str, &str)> = found.iter().flat_map(proposals).collect();
    assert_eq!(all, [("", "7.09"), ("", "7.09")]);
}

#[test]
fn both_words_of_change_may_be_the_other() {
    let found = errors(&[("增加2.64万元，增长8.31%", "减少2.64万元，下降8.31%")]);
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!(proposals(one)[0], ("2.64", "增加2.64"));
}

#[test]
fn a_unit_for_another_is_known_in_every_direction() {
    for unit in ["亿元", "元"] {
        let wrong = format!("人员经费161.09{unit}");
        let found = errors(&[("人员经费161.09万元", &wrong)]);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!(proposals(one), [("161.09", "161.09万元")], "{unit}");
        assert!(one.message.zh.contains("计量单位有误"), "{}", one.message.zh);
    }
    for (wrong, right) in [("161.09亿元", "161.09万元"), ("1610900万元", "1610900元")] {
        let found = errors(&[("人员经费161.09万元", &format!("人员经费{wrong}"))]);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!(proposals(one)[0].1, right);
    }
}

#[test]
fn a_wrong_part_that_was_added_up_is_one_finding_with_its_sums() {
    // Three levels of one table agree with one another, and with nothing else.
    let found = errors(&[
        ("行政单位医疗\t7.09\t7.09", "行政单位医疗\t9.07\t9.07"),
        ("行政事业单位医疗\t7.09\t7.09", "行政事业单位医疗\t9.07\t9.07"),
        ("卫生健康支出\t7.09\t7.09", "卫生健康支出\t9.07\t9.07"),
    ]);
    let first = found.first().unwrap();
    assert!(proposals(first).iter().all(|one| *one == ("9.07", "7.09")), "{found:?}");
}
