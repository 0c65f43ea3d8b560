//! The sample: a real unit budget in text form. These tests run where it is at hand.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use std::collections::BTreeSet;

use gouji_model::{Decimal, Side, Verdict};
use gouji_standard::Standard;

/// The text of the sample; `None` where it is not at hand.
fn sample() -> Option<String> {
    let path = support::shared(support::SAMPLE)?;
    Some(std::fs::read_to_string(path).unwrap())
}

/// Lines of the thirteen tables: from the first title to the explanation.
fn table_lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let lines = (1u32..).zip(text.split('\n'));
    let from = lines.skip_while(|(_, line)| !line.ends_with("年预算收支总表"));
    from.skip_while(|(number, _)| *number < 30)
        .take_while(|(_, line)| !line.starts_with("第三部分"))
}

#[test]
fn every_numeric_cell_of_the_thirteen_tables_is_read_in_its_place() {
    let Some(text) = sample() else { return };
    let disclosure = support::read(text.as_bytes());
    // The oracle looks at the raw lines: a cell with a decimal point is a number.
    let printed: BTreeSet<(u32, u32)> = table_lines(&text)
        .flat_map(|(line, content)| {
            let cells = (1u32..).zip(content.split('\t'));
            cells.filter(|(_, cell)| is_decimal(cell)).map(move |(cell, _)| (line, cell))
        })
        .collect();
    let read: BTreeSet<(u32, u32)> = support::amounts(&disclosure).into_iter().collect();
    assert_eq!(disclosure.statements.len(), 13);
    assert_eq!(printed.difference(&read).count(), 0, "cells lost");
    assert_eq!(read.difference(&printed).count(), 0, "cells invented");
    assert!(disclosure.statements.iter().all(|s| s.completeness.is_complete()));
    println!("{} numeric cells of 13 tables", read.len());
}

