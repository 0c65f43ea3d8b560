//! GJ105: what the contents announce is there, in that order, and what is there is announced.

use gouji_model::{ContentsEntry, Level, Location, Message, SectionText};
use gouji_standard::{folded_label, ordinal};

use super::entries::{Announced, announced, defect, section_of, table_of};
use super::reach;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ105", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let contents = &case.disclosure.contents;
    if contents.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ105-none"));
    }
    if let Some(reason) = reach::unread(case) {
        return Ruling::NotAssessable(reason);
    }
    let mut remarks = Vec::new();
    let mut headings = Vec::new();
    let mut nowhere = 0;
    for entry in contents {
        // A line without ordinal and page may be no entry but the running head of the page.
        let is_entry = entry.page.is_some() || ordinal::begins(&entry.title);
        match announced(case, entry) {
            Announced::Heading { text, location } => {
                remarks.extend(another_ordinal(case, entry, &text, location));
                headings.push((entry, location));
            }
            Announced::Missing => remarks.push(missing(case, entry)),
            Announced::Nowhere => {
                nowhere += 1;
                remarks.extend(is_entry.then(|| missing(case, entry)));
            }
            Announced::Part | Announced::Required | Announced::Like => {}
        }
    }
    // Lines of the text were taken for entries, or the headings for text.
    if nowhere > FEW && nowhere * 3 > contents.len() {
        return Ruling::NotAssessable(Message::new("GJ105-doubt"));
    }
    remarks.extend(out_of_order(case, &headings));
    let listed = Listed::of(case);
    remarks.extend(unlisted_tables(case, &listed));
    remarks.extend(unlisted_sections(case, &listed));
    Ruling::Judged(remarks)
}

/// Up to so many entries may be wrong before it is the reading that is in doubt.
const FEW: usize = 2;

fn missing(case: &Case<'_>, entry: &ContentsEntry) -> Remark {
    let message = Message::new("GJ105-missing").with("entry", &entry.title);
    let key = folded_label(ordinal::without(&entry.title));
    let remark = Remark::at(case.place(entry.location), key, message);
    match section_of(case, &entry.title) {
        Some(section) => remark.of_defect(defect(&section.id)),
        None => remark,
    }
}

/// The contents say 八、, the heading says 七、.
fn another_ordinal(
    case: &Case<'_>,
    entry: &ContentsEntry,
    text: &str,
    location: Location,
) -> Option<Remark> {
    let (listed, printed) = (ordinal::of(&entry.title), ordinal::of(text));
    if listed.is_empty() || printed.is_empty() || listed == printed {
        return None;
    }
    let message = Message::new("GJ105-ordinal").with("entry", &entry.title).with("heading", text);
    let key = format!("ordinal@{}", folded_label(ordinal::without(text)));
    let remark = Remark::at(case.place(entry.location), key, message);
    Some(remark.and_at(case.place(location)).at_level(Level::Note))
}

