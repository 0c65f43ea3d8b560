//! Lints of Rust sources.

use super::code::{code_only, without_tests, words};
use super::crates;
use super::{File, Problem};

/// Lines after which a file is worth a look.
const LONG: usize = 500;

/// Lines after which a file is an error.
const TOO_LONG: usize = 800;

/// Macros that stand for work not done.
const UNFINISHED: [&str; 3] = ["todo", "unimplemented", "dbg"];

/// Macros that write to the terminal.
const PRINTING: [&str; 4] = ["print", "println", "eprint", "eprintln"];

/// Modules of the standard library that reach outside the process.
const OUTSIDE: [&str; 4] = ["fs", "net", "env", "process"];

/// Types that ask the clock.
const CLOCKS: [&str; 2] = ["SystemTime", "Instant"];

/// What is wrong with a Rust file.
pub(super) fn problems(file: &File) -> Vec<Problem> {
    if !file.has_extension(&["rs"]) {
        return Vec::new();
    }
    let code = code_only(&file.text);
    let mut problems = unfinished(file, &code);
    if is_source(file) {
        problems.extend(undocumented(file));
        problems.extend(too_long(file));
    }
    if let Some(duties) = file.crate_of_source().and_then(crates::duties) {
        if duties.exact {
            problems.extend(floats(file, &code));
        }
        let only_tests = file.path.split('/').any(|step| step == "tests" || step == "tests.rs");
        if duties.pure && !only_tests {
            problems.extend(reaching_outside(file, &without_tests(&code)));
        }
    }
    problems
}

/// A warning about a file that is long but not too long.
pub(super) fn long(file: &File) -> Option<Problem> {
    let lines = file.text.lines().count();
    let worth_a_look = is_source(file) && (LONG + 1..=TOO_LONG).contains(&lines);
    worth_a_look.then(|| Problem::of(file, format!("{lines} lines: is it still one idea?")))
}

/// Whether the file is part of what a crate ships or of xtask.
fn is_source(file: &File) -> bool {
    let inside = file.crate_of_source().is_some() || file.path.starts_with("xtask/src/");
    inside && file.has_extension(&["rs"])
}

/// A source file without a doc comment of its module at its head.
fn undocumented(file: &File) -> Option<Problem> {
    let missing = !file.text.starts_with("//!");
    missing.then(|| Problem::of(file, "does not start with `//!`: say what the module is for"))
}

/// A source file that cannot be one idea.
fn too_long(file: &File) -> Option<Problem> {
    let lines = file.text.lines().count();
    let what = || format!("{lines} lines, more than {TOO_LONG}: part it");
    (lines > TOO_LONG).then(|| Problem::of(file, what()))
}

/// Macros of unfinished work.
fn unfinished(file: &File, code: &str) -> Vec<Problem> {
    macros(file, code, &UNFINISHED, "is left in the code")
}

/// Files that turn positions on a page from and into floating point: those of the interpreter of PDF
/// and of JSON. clippy holds each to the items that it gives its reason for.
const POSITIONS: [&str; 3] = [
    "crates/gouji-read/src/formats/pdf/device.rs",
    "crates/gouji-report/src/annotate/pdf/space.rs",
    "crates/gouji-model/src/place.rs",
];

/// Floating point where money must be exact.
fn floats(file: &File, code: &str) -> Vec<Problem> {
    if POSITIONS.contains(&&*file.path) {
        return Vec::new();
    }
    each_line(code, |index, line| {
        let (word, _) = words(line).find(|(word, _)| is_float(word))?;
        Some(Problem::at(file, index, format!("`{word}`: money is exact (invariant 1)")))
    })
}

/// Whether a word is the name of a floating-point type or a number of one.
fn is_float(word: &str) -> bool {
    let number = word.strip_suffix("f32").or_else(|| word.strip_suffix("f64"));
    number.is_some_and(|number| {
        let is_hexadecimal = number.starts_with("0x");
        number.is_empty() || number.starts_with(|c: char| c.is_ascii_digit()) && !is_hexadecimal
    })
}

/// Files, network, clock, environment and terminal in a crate that gets values and gives values.
fn reaching_outside(file: &File, code: &str) -> Vec<Problem> {
    let mut problems = macros(file, code, &PRINTING, "in a core crate (invariant 6)");
    problems.extend(each_line(code, |index, line| {
        let (word, _) = words(line).find(|(word, _)| CLOCKS.contains(word))?;
        Some(Problem::at(file, index, format!("`{word}` in a core crate (invariant 6)")))
    }));
    for (index, module) in modules_of_std(code) {
        if OUTSIDE.contains(&module) {
            let what = format!("`std::{module}` in a core crate (invariant 6)");
            problems.push(Problem::at(file, index, what));
        }
    }
    problems
}

/// The lines in which one of the macros is called.
fn macros(file: &File, code: &str, names: &[&str], what: &str) -> Vec<Problem> {
    each_line(code, |index, line| {
        let is_called = |(word, rest): &(&str, &str)| names.contains(word) && rest.starts_with('!');
        let (word, _) = words(line).find(is_called)?;
        Some(Problem::at(file, index, format!("`{word}!` {what}")))
    })
}

