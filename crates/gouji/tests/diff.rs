//! `gouji diff`: two versions of a document, and two years.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use std::process::{Command, Output};

use serde_json::Value;

/// The difference of two texts as the command prints it.
fn diff(old: &str, new: &str, more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .arg("diff")
        .arg(path("old.txt", old))
        .arg(path("new.txt", new))
        .args(more)
        .env_remove("GOUJI_LANG")
        .output()
        .unwrap()
}

fn json(old: &str, new: &str) -> Value {
    let output = diff(old, new, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let difference: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut schema: Value =
        serde_json::from_slice(&support::bytes("docs/schema/diff-1.json")).unwrap();
    // Later releases may add fields; this one has none that the schema does not describe.
    schema["additionalProperties"] = false.into();
    for definition in schema["$defs"].as_object_mut().unwrap().values_mut() {
        if definition.get("properties").is_some() {
            definition["additionalProperties"] = false.into();
        }
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator
        .iter_errors(&difference)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(problems, [""; 0]);
    difference
}

fn clean() -> String {
    String::from_utf8(support::bytes(support::CLEAN)).unwrap()
}

fn with_errors() -> String {
    String::from_utf8(support::bytes(support::WITH_ERRORS)).unwrap()
}

/// The changed rows of a table.
fn items<'a>(difference: &'a Value, statement: &str) -> &'a Vec<Value> {
    let statements = difference["statements"].as_array().unwrap();
    let statement = statements.iter().find(|table| table["id"] == statement).unwrap();
    statement["items"].as_array().unwrap()
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let difference = json(&clean(), &clean());
    for part in ["sections", "numbers", "projects", "fixed", "appeared", "unassessed"] {
        assert_eq!(difference[part], Value::Array(Vec::new()), "{part}");
    }
    let tables = difference["statements"].as_array().unwrap();
    assert!(tables.iter().all(|table| table["change"] == "same"));
    assert!(tables.iter().all(|table| table["compared"].as_u64().unwrap() > 0));
    let shown = String::from_utf8(diff(&clean(), &clean(), &[]).stdout).unwrap();
    assert!(shown.contains("在比较范围内没有差别"), "{shown}");
}

#[test]
fn what_was_mended_is_told_in_cells_numbers_words_and_findings() {
    let difference = json(&with_errors(), &clean());
    let cell = &items(&difference, "expenditure")[0]["cells"][0];
    assert_eq!(cell["old"]["printed"], "36.43");
    assert_eq!(cell["new"]["printed"], "38.43");
    assert_eq!((&cell["difference"], &cell["rate"]), (&"2.00".into(), &"5.49".into()));
    assert!(cell["new"]["place"]["line"].is_u64());
    assert!(!difference["numbers"].as_array().unwrap().is_empty());
    let edits = &difference["sections"][0]["paragraphs"][0]["edits"];
    let edits = edits.as_array().unwrap();
    assert!(edits.iter().any(|e| e["change"] == "removed" && e["text"] == "28.54%"));
    assert!(edits.iter().any(|e| e["change"] == "added" && e["text"] == "25.84%"));
    assert!(!difference["fixed"].as_array().unwrap().is_empty());
    assert_eq!(difference["appeared"].as_array().unwrap().len(), 0);
    let back = json(&clean(), &with_errors());
    assert_eq!(
        back["appeared"],
        difference["fixed"].as_array().map_or(Value::Null, |fixed| {
            // The same findings, at the same places of a file of another name.
            let text = Value::from(fixed.clone()).to_string().replace("old.txt", "new.txt");
            let old = difference["old"]["file"].as_str().unwrap();
            let new = back["new"]["file"].as_str().unwrap();
            serde_json::from_str(&text.replace(&old.replace("old.txt", "new.txt"), new)).unwrap()
        })
    );
}

/// A row that is gone, in a table that was completely read: its amounts are now zero.
#[test]
fn a_row_that_is_gone_counts_as_zero_where_the_table_was_completely_read() {
    let row = "2130314\t防汛\t38.43\t\t38.43\n";
    let old = clean();
    let difference = json(&old, &old.replacen(row, "", 1));
    let item = &items(&difference, "expenditure")[0];
    assert_eq!((&item["change"], &item["certain"]), (&"removed".into(), &true.into()));
    assert_eq!(item["cells"][0]["new"]["state"], "zero");
    assert_eq!(item["cells"][0]["difference"], "-38.43");
    assert_eq!(item["cells"][0]["rate"], "-100.00");
}

