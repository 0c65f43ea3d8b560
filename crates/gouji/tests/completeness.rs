//! Completeness: what is missing is found, and what only seems to be missing is not.

mod support;

#[allow(dead_code, reason = "not every form is needed here")]
#[path = "support/forms.rs"]
mod forms;

use forms::Form;
use gouji_check::Options;
use gouji_model::{Area, Diagnostic, Disclosure, Level, Location, Message, Place, Spot, Verdict};
use gouji_standard::{Messages, Standard};

/// Verdict of a rule, and what it says in Chinese.
fn ruling(disclosure: &Disclosure, code: &str) -> (Verdict, Vec<String>) {
    let options = Options { preview: true, ..Options::default() };
    let report =
        gouji_check::check(disclosure, Standard::embedded(), Messages::embedded(), &options);
    let entry = report.coverage.rules.iter().find(|entry| &*entry.code == code);
    let findings = report.findings.iter().filter(|finding| &*finding.code == code);
    let said = findings.map(|finding| finding.message.zh.clone()).collect();
    (entry.expect("the rule is run").verdict, said)
}

/// The example with passages replaced.
fn example(changes: &[(&str, &str)]) -> Disclosure {
    let mut text = String::from_utf8(support::bytes(support::CLEAN)).expect("UTF-8");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    support::read(text.as_bytes())
}

fn without_page(mut disclosure: Disclosure) -> Disclosure {
    disclosure.diagnostics.push(Diagnostic {
        level: Level::Warning,
        message: Message::new("read-page-picture"),
        place: Place::default(),
    });
    disclosure
}

const OPERATING_TABLE: &str = "\n2026年财政拨款安排机关运行经费预算表\n\n单位名称：云岭市水务局安和分局\n\n单位：万元\n\n单位名称\t2026预算数\t\t\t\n\t合计\t一般公共预算\t政府性基金预算\t国有资本经营预算\n部门合计\t34.47\t34.47\t\t\n云岭市水务局安和分局\t34.47\t34.47\t\t\n";

const PROCUREMENT: &str = "\n九、政府采购情况\n\n2026年云岭市水务局安和分局政府采购预算总额";

#[test]
fn what_is_missing_in_half_a_document_is_not_assessable() {
    let table = without_page(example(&[(OPERATING_TABLE, "\n")]));
    assert_eq!(ruling(&table, "GJ103"), (Verdict::NotAssessable, Vec::new()));
    let section = without_page(example(&[(PROCUREMENT, "\n2026年本单位采购预算总额")]));
    assert_eq!(ruling(&section, "GJ102"), (Verdict::NotAssessable, Vec::new()));
    assert_eq!(ruling(&without_page(example(&[])), "GJ103").0, Verdict::Pass);
}

#[test]
fn tables_or_text_alone_are_missing_nothing() {
    let text = String::from_utf8(support::bytes(support::CLEAN)).expect("UTF-8");
    let tables = text.find("预算公开表1").expect("the first table");
    let explanation =
        text.find("第三部分 2026年度单位预算情况说明\n\n一").expect("the explanation");
    let tables = support::read(&text.as_bytes()[tables..explanation]);
    assert_eq!(ruling(&tables, "GJ102"), (Verdict::NotAssessable, Vec::new()));
    assert_eq!(ruling(&tables, "GJ103").0, Verdict::Pass);
    let explanation = support::read(&text.as_bytes()[explanation..]);
    assert_eq!(ruling(&explanation, "GJ103"), (Verdict::NotAssessable, Vec::new()));
}

#[test]
fn a_document_that_breaks_off_in_a_table_is_missing_nothing() {
    let text = String::from_utf8(support::bytes(support::CLEAN)).expect("UTF-8");
    let end = text.find("2110101").or_else(|| text.find("21208\t")).expect("a row of a table");
    let begun = support::read(&text.as_bytes()[..end]);
    for code in ["GJ102", "GJ103", "GJ105", "GJ111"] {
        assert_eq!(ruling(&begun, code).1, Vec::<String>::new(), "{code}");
    }
}

#[test]
fn a_table_under_a_title_that_nobody_knows_is_a_warning_and_no_error() {
    let options = Options { preview: true, ..Options::default() };
    let renamed = example(&[("\n2026年预算支出总表\n", "\n某表\n")]);
    let report = gouji_check::check(&renamed, Standard::embedded(), Messages::embedded(), &options);
    let found = report.findings.iter().filter(|finding| &*finding.code == "GJ103");
    let levels: Vec<Level> = found.map(|finding| finding.level).collect();
    assert_eq!(levels, [Level::Warning]);
}

#[test]
fn a_text_that_is_no_disclosure_lacks_nothing() {
    let letter = support::read("关于召开会议的通知\n\n各科室：\n\n请于周五到会。\n".as_bytes());
    for code in ["GJ102", "GJ103", "GJ110"] {
        assert_eq!(ruling(&letter, code).1, Vec::<String>::new(), "{code}");
    }
}

