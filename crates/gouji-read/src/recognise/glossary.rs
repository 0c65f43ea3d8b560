//! The glossary: 一、基本支出：指……

use crate::ordinal;
use gouji_model::{SectionText, Term};
use gouji_standard::profile::Part;

use super::Context;

/// Longest term, in characters.
const MAX_TERM: usize = 30;

/// Takes the terms out of the sections of the glossary; the other sections stay as they are.
pub(super) fn glossary(
    context: Context<'_>,
    sections: Vec<SectionText>,
) -> (Vec<Term>, Vec<SectionText>) {
    let mut terms = Vec::new();
    for section in &sections {
        let part = context.profile.section(&section.id).map(|section| section.part);
        if part != Some(Part::Glossary) {
            continue;
        }
        for paragraph in &section.paragraphs {
            let location = paragraph.location_at(0);
            match split_term(&paragraph.text) {
                Some((term, text)) => {
                    terms.push(Term { term: term.to_owned(), text: text.to_owned(), location });
                }
                // The explanation may stand in a paragraph below its term.
                None => {
                    if let Some(last) = terms.last_mut() {
                        last.text.push_str(&paragraph.text);
                    }
                }
            }
        }
    }
    (terms, sections)
}

fn split_term(text: &str) -> Option<(&str, &str)> {
    let bare = ordinal::without(text);
    let (term, explanation) = bare.split_once(['：', ':'])?;
    let numbered = ordinal::begins(text) || explanation.trim_start().starts_with(['指', '是']);
    let short = term.chars().count() <= MAX_TERM && !term.contains('。');
    (numbered && short).then_some((term.trim(), explanation.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_stands_in_front_of_a_colon() {
        assert_eq!(split_term("一、基本支出：指甲乙。"), Some(("基本支出", "指甲乙。")));
        assert_eq!(
            split_term("三、“三公”经费：指甲。其中：乙。"),
            Some(("“三公”经费", "指甲。其中：乙。"))
        );
        assert_eq!(split_term("专指教育收费，包括：学费。"), None);
    }
}
