//! Loading profiles: reading, inheriting, verifying.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Directions, Labels, Profile, phrases, verify};

/// Why a profile cannot be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProfileError {
    /// The file is not TOML, or has a key that profiles do not have, or lacks one.
    #[error("{file}: {message}")]
    Syntax {
        /// File.
        file: String,
        /// What the reader of TOML says, with line and column.
        message: String,
    },
    /// `extends` names no profile, or itself by way of others.
    #[error("profile `{profile}` extends `{parent}`, which {problem}")]
    Inheritance {
        /// The profile.
        profile: String,
        /// What it extends.
        parent: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// The definition contradicts itself.
    #[error("profile `{profile}`: {problem}")]
    Definition {
        /// The profile.
        profile: String,
        /// What is wrong, where.
        problem: String,
    },
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
                errors
                    .push(ProfileError::Syntax { file: file.clone(), message: error.to_string() });
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
    let error = |problem| ProfileError::Inheritance {
        profile: id.to_owned(),
        parent: parent_id.to_owned(),
        problem,
    };
    path.push(id);
    if path.contains(&parent_id) {
        return Err(error("extends this profile in turn"));
    }
    let Some((parent_id, _)) = raw.get_key_value(parent_id) else {
        return Err(error("does not exist"));
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
