//! The frame of the page: head, tabs, style, script, and what the script needs.

use data_encoding::BASE64;
use gouji_model::{Disclosure, Kind, Level, Message, Report, Text, Verdict};
use gouji_standard::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Equation;
use super::coverage::count;
use super::links::Links;
use super::marks::{class, word};
use super::panel::LEVELS;
use crate::DocumentReport;
use crate::summary::SummaryLine;
use crate::words::Words;

/// The style of every page.
pub(super) const STYLE: &str = include_str!("report.css");

/// The script of the report.
const SCRIPT: &str = include_str!("report.js");

/// The parts of the page that were made before.
pub(super) struct Parts<'a> {
    pub(super) findings: Markup,
    pub(super) residues: Markup,
    pub(super) coverage: Markup,
    pub(super) body: Markup,
    pub(super) links: &'a Links,
}

/// The whole file.
pub(super) fn page(
    words: Words,
    lang: Lang,
    document: &DocumentReport<'_>,
    equations: &[Equation],
    rule_title: &dyn Fn(&str) -> Text,
    parts: &Parts<'_>,
) -> String {
    let title = title(words, document.disclosure);
    let frame = Frame { words, lang, title: &title };
    let body = html! {
        a.skip href="#doc" { (words.word("html-skip")) }
        (header(words, document, equations, &title))
        aside #side aria-label=(words.word("html-side-panel")) {
            div #tabs {}
            (findings(words, document, rule_title, &parts.findings))
            (panel("residues", &tab(words, "html-residues", document.report.residues.len()), &html! {
                @if document.report.residues.is_empty() {
                    p.none { (words.word("html-no-residues")) }
                } @else {
                    p.why { (words.word("html-about-residues")) }
                }
                (parts.residues)
            }))
            (panel("coverage", &words.word("html-coverage"), &parts.coverage))
            section #number hidden aria-labelledby="number-h" {}
        }
        main #doc tabindex="-1" lang="zh-CN" {
            p #said.vh role="status" lang=(frame.lang()) {}
            div #lit hidden lang=(frame.lang()) {}
            (parts.body)
        }
        script #data type="application/json" { (PreEscaped(data(words, parts.links))) }
    };
    frame.file(&body, Some(SCRIPT))
}

/// What every page has.
pub(super) struct Frame<'a> {
    pub(super) words: Words,
    pub(super) lang: Lang,
    pub(super) title: &'a str,
}

impl Frame<'_> {
    fn lang(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The file around a body. Only its own style and script are allowed, by their hashes, and
    /// nothing is fetched from anywhere.
    pub(super) fn file(&self, body: &Markup, script: Option<&str>) -> String {
        let allowed = script.map_or_else(|| "'none'".to_owned(), hash);
        let policy = format!(
            "default-src 'none'; script-src {allowed}; style-src {}; img-src data:; \
             base-uri 'none'; form-action 'none'",
            hash(STYLE)
        );
        let page = html! {
            (DOCTYPE)
            html lang=(self.lang()) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content=(concat!("gouji ", env!("CARGO_PKG_VERSION")));
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " · " (self.words.word("html-product")) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                }
                body.report[script.is_some()] {
                    (body)
                    @if let Some(script) = script { script { (PreEscaped(script)) } }
                }
            }
        };
        let mut file = page.into_string();
        file.push('\n');
        file
    }
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)))
}

/// Unit, year and kind of a disclosure.
fn title(words: Words, disclosure: &Disclosure) -> String {
    let unit = words.unit(disclosure.unit.as_ref().map(|unit| &*unit.text));
    let year = disclosure.year.map_or_else(
        || words.word("report-unknown-year"),
        |year| words.say(&Message::new("report-year").with("year", year)),
    );
    let kind = words.word(match disclosure.kind {
        Kind::Budget => "report-kind-budget",
        Kind::FinalAccounts => "report-kind-final-accounts",
    });
    let head = Message::new("report-head").with("unit", unit).with("year", year);
    words.say(&head.with("kind", kind))
}

fn header(
    words: Words,
    document: &DocumentReport<'_>,
    equations: &[Equation],
    title: &str,
) -> Markup {
    let DocumentReport { disclosure, report } = *document;
    let profile =
        if disclosure.profile.forced { "report-profile-forced" } else { "report-profile" };
    let profile = Message::new(profile).with("id", &disclosure.profile.id);
    let noticed = disclosure.diagnostics_at(Level::Warning);
    let of = |verdict: Verdict| equations.iter().filter(|e| e.verdict == verdict).count();
    let counts = Verdict::ALL.into_iter().map(|verdict| (verdict, of(verdict)));
    html! {
        header {
            h1 { (title) }
            p.file { span { (disclosure.file) } " · " (words.say(&profile)) }
            ul.counts {
                @for level in LEVELS {
                    @let n = at_level(report, level);
                    li.(class(level)).none[n == 0] {
                        b { (n) } " " (words.word(word(level)))
                    }
                }
                @if noticed > 0 {
                    li.warning { b { (noticed) } " " (words.word("html-noticed")) }
                }
                li { b { (equations.len()) } " " (words.word("html-equations-count")) }
                @for (verdict, n) in counts.filter(|(_, n)| *n > 0) {
                    li.small { (count(words, verdict, n)) }
                }
            }
        }
    }
}

