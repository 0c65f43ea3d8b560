//! GJ411, GJ413: the parts that a sentence lists behind its whole (合计…，其中：…) are not more than
//! it, and make it up where the sentence says that they do. Sums that a template knows are
//! equations (GJ404).

use gouji_model::{Decimal, Interval, Level, Measure, Message};
use gouji_standard::{OperandRef, Wordings};

use super::line::{Line, Number, lines};
use super::words::{any_in, direction_before};
use crate::rules::{Case, Remark, Rule, Ruling};

/// Amounts of money.
pub(super) const AMOUNTS: Rule = Rule { code: "GJ411", judge: |case| judge(case, "GJ411", true) };
/// Counts and quantities.
pub(super) const COUNTS: Rule = Rule { code: "GJ413", judge: |case| judge(case, "GJ413", false) };

fn judge(case: &Case<'_>, code: &'static str, money: bool) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    let lines = lines(case);
    for line in &lines {
        for list in lists(case, line) {
            for listed in list.by_unit(money) {
                examined = true;
                remarks.extend(listed.remark(case, line, code));
            }
        }
    }
    if money {
        for (line, listed) in of_sections(case, &lines) {
            examined = true;
            remarks.extend(listed.remark(case, line, code));
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new(if money { "GJ411-none" } else { "GJ413-none" }))
    }
}

/// 其中 with the numbers in front of it and behind it.
struct List<'a> {
    /// Numbers that may be the whole, the last one first.
    wholes: Vec<Number<'a>>,
    parts: Vec<Number<'a>>,
    /// Whether the list is told to its end and does not leave parts out.
    closed: bool,
    /// Whether the words in front of the whole call it one.
    total: bool,
}

fn lists<'a>(case: &Case<'a>, line: &Line<'a>) -> Vec<List<'a>> {
    let words = case.standard.wordings();
    let starts = words.including.iter().flat_map(|word| {
        let end = word.chars().count();
        line.positions(word).into_iter().map(move |at| (at, at + end))
    });
    starts.filter_map(|(at, end)| list(case, line, words, at, end)).collect()
}

fn list<'a>(
    case: &Case<'a>,
    line: &Line<'a>,
    words: &Wordings,
    at: usize,
    end: usize,
) -> Option<List<'a>> {
    // The whole may stand in a sentence of its own: 预算总额…万元。其中：…
    let from = line.sentence_start(at.saturating_sub(1));
    let stop = stop(line, words, end);
    let is_plain = |number: &Number<'_>| direction_before(case, line, *number).is_none();
    let before = line.numbers.iter().rev().filter(|n| n.start >= from && n.end <= at);
    let wholes: Vec<Number<'_>> = before.copied().collect();
    let whole = wholes.first()?;
    // Nothing but punctuation may stand between the last number and the list.
    let between = line.text(line.unit_end(*whole), at);
    if !between.chars().all(|c| matches!(c, ',' | '。' | ';' | ':' | '(')) {
        return None;
    }
    let parts: Vec<Number<'_>> =
        line.numbers.iter().filter(|n| n.start >= end && n.end <= stop.at).copied().collect();
    let clean = wholes.iter().chain(&parts).all(is_plain);
    let said: Vec<String> =
        parts.iter().map(|n| line.text(line.clause_start(n.start), n.start)).collect();
    // A pair 预算/决算 for each part is not a list of parts, nor is a sum within the list.
    let pairs = [&words.actual, &words.totals].iter().any(|w| said.iter().any(|s| any_in(s, w)));
    let name = line.text(line.clause_start(whole.start), whole.start);
    let elsewhere = any_in(&name, &words.elsewhere) || any_in(&name, &words.prior);
    if !clean || pairs || elsewhere {
        return None;
    }
    let tail = parts.last().map_or(String::new(), |last| line.text(last.end, stop.at));
    let closed = stop.ends && !any_in(&tail, &words.open) && within_reach(&parts);
    Some(List { total: any_in(&name, &words.totals), wholes, parts, closed })
}

/// Where a list ends, and whether the sentence ends there.
struct Stop {
    at: usize,
    ends: bool,
}

fn stop(line: &Line<'_>, words: &Wordings, from: usize) -> Stop {
    let mut depth = 0i32;
    for at in from..line.chars().len() {
        match line.chars()[at] {
            '(' => depth += 1,
            ')' => depth -= 1,
            '。' => return Stop { at, ends: true },
            _ => {}
        }
        // The bracket in which the list stands closes, or a list within the list begins.
        if depth < 0 {
            return Stop { at, ends: true };
        }
        if words.including.iter().any(|word| line.word_at(at, word).is_some()) {
            return Stop { at, ends: false };
        }
    }
    Stop { at: line.chars().len(), ends: true }
}

/// Words between two parts are few; a longer stretch is another statement.
fn within_reach(parts: &[Number<'_>]) -> bool {
    parts.windows(2).all(|pair| pair[1].start - pair[0].end <= REACH)
}

/// Characters between two parts, at most.
const REACH: usize = 30;

impl<'a> List<'a> {
    /// The list for each unit in which it has a whole and two parts.
    fn by_unit(&self, money: bool) -> Vec<Listed<'a>> {
        let mut listed: Vec<Listed<'a>> = Vec::new();
        for whole in &self.wholes {
            let unit = &whole.claim.amount.unit;
            let fits = unit.is_money() == money && counts(whole);
            if !fits || listed.iter().any(|l| same_kind(&l.whole, whole)) {
                continue;
            }
            let parts: Vec<Number<'a>> =
                self.parts.iter().filter(|part| same_kind(whole, part)).copied().collect();
            if parts.len() >= 2 {
                let (closed, total) = (self.closed, self.total);
                listed.push(Listed { whole: *whole, parts, closed, total });
            }
        }
        listed
    }
}

