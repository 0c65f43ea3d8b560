//! Compact lists: rounding residues, and what reading noticed.

use std::cmp::Reverse;

use gouji_model::{Diagnostic, Disclosure, Finding, Message, Verdict};

use super::findings::level;
use super::page::{Columns, Flush, Page, Span, Style};
use super::place;
use crate::DocumentReport;
use crate::words::Words;

/// Lines that a list shows; the rest is counted.
const SHOWN: usize = 20;

/// Sums that hold only through rounding, those to be looked at first.
pub(super) fn residues(page: &mut Page, words: Words, document: &DocumentReport<'_>) {
    let mut residues: Vec<_> = document.report.residues.iter().collect();
    if residues.is_empty() {
        return;
    }
    residues.sort_by_key(|residue| residue.verdict != Verdict::Review);
    let review = residues.iter().filter(|residue| residue.verdict == Verdict::Review).count();
    page.gap();
    page.plain(0, &words.say(&Message::new("report-residues").with("n", residues.len())));
    if review > 0 {
        page.plain(0, &words.say(&Message::new("report-residues-review").with("n", review)));
    }
    let flush = [Flush::Left, Flush::Left, Flush::Right, Flush::Left];
    let mut rows = Columns::new(flush);
    for residue in residues.iter().take(SHOWN) {
        rows.push(row(words, residue, &document.disclosure.file));
    }
    for line in rows.lines() {
        page.plain(2, &line);
    }
    and_more(page, words, residues.len());
}

fn row(words: Words, residue: &Finding, file: &str) -> [String; 4] {
    let verdict = match residue.verdict {
        Verdict::Review => "report-residue-review",
        _ => "report-residue-pass-with-residue",
    };
    let operands = residue.operands.iter().map(|operand| &operand.place);
    let place = residue.places.iter().chain(operands).next();
    [
        words.word(verdict),
        residue.code.to_string(),
        residue.comparison.as_ref().map_or_else(String::new, |comparison| {
            format!("{} {}", comparison.difference, comparison.unit)
        }),
        match place {
            Some(place) => place::full(words, place, file),
            None => words.of(&residue.message).to_owned(),
        },
    ]
}

/// What could not be read, or only in part; the most serious first.
pub(super) fn diagnostics(page: &mut Page, words: Words, disclosure: &Disclosure) {
    let mut diagnostics: Vec<_> = disclosure.diagnostics.iter().collect();
    if diagnostics.is_empty() {
        return;
    }
    diagnostics.sort_by_key(|diagnostic| Reverse(diagnostic.level));
    page.gap();
    page.plain(0, &words.say(&Message::new("report-diagnostics").with("n", diagnostics.len())));
    for diagnostic in diagnostics.iter().take(SHOWN) {
        let (style, level) = level(diagnostic.level);
        let text = placed(words, diagnostic, &disclosure.file);
        page.line(2, &[Span(style, &words.word(level)), Span(Style::Plain, &text)]);
    }
    and_more(page, words, diagnostics.len());
}

/// The message behind its place; alone where it speaks of the document as a whole.
fn placed(words: Words, diagnostic: &Diagnostic, file: &str) -> String {
    let message = words.say(&diagnostic.message);
    let Some(place) = place::known(words, &diagnostic.place, file) else { return message };
    words.say(&Message::new("report-diagnostic").with("place", place).with("message", message))
}

fn and_more(page: &mut Page, words: Words, all: usize) {
    if all > SHOWN {
        page.plain(2, &words.say(&Message::new("report-and-more").with("n", all - SHOWN)));
    }
}
