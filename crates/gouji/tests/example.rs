//! The bundled example: without errors it is clean in every form of text, with six planted errors
//! each of them is found.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use std::collections::BTreeSet;

use gouji_model::Verdict;

fn example() -> String {
    String::from_utf8(support::bytes(support::CLEAN)).unwrap()
}

#[test]
fn the_clean_example_has_no_finding_and_is_read_completely() {
    let disclosure = support::read(example().as_bytes());
    let report = support::check(&disclosure);
    assert_eq!(report.findings, []);
    assert_eq!(disclosure.statements.len(), 13);
    assert!(disclosure.statements.iter().all(|s| s.completeness.is_complete()));
    assert_eq!(disclosure.projects.len(), 5);
    assert_eq!(disclosure.catalogue.departments.len(), 6);
    // Numbers that give reasons (本年收入比上年增加…) have no cell; they are said.
    assert!(disclosure.diagnostics.iter().all(|d| d.message.id == "read-unbound"));
    assert!(report.coverage.count(Verdict::PassWithResidue) > 0);
}

#[test]
fn each_planted_error_is_found_at_its_line() {
    let clean = example();
    let with_errors = String::from_utf8(support::bytes(support::WITH_ERRORS)).unwrap();
    let lines = clean.split('\n').zip(with_errors.split('\n')).zip(1u32..);
    let planted: BTreeSet<u32> = lines.filter(|((a, b), _)| a != b).map(|(_, line)| line).collect();
    assert_eq!(planted.len(), 6);
    let report = support::check(&support::read(with_errors.as_bytes()));
    // One finding for each error, and its first culprit is the number that was changed.
    let culprits = report.findings.iter().filter_map(|finding| finding.culprits.first());
    let named: Vec<u32> = culprits.filter_map(|culprit| culprit.place.line).collect();
    assert_eq!(named.len(), report.findings.len());
    assert_eq!(named.iter().copied().collect::<BTreeSet<_>>(), planted);
    assert_eq!(named.len(), 6);
    let proposed: BTreeSet<&str> = report
        .findings
        .iter()
        .filter_map(|finding| finding.culprits.first())
        .map(|culprit| &*culprit.proposed)
        .collect();
    assert_eq!(proposed, BTreeSet::from(["38.43", "659.16", "5.83", "25.84", "7.09", "20.12"]));
}

#[test]
fn two_rows_with_exchanged_numbers_are_one_finding() {
    let text = example();
    let (before, tables) = text.split_at(text.find("2026年预算支出总表\n\n单位").unwrap());
    let one = "2130302\t一般行政管理事务\t15.61\t\t15.61";
    let other = "2130314\t防汛\t38.43\t\t38.43";
    let tables = tables.replacen(one, "2130302\t一般行政管理事务\t38.43\t\t38.43", 1);
    let tables = tables.replacen(other, "2130314\t防汛\t15.61\t\t15.61", 1);
    let report = support::check(&support::read(format!("{before}{tables}").as_bytes()));
    assert_eq!(report.findings.len(), 1);
    let culprit = &report.findings[0].culprits[0];
    assert_eq!(culprit.printed, "2130302 一般行政管理事务");
    assert_eq!(culprit.proposed, "2130314 防汛");
    assert_eq!(report.findings[0].places.len(), 2);
}

#[test]
fn encodings_and_line_ends_do_not_change_what_is_read() {
    let text = example();
    let crlf = text.replace('\n', "\r\n");
    let bom = format!("\u{FEFF}{text}");
    let expected = gouji_report::csv::files(&support::read(text.as_bytes()));
    for bytes in [crlf.as_bytes(), bom.as_bytes(), &gb18030(&text)] {
        assert!(gouji_report::csv::files(&support::read(bytes)) == expected);
    }
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// The tables of the example with their cells aligned by spaces instead of tabs.
fn aligned(text: &str) -> String {
    let mut aligned = String::new();
    for block in text.split("\n\n") {
        let rows: Vec<Vec<&str>> =
            block.split('\n').map(|line| line.split('\t').collect()).collect();
        let width =
            |cell: &str| cell.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|c| {
                rows.iter().filter_map(|row| row.get(c)).map(|cell| width(cell)).max().unwrap_or(0)
            })
            .collect();
        for row in rows {
            let padded = row
                .iter()
                .zip(&widths)
                .map(|(cell, target)| format!("{cell}{}", " ".repeat(target - width(cell) + 3)));
            aligned.push_str(padded.collect::<String>().trim_end());
            aligned.push('\n');
        }
        aligned.push('\n');
    }
    aligned
}

