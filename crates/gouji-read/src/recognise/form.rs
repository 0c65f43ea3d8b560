//! Target forms: one overall form, and one form for each project, whose parts are merged.

use gouji_model::{
    Amount, Diagnostic, Duty, FormField, Funding, GridCell, GridRow, Level, Message, OverallTarget,
    Project, Reading, Side, Span, Unit, read_number,
};
use gouji_standard::profile::{FormDef, FormKind};
use gouji_standard::{Pattern, folded_label};

use super::indicator::Indicators;
use super::parts::FormSource;
use super::{Context, label};

/// What the forms of a document say.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub overall: Option<OverallTarget>,
    pub projects: Vec<Project>,
}

pub(super) fn forms(
    context: Context<'_>,
    sources: &[FormSource],
    diagnostics: &mut Vec<Diagnostic>,
) -> Forms {
    let mut forms = Forms::default();
    for source in sources {
        let definition = &context.profile.forms[source.definition];
        match definition.kind {
            FormKind::OverallTarget => {
                let read = FormReader::new(definition, Side::Year).read(&source.rows);
                forms.overall.get_or_insert_with(|| overall(source, read));
            }
            FormKind::ProjectTarget => {
                let read = FormReader::new(definition, Side::Term).read(&source.rows);
                let project = project(source, read);
                if project.name.is_empty() {
                    diagnostics.push(Diagnostic {
                        level: Level::Warning,
                        message: Message::new("read-form-no-name").with("title", &source.title),
                        place: context.document.sources.place(source.location),
                    });
                }
                merge(&mut forms.projects, project);
            }
        }
    }
    forms
}

fn overall(source: &FormSource, read: FormReader<'_>) -> OverallTarget {
    let (facts, fields): (Vec<_>, Vec<_>) = read.fields.into_iter().partition(|field| {
        read.definition.fields.iter().any(|definition| definition.id == field.id && definition.fact)
    });
    let text = |id: &str| {
        fields
            .iter()
            .find(|field| field.id == id)
            .map_or_else(String::new, |field| field.text.clone())
    };
    OverallTarget {
        department: text("department"),
        year: source.year,
        facts,
        funding: read.funding,
        duties: read.duties,
        indicators: read.indicators.found,
        location: source.location,
        fields,
    }
}

fn project(source: &FormSource, read: FormReader<'_>) -> Project {
    let text = |id: &str| {
        read.fields
            .iter()
            .find(|field| field.id == id)
            .map_or_else(String::new, |field| field.text.clone())
    };
    Project {
        name: label::printed(&text("name")),
        department: text("department"),
        attribute: text("attribute"),
        term: text("term"),
        year: source.year,
        funding: read.funding,
        indicators: read.indicators.found,
        variants: Vec::new(),
        parts: 1,
        location: source.location,
        fields: read.fields,
    }
}

/// A project is one project, in however many parts its form is printed.
fn merge(projects: &mut Vec<Project>, part: Project) {
    let same = |project: &&mut Project| {
        !part.name.is_empty() && folded_label(&project.name) == folded_label(&part.name)
    };
    let Some(project) = projects.iter_mut().find(same) else {
        projects.push(part);
        return;
    };
    project.parts += 1;
    for field in part.fields {
        let known = project.fields.iter().find(|f| f.id == field.id && f.side == field.side);
        match known {
            None => project.fields.push(field),
            Some(known) if folded_label(&known.text) != folded_label(&field.text) => {
                project.variants.push(field);
            }
            Some(_) => {}
        }
    }
    for funding in part.funding {
        let known = project.funding.iter().any(|f| {
            f.side == funding.side
                && folded_label(&f.source) == folded_label(&funding.source)
                && f.printed == funding.printed
        });
        if !known {
            project.funding.push(funding);
        }
    }
    for indicator in part.indicators {
        let known = project.indicators.iter().any(|i| {
            i.side == indicator.side
                && i.level2 == indicator.level2
                && i.level3 == indicator.level3
                && i.printed == indicator.printed
        });
        if !known {
            project.indicators.push(indicator);
        }
    }
}

