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
fn wrong_usage_is_told_in_the_language_of_the_run() {
    for (arguments, said) in [
        (&["check"][..], "缺少"),
        (&["chek"], "没有“chek”这个命令"),
        (&["check", "--format", "xml", "a"], "text、json"),
        (&["check", "--lang", "en", "--foo", "a"], "no option “--foo”"),
    ] {
        let output = gouji(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(said), "{arguments:?}: {}", err(&output));
    }
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
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 6, "nothing else is left behind");
    let noticed = std::fs::read_to_string(folder.path().join("diagnostics.csv")).unwrap();
    assert!(noticed.starts_with("level,id,zh,en,statement,section,place"), "{noticed}");
    assert!(err(&output).contains("13 张表中读全 13 张"), "{}", err(&output));
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
    assert!(
        err(&output).contains("第 6 行第 1 列：不认识“colour”") && err(&output).contains("colour"),
        "{}",
        err(&output)
    );
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

/// A folder with these files of the repository under new names.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, from) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, support::bytes(from)).unwrap();
    }
    folder
}

#[test]
fn every_file_below_a_folder_is_checked_and_what_cannot_be_read_is_listed_at_the_end() {
    let folder = folder(&[
        ("b/clean.txt", support::CLEAN),
        ("a/errors.txt", support::WITH_ERRORS),
        (".hidden", support::WITH_ERRORS),
        ("~$errors.txt", support::WITH_ERRORS),
    ]);
    let path = folder.path().display().to_string();
    let whole = gouji(&["check", &path]);
    assert_eq!(whole.status.code(), Some(1));
    let lines: Vec<String> = out(&whole).lines().map(str::to_owned).collect();
    assert!(lines[1].ends_with("a/errors.txt") && lines[2].ends_with("b/clean.txt"), "{lines:?}");
    assert!(lines.last().unwrap().starts_with("共 2 份文件"), "{lines:?}");
    std::fs::write(folder.path().join("scan.png"), b"\x89PNG\r\n").unwrap();
    let with_picture = gouji(&["check", &path]);
    assert_eq!(with_picture.status.code(), Some(2));
    assert_eq!(out(&with_picture), out(&whole), "the others are checked all the same");
    assert!(err(&with_picture).contains("scan.png"));
}

#[test]
fn a_folder_as_json_is_the_same_object_in_any_number_of_workers() {
    let folder = folder(&[("a.txt", support::CLEAN), ("b.txt", support::WITH_ERRORS)]);
    let path = folder.path().display().to_string();
    let with = |workers: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.args(["check", "--format", "json", &path]).env("RAYON_NUM_THREADS", workers);
        command.output().unwrap().stdout
    };
    let report: serde_json::Value = serde_json::from_slice(&with("1")).unwrap();
    assert_eq!(report["documents"].as_array().unwrap().len(), 2);
    assert_eq!(with("1"), with("3"));
}

#[test]
fn an_empty_folder_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let output = gouji(&["check", &folder.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("没有可以检查的文件"));
}

#[test]
fn two_copies_of_a_document_are_never_added_up() {
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("初稿.txt"), &text).unwrap();
    std::fs::write(folder.path().join("定稿.txt"), text.replacen("1207.75", "1207.76", 1)).unwrap();
    let path = folder.path().display().to_string();
    let output = gouji(&["check", "--together", "--format", "json", &path]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let of_tables = |finding: &&serde_json::Value| {
        let code = finding["code"].as_str().unwrap();
        code.starts_with("GJ2") || code.starts_with("GJ3")
    };
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.iter().filter(of_tables).count(), 0, "{}", out(&output));
}

#[test]
fn a_file_of_a_folder_that_cannot_be_read_is_told_by_the_exit_code() {
    let folder = folder(&[("a.txt", support::CLEAN)]);
    std::fs::write(folder.path().join("b.pdf"), b"%PDF-1.7\n").unwrap();
    let output = gouji(&["check", "--together", &folder.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("b.pdf"), "{}", out(&output));
}

#[test]
fn what_reading_warns_of_counts_below_errors() {
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    std::fs::write(
        &file,
        text.replacen("培训费\t培训费\t0.63\t\t0.63", "培训费\t培训费\t见附表\t\t见附表", 1),
    )
    .unwrap();
    let file = file.display().to_string();
    assert_eq!(gouji(&["check", &file]).status.code(), Some(0));
    assert_eq!(gouji(&["check", "--fail-on", "warning", &file]).status.code(), Some(1));
}

/// The example cut in two: what stands before its explanation, and the rest.
fn halves() -> (String, String) {
    let text = String::from_utf8(support::bytes(support::CLEAN)).unwrap();
    let heading = "\n一、单位预算收支数据变动情况及原因\n";
    let at = text.find(heading).unwrap();
    (text[..at].to_owned(), text[at..].to_owned())
}

#[test]
fn files_of_a_folder_or_an_archive_read_as_one_disclosure() {
    let (tables, explanation) = halves();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("1 tables.txt"), &tables).unwrap();
    std::fs::write(folder.path().join("2 explanation.txt"), &explanation).unwrap();
    let path = folder.path().display().to_string();
    let whole: serde_json::Value =
        serde_json::from_slice(&gouji(&["read", support::CLEAN]).stdout).unwrap();
    let claims = |output: &Output| {
        let disclosure: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let count = |key: &str| disclosure[key].as_array().unwrap().len();
        [count("statements"), count("claims"), count("projects")]
    };
    let count = |key: &str| whole[key].as_array().unwrap().len();
    let expected = [count("statements"), count("claims"), count("projects")];
    assert_eq!(claims(&gouji(&["read", "--together", &path])), expected);

    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("1.txt", tables), ("2.txt", explanation)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    let file = folder.path().join("all.zip");
    std::fs::write(&file, archive.finish().unwrap().into_inner()).unwrap();
    let file = file.display().to_string();
    assert_eq!(claims(&gouji(&["read", "--together", &file])), expected);
    let alone = gouji(&["check", &file]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(err(&alone).contains("--together"), "{}", err(&alone));
}

// --- formats for other programs, and where they go ----------------------------------------------

/// Checks the example with errors in a format, into a file of a folder of its own.
fn written(format: &str) -> (Output, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("result");
    let path = target.to_str().unwrap();
    let output = gouji(&["check", support::WITH_ERRORS, "--format", format, "-o", path]);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "nothing else is left behind");
    (output, std::fs::read(target).unwrap())
}

