//! Living with findings: selection, levels, baselines, written explanations, timeliness, score.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .current_dir(support::root())
        .env_remove("GOUJI_LANG")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// The report of a run with `--format json`, valid by its schema.
fn json(arguments: &[&str]) -> (i32, Value) {
    let output = gouji(&[arguments, &["--format", "json"]].concat());
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", err(&output)));
    let schema = support::bytes("docs/schema/check-report-1.json");
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let problems: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(problems, [""; 0]);
    (code(&output), report)
}

/// Codes of the findings of the first document.
fn codes(report: &Value) -> BTreeSet<String> {
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn text(path: &str) -> String {
    String::from_utf8(support::bytes(path)).unwrap()
}

fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

// Selection

#[test]
fn only_selected_rules_are_run_and_the_coverage_names_the_others() {
    let (exit, report) = json(&["check", "--select", "GJ4xx,gj201", support::WITH_ERRORS]);
    assert_eq!(exit, 1);
    assert_eq!(codes(&report), ["GJ201", "GJ401", "GJ402", "GJ403"].map(str::to_owned).into());
    let not_run = report["documents"][0]["coverage"]["not_run"].as_array().unwrap();
    assert!(not_run.iter().any(|rule| rule["code"] == "GJ202" && rule["why"] == "not-selected"));
    assert!(!not_run.iter().any(|rule| rule["code"] == "GJ404"));
    let shown = out(&gouji(&["check", "--select", "GJ404", support::WITH_ERRORS]));
    assert!(shown.contains("其余") && shown.contains("没有发现不等于没有问题"), "{shown}");
}

#[test]
fn what_is_ignored_is_not_run_unless_it_is_named_more_closely() {
    let ignored = ["check", "--ignore", "GJ2", "--ignore", "GJ3,GJ4", support::WITH_ERRORS];
    assert_eq!(code(&gouji(&ignored)), 0);
    let shown = out(&gouji(&ignored));
    assert!(shown.contains("按 --ignore 没有运行的规则") && shown.contains("GJ201"), "{shown}");
    let (_, report) = json(&["check", "--ignore", "GJ", "--select", "GJ402", support::WITH_ERRORS]);
    assert_eq!(codes(&report), ["GJ402".to_owned()].into());
}

#[test]
fn every_code_that_is_none_is_told_with_near_ones() {
    let output = gouji(&[
        "check",
        "--select",
        "GJ499,GJ201",
        "--ignore",
        "X1",
        "--level",
        "GJ401=bad",
        "--approved",
        "2026-2-3",
        "--published",
        "2026-02-30",
        support::CLEAN,
    ]);
    let said = err(&output);
    assert_eq!(code(&output), 2);
    assert!(said.contains("没有规则 GJ499") && said.contains("GJ401"), "{said}");
    assert!(said.contains("X1 开头的规则（--ignore）"), "{said}");
    assert!(said.contains("--level GJ401=bad"), "{said}");
    assert!(said.contains("2026-2-3") && said.contains("2026-02-30"), "{said}");
    assert_eq!(out(&output), "", "nothing is checked");
}

#[test]
fn a_level_may_be_changed_or_switched_off() {
    let level =
        |level: &str| json(&["check", "--select", "GJ402", "--level", level, support::WITH_ERRORS]);
    let (exit, report) = level("GJ4=warning");
    assert_eq!(exit, 0);
    assert_eq!(report["documents"][0]["findings"][0]["level"], "warning");
    let (exit, report) = level("GJ402=off");
    assert_eq!((exit, codes(&report).len()), (0, 0));
    let not_run = report["documents"][0]["coverage"]["not_run"].as_array().unwrap();
    assert!(not_run.iter().any(|rule| rule["code"] == "GJ402" && rule["why"] == "off"));
}

// Timeliness

#[test]
fn timeliness_is_judged_where_both_dates_are_given() {
    let dates = |approved, published| {
        let dates = ["--approved", approved, "--published", published];
        json(&[&["check"], &dates[..], &[support::CLEAN]].concat())
    };
    assert_eq!(dates("2026-02-10", "2026-03-02").0, 0);
    let (exit, report) = dates("2026-02-10", "2026-03-03");
    assert_eq!((exit, codes(&report)), (1, ["GJ101".to_owned()].into()));
    let place = &report["documents"][0]["findings"][0]["places"][0];
    assert!(place["line"].is_u64(), "the cover: {place}");
    let (exit, report) = json(&["check", support::CLEAN]);
    let rules = report["documents"][0]["coverage"]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["code"] == "GJ101").unwrap();
    assert_eq!((exit, &rule["verdict"]), (0, &Value::from("not-assessable")));
}

