//! Which profile a document follows, decided from its content.

use std::collections::BTreeSet;

use gouji_model::{Block, Document, ProfileChoice};
use gouji_standard::{FoldedText, Pattern, Profile, Standard, TitleSlots};

use super::title;
use crate::ReadError;

/// A profile and why it was chosen.
#[derive(Clone, Debug)]
pub struct Chosen<'s> {
    /// The profile.
    pub profile: &'s Profile,
    /// Id and evidence.
    pub choice: ProfileChoice,
}

/// Longest line that may be a title, in characters.
const MAX_TITLE: usize = 60;

/// Pieces of evidence that are told.
const MAX_EVIDENCE: usize = 5;

/// Chooses the profile with the most titles of tables and other wordings in the document, or the
/// one that the user asks for.
pub fn choose_profile<'s>(
    document: &Document,
    standard: &'s Standard,
    forced: Option<&str>,
) -> Result<Chosen<'s>, ReadError> {
    let lines = title_lines(document);
    if let Some(id) = forced {
        let known = || standard.profiles().map(|profile| profile.id.clone()).collect();
        let profile = standard
            .profile(id)
            .ok_or_else(|| ReadError::NoProfile { id: id.to_owned(), known: known() })?;
        return Ok(chosen(profile, evidence(profile, &lines), true));
    }
    let best = standard
        .profiles()
        .map(|profile| (evidence(profile, &lines), profile))
        // Of several with equal evidence, the one that says more: a place before the base.
        .max_by_key(|(evidence, profile)| (evidence.len(), profile.extends.is_some()));
    match best {
        Some((evidence, profile)) => Ok(chosen(profile, evidence, false)),
        None => Err(ReadError::NoProfile { id: String::new(), known: Vec::new() }),
    }
}

fn chosen(profile: &Profile, mut evidence: Vec<String>, forced: bool) -> Chosen<'_> {
    evidence.truncate(MAX_EVIDENCE);
    Chosen { profile, choice: ProfileChoice { id: profile.id.as_str().into(), evidence, forced } }
}

/// Lines short enough to be titles, each once.
fn title_lines<'d>(document: &'d Document) -> Vec<(String, FoldedText)> {
    let mut lines: Vec<(String, FoldedText)> = Vec::new();
    let mut known = BTreeSet::new();
    let mut add = |text: &'d str| {
        let text = title::bare_title(text);
        let short = !text.is_empty() && text.chars().take(MAX_TITLE + 1).count() <= MAX_TITLE;
        if short && known.insert(text) {
            lines.push((text.to_owned(), FoldedText::new(text)));
        }
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => add(&paragraph.text),
            Block::Grid(grid) => {
                for row in &grid.rows {
                    let mut filled = row.filled();
                    if let (Some((_, cell)), None) = (filled.next(), filled.next()) {
                        add(&cell.text);
                    }
                }
            }
        }
    }
    lines
}

/// The lines that speak for a profile: one for each statement and each wording of evidence.
fn evidence(profile: &Profile, lines: &[(String, FoldedText)]) -> Vec<String> {
    let titles = profile.statements.iter().map(|statement| &statement.titles[..]);
    let wordings = profile.evidence.iter().map(std::slice::from_ref);
    let mut found: Vec<String> =
        titles.chain(wordings).filter_map(|any| matching(any, lines)).collect();
    found.dedup();
    found
}

fn matching(patterns: &[Pattern], lines: &[(String, FoldedText)]) -> Option<String> {
    let hit = lines.iter().find(|(_, folded)| {
        patterns.iter().any(|pattern| pattern.match_whole(folded.chars(), &TitleSlots).is_some())
    });
    hit.map(|(text, _)| text.clone())
}
