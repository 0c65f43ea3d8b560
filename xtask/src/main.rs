//! The chores of the repository: demonstration, tests, generated documents, benchmarks, fuzzing, tidiness.
//!
//! Plain Rust without dependencies, so that `cargo xtask` starts at once on a fresh machine.

mod bench;
mod demo;
mod fuzz;
mod generated;
mod mutate;
mod run;
mod setup;
mod test;
mod tidy;

use std::process::ExitCode;

use run::Outcome;

/// What `cargo xtask` without a command prints.
const USAGE: &str = "\
cargo xtask demo               build gouji and run it on the bundled example
cargo xtask test               everything a change must pass
cargo xtask generate           write the generated documents anew
cargo xtask generate --check   name the generated documents that are stale
cargo xtask tidy               the repository's own lints
cargo xtask bench [FILE…]      measure; prints the table of the README
cargo xtask mutate [FILE…]     make every slip in every number, and count what the checker finds
cargo xtask fuzz [TARGET…] [--seconds N]
                               feed the readers what no file should hold, 600 s each";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match obey(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the command line says.
fn obey(arguments: &[&str]) -> Outcome {
    match arguments {
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        ["demo"] => demo::run(),
        ["test"] => test::run(),
        ["generate"] => generated::write(),
        ["generate", "--check"] => generated::check(),
        ["tidy"] => tidy::run(),
        ["bench", files @ ..] => bench::run(files),
        ["mutate", files @ ..] => mutate::run(files),
        ["fuzz", arguments @ ..] => fuzz::run(arguments),
        _ => Err(format!("unknown command `{}`; the commands are\n{USAGE}", arguments.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::obey;

    #[test]
    fn an_unknown_command_names_the_known_ones() {
        let reason = obey(&["tets"]).unwrap_err();
        assert!(reason.contains("`tets`") && reason.contains("cargo xtask test"), "{reason}");
    }
}