/// Entries that do not stand in the order of the headings: those outside of the longest run that
/// does.
fn out_of_order(case: &Case<'_>, headings: &[(&ContentsEntry, Location)]) -> Vec<Remark> {
    // Files joined as one document have no order among themselves.
    if case.disclosure.sources.files.len() > 1 {
        return Vec::new();
    }
    let kept = longest_run(&headings.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    let moved = headings.iter().enumerate().filter(|(index, _)| !kept.contains(index));
    let remark = |(_, (entry, location)): (usize, &(&ContentsEntry, Location))| {
        let message = Message::new("GJ105-order").with("entry", &entry.title);
        let key = format!("order@{}", folded_label(ordinal::without(&entry.title)));
        Remark::at(case.place(entry.location), key, message).and_at(case.place(*location))
    };
    moved.map(remark).collect()
}

/// Indices of a longest run of locations that do not descend.
fn longest_run(locations: &[Location]) -> Vec<usize> {
    // For each location, the length of the longest run that ends there, and what comes before.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(locations.len());
    for (index, location) in locations.iter().enumerate() {
        let before = (0..index).filter(|&i| locations[i] <= *location).max_by_key(|&i| runs[i].0);
        runs.push((before.map_or(1, |i| runs[i].0 + 1), before));
    }
    let mut at = (0..runs.len()).max_by_key(|&i| runs[i].0);
    let mut kept = Vec::new();
    while let Some(index) = at {
        kept.push(index);
        at = runs[index].1;
    }
    kept
}

/// Tables that the contents leave out, where they list most of the others.
fn unlisted_tables(case: &Case<'_>, contents: &Listed<'_>) -> Vec<Remark> {
    let tables = &case.disclosure.statements;
    let unlisted: Vec<_> = tables.iter().filter(|t| !contents.tables.contains(&&*t.id)).collect();
    if unlisted.len() * 2 >= tables.len() {
        return Vec::new();
    }
    let unlisted = unlisted.into_iter().filter(|table| !contents.may_mean(&table.title));
    let remark = |table: &gouji_model::Statement| {
        let message = Message::new("GJ105-unlisted").with("heading", &table.title);
        Remark::at(reach::title(case, table), format!("unlisted@{}", table.id), message)
    };
    unlisted.map(remark).collect()
}

/// From this likeness on, in percent, an entry may mean a heading in other words.
const MEANT: usize = 70;

/// What the entries of the contents list.
struct Listed<'a> {
    sections: Vec<&'a str>,
    tables: Vec<&'a str>,
    /// Entries in words that no profile knows.
    unknown: Vec<&'a str>,
}

impl<'a> Listed<'a> {
    fn of(case: &Case<'a>) -> Self {
        let mut listed = Self { sections: Vec::new(), tables: Vec::new(), unknown: Vec::new() };
        for entry in &case.disclosure.contents {
            let (table, section) = (table_of(case, &entry.title), section_of(case, &entry.title));
            listed.tables.extend(table.map(|table| table.id.as_str()));
            listed.sections.extend(section.map(|section| section.id.as_str()));
            if table.is_none() && section.is_none() {
                listed.unknown.push(&entry.title);
            }
        }
        listed
    }

    /// Whether an entry in words that no profile knows may mean a heading.
    fn may_mean(&self, heading: &str) -> bool {
        let bare = ordinal::without(heading);
        self.unknown.iter().any(|title| reach::likeness(bare, title) >= MEANT)
    }
}

/// Sections that the contents leave out although they list the ones before and behind: 三、 where
/// they have 二、 and 四、.
fn unlisted_sections(case: &Case<'_>, contents: &Listed<'_>) -> Vec<Remark> {
    let listed = |section: &SectionText| {
        contents.sections.contains(&&*section.id) || contents.may_mean(&section.heading)
    };
    let style = |section: &SectionText| -> String {
        let heading = section.heading.trim();
        let ordinal = heading.len() - ordinal::without(heading).len();
        heading[..ordinal].chars().filter(|c| !c.is_alphanumeric()).collect()
    };
    let numbered: Vec<&SectionText> =
        case.disclosure.sections.iter().filter(|s| !style(s).is_empty()).collect();
    let mut remarks = Vec::new();
    for triple in numbered.windows(3) {
        let [before, section, behind] = triple else { continue };
        let alike = style(before) == style(section) && style(section) == style(behind);
        if alike && listed(before) && !listed(section) && listed(behind) {
            let message = Message::new("GJ105-unlisted").with("heading", &section.heading);
            let key = format!("unlisted@{}", section.id);
            remarks.push(Remark::at(case.place(section.location), key, message));
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_order_is_what_the_longest_run_leaves_out() {
        let lines = [1, 2, 9, 3, 4].map(Location::line);
        let mut kept = longest_run(&lines);
        kept.sort_unstable();
        assert_eq!(kept, [0, 1, 3, 4]);
    }
}
