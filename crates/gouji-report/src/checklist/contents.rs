//! The sections and tables of a profile, and what of them the document has.

use gouji_model::{CellValue, Completeness, Disclosure, Message, Place, Statement};
use gouji_standard::profile::{FormDef, FormKind, Part, SectionDef, StatementDef};
use gouji_standard::{Pattern, Profile};

use super::answer::Extent;
use crate::words::Words;

/// A section or table that is required, or that the document has.
pub(super) struct Content {
    pub text: String,
    pub name: String,
    pub is_required: bool,
    pub is_found: bool,
    pub extent: Extent,
    pub remark: String,
    /// Titles or headings under which the document has it, and its names in the profile.
    names: Vec<String>,
    pub is_table: bool,
}

impl Content {
    /// Whether a place is in it.
    pub(super) fn has(&self, place: &Place) -> bool {
        let name = if self.is_table { &place.statement } else { &place.section };
        name.as_deref().is_some_and(|name| self.names.iter().any(|own| own == name))
    }
}

/// Everything that the profile lists, in the order of a disclosure.
pub(super) fn contents(words: Words, disclosure: &Disclosure, profile: &Profile) -> Vec<Content> {
    let sections = |parts: &'static [Part]| {
        let sections = profile.sections.iter().filter(|one| parts.contains(&one.part));
        sections.map(|one| section(words, disclosure, one))
    };
    let before = sections(&[Part::Overview]).chain(sections(&[Part::Tables]));
    let tables = profile.statements.iter().map(|one| table(words, disclosure, one));
    let behind = sections(&[Part::Explanation, Part::Targets, Part::Catalogue, Part::Glossary]);
    let targets = profile.sections.iter().any(|one| one.part == Part::Targets && one.required);
    let forms = profile.forms.iter().map(|one| form(words, disclosure, one, targets));
    before.chain(tables).chain(behind).chain(forms).collect()
}

/// A target form: that of the unit, or those of its projects.
fn form(words: Words, disclosure: &Disclosure, definition: &FormDef, required: bool) -> Content {
    let (name, names): (_, Vec<String>) = match definition.kind {
        FormKind::OverallTarget => {
            let found = disclosure.overall_target.iter();
            (
                words.word("checklist-form-overall"),
                found.map(|one| one.department.clone()).collect(),
            )
        }
        FormKind::ProjectTarget => {
            let found = disclosure.projects.iter();
            (words.word("checklist-form-project"), found.map(|one| one.name.clone()).collect())
        }
    };
    let n = names.len();
    let remark = match n {
        0 => words.word("checklist-not-found"),
        _ => words.say(&Message::new("checklist-found-form").with("n", n)),
    };
    Content {
        text: words.say(&Message::new("checklist-form").with("name", &name)),
        name,
        is_required: required,
        is_found: n > 0,
        extent: Extent { examined: n, ..Extent::default() },
        remark,
        names,
        is_table: true,
    }
}

fn table(words: Words, disclosure: &Disclosure, definition: &StatementDef) -> Content {
    let text = definition.name.text();
    let name = words.of(&text).to_owned();
    let of_it = |statement: &&Statement| *statement.id == *definition.id;
    let found: Vec<&Statement> = disclosure.statements.iter().filter(of_it).collect();
    let mut names = vec![text.zh, text.en];
    names.extend(found.iter().map(|statement| statement.title.to_string()));
    let gaps: Vec<String> = found.iter().flat_map(|one| gaps(words, one)).collect();
    let mut extent = Extent { examined: found.len(), ..Extent::default() };
    for gap in &gaps {
        extent.leave_open(Some(gap.clone()));
    }
    let remark = if gaps.is_empty() {
        words.word(if found.is_empty() { "checklist-not-found" } else { "checklist-found-table" })
    } else {
        let reasons = gaps.join(&words.word("report-list-separator"));
        words.say(&Message::new("checklist-incomplete").with("reasons", reasons))
    };
    Content {
        text: words.say(&Message::new("checklist-table").with("name", &name)),
        name,
        is_required: definition.required,
        is_found: !found.is_empty(),
        extent,
        remark,
        names,
        is_table: true,
    }
}

/// What of a table was not read, each reason once.
fn gaps(words: Words, table: &Statement) -> Vec<String> {
    let mut gaps: Vec<String> = Vec::new();
    if let Completeness::Incomplete(reasons) = &table.completeness {
        for reason in reasons.iter().map(|reason| words.say(reason)) {
            if !gaps.contains(&reason) {
                gaps.push(reason);
            }
        }
    }
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let illegible = cells.filter(|cell| cell.value == CellValue::Illegible).count();
    if illegible > 0 {
        gaps.push(words.say(&Message::new("checklist-illegible").with("n", illegible)));
    }
    gaps
}

fn section(words: Words, disclosure: &Disclosure, definition: &SectionDef) -> Content {
    let name = definition.titles.first().map_or_else(|| definition.id.clone(), Pattern::short);
    let found: Vec<_> =
        disclosure.sections.iter().filter(|one| *one.id == *definition.id).collect();
    let mut names = vec![name.clone()];
    names.extend(found.iter().map(|section| section.heading.to_string()));
    let is_in = |heading: &str| found.iter().any(|section| *section.heading == *heading);
    let claims = disclosure.claims.iter().filter(|claim| is_in(&claim.heading));
    let unbound = claims.filter(|claim| claim.is_unbound()).count();
    let mut extent = Extent { examined: found.len(), ..Extent::default() };
    let mut remark = words.word(if found.is_empty() {
        "checklist-not-found"
    } else {
        "checklist-found-section"
    });
    if unbound > 0 {
        remark = words.say(&Message::new("checklist-unbound").with("n", unbound));
        extent.leave_open(Some(remark.clone()));
    }
    Content {
        text: words.say(&Message::new("checklist-section").with("name", &name)),
        name,
        is_required: definition.required,
        is_found: !found.is_empty(),
        extent,
        remark,
        names,
        is_table: false,
    }
}
