//! Wrong usage, in the words of the catalogue.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use gouji_model::Message;

/// What is wrong with the arguments; `None` for what is no mistake: help and version.
pub(crate) fn message(error: &clap::Error) -> Option<Message> {
    let of = |kind: ContextKind| error.get(kind).map(words).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidSubcommand => {
            Message::new("cli-usage-command").with("command", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => {
            Message::new("cli-usage-unknown").with("argument", of(ContextKind::InvalidArg))
        }
        ErrorKind::MissingRequiredArgument => {
            Message::new("cli-usage-missing").with("argument", of(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => {
            let argument = of(ContextKind::InvalidArg);
            let id = if argument.starts_with('-') {
                "cli-usage-empty-option"
            } else {
                "cli-usage-empty"
            };
            Message::new(id).with("argument", argument)
        }
        ErrorKind::InvalidValue => Message::new("cli-usage-value")
            .with("argument", of(ContextKind::InvalidArg))
            .with("value", of(ContextKind::InvalidValue))
            .with("allowed", of(ContextKind::ValidValue)),
        _ => Message::new("cli-usage-other").with("argument", of(ContextKind::InvalidArg)),
    })
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        other => other.to_string(),
    }
}
