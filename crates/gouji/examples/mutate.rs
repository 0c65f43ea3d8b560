//! The mutation test of the checker in full; `cargo xtask mutate` runs it.
//!
//! `mutate FILE…` makes every slip in every number of every document, one at a time, and prints
//! what the checker made of them. With `GOUJI_MUTATE_MISSES` set it names what was missed, with
//! `GOUJI_MUTATE_UNCOVERED` the numbers that no equation covers, whatever the slip.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

#[path = "../tests/support/mutation/mod.rs"]
mod mutation;

use gouji_read::Options;
use gouji_standard::Standard;
use mutation::{Base, Random, Slip, Tally, Target};

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let mut of_cells: BTreeMap<Slip, Tally> = BTreeMap::new();
    let mut of_claims: BTreeMap<Slip, Tally> = BTreeMap::new();
    for file in &files {
        let bytes = std::fs::read(file).expect("the file can be read");
        let read = gouji_read::read(file, &bytes, Standard::embedded(), &Options::default());
        let Ok(disclosure) = read else {
            println!("{file}: not readable");
            continue;
        };
        let base = Base::of(disclosure);
        let cells = tally(&base, &base.cells());
        let claims = tally(&base, &base.claims());
        println!("{file}: {} findings as it is", base.known());
        println!("  tables | {}", sum(&cells));
        println!("  text | {}", sum(&claims));
        println!("  rows exchanged: {}", swaps(&base));
        add(&mut of_cells, cells);
        add(&mut of_claims, claims);
    }
    for (name, tallies) in [("tables", &of_cells), ("text", &of_claims)] {
        println!("\n| {name} | made | covered | found | first | restored | in the tied set |");
        println!("| --- | --- | --- | --- | --- | --- | --- |");
        for (slip, tally) in tallies {
            println!("| {slip:?} | {tally} |");
        }
        println!("| all | {} |", sum(tallies));
    }
}

fn tally(base: &Base, targets: &[Target]) -> BTreeMap<Slip, Tally> {
    let of = |(index, target): (usize, &Target)| {
        let mut tallies: BTreeMap<Slip, Tally> = BTreeMap::new();
        for slip in Slip::ALL {
            let mut random = Random::new(u64::try_from(index).unwrap_or(0));
            if let Some(trial) = base.trial(*target, slip, &mut random) {
                tallies.entry(slip).or_default().add(trial);
                if std::env::var_os("GOUJI_MUTATE_MISSES").is_some() && trial.covered {
                    let missed =
                        !trial.detected || (trial.told_apart && !trial.restored) || !trial.named;
                    if missed {
                        eprintln!("{slip:?} {} {trial:?}", base.describe(*target));
                    }
                }
            }
        }
        let is_covered = tallies.values().any(|tally| tally.covered > 0);
        if std::env::var_os("GOUJI_MUTATE_UNCOVERED").is_some() && !is_covered {
            eprintln!("not covered: {}", base.describe(*target));
        }
        tallies
    };
    let targets: Vec<(usize, &Target)> = targets.iter().enumerate().collect();
    let all: Vec<BTreeMap<Slip, Tally>> = targets.par_iter().map(|target| of(*target)).collect();
    let mut tallies = BTreeMap::new();
    for one in all {
        add(&mut tallies, one);
    }
    tallies
}

fn add(tallies: &mut BTreeMap<Slip, Tally>, more: BTreeMap<Slip, Tally>) {
    for (slip, tally) in more {
        let known = tallies.entry(slip).or_default();
        *known = known.plus(tally);
    }
}

fn sum(tallies: &BTreeMap<Slip, Tally>) -> Tally {
    tallies.values().fold(Tally::default(), |sum, tally| sum.plus(*tally))
}

/// Neighbouring rows with exchanged numbers: found of made.
fn swaps(base: &Base) -> String {
    let tables = base.disclosure.statements.iter().enumerate();
    let rows = tables.flat_map(|(t, table)| (0..table.rows.len()).map(move |row| (t, row)));
    let spoilt: Vec<_> = rows.filter_map(|(t, row)| base.swapped_rows(t, row)).collect();
    let found = spoilt.iter().filter(|spoilt| base.finds_more(spoilt)).count();
    format!("{found} of {} found", spoilt.len())
}