// Fingerprints

/// Fingerprint and relation of every finding of a document.
fn fingerprints(bytes: &[u8]) -> BTreeSet<(String, String)> {
    let report = support::check(&support::read(bytes));
    let findings = report.findings.iter();
    findings.map(|finding| (finding.fingerprint.clone(), finding.relation.to_string())).collect()
}

#[test]
fn a_fingerprint_survives_lines_above() {
    let wrong = support::bytes(support::WITH_ERRORS);
    let expected = fingerprints(&wrong);
    assert!(expected.len() >= 5);
    let text = String::from_utf8(wrong).unwrap();
    let moved = text.replacen('\n', "\n\n\n说明：本行是后来加上的。\n", 1);
    assert_eq!(fingerprints(moved.as_bytes()), expected);
}

/// Two sentences of one wording: the first amount is wrong, or the second, or both.
#[test]
fn an_equation_keeps_its_fingerprint_when_one_of_the_same_name_is_violated_too() {
    let right = text(support::CLEAN);
    let passage = "上年结转资金为714.78万元";
    let places: Vec<usize> = right.match_indices(passage).map(|(at, _)| at).collect();
    let spoilt = |which: &[usize]| {
        let mut text = right.clone();
        for &at in which.iter().rev() {
            // Wrong in two ways, since the same wrong number twice is one finding.
            let wrong = if at == places[0] { "741.78" } else { "717.48" };
            text.replace_range(at..at + passage.len(), &format!("上年结转资金为{wrong}万元"));
        }
        let all = fingerprints(text.as_bytes());
        all.into_iter()
            .filter(|(_, relation)| relation.ends_with("carried"))
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(places.len(), 2, "the example has the sentence of income and that of expenditure");
    let (first, second, both) = (spoilt(&places[..1]), spoilt(&places[1..]), spoilt(&places));
    assert_eq!((first.len(), second.len(), both.len()), (1, 1, 2));
    assert_ne!(first, second);
    assert_eq!(both, first.union(&second).cloned().collect());
}

// Baseline

/// A folder with a baseline of the example with errors.
fn with_baseline() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let baseline = folder.path().join("baseline.json").to_str().unwrap().to_owned();
    let output = gouji(&["check", "--write-baseline", &baseline, support::WITH_ERRORS]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    (folder, baseline)
}

#[test]
fn what_the_baseline_knows_does_not_count_and_what_is_new_does() {
    let (folder, baseline) = with_baseline();
    let renamed = file(folder.path(), "第二稿.txt", support::bytes(support::WITH_ERRORS));
    let (exit, report) = json(&["check", "--baseline", &baseline, &renamed]);
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    assert_eq!(exit, 0, "the file has another name, and the unit and year are the same");
    assert!(!findings.is_empty());
    assert!(findings.iter().all(|finding| finding["suppression"]["by"] == "baseline"));
    let shown = out(&gouji(&["check", "--baseline", &baseline, &renamed]));
    assert!(shown.contains("错误 0 ·") && shown.contains("不计入的问题"), "{shown}");
    assert!(!shown.contains("没有发现问题"), "{shown}");

    let worse = text(support::WITH_ERRORS).replacen("占14.97%", "占41.97%", 1);
    let worse = file(folder.path(), "第三稿.txt", worse);
    let (exit, report) = json(&["check", "--baseline", &baseline, &worse]);
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let new: Vec<_> = findings.iter().filter(|f| f.get("suppression").is_none()).collect();
    assert_eq!((exit, new.len()), (1, 1));
    assert_eq!(new[0]["code"], "GJ402");
}

#[test]
fn what_was_mended_is_resolved_and_what_was_not_examined_is_not() {
    let (_folder, baseline) = with_baseline();
    let (exit, report) = json(&["check", "--baseline", &baseline, support::CLEAN]);
    let gone = report["documents"][0]["gone"].as_array().unwrap();
    assert_eq!(exit, 0);
    assert!(!gone.is_empty() && gone.iter().all(|gone| gone["resolved"] == true));

    let (_, report) = json(&["check", "--baseline", &baseline, "--ignore", "GJ4", support::CLEAN]);
    let gone = report["documents"][0]["gone"].as_array().unwrap();
    for gone in gone {
        let is_run = !gone["code"].as_str().unwrap().starts_with("GJ4");
        assert_eq!(gone["resolved"], is_run, "{gone}");
    }
}

#[test]
fn a_baseline_of_another_year_knows_nothing() {
    let (folder, baseline) = with_baseline();
    let known = std::fs::read_to_string(&baseline).unwrap();
    let other = file(folder.path(), "2025.json", known.replace("\"year\": 2026", "\"year\": 2025"));
    assert_eq!(code(&gouji(&["check", "--baseline", &other, support::WITH_ERRORS])), 1);
}

#[test]
fn a_baseline_is_the_same_bytes_and_keeps_the_documents_that_were_not_checked() {
    let (folder, baseline) = with_baseline();
    let known = std::fs::read(&baseline).unwrap();
    gouji(&["check", "--write-baseline", &baseline, support::WITH_ERRORS]);
    assert_eq!(std::fs::read(&baseline).unwrap(), known);
    let both = ["--baseline", &baseline, "--write-baseline", &baseline];
    gouji(&[&["check"], &both[..], &[support::WITH_ERRORS]].concat());
    assert_eq!(std::fs::read(&baseline).unwrap(), known, "known findings stay known");

    let other = text(support::CLEAN).replace("安和", "清河");
    let other = file(folder.path(), "other.txt", other);
    gouji(&[&["check"], &both[..], &[&other]].concat());
    let two: Value = serde_json::from_slice(&std::fs::read(&baseline).unwrap()).unwrap();
    assert_eq!(two["documents"].as_array().unwrap().len(), 2);
}

#[test]
fn a_baseline_is_not_written_where_a_document_could_not_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = folder.path().join("b.json");
    let path = baseline.to_str().unwrap();
    let output = gouji(&["check", "--write-baseline", path, support::CLEAN, "no/such/file"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("没有写出") && !baseline.exists(), "{}", err(&output));
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (content, said) in [
        ("{", "第 1 行第 1 列不符合基线文件的格式"),
        ("\u{0}\u{1}", "不是文本文件"),
        ("{\"schema\": \"gouji-baseline/9\", \"documents\": []}", "gouji-baseline/1"),
        ("{\"schema\": \"gouji-baseline/1\", \"documents\": [], \"x\": 1}", "x"),
    ] {
        let path = file(folder.path(), "b.json", content);
        let output = gouji(&["check", "--baseline", &path, support::CLEAN]);
        assert_eq!(code(&output), 2, "{content}");
        assert!(err(&output).contains(said), "{}", err(&output));
    }
    assert_eq!(code(&gouji(&["check", "--baseline", "no/such/file", support::CLEAN])), 2);
}

// Written explanations

const EXPLAINED: &str = r#"
# 说明
[[explanation]]
rule = "GJ402"
unit = "云岭市水务局安和分局"
year = 2026
section = "收入预算情况说明"
reason = "占比按可比口径计算"
who = "财务室"
until = 2026-12-31

[[explanation]]
rule = "GJ201"
statement = "支出总表"
row = "2130314"
reason = "含上级代列"
who = "财务室"
"#;

fn explained(content: &str, today: &str, more: &[&str]) -> (i32, Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "e.toml", content);
    let options = ["check", "--explain-file", &path, "--today", today];
    let arguments = [&options[..], more, &[support::WITH_ERRORS]].concat();
    let (exit, report) = json(&arguments);
    let said = err(&gouji(&arguments));
    (exit, report, said)
}

