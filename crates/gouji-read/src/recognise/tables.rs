//! All tables of a document: each is read, parts of one are put together, the others are kept.

use std::collections::BTreeMap;

use gouji_model::{
    Completeness, Diagnostic, GridCell, Level, Message, Named, OtherTable, Row, Statement,
};

use super::parts::TableSource;
use super::statement::TableReader;
use super::{Context, label};

/// Times that the same table, or an unknown one, is read.
const MAX_SAME_TABLE: usize = 100;

/// Reads every table. A table that no definition fits is said in a diagnostic.
pub(super) fn statements(
    context: Context<'_>,
    sources: &[TableSource],
    unit_names: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Statement>, Vec<OtherTable>) {
    let mut statements: Vec<Statement> = Vec::new();
    let mut others = Vec::new();
    let mut met: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        // A title that is only named, as in a list of sheets, is no table if the table follows.
        let follows =
            |later: &TableSource| later.definition == source.definition && !later.rows.is_empty();
        if source.rows.is_empty() && sources[index + 1..].iter().any(follows) {
            continue;
        }
        let times = met.entry(source.definition).or_default();
        *times += 1;
        if *times > MAX_SAME_TABLE {
            if *times == MAX_SAME_TABLE + 1 {
                let message = Message::new("read-many-tables").with("limit", MAX_SAME_TABLE);
                let place = context.document.sources.place(source.title_location);
                diagnostics.push(Diagnostic { level: Level::Warning, message, place });
            }
            continue;
        }
        let mut reader = TableReader { context, source, diagnostics };
        let Some(statement) = reader.read(unit_names, &statements) else {
            others.push(other_table(source));
            continue;
        };
        match statements.iter_mut().find(|earlier| earlier.id == statement.id) {
            Some(earlier) => merge(earlier, statement, context, diagnostics),
            None => statements.push(statement),
        }
    }
    (statements, others)
}

/// A table that is kept as printed.
fn other_table(source: &TableSource) -> OtherTable {
    let cell = |(_, cell): (usize, &GridCell)| Named {
        text: label::printed(&cell.text),
        location: cell.location,
    };
    OtherTable {
        title: source.title.clone(),
        location: source.title_location,
        rows: source.rows.iter().map(|row| row.filled().map(cell).collect()).collect(),
    }
}

/// A further table of the same title: the rest of one that a page broke, or a second printing.
fn merge(
    earlier: &mut Statement,
    later: Statement,
    context: Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let printed_before = |row: &Row| {
        earlier.rows.iter().any(|known| {
            let cells = |row: &Row| -> Vec<String> {
                row.cells.iter().map(|cell| cell.printed.clone()).collect()
            };
            known.side == row.side && known.id == row.id && cells(known) == cells(row)
        })
    };
    let same_columns = earlier.columns.len() == later.columns.len();
    let repeated = later.rows.iter().all(printed_before);
    // What one file breaks off no other goes on with: two files have it twice.
    let same_file = earlier.title_location.file == later.title_location.file;
    if repeated || !same_columns || !same_file {
        diagnostics.push(Diagnostic {
            level: Level::Warning,
            message: Message::new("read-table-twice").with("title", &later.title),
            place: context.document.sources.place(later.title_location),
        });
        return;
    }
    let offset = earlier.rows.len();
    earlier.rows.extend(later.rows.into_iter().map(|mut row| {
        row.parent = row.parent.map(|parent| parent + offset);
        row
    }));
    earlier.notes.extend(later.notes);
    if let (Completeness::Incomplete(_), Completeness::Complete) =
        (&earlier.completeness, &later.completeness)
    {
        earlier.completeness = later.completeness;
    }
}
