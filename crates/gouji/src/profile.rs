//! `gouji profile`.

use std::fmt::Write;
use std::process::ExitCode;

use clap::ArgMatches;
use gouji_model::Message;
use gouji_standard::{ProfileError, Standard, describe, equation_counts};

use crate::terminal::{CANNOT_READ, Session, print};

pub(crate) fn run(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    match arguments.subcommand() {
        Some(("list", arguments)) => list(session, standard, arguments),
        Some(("show", arguments)) => return show(session, standard, arguments),
        // The standard has been loaded and verified by now.
        _ => {
            print(&listing(session, standard, false));
            let count = standard.profiles().count();
            let message = Message::new("cli-profiles-good").with("count", count);
            print(&format!("{}\n", session.say(&message)));
        }
    }
    ExitCode::SUCCESS
}

fn list(session: &Session, standard: &Standard, arguments: &ArgMatches) {
    let ids_only = arguments.get_one::<String>("format").is_some_and(|format| format == "ids");
    print(&listing(session, standard, ids_only));
}

/// A line for every profile, with what it defines unless only ids are wanted.
fn listing(session: &Session, standard: &Standard, ids_only: bool) -> String {
    let mut text = String::new();
    for profile in standard.profiles() {
        let name = profile.name.text();
        let (derived, relations) = equation_counts(profile);
        let line = if ids_only {
            profile.id.clone()
        } else {
            let counts = Message::new("profile-counts")
                .with("statements", profile.statements.len())
                .with("derived", derived)
                .with("relations", relations)
                .with("forms", profile.forms.len())
                .with("sections", profile.sections.len())
                .with("claims", profile.claims.len());
            format!("{}  {}\n    {}", profile.id, session.lang.of(&name), session.say(&counts))
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{line}");
    }
    text
}

fn show(session: &Session, standard: &Standard, arguments: &ArgMatches) -> ExitCode {
    let id = arguments.get_one::<String>("id").map_or("", String::as_str);
    let Some(profile) = standard.profile(id) else {
        let known: Vec<&str> = standard.profiles().map(|profile| profile.id.as_str()).collect();
        let message =
            Message::new("read-no-profile").with("id", id).with("known", known.join("、"));
        session.complain(&message);
        return ExitCode::from(CANNOT_READ);
    };
    print(&describe(profile, session.messages, session.lang));
    ExitCode::SUCCESS
}

/// Says everything that is wrong with the profiles.
pub(crate) fn report_errors(session: &Session, errors: &[ProfileError]) -> ExitCode {
    for error in errors {
        let problem = session.messages.text(&error.message());
        session.complain(&Message::new("cli-bad-profile").with_text("problem", problem));
    }
    ExitCode::from(CANNOT_READ)
}
