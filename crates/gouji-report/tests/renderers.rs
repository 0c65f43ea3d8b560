//! The renderers on a small disclosure: what a person and a program get to see.

mod sample;

use gouji_model::{
    Finding, Gone, Level, Message, NotRun, Report, SuppressedBy, Suppression, Text, Verdict,
    WhyNotRun,
};
use gouji_report::json::Unreadable;
use gouji_report::summary::Summary;
use gouji_report::terminal::Options;
use gouji_report::{DocumentReport, csv, json, terminal};
use gouji_standard::{Lang, Standard};
use serde_json::Value;

const SCHEMA: &str = include_str!("../../../docs/schema/check-report-1.json");

fn rule_title(code: &str) -> Text {
    match code {
        "GJ201" => Text { zh: "行内加总".into(), en: "A row adds up".into() },
        _ => Text { zh: code.into(), en: code.into() },
    }
}

fn shown(report: &Report, options: Options) -> String {
    let disclosure = sample::disclosure();
    terminal::document(&DocumentReport { disclosure: &disclosure, report }, options, &rule_title)
}

fn json_report() -> String {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let unreadable = Unreadable { file: "a.pdf".into(), message: Message::new("sample-encrypted") };
    json::report(&[DocumentReport { disclosure: &disclosure, report: &report }], &[unreadable])
}

#[test]
fn terminal_in_chinese() {
    insta::assert_snapshot!(shown(&sample::report(), Options::default()));
}

#[test]
fn terminal_in_english() {
    let options = Options { lang: Lang::En, ..Options::default() };
    insta::assert_snapshot!(shown(&sample::report(), options));
}

#[test]
fn colours_change_no_word() {
    let plain = shown(&sample::report(), Options::default());
    let coloured = shown(&sample::report(), Options { colour: true, ..Options::default() });
    let mut without = coloured.clone();
    for code in ["0", "1", "2", "1;31", "33", "36"] {
        without = without.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_ne!(coloured, plain);
    assert_eq!(without, plain);
}

#[test]
fn every_word_of_a_report_is_in_the_catalogue() {
    for lang in Lang::ALL {
        let shown = shown(&sample::report(), Options { lang, ..Options::default() });
        assert_eq!(shown.matches('⟨').count(), 1, "only the sample's own message:\n{shown}");
    }
}

#[test]
fn what_was_not_recognised_is_said_and_never_lost() {
    let disclosure = sample::sparse_disclosure();
    let report = sample::sparse_report();
    let document = DocumentReport { disclosure: &disclosure, report: &report };
    for lang in Lang::ALL {
        let options = Options { lang, ..Options::default() };
        insta::assert_snapshot!(
            format!("sparse_{}", lang.as_str()),
            terminal::document(&document, options, &rule_title)
        );
    }
}

#[test]
fn that_nothing_was_found_stands_beside_what_was_examined() {
    let report = Report { findings: Vec::new(), residues: Vec::new(), ..sample::report() };
    let shown = shown(&report, Options::default());
    let last: Vec<_> = shown.lines().rev().take(2).collect();
    assert!(last[0].contains("勾稽关系 4 条，已核对 3 条，未核对 1 条"), "{shown}");
    assert_eq!(last[1].trim(), "在下述核对范围内没有发现问题。");
}

#[test]
fn where_nothing_was_examined_the_absence_of_findings_says_nothing() {
    let mut report = Report { findings: Vec::new(), residues: Vec::new(), ..sample::report() };
    report.coverage.equations.clear();
    let shown = shown(&report, Options::default());
    assert!(shown.contains("勾稽关系：一条也没有核对\n"), "{shown}");
    assert!(shown.contains("不能据此认为文件无误"), "{shown}");
}

#[test]
fn long_lists_are_cut_and_counted_and_reviews_come_first() {
    let mut report = sample::report();
    report.findings[0].evidence.clear();
    let residue = report.residues[0].clone();
    report.residues = vec![residue; 23];
    report.residues[22].verdict = Verdict::Review;
    let shown = shown(&report, Options::default());
    assert!(shown.contains("尾差（23 处）：由四舍五入产生，不是错误。\n其中 1 处"), "{shown}");
    assert!(shown.contains("\n  待复核  GJ202  100 元"), "{shown}");
    assert_eq!(shown.matches("GJ202").count(), 20, "{shown}");
    assert!(shown.contains("……还有 3 处，见 --format json"), "{shown}");
}

#[test]
fn several_documents_end_with_their_sum() {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let one = DocumentReport { disclosure: &disclosure, report: &report };
    let mut summary = Summary::of(&one);
    summary.add(Summary::of(&one));
    let shown = terminal::tables(&summary, Options::default(), &rule_title);
    let sum = "共 2 份文件：错误 2 · 警告 0 · 提示 0；勾稽关系 8 条，已核对 6 条，未核对 2 条";
    assert_eq!(shown.lines().last(), Some(sum));
    assert_eq!(terminal::sum(&summary, Options::default()).trim_end(), sum);
    insta::assert_snapshot!(shown);
}

#[test]
fn a_report_told_document_by_document_is_the_same_object() {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let one = DocumentReport { disclosure: &disclosure, report: &report };
    for count in 0..3 {
        let unreadable = [Unreadable { file: "a.pdf".into(), message: Message::new("sample") }];
        let parts = (0..count).map(|before| json::report_part(before, &json::document(&one)));
        let told: String = parts.chain([json::report_end(count, &unreadable)]).collect();
        let whole = json::report(&vec![one; count], &unreadable);
        assert_eq!(told, whole);
    }
}

#[test]
fn json_of_a_report() {
    insta::assert_snapshot!(json_report());
}

#[test]
fn json_of_a_disclosure_has_its_schema_first_and_its_messages_in_words() {
    let text = json::disclosure(&sample::disclosure());
    assert!(text.starts_with("{\n  \"schema\": \"gouji-disclosure/1\",\n  \"file\""), "{text}");
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["diagnostics"][0]["message"]["zh"], "⟨sample-no-such-message⟩");
    assert_eq!(value["statements"][0]["completeness"], "complete");
    assert_eq!(value["statements"][0]["rows"][0]["cells"][0]["value"]["amount"]["value"], "818.66");

    let sparse = json::disclosure(&sample::sparse_disclosure());
    let value: Value = serde_json::from_str(&sparse).unwrap();
    let reasons = &value["statements"][0]["completeness"]["incomplete"];
    assert_eq!(reasons[0]["en"], "(place unknown)");
}

