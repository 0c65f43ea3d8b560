//! Recognition: a document becomes a disclosure by the definitions of its profile.
//!
//! ```text
//! Document ──outline──▶ parts: cover, contents, sections, table sources, form sources, catalogue
//! table source ──statement──▶ Statement     form source ──form──▶ targets
//! sections + statements ──claims──▶ Claims
//! ```

mod catalogue;
mod cells;
mod chinese;
mod claim;
mod contents;
mod description;
mod form;
mod gaps;
mod glossary;
mod group;
mod header;
mod indicator;
mod label;
mod names;
mod notice;
mod number;
mod outline;
mod parts;
mod passages;
mod profile;
mod row;
mod statement;
mod subject;
mod tables;
mod title;

pub use profile::{Chosen, choose_profile};

use gouji_model::{Diagnostic, Disclosure, Document};
use gouji_standard::{Profile, Standard};

/// What every step of recognition may look at.
#[derive(Clone, Copy)]
struct Context<'a> {
    document: &'a Document,
    profile: &'a Profile,
    standard: &'a Standard,
}

/// Recognises a document by a profile.
pub fn recognise(
    document: &Document,
    mut diagnostics: Vec<Diagnostic>,
    chosen: &Chosen<'_>,
    standard: &Standard,
) -> Disclosure {
    let context = Context { document, profile: chosen.profile, standard };
    let parts = outline::outline(context, &mut diagnostics);
    let index = passages::Index::new(&parts);
    let facts = subject::facts(context, &parts);
    let unit_names = facts.unit_names(&parts);
    let (statements, other_tables) =
        tables::statements(context, &parts.tables, &unit_names, &mut diagnostics);
    let forms = form::forms(context, &parts.forms, &mut diagnostics);
    let (claims, assets) = claim::claims(context, &parts.sections, &statements, facts.year);
    gaps::diagnose(context, chosen, &statements, &claims, &mut diagnostics);
    let project_descriptions = description::descriptions(context, &parts.sections);
    let (glossary, sections) = glossary::glossary(context, parts.sections);
    let passages = index.passages(document, &statements);
    Disclosure {
        file: document.sources.name().into(),
        sources: document.sources.clone(),
        format: document.format,
        profile: chosen.choice.clone(),
        unit: facts.unit,
        year: facts.year,
        kind: chosen.profile.kind.into(),
        subject: facts.subject,
        unit_kind: facts.unit_kind,
        cover: parts.cover,
        contents: parts.contents,
        sections,
        statements,
        other_tables,
        claims,
        overall_target: forms.overall,
        projects: forms.projects,
        project_descriptions,
        assets,
        charts: parts.charts,
        rounding_notes: parts.rounding_notes,
        notice: notice::notice(parts.notice),
        catalogue: catalogue::catalogue(context, parts.catalogue, &mut diagnostics),
        glossary,
        diagnostics,
        traces: document.traces.clone(),
        passages,
    }
}
