//! GJ801: a name written with a character that looks like the right one.
//!
//! The name of the unit, its parts (place, office) and the names of projects are looked for with one
//! character changed for one that looks like it. Of the two forms the rarer one is the slip.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Culprit, Level, Message, Passage};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ801", judge };

/// Signs that end a part of a name: a place, then an office.
const ENDS: [&str; 16] = [
    "自治区",
    "自治州",
    "自治县",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "州",
    "盟",
    "镇",
    "乡",
    "街道",
    "局",
    "委员会",
    "中心",
];

/// A name of so many characters may also be that of another place.
const SHORT: usize = 3;

/// A character that was read for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Swap {
    printed: char,
    right: char,
}

/// Where a name was written with a character for another.
struct Slip {
    passage: usize,
    offset: usize,
    printed: String,
    name: String,
}

fn judge(case: &Case<'_>) -> Ruling {
    let names = names(case);
    if names.is_empty() {
        return Ruling::NotAssessable(Message::new("GJ801-none"));
    }
    let texts: Vec<Vec<(usize, char)>> = case.disclosure.passages.iter().map(signs).collect();
    let mut taken = BTreeSet::new();
    let mut slips: BTreeMap<Swap, Vec<Slip>> = BTreeMap::new();
    // Longer names first: a place in the name of the unit is that name's slip.
    for name in &names {
        let (right, swaps) = occurrences(case, name, &texts, &taken);
        for (swap, found) in swaps.into_iter().filter(|(_, found)| found.len() < right) {
            taken.extend(found.iter().map(|slip| (slip.passage, slip.offset)));
            slips.entry(swap).or_default().extend(found);
        }
    }
    for (swap, slips) in &mut slips {
        slips.extend(further(*swap, &texts, &taken));
    }
    Ruling::Judged(slips.into_iter().map(|(swap, slips)| remark(case, swap, slips)).collect())
}

/// Where else a character that was mistaken once stands for the right one: with the same two
/// characters behind it as the right one has elsewhere, as in the numbers of a place's documents.
fn further(
    swap: Swap,
    texts: &[Vec<(usize, char)>],
    taken: &BTreeSet<(usize, usize)>,
) -> Vec<Slip> {
    let behind = |sign: char| {
        texts.iter().enumerate().flat_map(move |(passage, text)| {
            text.windows(3).filter_map(move |window| {
                let [(offset, own), (_, next), (_, last)] = *window else { return None };
                (own == sign).then_some((passage, offset, [next, last]))
            })
        })
    };
    let right: BTreeSet<[char; 2]> = behind(swap.right).map(|(_, _, tail)| tail).collect();
    let wrong = behind(swap.printed).filter(|(passage, offset, tail)| {
        right.contains(tail) && !taken.contains(&(*passage, *offset))
    });
    let name = |sign: char, tail: [char; 2]| [sign, tail[0], tail[1]].iter().collect();
    let slip = |(passage, offset, tail): (usize, usize, [char; 2])| Slip {
        passage,
        offset,
        printed: name(swap.printed, tail),
        name: name(swap.right, tail),
    };
    wrong.map(slip).collect()
}

