//! The example says the same in every form: as text, as a web page, as a word processor's document,
//! as a workbook and in print.

mod support;

use gouji_model::{Disclosure, FormField, Funding, Indicator};

#[path = "support/forms.rs"]
mod forms;

use forms::Form;

/// Checks that the example in another form says what its text says.
fn says_what_the_text_says(form: Form) {
    let text = support::bytes(support::CLEAN);
    let Some(bytes) = form.of(&text) else { return };
    let said = if form == Form::Workbook { said_by_tables } else { said };
    let (expected, found) = (said(&support::read(&text)), said(&support::read(&bytes)));
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(found, expected, "{form:?}");
    }
    let rest = |said: &[String], other: &[String]| said.get(other.len()..).map(<[String]>::to_vec);
    assert_eq!(rest(&found, &expected), rest(&expected, &found), "{form:?}");
}

#[test]
fn a_web_page_says_what_the_text_says() {
    says_what_the_text_says(Form::Html);
}

#[test]
fn a_web_page_in_gb18030_says_what_the_text_says() {
    says_what_the_text_says(Form::HtmlGb18030);
}

#[test]
fn a_web_page_exported_by_a_word_processor_says_what_the_text_says() {
    says_what_the_text_says(Form::HtmlExport);
}

#[test]
fn a_word_document_says_what_the_text_says() {
    says_what_the_text_says(Form::Docx);
}

#[test]
fn a_workbook_says_what_the_text_says() {
    says_what_the_text_says(Form::Workbook);
}

#[test]
fn a_pdf_says_what_the_text_says() {
    says_what_the_text_says(Form::Pdf);
}

#[test]
fn a_finding_has_the_same_fingerprint_in_every_form() {
    let text = support::bytes(support::WITH_ERRORS);
    let fingerprints = |bytes: &[u8]| -> std::collections::BTreeSet<String> {
        let report = support::check(&support::read(bytes));
        report.findings.into_iter().map(|finding| finding.fingerprint).collect()
    };
    let expected = fingerprints(&text);
    assert!(expected.len() >= 5);
    for form in [Form::Html, Form::Docx, Form::Pdf] {
        if let Some(bytes) = form.of(&text) {
            assert_eq!(fingerprints(&bytes), expected, "{form:?}");
        }
    }
}

#[test]
fn an_older_format_is_converted_where_the_user_asks_for_it() {
    let Some(bytes) = Form::Doc.of(&support::bytes(support::CLEAN)) else { return };
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let file = folder.path().join("document.doc");
    std::fs::write(&file, bytes).expect("the folder is new");
    let gouji = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gouji"));
        command.args(arguments).arg(&file).output().expect("the program runs")
    };
    let asked = gouji(&["check", "--convert"]);
    assert_eq!(asked.status.code(), Some(0), "{}", String::from_utf8_lossy(&asked.stderr));
    assert!(String::from_utf8_lossy(&asked.stdout).contains("13/13"));
    let not_asked = gouji(&["check"]);
    assert_eq!(not_asked.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&not_asked.stderr).contains("--convert"));
}

/// Everything that a disclosure says apart from places and format, a line each, without white
/// space.
fn said(disclosure: &Disclosure) -> Vec<String> {
    let mut said = vec![format!(
        "{} {:?} {:?} {:?}",
        disclosure.profile.id,
        disclosure.unit.as_ref().map(|unit| &unit.text),
        disclosure.year,
        disclosure.kind
    )];
    statements(disclosure, &mut said);
    for claim in &disclosure.claims {
        let template = &claim.template;
        let [slot, subject] = [&*claim.slot, &claim.subject];
        said.push(format!("{template:?} {slot} {subject} {} = {}", claim.printed, claim.bound_to));
    }
    targets(disclosure, &mut said);
    said.extend(disclosure.assets.iter().map(|a| format!("{} {}", a.subject, a.printed)));
    said.extend(disclosure.notice.iter().map(|n| format!("{} {:?}", n.title, n.number)));
    for department in &disclosure.catalogue.departments {
        said.push(department.name.clone());
        let entries = department.entries.iter();
        said.extend(entries.map(|e| format!("{} {} {} {:?}", e.code, e.level, e.name, e.parent)));
    }
    said.extend(disclosure.glossary.iter().map(|term| format!("{}：{}", term.term, term.text)));
    without_space(&said)
}

/// What the tables and forms of a disclosure say: a workbook holds nothing else.
fn said_by_tables(disclosure: &Disclosure) -> Vec<String> {
    let mut said = Vec::new();
    statements(disclosure, &mut said);
    targets(disclosure, &mut said);
    without_space(&said)
}

fn without_space(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

fn statements(disclosure: &Disclosure, said: &mut Vec<String>) {
    for statement in &disclosure.statements {
        let complete = statement.completeness.is_complete();
        said.push(format!("{} {} {:?} {complete}", statement.id, statement.title, statement.unit));
        for row in &statement.rows {
            let cells = row
                .cells
                .iter()
                .map(|cell| format!("{}={}", statement.columns[cell.column].id, cell.printed));
            let cells = cells.collect::<Vec<_>>().join(" ");
            let code = row.code.as_deref().unwrap_or("");
            said.push(format!("{} {} {code} {} {cells}", row.side, row.id, row.label));
        }
    }
}

fn targets(disclosure: &Disclosure, said: &mut Vec<String>) {
    if let Some(target) = &disclosure.overall_target {
        said.push(target.department.clone());
        fields(&target.facts, said);
        fields(&target.fields, said);
        funding(&target.funding, said);
        said.extend(target.duties.iter().map(|duty| format!("{}：{}", duty.duty, duty.task)));
        indicators(&target.indicators, said);
    }
    for project in &disclosure.projects {
        let [name, department, term] = [&project.name, &project.department, &project.term];
        said.push(format!("{name} {department} {} {term}", project.attribute));
        funding(&project.funding, said);
        fields(&project.fields, said);
        indicators(&project.indicators, said);
    }
}

fn fields(fields: &[FormField], said: &mut Vec<String>) {
    said.extend(fields.iter().map(|field| format!("{} {}", field.label, field.text)));
}

fn funding(funding: &[Funding], said: &mut Vec<String>) {
    said.extend(
        funding.iter().map(|f| format!("{:?} {} {} {}", f.side, f.by, f.source, f.printed)),
    );
}

fn indicators(indicators: &[Indicator], said: &mut Vec<String>) {
    said.extend(indicators.iter().map(|i| {
        let levels = [&*i.level1, &i.level2, &i.level3].join("/");
        format!("{:?} {levels} {} {:?}", i.side, i.printed, i.value)
    }));
}
