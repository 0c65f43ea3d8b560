//! The numbers of a disclosure as CSV files (`gouji read --to csv`).
//!
//! UTF-8 without a byte order mark, lines ended by `\n`, one row per printed value. The columns are
//! a contract (DESIGN §9): further ones may follow at the end, none is renamed.
//!
//! The files are data, not a spreadsheet: a text that begins with `=`, `+`, `-` or `@` is kept as
//! printed, and whoever opens the file in a spreadsheet should import such columns as text.

use gouji_model::{
    Amount, Area, CatalogueDepartment, Cell, CellValue, Claim, Decimal, Diagnostic, Disclosure,
    Indicator, Level, Location, Place, Project, Row, Sources, Statement, TargetValue,
};

use gouji_standard::Messages;

/// The files by name, the five of the contract first.
pub fn files(disclosure: &Disclosure) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("facts.csv", facts(disclosure)),
        ("targets.csv", targets(disclosure)),
        ("projects.csv", projects(disclosure)),
        ("claims.csv", claims(disclosure)),
        ("catalogue.csv", catalogue(disclosure)),
        ("diagnostics.csv", diagnostics(disclosure)),
    ]
}

/// Every number of the tables: amounts, and what should be an amount and is not legible.
///
/// `yuan` is the amount in 元, without trailing zeros; empty for what is not money or not legible.
/// An illegible cell has the unit of its table. Behind the contract stand `row_id`, the identity of
/// the row in the profile, and `unit_name`, the name printed above the table.
pub fn facts(disclosure: &Disclosure) -> Vec<u8> {
    const HEADER: [&str; 11] = [
        "statement",
        "title",
        "row_code",
        "row_label",
        "column",
        "printed",
        "unit",
        "yuan",
        "place",
        "row_id",
        "unit_name",
    ];
    let cells = disclosure.statements.iter().flat_map(|statement| {
        let rows = statement.rows.iter();
        rows.flat_map(move |row| row.cells.iter().map(move |cell| (statement, row, cell)))
    });
    table(
        HEADER,
        cells.filter_map(|(statement, row, cell)| fact(&disclosure.sources, statement, row, cell)),
    )
}

fn fact(sources: &Sources, statement: &Statement, row: &Row, cell: &Cell) -> Option<[String; 11]> {
    let (unit, yuan) = match &cell.value {
        CellValue::Amount(amount) => (&amount.unit, yuan(amount)),
        CellValue::Illegible => (&statement.unit, String::new()),
        CellValue::Blank | CellValue::Text => return None,
    };
    let column = statement.columns.get(cell.column);
    Some([
        statement.id.to_string(),
        statement.title.to_string(),
        row.code.clone().unwrap_or_default(),
        row.label.to_string(),
        column.map_or_else(String::new, |column| column.header.to_string()),
        cell.printed.clone(),
        unit.to_string(),
        yuan,
        place(sources, cell.location),
        row.id.to_string(),
        statement.unit_name.clone().unwrap_or_default(),
    ])
}

/// The indicators of the overall target form, then those of each project.
///
/// `project` is the name of the project, for the overall form the name printed in it. A word has
/// neither operator, value nor unit; an indicator without any value is left out.
pub fn targets(disclosure: &Disclosure) -> Vec<u8> {
    const HEADER: [&str; 10] = [
        "project", "side", "level1", "level2", "level3", "operator", "value", "unit", "printed",
        "place",
    ];
    let overall = disclosure.overall_target.iter().map(|form| (&form.department, &form.indicators));
    let projects = disclosure.projects.iter().map(|form| (&form.name, &form.indicators));
    let indicators = overall
        .chain(projects)
        .flat_map(|(name, indicators)| indicators.iter().map(move |one| (name, one)));
    table(
        HEADER,
        indicators.filter_map(|(name, indicator)| target(&disclosure.sources, name, indicator)),
    )
}

fn target(sources: &Sources, name: &str, indicator: &Indicator) -> Option<[String; 10]> {
    let (operator, value, unit) = match &indicator.value {
        TargetValue::Number(operator, amount) => (
            operator.map_or("", |operator| operator.as_str()),
            amount.value.to_string(),
            amount.unit.as_str(),
        ),
        TargetValue::Word => ("", String::new(), ""),
        TargetValue::Blank => return None,
    };
    Some([
        name.to_owned(),
        indicator.side.as_str().to_owned(),
        indicator.level1.clone(),
        indicator.level2.clone(),
        indicator.level3.clone(),
        operator.to_owned(),
        value,
        unit.to_owned(),
        indicator.printed.clone(),
        place(sources, indicator.location),
    ])
}

/// The money of each project by source and by use, wherever something is printed; unit and `yuan`
/// are empty where it is not legible.
pub fn projects(disclosure: &Disclosure) -> Vec<u8> {
    const HEADER: [&str; 10] = [
        "project",
        "department",
        "attribute",
        "term",
        "side",
        "source",
        "printed",
        "unit",
        "yuan",
        "place",
    ];
    table(
        HEADER,
        disclosure.projects.iter().flat_map(|project| funding(&disclosure.sources, project)),
    )
}

fn funding<'a>(
    sources: &'a Sources,
    project: &'a Project,
) -> impl Iterator<Item = [String; 10]> + 'a {
    let printed = project.funding.iter().filter(|funding| !funding.printed.is_empty());
    printed.map(move |funding| {
        let amount = funding.amount.as_ref();
        [
            project.name.clone(),
            project.department.clone(),
            project.attribute.clone(),
            project.term.clone(),
            funding.side.as_str().to_owned(),
            funding.source.clone(),
            funding.printed.clone(),
            amount.map_or_else(String::new, |amount| amount.unit.to_string()),
            amount.map_or_else(String::new, yuan),
            place(sources, funding.location),
        ]
    })
}