/// Reads the rows of one form.
struct FormReader<'d> {
    definition: &'d FormDef,
    fields: Vec<FormField>,
    funding: Vec<Funding>,
    duties: Vec<Duty>,
    indicators: Indicators<'d>,
    region: Region,
    /// Column at which the money of the year begins, where the grid tells columns.
    year_from: Option<usize>,
}

/// Which part of the form is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    Fields,
    Duties,
    Indicators,
}

impl<'d> FormReader<'d> {
    fn new(definition: &'d FormDef, first_side: Side) -> Self {
        Self {
            definition,
            fields: Vec::new(),
            funding: Vec::new(),
            duties: Vec::new(),
            indicators: Indicators::new(definition, first_side),
            region: Region::Fields,
            year_from: None,
        }
    }

    fn read(mut self, rows: &[GridRow]) -> Self {
        for row in rows {
            let cells: Vec<(usize, &GridCell)> = row.filled().collect();
            if cells.iter().any(|(_, cell)| is_indicator_heading(&cell.text)) {
                self.region = Region::Indicators;
            }
            match self.region {
                Region::Indicators => self.indicators.row(&cells),
                Region::Duties => self.duty_row(&cells),
                Region::Fields => self.field_row(&cells),
            }
        }
        self
    }

    /// Labels and values in turn; headings between them carry nothing.
    fn field_row(&mut self, cells: &[(usize, &GridCell)]) {
        let mut sources = 0;
        let mut totals = 0;
        let mut at = 0;
        let knows_columns = cells.iter().any(|(_, cell)| cell.span != Span::ONE);
        while let Some((column, cell)) = cells.get(at) {
            at += 1;
            let next = cells.get(at).map(|(_, cell)| *cell);
            if let Some((side, by)) = self.funding_label(&cell.text, &mut sources, &mut totals) {
                let side = if knows_columns { self.side_of(*column, cell, side) } else { side };
                let value = next.filter(|next| !self.is_label(&next.text));
                at += usize::from(value.is_some());
                self.add_funding(cell, value, side, by);
            } else if let Some(index) = self.field_label(&cell.text) {
                let field = &self.definition.fields[index];
                if field.id == "core-duties" {
                    self.region = Region::Duties;
                    return;
                }
                let count = if field.sided { 2 } else { 1 };
                for side in [Side::Term, Side::Year].into_iter().take(count) {
                    let Some((_, value)) = cells.get(at) else { break };
                    if self.is_label(&value.text) {
                        break;
                    }
                    at += 1;
                    self.fields.push(FormField {
                        id: field.id.clone(),
                        label: label::printed(&cell.text),
                        text: value.text.clone(),
                        side: field.sided.then_some(side),
                        location: value.location,
                    });
                }
            }
        }
    }