/// The total of the table is gone: what is not there may not have been read.
#[test]
fn what_is_absent_from_a_table_not_completely_read_is_unknown_and_not_zero() {
    let old = clean();
    let row = "2130314\t防汛\t38.43\t\t38.43\n";
    let title = old.find("年预算支出总表\n").unwrap();
    let total = title + old[title..].find("合计\t\t1207.75").unwrap();
    let end = total + old[total..].find('\n').unwrap() + 1;
    let new = format!("{}{}", &old[..total], &old[end..]).replacen(row, "", 1);
    let difference = json(&old, &new);
    let gone = items(&difference, "expenditure").iter().find(|item| item["code"] == "2130314");
    let gone = gone.unwrap();
    assert_eq!((&gone["change"], &gone["certain"]), (&"removed".into(), &false.into()));
    assert_eq!(gone["cells"][0]["new"]["state"], "unknown");
    assert_eq!(gone["cells"][0]["difference"], Value::Null);
    let shown = String::from_utf8(diff(&old, &new, &[]).stdout).unwrap();
    assert!(shown.contains("没有读全") && shown.contains("减少？"), "{shown}");
}

#[test]
fn between_two_years_the_years_in_titles_and_texts_are_no_difference() {
    // The year of a norm is the same in both documents.
    let old = clean().replace("2025", "2024").replace("2026", "2025");
    assert!(old.contains("〔2024〕"));
    let difference = json(&old, &clean());
    assert_eq!(
        (&difference["old"]["year"], &difference["new"]["year"]),
        (&2025.into(), &2026.into())
    );
    assert_eq!(difference["sections"], Value::Array(Vec::new()));
    assert_eq!(difference["projects"], Value::Array(Vec::new()));
    let tables = difference["statements"].as_array().unwrap();
    assert!(tables.iter().all(|table| table["items"] == Value::Array(Vec::new())));
}

#[test]
fn projects_and_indicators_that_changed_are_told() {
    let old = clean();
    let disclosure = support::read(old.as_bytes());
    let project = disclosure.projects.first().unwrap();
    let new = old.replace(&project.name, "另一个项目");
    let difference = json(&old, &new);
    let changes: Vec<&Value> =
        difference["projects"].as_array().unwrap().iter().map(|p| &p["change"]).collect();
    assert!(changes.contains(&&"added".into()) && changes.contains(&&"removed".into()));
    let indicator = project.indicators.iter().find(|i| !i.printed.is_empty()).unwrap();
    let line = support::line_and_cell(indicator.location).0;
    let spoilt: Vec<String> = old
        .split('\n')
        .zip(1u32..)
        .map(|(content, number)| {
            if number == line {
                content.replace(&indicator.printed, "≥987")
            } else {
                content.to_owned()
            }
        })
        .collect();
    let difference = json(&old, &spoilt.join("\n"));
    let indicators = &difference["projects"][0]["indicators"];
    assert!(
        indicators.as_array().unwrap().iter().any(|i| i["new"].as_str().unwrap().contains("987")),
        "{indicators}"
    );
}

#[test]
fn csv_has_a_row_for_every_change_and_a_pipe_of_it_is_the_whole_output() {
    let output = diff(&with_errors(), &clean(), &["--format", "csv"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let header = "part,change,statement,title,row_code,row_label,column,old,new,difference,rate";
    assert!(text.starts_with(header), "{text}");
    for part in ["statement,changed", "number,changed", "text,changed", "finding,fixed"] {
        assert!(text.lines().any(|line| line.starts_with(part)), "{part}");
    }
}

#[test]
fn a_document_that_cannot_be_read_is_told_with_the_other() {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["diff", "no/such/old", "no/such/new"])
        .env_remove("GOUJI_LANG")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("no/such/old") && said.contains("no/such/new"), "{said}");
}

#[test]
fn it_speaks_english_where_that_is_asked_for() {
    let output = diff(&with_errors(), &clean(), &["--lang", "en"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("Findings that are fixed") && shown.contains("rows changed"), "{shown}");
    assert!(!shown.contains('⟨'), "every word is in the catalogue: {shown}");
}
