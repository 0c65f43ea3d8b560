//! Tables that changed: a line for each cell.

use gouji_model::{CellChange, Change, ItemChange, Message, StatementChange};

use super::SHOWN;
use super::cells::cell_words;
use crate::terminal::page::{Columns, Flush, Page, Span, Style};
use crate::words::Words;

pub(super) fn statements(page: &mut Page, words: Words, statements: &[StatementChange]) {
    for statement in statements {
        if statement.change == Change::Same && statement.notes.is_empty() {
            continue;
        }
        page.gap();
        page.line(0, &[Span(Style::Strong, &title(words, statement))]);
        for note in &statement.notes {
            page.line(2, &[Span(Style::Yellow, words.of(note))]);
        }
        for column in &statement.columns {
            let id =
                of_change(column.change, "report-diff-column-added", "report-diff-column-removed");
            page.plain(2, &words.say(&Message::new(id).with("column", &column.header)));
        }
        items(page, words, &statement.items);
    }
    let same = statements.iter().filter(|statement| statement.change == Change::Same);
    let (tables, cells) = same.fold((0, 0), |(n, cells), s| (n + 1, cells + s.compared));
    if tables > 0 {
        page.gap();
        let message =
            Message::new("report-diff-same-tables").with("n", tables).with("cells", cells);
        page.plain(0, &words.say(&message));
    }
}

fn title(words: Words, statement: &StatementChange) -> String {
    let id = match statement.change {
        Change::Added => "report-diff-table-added",
        Change::Removed => "report-diff-table-removed",
        Change::Changed | Change::Same => "report-diff-table",
    };
    let message = Message::new(id)
        .with("title", &statement.title)
        .with("n", statement.items.len())
        .with("cells", statement.compared);
    words.say(&message)
}

const fn of_change(change: Change, added: &'static str, removed: &'static str) -> &'static str {
    if matches!(change, Change::Added) { added } else { removed }
}

fn items(page: &mut Page, words: Words, items: &[ItemChange]) {
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
    let mut left = 0;
    for item in items {
        let lines = item.cells.len().max(1);
        if rows.len() + lines > SHOWN {
            left += 1;
            continue;
        }
        for (index, line) in item_lines(words, item).into_iter().enumerate() {
            let [column, old, new, difference, rate] = line;
            let (mark, name) =
                if index == 0 { named(words, item) } else { (String::new(), String::new()) };
            rows.push([mark, name, column, old, new, difference, rate]);
        }
    }
    for line in rows.lines() {
        page.plain(2, &line);
    }
    if left > 0 {
        page.plain(2, &words.say(&Message::new("report-diff-more").with("n", left)));
    }
}

/// What happened to a row, and which it is.
fn named(words: Words, item: &ItemChange) -> (String, String) {
    let mark = match (item.change, item.certain) {
        (Change::Added, true) => "report-diff-added",
        (Change::Added, false) => "report-diff-added-perhaps",
        (Change::Removed, true) => "report-diff-removed",
        (Change::Removed, false) => "report-diff-removed-perhaps",
        _ => "report-diff-changed",
    };
    let label = match &item.code {
        Some(code) => format!("{code} {}", item.label),
        None => item.label.to_string(),
    };
    let label = match &item.old_label {
        Some(old) => {
            words.say(&Message::new("report-diff-renamed").with("label", label).with("old", old))
        }
        None => label,
    };
    (words.word(mark), label)
}

/// A line for each cell; one without cells for a row that has none.
fn item_lines(words: Words, item: &ItemChange) -> Vec<[String; 5]> {
    let line = |cell: &CellChange| {
        let [old, new, difference, rate] = cell_words(words, cell);
        [cell.label.clone(), old, new, difference, rate]
    };
    let mut lines: Vec<_> = item.cells.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(Default::default());
    }
    lines
}
