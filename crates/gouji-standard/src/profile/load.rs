//! Loading profiles: reading, inheriting, verifying.

use std::collections::BTreeMap;
use std::fmt;

use gouji_model::Message;

use crate::data::DataProblem;
use crate::{Lang, Messages};

use super::{Directions, Labels, Profile, phrases, verify};

/// Why a profile, or another file of the standard, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProfileError {
    /// The file is not TOML, or has a key that such files do not have, or lacks one.
    Syntax {
        /// File.
        file: String,
        /// What is wrong, and where.
        problem: DataProblem,
    },
    /// `extends` names no profile.
    NoParent {
        /// The profile.
        profile: String,
        /// What it extends.
        parent: String,
    },
    /// `extends` names the profile itself, by way of others.
    Circle {
        /// The profile.
        profile: String,
        /// What it extends.
        parent: String,
    },
    /// The definition contradicts itself.
    Definition {
        /// The profile.
        profile: String,
        /// What is wrong, where.
        problem: Message,
    },
}

impl ProfileError {
    /// The error in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Syntax { file, problem } => problem.in_file(file),
            Self::NoParent { profile, parent } => {
                Message::new("data-no-parent").with("profile", profile).with("parent", parent)
            }
            Self::Circle { profile, parent } => {
                Message::new("data-circle").with("profile", profile).with("parent", parent)
            }
            Self::Definition { profile, problem } => Message::new("data-definition")
                .with("profile", profile)
                .with_text("problem", Messages::embedded().text(problem)),
        }
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Messages::embedded().in_lang(&self.message(), Lang::En))
    }
}

/// Reads profiles and resolves what they inherit. Every error of every profile is reported.
pub(crate) fn resolve(
    sources: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Profile>, Vec<ProfileError>> {
    let mut errors = Vec::new();
    let mut raw = BTreeMap::new();
    for (file, text) in phrases::filled(sources, &mut errors) {
        match toml::from_str::<Profile>(&text) {
            Ok(profile) => {
                raw.insert(profile.id.clone(), profile);
            }
            Err(error) => {
                let problem = DataProblem::of_toml(&text, &error);
                errors.push(ProfileError::Syntax { file: file.clone(), problem });
            }
        }
    }
    let mut resolved = BTreeMap::new();
    for id in raw.keys() {
        match inherit(id, &raw, &mut Vec::new()) {
            Ok(profile) => {
                errors.extend(verify(&profile));
                resolved.insert(id.clone(), profile);
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(resolved) } else { Err(errors) }
}

fn inherit<'r>(
    id: &'r str,
    raw: &'r BTreeMap<String, Profile>,
    path: &mut Vec<&'r str>,
) -> Result<Profile, ProfileError> {
    let own = &raw[id];
    let Some(parent_id) = own.extends.as_deref() else { return Ok(own.clone()) };
    let (profile, parent) = (id.to_owned(), parent_id.to_owned());
    path.push(id);
    if path.contains(&parent_id) {
        return Err(ProfileError::Circle { profile, parent });
    }
    let Some((parent_id, _)) = raw.get_key_value(parent_id) else {
        return Err(ProfileError::NoParent { profile, parent });
    };
    let parent = inherit(parent_id, raw, path)?;
    Ok(merge(own, parent))
}

fn merge(own: &Profile, parent: Profile) -> Profile {
    let drop = &own.drop;
    Profile {
        directions: merge_directions(&own.directions, parent.directions),
        labels: merge_labels(&own.labels, parent.labels),
        levels: parent.levels.into_iter().chain(own.levels.clone()).collect(),
        statements: merge_list(&own.statements, parent.statements, drop, |s| &s.id),
        relations: merge_list(&own.relations, parent.relations, drop, |r| &r.id),
        forms: merge_list(&own.forms, parent.forms, drop, |f| &f.id),
        sections: merge_list(&own.sections, parent.sections, drop, |s| &s.id),
        claims: merge_list(&own.claims, parent.claims, drop, |c| &c.id),
        absences: merge_list(&own.absences, parent.absences, drop, |a| &a.id),
        priors: merge_list(&own.priors, parent.priors, drop, |p| &p.id),
        completeness: own.completeness.over(parent.completeness),
        explanations: merge_list(&own.explanations, parent.explanations, drop, |e| &e.id),
        reasons: merge_list(&own.reasons, parent.reasons, drop, |r| &r.id),
        ..own.clone()
    }
}

/// Own entries in their order, replacing inherited ones of the same id; then the other inherited
/// ones, without those dropped.
fn merge_list<T: Clone>(own: &[T], parent: Vec<T>, drop: &[String], id: fn(&T) -> &str) -> Vec<T> {
    let own_ids: Vec<&str> = own.iter().map(id).collect();
    let inherited = parent
        .into_iter()
        .filter(|entry| !own_ids.contains(&id(entry)) && !drop.iter().any(|d| d == id(entry)));
    own.iter().cloned().chain(inherited).collect()
}

fn merge_directions(own: &Directions, parent: Directions) -> Directions {
    Directions {
        up: join(&own.up, parent.up),
        down: join(&own.down, parent.down),
        flat: join(&own.flat, parent.flat),
        other_base: join(&own.other_base, parent.other_base),
    }
}

fn merge_labels(own: &Labels, parent: Labels) -> Labels {
    Labels {
        unit_of_measure: join(&own.unit_of_measure, parent.unit_of_measure),
        unit_name: join(&own.unit_name, parent.unit_name),
        annotation: join(&own.annotation, parent.annotation),
        table_number: join(&own.table_number, parent.table_number),
        note: join(&own.note, parent.note),
        rounding_note: join(&own.rounding_note, parent.rounding_note),
        cover_title: join(&own.cover_title, parent.cover_title),
        contents: join(&own.contents, parent.contents),
        chart: join(&own.chart, parent.chart),
        administrative: join(&own.administrative, parent.administrative),
        participating: join(&own.participating, parent.participating),
        public_institution: join(&own.public_institution, parent.public_institution),
        subordinate_institutions: join(
            &own.subordinate_institutions,
            parent.subordinate_institutions,
        ),
        catalogue_header: join(&own.catalogue_header, parent.catalogue_header),
        catalogue_title: join(&own.catalogue_title, parent.catalogue_title),
        notice: join(&own.notice, parent.notice),
    }
}

fn join<T: Clone>(own: &[T], parent: Vec<T>) -> Vec<T> {
    own.iter().cloned().chain(parent).collect()
}
