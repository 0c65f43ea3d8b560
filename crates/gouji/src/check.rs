//! `gouji check`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::{Disclosure, Level, Report};
use gouji_read::Options;
use gouji_report::{DocumentReport, json, terminal as text};
use gouji_standard::Standard;

use crate::explain;
use crate::input;
use crate::terminal::{CANNOT_READ, FOUND, Session, print};

/// Checks every file; one that cannot be read does not keep the others from being checked.
pub(crate) fn run(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    let options =
        Options { profile: arguments.get_one::<String>("profile").cloned(), ..Options::default() };
    let mut checked: Vec<(Disclosure, Report)> = Vec::new();
    let mut unreadable: Vec<json::Unreadable> = Vec::new();
    for path in arguments.get_many::<PathBuf>("file").into_iter().flatten() {
        match input::disclosure(path, standard, &options) {
            Ok(disclosure) => {
                let report = gouji_check::check(&disclosure, standard, session.messages);
                checked.push((disclosure, report));
            }
            Err(message) => unreadable
                .push(json::Unreadable { file: path.display().to_string().into(), message }),
        }
    }
    let documents: Vec<DocumentReport<'_>> =
        checked.iter().map(|(disclosure, report)| DocumentReport { disclosure, report }).collect();
    show(session, standard, arguments, &documents, &unreadable);
    exit_code(fail_on(arguments), &documents, &unreadable)
}

fn show(
    session: &Session,
    standard: &Standard,
    arguments: &ArgMatches,
    documents: &[DocumentReport<'_>],
    unreadable: &[json::Unreadable],
) {
    if arguments.get_one::<String>("format").is_some_and(|format| format == "json") {
        print(&json::report(documents, unreadable));
    } else if !documents.is_empty() {
        let options = text::Options { lang: session.lang, colour: std::io::stdout().is_terminal() };
        print(&text::render(documents, options, &|code| explain::title(standard, code)));
    }
    for problem in unreadable {
        session.complain(&problem.message);
    }
}

fn fail_on(arguments: &ArgMatches) -> Level {
    match arguments.get_one::<String>("fail-on").map(String::as_str) {
        Some("warning") => Level::Warning,
        Some("note") => Level::Note,
        _ => Level::Error,
    }
}

fn exit_code(
    fail_on: Level,
    documents: &[DocumentReport<'_>],
    unreadable: &[json::Unreadable],
) -> ExitCode {
    if !unreadable.is_empty() {
        return ExitCode::from(CANNOT_READ);
    }
    let mut findings = documents.iter().flat_map(|document| &document.report.findings);
    if findings.any(|finding| finding.level >= fail_on) {
        return ExitCode::from(FOUND);
    }
    ExitCode::SUCCESS
}
