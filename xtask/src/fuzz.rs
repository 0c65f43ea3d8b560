//! `cargo xtask fuzz`: runs the fuzz targets, one after the other, and prints what came of it.
//!
//! Coverage-guided fuzzing needs flags that the stable compiler takes only when asked to, so that
//! one toolchain is enough for everything here.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::run::{self, Outcome};

/// Where inputs that were found are kept from run to run; ignored by git.
const OUT: &str = "out/fuzz";

/// How long a target runs where nothing else is said.
const SECONDS: u64 = 600;

/// Run each target, or those that are named.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    let (names, seconds) = parsed(arguments)?;
    let known = targets()?;
    if let Some(unknown) = names.iter().find(|name| !known.iter().any(|one| one == *name)) {
        return Err(format!("no target `{unknown}`; the targets are {}", known.join(", ")));
    }
    if !run::proves(&["cargo", "fuzz", "--version"]) {
        return Err("cargo-fuzz is not installed; install it with `cargo install cargo-fuzz`, \
                    which needs a C++ compiler to build the targets (on Debian: g++)"
            .to_owned());
    }
    let chosen = if names.is_empty() { known } else { names };
    let mut rows = Vec::new();
    for target in &chosen {
        rows.push((target.clone(), fuzzed(target, seconds)?));
    }
    println!("\n{}", table(&rows));
    let crashed = rows.iter().filter(|(_, figures)| figures.crashes > 0).count();
    if crashed > 0 {
        return Err(format!("{crashed} targets failed; the inputs are in {OUT}"));
    }
    Ok(())
}

/// The targets that are named, and how long each is to run.
fn parsed(arguments: &[&str]) -> Outcome<(Vec<String>, u64)> {
    let mut names = Vec::new();
    let mut seconds = SECONDS;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if *argument == "--seconds" {
            let number = arguments.next().and_then(|number| number.parse().ok());
            seconds = number.ok_or("`--seconds` needs a number")?;
        } else {
            names.push((*argument).to_owned());
        }
    }
    Ok((names, seconds))
}

/// The targets there are, by their files.
fn targets() -> Outcome<Vec<String>> {
    let folder = "fuzz/fuzz_targets";
    let entries = fs::read_dir(run::root().join(folder)).map_err(|e| format!("{folder}: {e}"))?;
    let names = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.strip_suffix(".rs").map(str::to_owned)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}

/// What came of one target.
#[derive(Debug, Default, PartialEq, Eq)]
struct Figures {
    runs: u64,
    per_second: u64,
    /// Edges that were reached when it began and when it ended.
    coverage: (u64, u64),
    /// Inputs on which it failed, hung or ran out of memory.
    crashes: usize,
}

