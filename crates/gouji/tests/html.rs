//! The HTML report of whole documents, as a file and in a browser.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

#[path = "support/chromium.rs"]
mod chromium;
#[path = "support/forms.rs"]
#[expect(dead_code, reason = "not every form is used here")]
mod forms;
mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chromium::Browser;
use forms::Form;
use gouji_standard::Standard;
use serde_json::Value;

fn gouji(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .current_dir(support::root())
        .env_remove("GOUJI_LANG")
        .output()
        .unwrap()
}

/// The page of a document.
fn page(document: &str) -> String {
    let output = gouji(&["check", "--format", "html", document]);
    assert_ne!(output.status.code(), Some(2), "{document}");
    String::from_utf8(output.stdout).unwrap()
}

/// A page as a file in a folder of its own.
fn saved(page: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    std::fs::write(&file, page).unwrap();
    (folder, file)
}

/// Values of an attribute of the markup in front of the script.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let markup = page.split("<script").next().unwrap();
    let behind = markup.split(&start).skip(1);
    behind.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_link_of_a_page_leads_to_one_element() {
    let real = ["wanli-jiedao_budget_2025.pdf", "shehuigongzuobu_final_2024_bad.pdf"];
    let real = real.iter().filter_map(|file| support::shared(&format!("real/{file}")));
    let real = real.chain(support::shared(support::SAMPLE));
    let documents = [support::CLEAN, support::WITH_ERRORS].map(PathBuf::from);
    for document in documents.into_iter().chain(real) {
        let page = page(document.to_str().unwrap());
        let ids = values(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{}", document.display());
        let links = values(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#'));
        let lost: Vec<&str> = links.filter(|link| !unique.contains(link)).collect();
        assert_eq!(lost, [""; 0], "{}", document.display());
        let lit = lit(&page);
        let lost: Vec<_> = lit.iter().filter(|id| !unique.contains(&***id)).collect();
        assert!(lost.is_empty(), "{}: {lost:?}", document.display());
    }
}

/// What the page gives to its script.
fn data(page: &str) -> Value {
    let data = page.split("type=\"application/json\">").nth(1).unwrap();
    serde_json::from_str(data.split("</script>").next().unwrap()).unwrap()
}

/// Ids of all elements that light up.
fn lit(page: &str) -> BTreeSet<String> {
    let data = data(page);
    let operands = |sides: &Value| sides[2].as_array().unwrap().clone();
    let mut ids = BTreeSet::new();
    let equations = data["e"].as_array().unwrap().iter().flat_map(operands);
    let found = ["f", "r"].into_iter().flat_map(|key| data[key].as_array().unwrap());
    let of_findings = found.clone().flat_map(|found| operands(&found["o"]));
    for operand in equations.chain(of_findings) {
        ids.extend(operand.as_u64().or_else(|| Some(operand[3].as_u64()? * 4)).map(|n| n / 4));
    }
    for found in found {
        let lists = ["c", "p"].into_iter().filter_map(|key| found[key].as_array());
        ids.extend(lists.flatten().filter_map(Value::as_u64));
    }
    ids.into_iter().map(|id| format!("t{id}")).collect()
}

/// What the element with an id prints.
fn printed<'a>(page: &'a str, id: &str) -> &'a str {
    let behind = page.split_once(&format!(" id=\"{id}\"")).unwrap().1;
    behind.split_once('>').unwrap().1.split('<').next().unwrap()
}

/// Whether a number of the text is said of the same subject in the same place more than once.
fn says_twice(disclosure: &gouji_model::Disclosure, operand: &gouji_model::Operand) -> bool {
    let alike = disclosure.claims.iter().filter(|claim| {
        claim.printed == operand.printed
            && claim.subject == operand.label
            && operand.place.section.as_ref() == Some(&claim.heading)
    });
    alike.count() > 1
}

/// Every operand of every equation that has an element of its own leads to the number that it
/// prints. Returns how many there are.
fn operands_lead_to_their_numbers(document: &Path) -> usize {
    let page = page(document.to_str().unwrap());
    let bytes = std::fs::read(document).unwrap();
    let name = document.to_str().unwrap();
    let options = gouji_read::Options::default();
    let disclosure = gouji_read::read(name, &bytes, Standard::embedded(), &options).unwrap();
    let equations = gouji_check::equations(&disclosure, Standard::embedded());
    let data = data(&page);
    let linked = data["e"].as_array().unwrap();
    assert_eq!(linked.len(), equations.len());
    let mut n = 0;
    for (sides, equation) in linked.iter().zip(&equations) {
        for (linked, operand) in sides[2].as_array().unwrap().iter().zip(&equation.operands) {
            if let Some(code) = linked.as_u64() {
                let shown = printed(&page, &format!("t{}", code / 4));
                let escaped = operand.printed.replace('<', "&lt;");
                assert_eq!(shown.trim(), escaped.trim(), "{:?} {:?}", operand, equation.label);
                n += 1;
            } else {
                assert_eq!(operand.printed, linked[1].as_str().unwrap());
                let is_absent = operand.printed.is_empty() || operand.unit.as_ref() == "个";
                // Last year's figure in a sentence that the paragraph says twice: which of the two
                // is meant does not show, and none is marked.
                let is_twice = equation.code == "GJ412" && says_twice(&disclosure, operand);
                assert!(is_absent || is_twice, "no element: {operand:?} of {}", equation.relation);
            }
        }
    }
    n
}

