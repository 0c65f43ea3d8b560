//! The command line: files in, words and data out.
//!
//! This crate owns the terminal, the files and the exit code; everything it decides is decided by
//! the crates below.

mod check;
mod cli;
mod convert;
mod explain;
mod input;
mod profile;
mod read;
mod terminal;

use std::process::ExitCode;

use gouji_standard::{Messages, Standard};

use terminal::Session;

fn main() -> ExitCode {
    let lang = cli::early_lang(std::env::args_os().skip(1));
    let messages = Messages::embedded();
    let matches = cli::command(messages, lang).get_matches();
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
        Some(("profile", arguments)) => profile::run(&session, standard, arguments),
        Some(("explain", arguments)) => explain::run(&session, standard, arguments),
        // clap has refused everything else.
        _ => ExitCode::from(terminal::CANNOT_READ),
    }
}
