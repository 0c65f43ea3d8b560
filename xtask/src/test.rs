//! `cargo xtask test`: everything a change must pass, in the order in which failures are cheapest.

use std::time::{Duration, Instant};

use crate::run::{self, Outcome};
use crate::{generated, tidy};

/// A thing a change must pass.
struct Step {
    /// What the summary calls it.
    name: &'static str,
    /// Does it.
    run: fn() -> Outcome,
}

/// All steps. Those that compile use one profile and one target directory, so that they share
/// what they compile.
const STEPS: [Step; 6] = [
    Step { name: "format", run: format },
    Step { name: "tidy", run: tidy::run },
    Step { name: "clippy", run: clippy },
    Step { name: "tests", run: tests },
    Step { name: "generated files", run: generated::check },
    Step { name: "documentation", run: documentation },
];

/// Runs the steps, stops at the first that fails, and prints how long each took.
pub(crate) fn run() -> Outcome {
    let mut times = Vec::new();
    let mut outcome = Ok(());
    for step in &STEPS {
        println!("\n== {}", step.name);
        let start = Instant::now();
        let result = (step.run)();
        times.push((step.name, start.elapsed()));
        if let Err(reason) = result {
            outcome = Err(format!("test stopped at `{}`: {reason}", step.name));
            break;
        }
    }
    println!("\n{}", summary(&times));
    outcome
}

/// The wall time of each step that ran, and of all together.
fn summary(times: &[(&str, Duration)]) -> String {
    let together = ("together", times.iter().map(|(_, time)| *time).sum());
    let rows = times.iter().chain([&together]);
    let rows = rows.map(|(name, time)| format!("{name:<16}{:>9}", run::seconds(*time)));
    rows.collect::<Vec<_>>().join("\n")
}

/// Every file is formatted.
fn format() -> Outcome {
    run::succeed(&mut run::cargo(&["fmt", "--all", "--check"]))
        .map_err(|reason| format!("{reason}; `cargo fmt --all` mends it"))
}

/// No lint complains.
fn clippy() -> Outcome {
    let arguments = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    run::succeed(&mut run::cargo(&arguments))
}

/// All tests, with nextest where it is installed; nextest does not run those in documentation.
fn tests() -> Outcome {
    if run::proves(&["cargo", "nextest", "--version"]) {
        run::succeed(&mut run::cargo(&["nextest", "run", "--workspace", "--locked"]))?;
        return run::succeed(&mut run::cargo(&["test", "--workspace", "--doc", "--locked"]));
    }
    run::succeed(&mut run::cargo(&["test", "--workspace", "--locked"]))
}

/// The documentation builds without a broken link.
fn documentation() -> Outcome {
    let arguments = ["doc", "--workspace", "--no-deps", "--locked"];
    run::succeed(run::cargo(&arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_adds_up() {
        let times = [("format", Duration::from_millis(600)), ("clippy", Duration::from_secs(61))];
        let expected =
            "format              0.6 s\nclippy             61.0 s\ntogether           61.6 s";
        assert_eq!(summary(&times), expected);
    }
}