#[test]
fn operands_lead_to_the_numbers_that_they_print() {
    let files = [
        "wanli-jiedao_budget_2025.pdf",
        "shehuigongzuobu_final_2024_bad.pdf",
        "caizhengju_final_2024_good.pdf",
        "yuxian-huanbao_unit_budget_2026.txt",
    ];
    let real = files.iter().filter_map(|file| support::shared(&format!("real/{file}")));
    for document in real.chain([support::root().join(support::CLEAN)]) {
        assert!(operands_lead_to_their_numbers(&document) > 800, "{}", document.display());
    }
}

#[test]
fn operands_lead_to_their_numbers_in_every_form() {
    let text = support::bytes(support::CLEAN);
    let folder = tempfile::tempdir().unwrap();
    for form in [Form::Html, Form::Docx, Form::Workbook, Form::Pdf] {
        let Some(bytes) = form.of(&text) else { continue };
        let file = folder.path().join(format!("{form:?}"));
        std::fs::write(&file, bytes).unwrap();
        assert!(operands_lead_to_their_numbers(&file) > 800, "{form:?}");
    }
}

#[test]
fn a_page_is_small_and_needs_nothing_else() {
    let documents = [Some(support::root().join(support::CLEAN)), support::shared(support::SAMPLE)];
    for document in documents.into_iter().flatten() {
        let page = page(document.to_str().unwrap());
        assert!(page.len() < 1_500_000, "{} bytes: {}", page.len(), document.display());
        for outside in ["src=", "href=\"http", "url(", "@import", "fetch("] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}

#[test]
fn every_number_of_every_table_is_on_the_page() {
    let disclosure = support::read(&support::bytes(support::CLEAN));
    let page = page(support::CLEAN);
    for statement in &disclosure.statements {
        for cell in statement.rows.iter().flat_map(|row| &row.cells) {
            assert!(page.contains(&format!(">{}<", cell.printed)), "{}", cell.printed);
        }
    }
}

#[test]
fn several_documents_make_a_folder_with_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports");
    let path = path.to_str().unwrap();
    let arguments = ["check", "--format", "html", support::CLEAN, support::WITH_ERRORS];
    assert_eq!(gouji(&arguments).status.code(), Some(2), "no folder was named");
    let output = gouji(&[&arguments[..], &["-o", path]].concat());
    assert_eq!(output.status.code(), Some(1), "one of them has errors");
    let read = |file: &str| std::fs::read_to_string(Path::new(path).join(file)).unwrap();
    let index = read("index.html");
    let links = values(&index, "href");
    let links: Vec<&str> = links.into_iter().filter_map(|l| l.strip_prefix("./")).collect();
    assert_eq!(links, ["anhe-water-2026.html", "anhe-water-2026-with-errors.html"]);
    assert!(read(links[1]).contains("id=\"f0\""));
    assert!(!read(links[0]).contains("id=\"f0\""));
}

/// Line of the file, text and side of every cell that is lit.
const LIT: &str = "[...document.querySelectorAll('main .lit')].map((e) => [
    Number(e.closest('tr').querySelector('.g').firstChild.textContent),
    e.querySelector('.v').textContent, e.classList.contains('right') ? 'right' : 'left'])";

