//! GJ407: 决算数大于（小于）预算数 agrees with the two figures.

use gouji_model::{Decimal, Message, Text};
use gouji_standard::{Match, SlotReader, TitleSlots, Wordings, folded_label};

use super::line::{Line, Number, lines};
use super::words::{Word, any_in, comparison_at};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ407", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let words = case.standard.wordings();
    let mut remarks = Vec::new();
    let mut examined = false;
    for line in lines(case) {
        for statement in statements(&line, words) {
            let Some(pair) = pair_before(&line, words, &statement) else { continue };
            examined = true;
            remarks.extend(contradiction(case, &line, &statement, &pair));
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ407-none"))
    }
}

/// 决算数小于全年预算数.
pub(super) struct Statement {
    pub start: usize,
    word: Word,
    about: bool,
    /// 年初 or 全年; empty where it is not said.
    kind: String,
}

/// A budget, of one kind or several, and its execution.
struct Pair<'a> {
    /// Words in front.
    name: String,
    budgets: Vec<(Number<'a>, String)>,
    actual: Number<'a>,
}

/// The slots of a comparison.
struct Slots<'w, 'l>(&'w Wordings, &'l Line<'l>);

impl SlotReader for Slots<'_, '_> {
    fn ends(&self, name: &str, text: &[char], from: usize) -> Vec<usize> {
        let optional = |words: &[String]| -> Vec<usize> {
            let ends = words.iter().filter_map(|word| self.1.word_at(from, word));
            ends.chain([from]).collect()
        };
        match name {
            "word" => {
                comparison_at(self.1, from, self.0).map(|word| word.end).into_iter().collect()
            }
            "about" => optional(&self.0.about),
            "kind" => optional(&self.0.budget_kinds),
            _ => TitleSlots.ends(name, text, from),
        }
    }
}

/// Every comparison of actual with budget in a paragraph.
pub(super) fn statements(line: &Line<'_>, words: &Wordings) -> Vec<Statement> {
    let slots = Slots(words, line);
    let read = |hit: &Match<'_>| {
        let text = |name: &str| hit.slot(name).map(|c| line.text(c.start, c.end));
        Some(Statement {
            start: hit.start,
            word: comparison_at(line, hit.slot("word")?.start, words)?,
            about: text("about").is_some_and(|about| !about.is_empty()),
            kind: text("kind").unwrap_or_default(),
        })
    };
    let hits = words.comparison.iter().flat_map(|pattern| pattern.find_all(line.chars(), &slots));
    hits.filter_map(|hit| read(&hit)).collect()
}

/// The last pair in front of the statement; where the statement says of what it speaks, the last
/// pair of that.
fn pair_before<'a>(line: &Line<'a>, words: &Wordings, statement: &Statement) -> Option<Pair<'a>> {
    let before = line.text(line.clause_start(statement.start), statement.start);
    let subject = before.rsplit('年').next().unwrap_or(&before).trim_start_matches('度');
    let subject: String = subject.chars().take(SUBJECT).collect();
    let named = |pair: &Pair<'_>| subject.is_empty() || pair.name.contains(&folded_label(&subject));
    pairs(line, words, statement.start).into_iter().rev().find(named)
}

/// Characters of a subject that must stand in front of its figures too: 三公经费, behind which one
/// says 支出 and the other 财政拨款支出.
const SUBJECT: usize = 4;

/// 年初预算为…万元，全年预算为…万元，支出决算为…万元.
fn pairs<'a>(line: &Line<'a>, words: &Wordings, until: usize) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut budgets: Vec<(Number<'a>, String)> = Vec::new();
    let mut last_end = 0;
    for number in line.numbers.iter().take_while(|number| number.end <= until) {
        let said = line.text(line.clause_start(number.start), number.start);
        let apart = line.text(last_end, number.start).contains(['。', ';']);
        let is_actual = any_in(&said, &words.actual);
        let is_budget = any_in(&said, &words.budget) && !is_actual;
        last_end = number.end;
        if apart || !number.claim.amount.unit.is_money() || !(is_actual || is_budget) {
            budgets.clear();
        }
        if !number.claim.amount.unit.is_money() {
            continue;
        }
        if is_actual && !budgets.is_empty() {
            let first = budgets[0].0.start;
            let name = line.text(line.sentence_start(first), first);
            pairs.push(Pair { name, budgets: std::mem::take(&mut budgets), actual: *number });
        } else if is_budget {
            let kind = words.budget_kinds.iter().find(|kind| said.contains(&***kind));
            budgets.push((*number, kind.cloned().unwrap_or_default()));
        }
    }
    pairs
}

fn contradiction(
    case: &Case<'_>,
    line: &Line<'_>,
    statement: &Statement,
    pair: &Pair<'_>,
) -> Option<Remark> {
    let of_base = |kind: &str| statement.kind.is_empty() || kind == statement.kind;
    let budgets: Vec<Number<'_>> =
        pair.budgets.iter().filter(|(_, kind)| of_base(kind)).map(|(budget, _)| *budget).collect();
    let budget = *budgets.first()?;
    if budgets.iter().any(|budget| agrees(statement, *budget, pair.actual)) {
        return None;
    }
    let words = case.standard.wordings();
    let proposed = match sense(budget, pair.actual)? {
        1 => words.more.first(),
        -1 => words.less.first(),
        _ => words.equal.first(),
    }?;
    let printed = line.text(statement.word.start, statement.word.end);
    let shown =
        |number: Number<'_>| format!("{}{}", number.claim.printed, number.claim.amount.unit);
    let message = Message::new("GJ407-contradiction")
        .with("word", &printed)
        .with("actual", shown(pair.actual))
        .with("budget", shown(budget))
        .with("proposed", proposed);
    let key = format!("{}@{}", line.section.id, pair.actual.claim.subject);
    let why = Text { zh: "按文中两数".into(), en: "by the two figures of the text".into() };
    let mut remark = Remark::at(line.place(case, statement.word.start), key, message)
        .proposing(&printed, proposed, why);
    remark.operands = vec![line.operand(case, pair.actual), line.operand(case, budget)];
    Some(remark)
}

/// −1, 0 or 1 as the figure is below, within rounding of, or above the budget.
fn sense(budget: Number<'_>, actual: Number<'_>) -> Option<i8> {
    let (budget, actual) = (budget.claim.interval()?, actual.claim.interval()?);
    if actual.meets(budget) {
        return Some(0);
    }
    Some(if actual.low > budget.high { 1 } else { -1 })
}

/// Whether the word may be said of the figures.
fn agrees(statement: &Statement, budget: Number<'_>, actual: Number<'_>) -> bool {
    let said = statement.word.sense;
    let values = actual.claim.amount.base_value().zip(budget.claim.amount.base_value());
    // What overflows is not judged.
    let Some(((a, b), sense)) = values.zip(sense(budget, actual)) else { return true };
    // Figures within rounding of one another may still differ in the way that is said.
    let printed = match a.cmp(&b) {
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Less => -1,
        std::cmp::Ordering::Equal => 0,
    };
    sense == said || printed == said || (statement.about && said == 0 && near(a, b))
}

/// Whether two amounts may be called nearly the same: within a twentieth.
fn near(a: Decimal, b: Decimal) -> bool {
    let twenty = a.checked_sub(b).and_then(|d| d.abs().checked_mul(Decimal::from(20)));
    twenty.is_none_or(|difference| difference <= b.abs())
}
