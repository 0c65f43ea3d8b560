//! Many documents: a line for each, a line for each rule, and their sum.

use gouji_model::{Level, Message, Text};

use super::page::{Columns, Flush, Page, Span, Style};
use crate::summary::{Summary, SummaryLine};
use crate::words::Words;

/// A table with a line for each document.
pub(super) fn documents(page: &mut Page, words: Words, summary: &Summary) {
    const HEADINGS: [&str; 9] = [
        "report-batch-errors",
        "report-batch-warnings",
        "report-batch-notes",
        "report-batch-noticed",
        "report-batch-tables",
        "report-batch-equations",
        "report-batch-year",
        "report-batch-unit",
        "report-batch-file",
    ];
    const FLUSH: [Flush; 9] = [
        Flush::Right,
        Flush::Right,
        Flush::Right,
        Flush::Right,
        Flush::Right,
        Flush::Right,
        Flush::Right,
        Flush::Left,
        Flush::Left,
    ];
    let mut columns = Columns::new(FLUSH);
    columns.push(HEADINGS.map(|id| words.word(id)));
    for line in &summary.lines {
        columns.push([
            line.count(Level::Error).to_string(),
            line.count(Level::Warning).to_string(),
            line.count(Level::Note).to_string(),
            line.warnings.to_string(),
            format!("{}/{}", line.tables.0, line.tables.1),
            format!("{}/{}", line.examined, line.examined + line.open),
            line.year.map_or_else(String::new, |year| year.to_string()),
            words.unit(line.unit.as_deref()),
            line.file.clone(),
        ]);
    }
    let lines = columns.lines();
    for (index, line) in lines.iter().enumerate() {
        let style = match index.checked_sub(1).and_then(|index| summary.lines.get(index)) {
            None => Style::Faint,
            Some(document) => style(document),
        };
        page.line(0, &[Span(style, line)]);
    }
    page.gap();
}

fn style(document: &SummaryLine) -> Style {
    if document.count(Level::Error) > 0 {
        Style::Red
    } else if document.count(Level::Warning) > 0 {
        Style::Yellow
    } else {
        Style::Plain
    }
}

/// A table with a line for each rule that found something.
pub(super) fn rules(
    page: &mut Page,
    words: Words,
    summary: &Summary,
    rule_title: &dyn Fn(&str) -> Text,
) {
    const HEADINGS: [&str; 4] = [
        "report-batch-findings",
        "report-batch-documents",
        "report-batch-code",
        "report-batch-rule",
    ];
    if summary.rules.is_empty() {
        return;
    }
    let mut columns = Columns::new([Flush::Right, Flush::Right, Flush::Left, Flush::Left]);
    columns.push(HEADINGS.map(|id| words.word(id)));
    for (code, count) in &summary.rules {
        let title = words.of(&rule_title(code)).to_owned();
        let (findings, documents) = (count.findings.to_string(), count.documents.to_string());
        columns.push([findings, documents, code.clone(), title]);
    }
    for (index, line) in columns.lines().iter().enumerate() {
        let style = if index == 0 { Style::Faint } else { Style::Plain };
        page.line(0, &[Span(style, line)]);
    }
    page.gap();
}

/// One line with the sum.
pub(super) fn sum(page: &mut Page, words: Words, summary: &Summary) {
    let count = |level: Level| summary.lines.iter().map(|line| line.count(level)).sum::<usize>();
    let examined: usize = summary.lines.iter().map(|line| line.examined).sum();
    let open: usize = summary.lines.iter().map(|line| line.open).sum();
    let message = Message::new("report-batch")
        .with("n", summary.lines.len())
        .with("errors", count(Level::Error))
        .with("warnings", count(Level::Warning))
        .with("notes", count(Level::Note))
        .with("total", examined + open)
        .with("examined", examined)
        .with("open", open);
    page.line(0, &[Span(Style::Strong, &words.say(&message))]);
    let suppressed: usize = summary.lines.iter().map(|line| line.suppressed).sum();
    if suppressed > 0 {
        page.plain(0, &words.say(&Message::new("report-suppressed-count").with("n", suppressed)));
    }
    super::living::not_run(page, words, &summary.not_run);
}