fn counts(number: &Number<'_>) -> bool {
    matches!(number.claim.measure, Measure::Amount | Measure::Count | Measure::Quantity)
}

/// Money with money, 个 with 个.
fn same_kind(a: &Number<'_>, b: &Number<'_>) -> bool {
    let (x, y) = (&a.claim.amount.unit, &b.claim.amount.unit);
    counts(b) && (x == y || x.is_money() && y.is_money())
}

/// Wholes whose parts are sentences of their own in the section: the budget of all items, and the
/// budgets of each. The actual figures tell whether every item is there.
fn of_sections<'l, 'a>(case: &Case<'a>, lines: &'l [Line<'a>]) -> Vec<(&'l Line<'a>, Listed<'a>)> {
    let mut found = Vec::new();
    for line in lines {
        for number in &line.numbers {
            let template = number.claim.template.as_deref().and_then(|id| case.profile.claim(id));
            let Some(parts) = template.and_then(|def| def.whole_of.get(&*number.claim.slot)) else {
                continue;
            };
            let is_part = |part: &&Number<'a>| {
                let id = part.claim.template.as_deref().unwrap_or_default();
                let name = format!("{id}.{}", part.claim.slot);
                part.claim.section == number.claim.section && parts.contains(&name)
            };
            let numbers = lines.iter().flat_map(|line| &line.numbers);
            let parts: Vec<Number<'a>> = numbers.filter(is_part).copied().collect();
            if parts.len() >= 2
                && !parts.iter().any(|part| part.claim.position == number.claim.position)
            {
                let listed = Listed { whole: *number, parts, closed: true, total: true };
                found.push((line, listed));
            }
        }
    }
    found
}

/// A whole with its parts in one unit.
struct Listed<'a> {
    whole: Number<'a>,
    parts: Vec<Number<'a>>,
    closed: bool,
    total: bool,
}

impl<'a> Listed<'a> {
    /// What is wrong, where some number of the list has no other equation.
    fn remark(&self, case: &Case<'_>, line: &Line<'a>, code: &'static str) -> Option<Remark> {
        if self.is_checked_elsewhere(case) {
            return None;
        }
        let whole = self.whole.claim.interval()?;
        let mut sum = Interval::ZERO;
        let mut value = Decimal::ZERO;
        for part in &self.parts {
            sum = sum.checked_add(part.claim.interval()?)?;
            value = value.checked_add(part.claim.amount.base_value()?)?;
        }
        let (id, level) = if sum.low > whole.high {
            ("exceeds", Level::Error)
        } else if sum.high < whole.low && self.closed && self.total {
            ("short", Level::Warning)
        } else {
            return None;
        };
        let unit = &self.whole.claim.amount.unit;
        let powers = unit.yuan_powers().unwrap_or(0);
        let shown = Decimal::new(value.mantissa(), value.scale() + powers).normalised();
        let message = Message::new(if unit.is_money() { "GJ411-sum" } else { "GJ413-sum" })
            .with("heading", &line.section.heading)
            .with("whole", &self.whole.claim.printed)
            .with("sum", shown)
            .with("unit", unit);
        let key = format!("{id}@{}@{}", line.section.id, self.whole.claim.subject);
        // Counts have few readers, and an item of the budget may have come to nothing.
        let sure = code == "GJ411" && self.whole.claim.bound_to.contains('[') || self.in_one_line();
        let level = if code == "GJ413" || !sure { Level::Warning } else { level };
        let mut remark =
            Remark::at(line.place(case, self.whole.start), key, message).at_level(level);
        remark.operands.push(line.operand(case, self.whole));
        remark.operands.extend(self.parts.iter().map(|part| {
            let mut operand = line.operand(case, *part);
            operand.side = "right";
            operand
        }));
        Some(remark)
    }

    /// Whether the parts stand in the paragraph of their whole.
    fn in_one_line(&self) -> bool {
        let paragraph = |n: &Number<'_>| (n.claim.position.section, n.claim.position.paragraph);
        self.parts.iter().all(|part| paragraph(part) == paragraph(&self.whole))
    }

    /// All bound to cells, or added up by their template.
    fn is_checked_elsewhere(&self, case: &Case<'_>) -> bool {
        let numbers = || std::iter::once(&self.whole).chain(&self.parts);
        let has_cell = |number: &Number<'_>| number.claim.bound_to.contains('[');
        let template = self.whole.claim.template.as_deref();
        let sums = template.and_then(|id| case.profile.claim(id)).map_or(&[][..], |c| &c.sums);
        let is_said = |slot: &str| numbers().any(|number| &*number.claim.slot == slot);
        let added_up = sums.iter().any(|sum| {
            let terms = sum.sides().into_iter().flat_map(|side| &side.terms);
            terms.into_iter().all(|term| match &term.operand {
                OperandRef::Slot(slot) => is_said(slot),
                _ => true,
            })
        });
        numbers().all(has_cell) || added_up
    }
}
