//! Measures reading and checking of one document in this process, on one core.
//!
//! Prints `label: value` lines; `cargo xtask bench` makes the table of the README from them.

use std::time::{Duration, Instant};

use gouji_read::Options;
use gouji_standard::{Messages, Standard};

/// Counted runs; the median is printed.
const RUNS: usize = 51;

fn main() {
    let file = std::env::args().nth(1).expect("usage: measure FILE");
    let bytes = std::fs::read(&file).expect("the file can be read");
    let (standard, messages) = (Standard::embedded(), Messages::embedded());
    let mut read_times = Vec::new();
    let mut check_times = Vec::new();
    // Callgrind counts every run alike: one is enough, and fifty would take minutes.
    let runs = if std::env::var_os("GOUJI_MEASURE_ONCE").is_some() { 1 } else { RUNS };
    for _ in 0..runs {
        let start = Instant::now();
        let disclosure = gouji_read::read(&file, &bytes, standard, &Options::default())
            .expect("the document is readable");
        read_times.push(start.elapsed());
        let start = Instant::now();
        let report =
            gouji_check::check(&disclosure, standard, messages, &gouji_check::Options::default());
        check_times.push(start.elapsed());
        assert!(!report.coverage.equations.is_empty(), "something was checked");
    }
    println!("read (ms): {}", milliseconds(&mut read_times));
    println!("check (ms): {}", milliseconds(&mut check_times));
    if let Some(memory) = peak_memory() {
        println!("peak memory (MB): {memory}");
    }
}

/// The median in milliseconds with one decimal.
fn milliseconds(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let micros = times[times.len() / 2].as_micros();
    format!("{}.{}", micros / 1000, micros % 1000 / 100)
}

/// Peak resident memory of this process, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes.div_ceil(1024))
}
