//! GJ802: another year where the year of the document is meant.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gouji_model::{Kind, Location, Message, Passage, PassageKind, Place};
use gouji_standard::{FoldedText, Pattern, TitleSlots};
use regex::Regex;

use super::slip::around;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ802", judge };

/// A year with its sign.
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new("20[0-9]{2} ?年").expect("a literal"));

/// A year that something is compared with. A month or a date is no year of a budget.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    let words = "(?:比|较|与|同|和)(20[0-9]{2}) ?年(?:度)?(?:部门|单位)?(?:年初)?(预算|决算)?(?:执行)?(?:数)?";
    let change =
        "(?:相比|比较)?[，,]?(?:增加|减少|增长|下降|上升|降低|持平|相同|一致|无变化|没有变化)";
    Regex::new(&format!("{words}{change}")).expect("a literal")
});

fn judge(case: &Case<'_>) -> Ruling {
    let Some(year) = case.disclosure.year else {
        return Ruling::NotAssessable(Message::new("GJ802-none"));
    };
    let passages = &case.disclosure.passages;
    let titles = passages.iter().filter(|passage| passage.kind == PassageKind::Title);
    let titles: BTreeSet<String> = titles.map(|title| timeless(&title.text)).collect();
    let mut remarks = Vec::new();
    for passage in passages {
        let in_doubt = match passage.kind {
            PassageKind::Title => true,
            PassageKind::Contents => titles.contains(&timeless(&passage.text)),
            PassageKind::Cover => has_slot(&case.profile.labels.cover_title, &passage.text),
            PassageKind::Heading => {
                case.profile.sections.iter().any(|s| has_slot(&s.titles, &passage.text))
            }
            PassageKind::Paragraph | PassageKind::Note => {
                remarks.extend(with_itself(case, passage, year));
                false
            }
            _ => false,
        };
        if in_doubt {
            remarks.extend(title(case, passage, year));
        }
    }
    remarks.extend(forms(case, year));
    Ruling::Judged(remarks)
}

/// A title of a table without what tells years, ordinals and pages apart.
fn timeless(text: &str) -> String {
    let text = YEAR.replace(text, "");
    let text =
        text.trim_start_matches(|c: char| "表0123456789一二三四五六七八九十、.（()） ".contains(c));
    text.trim_end_matches(|c: char| c.is_ascii_digit() || ".… ·\t".contains(c)).to_owned()
}

/// Whether a text is one of these wordings, and they have a year in them.
fn has_slot(patterns: &[Pattern], text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| "一二三四五六七八九十、（()）".contains(c));
    let folded = FoldedText::new(bare);
    let found = patterns.iter().find_map(|p| p.match_whole(folded.chars(), &TitleSlots));
    found.is_some_and(|found| found.slot("year").is_some())
}

/// A title that has another year.
fn title(case: &Case<'_>, passage: &Passage, year: u16) -> Option<Remark> {
    let found = YEAR.find(&passage.text)?;
    let printed = &found.as_str()[..4];
    if printed == year.to_string() {
        return None;
    }
    let text = passage.text.trim();
    let message =
        Message::new("GJ802-title").with("title", text).with("printed", printed).with("year", year);
    let key = format!("{:?}@{}", passage.kind, timeless(text));
    let proposed = text.replacen(printed, &year.to_string(), 1);
    let place = case.place_of(passage, found.start());
    Some(Remark::at(place, key, message).proposing(text, &proposed, case.words("GJ802", "why")))
}

/// The name of the defect that a section compares the document's year with itself.
pub(in crate::rules) fn own_year(heading: &str, year: u16) -> String {
    format!("own-year@{heading}@{year}")
}

/// A comparison of the document's year with itself. Final accounts are compared with the budget of
/// their own year.
fn with_itself(case: &Case<'_>, passage: &Passage, year: u16) -> Vec<Remark> {
    let is_budget = case.disclosure.kind == Kind::Budget;
    let own = year.to_string();
    let found = COMPARED.captures_iter(&passage.text).filter(|captures| {
        let is_own = captures[1] == *own;
        let against_budget = captures.get(2).is_some_and(|of| of.as_str() == "预算");
        let start = captures.get(0).map_or(0, |found| found.start());
        // 2027年比2026年: a plan beyond the year.
        let before: Vec<char> = passage.text[..start].chars().rev().take(12).collect();
        let before: String = before.into_iter().rev().collect();
        let of_other = YEAR.find_iter(&before).any(|found| found.as_str()[..4] != *own);
        is_own && !of_other && (is_budget || !against_budget)
    });
    let remark = |captures: regex::Captures<'_>| {
        let range = captures.get(0).map_or(0..0, |found| found.range());
        let message = Message::new("GJ802-itself")
            .with("year", year)
            .with("around", around(&passage.text, range.clone()));
        let before = around(&passage.text, range.start..range.start);
        let key = format!("itself@{}@{before}", passage.heading);
        let proposed = captures[0].replacen(&captures[1], &(year - 1).to_string(), 1);
        let remark = Remark::at(case.place_of(passage, range.start), key, message);
        let remark = remark.of_defect(own_year(&passage.heading, year));
        remark.proposing(&captures[0], &proposed, case.words("GJ802", "why"))
    };
    found.map(remark).collect()
}

/// Target forms of another year; the parts of a form that goes over pages each print it.
fn forms(case: &Case<'_>, year: u16) -> Vec<Remark> {
    let disclosure = case.disclosure;
    let projects = disclosure.projects.iter();
    let projects = projects.map(|form| (form.name.as_str(), form.year, form.location));
    let overall = disclosure.overall_target.iter();
    let overall = overall.map(|form| (form.department.as_str(), form.year, form.location));
    let mut forms: Vec<_> = projects.chain(overall).collect();
    forms.sort_by_key(|(_, _, location)| *location);
    let other = forms.iter().enumerate().filter_map(|(index, (name, printed, location))| {
        let printed = printed.filter(|printed| *printed != year)?;
        let message = Message::new("GJ802-form")
            .with("name", name)
            .with("printed", printed)
            .with("year", year);
        let end = forms.get(index + 1).map(|(_, _, location)| *location);
        let mut places = years_of_form(case, printed, *location, end).into_iter();
        let first = places.next().unwrap_or_else(|| case.place(*location));
        let remark = Remark::at(first, format!("form@{name}"), message);
        let why = case.words("GJ802", "why");
        let remark = remark.proposing(&printed.to_string(), &year.to_string(), why);
        Some(places.fold(remark, Remark::and_at))
    });
    other.collect()
}

/// Where a form prints its year: lines that are nothing else, from its title to the next form.
fn years_of_form(
    case: &Case<'_>,
    printed: u16,
    from: Location,
    end: Option<Location>,
) -> Vec<Place> {
    let sign: String = printed.to_string();
    let is_year = |text: &str| {
        text.contains(&sign) && text.chars().all(|c| sign.contains(c) || "()（）年度 ".contains(c))
    };
    let within = |location: Location| location >= from && end.is_none_or(|end| location < end);
    let passages = case.disclosure.passages.iter();
    let lines = passages.filter(|p| within(p.location_at(0)) && is_year(&p.text));
    lines.map(|line| case.place_of(line, 0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_not_compared_with_its_own_year() {
        let compared = |text: &str| COMPARED.captures(text).map(|found| found[1].to_owned());
        assert_eq!(compared("比2026年预算增加5万元").as_deref(), Some("2026"));
        assert_eq!(compared("与2026年度相比，减少").as_deref(), Some("2026"));
        assert_eq!(compared("较2026年1月增加"), None);
        assert_eq!(compared("与2026年部门预算口径一致"), None);
    }
}
