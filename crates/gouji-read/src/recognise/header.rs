//! Headers: which column of a grid is which column of the definition.

use gouji_model::{GridRow, Reading, Span};
use gouji_standard::profile::{FlatColumn, SideDef, StatementDef};
use gouji_standard::{FoldedText, Pattern, TitleSlots};

use super::label;

/// What a column of a grid is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The code of a row, or a part of it.
    Code,
    /// The name of a row.
    Name,
    /// A value column: its index among the flat columns of the side.
    Value(usize),
}

/// A column of a grid with its place in the definition.
#[derive(Clone, Debug)]
pub(super) struct Mapped {
    /// Index in the grid.
    pub grid: usize,
    /// Index of the side.
    pub side: usize,
    pub role: Role,
    /// Header path as printed, joined by `/`.
    pub header: String,
}

/// A recognised header.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Number of rows that it takes.
    pub rows: usize,
    /// Columns from the left.
    pub columns: Vec<Mapped>,
    /// Wordings of the columns that the definition requires and the grid lacks.
    pub missing: Vec<String>,
    /// Headings of the grid's columns that the definition does not know.
    pub unknown: Vec<String>,
    /// Columns of the grid that number or annotate rows.
    pub annotations: Vec<usize>,
    pub score: i32,
    /// The total row, where it begins beside the last headings: its values, headings left out.
    pub total: Option<GridRow>,
}

/// Rows that a header may take.
const MAX_HEADER_ROWS: usize = 6;

/// Finds the header of a table at the top of its rows; `None` where no heading is known.
/// `annotation` is what columns that number or annotate rows are called.
pub(super) fn find(
    statement: &StatementDef,
    annotation: &[Pattern],
    rows: &[GridRow],
) -> Option<Header> {
    let mut best: Option<Header> = None;
    for count in 1..=MAX_HEADER_ROWS.min(rows.len()) {
        if count > 1 && is_data(&rows[count - 1]) {
            break;
        }
        let header = align(statement, annotation, &rows[..count]);
        let better = best.as_ref().is_none_or(|best| header.score > best.score);
        if better && !header.columns.is_empty() {
            best = Some(header);
        }
    }
    best.filter(|header| header.columns.iter().any(|column| matches!(column.role, Role::Value(_))))
}

/// The rows below a header; its repetitions, those of the first header of the table, and rows that
/// number the columns left out.
pub(super) fn data_rows<'r>(
    header: &'r Header,
    first_rows: &[GridRow],
    segment: &'r [GridRow],
) -> Vec<&'r GridRow> {
    let own_rows = &segment[..header.rows];
    let mut rows: Vec<&GridRow> = header.total.iter().collect();
    let mut at = header.rows;
    while at < segment.len() {
        let repeated = |rows: &&&[GridRow]| repeats(rows, segment, at);
        if let Some(repeated) = [own_rows, first_rows].iter().find(repeated) {
            at += repeated.len();
            continue;
        }
        if !numbers_columns(&segment[at]) {
            rows.push(&segment[at]);
        }
        at += 1;
    }
    rows
}

/// Whether a row repeats the header.
fn repeats(header_rows: &[GridRow], rows: &[GridRow], at: usize) -> bool {
    let Some(window) = rows.get(at..at + header_rows.len()) else { return false };
    let same = |a: &GridRow, b: &GridRow| {
        let texts = |row: &GridRow| -> Vec<String> {
            row.filled().map(|(_, cell)| gouji_standard::folded_label(&cell.text)).collect()
        };
        texts(a) == texts(b)
    };
    !header_rows.is_empty() && header_rows.iter().zip(window).all(|(a, b)| same(a, b))
}

/// Whether a row numbers the columns: 1 2 3 …
fn numbers_columns(row: &GridRow) -> bool {
    let is_label = |text: &str| matches!(text.trim(), "栏次" | "行次" | "列次");
    let filled: Vec<&str> = row.filled().map(|(_, cell)| cell.text.trim()).collect();
    let filled: Vec<&str> = filled.into_iter().filter(|text| !is_label(text)).collect();
    let number = |text: &str| column_number(text);
    let numbers: Vec<usize> = filled.iter().filter_map(|text| number(text)).collect();
    numbers.len() >= 2
        && numbers.len() + 1 >= filled.len()
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && numbers.first().is_some_and(|&first| first <= 2)
}

/// The number of a column: 3, (3), ３, 3=4+5.
fn column_number(text: &str) -> Option<usize> {
    let folded = gouji_standard::folded_label(text);
    let bare = folded.trim_matches(['(', ')', '栏', '次', '第', '列']);
    let (number, formula) = bare.split_once('=').unwrap_or((bare, ""));
    let is_formula = formula.chars().all(|c| c.is_ascii_digit() || "+-(),、".contains(c));
    if is_formula { number.parse().ok() } else { None }
}

