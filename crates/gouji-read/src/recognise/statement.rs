//! Tables: from the rows of a grid to a statement of the profile.

use crate::ordinal;
use std::sync::Arc;

use gouji_model::{
    Cell, CellValue, Column, Completeness, Diagnostic, GridRow, Level, Location, Message, Row,
    RowRole, Spot, Statement, Unit,
};
use gouji_standard::profile::{KeyKind, SideDef, StatementDef};

use gouji_standard::{FoldedText, Pattern, TitleSlots};

use super::cells::{Side, columns, group_precision};
use super::group::{group_by_sums, lacks_groups};
use super::header::{self, Header, Mapped, Role};
use super::parts::TableSource;
use super::row::{Identity, Rows, parents};
use super::{Context, label};

/// Reads one table.
pub(super) struct TableReader<'a, 'o> {
    pub context: Context<'a>,
    pub source: &'a TableSource,
    pub diagnostics: &'o mut Vec<Diagnostic>,
}

impl<'a> TableReader<'a, '_> {
    /// The statement; `None` where no definition fits.
    pub(super) fn read(&mut self, unit_names: &[String], known: &[Statement]) -> Option<Statement> {
        let mut problems = Vec::new();
        let (definition, header) = match self.source.definition {
            Some(index) => {
                let definition = &self.context.profile.statements[index];
                (definition, self.header(definition, &self.source.rows))
            }
            None => self.by_header(known, &mut problems)?,
        };
        let Some(header) = header else {
            return Some(self.without_header(definition));
        };
        for wording in &header.missing {
            problems.push(Message::new("read-column-missing").with("column", wording));
        }
        for heading in &header.unknown {
            problems
                .push(Message::new("read-column-unknown").with("column", label::printed(heading)));
        }
        let unit = self.unit(definition);
        let columns = columns(definition, &header);
        let mut rows = self.rows(definition, &header, &columns, &unit, &mut problems);
        group_precision(&mut rows, &columns, &unit);
        assign_parents(definition, &mut rows, unit_names, self.source.unit_name.as_deref());
        if self.says_empty(definition) && !has_amounts(&rows) {
            // An empty table need not have its total row, nor a row at all.
            problems.retain(|problem| !matches!(&*problem.id, "read-no-total" | "read-no-values"));
        }
        if lacks_groups(definition, &rows) {
            problems.push(Message::new("read-no-groups"));
        }
        let title = if self.source.title.is_empty() {
            definition.name.zh.clone()
        } else {
            self.source.title.clone()
        };
        self.say(&title, &problems);
        Some(Statement {
            id: definition.id.as_str().into(),
            title: title.into(),
            title_location: self.source.title_location,
            unit,
            unit_printed: self.source.unit.is_some(),
            unit_name: self.source.unit_name.clone(),
            columns,
            rows,
            completeness: completeness(&problems),
            notes: self.source.notes.iter().map(|note| note.text.clone()).collect(),
        })
    }

    /// The header at the top of some rows.
    fn header(&self, definition: &StatementDef, rows: &[GridRow]) -> Option<Header> {
        header::find(definition, &self.context.profile.labels.annotation, rows)
    }

    /// Whether a note below the table says that it is empty.
    fn says_empty(&self, definition: &StatementDef) -> bool {
        self.source.notes.iter().any(|note| {
            let folded = FoldedText::new(&note.text);
            let stands = |p: &Pattern| !p.find_all(folded.chars(), &TitleSlots).is_empty();
            definition.empty_note.iter().any(stands)
        })
    }

    /// A table without a title that we know: by its header, if it fits one definition wholly.
    fn by_header(
        &mut self,
        known: &[Statement],
        problems: &mut Vec<Message>,
    ) -> Option<(&'a StatementDef, Option<Header>)> {
        let fits = |definition: &&StatementDef| {
            !known.iter().any(|statement| *statement.id == *definition.id)
                && self.header(definition, &self.source.rows).is_some_and(|header| {
                    header.missing.is_empty()
                        && header.unknown.is_empty()
                        && header.columns.len() > 2
                })
        };
        let mut fitting = self.context.profile.statements.iter().filter(fits);
        let (first, second) = (fitting.next(), fitting.next());
        let (Some(definition), None) = (first, second) else {
            self.unrecognised();
            return None;
        };
        problems.push(Message::new("read-no-title"));
        Some((definition, self.header(definition, &self.source.rows)))
    }

    fn unrecognised(&mut self) {
        let first = self.source.rows.first();
        let begin = first.map(|row| {
            let texts: Vec<&str> =
                row.filled().map(|(_, cell)| cell.text.as_str()).take(4).collect();
            label::printed(&texts.join(" | "))
        });
        // A list of names has nothing that could be checked.
        let has_amounts = self.source.rows.iter().any(|row| {
            let is_number = |text: &str| {
                matches!(gouji_model::read_number(text), gouji_model::Reading::Number(_))
            };
            row.filled().any(|(index, cell)| index > 0 && is_number(&cell.text))
        });
        let (level, id) = if has_amounts {
            (Level::Warning, "read-unknown-table")
        } else {
            (Level::Note, "read-unknown-list")
        };
        let message = Message::new(id)
            .with("rows", self.source.rows.len())
            .with("begin", begin.unwrap_or_default());
        self.diagnose(level, message, self.source.title_location);
    }

    /// A title below which no header stands: the table is there, and none of it was read.
    fn without_header(&mut self, definition: &StatementDef) -> Statement {
        let problem = Message::new("read-no-header").with("title", &self.source.title);
        self.diagnose(Level::Warning, problem.clone(), self.source.title_location);
        Statement {
            id: definition.id.as_str().into(),
            title: self.source.title.as_str().into(),
            title_location: self.source.title_location,
            unit: self.unit(definition),
            unit_printed: self.source.unit.is_some(),
            unit_name: self.source.unit_name.clone(),
            columns: Vec::new(),
            rows: Vec::new(),
            completeness: completeness(&[problem]),
            notes: self.source.notes.iter().map(|note| note.text.clone()).collect(),
        }
    }

    fn unit(&self, definition: &StatementDef) -> Unit {
        Unit::parse(self.source.unit.as_deref().unwrap_or(&definition.unit))
    }

    fn rows(
        &mut self,
        definition: &StatementDef,
        header: &Header,
        columns: &[Column],
        unit: &Unit,
        problems: &mut Vec<Message>,
    ) -> Vec<Row> {
        let standard = self.context.standard;
        let first_rows = &self.source.rows[..header.rows];
        let mut tellers: Vec<Rows<'_>> =
            definition.sides.iter().map(|side| Rows::new(side, standard)).collect();
        let mut rows = Vec::new();
        for (segment, of_segment) in self.segments(definition, header) {
            let Some(header) = of_segment else {
                self.unread_segment(segment, problems);
                continue;
            };
            for grid_row in header::data_rows(&header, first_rows, segment) {
                if grid_row.is_doubtful() {
                    problems.push(Message::new("read-hidden-part"));
                    continue;
                }
                if self.wraps_label(definition, &header, grid_row, &mut rows) {
                    continue;
                }
                self.extra_cells(&header, grid_row, problems);
                for (index, teller) in tellers.iter_mut().enumerate() {
                    let side = Side {
                        index,
                        definition: &definition.sides[index],
                        header: &header,
                        columns,
                        unit,
                    };
                    rows.extend(self.side_row(&side, grid_row, teller, problems));
                }
            }
        }
        for (teller, side) in tellers.iter().zip(&definition.sides) {
            if !teller.totals_met() {
                problems.push(no_total(side));
            }
        }
        rows
    }

    /// The rows block by block, each with the header by which it is read: its own, or the one
    /// above it where the columns are the same; none where they are not.
    fn segments(
        &self,
        definition: &StatementDef,
        first: &Header,
    ) -> Vec<(&'a [GridRow], Option<Header>)> {
        let rows = &self.source.rows;
        let starts = std::iter::once(0).chain(self.source.breaks.iter().copied());
        let ends = self.source.breaks.iter().copied().chain(std::iter::once(rows.len()));
        let mut segments: Vec<(&'a [GridRow], Option<Header>)> = Vec::new();
        let mut above = first.clone();
        let width = |rows: &[GridRow]| rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut above_width = 0;
        for (start, end) in starts.zip(ends) {
            // The header itself may run over a break.
            if end <= first.rows {
                continue;
            }
            let from = if segments.is_empty() { 0 } else { start };
            let segment = &rows[from..end];
            // A total row says 合计, too, as a heading may; it alone is no header.
            let own = if from == 0 {
                Some(first.clone())
            } else {
                self.header(definition, segment)
                    .filter(|own| own.columns.len() * 2 > first.columns.len())
            };
            let header = match own {
                Some(own) => Some(own),
                None if self.same_columns(width(segment), above_width) => {
                    Some(Header { rows: 0, total: None, ..above.clone() })
                }
                None => None,
            };
            if let Some(header) = header.as_ref().filter(|header| header.rows > 0) {
                above = header.clone();
                above_width = width(segment);
            }
            segments.push((segment, header));
        }
        segments
    }

    /// Tabs count columns the same on every page; otherwise the width must be the same.
    fn same_columns(&self, width: usize, above: usize) -> bool {
        let of_sheet = self
            .source
            .rows
            .first()
            .is_some_and(|row| matches!(row.location.spot, Spot::Sheet { .. }));
        of_sheet || self.context.document.format.counts_columns() || width == above
    }

    /// A page whose columns cannot be told: said, and the table is not completely read.
    fn unread_segment(&mut self, segment: &[GridRow], problems: &mut Vec<Message>) {
        let Some(first) = segment.first() else { return };
        let message = Message::new("read-unknown-columns").with("rows", segment.len());
        self.diagnose(Level::Warning, message.clone(), first.location);
        problems.push(message);
    }

    /// In text aligned by spaces, a row with nothing but a name is the rest of the name above.
    fn wraps_label(
        &self,
        definition: &StatementDef,
        header: &Header,
        grid_row: &GridRow,
        rows: &mut [Row],
    ) -> bool {
        if !self.context.document.format.is_aligned() {
            return false;
        }
        let mut filled = grid_row.filled();
        let (Some((index, cell)), None) = (filled.next(), filled.next()) else { return false };
        let name = header.columns.iter().find(|c| c.grid == index && c.role == Role::Name);
        let Some(side) = name.map(|column| column.side) else { return false };
        let is_code = definition.sides[side].key.kind.is_code();
        let listed = definition.sides[side]
            .rows
            .iter()
            .any(|row| row.wordings.iter().any(|p| p.matches(ordinal::without(&cell.text))));
        let Some(row) = rows.iter_mut().rfind(|row| row.side == side && row.code.is_some()) else {
            return false;
        };
        if !is_code || listed || ordinal::begins(&cell.text) {
            return false;
        }
        row.label = format!("{}{}", row.label, label::printed(&cell.text)).into();
        true
    }

    /// Cells beside the known columns that hold something.
    fn extra_cells(&mut self, header: &Header, row: &GridRow, problems: &mut Vec<Message>) {
        let extra: Vec<&str> = row
            .filled()
            .filter(|(index, _)| !header.columns.iter().any(|column| column.grid == *index))
            .filter(|(index, _)| !header.annotations.contains(index))
            .map(|(_, cell)| cell.text.as_str())
            .collect();
        if extra.is_empty() {
            return;
        }
        let message = Message::new("read-extra-cells").with("cells", extra.join(" | "));
        self.diagnose(Level::Warning, message.clone(), row.location);
        problems.push(message);
    }

    /// The row of one side; `None` where the side is blank there.
    fn side_row(
        &mut self,
        side: &Side<'_>,
        grid_row: &GridRow,
        teller: &mut Rows<'_>,
        problems: &mut Vec<Message>,
    ) -> Option<Row> {
        let text = |mapped: &Mapped| grid_row.text(mapped.grid);
        let keys = |role: Role| side.mapped().filter(move |m| m.role == role);
        let codes: Vec<&str> = keys(Role::Code).map(text).collect();
        let name = keys(Role::Name).map(text).collect::<Vec<_>>().join(" ");
        let cells = side.cells(grid_row);
        let printed_values = cells.iter().any(|cell| !cell.printed.is_empty());
        let is_single = side.definition.key.kind == KeyKind::Single;
        if !printed_values
            && (is_single || label::is_placeholder(&[codes.concat(), name.clone()].concat()))
        {
            return None;
        }
        let identity = match teller.identify(&codes, &name) {
            Some(identity) => identity,
            None if printed_values => unlabelled(grid_row),
            None => return None,
        };
        if !identity.known {
            let label =
                if identity.label.is_empty() { row_text(grid_row) } else { identity.label.clone() };
            let message = Message::new("read-unknown-row").with("label", label);
            self.diagnose(Level::Warning, message.clone(), grid_row.location);
            problems.push(message);
        }
        self.uncertain(side, grid_row, problems);
        self.illegible(&cells, grid_row);
        Some(Row {
            side: side.index,
            id: identity.id,
            code: identity.code,
            label: identity.label.into(),
            role: identity.role,
            parent: None,
            location: grid_row.location,
            cells,
        })
    }

    /// Amounts whose column is in doubt: said, and the table is not completely read.
    fn uncertain(&mut self, side: &Side<'_>, row: &GridRow, problems: &mut Vec<Message>) {
        for mapped in side.mapped() {
            let Some(cell) = row.cells.get(mapped.grid).filter(|cell| !cell.certain) else {
                continue;
            };
            let message = Message::new("read-uncertain").with("printed", &cell.text);
            self.diagnose(Level::Warning, message.clone(), cell.location);
            problems.push(message);
        }
    }

    fn illegible(&mut self, cells: &[Cell], row: &GridRow) {
        // Of cells whose column is in doubt, that has been said.
        let doubtful =
            |cell: &Cell| row.cells.iter().any(|c| c.location == cell.location && !c.certain);
        for cell in
            cells.iter().filter(|cell| cell.value == CellValue::Illegible && !doubtful(cell))
        {
            let message = Message::new("read-illegible").with("printed", &cell.printed);
            self.diagnose(Level::Warning, message, cell.location);
        }
    }

    fn say(&mut self, title: &str, problems: &[Message]) {
        for problem in problems {
            // Rows and cells have said their own already, with their own place.
            if !matches!(
                &*problem.id,
                "read-unknown-row"
                    | "read-extra-cells"
                    | "read-unknown-columns"
                    | "read-hidden-part"
            ) {
                let message = problem.clone().with("title", title);
                self.diagnose(Level::Warning, message, self.source.title_location);
            }
        }
    }

    fn diagnose(&mut self, level: Level, message: Message, location: Location) {
        let mut place = self.context.document.sources.place(location);
        if !self.source.title.is_empty() {
            place.statement = Some(self.source.title.as_str().into());
        }
        self.diagnostics.push(Diagnostic { level, message, place });
    }
}