    /// A duty and the task beside it; where only one cell stands in a row, duty and task alternate.
    fn duty_row(&mut self, cells: &[(usize, &GridCell)]) {
        if let Some((_, first)) = cells.first()
            && self.field_label(&first.text).is_some_and(|i| self.definition.fields[i].id == "goal")
        {
            self.region = Region::Fields;
            return self.field_row(cells);
        }
        let texts: Vec<&GridCell> =
            cells.iter().map(|(_, cell)| *cell).filter(|cell| !self.is_label(&cell.text)).collect();
        match texts[..] {
            [] => {}
            [only] => match self.duties.last_mut() {
                Some(last) if last.task.is_empty() => last.task.clone_from(&only.text),
                _ => self.duties.push(Duty {
                    duty: only.text.clone(),
                    task: String::new(),
                    location: only.location,
                }),
            },
            [duty, ref tasks @ ..] => self.duties.push(Duty {
                duty: duty.text.clone(),
                task: tasks.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" "),
                location: duty.location,
            }),
        }
    }

    /// Side and kind of a label of money. A source stands first for the term and then for the
    /// year; a total of the overall form first over the sources and then over the uses.
    fn funding_label(
        &self,
        text: &str,
        sources: &mut usize,
        totals: &mut usize,
    ) -> Option<(Side, &'static str)> {
        let funding = &self.definition.funding;
        let text = text.trim_end_matches([':', '：']);
        let overall = self.definition.kind == FormKind::OverallTarget;
        if any_label(&funding.term, text) {
            return Some((Side::Term, "source"));
        }
        if any_label(&funding.year, text) {
            return Some((Side::Year, "source"));
        }
        if any_label(&funding.totals, text) {
            *totals += 1;
            return Some((Side::Year, if *totals == 1 { "source" } else { "use" }));
        }
        if any_label(&funding.uses, text) {
            return Some((Side::Year, "use"));
        }
        if any_label(&funding.sources, text) {
            *sources += 1;
            let side = if overall || *sources > 1 { Side::Year } else { Side::Term };
            return Some((side, "source"));
        }
        None
    }

    /// The side on which a label stands: below the total of the year, or left of it.
    fn side_of(&mut self, column: usize, cell: &GridCell, told: Side) -> Side {
        let funding = &self.definition.funding;
        if any_label(&funding.year, cell.text.trim_end_matches([':', '：'])) {
            self.year_from = Some(column);
        }
        match self.year_from {
            Some(from) if any_label(&funding.term, &cell.text) || column < from => Side::Term,
            Some(_) => Side::Year,
            None => told,
        }
    }

    fn add_funding(&mut self, cell: &GridCell, value: Option<&GridCell>, side: Side, by: &str) {
        let unit = Unit::parse(&self.definition.unit);
        let printed = value.map_or_else(String::new, |value| value.text.clone());
        let amount = match read_number(&printed) {
            Reading::Number(number) => {
                Some(Amount::as_printed(number.value, number.unit.unwrap_or(unit)))
            }
            _ => None,
        };
        let source = label::printed(label::without_of_which(&cell.text).0);
        let source = source.trim_end_matches([':', '：']);
        self.funding.push(Funding {
            side,
            by: by.to_owned(),
            source: self.full_label(source).unwrap_or_else(|| source.to_owned()),
            printed,
            amount,
            location: value.map_or(cell.location, |value| value.location),
        });
    }

    /// The whole of a label that its cell cuts short.
    fn full_label(&self, text: &str) -> Option<String> {
        let mut sources = self.definition.funding.sources.iter();
        if sources.clone().any(|wording| wording.matches(text)) {
            return None;
        }
        let folded = folded_label(text);
        let begins = |full: &String| full.starts_with(&folded);
        let cut = |wording: &Pattern| wording.expansions().into_iter().find(begins);
        // The rest of the wording behind what is printed.
        let full = sources.find_map(cut)?;
        let rest: String = full.chars().skip(folded.chars().count()).collect();
        Some(format!("{text}{rest}"))
    }

    fn field_label(&self, text: &str) -> Option<usize> {
        self.definition.fields.iter().position(|field| any_label(&field.labels, text))
    }

    /// Whether a cell is a label or a heading, and so no value.
    fn is_label(&self, text: &str) -> bool {
        let funding = &self.definition.funding;
        let bare = text.trim_end_matches([':', '：']);
        self.field_label(text).is_some()
            || any_label(&self.definition.headings, text)
            || [&funding.term, &funding.year, &funding.sources, &funding.uses, &funding.totals]
                .iter()
                .any(|labels| any_label(labels, bare))
    }
}

fn is_indicator_heading(text: &str) -> bool {
    matches!(&*folded_label(text), "一级指标" | "三级指标")
}

/// Whether a text is one of these labels, or one of them cut short by its cell.
pub(super) fn any_label(patterns: &[Pattern], text: &str) -> bool {
    let folded = folded_label(text);
    patterns.iter().any(|pattern| pattern.matches(text))
        || (folded.chars().count() >= MIN_CUT_LABEL
            && patterns.iter().any(|pattern| pattern.is_cut(&folded)))
}

/// Shortest label that may have been cut, in characters.
const MIN_CUT_LABEL: usize = 5;
