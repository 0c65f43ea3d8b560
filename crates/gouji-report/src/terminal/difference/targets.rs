//! Target forms that changed.

use gouji_model::{Change, IndicatorChange, Message, ProjectChange, Side};

use super::cells::cell_words;
use crate::terminal::page::{Columns, Flush, Page, Span, Style};
use crate::words::Words;

pub(super) fn projects(page: &mut Page, words: Words, projects: &[ProjectChange]) {
    if projects.is_empty() {
        return;
    }
    page.gap();
    let message = Message::new("report-diff-projects").with("n", projects.len());
    page.line(0, &[Span(Style::Strong, &words.say(&message))]);
    for project in projects {
        let mark = match project.change {
            Change::Added => "report-diff-added",
            Change::Removed => "report-diff-removed",
            Change::Changed | Change::Same => "report-diff-changed",
        };
        let name = match &project.name {
            Some(name) => name.clone(),
            None => words.word("report-diff-overall"),
        };
        page.plain(2, &format!("{}  {name}", words.word(mark)));
        for line in project_lines(words, project) {
            page.plain(4, &line);
        }
    }
}

fn project_lines(words: Words, project: &ProjectChange) -> Vec<String> {
    let flush = [Flush::Left, Flush::Left, Flush::Right, Flush::Right, Flush::Right, Flush::Right];
    let mut rows = Columns::new(flush);
    for change in &project.amounts {
        let [old, new, difference, rate] = cell_words(words, &change.amount);
        let side = words.word(side(change.side));
        rows.push([side, change.amount.label.clone(), old, new, difference, rate]);
    }
    for change in &project.indicators {
        rows.push(indicator(words, change));
    }
    rows.lines()
}

fn indicator(words: Words, change: &IndicatorChange) -> [String; 6] {
    let printed = |value: &Option<String>, none: &'static str| match value {
        Some(value) if value.trim().is_empty() => words.word("report-blank"),
        Some(value) => value.clone(),
        None => words.word(none),
    };
    let new = printed(&change.new, "report-diff-not-there");
    let new = words.say(&Message::new("report-diff-now").with("new", new));
    [
        words.word(side(change.side)),
        change.label.clone(),
        printed(&change.old, "report-diff-not-there"),
        new,
        String::new(),
        String::new(),
    ]
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Term => "report-diff-term",
        Side::Year => "report-diff-year",
    }
}