/// What a row prints, for a row without a label.
fn row_text(row: &GridRow) -> String {
    let texts: Vec<&str> = row.filled().map(|(_, cell)| cell.text.as_str()).collect();
    label::printed(&texts.join(" | "))
}

/// Values in a row without a label: kept, and said.
fn unlabelled(row: &GridRow) -> Identity {
    Identity {
        id: place_id(row.location).into(),
        code: None,
        label: String::new(),
        role: RowRole::Item,
        known: false,
    }
}

/// An identity from where a row stands.
fn place_id(location: Location) -> String {
    match location.spot {
        Spot::Whole => "row".to_owned(),
        Spot::Line { line, .. } => format!("line-{line}"),
        Spot::Page { page, area } => format!("page-{page}-{}", area.top),
        Spot::Sheet { row, .. } => format!("row-{row}"),
        Spot::Paragraph { paragraph } => format!("paragraph-{paragraph}"),
        Spot::Element { path } => format!("element-{path}"),
    }
}

/// That a side lacks its total row; the one row of a table may have no label.
fn no_total(side: &SideDef) -> Message {
    let total = side.rows.iter().find(|row| row.total).and_then(|row| row.wordings.first());
    match total {
        Some(wording) => Message::new("read-no-total").with("row", wording.as_str()),
        None => Message::new("read-no-values"),
    }
}

