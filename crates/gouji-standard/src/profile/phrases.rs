//! Phrases: pieces of wordings that many templates share, written once.
//!
//! `$name` in a profile stands for `phrases.name` of that profile, or of one that it extends.

use std::collections::BTreeMap;

use gouji_model::Message;

use super::ProfileError;
use crate::data::{self, DataProblem};

/// What of a profile is needed before its patterns can be read.
struct Outline {
    extends: Option<String>,
    phrases: BTreeMap<String, String>,
}

/// The texts of the profiles with their phrases filled in. A text that is not TOML stays as it is:
/// the reader of profiles says so.
pub(super) fn filled(
    sources: &BTreeMap<String, String>,
    errors: &mut Vec<ProfileError>,
) -> Vec<(String, String)> {
    let mut ids = Vec::with_capacity(sources.len());
    let mut outlines = BTreeMap::new();
    for text in sources.values() {
        let (id, outline) = outline(text).unzip();
        ids.push(id.clone().unwrap_or_default());
        outlines.extend(id.zip(outline));
    }
    let mut texts = Vec::new();
    for ((file, text), id) in sources.iter().zip(ids) {
        match fill(text, &inherited(&id, &outlines)) {
            Ok(text) => texts.push((file.clone(), text)),
            Err(name) => {
                errors.push(ProfileError::Definition { profile: id, problem: no_phrase(&name) });
            }
        }
    }
    texts
}

/// A text with its own phrases filled in.
pub(crate) fn with_own_phrases(text: &str) -> Result<String, DataProblem> {
    let table: toml::Table = data::read(text)?;
    fill(text, &phrases_of(&table)).map_err(|name| DataProblem::whole(no_phrase(&name)))
}

fn no_phrase(name: &str) -> Message {
    Message::new("data-no-phrase").with("name", name)
}

fn phrases_of(table: &toml::Table) -> BTreeMap<String, String> {
    let phrases = table.get("phrases").and_then(toml::Value::as_table).into_iter().flatten();
    phrases.filter_map(|(name, text)| Some((name.clone(), text.as_str()?.into()))).collect()
}

fn outline(text: &str) -> Option<(String, Outline)> {
    let table: toml::Table = toml::from_str(text).ok()?;
    let text_of = |key: &str| Some(table.get(key)?.as_str()?.to_owned());
    let outline = Outline { extends: text_of("extends"), phrases: phrases_of(&table) };
    Some((text_of("id")?, outline))
}

/// The phrases of a profile: its own, then those that it inherits.
fn inherited(id: &str, outlines: &BTreeMap<String, Outline>) -> BTreeMap<String, String> {
    let mut phrases = BTreeMap::new();
    let mut next = outlines.get(id);
    // A profile that extends itself is refused elsewhere; here the walk only has to end.
    for _ in 0..=outlines.len() {
        let Some(outline) = next else { break };
        for (name, text) in &outline.phrases {
            phrases.entry(name.clone()).or_insert_with(|| text.clone());
        }
        next = outline.extends.as_ref().and_then(|parent| outlines.get(parent));
    }
    phrases
}

/// Phrases within phrases, at most.
const MAX_DEPTH: usize = 4;

/// The text with every `$name` replaced; the first name that no phrase has.
fn fill(text: &str, phrases: &BTreeMap<String, String>) -> Result<String, String> {
    let mut filled = text.to_owned();
    for _ in 0..MAX_DEPTH {
        if !filled.contains('$') {
            break;
        }
        filled = fill_once(&filled, phrases)?;
    }
    Ok(filled)
}

fn fill_once(text: &str, phrases: &BTreeMap<String, String>) -> Result<String, String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        filled.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '-'));
        let (name, following) = rest.split_at(length.unwrap_or(rest.len()));
        filled.push_str(phrases.get(name).ok_or_else(|| name.to_owned())?);
        rest = following;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
        entries.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect()
    }

    #[test]
    fn a_phrase_stands_for_its_wording_also_within_another() {
        let phrases = phrases(&[("is", "[为]"), ("amount", "$is{amount}万元")]);
        assert_eq!(fill("收入$amount,", &phrases), Ok("收入[为]{amount}万元,".into()));
        assert_eq!(fill("收入$amout", &phrases), Err("amout".into()));
    }

    #[test]
    fn a_phrase_within_itself_ends() {
        assert!(fill("$a", &phrases(&[("a", "x$a")])).is_ok());
    }
}