/// Runs a target. Its corpus is begun with the seeds and, for texts, with the examples.
fn fuzzed(target: &str, seconds: u64) -> Outcome<Figures> {
    let corpus = format!("{OUT}/{target}/corpus");
    let failures = format!("{OUT}/{target}/failures/");
    for folder in [&corpus, &failures] {
        fs::create_dir_all(run::root().join(folder)).map_err(|e| format!("{folder}: {e}"))?;
    }
    let seeds = format!("fuzz/seeds/{target}");
    let dictionary = format!("fuzz/dictionaries/{target}.dict");
    // Built in several parts: in one, as is usual, it takes ten minutes.
    let mut arguments =
        ["fuzz", "run", "--codegen-units", "16", target, &corpus].map(str::to_owned).to_vec();
    let examples = (target == "text").then(|| "examples/anhe-water".to_owned());
    arguments.extend([seeds].into_iter().chain(examples).filter(|folder| is_there(folder)));
    arguments.push("--".to_owned());
    arguments.push(format!("-max_total_time={seconds}"));
    arguments.push(format!("-artifact_prefix={failures}"));
    // Twenty seconds, and 2 GB: at the limits of the targets an input needs a hundredth of both.
    let limits = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=65536", "-print_final_stats=1"];
    arguments.extend(limits.map(str::to_owned));
    if is_there(&dictionary) {
        arguments.push(format!("-dict={dictionary}"));
    }
    let before = count(&failures);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut command = run::cargo(&arguments);
    command.env("RUSTC_BOOTSTRAP", "1").stdin(Stdio::null()).stderr(Stdio::piped());
    println!("$ {}", run::shown(&command));
    let output =
        command.output().map_err(|error| format!("cargo could not be started: {error}"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    let mut figures = figures(&log);
    figures.crashes = count(&failures) - before;
    if !output.status.success() && figures.crashes == 0 {
        return Err(format!("the target `{target}` did not run:\n{}", last_lines(&log)));
    }
    Ok(figures)
}

fn is_there(path: &str) -> bool {
    run::root().join(path).exists()
}

/// How many files a folder has.
fn count(folder: &str) -> usize {
    fs::read_dir(run::root().join(Path::new(folder))).map_or(0, Iterator::count)
}

/// What libFuzzer says at its end, and the coverage of its lines in between.
fn figures(log: &str) -> Figures {
    let stat = |name: &str| {
        let line = log.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':').trim().parse().ok()
    };
    let coverage: Vec<u64> = log.lines().filter_map(coverage_of).collect();
    let ends = (coverage.first().copied(), coverage.last().copied());
    Figures {
        runs: stat("stat::number_of_executed_units").unwrap_or(0),
        per_second: stat("stat::average_exec_per_sec").unwrap_or(0),
        coverage: (ends.0.unwrap_or(0), ends.1.unwrap_or(0)),
        crashes: 0,
    }
}

/// The edges that a line of progress says were reached.
fn coverage_of(line: &str) -> Option<u64> {
    let (_, rest) = line.strip_prefix('#')?.split_once(" cov: ")?;
    rest.split_whitespace().next()?.parse().ok()
}

fn last_lines(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(15)..].join("\n")
}

fn table(rows: &[(String, Figures)]) -> String {
    let mut text = format!(
        "{:<12}{:>12}{:>9}{:>12}{:>8}{:>10}",
        "target", "runs", "runs/s", "coverage", "new", "failures"
    );
    for (target, figures) in rows {
        let Figures { runs, per_second, coverage: (first, last), crashes } = figures;
        let new = last.saturating_sub(*first);
        // Writing to a string does not fail.
        let _ =
            write!(text, "\n{target:<12}{runs:>12}{per_second:>9}{last:>12}{new:>8}{crashes:>10}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_names_targets_and_seconds() {
        let parsed = |arguments: &[&str]| parsed(arguments);
        assert_eq!(parsed(&[]), Ok((vec![], SECONDS)));
        let both = (vec!["pdf".to_owned(), "xls".to_owned()], 5);
        assert_eq!(parsed(&["pdf", "--seconds", "5", "xls"]), Ok(both));
        assert!(parsed(&["--seconds"]).is_err() && parsed(&["--seconds", "x"]).is_err());
    }

    #[test]
    fn an_unknown_target_names_the_known_ones() {
        let reason = run(&["pfd"]).unwrap_err();
        assert!(reason.contains("`pfd`") && reason.contains("pdf, recogniser"), "{reason}");
    }

    #[test]
    fn every_target_is_built_and_has_seeds() {
        let manifest = fs::read_to_string(run::root().join("fuzz/Cargo.toml")).unwrap();
        for target in targets().unwrap() {
            assert!(manifest.contains(&format!("fuzz_targets/{target}.rs")), "{target}");
            assert!(is_there(&format!("fuzz/seeds/{target}")), "{target} has no seeds");
        }
    }

    #[test]
    fn the_figures_are_those_of_the_end() {
        let log = "#2\tINITED cov: 100 ft: 200 corp: 1/1b exec/s: 0 rss: 50Mb\n\
                   #9\tNEW    cov: 130 ft: 250 corp: 2/9b lim: 4 exec/s: 3 rss: 51Mb\n\
                   stat::number_of_executed_units: 900\nstat::average_exec_per_sec:     45\n";
        let expected =
            Figures { runs: 900, per_second: 45, coverage: (100, 130), ..Figures::default() };
        assert_eq!(figures(log), expected);
        let rows = table(&[("pdf".to_owned(), expected)]);
        assert_eq!(rows.lines().count(), 2);
        assert!(rows.ends_with("900       45         130      30         0"), "{rows}");
    }
}