#[test]
fn a_heading_that_runs_into_its_text_is_there() {
    let joined =
        example(&[(PROCUREMENT, "\n九、政府采购情况2026年云岭市水务局安和分局政府采购预算总额")]);
    assert_eq!(ruling(&joined, "GJ102"), (Verdict::Pass, Vec::new()));
}

#[test]
fn a_section_under_another_heading_is_a_note_and_a_section_that_is_gone_an_error() {
    let renamed = example(&[("\n九、政府采购情况\n", "\n九、政府采购预算安排\n")]);
    let (_, said) = ruling(&renamed, "GJ102");
    assert!(said.len() == 1 && said[0].contains("政府采购预算安排"), "{said:?}");
}

#[test]
fn a_table_under_an_unknown_title_is_named() {
    let title = "\n2026年财政拨款安排机关运行经费预算表\n\n单位名称";
    let renamed = example(&[(title, "\n机关运行经费财政拨款预算明细表\n\n单位名称")]);
    let (verdict, said) = ruling(&renamed, "GJ103");
    assert_eq!((verdict, said.len()), (Verdict::Fail, 1), "{said:?}");
}

#[test]
fn a_table_without_data_is_explained_below_it_or_in_the_text() {
    let bare = [("\n注：本表无数据\n", "\n")];
    let (_, said) = ruling(&example(&bare), "GJ104");
    assert!(said.len() == 1 && said[0].contains("国有资本经营"), "{said:?}");
    for note in [
        "注：本单位2026年没有使用国有资本经营预算拨款安排的支出，故本表为空表。",
        "说明：本单位不涉及国有资本经营预算。",
        "备注：无国有资本经营预算收支",
    ] {
        let said = example(&[("\n注：本表无数据\n", &format!("\n{note}\n"))]);
        assert_eq!(ruling(&said, "GJ104"), (Verdict::Pass, Vec::new()), "{note}");
    }
    let text = "（二）其他\n\n本单位没有国有资本经营预算收支安排，国有资本经营预算收支表为空表。\n\n本单位依据";
    let in_text = example(&[bare[0], ("（二）其他\n\n本单位依据", text)]);
    assert_eq!(ruling(&in_text, "GJ104"), (Verdict::Pass, Vec::new()));
}

#[test]
fn a_note_that_contradicts_its_table_names_the_amount() {
    let row = "2120816\t农业农村生态环境支出\t180.83\t\t180.83\n\n预算公开表9";
    let noted = row.replace("\n\n预算", "\n\n注：本单位无政府性基金，故本表为空表。\n\n预算");
    let (_, said) = ruling(&example(&[(row, &noted)]), "GJ104");
    assert!(said.len() == 1 && said[0].contains("180.83万元"), "{said:?}");
}

#[test]
fn contents_in_other_words_and_of_parts_without_a_heading_are_no_error() {
    let worded = example(&[(
        "九、政府采购情况.....\t20",
        "九、政府采购情况.....\t20\n（三）一般公共预算当年支出规模情况.....\t20",
    )]);
    let (_, said) = ruling(&worded, "GJ105");
    assert!(said.iter().all(|said| !said.contains("没有这个标题")), "{said:?}");
}

#[test]
fn another_ordinal_in_the_contents_is_a_note() {
    let numbered = example(&[("十、绩效管理情况.....\t20", "十一、绩效管理情况.....\t20")]);
    let (_, said) = ruling(&numbered, "GJ105");
    assert!(said.len() == 1 && said[0].contains("序号不同"), "{said:?}");
}

/// The example on pages of sixty lines, its contents numbered from the page behind the cover.
fn on_pages() -> Disclosure {
    let mut disclosure = example(&[]);
    let page = |location: Location| match location.spot {
        Spot::Line { line, .. } => {
            let top = i32::try_from(line).expect("a line");
            Location::page(line / 60 + 3, Area { top, ..Area::default() })
        }
        _ => location,
    };
    for section in &mut disclosure.sections {
        section.location = page(section.location);
        let pieces = section.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.pieces);
        pieces.for_each(|(_, location)| *location = page(*location));
    }
    disclosure.statements.iter_mut().for_each(|t| t.title_location = page(t.title_location));
    let titles: Vec<(String, u32)> = disclosure
        .sections
        .iter()
        .map(|section| (section.heading.to_string(), section.location))
        .chain(disclosure.statements.iter().map(|t| (t.title.to_string(), t.title_location)))
        .filter_map(|(title, location)| match location.spot {
            Spot::Page { page, .. } => Some((title, page)),
            _ => None,
        })
        .collect();
    for entry in &mut disclosure.contents {
        let found = titles.iter().find(|(title, _)| entry.title.ends_with(title.as_str()));
        entry.page = found.map(|(_, page)| page - 2);
    }
    disclosure
}