/// Codes of the findings that an explanation covers.
fn suppressed(report: &Value) -> Vec<(String, String)> {
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let covered = findings.iter().filter(|f| f["suppression"]["by"] == "explanation");
    covered
        .map(|finding| {
            let reason = finding["suppression"]["reason"].as_str().unwrap();
            (finding["code"].as_str().unwrap().to_owned(), reason.to_owned())
        })
        .collect()
}

#[test]
fn what_is_explained_in_writing_does_not_count_and_says_why() {
    let (exit, report, said) = explained(EXPLAINED, "2026-12-31", &[]);
    assert_eq!(exit, 1, "the other findings count");
    let expected = [("GJ201", "含上级代列"), ("GJ402", "占比按可比口径计算")];
    let expected = expected.map(|(code, reason)| (code.to_owned(), reason.to_owned()));
    assert_eq!(suppressed(&report), expected);
    assert_eq!(report.get("notices"), None);
    assert_eq!(said, "");
    assert_eq!(explained(EXPLAINED, "2026-12-31", &["--select", "GJ402"]).0, 0);
}

#[test]
fn an_explanation_that_expired_has_no_effect_and_is_told_with_its_line() {
    let (exit, report, said) = explained(EXPLAINED, "2027-01-01", &["--select", "GJ402,GJ201"]);
    assert_eq!(exit, 1);
    assert_eq!(suppressed(&report).len(), 1);
    let notice = &report["notices"][0];
    assert_eq!((&notice["level"], &notice["place"]["line"]), (&"warning".into(), &3.into()));
    assert!(said.contains("e.toml：第 3 行") && said.contains("2026-12-31 到期"), "{said}");
}