/// Collects what `look` finds in each line.
fn each_line(code: &str, look: impl Fn(usize, &str) -> Option<Problem>) -> Vec<Problem> {
    code.lines().enumerate().filter_map(|(index, line)| look(index, line)).collect()
}

/// The modules of `std` that the code names, also in groups such as `std::{fs, io}`, with the line
/// in which the path begins.
fn modules_of_std(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (word, rest) in words(code) {
        let Some(path) = rest.strip_prefix("::").filter(|_| word == "std") else { continue };
        let line = code[..code.len() - rest.len()].matches('\n').count();
        if let Some(group) = path.strip_prefix('{') {
            found.extend(members(group).map(|module| (line, module)));
        } else {
            found.extend(words(path).next().map(|(module, _)| (line, module)));
        }
    }
    found
}

/// The first word of each member of a group, up to its closing brace.
fn members(group: &str) -> impl Iterator<Item = &str> {
    let mut open = 1_usize;
    let closes = |c| {
        open = if c == '{' { open + 1 } else { open - usize::from(c == '}') };
        open == 0
    };
    let group = group.split(closes).next().unwrap_or(group);
    let mut open = 0_usize;
    let parts = group.split(move |c| {
        open = if c == '{' { open + 1 } else { open - usize::from(c == '}') };
        c == ',' && open == 0
    });
    parts.filter_map(|part| Some(words(part).next()?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with `text` as a file at `path`: line and message.
    fn found(path: &str, text: &str) -> Vec<String> {
        let file = File::new(path, text);
        problems(&file).iter().map(ToString::to_string).collect()
    }

    const MODEL: &str = "crates/gouji-model/src/a.rs";

    #[test]
    fn a_source_file_starts_with_its_purpose() {
        assert_eq!(found(MODEL, "//! Amounts.\n"), Vec::<String>::new());
        assert_eq!(found(MODEL, "use a;\n").len(), 1);
        assert_eq!(found("crates/gouji/tests/a.rs", "use a;\n"), Vec::<String>::new());
    }

    #[test]
    fn a_long_file_is_a_warning_and_a_very_long_one_an_error() {
        let file = |lines: usize| File::new(MODEL, format!("//!{}", "\n".repeat(lines)));
        assert!(long(&file(500)).is_none() && problems(&file(500)).is_empty());
        assert!(long(&file(501)).is_some() && problems(&file(501)).is_empty());
        assert!(long(&file(801)).is_none());
        assert_eq!(problems(&file(801)).len(), 1);
    }

    #[test]
    fn unfinished_work_is_found_in_any_rust_file_but_not_in_words() {
        let text = "fn f() {\n    todo!()\n}\n";
        let expected = ["crates/gouji/tests/a.rs:2: `todo!` is left in the code"];
        assert_eq!(found("crates/gouji/tests/a.rs", text), expected);
        assert_eq!(found("build.rs", "// todo!()\nlet a = \"dbg!\";\n"), Vec::<String>::new());
    }

    #[test]
    fn floats_are_found_where_money_must_be_exact() {
        let text = "//! No f64 here.\nlet a: f64 = 1_f32;\nlet b = 1.5f32;\nlet c = 0xf64;\n";
        let lines =
            ["2: `f64`: money is exact (invariant 1)", "3: `5f32`: money is exact (invariant 1)"];
        assert_eq!(found(MODEL, text), lines.map(|line| format!("{MODEL}:{line}")));
        assert_eq!(found("crates/gouji-report/src/a.rs", text), Vec::<String>::new());
        assert_eq!(found(POSITIONS[0], text), Vec::<String>::new());
        let beside = "crates/gouji-read/src/formats/pdf/lines.rs";
        assert_eq!(found(beside, text).len(), 2, "positions are whole numbers there");
    }

    #[test]
    fn a_core_crate_does_not_reach_outside() {
        let text = "//! A.\nuse std::{\n    fmt, io::{self, net},\n    fs,\n};\nlet a = std::env::args();\n\
                    let t = Instant::now();\nprintln!();\n";
        let module = "in a core crate (invariant 6)";
        let expected = [
            format!("{MODEL}:8: `println!` {module}"),
            format!("{MODEL}:7: `Instant` {module}"),
            format!("{MODEL}:2: `std::fs` {module}"),
            format!("{MODEL}:6: `std::env` {module}"),
        ];
        assert_eq!(found(MODEL, text), expected);
        assert_eq!(found("crates/gouji/src/a.rs", text), Vec::<String>::new());
    }

    #[test]
    fn the_tests_of_a_core_crate_may_read_files() {
        let text = "//! A.\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert_eq!(found(MODEL, text), Vec::<String>::new());
        let text = "//! A.\nuse std::fs;\n";
        assert_eq!(found("crates/gouji-model/src/a/tests.rs", text), Vec::<String>::new());
    }

    #[test]
    fn the_members_of_a_group_end_with_its_brace() {
        let members: Vec<&str> =
            members("fmt, io::{self, Read}, net,};\nuse crate::{fs};").collect();
        assert_eq!(members, ["fmt", "io", "net"]);
    }
}