/// A row with an amount is no header.
fn is_data(row: &GridRow) -> bool {
    row.filled().any(|(_, cell)| {
        matches!(gouji_model::read_number(&cell.text), gouji_model::Reading::Number(n) if n.value.scale() > 0 && n.unit.is_none())
    })
}

fn align(statement: &StatementDef, annotation: &[Pattern], rows: &[GridRow]) -> Header {
    let total = rows.last().and_then(|row| total_label(statement, row));
    let masked;
    let heading_rows = if let (Some(label), Some((last, above))) = (total, rows.split_last()) {
        masked = [above, &[without(last, |index| index == label)]].concat();
        &masked[..]
    } else {
        rows
    };
    let paths = paths(heading_rows);
    let mut wanted = wanted(statement);
    let mut assignment = assign(&wanted, &paths);
    // The parts of a code stand side by side; what stands apart is the code of something else.
    while let Some(apart) = code_part_apart(&wanted, &assignment) {
        wanted.remove(apart);
        assignment = assign(&wanted, &paths);
    }
    let columns: Vec<Mapped> = assignment
        .iter()
        .map(|&(w, g)| {
            let want = &wanted[w];
            let role = want.role.clone();
            let header =
                paths[g].components.iter().map(|c| label::printed(c)).collect::<Vec<_>>().join("/");
            Mapped { grid: g, side: want.side, role, header }
        })
        .collect();
    let assigned = |w: usize| assignment.iter().any(|&(a, _)| a == w);
    let missing = wanted
        .iter()
        .enumerate()
        .filter(|(w, want)| want.required && !assigned(*w))
        .filter_map(|(_, want)| want.wordings.first().map(|p| p.as_str().to_owned()))
        .collect();
    let used: Vec<usize> = assignment.iter().map(|&(_, g)| g).collect();
    let is_annotation = |g: &usize| {
        let heading = paths[*g].components.last();
        heading.is_some_and(|heading| annotation.iter().any(|p| p.matches(heading)))
    };
    let others = (0..paths.len()).filter(|g| !used.contains(g) && !paths[*g].components.is_empty());
    let (annotations, others): (Vec<usize>, Vec<usize>) = others.partition(is_annotation);
    let unknown = others.into_iter().map(|g| paths[g].components.join("/")).collect();
    let score = assignment.iter().map(|&(w, g)| wanted[w].score(&paths[g])).sum();
    let values = |row: &GridRow, label: usize| {
        let is_heading = |text: &str| gouji_model::read_number(text) == Reading::Text;
        without(row, |index| index != label && is_heading(row.text(index)))
    };
    let total = total.zip(rows.last()).map(|(label, row)| values(row, label));
    Header { rows: rows.len(), columns, missing, unknown, annotations, score, total }
}

/// A further part of a code that does not stand beside the part before it.
fn code_part_apart(wanted: &[Wanted<'_>], assignment: &[(usize, usize)]) -> Option<usize> {
    let apart = assignment.windows(2).find(|pair| {
        let [(before, left), (part, right)] = [pair[0], pair[1]];
        let is_part = wanted[part].role == Role::Code && !wanted[part].required;
        let same_code =
            wanted[before].role == Role::Code && wanted[before].side == wanted[part].side;
        is_part && !(same_code && right == left + 1)
    });
    apart.map(|pair| pair[1].0)
}

/// The cell of a total row's label that several columns share, in a row of headings.
fn total_label(statement: &StatementDef, row: &GridRow) -> Option<usize> {
    let (index, cell) = row.filled().next()?;
    let mut totals = statement.sides.iter().flat_map(|side| &side.rows).filter(|row| row.total);
    let is_total = totals.any(|total| total.wordings.iter().any(|p| p.matches(&cell.text)));
    (cell.span.columns > 1 && is_total).then_some(index)
}

/// A row without the texts of some cells.
fn without(row: &GridRow, blank: impl Fn(usize) -> bool) -> GridRow {
    let mut row = row.clone();
    for (index, cell) in row.cells.iter_mut().enumerate() {
        if blank(index) {
            cell.text.clear();
        }
    }
    row
}

/// The headings over a column of the grid, from the top.
struct Path {
    components: Vec<String>,
    folded: Vec<FoldedText>,
}

impl Path {
    /// The last two and the last three headings as one.
    fn wrapped(&self) -> Vec<FoldedText> {
        let count = self.components.len();
        let joined = |n: usize| FoldedText::new(&self.components[count - n..].concat());
        (2..=3.min(count)).map(joined).collect()
    }
}

/// Resolves merged headings. Where the format does not tell what is merged, a blank beside a heading
/// belongs to it as long as both stand under the same headings.
fn paths(rows: &[GridRow]) -> Vec<Path> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let knows_spans = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.span != Span::ONE);
    let mut levels: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let mut resolved: Vec<String> = Vec::with_capacity(width);
        for column in 0..width {
            let own = row.text(column).to_owned();
            let same_parents =
                column > 0 && levels.iter().all(|level| level[column] == level[column - 1]);
            // A covered position that ends a heading from above is blank, as its own text was told.
            let covered = row.cells.get(column).is_none_or(|cell| cell.span == Span::COVERED);
            let inherited = own.is_empty() && same_parents && (covered || !knows_spans);
            resolved.push(if inherited { resolved[column - 1].clone() } else { own });
        }
        levels.push(resolved);
    }
    (0..width)
        .map(|column| {
            let mut components: Vec<String> = Vec::new();
            for level in &levels {
                let text = &level[column];
                if !text.is_empty() && components.last() != Some(text) {
                    components.push(text.clone());
                }
            }
            let folded = components.iter().map(|text| FoldedText::new(text)).collect();
            Path { components, folded }
        })
        .collect()
}

