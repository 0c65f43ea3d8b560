//! `gouji explain`.

use std::fmt::Write;
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Message, Text};
use gouji_standard::{RuleText, Standard};

use crate::terminal::{CANNOT_READ, Session, print};

pub(crate) fn run(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    if arguments.get_flag("all") {
        let title = session.say(&Message::new("rule-book"));
        let pages = standard.rules().iter().map(|(code, rule)| page(session, code, rule));
        print(&format!("# {title}\n\n{}", pages.collect::<Vec<_>>().join("\n")));
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

fn page(session: &Session, code: &str, rule: &RuleText) -> String {
    let word = |id: &'static str| session.say(&Message::new(id));
    let text = |text: Text| session.lang.of(&text).to_owned();
    let mut page = format!("## {code} {}\n\n", text(rule.title.text()));
    for (heading, body) in [
        (word("rule-checks"), text(rule.checks.text())),
        (word("rule-why"), text(rule.why.text())),
        (word("rule-basis"), text(rule.basis.text())),
        (word("rule-wrong"), format!("`{}`", rule.wrong)),
        (word("rule-right"), format!("`{}`", rule.right)),
        (word("rule-tolerance"), text(rule.tolerance.text())),
        (word("rule-since"), rule.since.clone()),
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(page, "**{heading}**: {body}\n");
    }
    page
}