#[test]
fn tables_aligned_by_spaces_give_the_same_facts() {
    let text = example();
    let end = text.find("第三部分 2026").unwrap();
    let values = |disclosure: &gouji_model::Disclosure| -> Vec<String> {
        let facts = String::from_utf8(gouji_report::csv::facts(disclosure)).unwrap();
        // All but the place.
        facts.lines().map(|line| line.split(",line ").next().unwrap_or(line).to_owned()).collect()
    };
    let tabs = support::read(&text.as_bytes()[..end]);
    let spaces = support::read(aligned(&text[..end]).as_bytes());
    assert!(spaces.format.is_aligned());
    let (expected, found) = (values(&tabs), values(&spaces));
    let lost: Vec<&String> = expected.iter().filter(|fact| !found.contains(fact)).collect();
    assert_eq!(lost, Vec::<&String>::new());
    assert_eq!(expected.len(), found.len());
}

/// Pages and blocks that are padded each by itself put the same column in different places: what
/// is in line with nothing is not used, and nobody is accused.
#[test]
fn columns_in_doubt_raise_no_false_alarm() {
    for text in [aligned(&example()), example().replace('\t', "    ")] {
        let report = support::check(&support::read(text.as_bytes()));
        assert_eq!(report.findings, []);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let report = || {
        let disclosure = support::read(&support::bytes(support::WITH_ERRORS));
        let report = support::check(&disclosure);
        let document = gouji_report::DocumentReport { disclosure: &disclosure, report: &report };
        gouji_report::json::report(&[document], &[])
    };
    assert_eq!(report(), report());
}

#[test]
fn a_wrong_code_in_one_of_several_tables_is_blamed_and_not_the_others() {
    let text = example();
    let (before, tables) = text.split_at(text.find("2026年预算支出总表\n\n单位").unwrap());
    let right = "2130302\t一般行政管理事务\t15.61\t\t15.61";
    let wrong = tables.replacen(right, "2130303\t一般行政管理事务\t15.61\t\t15.61", 1);
    let report = support::check(&support::read(format!("{before}{wrong}").as_bytes()));
    let culprits: Vec<(&str, &str)> = report
        .findings
        .iter()
        .flat_map(|finding| &finding.culprits)
        .map(|culprit| (&*culprit.printed, &*culprit.proposed))
        .collect();
    assert!(culprits.contains(&("2130303", "2130302")), "{culprits:?}");
    assert!(!culprits.iter().any(|(_, proposed)| *proposed == "2130303"), "{culprits:?}");
}

#[test]
fn a_unit_of_measure_that_slipped_is_proposed_and_not_the_digits() {
    let text = example().replace("比上年减少229.09万元", "比上年减少229.09元");
    let report = support::check(&support::read(text.as_bytes()));
    let proposed: Vec<&str> = report
        .findings
        .iter()
        .filter_map(|finding| finding.culprits.first())
        .map(|culprit| &*culprit.proposed)
        .collect();
    assert!(proposed.contains(&"229.09万元"), "{proposed:?}");
}

#[test]
fn a_rate_is_restored_to_the_number_that_a_typist_meant() {
    let text = example().replace("增长20.13%", "增长21.03%");
    let report = support::check(&support::read(text.as_bytes()));
    let culprits = report.findings.iter().flat_map(|finding| &finding.culprits);
    let proposed: Vec<&str> = culprits.map(|culprit| &*culprit.proposed).collect();
    assert_eq!(proposed.first(), Some(&"20.13"), "{proposed:?}");
}
