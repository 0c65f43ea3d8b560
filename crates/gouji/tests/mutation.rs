//! The mutation test of the checker, sampled; `cargo xtask mutate` runs it in full.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

#[path = "support/mutation/mod.rs"]
mod mutation;

use mutation::{Base, Random, Slip, Tally, Target, at_least};

/// Every so many numbers get a slip, each of another kind.
const EVERY: usize = 5;

fn tally(base: &Base, targets: &[Target]) -> Tally {
    let mut tally = Tally::default();
    for (index, target) in targets.iter().enumerate().step_by(EVERY) {
        let slip = Slip::ALL[index / EVERY % Slip::ALL.len()];
        let mut random = Random::new(u64::try_from(index).unwrap());
        if let Some(trial) = base.trial(*target, slip, &mut random) {
            tally.add(trial);
        }
    }
    tally
}

fn holds_for(name: &str, bytes: &[u8]) {
    let base = Base::of(support::read(bytes));
    assert_eq!(base.known_of_equations(), 0, "{name}: false alarms on the document as it is");
    let cells = tally(&base, &base.cells());
    println!("{name}, tables: {cells}");
    assert!(cells.covered > 50, "the sample is large enough");
    assert!(at_least(cells.detected, cells.covered, 990), "{name}: {cells}");
    assert!(at_least(cells.first, cells.apart, 950), "{name}: {cells}");
    assert!(at_least(cells.restored, cells.apart, 900), "{name}: {cells}");
    assert_eq!(cells.named, cells.tied, "{name}: a number is not in its tied set: {cells}");
    let claims = tally(&base, &base.claims());
    println!("{name}, text: {claims}");
    assert!(at_least(claims.detected, claims.covered, 950), "{name}: {claims}");
}

#[test]
fn one_slip_in_the_example_is_found_and_its_number_is_named_and_restored() {
    holds_for("example", &support::bytes(support::CLEAN));
}

#[test]
fn one_slip_in_the_sample_is_found_and_its_number_is_named_and_restored() {
    let Some(path) = support::shared(support::SAMPLE) else { return };
    holds_for("sample", &std::fs::read(path).unwrap());
}
