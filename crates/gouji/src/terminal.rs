//! What the process says, and how it ends.

use std::io::{self, Write};
use std::process::ExitCode;

use gouji_model::Message;
use gouji_standard::{Lang, Messages};

/// Exit code: a finding at or above the level asked for.
pub(crate) const FOUND: u8 = 1;

/// Exit code: a file that cannot be read, or wrong usage.
pub(crate) const CANNOT_READ: u8 = 2;

/// Language and words of this run.
pub(crate) struct Session {
    pub(crate) messages: &'static Messages,
    pub(crate) lang: Lang,
}

impl Session {
    /// A message in the language of the session.
    pub(crate) fn say(&self, message: &Message) -> String {
        self.messages.in_lang(message, self.lang)
    }

    /// Every problem with what the user gave, and the exit code for it.
    pub(crate) fn refuse(&self, problems: &[Message]) -> ExitCode {
        for problem in problems {
            self.complain(problem);
        }
        ExitCode::from(CANNOT_READ)
    }

    /// A problem, on standard error.
    pub(crate) fn complain(&self, message: &Message) {
        // Nobody is there to be told when standard error is closed.
        let _ = writeln!(io::stderr().lock(), "{}", self.say(message));
    }
}

/// Says something beside the result, on standard error.
pub(crate) fn remark(text: &str) {
    // Nobody is there to be told when standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

/// Prints a result on standard output. A reader that closes the pipe early is no error; a device
/// that takes no more is, and ends the process with exit code 2, so that a result that was cut
/// short is never taken for a whole one.
pub(crate) fn print(text: &str) {
    print_bytes(text.as_bytes());
}

/// Prints a result; see [`print()`].
pub(crate) fn print_bytes(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(io::stderr().lock(), "gouji: {error}");
            std::process::exit(i32::from(CANNOT_READ));
        }
        _ => {}
    }
}
