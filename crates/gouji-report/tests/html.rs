//! The report as a page, on a small disclosure.

mod sample;

use gouji_model::{
    Finding, Level, Location, Named, Place, Report, SectionText, SuppressedBy, Suppression, Text,
    TextParagraph, Verdict,
};
use gouji_report::html::{self, Equation, Form};
use gouji_report::summary::Summary;
use gouji_report::{DocumentReport, json::Unreadable};
use gouji_standard::Lang;

fn rule_title(code: &str) -> Text {
    Text { zh: format!("{code} 的标题"), en: format!("title of {code}") }
}

/// The equations of the coverage, the first with the operands of the finding.
fn equations(report: &Report) -> Vec<Equation> {
    let entries = report.coverage.equations.iter().enumerate();
    let equation = |(index, entry): (usize, &gouji_model::CoverageEntry)| Equation {
        code: entry.code.clone(),
        relation: entry.relation.clone(),
        label: entry.label.clone(),
        form: Form::Sum,
        verdict: entry.verdict,
        reason: entry.reason.clone(),
        comparison: report.findings[0].comparison.clone().filter(|_| index == 0),
        operands: report.findings[0].operands.iter().filter(|_| index == 0).cloned().collect(),
    };
    entries.map(equation).collect()
}

fn page(document: &DocumentReport<'_>, lang: Lang) -> String {
    html::document(document, &equations(document.report), lang, &rule_title)
}

/// The page with a tag on each line, without style and script.
fn markup(page: &str) -> String {
    let mut rest = page;
    let mut markup = String::new();
    for tag in ["style", "script"] {
        let (before, behind) = rest.split_once(&format!("<{tag}>")).expect("the page has one");
        markup.push_str(before);
        rest = behind.split_once(&format!("</{tag}>")).expect("it ends").1;
    }
    markup.push_str(rest);
    let policy = markup.find("content=\"default-src").expect("the page has a policy");
    let end = markup[policy..].find("\">").expect("an attribute ends") + policy;
    markup.replace_range(policy..end, "content=\"…");
    markup.replace("><", ">\n<")
}

#[test]
fn a_page_in_chinese() {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let page = page(&DocumentReport { disclosure: &disclosure, report: &report }, Lang::Zh);
    insta::assert_snapshot!(markup(&page));
}

#[test]
fn an_index_of_pages() {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let mut summary = Summary::of(&DocumentReport { disclosure: &disclosure, report: &report });
    let (disclosure, report) = (sample::sparse_disclosure(), sample::sparse_report());
    summary.add(Summary::of(&DocumentReport { disclosure: &disclosure, report: &report }));
    let message = gouji_model::Message::new("report-place-unknown");
    let unreadable = [Unreadable { file: "a.pdf".into(), message }];
    let files = ["云岭.html".to_owned(), "云岭-2.html".to_owned()];
    let page = html::index(&summary, &files, &unreadable, Lang::En);
    let body = page.split("</head>").nth(1).expect("a page has a body");
    insta::assert_snapshot!(body.replace("><", ">\n<"));
}

#[test]
fn every_word_of_a_page_is_in_the_catalogue() {
    for lang in Lang::ALL {
        for (disclosure, mut report) in [
            (sample::disclosure(), sample::report()),
            (sample::sparse_disclosure(), sample::sparse_report()),
        ] {
            report.findings[0].tied = true;
            report.findings[0].suppression = Some(Suppression {
                by: SuppressedBy::Explanation,
                reason: Some("合并列示".into()),
                who: None,
                until: Some("2026-12-31".into()),
            });
            let page = page(&DocumentReport { disclosure: &disclosure, report: &report }, lang);
            let samples_own = page.matches("⟨sample-").count();
            assert_eq!(page.matches('⟨').count(), samples_own, "{}", markup(&page));
        }
    }
}

#[test]
fn the_same_values_give_the_same_page() {
    let (disclosure, report) = (sample::disclosure(), sample::report());
    let document = DocumentReport { disclosure: &disclosure, report: &report };
    assert_eq!(page(&document, Lang::Zh), page(&document, Lang::Zh));
}

