//! GJ111: a department lists the units that its document covers, as many as it says.

use gouji_model::{Message, SectionText, Subject};
use gouji_standard::{FoldedText, TitleSlots, ordinal};

use super::reach;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ111", judge };

fn judge(case: &Case<'_>) -> Ruling {
    if case.disclosure.subject != Some(Subject::Department) {
        return Ruling::NotApplicable(Message::new("GJ111-unit"));
    }
    if reach::is_blank_form(case) {
        return Ruling::NotApplicable(Message::new("GJ104-blank-form"));
    }
    let sections = case.disclosure.sections.iter();
    let own = &case.profile.completeness.units_sections;
    let mut sections = sections.filter(|section| own.iter().any(|id| *id == *section.id));
    let Some(section) = sections.next() else {
        return Ruling::NotApplicable(Message::new("GJ111-none"));
    };
    let list = List::of(case, section);
    if list.is_single {
        return Ruling::Judged(Vec::new());
    }
    if !list.is_there {
        if let Some(reason) = reach::unread(case) {
            return Ruling::NotAssessable(reason);
        }
        let message = Message::new("GJ111-unlisted");
        return Ruling::Judged(vec![remark(case, section, "list", message)]);
    }
    let counted = (list.counted > 0 && list.items > 1 && list.counted != list.items).then(|| {
        let message =
            Message::new("GJ111-count").with("counted", list.counted).with("listed", list.items);
        remark(case, section, "count", message)
    });
    Ruling::Judged(counted.into_iter().collect())
}

fn remark(case: &Case<'_>, section: &SectionText, key: &str, message: Message) -> Remark {
    let mut place = case.place(section.location);
    place.section = Some(section.heading.clone());
    Remark::at(place, key, message)
}

/// What a section says of the units.
#[derive(Default)]
struct List {
    /// The department says that it has no units, or names one kind of unit only.
    is_single: bool,
    /// A list follows its announcement.
    is_there: bool,
    /// Sum of the numbers of units by kind.
    counted: usize,
    /// Numbered paragraphs behind the announcement; zero where the list has another layout.
    items: usize,
}

impl List {
    fn of(case: &Case<'_>, section: &SectionText) -> Self {
        let words = &case.profile.completeness;
        let mut list = Self::default();
        for paragraph in &section.paragraphs {
            let text = &paragraph.text;
            list.is_single |= reach::says(&words.no_units, text);
            if reach::says(&words.units_listed, text) {
                list.is_there = true;
                // 事业单位3家，其中参公1家: a part is no further unit.
                let is_nested = reach::says(&words.units_nested, text);
                list.counted = if is_nested { 0 } else { counted(case, text) };
            } else if list.is_there && ordinal::begins(text) {
                list.items += 1;
            }
            list.is_there |= ordinal::begins(text);
        }
        list.is_there |= has_table(case, section);
        list
    }
}

/// Units of every kind that a sentence counts: 行政单位1家，事业单位4家.
fn counted(case: &Case<'_>, text: &str) -> usize {
    let folded = FoldedText::new(text);
    let patterns = case.profile.completeness.units_counted.iter();
    let hits = patterns.flat_map(|pattern| pattern.find_all(folded.chars(), &TitleSlots));
    let number = |hit: &gouji_standard::Match<'_>| -> Option<usize> {
        let slot = hit.slot("number")?;
        folded.chars()[slot.start..slot.end].iter().collect::<String>().parse().ok()
    };
    hits.filter_map(|hit| number(&hit)).fold(0, usize::saturating_add)
}

/// Whether a table without amounts stands between the section and the next one.
fn has_table(case: &Case<'_>, section: &SectionText) -> bool {
    let behind = case.disclosure.sections.iter().map(|s| s.location);
    let tables = case.disclosure.statements.iter().map(|t| t.title_location);
    let next = behind.chain(tables).filter(|at| *at > section.location).min();
    let mut lists = case.disclosure.other_tables.iter().map(|table| table.location);
    lists.any(|at| at > section.location && next.is_none_or(|next| at < next))
}
