//! One defect at a time in the documents given, and what the checker makes of it: the defects that
//! give more than one finding, or none. `plant [--all] [--every KIND] FILE…`
//!
//! Defects are planted in the document as its format was read, before anything is recognised.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a tool for developers")]

#[path = "../tests/support/planting.rs"]
mod planting;

use std::collections::BTreeMap;

use planting::{Base, Defect};

/// Most plants of a kind in a document.
const MOST: usize = 12;

fn main() {
    let mut most = MOST;
    let mut only = None;
    let mut files = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--most" => most = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(MOST),
            "--only" => only = arguments.next(),
            _ => files.push(argument),
        }
    }
    for file in files {
        let bytes = std::fs::read(&file).expect("a document");
        let base = Base::of(&file, &bytes);
        println!("== {file}");
        for defect in Defect::ALL {
            if only.as_ref().is_some_and(|only| *only != format!("{defect:?}")) {
                continue;
            }
            let plants = base.plants(defect, most);
            let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
            for plant in &plants {
                let new = base.new_findings(plant);
                *counts.entry(new.len()).or_default() += 1;
                if new.len() != 1 {
                    println!("{defect:?} | {} | {}", plant.said, new.len());
                    for finding in new {
                        let text: String = finding.message.zh.chars().take(150).collect();
                        println!("    {} {:?} {text}", finding.code, finding.level);
                    }
                }
            }
            println!("-- {defect:?}: {counts:?}");
        }
    }
}