fn at_level(report: &Report, level: Level) -> usize {
    report.findings.iter().filter(|finding| finding.level == level).count()
}

/// The name of a tab with the number of things in it.
fn tab(words: Words, id: &'static str, n: usize) -> String {
    format!("{} {n}", words.word(id))
}

/// A part of the side: a tab where there is a script, a section where there is none.
fn panel(id: &str, name: &str, content: &Markup) -> Markup {
    html! {
        section.panel id=(id) aria-labelledby={ (id) "-h" } { h2 id={ (id) "-h" } { (name) } (content) }
    }
}

fn findings(
    words: Words,
    document: &DocumentReport<'_>,
    rule_title: &dyn Fn(&str) -> Text,
    list: &Markup,
) -> Markup {
    let report = document.report;
    let findings = &report.findings;
    panel(
        "findings",
        &tab(words, "html-findings", findings.len()),
        &html! {
            @if findings.is_empty() {
                p.none { (nothing_found(words, document)) }
            } @else {
                (filter(words, report, rule_title))
            }
            (list)
        },
    )
}

/// That nothing was found is only ever said beside what was examined.
fn nothing_found(words: Words, document: &DocumentReport<'_>) -> String {
    let line = SummaryLine::of(document);
    if line.examined == 0 {
        return words.word("report-nothing-examined");
    }
    let found = Message::new("html-no-findings")
        .with("complete", line.tables.0)
        .with("tables", line.tables.1)
        .with("bound", line.claims.0)
        .with("claims", line.claims.1)
        .with("examined", line.examined)
        .with("total", line.examined + line.open);
    words.say(&found)
}

/// Filters of the list of findings; shown where there is a script to filter.
fn filter(words: Words, report: &Report, rule_title: &dyn Fn(&str) -> Text) -> Markup {
    let mut codes: Vec<&str> = report.findings.iter().map(|finding| &*finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    html! {
        div #filter role="search" aria-label=(words.word("html-filter")) hidden {
            div.levels role="group" aria-label=(words.word("html-levels")) {
                @for level in LEVELS {
                    @let n = at_level(report, level);
                    @if n > 0 {
                        button type="button" aria-pressed="true" data-l=(class(level)) {
                            (words.word(word(level))) " " (n)
                        }
                    }
                }
            }
            label {
                span.vh { (words.word("html-rule")) }
                select #rule {
                    option value="" { (words.word("html-all-rules")) }
                    @for code in codes {
                        option value=(code) { (code) " " (words.of(&rule_title(code))) }
                    }
                }
            }
            label {
                span.vh { (words.word("html-search")) }
                input #search type="search" placeholder=(words.word("html-search"));
            }
            p #shown role="status" {}
        }
    }
}

/// What the script needs: what lights up, and its words.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    links: &'a Links,
    /// Words by their keys without the common beginning.
    w: serde_json::Map<String, serde_json::Value>,
    /// Words for the verdicts, in their order.
    v: Vec<String>,
}

/// Words of the script, with the slots that it fills itself.
const WORDS: [(&str, &[&str]); 18] = [
    ("html-js-next", &[]),
    ("html-js-finding", &["n"]),
    ("html-js-residue", &["n"]),
    ("html-js-shown", &["n", "all"]),
    ("html-js-lit", &["n"]),
    ("html-js-culprits", &["n"]),
    ("html-js-left", &[]),
    ("html-js-right", &[]),
    ("html-js-suspect", &[]),
    ("html-js-back", &[]),
    ("html-js-off", &[]),
    ("html-js-close", &[]),
    ("html-js-equations", &["n"]),
    ("html-js-show", &["label"]),
    ("html-js-blank", &[]),
    ("html-js-blanks", &["n"]),
    ("html-js-from", &[]),
    ("html-js-difference", &[]),
];

fn data(words: Words, links: &Links) -> String {
    let word = |(id, slots): (&'static str, &[&'static str])| {
        let message =
            slots.iter().fold(Message::new(id), |m, slot| m.with(slot, format!("{{{slot}}}")));
        (id.trim_start_matches("html-js-").to_owned(), words.say(&message).into())
    };
    let w = WORDS.into_iter().map(word).collect();
    let v = Verdict::ALL.into_iter().map(|verdict| words.word(verdict_word(verdict))).collect();
    let json = serde_json::to_string(&Data { links, w, v });
    // Nothing in it may end the element that it stands in.
    json.expect("the objects have string keys only").replace('<', "\\u003c")
}

/// The word for a verdict.
const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "html-verdict-pass",
        Verdict::PassWithResidue => "report-residue-pass-with-residue",
        Verdict::Fail => "html-verdict-fail",
        Verdict::Review => "report-residue-review",
        Verdict::NotApplicable => "html-verdict-not-applicable",
        Verdict::NotAssessable => "html-verdict-not-assessable",
        Verdict::NotEvaluated => "html-verdict-not-evaluated",
    }
}
