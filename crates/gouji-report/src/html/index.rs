//! A table of several documents that leads to the report of each.

use std::fmt::Write;

use gouji_model::{Level, Message};
use gouji_standard::Lang;
use maud::{Markup, html};

use super::marks::{class, word};
use super::page::Frame;
use super::panel::LEVELS;
use crate::json::Unreadable;
use crate::summary::{Summary, SummaryLine};
use crate::words::Words;

/// The index of a folder of reports: `files` are the names of the reports beside it, one for each
/// line of the summary.
pub fn index(summary: &Summary, files: &[String], unreadable: &[Unreadable], lang: Lang) -> String {
    let words = Words::new(lang);
    let title = words.say(&Message::new("html-index").with("n", summary.lines.len()));
    let body = html! {
        header { h1 { (title) } }
        main.index {
            div.wide role="group" aria-label=(title) tabindex="0" {
                table.plain {
                    caption.vh { (title) }
                    thead { (headings(words)) }
                    tbody {
                        @for (line, file) in summary.lines.iter().zip(files) { (row(words, line, file)) }
                    }
                }
            }
            @if !unreadable.is_empty() {
                h2 { (words.say(&Message::new("html-unreadable").with("n", unreadable.len()))) }
                ul { @for problem in unreadable { li { (words.say(&problem.message)) } } }
            }
        }
    };
    Frame { words, lang, title: &title }.file(&body, None)
}

fn headings(words: Words) -> Markup {
    html! {
        tr {
            th scope="col" { (words.word("report-batch-unit")) }
            th.n scope="col" { (words.word("report-batch-year")) }
            @for level in LEVELS { th.n scope="col" { (words.word(word(level))) } }
            th.n scope="col" { (words.word("report-batch-noticed")) }
            th.n scope="col" { (words.word("report-batch-tables")) }
            th.n scope="col" { (words.word("report-batch-equations")) }
            th scope="col" { (words.word("report-batch-file")) }
        }
    }
}

fn row(words: Words, line: &SummaryLine, file: &str) -> Markup {
    let unit = words.unit(line.unit.as_deref());
    let count = |level: Level| {
        let n = line.count(level);
        html! { td.n { @if n > 0 { span.b.(class(level)) { (n) } } @else { "0" } } }
    };
    html! {
        tr {
            th scope="row" { a href=(address(file)) { (unit) } }
            td.n { @if let Some(year) = line.year { (year) } }
            @for level in LEVELS { (count(level)) }
            td.n { (line.warnings) }
            td.n { (line.tables.0) "/" (line.tables.1) }
            td.n { (line.examined) "/" (line.examined + line.open) }
            td { (line.file) }
        }
    }
}

/// The name of a file as a relative address: what is not a letter or a digit of ASCII, or one of
/// some signs, as its bytes.
fn address(name: &str) -> String {
    name.bytes().fold(String::from("./"), |mut address, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(address, "%{byte:02X}");
        }
        address
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_of_a_file_is_an_address() {
        assert_eq!(address("a-1.html"), "./a-1.html");
        assert_eq!(address("预 #.html"), "./%E9%A2%84%20%23.html");
    }
}