#[test]
fn markup_is_shown_and_never_done() {
    const HOSTILE: &str = "</script><script>alert(1)</script>\"'<img src=x onerror=alert(2)>&amp;";
    let (mut disclosure, mut report) = (sample::disclosure(), sample::report());
    let hostile = || HOSTILE.to_owned();
    disclosure.file = HOSTILE.into();
    disclosure.cover = vec![Named { text: hostile(), location: Location::line(1) }];
    let statement = &mut disclosure.statements[0];
    statement.title = HOSTILE.into();
    statement.unit_name = Some(hostile());
    statement.notes.push(hostile());
    for column in &mut statement.columns {
        column.header = HOSTILE.into();
    }
    for row in &mut statement.rows {
        row.label = HOSTILE.into();
        row.code = Some(hostile());
        row.cells.iter_mut().for_each(|cell| cell.printed = hostile());
    }
    disclosure.claims[0].printed = hostile();
    disclosure.claims[0].sentence = hostile();
    disclosure.claims[0].subject = hostile();
    let finding = &mut report.findings[0];
    finding.message = Text { zh: hostile(), en: hostile() };
    finding.fingerprint = hostile();
    finding.culprits[0].proposed = hostile();
    finding.operands[0].label = hostile();
    // An operand without an element stands in the data of the script.
    finding.operands[1].place = Place::default();
    finding.operands[1].printed = hostile();
    let page = page(&DocumentReport { disclosure: &disclosure, report: &report }, Lang::Zh);
    assert!(page.matches("&lt;img src=x").count() > 10);
    assert!(!page.contains("<img") && !page.contains("<script>alert"));
    assert_eq!(page.matches("</script>").count(), 2, "the data and the script");
    let data = page.split("type=\"application/json\">").nth(1).expect("the page has data");
    let data = data.split("</script>").next().expect("it ends");
    let data: serde_json::Value = serde_json::from_str(data).expect("the data are JSON");
    assert!(data.to_string().contains("<img src=x"));
}

#[test]
fn a_finding_leads_to_the_row_the_sentence_or_the_section_where_it_has_no_number() {
    let mut disclosure = sample::disclosure();
    disclosure.sections.push(SectionText {
        id: "".into(),
        heading: "一、收入".into(),
        location: Location::line(200),
        paragraphs: vec![TextParagraph {
            text: "云岭概况。".into(),
            pieces: vec![(0, Location::line(201))],
        }],
    });
    let finding = |place: Place| Finding {
        places: vec![place],
        operands: Vec::new(),
        culprits: Vec::new(),
        evidence: Vec::new(),
        comparison: None,
        level: Level::Note,
        verdict: Verdict::Fail,
        ..sample::report().findings.remove(0)
    };
    let at = |line| disclosure.sources.place(Location::line(line));
    let row = disclosure.sources.place(Location::cell(91, 7));
    let section = Place { section: Some("一、收入".into()), ..Place::default() };
    let nowhere = Place::default();
    let mut report = sample::report();
    report.findings = [row, at(201), section, nowhere].into_iter().map(finding).collect();
    let page = html::document(
        &DocumentReport { disclosure: &disclosure, report: &report },
        &[],
        Lang::Zh,
        &rule_title,
    );
    let shown = |number: usize| {
        let mark = format!(" href=\"#f{number}\"");
        let before = page.split("<main").nth(1).expect("a page has a main part").split_once(&mark);
        before.map(|(before, _)| {
            let tag = before.rfind(" id=\"t").expect("a mark stands in an element");
            let start = before[..tag].rfind('<').expect("an element has a tag");
            before[start + 1..tag].split(' ').next().expect("a tag has a name").to_owned()
        })
    };
    assert_eq!(shown(0).as_deref(), Some("td"), "the nearest cell of the line");
    assert_eq!(shown(1).as_deref(), Some("p"));
    assert_eq!(shown(2).as_deref(), Some("h3"), "the heading of the section");
    assert_eq!(shown(3), None);
}
