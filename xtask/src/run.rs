//! Running other programs from the root of the repository.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A value, or the sentence that says why there is none.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable at run time too; the compiled-in value serves a bare executable.
    let own = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or(own.clone(), Path::to_path_buf)
}

/// A file that cargo builds: `profile` is `debug` or `release`, `name` may hold a folder.
pub(crate) fn built(profile: &str, name: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(target).join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A program with its arguments, to be run in the root of the repository.
pub(crate) fn program(name: impl AsRef<Path>, arguments: &[&str]) -> Command {
    let mut command = Command::new(name.as_ref());
    command.args(arguments).current_dir(root());
    command
}

/// `cargo` with its arguments: the one that runs us.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    program(env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from), arguments)
}

/// The gouji of `profile`, speaking as it does by default: Chinese, without colour.
pub(crate) fn gouji(profile: &str, arguments: &[&str]) -> Command {
    let mut command = program(built(profile, "gouji"), arguments);
    command.env_remove("GOUJI_LANG").env("NO_COLOR", "1");
    command
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Runs the command before the user's eyes and answers its exit code.
pub(crate) fn exit_code(command: &mut Command) -> Outcome<i32> {
    println!("$ {}", shown(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    status.code().ok_or_else(|| format!("`{}` was stopped by a signal", shown(command)))
}

/// Runs the command before the user's eyes; another exit code than 0 is an error.
pub(crate) fn succeed(command: &mut Command) -> Outcome {
    match exit_code(command)? {
        0 => Ok(()),
        code => Err(format!("`{}` ended with exit code {code}", shown(command))),
    }
}

/// Runs the command and answers what it writes to its standard output; an exit code that is not
/// among `allowed` is an error. Its standard error stays visible.
pub(crate) fn output(command: &mut Command, allowed: &[i32]) -> Outcome<String> {
    command.stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().map_err(|error| not_started(command, &error))?;
    let code = output.status.code();
    if !code.is_some_and(|code| allowed.contains(&code)) {
        let ending = code.map_or("by a signal".to_owned(), |code| format!("with exit code {code}"));
        return Err(format!("`{}` ended {ending}; expected {allowed:?}", shown(command)));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| format!("`{}` wrote what is not UTF-8", shown(command)))
}

/// Whether the command runs and ends with exit code 0; it writes nothing to the terminal.
pub(crate) fn proves(command: &[&str]) -> bool {
    let Some((name, arguments)) = command.split_first() else { return false };
    let mut command = program(name, arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A duration in seconds with one decimal.
pub(crate) fn seconds(duration: Duration) -> String {
    let tenths = (duration.as_millis() + 50) / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}

/// The sentence for a command that could not be started at all.
fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", shown(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_rounded_to_a_tenth() {
        assert_eq!(seconds(Duration::from_millis(1_249)), "1.2 s");
        assert_eq!(seconds(Duration::from_millis(9_950)), "10.0 s");
    }

    #[test]
    fn a_command_is_shown_without_the_folder_of_its_program() {
        let command = program("/usr/bin/env", &["gouji", "check"]);
        assert_eq!(shown(&command), "env gouji check");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let reason = succeed(&mut program("no-such-program-anywhere", &[])).unwrap_err();
        assert!(reason.contains("`no-such-program-anywhere` could not be started"), "{reason}");
        assert!(!proves(&["no-such-program-anywhere"]));
    }
}
