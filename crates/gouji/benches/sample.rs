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

#[divan::bench(args = ["example", "sample"])]
fn check(bencher: Bencher<'_, '_>, name: &str) {
    let Some(bytes) = document(name) else { return };
    let disclosure = support::read(&bytes);
    bencher.bench(|| support::check(&disclosure));
}