#[test]
fn a_report_is_valid_by_its_published_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    assert_valid(&schema);
}

/// The published schema lets later releases add fields; this one has none that it does not describe.
#[test]
fn every_field_of_a_report_is_described_in_the_schema() {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    close(&mut schema);
    schema["$defs"].as_object_mut().unwrap().values_mut().for_each(close);
    assert_valid(&schema);
}

fn close(object: &mut Value) {
    if object.get("properties").is_some() {
        object["additionalProperties"] = Value::Bool(false);
    }
}

fn assert_valid(schema: &Value) {
    let validator = jsonschema::draft202012::new(schema).expect("the schema is one");
    let report = serde_json::from_str(&json_report()).expect("the report is JSON");
    let errors: Vec<_> = validator
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn a_residue_among_the_findings_is_against_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut report: Value = serde_json::from_str(&json_report()).unwrap();
    report["documents"][0]["findings"][0]["verdict"] = "pass-with-residue".into();
    assert!(!jsonschema::is_valid(&schema, &report));
}

#[test]
fn csv_files_as_golden_files() {
    for (name, bytes) in csv::files(&sample::disclosure()) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.starts_with('\u{feff}') && !text.contains('\r') && text.ends_with('\n'));
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn the_columns_of_the_csv_files_begin_as_promised() {
    let promised = [
        ("facts.csv", "statement,title,row_code,row_label,column,printed,unit,yuan,place"),
        ("targets.csv", "project,side,level1,level2,level3,operator,value,unit,printed,place"),
        ("projects.csv", "project,department,attribute,term,side,source,printed,unit,yuan,place"),
        ("claims.csv", "section,subject,measure,year,printed,unit,value,bound_to,sentence,place"),
        ("catalogue.csv", "department,code,level,name,parent,place"),
    ];
    for ((name, bytes), (expected, header)) in
        csv::files(&sample::disclosure()).iter().zip(promised)
    {
        let header_line = String::from_utf8_lossy(bytes).lines().next().unwrap().to_owned();
        assert_eq!(*name, expected);
        assert!(header_line.starts_with(header), "{name}: {header_line}");
    }
}

/// A report with something of everything that one can live with.
fn living() -> Report {
    let mut report = sample::report();
    let suppression = |by, until: Option<&str>| Suppression {
        by,
        reason: Some("口径不同".into()),
        who: Some("财务室".into()),
        until: until.map(str::to_owned),
    };
    let finding = report.findings[0].clone();
    report.findings.push(Finding {
        suppression: Some(suppression(SuppressedBy::Explanation, Some("2026-12-31"))),
        ..finding.clone()
    });
    let known = Suppression { by: SuppressedBy::Baseline, reason: None, who: None, until: None };
    report.findings.push(Finding { suppression: Some(known), ..finding });
    for resolved in [true, false] {
        report.gone.push(Gone {
            code: "GJ202".into(),
            relation: "t3-roll-up".into(),
            label: "支出总表 · 205 教育支出".into(),
            resolved,
            fingerprint: "0123456789abcdef".into(),
        });
    }
    let title = Text { zh: "占比".into(), en: "shares".into() };
    for why in [WhyNotRun::NotSelected, WhyNotRun::Ignored, WhyNotRun::Off, WhyNotRun::Preview] {
        report.coverage.not_run.push(NotRun { code: "GJ402".into(), title: title.clone(), why });
    }
    report.score = Some(gouji_check::score(&report, Standard::embedded()));
    report
}

#[test]
fn what_one_can_live_with_is_told_and_does_not_count() {
    for lang in Lang::ALL {
        let options = Options { lang, ..Options::default() };
        insta::assert_snapshot!(format!("living_{}", lang.as_str()), shown(&living(), options));
    }
    let disclosure = sample::disclosure();
    let report = living();
    let summary = Summary::of(&DocumentReport { disclosure: &disclosure, report: &report });
    assert_eq!(summary.findings_from(Level::Error), 1);
    assert_eq!(summary.lines[0].suppressed, 2);
    assert!(terminal::sum(&summary, Options::default()).contains("另有 2 处不计入"));
}

#[test]
fn what_one_can_live_with_is_described_in_the_schema() {
    let (disclosure, report) = (sample::disclosure(), living());
    let one = DocumentReport { disclosure: &disclosure, report: &report };
    let place = gouji_model::Place { line: Some(3), ..gouji_model::Place::default() };
    let message = Message::new("report-place-unknown");
    let notices = [gouji_model::Diagnostic { level: Level::Warning, message, place }];
    let end = json::report_end_with(1, &[], &notices);
    let text = json::report_part(0, &json::document(&one)) + &end;
    let report: Value = serde_json::from_str(&text).unwrap();
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    close(&mut schema);
    schema["$defs"].as_object_mut().unwrap().values_mut().for_each(close);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<_> =
        validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let document = &report["documents"][0];
    assert!(document["score"].is_object() && document["gone"].is_array());
    assert!(report["notices"].is_array());
}
