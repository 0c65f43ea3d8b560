//! The command line: files in, words and data out.
//!
//! This crate owns the terminal, the files and the exit code; everything it decides is decided by
//! the crates below.

mod annotate;
mod check;
mod cli;
mod convert;
mod diff;
mod explain;
mod input;
mod living;
mod output;
mod own;
mod pages;
mod profile;
mod read;
mod selection;
mod sink;
mod terminal;
mod trouble;
mod usage;

use std::panic;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use gouji_model::Message;
use gouji_standard::{Messages, Standard};

use terminal::Session;

/// Runs the program. What panics on a page or in a rule is caught there and told as a part that was
/// not read or not evaluated; only what nobody caught is told here.
fn main() -> ExitCode {
    let last: Arc<Mutex<String>> = Arc::default();
    let told = Arc::clone(&last);
    panic::set_hook(Box::new(move |panic| {
        *told.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    panic::catch_unwind(run).unwrap_or_else(|_| {
        let details = last.lock().unwrap_or_else(PoisonError::into_inner).replace('\n', " ");
        let lang = cli::early_lang(std::env::args_os().skip(1));
        let session = Session { messages: Messages::embedded(), lang };
        session.complain(&Message::new("cli-internal-error").with("details", details));
        ExitCode::from(terminal::CANNOT_READ)
    })
}

fn run() -> ExitCode {
    let lang = cli::early_lang(std::env::args_os().skip(1));
    let messages = Messages::embedded();
    let matches = match cli::command(messages, lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let Some(message) = usage::message(&error) else { error.exit() };
            Session { messages, lang }.complain(&message);
            return ExitCode::from(terminal::CANNOT_READ);
        }
    };
    let session = Session { messages, lang: cli::lang(&matches) };
    let overrides = match input::overrides(&session, &matches) {
        Ok(overrides) => overrides,
        Err(code) => return code,
    };
    let standard = if overrides.is_empty() {
        // The embedded profiles are verified by the tests, so loading them cannot fail.
        Ok(Standard::embedded())
    } else {
        Standard::with_overrides(&overrides).map(|standard| &*Box::leak(Box::new(standard)))
    };
    let standard = match standard {
        Ok(standard) => standard,
        Err(errors) => return profile::report_errors(&session, &errors),
    };
    match matches.subcommand() {
        Some(("check", arguments)) => check::run(&session, standard, arguments),
        Some(("read", arguments)) => read::run(&session, standard, arguments),
        Some(("diff", arguments)) => diff::run(&session, standard, arguments),
        Some(("profile", arguments)) => profile::run(&session, standard, arguments),
        Some(("explain", arguments)) => explain::run(&session, standard, arguments),
        // clap has refused everything else.
        _ => ExitCode::from(terminal::CANNOT_READ),
    }
}
