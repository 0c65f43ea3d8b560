//! What changed between two documents, for a person.

use gouji_model::{
    CellChange, CellState, Change, Difference, Edit, Finding, Header, IndicatorChange, ItemChange,
    Kind, Message, ProjectChange, SectionChange, Side, StatementChange, Text, TextChange,
};

use super::page::{Columns, Flush, Page, Span, Style};
use super::{findings, place};
use crate::words::Words;

/// Lines that a list shows; the rest is counted. JSON and CSV have all.
const SHOWN: usize = 40;

/// Characters that are shown of what is the same, on either side of a change.
const AROUND: usize = 12;

pub(super) fn show(
    page: &mut Page,
    words: Words,
    difference: &Difference,
    rule_title: &dyn Fn(&str) -> Text,
) {
    head(page, words, difference);
    statements(page, words, &difference.statements);
    numbers(page, words, difference);
    sections(page, words, difference);
    projects(page, words, &difference.projects);
    for (id, list) in [
        ("report-diff-fixed", &difference.fixed),
        ("report-diff-appeared", &difference.appeared),
        ("report-diff-unassessed", &difference.unassessed),
    ] {
        of_findings(page, words, difference, id, list, rule_title);
    }
    if is_same(difference) {
        page.gap();
        page.plain(0, &words.word("report-diff-same"));
    }
}

fn head(page: &mut Page, words: Words, difference: &Difference) {
    for (id, header) in [("report-diff-old", &difference.old), ("report-diff-new", &difference.new)] {
        let message =
            Message::new(id).with("file", &header.file).with("what", document(words, header));
        page.line(0, &[Span(Style::Strong, &words.say(&message))]);
    }
    for note in &difference.notes {
        page.line(2, &[Span(Style::Yellow, words.of(note))]);
    }
}

/// Unit, year and kind of a document.
fn document(words: Words, header: &Header) -> String {
    let kind = match header.kind {
        Kind::Budget => "report-kind-budget",
        Kind::FinalAccounts => "report-kind-final-accounts",
    };
    let year = match header.year {
        Some(year) => words.say(&Message::new("report-year").with("year", year)),
        None => words.word("report-unknown-year"),
    };
    let unit = header.unit.clone().unwrap_or_else(|| words.word("report-unknown-unit"));
    let message = Message::new("report-head").with("unit", unit).with("year", year);
    words.say(&message.with("kind", words.word(kind)))
}

fn is_same(difference: &Difference) -> bool {
    difference.statements.iter().all(|statement| statement.change == Change::Same)
        && difference.numbers.is_empty()
        && difference.sections.is_empty()
        && difference.projects.is_empty()
}

fn statements(page: &mut Page, words: Words, statements: &[StatementChange]) {
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
            let id = of_change(column.change, "report-diff-column-added", "report-diff-column-removed");
            page.plain(2, &words.say(&Message::new(id).with("column", &column.header)));
        }
        items(page, words, &statement.items);
    }
    let same = statements.iter().filter(|statement| statement.change == Change::Same);
    let (tables, cells) = same.fold((0, 0), |(n, cells), s| (n + 1, cells + s.compared));
    if tables > 0 {
        page.gap();
        let message = Message::new("report-diff-same-tables").with("n", tables).with("cells", cells);
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
        Some(old) => words.say(
            &Message::new("report-diff-renamed").with("label", label).with("old", old),
        ),
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

/// Before, now, the difference with its unit, and the rate.
fn cell_words(words: Words, cell: &CellChange) -> [String; 4] {
    let state = |state: &CellState| match state {
        CellState::Printed { printed, unit, .. } if *unit == cell.unit => printed.clone(),
        CellState::Printed { printed, unit, .. } => format!("{printed} {unit}"),
        CellState::Zero => words.word("report-diff-zero"),
        CellState::Unknown => words.word("report-diff-unknown"),
    };
    let signed = |text: String| if text.starts_with('-') { text } else { format!("+{text}") };
    let new = words.say(&Message::new("report-diff-now").with("new", state(&cell.new)));
    let difference = cell.difference.map_or_else(String::new, |difference| {
        format!("{} {}", signed(difference.to_string()), cell.unit)
    });
    let rate = cell.rate.map_or_else(String::new, |rate| format!("{} %", signed(rate.to_string())));
    [state(&cell.old), new, difference, rate]
}

fn numbers(page: &mut Page, words: Words, difference: &Difference) {
    if difference.numbers.is_empty() {
        return;
    }
    page.gap();
    let message = Message::new("report-diff-numbers").with("n", difference.numbers.len());
    page.line(0, &[Span(Style::Strong, &words.say(&message))]);
    let flush =
        [Flush::Left, Flush::Left, Flush::Right, Flush::Right, Flush::Right, Flush::Right];
    let mut rows = Columns::new(flush);
    for change in difference.numbers.iter().take(SHOWN) {
        let [old, new, difference, rate] = cell_words(words, &change.number);
        // The rate of a percentage says nothing.
        let rate = if *change.number.unit == *"%" { String::new() } else { rate };
        let subject = change.number.label.clone();
        rows.push([change.heading.to_string(), subject, old, new, difference, rate]);
    }
    for line in rows.lines() {
        page.plain(2, &line);
    }
    more(page, words, difference.numbers.len());
}

fn more(page: &mut Page, words: Words, all: usize) {
    if all > SHOWN {
        page.plain(2, &words.say(&Message::new("report-diff-more").with("n", all - SHOWN)));
    }
}

fn sections(page: &mut Page, words: Words, difference: &Difference) {
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
            Change::Removed => text.push_str(&format!("[-{}-]", edit.text)),
            Change::Added => text.push_str(&format!("{{+{}+}}", edit.text)),
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
    let (head, tail) = (if index == 0 { 0 } else { AROUND }, if index == last { 0 } else { AROUND });
    if characters.len() <= head + tail + 1 {
        return edit.text.clone();
    }
    let head: String = characters.iter().take(head).collect();
    let tail: String = characters.iter().skip(characters.len() - tail).collect();
    format!("{head}…{tail}")
}

fn projects(page: &mut Page, words: Words, projects: &[ProjectChange]) {
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
    let flush =
        [Flush::Left, Flush::Left, Flush::Right, Flush::Right, Flush::Right, Flush::Right];
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

fn of_findings(
    page: &mut Page,
    words: Words,
    difference: &Difference,
    id: &'static str,
    list: &[Finding],
    rule_title: &dyn Fn(&str) -> Text,
) {
    if list.is_empty() {
        return;
    }
    page.gap();
    page.line(0, &[Span(Style::Strong, &words.say(&Message::new(id).with("n", list.len())))]);
    let list: Vec<&Finding> = list.iter().collect();
    let file =
        if id == "report-diff-appeared" { &difference.new.file } else { &difference.old.file };
    for (code, group) in findings::by_rule(&list) {
        let message = Message::new("report-rule").with("code", code).with("n", group.len());
        page.plain(2, &words.say(&message.with_text("title", rule_title(code))));
        for finding in group {
            let (style, level) = findings::level(finding.level);
            let place = finding.places.first().map(|place| place::full(words, place, file));
            let place = place.unwrap_or_default();
            let message = words.of(&finding.message);
            page.line(
                4,
                &[Span(style, &words.word(level)), Span(Style::Faint, &place), Span(Style::Plain, message)],
            );
        }
    }
}