#[test]
fn a_click_on_a_finding_lights_up_its_very_cells() {
    let Some(mut browser) = Browser::start() else { return };
    let output = gouji(&["check", "--format", "json", support::WITH_ERRORS]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let is_in_table = |finding: &&Value| {
        let operands = finding["operands"].as_array().unwrap();
        !operands.is_empty() && operands.iter().all(|operand| operand["place"]["cell"].is_u64())
    };
    let number = findings.iter().position(|finding| is_in_table(&finding)).unwrap();
    let operands = findings[number]["operands"].as_array().unwrap();
    let cell =
        |o: &Value| format!("{}", serde_json::json!([o["place"]["line"], o["printed"], o["side"]]));
    let expected: BTreeSet<String> = operands.iter().map(cell).collect();

    let (_folder, file) = saved(&page(support::WITH_ERRORS));
    browser.open(&file);
    assert_eq!(browser.value("document.querySelectorAll('main .lit').length"), 0);
    browser.click(&format!("document.querySelector('#f{number} > summary')"));
    let lit = browser.value(LIT);
    let lit: BTreeSet<String> = lit.as_array().unwrap().iter().map(Value::to_string).collect();
    assert_eq!(lit, expected);
    assert_eq!(browser.value(&format!("document.querySelector('#f{number}').open")), true);
    let culprits = findings[number]["culprits"].as_array().unwrap().len();
    let marked = "document.querySelectorAll('main .culprit[aria-current=true]').length";
    assert_eq!(browser.value(marked), culprits);
    let told = browser.value("document.querySelector('#said').textContent");
    assert!(told.as_str().unwrap().contains(&format!("亮出 {} 处", lit.len())), "{told}");
    let seen = "(() => { const b = document.querySelector('main .lit').getBoundingClientRect();
        return b.top >= 0 && b.bottom <= innerHeight })()";
    assert_eq!(browser.value(seen), true, "the page is scrolled to the first");

    // The keyboard does the same: the next finding, and away again.
    browser.press("ArrowDown");
    browser.press("Enter");
    let open = "[...document.querySelectorAll('.f[open]')].map((e) => e.id)";
    assert_eq!(browser.value(open), serde_json::json!([format!("f{}", number + 1)]));
    browser.press("Escape");
    assert_eq!(browser.value("document.querySelectorAll('main .lit').length"), 0);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn a_click_on_a_number_shows_every_equation_that_it_takes_part_in() {
    let Some(mut browser) = Browser::start() else { return };
    let disclosure = support::read(&support::bytes(support::CLEAN));
    let equations = gouji_check::equations(&disclosure, Standard::embedded());
    // The total of a table: in its row, above its parts, and in other tables.
    let table = disclosure.statement("expenditure").unwrap();
    let cell = &table.rows[0].cells[0];
    let place = disclosure.sources.place(cell.location);
    let is_there = |operand: &gouji_model::Operand| {
        (operand.place.line, operand.place.cell) == (place.line, place.cell)
    };
    let expected = equations.iter().filter(|e| e.operands.iter().any(is_there)).count();
    assert!(expected > 2, "{expected}");

    let (_folder, file) = saved(&page(support::CLEAN));
    browser.open(&file);
    let button = format!(
        "[...document.querySelectorAll('tr')].find((row) =>
            row.querySelector('.g')?.textContent === '{}').querySelector('td.n .v')",
        place.line.unwrap()
    );
    assert_eq!(browser.value(&format!("{button}.textContent")), cell.printed.as_str());
    browser.click(&button);
    assert_eq!(browser.value("document.querySelectorAll('#number li').length"), expected);
    assert_eq!(browser.value("document.querySelector('#number').hidden"), false);
    let own = "[...document.querySelectorAll('#number li')].every((e) => e.querySelector('.self'))";
    assert_eq!(browser.value(own), true, "the number is in each of them");
    // An operand leads on to its own equations.
    browser.click("document.querySelector('#number li .op:not(.self)')");
    let heading = browser.value("document.querySelector('#number h2').textContent");
    let picked = browser.value("document.querySelector('main .picked .v').textContent");
    assert!(heading.as_str().unwrap().starts_with(picked.as_str().unwrap()), "{heading}");
    browser.press("Escape");
    assert_eq!(browser.value("document.querySelector('#number').hidden"), true);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn the_list_of_findings_is_filtered_by_level_and_by_words() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = saved(&page(support::WITH_ERRORS));
    browser.open(&file);
    let seen = "[...document.querySelectorAll('.f')].filter((e) => e.offsetParent).length";
    let all = browser.value(seen).as_u64().unwrap();
    assert!(all > 1);
    let code = browser.value("document.querySelector('.f').dataset.k");
    let search = "(() => { const s = document.querySelector('#search'); s.value = 'WORDS';
        s.dispatchEvent(new Event('input')) })()";
    browser.value(&search.replace("WORDS", code.as_str().unwrap()));
    let some = browser.value(seen).as_u64().unwrap();
    assert!(0 < some && some < all, "{some} of {all}");
    browser.value(&search.replace("WORDS", ""));
    browser.click("document.querySelector('.levels [data-l=error]')");
    assert_eq!(browser.value("document.querySelectorAll('li:not([hidden]) > .f.error').length"), 0);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn markup_in_a_document_is_text() {
    let text = String::from_utf8(support::bytes(support::WITH_ERRORS)).unwrap();
    let hostile = "</script><script>document.title='x'</script><img src=x onerror=alert(1)>";
    let text = text.replace("防汛", hostile);
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("hostile.txt");
    std::fs::write(&document, text).unwrap();
    let page = page(document.to_str().unwrap());
    assert!(page.contains("&lt;/script&gt;&lt;script&gt;"));
    assert!(!page.contains("<img") && !page.contains("</script><script>document"));
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = saved(&page);
    browser.open(&file);
    assert_ne!(browser.value("document.title"), "x");
    assert_eq!(browser.value("document.images.length"), 0);
    browser.click("document.querySelector('.f > summary')");
    assert_ne!(browser.value("document.querySelectorAll('main .lit').length"), 0);
    assert_eq!(browser.complaints(), [""; 0]);
}
