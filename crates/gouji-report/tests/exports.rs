//! What other programs get: SARIF, JUnit, the findings as CSV, and the checklist as a workbook.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod sample;

use gouji_model::{
    Area, Block, CoverageEntry, Disclosure, Level, Location, Message, Report, Sources, Spot,
    SuppressedBy, Suppression, Text, Verdict,
};
use gouji_report::checklist::{self, Detail, Part};
use gouji_report::json::Unreadable;
use gouji_report::{DocumentReport, findings_csv, junit, sarif};
use gouji_standard::{Lang, Standard};
use serde_json::Value;
use sha2::{Digest, Sha256};

const SCHEMA: &str = include_str!("sarif-2.1.0/sarif-schema-2.1.0.json");

fn unreadable() -> Vec<Unreadable> {
    vec![Unreadable { file: "加密 文件.pdf".into(), message: Message::new("read-encrypted") }]
}

fn explained(report: &mut Report) {
    report.findings[0].suppression = Some(Suppression {
        by: SuppressedBy::Explanation,
        reason: Some("批复口径不同".into()),
        who: Some("财务科".into()),
        until: Some("2026-12-31".into()),
    });
}

// --- SARIF --------------------------------------------------------------------------------------

fn log(documents: &[(&Disclosure, &Report)], unreadable: &[Unreadable], lang: Lang) -> String {
    let mut log = sarif::Log::new(Standard::embedded(), lang);
    let mut text = log.begin();
    for (disclosure, report) in documents {
        let part = log.part(&DocumentReport { disclosure, report });
        text.push_str(&log.add(part));
    }
    text + &log.end(unreadable)
}

fn value(log: &str) -> Value {
    serde_json::from_str(log).unwrap_or_else(|error| panic!("{error}: {log}"))
}

/// The only run of the log of a document.
fn run(disclosure: &Disclosure, report: &Report) -> Value {
    value(&log(&[(disclosure, report)], &[], Lang::Zh))["runs"][0].take()
}

fn problems(log: &Value) -> Vec<String> {
    // The schema has a bracket too many in a pattern, which is no regular expression to a strict
    // reader; the file is kept as published.
    let schema = SCHEMA.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn a_log_is_what_the_schema_of_sarif_describes() {
    let (disclosure, mut report) = (sample::disclosure(), sample::report());
    explained(&mut report);
    let (sparse_disclosure, sparse_report) = (sample::sparse_disclosure(), sample::sparse_report());
    let whole = [(&disclosure, &report), (&sparse_disclosure, &sparse_report)];
    // The same file may be given twice, and there may be no file at all.
    let twice = [whole[0], whole[0]];
    for documents in [&whole[..], &twice, &whole[..1], &[]] {
        for lang in Lang::ALL {
            for unreadable in [unreadable(), Vec::new()] {
                let log = value(&log(documents, &unreadable, lang));
                assert_eq!(problems(&log), [""; 0], "{log:#}");
            }
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_log() {
    assert!(!problems(&serde_json::json!({ "version": "2.1.0", "runs": [{}] })).is_empty());
}

#[test]
fn results_and_what_was_not_examined() {
    let (disclosure, report) = (sample::sparse_disclosure(), sample::sparse_report());
    let whole = (sample::disclosure(), sample::report());
    let documents = [(&whole.0, &whole.1), (&disclosure, &report)];
    let mut run = value(&log(&documents, &unreadable(), Lang::Zh))["runs"][0].take();
    // The rule book is another test's.
    run.as_object_mut().unwrap().shift_remove("tool");
    insta::assert_json_snapshot!(run);
}

#[test]
fn every_rule_of_the_book_is_described_and_a_result_leads_to_its_own() {
    let run = run(&sample::disclosure(), &sample::report());
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Standard::embedded().rules().iter().count());
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[key]["text"].as_str().is_some_and(|text| text.len() > 5), "{rule:#}");
        }
    }
    let result = &run["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], result["ruleId"]);
    assert_eq!(rules[index]["defaultConfiguration"]["level"], "error");
    assert_eq!(rules[index]["properties"]["family"], "表内勾稽");
}

#[test]
fn a_residue_is_no_result() {
    let report = Report { findings: Vec::new(), ..sample::report() };
    let run = run(&sample::disclosure(), &report);
    assert_eq!(run["results"], serde_json::json!([]));
    assert_eq!(run["artifacts"][0]["properties"]["residues"], 1);
}

#[test]
fn a_place_on_a_page_has_no_line_but_page_and_box() {
    let (mut disclosure, mut report) = (sample::disclosure(), sample::report());
    let name = "预算 2026.pdf";
    disclosure.file = name.into();
    disclosure.sources = Sources::file(name);
    let area = Area { left: 5610, top: 12000, right: 9840, bottom: 13325 };
    let place = disclosure.sources.place(Location::of(Spot::Page { page: 5, area }));
    report.findings[0].places = vec![gouji_model::Place {
        statement: Some("支出总表".into()),
        row: Some("水利".into()),
        ..place
    }];
    let run = run(&disclosure, &report);
    let location = &run["results"][0]["locations"][0];
    let physical = &location["physicalLocation"];
    assert_eq!(physical["artifactLocation"]["uri"], "%E9%A2%84%E7%AE%97%202026.pdf");
    assert!(physical.get("region").is_none());
    assert_eq!(physical["properties"]["page"], 5);
    assert_eq!(physical["properties"]["box"], serde_json::json!([56.1, 120.0, 98.4, 133.25]));
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "支出总表 / 水利");
    // A viewer that shows nothing of a place but a line still says where.
    let text = run["results"][0]["message"]["text"].as_str().unwrap();
    assert!(text.contains("第 5 页"), "{text}");
}

