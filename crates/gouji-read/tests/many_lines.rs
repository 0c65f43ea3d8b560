//! Texts of very many lines are read in a time that grows with the lines, and not with their square.

use gouji_read::{Options, read};
use gouji_standard::Standard;

#[test]
fn a_hundred_thousand_lines_that_may_be_titles_are_not_held_against_each_other() {
    let lines: Vec<String> = (0..100_000).map(|number| format!("收入{number}")).collect();
    // Each against each, this takes long; no clock is asked, one notices.
    let text = lines.join("\n");
    let read = read("a.txt", text.as_bytes(), Standard::embedded(), &Options::default());
    assert!(read.is_ok_and(|disclosure| disclosure.statements.is_empty()));
}
