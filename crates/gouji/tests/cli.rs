//! The command line: exit codes, formats, languages.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use std::process::{Command, Output};

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .current_dir(support::root())
        .env_remove("GOUJI_LANG")
        .env("LANG", "en_US.UTF-8")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_exit_code_is_0_without_findings_1_with_findings_and_2_for_unreadable_files() {
    assert_eq!(gouji(&["check", support::CLEAN]).status.code(), Some(0));
    assert_eq!(gouji(&["check", support::WITH_ERRORS]).status.code(), Some(1));
    assert_eq!(gouji(&["check", "no/such/file"]).status.code(), Some(2));
    let both = gouji(&["check", "no/such/file", support::WITH_ERRORS]);
    assert_eq!(both.status.code(), Some(2));
    assert!(out(&both).contains("GJ"), "the other file is checked all the same");
    assert!(err(&both).contains("no/such/file"));
    assert_eq!(gouji(&["check"]).status.code(), Some(2));
}

#[test]
fn it_speaks_chinese_unless_asked_for_english_and_lang_is_ignored() {
    assert!(out(&gouji(&["check", support::CLEAN])).contains("核对范围"));
    let english = out(&gouji(&["check", "--lang", "en", support::CLEAN]));
    assert!(english.contains("residue"), "{english}");
    assert!(!english.contains("核对范围"));
    assert!(out(&gouji(&["--help"])).contains("预决算"));
    assert!(out(&gouji(&["--lang", "en", "--help"])).contains("disclosures"));
}

#[test]
fn json_is_one_object_that_the_schema_describes() {
    let output = gouji(&["check", "--format", "json", support::WITH_ERRORS, "README.md"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let schema = support::bytes("docs/schema/check-report-1.json");
    let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
    assert_eq!(problems, [""; 0]);
    assert_eq!(report["documents"][0]["kind"], "budget");
    assert_eq!(report["documents"][0]["year"], 2026);
}

#[test]
fn data_files_are_written_with_the_headers_that_others_rely_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let output = gouji(&["read", support::CLEAN, "--to", "csv", path]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    for (file, header) in [
        ("facts.csv", "statement,title,row_code,row_label,column,printed,unit,yuan,place"),
        ("targets.csv", "project,side,level1,level2,level3,operator,value,unit,printed,place"),
        ("projects.csv", "project,department,attribute,term,side,source,printed,unit,yuan,place"),
        ("claims.csv", "section,subject,measure,year,printed,unit,value,bound_to,sentence,place"),
        ("catalogue.csv", "department,code,level,name,parent,place"),
    ] {
        let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.starts_with(header), "{file}: {}", text.lines().next().unwrap_or_default());
        assert!(text.lines().count() > 10, "{file}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 5, "nothing else is left behind");
}

#[test]
fn a_profile_that_is_wrong_is_refused_with_its_line_and_its_key() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("profiles")).unwrap();
    let profile = "id = \"x\"\nextends = \"national-budget\"\nname = { zh = \"x\", en = \"x\" }\nkind = \"budget\"\nbasis = \"x\"\ncolour = 1\n";
    std::fs::write(folder.path().join("profiles/x.toml"), profile).unwrap();
    let path = folder.path().to_str().unwrap();
    let output = gouji(&["profile", "check", "--standards", path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("line 6") && err(&output).contains("colour"), "{}", err(&output));
}

#[test]
fn a_new_place_is_a_new_file_and_no_code() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("profiles")).unwrap();
    let profile = r#"
id = "invented-place"
extends = "shanxi-yangquan"
name = { zh = "某地", en = "Somewhere" }
kind = "budget"
basis = "an invented place"
[[relation]]
id = "only-here"
text = { zh = "收入总计不大于支出总计", en = "income is not beyond expenditure" }
at-most = "balance[income-total].income <= balance[expenditure-total].total"
"#;
    std::fs::write(folder.path().join("profiles/invented-place.toml"), profile).unwrap();
    let path = folder.path().to_str().unwrap();
    let output = gouji(&[
        "check",
        "--standards",
        path,
        "--profile",
        "invented-place",
        "--format",
        "json",
        support::CLEAN,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("only-here"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", support::CLEAN])
        .current_dir(support::root())
        .stdout(full)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn profiles_and_rules_are_explained() {
    let list = out(&gouji(&["profile", "list", "--format", "ids"]));
    for id in ["national-budget", "shanxi-yangquan", "shanghai", "national-final-accounts"] {
        assert!(list.lines().any(|line| line == id), "{id} in {list}");
        let page = out(&gouji(&["profile", "show", id]));
        let profile = gouji_standard::Standard::embedded().profile(id).unwrap();
        for relation in &profile.relations {
            assert!(page.contains(&format!("`{}`", relation.id)), "{id}: {}", relation.id);
        }
    }
    assert!(out(&gouji(&["explain", "gj301"])).contains("表间勾稽"));
    assert_eq!(gouji(&["explain", "GJ999"]).status.code(), Some(2));
}

#[test]
fn every_rule_that_a_report_may_name_has_a_page() {
    let output = gouji(&["check", "--format", "json", support::WITH_ERRORS]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let equations = report["documents"][0]["coverage"]["equations"].as_array().unwrap();
    let codes: std::collections::BTreeSet<&str> =
        equations.iter().map(|equation| equation["code"].as_str().unwrap()).collect();
    for code in codes {
        assert_eq!(gouji(&["explain", code]).status.code(), Some(0), "{code}");
    }
}
