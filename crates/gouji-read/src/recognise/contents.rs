//! The table of contents.

use crate::ordinal;
use gouji_model::{ContentsEntry, GridRow, Location};
use gouji_standard::{FoldedText, Profile, TitleSlots};

/// Collects the entries until the first heading of the body.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub entries: Vec<ContentsEntry>,
    sections: Vec<String>,
}

/// Longest entry, in characters.
const MAX_ENTRY: usize = 80;

impl Contents {
    /// Takes a row `title ⇥ page`; a row of anything else is refused.
    pub(super) fn take_row(&mut self, profile: &Profile, row: &GridRow) -> bool {
        let filled: Vec<_> = row.filled().collect();
        match &filled[..] {
            [(_, only)] => self.take_line(profile, &only.text, only.location),
            [(_, title), (_, page)] => {
                let Ok(page) = page.text.trim().parse() else { return false };
                self.add(profile, &title.text, Some(page), row.location);
                true
            }
            _ => false,
        }
    }

    /// Takes a line `title.....page` or `title`. The heading that an earlier entry announced is
    /// refused: with it the body begins.
    pub(super) fn take_line(&mut self, profile: &Profile, text: &str, location: Location) -> bool {
        let (title, page) = split_page(text);
        let section = section_of(profile, title);
        let announced = section.as_ref().is_some_and(|id| self.sections.contains(id));
        let repeated = self.entries.iter().any(|entry| entry.title == title);
        if page.is_none() && (announced || repeated || text.chars().count() > MAX_ENTRY) {
            return false;
        }
        self.add(profile, title, page, location);
        true
    }

    fn add(&mut self, profile: &Profile, title: &str, page: Option<u32>, location: Location) {
        let title = title.trim_end_matches(['.', '…', '·', '．', ' ']).to_owned();
        self.sections.extend(section_of(profile, &title));
        self.entries.push(ContentsEntry { title, page, location });
    }
}

fn section_of(profile: &Profile, title: &str) -> Option<String> {
    let folded = FoldedText::new(ordinal::without(title));
    let section = profile.sections.iter().find(|section| {
        section.titles.iter().any(|p| p.match_whole(folded.chars(), &TitleSlots).is_some())
    });
    section.map(|section| section.id.clone())
}

/// Splits `title.....page`.
fn split_page(text: &str) -> (&str, Option<u32>) {
    let title = text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
    let page = text.trim_end()[title.len()..].parse().ok();
    // The page may stand apart from the dots.
    let dotted = title.trim_end_matches(' ').ends_with(['.', '…', '·', '．', '\t']);
    if page.is_some() && dotted {
        return (title.trim_end_matches(['.', '…', '·', '．', '\t', ' ']), page);
    }
    (text.trim_end_matches(['.', '…', '·', '．', ' ']), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_title_with_dots_and_a_page() {
        assert_eq!(split_page("二、机构设置情况.....12"), ("二、机构设置情况", Some(12)));
        assert_eq!(split_page("（二）其他..... 30"), ("（二）其他", Some(30)));
        assert_eq!(split_page("四、2026"), ("四、2026", None));
    }
}
