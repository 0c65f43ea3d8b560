//! Sums that a text writes out: a list of items and its total, a whole and its parts.

use gouji_model::Amount;
use gouji_standard::TargetWords;

use super::arithmetic::{Kind, Money, Written, is_total};
use super::text::{Prose, small};

/// n项共计X元 after n items.
pub(super) fn lists(words: &TargetWords, prose: &Prose, money: &[Money]) -> Vec<Written> {
    let mut found = Vec::new();
    let mut from = 0;
    for total in money.iter().filter(|m| m.per.is_empty()) {
        let Some(at) = prose.any_before(total.number.start, &words.sums.grand) else { continue };
        let at = if prose.ends(at, ",") { at - 1 } else { at };
        let Some((count, start)) = items_before(prose, at) else { continue };
        let parts = items(prose, from, start, count).and_then(|spans| {
            spans.into_iter().map(|span| own(words, prose, money, span)).collect()
        });
        let parts: Option<Vec<Amount>> = parts;
        if let Some(parts) = parts {
            found.push(Written {
                kind: Kind::List,
                total: total.amount.clone(),
                formula: joined(&parts),
                parts,
            });
        }
        from = total.end;
    }
    found
}

/// 7项 or 两项 in front of a position: the number, and where it begins.
fn items_before(prose: &Prose, at: usize) -> Option<(usize, usize)> {
    const NUMERALS: [(char, usize); 10] = [
        ('两', 2),
        ('二', 2),
        ('三', 3),
        ('四', 4),
        ('五', 5),
        ('六', 6),
        ('七', 7),
        ('八', 8),
        ('九', 9),
        ('十', 10),
    ];
    let item = at.checked_sub(1).filter(|at| prose.at(*at, "项"))?;
    if let Some(number) = prose.numbers.iter().find(|number| number.end == item) {
        return Some((usize::from(small(number.value)?), number.start));
    }
    let numeral = prose.chars.get(item.checked_sub(1)?)?;
    NUMERALS.iter().find(|(c, _)| c == numeral).map(|(_, count)| (*count, item - 1))
}

/// The spans of a list of so many items: by 1、2、3、, else by semicolons and full stops.
fn items(prose: &Prose, from: usize, to: usize, count: usize) -> Option<Vec<(usize, usize)>> {
    let mut starts = Vec::new();
    for number in prose.numbers_in(from, to) {
        let next = starts.len() + 1;
        let opens = number.start == from
            || matches!(prose.chars[number.start - 1], ';' | '。' | ',' | ':' | ' ' | '(');
        let marks = matches!(prose.chars.get(number.end), Some('、' | '.' | ')'));
        if opens && marks && small(number.value).map(usize::from) == Some(next) {
            starts.push(number.end + 1);
        }
    }
    let spans: Vec<(usize, usize)> = if starts.len() == count {
        let ends = starts.iter().skip(1).copied().chain([to]);
        starts.iter().copied().zip(ends).collect()
    } else {
        let mut spans = Vec::new();
        let mut start = from;
        for at in from..=to {
            if at == to || matches!(prose.chars[at], ';' | '。') {
                let has_money = prose.numbers_in(start, at).any(|n| prose.money(n).is_some());
                spans.extend(has_money.then_some((start, at)));
                start = at + 1;
            }
        }
        spans
    };
    (spans.len() == count && count > 1).then_some(spans)
}

/// The amount of an item: its only plain one, else the last one that is called a total.
fn own(
    words: &TargetWords,
    prose: &Prose,
    money: &[Money],
    span: (usize, usize),
) -> Option<Amount> {
    let plain: Vec<&Money> = money
        .iter()
        .filter(|m| m.per.is_empty() && m.number.start >= span.0 && m.end <= span.1)
        .collect();
    if let [only] = plain[..] {
        return Some(only.amount.clone());
    }
    let mut totals = plain.iter().rev().filter(|m| is_total(words, prose, m.number.start));
    totals.next().map(|m| m.amount.clone())
}

/// A total, 其中, and its parts to the end of the sentence.
pub(super) fn wholes(words: &TargetWords, prose: &Prose, money: &[Money]) -> Vec<Written> {
    let whole = |total: &Money| {
        let at = if prose.at(total.end, ",") { total.end + 1 } else { total.end };
        let mut from = prose.any_at(at, &words.sums.shares)?;
        from += usize::from(prose.at(from, ":"));
        let rest = &prose.chars[from..];
        let end = rest.iter().position(|c| *c == '。').map_or(prose.chars.len(), |at| from + at);
        let list = prose.slice(from, end);
        if words.sums.not_parts.iter().any(|word| list.contains(word.as_str())) {
            return None;
        }
        let parts = parts(words, prose, money, (from, end))?;
        let ending = prose.slice(end.saturating_sub(16).max(from), end);
        let exhaustive =
            parts.len() > 2 || words.sums.rest.iter().any(|word| ending.contains(word.as_str()));
        Some(Written {
            kind: Kind::Parts { exhaustive },
            total: total.amount.clone(),
            formula: joined(&parts),
            parts,
        })
    };
    money.iter().filter(|m| m.per.is_empty()).filter_map(whole).collect()
}

/// The parts of a whole: one amount for each item between semicolons, else between commas.
fn parts(
    words: &TargetWords,
    prose: &Prose,
    money: &[Money],
    span: (usize, usize),
) -> Option<Vec<Amount>> {
    let split = |marks: &[char]| {
        let mut spans = Vec::new();
        let mut start = span.0;
        for at in span.0..=span.1 {
            if at == span.1 || marks.contains(&prose.chars[at]) {
                let inside = |m: &&Money| m.number.start >= start && m.end <= at;
                if money.iter().any(|m| inside(&m)) {
                    spans.push((start, at));
                }
                start = at + 1;
            }
        }
        spans
    };
    let spans = match split(&[';']) {
        spans if spans.len() > 1 => spans,
        _ => {
            // Within commas a rate would be of the item beside it.
            let rates = money
                .iter()
                .any(|m| !m.per.is_empty() && m.number.start >= span.0 && m.end <= span.1);
            if rates { Vec::new() } else { split(&[',', '、']) }
        }
    };
    let amounts: Option<Vec<Amount>> =
        spans.into_iter().map(|span| own(words, prose, money, span)).collect();
    amounts.filter(|amounts| amounts.len() > 1)
}

fn joined(parts: &[Amount]) -> String {
    let parts: Vec<String> =
        parts.iter().map(|part| format!("{}{}", part.value, part.unit)).collect();
    parts.join(" + ")
}