fn is_decimal(cell: &str) -> bool {
    let cell = cell.trim();
    cell.contains('.') && cell.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[test]
fn cells_stand_in_their_row_and_column() {
    let Some(text) = sample() else { return };
    let disclosure = support::read(text.as_bytes());
    for (statement, row, column, yuan) in [
        ("balance", "211", "carried", "1152600"),
        ("balance", "carry-in", "income", "8696700"),
        ("income", "2110102", "general", "167700"),
        ("expenditure", "2299999", "project", "7544100"),
        ("fiscal", "carry-general", "income", "8696700"),
        ("general", "2080506", "basic", "53500"),
        ("basic", "30231", "operating", "18000"),
        ("three-public", "vehicle-operation", "general", "18000"),
        ("operating", "total", "total", "198600"),
    ] {
        let table = disclosure.statement(statement).unwrap();
        let index = table.column(column).unwrap();
        let side = table.columns[index].side;
        let row = table.rows_with_id(side, row).next().unwrap();
        let gouji_model::CellValue::Amount(amount) = &row.cell(index).unwrap().value else {
            panic!()
        };
        assert_eq!(amount.yuan(), Some(yuan.parse::<Decimal>().unwrap()), "{statement} {column}");
    }
}

#[test]
fn five_projects_and_the_overall_target_are_read_on_both_sides() {
    let Some(text) = sample() else { return };
    let disclosure = support::read(text.as_bytes());
    assert_eq!(
        disclosure.projects.len(),
        5,
        "a project is one project, in two parts or printed twice"
    );
    let parts: usize = disclosure.projects.iter().map(|project| project.parts).sum();
    assert_eq!(parts, text.matches("项目支出绩效目标表").count());
    for project in &disclosure.projects {
        for side in [Side::Term, Side::Year] {
            assert!(project.indicators.iter().any(|i| i.side == side), "{}", project.department);
            assert!(project.funding.iter().any(|f| f.side == side && f.amount.is_some()));
        }
        assert!(project.indicators.iter().all(|i| !i.level1.is_empty() && !i.level2.is_empty()));
    }
    let overall = disclosure.overall_target.unwrap();
    assert_eq!(overall.facts.len(), 6);
    assert!(overall.indicators.len() >= 30);
    assert_eq!(overall.duties.len(), 3);
    assert_eq!(overall.funding.iter().filter(|f| f.by == "use").count(), 3);
}

#[test]
fn no_row_of_the_catalogue_is_lost() {
    let Some(text) = sample() else { return };
    let disclosure = support::read(text.as_bytes());
    let lines = text.split('\n').skip_while(|line| !line.starts_with("代码\t"));
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with("信息公开选项")).collect();
    let is_entry = |line: &&&str| {
        let code = line.split('\t').next().unwrap_or_default();
        !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let is_department =
        |line: &&&str| !line.trim().is_empty() && !is_entry(line) && !line.starts_with("代码");
    let entries: usize = disclosure.catalogue.departments.iter().map(|d| d.entries.len()).sum();
    assert_eq!(entries, lines.iter().filter(is_entry).count());
    let names: Vec<&str> = disclosure.catalogue.departments.iter().map(|d| &*d.name).collect();
    let printed: Vec<&str> = lines.iter().filter(is_department).map(|line| line.trim()).collect();
    assert_eq!(names, printed);
    println!("{entries} entries of {} departments", names.len());
}

#[test]
fn every_number_of_the_explanation_is_bound() {
    let Some(text) = sample() else { return };
    let disclosure = support::read(text.as_bytes());
    let unbound: Vec<&str> =
        disclosure.claims.iter().filter(|claim| claim.is_unbound()).map(|c| &*c.printed).collect();
    assert_eq!(unbound, [""; 0]);
    println!("{} numbers bound", disclosure.claims.len());
}

#[test]
fn equations_hold_but_for_rounding_and_none_is_an_error() {
    let Some(text) = sample() else { return };
    let disclosure = support::read(text.as_bytes());
    let report = support::check(&disclosure);
    assert_eq!(report.findings, []);
    let coverage = &report.coverage;
    assert_eq!(coverage.equations_with(Verdict::NotAssessable), 0);
    assert_eq!(coverage.count(Verdict::NotEvaluated), 0);
    assert_eq!(coverage.count(Verdict::PassWithResidue), 12);
    assert!(coverage.count(Verdict::Pass) > 400);
    let relations = &Standard::embedded().profile("shanxi-yangquan").unwrap().relations;
    for relation in relations {
        let evaluated =
            coverage.equations.iter().any(|e| e.relation.split('@').next() == Some(&relation.id));
        assert!(evaluated, "{} has no verdict", relation.id);
    }
}

/// Changes a digit of a number: the digit at a position becomes another one.
fn changed(printed: &str, position: usize, by: u8) -> String {
    let mut bytes = printed.as_bytes().to_vec();
    bytes[position] = b'0' + (bytes[position] - b'0' + by) % 10;
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_digit_changed_beyond_the_slack_is_found_and_its_cell_is_named() {
    let Some(text) = sample() else { return };
    let clean = support::read(text.as_bytes());
    let equations = gouji_check::equations(&clean, Standard::embedded());
    let (mut beyond, mut found, mut within) = (0, 0, 0);
    let mut missed = Vec::new();
    for (line, cell) in support::amounts(&clean) {
        let content = text.split('\n').nth(line as usize - 1).unwrap();
        let printed = content.split('\t').nth(cell as usize - 1).unwrap();
        for (position, byte) in printed.bytes().enumerate() {
            if !byte.is_ascii_digit() {
                continue;
            }
            let wrong = changed(printed, position, 3);
            if !exceeds_some_slack(&equations, (line, cell), printed, &wrong) {
                within += 1;
                continue;
            }
            beyond += 1;
            let damaged = support::with_cell(&text, line, cell, &wrong);
            let report = support::check(&support::read(damaged.as_bytes()));
            let named =
                report.findings.iter().flat_map(|finding| &finding.operands).any(|operand| {
                    operand.place.line == Some(line) && operand.place.cell == Some(cell)
                });
            if named {
                found += 1;
            } else {
                missed.push(format!("{line}:{cell} {printed} → {wrong}"));
            }
        }
    }
    println!("{found} of {beyond} changes beyond the slack of an equation found ({within} within)");
    assert_eq!(missed, [""; 0]);
    assert!(beyond > 900);
}

/// Whether a change of a cell leaves some equation that covers the cell without a solution, judged
/// from the residue and the widths of that equation alone.
fn exceeds_some_slack(
    equations: &[gouji_check::Evaluation],
    cell: (u32, u32),
    printed: &str,
    wrong: &str,
) -> bool {
    let value = |text: &str| text.parse::<Decimal>().unwrap();
    let delta = value(wrong).checked_sub(value(printed)).unwrap();
    equations.iter().any(|equation| {
        let bound = equation.code == "GJ302";
        let text = equation.code.starts_with("GJ4");
        let Some(comparison) = equation.comparison.as_ref().filter(|_| !bound && !text) else {
            return false;
        };
        let sign_of = |operand: &gouji_model::Operand| (operand.side == "left") != operand.negative;
        let covering = equation
            .operands
            .iter()
            .find(|o| o.place.line == Some(cell.0) && o.place.cell == Some(cell.1));
        let Some(covering) = covering else { return false };
        let moved = if sign_of(covering) { delta } else { delta.negated() };
        let residue = comparison.difference.checked_add(moved).unwrap().abs();
        let half = |o: &gouji_model::Operand| o.interval.high.checked_sub(o.interval.low).unwrap();
        let slack = equation
            .operands
            .iter()
            .map(half)
            .fold(Decimal::ZERO, |sum, width| sum.checked_add(width).unwrap())
            .checked_mul(Decimal::new(5, 1))
            .unwrap();
        residue > slack
    })
}