#[test]
fn an_explanation_that_matches_nothing_is_told_and_counts_as_a_warning() {
    let entry = |what: &str| format!("[[explanation]]\n{what}\nreason = \"x\"\nwho = \"y\"\n");
    let on = |what: &str, more: &[&str]| explained(&entry(what), "2026-01-01", more);
    let clean = |what: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), "e.toml", entry(what));
        json(&["check", "--explain-file", &path, "--fail-on", "warning", support::CLEAN])
    };
    let (exit, report) = clean("rule = \"GJ402\"");
    assert_eq!((exit, &report["notices"][0]["level"]), (1, &"warning".into()));
    let (_, report, said) = on("rule = \"GJ402\"\nunit = \"某某局\"", &[]);
    assert_eq!(suppressed(&report), []);
    assert!(said.contains("不在这次核对的文件中"), "{said}");
    let (_, report, said) = on("rule = \"GJ402\"", &["--ignore", "GJ402"]);
    assert_eq!(report["notices"][0]["level"], "note", "it was not run, so nothing is known");
    assert!(said.contains("没有核对到"), "{said}");
}

#[test]
fn every_problem_of_a_file_of_explanations_is_told_at_once_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let content = "title = 1\n[[explanation]]\nrule = \"GJ499\"\nreason = \"\"\n\
                   until = \"31.12.2026\"\ncolour = 1\n[[explanation]]\nwho = \"x\"\nyear = \"二\"\n";
    let path = file(folder.path(), "e.toml", content);
    let output = gouji(&["check", "--explain-file", &path, support::CLEAN]);
    let said = err(&output);
    assert_eq!(code(&output), 2);
    for expected in [
        "第 1 行：不认识“title”",
        "第 2 行：这条说明缺少 who",
        "第 3 行：没有规则 GJ499",
        "第 4 行：reason 是空的",
        "第 5 行：until 的写法不对",
        "第 6 行：不认识“colour”",
        "第 7 行：这条说明缺少 reason",
        "第 7 行：这条说明没有写明说明的是什么",
        "第 9 行：year 的写法不对",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert_eq!(said.lines().count(), 9, "{said}");

    let path = file(folder.path(), "s.toml", "[[explanation]]\nrule = GJ402\nwho = \n");
    let output = gouji(&["check", "--explain-file", &path, support::CLEAN]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("第 2 行") && err(&output).contains("第 3 行"));
}