fn assign_parents(
    definition: &StatementDef,
    rows: &mut [Row],
    unit_names: &[String],
    printed_name: Option<&str>,
) {
    let groups: Vec<String> =
        unit_names.iter().cloned().chain(printed_name.map(str::to_owned)).collect();
    for (index, side) in definition.sides.iter().enumerate() {
        let of_side: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].side == index).collect();
        let told: Vec<(Arc<str>, RowRole, String)> = of_side
            .iter()
            .map(|&i| (Arc::clone(&rows[i].id), rows[i].role, rows[i].label.to_string()))
            .collect();
        for (position, parent) in parents(side.key.kind, &told, &groups).into_iter().enumerate() {
            rows[of_side[position]].parent = parent.map(|p| of_side[p]);
        }
        if side.key.kind == KeyKind::Project {
            let items: Vec<usize> =
                of_side.into_iter().filter(|&i| rows[i].role == RowRole::Item).collect();
            group_by_sums(rows, &items);
        }
    }
}

fn has_amounts(rows: &[Row]) -> bool {
    let mut cells = rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| matches!(cell.value, CellValue::Amount(_) | CellValue::Illegible))
}

fn completeness(problems: &[Message]) -> Completeness {
    if problems.is_empty() {
        return Completeness::Complete;
    }
    Completeness::Incomplete(problems.to_vec())
}
