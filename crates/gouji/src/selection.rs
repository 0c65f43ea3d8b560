//! Which rules are run and at what level, and the dates that no document says.

use clap::ArgMatches;
use gouji_check::{Codes, Options, Selection};
use gouji_model::Message;
use gouji_standard::{RuleLevel, Standard};
use jiff::civil::Date;

/// How documents are checked, or every problem with what the user gave.
pub(crate) fn options(
    standard: &Standard,
    arguments: &ArgMatches,
) -> Result<Options, Vec<Message>> {
    let mut problems = Vec::new();
    let options = Options {
        preview: arguments.get_flag("preview"),
        approved: date(arguments, "approved", &mut problems),
        published: date(arguments, "published", &mut problems),
        selection: Selection {
            select: codes(standard, arguments, "select", &mut problems),
            ignore: codes(standard, arguments, "ignore", &mut problems),
            levels: levels(standard, arguments, &mut problems),
        },
    };
    if problems.is_empty() { Ok(options) } else { Err(problems) }
}

/// The day of an option, where it is given.
pub(crate) fn date(
    arguments: &ArgMatches,
    option: &'static str,
    problems: &mut Vec<Message>,
) -> Option<Date> {
    let text = arguments.get_one::<String>(option)?;
    let date = day(text);
    if date.is_none() {
        let message = Message::new("cli-bad-date").with("option", format!("--{option}"));
        problems.push(message.with("text", text));
    }
    date
}

/// A day as it is written in norms, 2026-03-02, and nothing looser: what else a library takes for
/// one may mean another day.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let is_day = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    text.parse().ok().filter(|_| is_day)
}

/// What the user gave for an option that may be repeated.
fn given<'a>(arguments: &'a ArgMatches, option: &str) -> impl Iterator<Item = &'a str> {
    let values = arguments.get_many::<String>(option).into_iter().flatten();
    values.map(|value| value.trim()).filter(|value| !value.is_empty())
}

fn codes(
    standard: &Standard,
    arguments: &ArgMatches,
    option: &'static str,
    problems: &mut Vec<Message>,
) -> Vec<Codes> {
    let mut codes = Vec::new();
    for text in given(arguments, option) {
        match code(standard, text, option) {
            Ok(code) => codes.push(code),
            Err(problem) => problems.push(problem),
        }
    }
    codes
}

/// A code, or a beginning of codes, of the rule book.
fn code(standard: &Standard, text: &str, option: &str) -> Result<Codes, Message> {
    let rules = standard.rules();
    let code = Codes::parse(text);
    if let Some(code) = code.filter(|code| rules.iter().any(|(known, _)| code.cover(known))) {
        return Ok(code);
    }
    let near = rules.near(text);
    let option = format!("--{option}");
    Err(if near.is_empty() {
        Message::new("cli-no-code-alone").with("code", text).with("option", option)
    } else {
        let message = Message::new("cli-no-code").with("code", text).with("option", option);
        message.with("near", near.join("、"))
    })
}

fn levels(
    standard: &Standard,
    arguments: &ArgMatches,
    problems: &mut Vec<Message>,
) -> Vec<(Codes, RuleLevel)> {
    let mut levels = Vec::new();
    for text in given(arguments, "level") {
        let parts = text.split_once('=').and_then(|(code, name)| Some((code, level(name)?)));
        let Some((name, level)) = parts else {
            problems.push(Message::new("cli-bad-level").with("text", text));
            continue;
        };
        match code(standard, name.trim(), "level") {
            Ok(code) => levels.push((code, level)),
            Err(problem) => problems.push(problem),
        }
    }
    levels
}

fn level(name: &str) -> Option<RuleLevel> {
    Some(match name.trim() {
        "error" => RuleLevel::Error,
        "warning" => RuleLevel::Warning,
        "note" => RuleLevel::Note,
        "off" => RuleLevel::Off,
        _ => return None,
    })
}