#[test]
fn an_explained_finding_is_suppressed_with_its_reason() {
    let mut report = sample::report();
    explained(&mut report);
    let run = run(&sample::disclosure(), &report);
    let suppression = &run["results"][0]["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    let justification = suppression["justification"].as_str().unwrap();
    assert_eq!(justification, "已有书面说明；批复口径不同；财务科；有效期至 2026-12-31");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_run_is_not_successful() {
    let log = value(&log(&[], &unreadable(), Lang::Zh));
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "error");
    assert_eq!(notification["descriptor"]["id"], "gouji/unreadable");
}

// --- JUnit --------------------------------------------------------------------------------------

fn suites(disclosure: &Disclosure, report: &Report, fail_on: Level) -> String {
    let document = DocumentReport { disclosure, report };
    let suite = junit::suite(&document, Standard::embedded(), Lang::Zh, fail_on);
    junit::begin() + &suite + &junit::end(&unreadable(), Lang::Zh)
}

/// The names of the elements below each test case, by the name of the case.
fn cases(xml: &str) -> Vec<(String, Vec<String>)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut cases: Vec<(String, Vec<String>)> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Eof => return cases,
            Event::Start(start) | Event::Empty(start) => match start.name().as_ref() {
                "testcase" => {
                    let name = start.try_get_attribute("name").unwrap().unwrap();
                    let name = name.value.into_owned();
                    cases.push((name, Vec::new()));
                }
                "failure" | "error" | "skipped" | "system-out" => {
                    let name = start.name().as_ref().to_owned();
                    cases.last_mut().unwrap().1.push(name);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// What a case with a name that begins so has below it.
fn case(xml: &str, name: &str) -> Vec<String> {
    let found = cases(xml).into_iter().find(|(case, _)| case.starts_with(name));
    found.unwrap_or_else(|| panic!("no case {name}: {xml}")).1
}

#[test]
fn a_suite_for_each_document_and_a_case_for_each_rule() {
    insta::assert_snapshot!(suites(&sample::disclosure(), &sample::report(), Level::Error));
}

#[test]
fn a_case_fails_from_the_level_asked_for_and_never_by_what_was_explained() {
    let disclosure = sample::disclosure();
    let mut report = sample::report();
    report.findings[0].level = Level::Warning;
    let errors_only = suites(&disclosure, &report, Level::Error);
    assert_eq!(case(&errors_only, "GJ201"), ["system-out"]);
    let warnings_too = suites(&disclosure, &report, Level::Warning);
    assert_eq!(case(&warnings_too, "GJ201"), ["failure"]);
    explained(&mut report);
    assert_eq!(case(&suites(&disclosure, &report, Level::Note), "GJ201"), ["system-out"]);
}

#[test]
fn a_rule_of_which_nothing_was_examined_is_skipped_and_one_that_failed_is_an_error() {
    let entry = |verdict| CoverageEntry {
        code: "GJ301".into(),
        relation: "t1-t2".into(),
        label: Text { zh: "收入".into(), en: "income".into() },
        verdict,
        reason: Some(Text { zh: "没有读全".into(), en: "not read".into() }),
    };
    let with = |verdicts: &[Verdict]| {
        let mut report = sample::report();
        report.coverage.equations = verdicts.iter().copied().map(entry).collect();
        case(&suites(&sample::disclosure(), &report, Level::Error), "GJ301")
    };
    assert_eq!(with(&[Verdict::NotAssessable, Verdict::NotApplicable]), ["skipped"]);
    assert_eq!(with(&[Verdict::NotAssessable, Verdict::Pass]), ["system-out"]);
    assert_eq!(with(&[Verdict::NotEvaluated, Verdict::Pass]), ["error"]);
    assert_eq!(with(&[Verdict::Pass]), [""; 0]);
}

#[test]
fn a_document_can_contain_anything_and_the_xml_is_valid() {
    let mut disclosure = sample::disclosure();
    disclosure.file = "a\u{0}\u{1b}\"&<>.txt".into();
    let mut report = sample::report();
    report.findings[0].message.zh = "]]>\u{1}\u{8}\u{FFFE}\r\n<b>&amp;".into();
    let xml = suites(&disclosure, &report, Level::Error);
    assert_eq!(case(&xml, "GJ201"), ["failure"]);
    let invalid = |c: char| (c.is_control() && !"\n\t".contains(c)) || c == '\u{FFFE}';
    assert!(!xml.contains(invalid), "{xml:?}");
}

// --- CSV ----------------------------------------------------------------------------------------

fn table(disclosure: &Disclosure, report: &Report) -> String {
    let rows = findings_csv::rows(&DocumentReport { disclosure, report });
    findings_csv::begin() + &rows + &findings_csv::end(&unreadable())
}

#[test]
fn a_line_for_each_finding_and_one_for_each_file_that_was_not_read() {
    let mut report = sample::report();
    explained(&mut report);
    let table = table(&sample::disclosure(), &report);
    assert!(table.starts_with("\u{FEFF}file,unit_name,year,"), "Excel needs the mark");
    insta::assert_snapshot!(table.trim_start_matches('\u{FEFF}'));
}

#[test]
fn every_line_has_every_column_and_a_formula_of_a_document_is_a_text() {
    let mut report = sample::sparse_report();
    let mut place = report.findings[0].places[0].clone();
    place.row = Some("=HYPERLINK(\"x\")".into());
    report.findings[0].places = vec![place];
    let table = table(&sample::sparse_disclosure(), &report);
    let table = table.trim_start_matches('\u{FEFF}');
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 4, "{table}");
    assert!(records[1].iter().any(|cell| cell == "'=HYPERLINK(\"x\")"), "{table}");
    assert_eq!(&records[3][5], "unreadable");
}

// --- the checklist ------------------------------------------------------------------------------

fn book(documents: &[(&Disclosure, &Report)], unreadable: &[Unreadable], lang: Lang) -> Vec<u8> {
    let part = |(disclosure, report): &(&Disclosure, &Report)| {
        Part::of(&DocumentReport { disclosure, report }, Standard::embedded(), lang, Detail::Every)
    };
    let parts: Vec<Part> = documents.iter().map(part).collect();
    checklist::workbook(&parts, unreadable, lang).unwrap()
}

fn single(report: &Report, lang: Lang) -> Vec<u8> {
    book(&[(&sample::disclosure(), report)], &[], lang)
}

/// The sheets as our own reader of workbooks gives them, a row a line.
fn shown(book: &[u8]) -> String {
    let limits = gouji_read::Limits::default();
    let (document, _) = gouji_read::formats::read("book.xlsx", book, &limits).unwrap();
    let mut shown = Vec::new();
    let mut sheet = None;
    for block in &document.blocks {
        let place = document.sources.place(block.location());
        if place.sheet != sheet {
            sheet.clone_from(&place.sheet);
            shown.push(format!("# {}", sheet.as_deref().unwrap_or_default()));
        }
        match block {
            Block::Paragraph(paragraph) => shown.push(paragraph.text.clone()),
            Block::Grid(grid) => {
                for row in &grid.rows {
                    let cells = row.cells.iter().map(|cell| cell.text.as_str());
                    let cells: Vec<_> = cells.filter(|text| !text.is_empty()).collect();
                    shown.push(cells.join(" │ "));
                }
            }
        }
    }
    shown.join("\n")
}

/// The lines of the workbook with a word in them.
fn lines(book: &[u8], word: &str) -> Vec<String> {
    shown(book).lines().filter(|line| line.contains(word)).map(str::to_owned).collect()
}

#[test]
fn the_form_of_one_document() {
    insta::assert_snapshot!(shown(&single(&sample::report(), Lang::Zh)));
}

#[test]
fn the_form_in_english_says_the_same() {
    insta::assert_snapshot!(shown(&single(&sample::report(), Lang::En)));
}

#[test]
fn several_documents_have_a_summary_before_their_forms() {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let (sparse_disclosure, sparse_report) = (sample::sparse_disclosure(), sample::sparse_report());
    let documents = [(&disclosure, &report), (&sparse_disclosure, &sparse_report)];
    let shown = shown(&book(&documents, &unreadable(), Lang::Zh));
    let sheets: Vec<_> = shown.lines().filter(|line| line.starts_with("# ")).collect();
    assert_eq!(sheets[0], "# 汇总");
    assert!(sheets[1].starts_with("# 001 云岭市水务局"), "{sheets:?}");
    assert!(sheets[2].starts_with("# 002 "), "{sheets:?}");
    assert!(shown.contains("共 3 份文件，其中 1 份不能读取；有问题的 2 份"), "{shown}");
    assert!(shown.contains("加密 文件.pdf"), "{shown}");
}

#[test]
fn in_a_batch_what_holds_is_one_row_for_each_rule() {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let document = DocumentReport { disclosure: &disclosure, report: &report };
    let part = Part::of(&document, Standard::embedded(), Lang::Zh, Detail::Summed);
    let book = checklist::workbook(&[part.clone(), part], &[], Lang::Zh).unwrap();
    let shown = shown(&book);
    let coverage = shown.split("# ").find(|sheet| sheet.starts_with("核对范围")).unwrap();
    let held: Vec<_> = coverage.lines().filter(|line| line.contains("1 项，逐条见")).collect();
    assert_eq!(held.len(), 6, "{coverage}");
    assert_eq!(coverage.matches("不成立").count(), 2, "{coverage}");
    assert_eq!(coverage.matches("年终结转不为零").count(), 2, "{coverage}");
}

#[test]
fn the_bytes_are_the_same_on_every_run() {
    let once = single(&sample::report(), Lang::Zh);
    assert_eq!(once, single(&sample::report(), Lang::Zh));
    let hash: Vec<String> =
        Sha256::digest(&once).iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hash.concat();
    // Another version of the writer or another form gives another hash: look at the sheets.
    insta::assert_snapshot!(hash);
}

#[test]
fn what_was_not_found_or_not_examined_is_never_a_yes() {
    let report = sample::report();
    let book = single(&report, Lang::Zh);
    let missing = lines(&book, "没有找到，请人工确认");
    assert!(missing.len() > 20, "{missing:?}");
    assert!(missing.iter().all(|line| line.contains("未能核对")), "{missing:?}");
    let untouched = lines(&book, "本次没有核对");
    assert!(!untouched.is_empty());
    assert!(untouched.iter().all(|line| line.contains("未能核对")), "{untouched:?}");
    let complete = lines(&book, "规定的部分、表格和说明齐全");
    assert!(complete[0].contains("部分未核对"), "{complete:?}");
}

#[test]
fn an_item_is_no_yes_while_rules_in_preview_have_not_looked_at_it() {
    let rule = Standard::embedded_file("rules/GJ501.toml").unwrap();
    let rule = rule.replace("\nstage = \"stable\"", "\nstage = \"preview\"");
    let standard =
        Standard::with_overrides(&[("rules/GJ599.toml".to_owned(), rule)].into()).unwrap();
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let document = DocumentReport { disclosure: &disclosure, report: &report };
    let part = Part::of(&document, &standard, Lang::Zh, Detail::Every);
    let book = checklist::workbook(&[part], &[], Lang::Zh).unwrap();
    let item = &lines(&book, "功能分类公开到项")[0];
    assert!(item.contains("部分未核对") && item.contains("1 条没有运行"), "{item}");
}

#[test]
fn a_problem_stands_numbered_in_its_table_and_its_dimension_refers_to_it() {
    let book = single(&sample::report(), Lang::Zh);
    let table = &lines(&book, "表：支出总表")[0];
    assert!(table.contains("│ 否 │ 1. 合计不等于"), "{table}");
    assert!(table.contains("疑误：512.04 → 818.65"), "{table}");
    let dimension = &lines(&book, "表内合计、类款项汇总相符")[0];
    assert!(dimension.contains("│ 否 │ 见问题 1"), "{dimension}");
}

#[test]
fn what_was_explained_and_what_is_only_worth_knowing_is_no_problem_of_the_form() {
    let mut explained_report = sample::report();
    explained(&mut explained_report);
    let mut note = sample::report();
    note.findings[0].level = Level::Note;
    for report in [&explained_report, &note] {
        let book = single(report, Lang::Zh);
        assert!(!lines(&book, "表：支出总表")[0].contains("否"));
        assert!(lines(&book, "检查结果")[0].contains("问题 0 个"));
        assert_eq!(lines(&book, "5f0c").len(), 1, "it is listed all the same");
    }
}

#[test]
fn every_word_of_a_form_is_in_the_catalogue() {
    for lang in Lang::ALL {
        let book = single(&sample::report(), lang);
        assert_eq!(lines(&book, "⟨").len(), 1, "only the sample's own message");
    }
}

#[test]
fn a_document_can_contain_anything_and_the_workbook_can_be_read() {
    let mut report = sample::report();
    report.findings[0].places[0].row = Some("\u{202E}&\u{1}_x0041_".into());
    report.findings[0].message.zh = format!("=1+1\u{1}\u{b}{}", "很长".repeat(40_000));
    let book = single(&report, Lang::Zh);
    assert!(shown(&book).contains("=1+1"));
}
