//! The rule book: the passages of every rule, right and wrong, are run.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use std::collections::BTreeMap;

use gouji_check::Options;
use gouji_model::Report;
use gouji_standard::{Messages, RuleExample, Standard};

/// The report of a text, rules in preview included.
fn report(text: &str) -> Report {
    let options = Options { preview: true, ..Options::default() };
    let disclosure = support::read(text.as_bytes());
    gouji_check::check(&disclosure, Standard::embedded(), Messages::embedded(), &options)
}

/// How often a rule finds something, also as evidence of another finding.
fn found(report: &Report, code: &str) -> usize {
    let own = report.findings.iter().filter(|finding| &*finding.code == code).count();
    let evidence = report.findings.iter().flat_map(|finding| &finding.evidence);
    own + evidence.filter(|evidence| &*evidence.code == code).count()
}

/// The document with the wrong passage in place of the right one.
fn spoilt(document: &str, example: &RuleExample, code: &str) -> String {
    let places: Vec<usize> = document.match_indices(&example.right).map(|(at, _)| at).collect();
    let at = if let Some(occurrence) = example.occurrence {
        places[occurrence - 1]
    } else {
        assert_eq!(places.len(), 1, "{code}: the passage must occur once: {:?}", example.right);
        places[0]
    };
    let behind = &document[at + example.right.len()..];
    format!("{}{}{behind}", &document[..at], example.wrong)
}

#[test]
fn every_rule_finds_something_in_its_wrong_passage_and_nothing_in_the_right_one() {
    let mut right: BTreeMap<&str, (String, Report)> = BTreeMap::new();
    let mut silent = Vec::new();
    for (code, rule) in Standard::embedded().rules().iter() {
        for example in &rule.examples {
            let path = example.document.as_deref().unwrap_or("anhe-water/anhe-water-2026.txt");
            let (document, clean) = right.entry(path).or_insert_with(|| {
                let bytes = support::bytes(&format!("examples/{path}"));
                let document = String::from_utf8(bytes).unwrap();
                let clean = report(&document);
                (document, clean)
            });
            let before = found(clean, code);
            let wrong = report(&spoilt(document, example, code));
            if before > 0 || found(&wrong, code) == 0 {
                silent.push((code, before, example.wrong.clone()));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_rule_has_an_example_a_level_and_texts_in_both_languages() {
    for (code, rule) in Standard::embedded().rules().iter() {
        let texts = [&rule.title, &rule.checks, &rule.why, &rule.basis, &rule.tolerance];
        for text in texts {
            assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{code}");
        }
        let own_tests = OWN_TESTS.contains(&code);
        assert_eq!(own_tests, rule.examples.is_empty(), "{code}: an example, or a test of its own");
    }
}

/// Rules about what a text cannot show (hidden sheets, pages cut off): they have tests of their own.
const OWN_TESTS: [&str; 11] = [
    "GJ101", "GJ106", "GJ303", "GJ415", "GJ502", "GJ710", "GJ811", "GJ905", "GJ906", "GJ907",
    "GJ908",
];