/// The unit's name and its parts, and the names of projects; the longest first.
fn names(case: &Case<'_>) -> Vec<Vec<char>> {
    let disclosure = case.disclosure;
    let mut names: BTreeSet<String> = BTreeSet::new();
    if let Some(unit) = &disclosure.unit {
        let parts = parts(&unit.text);
        names.extend(parts.into_iter().filter(|part| part.chars().count() >= 2));
        names.insert(unit.text.clone());
    }
    names.extend(disclosure.projects.iter().map(|project| project.name.clone()));
    let mut names: Vec<Vec<char>> = names.iter().map(|name| chars(name)).collect();
    names.retain(|name| name.len() >= 2);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

fn chars(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 某市某局某县分局: 某市, 某局, 某县, 分局.
fn parts(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(end) = part_end(rest) {
        parts.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned());
    }
    parts
}

fn part_end(rest: &str) -> Option<usize> {
    let ends = ENDS.iter().filter_map(|end| {
        let at = rest.find(end)?;
        (at > 0).then_some(at + end.len())
    });
    ends.min()
}

/// The characters of a text that are no space, with their places.
fn signs(passage: &Passage) -> Vec<(usize, char)> {
    passage.text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect()
}

/// How often a name is written right, and where it is not.
fn occurrences(
    case: &Case<'_>,
    name: &[char],
    texts: &[Vec<(usize, char)>],
    taken: &BTreeSet<(usize, usize)>,
) -> (usize, BTreeMap<Swap, Vec<Slip>>) {
    let similar = case.standard.similar();
    let mut right = 0;
    let mut swaps: BTreeMap<Swap, Vec<Slip>> = BTreeMap::new();
    for (passage, text) in texts.iter().enumerate() {
        for window in text.windows(name.len()) {
            let mut differ = window.iter().zip(name).filter(|((_, own), sign)| own != *sign);
            let Some((&(offset, printed), &sign)) = differ.next() else {
                right += 1;
                continue;
            };
            if differ.next().is_some()
                || !similar.alike(printed, sign)
                || taken.contains(&(passage, offset))
            {
                continue;
            }
            let slip = Slip {
                passage,
                offset,
                printed: window.iter().map(|(_, c)| *c).collect(),
                name: name.iter().collect(),
            };
            swaps.entry(Swap { printed, right: sign }).or_default().push(slip);
        }
    }
    (right, swaps)
}

/// Longest text that is shown whole as what is printed.
const MAX_PRINTED: usize = 60;

fn remark(case: &Case<'_>, swap: Swap, mut slips: Vec<Slip>) -> Remark {
    // The name that was mistaken most says most; of several the longest, which came first.
    let count = |name: &str| slips.iter().filter(|slip| slip.name == name).count();
    let most = slips.iter().map(|slip| count(&slip.name)).max().unwrap_or(0);
    let shown = slips.iter().find(|slip| count(&slip.name) == most);
    let (printed, name) =
        shown.map(|slip| (slip.printed.clone(), slip.name.clone())).unwrap_or_default();
    slips.sort_by_key(|slip| (slip.passage, slip.offset));
    let message = Message::new("GJ801-found")
        .with("printed", printed)
        .with("name", &name)
        .with("count", slips.len())
        .with("sign", swap.printed)
        .with("right", swap.right);
    let why = case.words("GJ801", "why");
    let culprit = |slip: &Slip| {
        let passage = &case.disclosure.passages[slip.passage];
        let place = case.place_of(passage, slip.offset);
        let (printed, proposed) = if passage.text.chars().count() <= MAX_PRINTED {
            (passage.text.clone(), corrected(&passage.text, slip.offset, swap))
        } else {
            (slip.printed.clone(), slip.name.clone())
        };
        Culprit { place, printed, proposed, why: why.clone() }
    };
    let culprits: Vec<Culprit> = slips.iter().map(culprit).collect();
    let places = culprits.iter().map(|culprit| culprit.place.clone()).collect();
    // A place of two characters may be another place.
    let sure = name.chars().count() > SHORT;
    Remark {
        comparison: None,
        defects: vec![defect(&swap.printed.to_string(), &swap.right.to_string())],
        message,
        places,
        key: format!("{}{}", swap.printed, swap.right),
        operands: Vec::new(),
        culprits,
        level: (!sure).then_some(Level::Warning),
    }
}

/// The name of the defect that one character stands for another, whichever is the right one.
pub(in crate::rules) fn defect(one: &str, other: &str) -> String {
    let (one, other) = if one < other { (one, other) } else { (other, one) };
    format!("sign@{one}@{other}")
}

fn corrected(text: &str, offset: usize, swap: Swap) -> String {
    let end = offset + swap.printed.len_utf8();
    format!("{}{}{}", &text[..offset], swap.right, &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_behind_places_and_offices() {
        assert_eq!(parts("某市水务局甲县分局"), ["某市", "水务局", "甲县", "分局"]);
        assert_eq!(parts("乙街道办事处"), ["乙街道", "办事处"]);
    }
}
