//! `gouji explain`.

use std::fmt::Write;
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Message, Text};
use gouji_standard::{RuleLevel, RuleText, Stage, Standard};

use crate::terminal::{CANNOT_READ, Session, print};

pub(crate) fn run(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    if arguments.get_flag("all") {
        let pages = standard.rules().iter().map(|(code, rule)| page(session, code, rule));
        print(&pages.collect::<Vec<_>>().join("\n"));
        return ExitCode::SUCCESS;
    }
    if arguments.get_flag("list") {
        print(&list(session, standard));
        return ExitCode::SUCCESS;
    }
    let code = arguments.get_one::<String>("code").map_or("", String::as_str);
    let Some(rule) = standard.rules().get(&code.to_ascii_uppercase()) else {
        session.complain(&Message::new("cli-no-rule").with("code", code));
        return ExitCode::from(CANNOT_READ);
    };
    print(&page(session, &code.to_ascii_uppercase(), rule));
    ExitCode::SUCCESS
}

/// The title of a rule; its code where it has no text.
pub(crate) fn title(standard: &Standard, code: &str) -> Text {
    standard
        .rules()
        .get(code)
        .map_or_else(|| Text { zh: code.to_owned(), en: code.to_owned() }, |rule| rule.title.text())
}

/// The rules in a table, with links to their pages.
fn list(session: &Session, standard: &Standard) -> String {
    let word = |id: &'static str| session.say(&Message::new(id));
    let mut list = format!(
        "# {}\n\n| | {} | {} | {} |\n| --- | --- | --- | --- |\n",
        word("rule-book"),
        word("rule-title"),
        word("rule-level"),
        word("rule-stage")
    );
    for (code, rule) in standard.rules().iter() {
        let title = session.lang.of(&rule.title.text()).to_owned();
        let (level, stage) = (word(level(rule.level)), word(short_stage(rule.stage)));
        // Writing to a String cannot fail.
        let _ = writeln!(list, "| [{code}]({code}.md) | {title} | {level} | {stage} |");
    }
    list
}

fn page(session: &Session, code: &str, rule: &RuleText) -> String {
    let word = |id: &'static str| session.say(&Message::new(id));
    let text = |text: Text| session.lang.of(&text).to_owned();
    let mut page = format!("# {code} {}\n\n", text(rule.title.text()));
    for (heading, body) in [
        (word("rule-checks"), text(rule.checks.text())),
        (word("rule-why"), text(rule.why.text())),
        (word("rule-basis"), text(rule.basis.text())),
        (word("rule-tolerance"), text(rule.tolerance.text())),
        (word("rule-level"), word(level(rule.level))),
        (word("rule-stage"), word(stage(rule.stage))),
        (word("rule-since"), rule.since.clone()),
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(page, "**{heading}**: {body}\n");
    }
    for example in &rule.examples {
        page.push_str(&passage(&word("rule-wrong"), &example.wrong));
        page.push_str(&passage(&word("rule-right"), &example.right));
    }
    page
}

/// A passage of a document, its cells apart.
fn passage(heading: &str, text: &str) -> String {
    let cells = text.replace('\t', " | ");
    let lines: Vec<&str> = cells.lines().map(str::trim_end).collect();
    format!("**{heading}**:\n\n```text\n{}\n```\n\n", lines.join("\n"))
}

const fn level(level: RuleLevel) -> &'static str {
    match level {
        RuleLevel::Error => "report-level-error",
        RuleLevel::Warning => "report-level-warning",
        RuleLevel::Note => "report-level-note",
        RuleLevel::Off => "rule-level-off",
    }
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Preview => "rule-stage-preview",
        Stage::Stable => "rule-stage-stable",
    }
}

const fn short_stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Preview => "rule-stage-preview-short",
        Stage::Stable => "rule-stage-stable",
    }
}