#[test]
fn the_form_for_explanations_works_once_it_is_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("e.toml");
    let form = path.to_str().unwrap();
    gouji(&["check", "--write-explain-file", form, support::WITH_ERRORS]);
    let empty = gouji(&["check", "--explain-file", form, support::WITH_ERRORS]);
    assert_eq!(code(&empty), 1, "all entries are comments: {}", err(&empty));
    let text = std::fs::read_to_string(&path).unwrap();
    let filled: Vec<String> = text
        .lines()
        .map(|line| {
            let entry = line
                .strip_prefix("# ")
                .filter(|rest| rest.starts_with("[[") || rest.split(' ').nth(1) == Some("="));
            let entry = entry.unwrap_or(line);
            entry.replace("reason = \"\"", "reason = \"x\"").replace("who = \"\"", "who = \"y\"")
        })
        .collect();
    std::fs::write(&path, filled.join("\n")).unwrap();
    let output = gouji(&["check", "--explain-file", form, support::WITH_ERRORS]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(err(&output), "");
}

// Score

#[test]
fn a_score_stands_beside_what_it_rests_on_and_what_was_not_assessed_is_unscored() {
    let (_, report) = json(&["check", "--score", support::WITH_ERRORS]);
    let score = &report["documents"][0]["score"];
    let of = |id: &str| {
        let dimensions = score["dimensions"].as_array().unwrap();
        dimensions.iter().find(|dimension| dimension["id"] == id).unwrap().clone()
    };
    assert_eq!(of("timeliness")["points"], Value::Null);
    assert_eq!(score["at_most"], true);
    let truth = of("truthfulness");
    let deducted: u64 = truth["deductions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|deduction| deduction["points"].as_u64().unwrap())
        .sum();
    assert!(deducted > 0);
    assert_eq!(truth["points"].as_u64().unwrap(), 100 - deducted);
    let shown = out(&gouji(&["check", "--score", support::WITH_ERRORS]));
    assert!(shown.contains("没有总分") && shown.contains("未评"), "{shown}");
    let shown = out(&gouji(&["check", "--score", "--lang", "en", support::WITH_ERRORS]));
    assert!(shown.contains("No total") && shown.contains("unscored"), "{shown}");
}

#[test]
fn a_text_that_is_no_disclosure_has_no_score() {
    let (_, report) = json(&["check", "--score", "README.md"]);
    let score = &report["documents"][0]["score"];
    let dimensions = score["dimensions"].as_array().unwrap();
    let truth = dimensions.iter().find(|dimension| dimension["id"] == "truthfulness").unwrap();
    assert_eq!(truth["points"], Value::Null);
}

// Files that are written

#[test]
fn nothing_is_written_over_a_document_or_over_what_the_run_reads_or_writes_besides() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("a.txt");
    std::fs::write(&document, support::bytes(support::WITH_ERRORS)).unwrap();
    let document = document.display().to_string();
    let explained = file(folder.path(), "e.toml", String::new());
    let other = folder.path().join("o").display().to_string();
    for options in [
        vec!["--write-baseline", &document],
        vec!["--write-explain-file", &document],
        vec!["--explain-file", &explained, "--write-explain-file", &explained],
        vec!["-o", &explained, "--explain-file", &explained],
        vec!["-o", &other, "--write-baseline", &other],
        vec!["--write-explain-file", &other, "--write-baseline", &other],
    ] {
        let arguments: Vec<&str> =
            ["check", &document].into_iter().chain(options.iter().copied()).collect();
        assert_eq!(code(&gouji(&arguments)), 2, "{options:?}");
        assert_eq!(std::fs::read(&document).unwrap(), support::bytes(support::WITH_ERRORS));
        assert_eq!(std::fs::read_to_string(&explained).unwrap(), "");
        assert!(!std::path::Path::new(&other).exists(), "{options:?}");
    }
}