/// Every number of the explanation in the order of the document.
///
/// `section` is the profile's id, or the heading as printed where the profile does not know it;
/// `bound_to` and `template` are empty for a number that no template bound.
pub fn claims(disclosure: &Disclosure) -> Vec<u8> {
    const HEADER: [&str; 11] = [
        "section", "subject", "measure", "year", "printed", "unit", "value", "bound_to",
        "sentence", "place", "template",
    ];
    let mut claims: Vec<_> = disclosure.claims.iter().collect();
    claims.sort_by_key(|claim| claim.location);
    table(HEADER, claims.into_iter().map(|one| claim(&disclosure.sources, one)))
}

fn claim(sources: &Sources, claim: &Claim) -> [String; 11] {
    let section = if claim.section.is_empty() { &claim.heading } else { &claim.section };
    [
        section.to_string(),
        claim.subject.clone(),
        claim.measure.as_str().to_owned(),
        claim.year.map_or_else(String::new, |year| year.to_string()),
        claim.printed.clone(),
        claim.amount.unit.to_string(),
        claim.amount.value.to_string(),
        claim.bound_to.clone(),
        claim.sentence.clone(),
        place(sources, claim.location),
        claim.template.as_deref().unwrap_or_default().to_owned(),
    ]
}

/// What could not be read, or only in part: without it nobody knows what the other files lack.
pub fn diagnostics(disclosure: &Disclosure) -> Vec<u8> {
    const HEADER: [&str; 7] = ["level", "id", "zh", "en", "statement", "section", "place"];
    let row = |diagnostic: &Diagnostic| {
        let text = Messages::embedded().text(&diagnostic.message);
        let place = &diagnostic.place;
        let level = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let or_empty =
            |text: &Option<std::sync::Arc<str>>| text.as_deref().unwrap_or("").to_owned();
        [
            level.to_owned(),
            diagnostic.message.id.to_string(),
            text.zh,
            text.en,
            or_empty(&place.statement),
            or_empty(&place.section),
            described(place, disclosure.sources.files.len() > 1),
        ]
    };
    table(HEADER, disclosure.diagnostics.iter().map(row))
}

/// The entries of the catalogue of purchasable services.
pub fn catalogue(disclosure: &Disclosure) -> Vec<u8> {
    const HEADER: [&str; 6] = ["department", "code", "level", "name", "parent", "place"];
    table(
        HEADER,
        disclosure.catalogue.departments.iter().flat_map(|one| entries(&disclosure.sources, one)),
    )
}

fn entries<'a>(
    sources: &'a Sources,
    department: &'a CatalogueDepartment,
) -> impl Iterator<Item = [String; 6]> + 'a {
    department.entries.iter().map(move |entry| {
        [
            department.name.clone(),
            entry.code.clone(),
            entry.level.to_string(),
            entry.name.clone(),
            entry.parent.clone().unwrap_or_default(),
            place(sources, entry.location),
        ]
    })
}

/// The exact amount in 元, without trailing zeros; empty for what is not money.
fn yuan(amount: &Amount) -> String {
    amount.yuan().map_or_else(String::new, |yuan| yuan.normalised().to_string())
}

/// `line 90 cell 2`, `page 5 box 56.10 120.00 98.40 133.25`, `sheet 收入总表 ref C12`; the file in
/// front where the disclosure has several.
fn place(sources: &Sources, location: Location) -> String {
    described(&sources.place(location), sources.files.len() > 1)
}

fn described(place: &Place, with_file: bool) -> String {
    let texts = [
        ("file", place.file.as_ref().filter(|_| with_file)),
        ("sheet", place.sheet.as_ref()),
        ("ref", place.reference.as_ref()),
        ("path", place.path.as_ref()),
    ];
    let numbers = [
        ("page", place.page),
        ("line", place.line),
        ("cell", place.cell),
        ("paragraph", place.paragraph),
    ];
    let texts = texts.into_iter().filter_map(|(key, text)| Some(format!("{key} {}", text?)));
    let numbers = numbers.into_iter().filter_map(|(key, n)| Some(format!("{key} {}", n?)));
    let area = place.area.map(|Area { left, top, right, bottom }| {
        format!("box {}", [left, top, right, bottom].map(points).join(" "))
    });
    texts.chain(numbers).chain(area).collect::<Vec<_>>().join(" ")
}

/// Hundredths of a point as points.
pub(crate) fn points(hundredths: i32) -> String {
    Decimal::new(hundredths.into(), 2).to_string()
}

/// One line of a table.
pub(crate) fn record<const N: usize, T: AsRef<[u8]>>(fields: &[T; N]) -> String {
    const REASON: &str = "memory can be written to";
    let terminator = ::csv::Terminator::Any(b'\n');
    let mut writer = ::csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    writer.write_record(fields).expect(REASON);
    // The fields are texts.
    String::from_utf8(writer.into_inner().expect(REASON)).unwrap_or_default()
}

fn table<const N: usize>(header: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    const REASON: &str = "memory can be written to, and all rows have the same length";
    let terminator = ::csv::Terminator::Any(b'\n');
    let mut writer = ::csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    writer.write_record(header).expect(REASON);
    for row in rows {
        writer.write_record(&row).expect(REASON);
    }
    writer.into_inner().expect(REASON)
}
