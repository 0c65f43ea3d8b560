//! What changed between two disclosures as CSV (`gouji diff --format csv`), one row per change.
//!
//! UTF-8, lines ended by `\n`. `part` is statement, number, text, project or finding; `change` is
//! added, removed, changed or, of findings, fixed, new or not-assessed. A number that is not known
//! is an empty cell; a zero of a completely read table is `0`.

use gouji_model::{
    CellChange, CellState, Change, Difference, Edit, Finding, ProjectChange, StatementChange,
};

/// The columns.
const HEADER: [&str; 11] = [
    "part",
    "change",
    "statement",
    "title",
    "row_code",
    "row_label",
    "column",
    "old",
    "new",
    "difference",
    "rate",
];

type Row = [String; 11];

/// Every change, one row each. The difference stands with its unit, the rate in %.
pub fn file(difference: &Difference) -> Vec<u8> {
    let mut rows: Vec<Row> = Vec::new();
    difference.statements.iter().for_each(|statement| of_statement(&mut rows, statement));
    for number in &difference.numbers {
        let heading = number.heading.to_string();
        let row =
            row("number", Change::Changed.as_str(), ["", &heading, "", "", &number.number.label]);
        rows.push(with_cell(row, &number.number));
    }
    for section in &difference.sections {
        for paragraph in &section.paragraphs {
            let head = ["", &*section.heading, "", "", ""];
            let mut row = row("text", paragraph.change.as_str(), head);
            row[7] = side(&paragraph.edits, Change::Added);
            row[8] = side(&paragraph.edits, Change::Removed);
            rows.push(row);
        }
    }
    difference.projects.iter().for_each(|project| of_project(&mut rows, project));
    for (change, findings) in [
        ("fixed", &difference.fixed),
        ("new", &difference.appeared),
        ("not-assessed", &difference.unassessed),
    ] {
        rows.extend(findings.iter().map(|finding| of_finding(change, finding)));
    }
    written(&rows)
}

/// A row whose statement, title, code, label and column are given.
fn row(part: &str, change: &str, [statement, title, code, label, column]: [&str; 5]) -> Row {
    let mut row = Row::default();
    let head = [part, change, statement, title, code, label, column];
    for (cell, text) in row.iter_mut().zip(head) {
        text.clone_into(cell);
    }
    row
}

fn with_cell(mut row: Row, cell: &CellChange) -> Row {
    row[7] = state(&cell.old);
    row[8] = state(&cell.new);
    row[9] = cell.difference.map_or_else(String::new, |value| format!("{value}{}", cell.unit));
    row[10] = cell.rate.map_or_else(String::new, |rate| rate.to_string());
    row
}

fn state(state: &CellState) -> String {
    match state {
        CellState::Printed { unit, .. } => format!("{}{unit}", state.signed().unwrap_or_default()),
        CellState::Zero => "0".to_owned(),
        CellState::Unknown => String::new(),
    }
}

fn of_statement(rows: &mut Vec<Row>, statement: &StatementChange) {
    let (id, title) = (&*statement.id, &*statement.title);
    if matches!(statement.change, Change::Added | Change::Removed) {
        rows.push(row("statement", statement.change.as_str(), [id, title, "", "", ""]));
    }
    for column in &statement.columns {
        rows.push(row("statement", column.change.as_str(), [id, title, "", "", &column.header]));
    }
    for item in &statement.items {
        let code = item.code.as_deref().unwrap_or_default();
        let head =
            |column| row("statement", item.change.as_str(), [id, title, code, &item.label, column]);
        rows.extend(item.cells.iter().map(|cell| with_cell(head(&cell.label), cell)));
        if item.cells.is_empty() {
            rows.push(head(""));
        }
    }
}

fn of_project(rows: &mut Vec<Row>, project: &ProjectChange) {
    let name = project.name.as_deref().unwrap_or_default();
    if matches!(project.change, Change::Added | Change::Removed) {
        rows.push(row("project", project.change.as_str(), ["", name, "", "", ""]));
    }
    for change in &project.amounts {
        let head = ["", name, "", &*change.amount.label, change.side.as_str()];
        rows.push(with_cell(row("project", Change::Changed.as_str(), head), &change.amount));
    }
    for change in &project.indicators {
        let head = ["", name, "", &*change.label, change.side.as_str()];
        let mut row = row("project", change.change.as_str(), head);
        row[7] = change.old.clone().unwrap_or_default();
        row[8] = change.new.clone().unwrap_or_default();
        rows.push(row);
    }
}

fn of_finding(change: &str, finding: &Finding) -> Row {
    let place = finding.places.first();
    let part =
        |text: Option<&std::sync::Arc<str>>| text.map(ToString::to_string).unwrap_or_default();
    let title = part(place.and_then(|place| place.statement.as_ref().or(place.section.as_ref())));
    let label = part(place.and_then(|place| place.row.as_ref()));
    let column = part(place.and_then(|place| place.column.as_ref()));
    let mut row = row("finding", change, [&finding.code, &title, "", &label, &column]);
    // The message stands under the document that has the finding.
    let document = if change == "new" { 8 } else { 7 };
    finding.message.zh.clone_into(&mut row[document]);
    row
}

/// A paragraph without the pieces of the other side.
fn side(edits: &[Edit], without: Change) -> String {
    edits.iter().filter(|edit| edit.change != without).map(|edit| edit.text.as_str()).collect()
}

fn written(rows: &[Row]) -> Vec<u8> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).expect("memory takes everything");
    for row in rows {
        writer.write_record(row).expect("memory takes everything");
    }
    writer.into_inner().expect("memory takes everything")
}
