//! `cargo xtask bench`: how long reading and checking take, and how much they need.
//!
//! Instructions are counted besides, since no noise of the machine can hide a change of theirs.
//! Not part of the tests: a figure of a busy machine says nothing.

use std::fs;
use std::path::Path;

use crate::demo::CLEAN;
use crate::run::{self, Outcome};

/// Where callgrind writes; ignored by git.
const OUT: &str = "out/bench";

/// What was measured of one document: label and value, in the order of the columns.
type Figures = Vec<(String, String)>;

/// Runs the benchmarks, measures the documents, and prints the table for the README. Without
/// documents the bundled example is measured.
pub(crate) fn run(documents: &[&str]) -> Outcome {
    run::succeed(&mut run::cargo(&["bench", "-p", "gouji", "--bench", "sample", "--locked"]))?;
    let build = ["build", "--release", "--locked", "-p", "gouji", "--example", "measure"];
    run::succeed(&mut run::cargo(&build))?;
    let counts = run::proves(&["valgrind", "--version"]);
    let peer = run::proves(&["python3", "-c", "import pdfplumber"]).then_some(PEER);
    let documents = if documents.is_empty() { &[CLEAN] } else { documents };
    let mut rows = Vec::new();
    for document in documents {
        let mut figures = measure(document)?;
        if counts {
            figures.push(("instructions".to_owned(), instructions(document)?));
        }
        if let Some(peer) = peer.filter(|_| is_pdf(document)) {
            figures.extend(peer_figures(document, peer, &figures)?);
        }
        rows.push((name_of(document), figures));
    }
    println!("\n{}\n\n{}", table(&rows), machine());
    if peer.is_none() && documents.iter().any(|document| is_pdf(document)) {
        println!("Nothing to compare with: pdfplumber (PyPI) is not installed.");
    }
    if !counts {
        println!("Instructions were not counted: valgrind is missing.");
    }
    Ok(())
}

/// Extracts all tables of a PDF, as others do, in one process and on one core.
const PEER: &str = "
import sys, time, pdfplumber
start = time.perf_counter()
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_tables()
print('pdfplumber (ms): %.1f' % ((time.perf_counter() - start) * 1000))
";

fn is_pdf(document: &str) -> bool {
    Path::new(document).extension().is_some_and(|extension| extension == "pdf")
}

/// What the peer needs to extract the tables of the same file, and how often we read and check it
/// meanwhile.
fn peer_figures(document: &str, peer: &str, own: &Figures) -> Outcome<Figures> {
    let mut command = run::program("python3", &["-c", peer, document]);
    let mut figures = figures(&run::output(&mut command, &[0])?);
    let of = |figures: &Figures, label: &str| {
        figures.iter().find(|(own, _)| own == label).and_then(|(_, value)| tenths(value))
    };
    let ours = [of(own, "read (ms)"), of(own, "check (ms)")].into_iter().flatten().sum::<u64>();
    let theirs = of(&figures, "pdfplumber (ms)").unwrap_or(0);
    figures.push(("ratio".to_owned(), format!("{} ×", theirs / ours.max(1))));
    Ok(figures)
}

/// A number with one decimal, in tenths.
fn tenths(text: &str) -> Option<u64> {
    let (whole, tenth) = text.split_once('.')?;
    Some(whole.parse::<u64>().ok()? * 10 + tenth.parse::<u64>().ok()?)
}

/// Runs the example `measure` of the crate gouji on a document.
fn measure(document: &str) -> Outcome<Figures> {
    let measure = run::built("release", "examples/measure");
    let mut command = run::program(measure, &[document]);
    println!("$ {}", run::shown(&command));
    let figures = figures(&run::output(&mut command, &[0])?);
    if figures.is_empty() {
        return Err(format!("`{}` printed no `label: value`", run::shown(&command)));
    }
    Ok(figures)
}

