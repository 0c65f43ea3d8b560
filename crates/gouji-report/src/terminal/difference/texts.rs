//! Sections and numbers of the text that changed.

use std::fmt::Write;

use gouji_model::{Change, Difference, Edit, Measure, Message, SectionChange, TextChange};

use super::cells::cell_words;
use super::{SHOWN, more};
use crate::terminal::page::{Columns, Flush, Page, Span, Style};
use crate::terminal::place;
use crate::words::Words;

/// Characters that are shown of what is the same, on either side of a change.
const AROUND: usize = 12;

pub(super) fn numbers(page: &mut Page, words: Words, difference: &Difference) {
    if difference.numbers.is_empty() {
        return;
    }
    page.gap();
    let message = Message::new("report-diff-numbers").with("n", difference.numbers.len());
    page.line(0, &[Span(Style::Strong, &words.say(&message))]);
    let flush = [
        Flush::Left,
        Flush::Left,
        Flush::Left,
        Flush::Right,
        Flush::Right,
        Flush::Right,
        Flush::Right,
    ];
    let mut rows = Columns::new(flush);
    for change in difference.numbers.iter().take(SHOWN) {
        let [old, new, difference, rate] = cell_words(words, &change.number);
        // A rate of a change, or of a percentage, says nothing.
        let says_nothing = change.measure == Measure::Change || *change.number.unit == *"%";
        let rate = if says_nothing { String::new() } else { rate };
        let (heading, subject) = (change.heading.to_string(), change.number.label.clone());
        let measure = words.word(measure(change.measure));
        rows.push([heading, subject, measure, old, new, difference, rate]);
    }
    for line in rows.lines() {
        page.plain(2, &line);
    }
    more(page, words, difference.numbers.len());
}

/// The word for what a number measures.
const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Amount => "report-measure-amount",
        Measure::Share => "report-measure-share",
        Measure::Change => "report-measure-change",
        Measure::Rate => "report-measure-rate",
        Measure::Prior => "report-measure-prior",
        Measure::Completion => "report-measure-completion",
        Measure::Count | Measure::Quantity => "report-measure-count",
        Measure::Other => "report-measure-other",
    }
}

pub(super) fn sections(page: &mut Page, words: Words, difference: &Difference) {
    for section in &difference.sections {
        page.gap();
        page.line(0, &[Span(Style::Strong, &section_title(words, section))]);
        for paragraph in section.paragraphs.iter().take(SHOWN) {
            let file = match paragraph.change {
                Change::Removed => &difference.old.file,
                _ => &difference.new.file,
            };
            self::paragraph(page, words, paragraph, file);
        }
        more(page, words, section.paragraphs.len());
    }
}

fn section_title(words: Words, section: &SectionChange) -> String {
    let id = match section.change {
        Change::Added => "report-diff-section-added",
        Change::Removed => "report-diff-section-removed",
        Change::Changed | Change::Same => "report-diff-section",
    };
    let message = Message::new(id).with("heading", &section.heading);
    words.say(&message.with("n", section.paragraphs.len()))
}

fn paragraph(page: &mut Page, words: Words, paragraph: &TextChange, file: &str) {
    let mut text = String::new();
    let last = paragraph.edits.len().saturating_sub(1);
    for (index, edit) in paragraph.edits.iter().enumerate() {
        match edit.change {
            Change::Removed => {
                // Writing to a String cannot fail.
                let _ = write!(text, "[-{}-]", edit.text);
            }
            Change::Added => {
                let _ = write!(text, "{{+{}+}}", edit.text);
            }
            Change::Same | Change::Changed => text.push_str(&shortened(edit, index, last)),
        }
    }
    let position = gouji_model::Place { section: None, ..paragraph.place.clone() };
    let position = place::known(words, &position, file).unwrap_or_default();
    page.line(2, &[Span(Style::Faint, &position), Span(Style::Plain, &text)]);
}

/// What is the same, cut to what is near a change.
fn shortened(edit: &Edit, index: usize, last: usize) -> String {
    let characters: Vec<char> = edit.text.chars().collect();
    let (head, tail) =
        (if index == 0 { 0 } else { AROUND }, if index == last { 0 } else { AROUND });
    if characters.len() <= head + tail + 1 {
        return edit.text.clone();
    }
    let head: String = characters.iter().take(head).collect();
    let tail: String = characters.iter().skip(characters.len() - tail).collect();
    format!("{head}…{tail}")
}