/// A column of the definition, with what it is looked for by.
struct Wanted<'d> {
    side: usize,
    role: Role,
    wordings: &'d [Pattern],
    groups: Vec<&'d [Pattern]>,
    side_header: &'d [Pattern],
    required: bool,
}

impl Wanted<'_> {
    /// How well a column of the grid fits; 0 where its heading is another.
    fn score(&self, path: &Path) -> i32 {
        let Some(leaf) = path.folded.last() else { return 0 };
        let is = |patterns: &[Pattern], text: &FoldedText| {
            patterns.iter().any(|p| p.match_whole(text.chars(), &TitleSlots).is_some())
        };
        // A heading wrapped over several lines stands in as many rows.
        let wrapped = || path.wrapped().iter().any(|text| is(self.wordings, text));
        if !is(self.wordings, leaf) && !wrapped() {
            return 0;
        }
        let above = &path.folded[..path.folded.len() - 1];
        let anywhere = |patterns: &[Pattern]| above.iter().any(|text| is(patterns, text));
        let groups = self.groups.iter().filter(|group| anywhere(group)).count();
        let side = anywhere(self.side_header);
        10 + 4 * i32::try_from(groups).unwrap_or(0) + 2 * i32::from(side)
    }
}

fn wanted(statement: &StatementDef) -> Vec<Wanted<'_>> {
    statement
        .sides
        .iter()
        .enumerate()
        .flat_map(|(index, side)| wanted_of_side(index, side))
        .collect()
}

fn wanted_of_side(index: usize, side: &SideDef) -> Vec<Wanted<'_>> {
    let key = |wordings, role| Wanted {
        side: index,
        role,
        wordings,
        groups: Vec::new(),
        side_header: &side.header,
        required: true,
    };
    let mut wanted = Vec::new();
    if !side.key.code.is_empty() {
        wanted.push(key(&side.key.code, Role::Code));
    }
    // A document may print the whole code in the first of the cells that a definition has for it.
    let parts = side.key.code_parts.iter().enumerate();
    wanted.extend(parts.map(|(i, part)| Wanted { required: i == 0, ..key(part, Role::Code) }));
    if !side.key.name.is_empty() {
        wanted.push(key(&side.key.name, Role::Name));
    }
    for (i, flat) in side.flat_columns().into_iter().enumerate() {
        let FlatColumn { column, groups } = flat;
        wanted.push(Wanted {
            side: index,
            role: Role::Value(i),
            wordings: &column.wordings,
            groups,
            side_header: &side.header,
            required: !column.optional,
        });
    }
    wanted
}

/// Pairs of wanted and grid columns, both in order, with the greatest sum of scores.
fn assign(wanted: &[Wanted<'_>], paths: &[Path]) -> Vec<(usize, usize)> {
    let (m, n) = (wanted.len(), paths.len());
    let scores: Vec<Vec<i32>> =
        wanted.iter().map(|want| paths.iter().map(|path| want.score(path)).collect()).collect();
    // best[i][j]: greatest sum for the wanted columns from i and the grid columns from j on.
    let mut best = vec![vec![0i32; n + 1]; m + 1];
    for i in (0..m).rev() {
        for j in (0..n).rev() {
            let skip = best[i + 1][j].max(best[i][j + 1]);
            let take = if scores[i][j] > 0 { scores[i][j] + best[i + 1][j + 1] } else { 0 };
            best[i][j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < m && j < n {
        if scores[i][j] > 0 && best[i][j] == scores[i][j] + best[i + 1][j + 1] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if best[i][j] == best[i][j + 1] {
            j += 1;
        } else {
            i += 1;
        }
    }
    pairs
}
