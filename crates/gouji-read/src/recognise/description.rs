//! Descriptions of projects in words: 项目经费情况说明, part by part.

use crate::ordinal;
use gouji_model::{DescriptionPart, ProjectDescription, SectionText, TextParagraph};
use gouji_standard::profile::{SectionDef, SectionPartDef};
use gouji_standard::{FoldedText, TitleSlots};

use super::{Context, label};

/// The sections that describe projects.
pub(super) fn descriptions(
    context: Context<'_>,
    sections: &[SectionText],
) -> Vec<ProjectDescription> {
    let described = sections.iter().filter_map(|section| {
        let definition = context.profile.section(&section.id)?;
        (!definition.parts.is_empty()).then(|| description(definition, section))
    });
    described.collect()
}

fn description(definition: &SectionDef, section: &SectionText) -> ProjectDescription {
    let mut parts: Vec<DescriptionPart> = Vec::new();
    for paragraph in &section.paragraphs {
        if let Some((part, rest)) = part_of(definition, &paragraph.text) {
            parts.push(DescriptionPart {
                id: part.id.as_str().into(),
                heading: paragraph.text[..paragraph.text.len() - rest.len()].trim().to_owned(),
                location: paragraph.location_at(0),
                paragraphs: Vec::new(),
            });
            push(&mut parts, paragraph, rest);
        } else {
            push(&mut parts, paragraph, &paragraph.text);
        }
    }
    ProjectDescription {
        project: project(definition, &section.heading),
        heading: section.heading.clone(),
        location: section.location,
        parts,
    }
}

fn push(parts: &mut Vec<DescriptionPart>, paragraph: &TextParagraph, text: &str) {
    if text.is_empty() {
        return;
    }
    if parts.is_empty() {
        parts.push(DescriptionPart {
            id: "".into(),
            heading: String::new(),
            location: paragraph.location_at(0),
            paragraphs: Vec::new(),
        });
    }
    if let Some(part) = parts.last_mut() {
        part.paragraphs.push(text.to_owned());
    }
}

/// The part that a paragraph begins, and what follows its heading: 二、立项依据：……
pub(super) fn part_of<'d, 't>(
    section: &'d SectionDef,
    text: &'t str,
) -> Option<(&'d SectionPartDef, &'t str)> {
    let bare = ordinal::without(text);
    let (heading, rest) = bare.split_once(['：', ':']).unwrap_or((bare, ""));
    let folded = FoldedText::new(heading);
    let is = |part: &&SectionPartDef| {
        part.titles.iter().any(|p| p.match_whole(folded.chars(), &TitleSlots).is_some())
    };
    Some((section.parts.iter().find(is)?, rest.trim()))
}

/// The name of the project in the heading, in front of what all such headings say.
fn project(definition: &SectionDef, heading: &str) -> Option<String> {
    let bare = ordinal::without(heading);
    let folded = FoldedText::new(bare);
    // The longest beginning without which the rest is still such a heading.
    let starts = (1..folded.chars().len()).rev();
    let start = starts.into_iter().find(|&start| {
        let rest = &folded.chars()[start..];
        definition.titles.iter().any(|p| p.match_whole(rest, &TitleSlots).is_some())
    })?;
    let name = bare[..folded.offset(start)].trim();
    (!name.is_empty()).then(|| label::printed(name))
}