#[test]
fn every_format_goes_to_a_file_and_the_exit_code_stays() {
    for format in ["text", "json", "sarif", "junit", "csv"] {
        let (output, file) = written(format);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(output.stdout.is_empty(), "{format}");
        assert!(err(&output).contains("已写出"), "{}", err(&output));
        let printed = gouji(&["check", support::WITH_ERRORS, "--format", format]);
        assert_eq!(String::from_utf8(file).unwrap(), out(&printed), "{format}");
    }
}

#[test]
fn sarif_of_several_documents_is_what_its_schema_describes() {
    let arguments =
        ["check", "--format", "sarif", support::WITH_ERRORS, support::CLEAN, "no/such/file"];
    let output = gouji(&arguments);
    assert_eq!(output.status.code(), Some(2));
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let schema = support::bytes("crates/gouji-report/tests/sarif-2.1.0/sarif-schema-2.1.0.json");
    // One pattern of the schema has a bracket too many.
    let schema = String::from_utf8(schema).unwrap().replace("{2}]?$", "{2}$");
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
    assert_eq!(problems, [""; 0]);
    let run = &log["runs"][0];
    assert_eq!(run["artifacts"].as_array().map(Vec::len), Some(2));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert!(run["results"].as_array().is_some_and(|results| results.len() > 5));
}

#[test]
fn junit_has_a_suite_for_each_document_and_counts_failures_by_the_level_asked_for() {
    let junit = out(&gouji(&["check", "--format", "junit", support::WITH_ERRORS, support::CLEAN]));
    assert_eq!(junit.matches("<testsuite ").count(), 2);
    let suites: Vec<&str> = junit.split("<testsuite ").skip(1).collect();
    assert!(!suites[0].contains("failures=\"0\""), "{}", suites[0]);
    assert!(suites[1].contains("failures=\"0\""), "{}", suites[1]);
}

#[test]
fn the_findings_as_csv_say_on_standard_error_what_was_examined() {
    let output = gouji(&["check", "--format", "csv", support::CLEAN]);
    assert!(out(&output).starts_with("\u{FEFF}file,unit_name,year,kind,profile,code,level,"));
    assert_eq!(out(&output).lines().count(), 1, "{}", out(&output));
    assert!(err(&output).contains("已核对"), "{}", err(&output));
}

#[test]
fn the_checklist_is_a_workbook_that_our_own_reader_reads() {
    let (output, book) = written("xlsx");
    assert_eq!(output.status.code(), Some(1));
    let limits = gouji_read::Limits::default();
    let (document, diagnostics) = gouji_read::formats::read("b.xlsx", &book, &limits).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let sheets: Vec<&str> = document.sources.sheets.iter().map(|sheet| &**sheet).collect();
    let expected = ["公开情况检查表", "问题清单", "尾差及待复核", "核对范围", "读取情况"];
    assert_eq!(sheets, expected);
    assert_eq!(written("xlsx").1, book, "the same bytes on every run");
}

#[test]
fn a_workbook_needs_a_file_and_no_document_is_overwritten() {
    let output = gouji(&["check", support::CLEAN, "--format", "xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(err(&output).contains("-o"), "{}", err(&output));

    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("a.txt");
    std::fs::copy(support::root().join(support::CLEAN), &document).unwrap();
    let path = document.to_str().unwrap();
    let before = std::fs::read(&document).unwrap();
    let same = folder.path().join(".").join("a.txt");
    for inputs in [path, folder.path().to_str().unwrap()] {
        let output = gouji(&["check", inputs, "-o", same.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("不能用结果覆盖它"), "{}", err(&output));
    }
    assert_eq!(std::fs::read(&document).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_result_that_cannot_be_written_is_told_before_the_work_and_in_words() {
    let output = gouji(&["check", support::CLEAN, "-o", "no/such/folder/a.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(err(&output).contains("写不进去"), "{}", err(&output));
    let folder = tempfile::tempdir().unwrap();
    let output = gouji(&["check", support::CLEAN, "-o", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("写不进去"), "{}", err(&output));
}
