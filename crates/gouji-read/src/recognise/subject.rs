//! Who publishes, for which year, and what kind of unit it is.

use std::collections::BTreeMap;

use gouji_model::{Named, Subject, UnitKind};
use gouji_standard::{FoldedText, Pattern, TitleSlots, folded_label};

use super::parts::{Parts, TableSource};
use super::title;
use super::{Context, label};

/// Facts about the document as a whole.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub unit: Option<Named>,
    pub year: Option<u16>,
    pub subject: Option<Subject>,
    pub unit_kind: Option<UnitKind>,
}

impl Facts {
    /// Names of the unit and its department, for telling them from projects.
    pub(super) fn unit_names(&self, parts: &Parts) -> Vec<String> {
        let mut names: Vec<String> = self.unit.iter().map(|unit| unit.text.clone()).collect();
        for name in parts.tables.iter().filter_map(|table| table.unit_name.as_ref()) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

pub(super) fn facts(context: Context<'_>, parts: &Parts) -> Facts {
    Facts {
        unit: unit(context, parts),
        year: year(parts),
        subject: subject(parts),
        unit_kind: unit_kind(context, parts),
    }
}

/// The unit: named on the cover, or above most tables.
fn unit(context: Context<'_>, parts: &Parts) -> Option<Named> {
    let labels = &context.profile.labels;
    let cover = parts.cover.iter();
    let labelled = cover.clone().find_map(|line| {
        let name = title::after(&labels.unit_name, &line.text)?;
        (!name.is_empty()).then(|| Named { text: label::printed(name), location: line.location })
    });
    let above_tables = above_most_tables(&parts.tables);
    if let Some(Named { text, location }) = labelled {
        // A long name may go on in the next line of the cover; above the tables it stands whole.
        let whole =
            above_tables.filter(|name| folded_label(name).starts_with(&folded_label(&text)));
        return Some(Named { text: whole.unwrap_or(text), location });
    }
    let before_year = cover.clone().find_map(|line| {
        let name = name_before_year(&line.text)?;
        Some(Named { text: label::printed(name), location: line.location })
    });
    if before_year.is_some() {
        return before_year;
    }
    let is_name = |line: &&Named| {
        let text = folded_label(&line.text);
        let year = text.chars().any(|c| c.is_ascii_digit());
        let named = above_tables.as_ref().is_none_or(|name| similar(&text, &folded_label(name)));
        !year && text.chars().count() >= 4 && !title::any(&labels.cover_title, &line.text) && named
    };
    if let Some(line) = cover.clone().find(is_name) {
        return Some(Named { text: label::printed(&line.text), location: line.location });
    }
    let text = above_tables?;
    let table = parts.tables.iter().find(|table| table.unit_name.as_ref() == Some(&text))?;
    Some(Named { text, location: table.title_location })
}

/// The name in front of the year in the title of the cover: 某某局2024年度部门决算.
fn name_before_year(text: &str) -> Option<&str> {
    let year = text.match_indices('年').find_map(|(at, _)| {
        let start = at.checked_sub(4)?;
        let digits = text.get(start..at)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then_some(start)
    })?;
    let name = text[..year].trim();
    let is_name = name.chars().count() >= 4 && !name.contains(|c: char| c.is_ascii_digit());
    // The title may go on in the next line.
    let rest = text[year + 4..].trim();
    let is_title = rest.contains("预算") || rest.contains("决算") || matches!(rest, "年" | "年度");
    (is_name && is_title).then_some(name)
}

fn above_most_tables(tables: &[TableSource]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in tables.iter().filter_map(|table| table.unit_name.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    let (name, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some(name.to_owned())
}

/// Two names are similar when they differ in one character at most.
fn similar(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.len() == b.len() && a.iter().zip(&b).filter(|(x, y)| x != y).count() <= 1
}

/// The year of the cover, else of the most titles of tables. A cover that the rest contradicts is
/// itself the slip: one year in one place does not make all the others wrong.
fn year(parts: &Parts) -> Option<u16> {
    let of_cover = parts.cover.iter().find_map(|line| year_in(&line.text));
    let titles = most(parts.tables.iter().filter_map(|table| year_in(&table.title)));
    let Some(of_cover) = of_cover else { return titles.map(|(year, _)| year) };
    let own = parts.tables.iter().filter(|table| year_in(&table.title) == Some(of_cover)).count();
    let meant = most(written(parts)).filter(|(year, count)| {
        let beside = written(parts).filter(|other| *other == of_cover).count();
        // Sentences may begin with last year; titles do not.
        let of_titles = titles.is_none_or(|(of_titles, _)| of_titles == *year);
        *year != of_cover && of_titles && own == 0 && *count >= FEWEST && *count > 3 * beside
    });
    Some(meant.map_or(of_cover, |(year, _)| year))
}

/// Fewest places that outvote the cover.
const FEWEST: usize = 4;

/// The years that titles of tables and headings say, and that paragraphs of the explanation begin
/// with.
fn written(parts: &Parts) -> impl Iterator<Item = u16> {
    let titles = parts.tables.iter().map(|table| table.title.as_str());
    let headings = parts.sections.iter().map(|section| &*section.heading);
    let paragraphs = parts.sections.iter().flat_map(|section| &section.paragraphs);
    let beginning = paragraphs.filter(|paragraph| paragraph.text.trim().starts_with("20"));
    let beginning = beginning.filter_map(|paragraph| {
        let start: String = paragraph.text.trim().chars().take(6).collect();
        year_in(&start)
    });
    titles.chain(headings).filter_map(year_in).chain(beginning)
}

/// The most frequent year and how often it is said.
fn most(years: impl Iterator<Item = u16>) -> Option<(u16, usize)> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for year in years {
        *counts.entry(year).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count)
}

/// The first year in a text: four digits in front of 年.
pub(super) fn year_in(text: &str) -> Option<u16> {
    let folded = FoldedText::new(text);
    let chars = folded.chars();
    let at = (0..chars.len().saturating_sub(4))
        .find(|&at| chars[at + 4] == '年' && !gouji_standard::year_ends(chars, at).is_empty())?;
    chars[at..at + 4].iter().collect::<String>().parse().ok()
}

/// Whether cover and titles speak of a unit or of a department.
fn subject(parts: &Parts) -> Option<Subject> {
    let titles = parts.cover.iter().map(|line| line.text.as_str());
    let headings = parts.sections.iter().map(|section| &*section.heading);
    let tables = parts.tables.iter().map(|table| table.title.as_str());
    titles.chain(tables).chain(headings).find_map(|text| {
        let text = folded_label(text);
        let unit =
            text.contains("单位预算") || text.contains("单位决算") || text.contains("预算单位");
        let department = text.contains("部门预算") || text.contains("部门决算");
        match (unit, department) {
            (true, false) => Some(Subject::Unit),
            (false, true) => Some(Subject::Department),
            _ => None,
        }
    })
}

/// The legal nature of the unit, where its organs are described.
fn unit_kind(context: Context<'_>, parts: &Parts) -> Option<UnitKind> {
    let labels = &context.profile.labels;
    let kinds = [
        (UnitKind::Participating, &labels.participating),
        (UnitKind::Administrative, &labels.administrative),
        (UnitKind::PublicInstitution, &labels.public_institution),
    ];
    let is_overview = |id: &str| {
        context
            .profile
            .section(id)
            .is_some_and(|s| s.part == gouji_standard::profile::Part::Overview)
    };
    let overview = parts.sections.iter().filter(|section| is_overview(&section.id));
    for paragraph in overview.flat_map(|section| &section.paragraphs) {
        let folded = FoldedText::new(&paragraph.text);
        let stands = |patterns: &[Pattern]| {
            patterns.iter().any(|p| !p.find_all(folded.chars(), &TitleSlots).is_empty())
        };
        if let Some((kind, _)) = kinds.iter().find(|(_, patterns)| stands(patterns)) {
            // An administrative unit with public institutions below it is not one kind of unit.
            return (!stands(&labels.subordinate_institutions)).then_some(*kind);
        }
    }
    None
}