#[test]
fn page_numbers_may_begin_behind_the_cover_and_one_that_is_off_is_found() {
    let mut disclosure = on_pages();
    assert!(disclosure.contents.iter().filter(|entry| entry.page.is_some()).count() > 20);
    assert_eq!(ruling(&disclosure, "GJ106"), (Verdict::Pass, Vec::new()));
    let entry = disclosure.contents.iter_mut().find(|entry| entry.title.contains("政府采购情况"));
    let page = entry.and_then(|entry| entry.page.as_mut()).expect("an entry with a page");
    *page += 3;
    let wrong = page.to_string();
    let (_, said) = ruling(&disclosure, "GJ106");
    assert!(said.len() == 1 && said[0].contains(&format!("第 {wrong} 页")), "{said:?}");
    assert_eq!(ruling(&example(&[]), "GJ106").0, Verdict::NotAssessable);
}

#[test]
fn a_reason_may_stand_in_a_sentence_of_its_own() {
    let apart = example(&[
        ("，原因是压减接待批次和陪同人数；", "；"),
        ("，原因是水政执法车辆巡查里程增加，燃料和保养支出相应增加。", "。"),
        (
            "公务用车购置费0万元，与上年预算数相同。\n",
            "公务用车购置费0万元，与上年预算数相同。各项变动的主要原因是压减接待和增加巡查。\n",
        ),
    ]);
    assert_eq!(ruling(&apart, "GJ107"), (Verdict::Pass, Vec::new()));
}

#[test]
fn a_reason_for_one_change_is_none_for_another() {
    let one = example(&[("，原因是压减接待批次和陪同人数；", "；")]);
    let (_, said) = ruling(&one, "GJ107");
    assert!(said.len() == 1 && said[0].contains("公务接待费"), "{said:?}");
    let blank = example(&[("，原因是压减接待批次和陪同人数；", "，主要原因是；")]);
    assert_eq!(ruling(&blank, "GJ107").1, said);
}

#[test]
fn to_say_that_there_is_none_explains_it() {
    let none = example(&[(
        "2026年云岭市水务局安和分局政府采购预算总额559.23万元。其中：政府采购货物预算3.12万元、政府采购工程预算421.83万元、政府采购服务预算134.27万元。",
        "2026年云岭市水务局安和分局未安排政府采购预算。",
    )]);
    assert_eq!(ruling(&none, "GJ108"), (Verdict::Pass, Vec::new()));
}

const COVER: (&str, &str) = ("\n2026年度单位预算公开\n", "\n2026年度部门预算公开\n");

/// A department's list of its units.
fn department(units: &str) -> Disclosure {
    let organs = "\n二、机构设置情况\n\n";
    example(&[COVER, (organs, &format!("{organs}{units}\n\n"))])
}

#[test]
fn a_department_lists_as_many_units_as_it_counts() {
    let counted =
        "本部门预算包括本级和下属2家单位的预算。本部门中，行政单位1家，事业单位2家，具体包括：";
    let three = format!("{counted}\n\n1.本级\n\n2.安和县水利站\n\n3.安和县河道所");
    assert_eq!(ruling(&department(&three), "GJ111"), (Verdict::Pass, Vec::new()));
    let two = format!("{counted}\n\n1.本级\n\n2.安和县水利站");
    let (_, said) = ruling(&department(&two), "GJ111");
    assert!(said.len() == 1 && said[0].contains("3 家"), "{said:?}");
    let single = "本部门无下属预算单位。";
    assert_eq!(ruling(&department(single), "GJ111"), (Verdict::Pass, Vec::new()));
}

/// What the rules of completeness and detail say of the example in another form: nothing.
fn says_nothing(form: Form) {
    let Some(bytes) = form.of(&support::bytes(support::CLEAN)) else { return };
    let options = Options { preview: true, ..Options::default() };
    let disclosure = support::read(&bytes);
    let report =
        gouji_check::check(&disclosure, Standard::embedded(), Messages::embedded(), &options);
    // The pages of the contents are those of the text, not of what is made of it.
    let ours = |code: &str| (code.starts_with("GJ1") && code != "GJ106") || code.starts_with("GJ5");
    let found = report.findings.iter().filter(|finding| ours(&finding.code));
    let found: Vec<_> = found.map(|finding| (&finding.code, &finding.message.zh)).collect();
    assert!(found.is_empty(), "{form:?}: {found:#?}");
}

#[test]
fn a_clean_document_is_complete_in_every_form() {
    for form in [Form::Html, Form::Docx, Form::HtmlExport, Form::Workbook, Form::Pdf] {
        says_nothing(form);
    }
}
