//! Target forms: projects by their names, amounts by their sources, indicators by their names.

use gouji_model::{
    CellChange, Change, Disclosure, Funding, Indicator, IndicatorChange, Message, Place, Project,
    ProjectChange, SidedChange, Text,
};
use gouji_standard::folded_label;

use super::Pair;
use super::cell::{Said, change};
use super::identity::{Era, paired};

/// Forms that are not the same. Where one of the documents has none at all, they may not have been
/// read, and nothing is compared.
pub(super) fn compare(pair: &Pair<'_>, notes: &mut Vec<Text>) -> Vec<ProjectChange> {
    let mut changes = Vec::new();
    if let (Some(old), Some(new)) = (&pair.old.overall_target, &pair.new.overall_target) {
        let (old, new) = (
            Form { funding: &old.funding, indicators: &old.indicators },
            Form { funding: &new.funding, indicators: &new.indicators },
        );
        changes.extend(form(pair, None, old, new));
    }
    match (pair.old.projects.is_empty(), pair.new.projects.is_empty()) {
        (true, false) => notes.push(pair.say(&Message::new("check-diff-old-no-projects"))),
        (false, true) => notes.push(pair.say(&Message::new("check-diff-new-no-projects"))),
        _ => changes.extend(projects(pair)),
    }
    changes
}

fn projects(pair: &Pair<'_>) -> Vec<ProjectChange> {
    let (old_era, new_era) = pair.eras();
    let old = (&pair.old.projects[..], old_era);
    let new = (&pair.new.projects[..], new_era);
    let one_sided = |project: &Project, change| ProjectChange {
        name: Some(project.name.clone()),
        change,
        amounts: Vec::new(),
        indicators: Vec::new(),
    };
    let project = |both: (Option<&Project>, Option<&Project>)| match both {
        (Some(old), Some(new)) => form(pair, Some(&new.name), Form::of(old), Form::of(new)),
        (Some(old), None) => Some(one_sided(old, Change::Removed)),
        (None, Some(new)) => Some(one_sided(new, Change::Added)),
        (None, None) => None,
    };
    let name = |project: &Project, era: Era| Some(era.name(&project.name));
    paired(old, new, name).into_iter().filter_map(project).collect()
}

/// What is compared of a form.
#[derive(Clone, Copy)]
struct Form<'a> {
    funding: &'a [Funding],
    indicators: &'a [Indicator],
}

impl<'a> Form<'a> {
    fn of(project: &'a Project) -> Self {
        Self { funding: &project.funding, indicators: &project.indicators }
    }
}

fn form(
    pair: &Pair<'_>,
    name: Option<&str>,
    old: Form<'_>,
    new: Form<'_>,
) -> Option<ProjectChange> {
    let amounts = amounts(pair, old.funding, new.funding);
    let indicators = indicators(pair, old.indicators, new.indicators);
    let is_same = amounts.is_empty() && indicators.is_empty();
    let name = name.map(str::to_owned);
    (!is_same).then_some(ProjectChange { name, change: Change::Changed, amounts, indicators })
}

fn amounts(pair: &Pair<'_>, old: &[Funding], new: &[Funding]) -> Vec<SidedChange> {
    let (old_era, new_era) = pair.eras();
    let key = |line: &Funding, era: Era| Some((line.side, line.by.clone(), era.name(&line.source)));
    let amount = |(old, new): (Option<&Funding>, Option<&Funding>)| {
        let line = new.or(old)?;
        let said = |disclosure, line: Option<&Funding>| {
            line.map_or(Said::Unknown, |line| said(disclosure, line))
        };
        let amount: CellChange =
            change(line.source.clone(), said(pair.old, old), said(pair.new, new))?;
        Some(SidedChange { side: line.side, amount })
    };
    paired((old, old_era), (new, new_era), key).into_iter().filter_map(amount).collect()
}

fn said(disclosure: &Disclosure, line: &Funding) -> Said {
    let place: Place = disclosure.sources.place(line.location);
    match &line.amount {
        Some(amount) => {
            Said::Amount { printed: line.printed.clone(), amount: amount.clone(), place }
        }
        None => Said::Unknown,
    }
}

fn indicators(pair: &Pair<'_>, old: &[Indicator], new: &[Indicator]) -> Vec<IndicatorChange> {
    let (old_era, new_era) = pair.eras();
    let key = |indicator: &Indicator, era: Era| {
        Some((indicator.side, era.name(&indicator.level2), era.name(&indicator.level3)))
    };
    // A date of the year is the same date, as printed or in its own year.
    let is_same = |old: &str, new: &str| {
        folded_label(old) == folded_label(new) || old_era.name(old) == new_era.name(new)
    };
    let indicator = |(old, new): (Option<&Indicator>, Option<&Indicator>)| {
        let printed = |indicator: Option<&Indicator>| indicator.map(|i| i.printed.clone());
        let change = match (old, new) {
            (Some(old), Some(new)) if is_same(&old.printed, &new.printed) => {
                return None;
            }
            (Some(_), Some(_)) => Change::Changed,
            (Some(_), None) => Change::Removed,
            (None, _) => Change::Added,
        };
        let named = new.or(old)?;
        let label = format!("{}/{}", named.level2, named.level3);
        let (old, new) = (printed(old), printed(new));
        Some(IndicatorChange { side: named.side, label, change, old, new })
    };
    paired((old, old_era), (new, new_era), key).into_iter().filter_map(indicator).collect()
}
