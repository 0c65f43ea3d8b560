//! Reading and checking: the bundled example, and the sample where it is at hand.

#[path = "../tests/support/mod.rs"]
mod support;

use divan::Bencher;

fn main() {
    divan::main();
}

/// Bytes of a document by name; `None` where it is not at hand.
fn document(name: &str) -> Option<Vec<u8>> {
    match name {
        "sample" => std::fs::read(support::shared(support::SAMPLE)?).ok(),
        _ => Some(support::bytes(support::CLEAN)),
    }
}

#[divan::bench(args = ["example", "sample"])]
fn read(bencher: Bencher<'_, '_>, name: &str) {
    let Some(bytes) = document(name) else { return };
    bencher.bench(|| support::read(&bytes));
}

/// Lines that may be titles, each held against each other once: the time grows with their number.
#[divan::bench(args = [10_000, 20_000, 40_000])]
fn read_short_lines(bencher: Bencher<'_, '_>, count: usize) {
    let lines: Vec<String> = (0..count).map(|number| format!("收入{number}")).collect();
    let text = lines.join("\n");
    bencher.bench(|| support::read(text.as_bytes()));
}

#[divan::bench(args = ["example", "sample"])]
fn check(bencher: Bencher<'_, '_>, name: &str) {
    let Some(bytes) = document(name) else { return };
    let disclosure = support::read(&bytes);
    bencher.bench(|| support::check(&disclosure));
}
