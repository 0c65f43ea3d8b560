//! `gouji diff`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_check::diff::{Checked, compare};
use gouji_model::{Disclosure, Message};
use gouji_report::{difference_csv, json, terminal as text};
use gouji_standard::Standard;

use crate::explain;
use crate::input::Input;
use crate::terminal::{CANNOT_READ, Session, print};

/// Compares two documents. That they differ is no failure: only what cannot be read is.
pub(crate) fn run(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    let input = Input::of(arguments);
    let read = |name: &str| -> Result<Disclosure, Message> {
        // clap has seen to it that both are given.
        let path = arguments.get_one::<PathBuf>(name).cloned().unwrap_or_default();
        input.disclosure(&path, standard)
    };
    let (old, new) = match (read("old"), read("new")) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let problems: Vec<Message> = old.err().into_iter().chain(new.err()).collect();
            return session.refuse(&problems);
        }
    };
    let preview = arguments.get_flag("preview");
    let options = gouji_check::Options { preview, ..gouji_check::Options::default() };
    let check = |disclosure| gouji_check::check(disclosure, standard, session.messages, &options);
    let (old_report, new_report) = (check(&old), check(&new));
    let difference = compare(
        Checked { disclosure: &old, report: &old_report },
        Checked { disclosure: &new, report: &new_report },
        standard,
        session.messages,
    );
    match arguments.get_one::<String>("format").map(String::as_str) {
        Some("json") => print(&json::difference(&difference)),
        Some("csv") => print(&String::from_utf8_lossy(&difference_csv::file(&difference))),
        _ => {
            let look =
                text::Options { lang: session.lang, colour: std::io::stdout().is_terminal() };
            let title = |code: &str| explain::title(standard, code);
            print(&text::difference(&difference, look, &title));
        }
    }
    let unread = [&old, &new].into_iter().flat_map(|disclosure| &disclosure.diagnostics);
    if unread.filter(|diagnostic| diagnostic.message.id == "read-member").count() > 0 {
        return ExitCode::from(CANNOT_READ);
    }
    ExitCode::SUCCESS
}
