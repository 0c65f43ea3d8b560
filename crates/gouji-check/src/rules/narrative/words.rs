//! Words that say how something compares, as the profile and the wordings list them.

use gouji_standard::profile::Directions;
use gouji_standard::{Pattern, TitleSlots, Wordings, folded_label};

use super::line::{Line, Number};
use crate::rules::Case;

/// A word, and 1 for up or more, −1 for down or less, 0 for the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub sense: i8,
}

/// The word of change that stands at a position, the longest of them.
pub(super) fn direction_at(line: &Line<'_>, at: usize, words: &Directions) -> Option<Word> {
    longest(line, at, [(&words.up, 1), (&words.down, -1), (&words.flat, 0)])
}

/// The word that compares two amounts at a position.
pub(super) fn comparison_at(line: &Line<'_>, at: usize, words: &Wordings) -> Option<Word> {
    longest(line, at, [(&words.more, 1), (&words.less, -1), (&words.equal, 0)])
}

fn longest(line: &Line<'_>, at: usize, lists: [(&Vec<String>, i8); 3]) -> Option<Word> {
    let words = lists.iter().flat_map(|(list, sense)| list.iter().map(|word| (word, *sense)));
    let first = line.chars().get(at).copied();
    let here = words.filter_map(|(word, sense)| {
        // Words begin with a Chinese character, which folding leaves alone.
        let begins = word.chars().next().is_none_or(|c| c.is_ascii() || Some(c) == first);
        if !begins {
            return None;
        }
        let end = line.word_at(at, &folded_label(word))?;
        Some(Word { start: at, end, sense })
    });
    here.max_by_key(|word| word.end)
}

/// The word of change directly in front of a number: 增加, 增加了, 增幅为.
pub(super) fn direction_before(
    case: &Case<'_>,
    line: &Line<'_>,
    number: Number<'_>,
) -> Option<Word> {
    let joins = &case.standard.wordings().direction_joins;
    let from = number.start.saturating_sub(LONGEST);
    (from..number.start).find_map(|at| {
        let word = direction_at(line, at, &case.profile.directions)?;
        let between = line.text(word.end, number.start);
        joins.contains(&between).then_some(word)
    })
}

/// Longest word of change with what may follow it, in characters.
const LONGEST: usize = 8;

/// Whether one of some words stands in a text.
pub(super) fn any_in(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(&**word))
}

/// The wording by which a sentence names the year before, or another base.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub start: usize,
    pub end: usize,
    /// Where the year stands, if it is in digits.
    pub year: Option<usize>,
    pub kind: Option<BaseKind>,
}

/// What a figure is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BaseKind {
    Budget,
    Executed,
    Final,
}

/// Every comparison with a year: 比上年, 较2025年预算, 与2023年度决算数相比.
pub(super) fn bases(line: &Line<'_>, words: &Wordings) -> Vec<Base> {
    let lists = [
        (&words.base_any, None),
        (&words.base_budget, Some(BaseKind::Budget)),
        (&words.base_executed, Some(BaseKind::Executed)),
        (&words.base_final, Some(BaseKind::Final)),
    ];
    let at = |at: usize| {
        let here = lists.iter().flat_map(|(list, kind)| list.iter().map(|p| (p, *kind)));
        here.filter_map(|(pattern, kind)| base_at(line, at, pattern, kind))
            .max_by_key(|base| base.end)
    };
    (0..line.chars().len()).filter_map(at).collect()
}

fn base_at(line: &Line<'_>, at: usize, pattern: &Pattern, kind: Option<BaseKind>) -> Option<Base> {
    let hit = pattern.match_at(line.chars(), at, &TitleSlots)?;
    let year = hit.slot("year").map(|capture| capture.start);
    Some(Base { start: at, end: hit.end, year, kind })
}

/// The year at a position: four digits in front of 年; and the position behind them.
pub(super) fn year_at(line: &Line<'_>, at: usize) -> Option<(u16, usize)> {
    let before = at.checked_sub(1).and_then(|at| line.chars().get(at));
    let end = gouji_standard::year_ends(line.chars(), at).into_iter().next()?;
    let is_year = line.chars().get(end) == Some(&'年') && !before.is_some_and(char::is_ascii_digit);
    let year = line.text(at, end).parse().ok()?;
    is_year.then_some((year, end))
}
