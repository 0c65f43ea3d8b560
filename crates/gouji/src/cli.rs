//! Commands and options, with help in both languages.

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use gouji_model::Message;
use gouji_standard::{Lang, Messages};

/// The language asked for, looked up before the arguments are read, so that help is in it too.
pub(crate) fn early_lang(arguments: impl Iterator<Item = OsString>) -> Lang {
    let arguments: Vec<String> =
        arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    let flag = arguments.iter().enumerate().find_map(|(i, argument)| match argument.as_str() {
        "--lang" => arguments.get(i + 1).map(String::as_str),
        other => other.strip_prefix("--lang="),
    });
    let variable = std::env::var("GOUJI_LANG").ok();
    flag.or(variable.as_deref()).and_then(Lang::parse).unwrap_or_default()
}

/// The language of a run.
pub(crate) fn lang(matches: &ArgMatches) -> Lang {
    matches.get_one::<String>("lang").and_then(|name| Lang::parse(name)).unwrap_or_default()
}

/// The command line.
pub(crate) fn command(messages: &Messages, lang: Lang) -> Command {
    let text = |id: &'static str| messages.in_lang(&Message::new(id), lang);
    let command = Command::new("gouji")
        .version(env!("CARGO_PKG_VERSION"))
        .about(text("cli-about"))
        .after_help(text("help-exit-codes"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            option("lang", text("help-lang"), values(&["zh", "en"]))
                .global(true)
                .default_value(lang.as_str()),
        )
        .arg(
            option("standards", text("help-standards"), clap::value_parser!(std::path::PathBuf))
                .env("GOUJI_STANDARDS")
                .global(true),
        )
        .subcommand(check(&text))
        .subcommand(read(&text))
        .subcommand(profile(&text))
        .subcommand(explain(&text));
    localised(command, &text)
}

/// A command and those below it with headings and standard options in words of the catalogue.
fn localised(command: Command, text: &dyn Fn(&'static str) -> String) -> Command {
    let below: Vec<String> =
        command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let is_outermost = command.get_version().is_some();
    let template = format!(
        "{{about-with-newline}}\n{}{{usage}}\n\n{{all-args}}{{after-help}}",
        text("help-usage")
    );
    let mut command = command
        .help_template(template)
        .subcommand_help_heading(text("help-commands"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|argument| argument.help_heading(text("help-arguments")))
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading(text("help-arguments"))
                .help(text("help-help")),
        );
    if is_outermost {
        command = command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help_heading(text("help-arguments"))
                .help(text("help-version")),
        );
    }
    for name in below {
        command = command.mut_subcommand(name, |below| localised(below, text));
    }
    command
}

fn check(text: &dyn Fn(&'static str) -> String) -> Command {
    Command::new("check")
        .about(text("help-check"))
        .arg(files(text("help-file")).num_args(1..))
        .arg(
            option("format", text("help-format-check"), values(&["text", "json", "html"]))
                .default_value("text"),
        )
        .arg(
            option("output", text("help-output"), clap::value_parser!(std::path::PathBuf))
                .short('o')
                .value_name("PATH"),
        )
        .arg(
            option("fail-on", text("help-fail-on"), values(&["error", "warning", "note"]))
                .default_value("error"),
        )
        .arg(
            Arg::new("preview")
                .long("preview")
                .action(ArgAction::SetTrue)
                .help(text("help-preview")),
        )
        .args(how_to_read(text))
}

/// Options of every command that reads documents.
fn how_to_read(text: &dyn Fn(&'static str) -> String) -> [Arg; 3] {
    let flag = |name: &'static str, help: String| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    [
        option("profile", text("help-use-profile"), ValueParser::string()),
        flag("together", text("help-together")),
        flag("convert", text("help-convert")),
    ]
}

fn read(text: &dyn Fn(&'static str) -> String) -> Command {
    Command::new("read")
        .about(text("help-read"))
        .arg(files(text("help-file")))
        .arg(
            option("to", text("help-to"), ValueParser::string())
                .num_args(2)
                .value_names(["FORMAT", "DIR"]),
        )
        .args(how_to_read(text))
}

fn profile(text: &dyn Fn(&'static str) -> String) -> Command {
    Command::new("profile")
        .about(text("help-profile"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(
            Command::new("list").about(text("help-profile-list")).arg(
                option("format", text("help-format-list"), values(&["text", "ids"]))
                    .default_value("text"),
            ),
        )
        .subcommand(Command::new("check").about(text("help-profile-check")))
        .subcommand(
            Command::new("show")
                .about(text("help-profile-show"))
                .arg(Arg::new("id").required(true).help(text("help-id")))
                .arg(
                    option("format", text("help-format-show"), values(&["text", "markdown"]))
                        .default_value("text"),
                ),
        )
}

fn explain(text: &dyn Fn(&'static str) -> String) -> Command {
    Command::new("explain")
        .about(text("help-explain"))
        .arg(Arg::new("code").required_unless_present_any(["all", "list"]).help(text("help-code")))
        .arg(Arg::new("list").long("list").action(ArgAction::SetTrue).help(text("help-list-rules")))
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(text("help-all")))
}

fn files(help: String) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .help(help)
        .value_parser(clap::value_parser!(std::path::PathBuf))
}

fn option(name: &'static str, help: String, parser: ValueParser) -> Arg {
    // The help names values and defaults itself, in the language of the rest.
    Arg::new(name)
        .long(name)
        .help(help)
        .value_parser(parser)
        .hide_possible_values(true)
        .hide_default_value(true)
        .hide_env(true)
}

fn values(allowed: &'static [&'static str]) -> ValueParser {
    PossibleValuesParser::new(allowed).into()
}
