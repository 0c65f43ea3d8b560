//! GJ809: text that was copied from another item and not changed.

use std::collections::BTreeMap;

use gouji_model::{Location, Message, Subject};
use gouji_standard::folded_label;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ809", judge };

/// Characters that two texts do not share by chance.
const LONG: usize = 40;

/// What describes a project itself; a basis or rules of management may be common to several.
const OWN: [&str; 4] = ["overview", "goal", "plan", "content"];

fn judge(case: &Case<'_>) -> Ruling {
    let disclosure = case.disclosure;
    let nothing = disclosure.projects.is_empty()
        && disclosure.project_descriptions.is_empty()
        && disclosure.statements.iter().all(|table| table.unit_name.is_none());
    if nothing {
        return Ruling::NotApplicable(Message::new("GJ809-none"));
    }
    let mut remarks = copied(case);
    remarks.extend(other_unit(case));
    Ruling::Judged(remarks)
}

/// A text with the project that it describes.
struct Own<'a> {
    project: &'a str,
    what: &'a str,
    text: String,
    location: Location,
}

/// Projects of different names with the same long text.
fn copied(case: &Case<'_>) -> Vec<Remark> {
    let mut first: BTreeMap<(&str, String), &Own<'_>> = BTreeMap::new();
    let texts = texts(case);
    let mut remarks = Vec::new();
    for own in &texts {
        let Some(earlier) = first.get(&(own.what, own.text.clone())) else {
            first.insert((own.what, own.text.clone()), own);
            continue;
        };
        if alike(earlier.project, own.project) {
            continue;
        }
        let message = Message::new("GJ809-copied")
            .with("project", own.project)
            .with("other", earlier.project)
            .with("what", own.what);
        let key = format!("{}@{}", own.project, own.what);
        let remark = Remark::at(case.place(own.location), key, message);
        remarks.push(remark.and_at(case.place(earlier.location)));
    }
    remarks
}

fn texts<'a>(case: &Case<'a>) -> Vec<Own<'a>> {
    let fields = case.disclosure.projects.iter().flat_map(|project| {
        let own = project.fields.iter().filter(|field| OWN.contains(&field.id.as_str()));
        own.map(|field| (project.name.as_str(), &*field.label, field.text.clone(), field.location))
    });
    let described = case.disclosure.project_descriptions.iter().flat_map(|described| {
        let name = described.project.as_deref().unwrap_or(&described.heading);
        let parts = described.parts.iter().filter(|part| OWN.contains(&&*part.id));
        parts.map(move |part| (name, &*part.heading, part.paragraphs.concat(), part.location))
    });
    let own = fields.chain(described).map(|(project, what, text, location)| Own {
        project,
        what,
        text: text.chars().filter(|c| c.is_alphanumeric()).collect(),
        location,
    });
    own.filter(|own| own.text.chars().count() >= LONG).collect()
}

/// Whether two names are of one project: one may have a remark or a year more.
fn alike(a: &str, b: &str) -> bool {
    let plain = |name: &str| -> String { name.chars().filter(|c| c.is_alphabetic()).collect() };
    let (a, b) = (plain(a), plain(b));
    a.contains(&b) || b.contains(&a)
}

/// The name of the defect that another unit's name stands in a document.
pub(super) fn defect(name: &str) -> String {
    format!("unit-name@{}", folded_label(name))
}

/// Tables of a unit that bear the name of another one.
fn other_unit(case: &Case<'_>) -> Vec<Remark> {
    let disclosure = case.disclosure;
    let Some(unit) = &disclosure.unit else { return Vec::new() };
    if disclosure.subject != Some(Subject::Unit) {
        return Vec::new();
    }
    let tables = disclosure.statements.iter().filter_map(|table| {
        let name = table.unit_name.as_deref().filter(|name| name.chars().count() >= 4)?;
        let slip = is_slip(case, name, &unit.text);
        (!alike(name, &unit.text) && !slip).then_some((table, name))
    });
    let mut remarks: BTreeMap<&str, Remark> = BTreeMap::new();
    for (table, name) in tables {
        let place = case.place_of_table(table);
        let message = Message::new("GJ809-unit")
            .with("title", &table.title)
            .with("printed", name)
            .with("unit", &unit.text);
        // The same name above many tables is one defect.
        let remark = match remarks.remove(name) {
            Some(known) => known.and_at(place),
            None => Remark::at(place, format!("unit@{name}"), message).of_defect(defect(name)),
        };
        remarks.insert(name, remark);
    }
    remarks.into_values().collect()
}

/// Whether a name differs by one character that looks like the right one: that is for GJ801.
fn is_slip(case: &Case<'_>, name: &str, unit: &str) -> bool {
    let differ: Vec<(char, char)> =
        name.chars().zip(unit.chars()).filter(|(own, sign)| own != sign).collect();
    let same_length = name.chars().count() == unit.chars().count();
    same_length && matches!(differ[..], [(own, sign)] if case.standard.similar().alike(own, sign))
}