/// The figures in lines of the form `label: value`; other lines are passed over.
fn figures(text: &str) -> Figures {
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(label, value)| (label.trim().to_owned(), value.trim().to_owned())).collect()
}

/// Instructions that `measure` executes on a document, as callgrind counts them.
fn instructions(document: &str) -> Outcome<String> {
    let root = run::root();
    fs::create_dir_all(root.join(OUT)).map_err(|error| format!("{OUT}: {error}"))?;
    let profile = format!("{OUT}/callgrind.out");
    let kept = format!("--callgrind-out-file={profile}");
    let measure = run::built("release", "examples/measure").display().to_string();
    let arguments = ["--quiet", "--tool=callgrind", &kept, &measure, document];
    let mut command = run::program("valgrind", &arguments);
    // One run: the counts of many would be the same many times over.
    command.env("GOUJI_MEASURE_ONCE", "1");
    println!("$ {}", run::shown(&command));
    run::output(&mut command, &[0])?;
    let text =
        fs::read_to_string(root.join(&profile)).map_err(|error| format!("{profile}: {error}"))?;
    total(&text).map(grouped).ok_or_else(|| format!("{profile} has no total of instructions"))
}

/// The total of a profile that callgrind wrote.
fn total(profile: &str) -> Option<&str> {
    let mut lines = profile.lines();
    let line = lines
        .find_map(|line| line.strip_prefix("totals:").or_else(|| line.strip_prefix("summary:")))?;
    line.split_whitespace().next()
}

/// A whole number with its thousands set apart.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The name of a document without its folders.
fn name_of(document: &str) -> String {
    Path::new(document)
        .file_name()
        .map_or_else(|| document.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The table for the README; the columns are those of the first row.
fn table(rows: &[(String, Figures)]) -> String {
    let labels: Vec<&str> = rows.first().map_or(Vec::new(), |(_, figures)| {
        figures.iter().map(|(label, _)| label.as_str()).collect()
    });
    let head =
        format!("| document | {} |\n| --- |{}", labels.join(" | "), " ---: |".repeat(labels.len()));
    let row = |(name, figures): &(String, Figures)| {
        let value = |label: &&str| {
            let figure = figures.iter().find(|(own, _)| own == label);
            figure.map_or("–", |(_, value)| value.as_str())
        };
        let values: Vec<&str> = labels.iter().map(value).collect();
        format!("| {name} | {} |", values.join(" | "))
    };
    let lines: Vec<String> = std::iter::once(head).chain(rows.iter().map(row)).collect();
    lines.join("\n")
}

/// On what was measured, as far as it can be told without naming the machine.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let version = run::output(&mut run::program("rustc", &["--version"]), &[0]);
    let version = version.unwrap_or_else(|_| "an unknown rustc".to_owned());
    format!("Measured on {cores} cores ({}) with {}.", std::env::consts::ARCH, version.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_become_the_rows_of_a_table() {
        let rows = [
            ("a.txt".to_owned(), figures("read: 1.2 ms\ncheck: 3.4 ms\n")),
            ("b.pdf".to_owned(), figures("warming up\nread: 27 ms\n")),
        ];
        let expected = "\
| document | read | check |
| --- | ---: | ---: |
| a.txt | 1.2 ms | 3.4 ms |
| b.pdf | 27 ms | – |";
        assert_eq!(table(&rows), expected);
    }

    #[test]
    fn milliseconds_are_compared_in_tenths() {
        assert_eq!(tenths("27.8"), Some(278));
        assert_eq!(tenths("fast"), None);
    }

    #[test]
    fn the_total_of_a_profile_is_found_and_set_in_thousands() {
        assert_eq!(total("events: Ir\nfn=(1) main\n12 34\n\ntotals: 1234567\n"), Some("1234567"));
        assert_eq!(total("events: Ir\n"), None);
        assert_eq!(grouped("1234567"), "1,234,567");
        assert_eq!(grouped("123"), "123");
    }
}
