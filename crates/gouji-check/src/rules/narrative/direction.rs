//! GJ405: the word of change agrees with the numbers and with the other words of its sentence.

use gouji_model::{Claim, Level, Measure, Message, Unit};
use gouji_standard::folded_label;

use super::line::{Line, Number, lines};
use super::words::{Base, Word, any_in, bases, direction_at, direction_before};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ405", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let lines = lines(case);
    if lines.iter().all(|line| line.numbers.is_empty()) {
        return Ruling::NotApplicable(Message::new("GJ405-none"));
    }
    let mut remarks = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        remarks.extend(line.numbers.iter().filter_map(|number| nothing(case, line, *number)));
        remarks.extend(pairs(line).filter_map(|(a, b)| two_words(case, line, a, b)));
        remarks.extend(pairs(line).filter_map(|(a, b)| from_to(case, line, a, b)));
        remarks.extend(line.numbers.iter().filter_map(|rate| fell_from_nothing(case, line, *rate)));
        remarks.extend(line.numbers.iter().filter_map(|number| same(case, line, *number)));
        remarks.extend(
            bases(line, case.standard.wordings())
                .iter()
                .filter_map(|base| rose_to_nothing(case, line, base)),
        );
        remarks.extend(reasons(case, &lines[..=index], line));
    }
    Ruling::Judged(remarks)
}

/// Numbers that follow one another.
fn pairs<'l, 'a>(
    line: &'l Line<'a>,
) -> impl Iterator<Item = (Number<'a>, Number<'a>)> + use<'l, 'a> {
    line.numbers.windows(2).map(|pair| (pair[0], pair[1]))
}

/// 增加0万元: nothing changed, and the words say that something did.
fn nothing(case: &Case<'_>, line: &Line<'_>, number: Number<'_>) -> Option<Remark> {
    let amount = &number.claim.amount;
    if !amount.unit.is_money() || !amount.value.is_zero() {
        return None;
    }
    let word = direction_before(case, line, number)?;
    if word.sense == 0 {
        return None;
    }
    let message = message(line, "GJ405-nothing", word, number);
    Some(remark(case, line, &[number], word, message).at_level(Level::Note))
}

/// 因公出国（境）费0万元，比上年增加: what is nothing now has not risen.
fn rose_to_nothing(case: &Case<'_>, line: &Line<'_>, base: &Base) -> Option<Remark> {
    let behind = base.end + usize::from(line.chars().get(base.end) == Some(&','));
    let word = direction_at(line, behind, &case.profile.directions)?;
    let ends = matches!(line.chars().get(word.end), None | Some(',' | '。' | ';' | ')'));
    let before = line.numbers.iter().rev().find(|number| number.end <= base.start).copied()?;
    let between = line.text(line.unit_end(before), base.start);
    let adjacent = between.chars().all(|c| matches!(c, ',' | '。' | '('));
    let is_zero = before.claim.measure == Measure::Amount && before.claim.amount.value.is_zero();
    if word.sense != 1 || !ends || !adjacent || !is_zero {
        return None;
    }
    let message = message(line, "GJ405-rose-to-nothing", word, before);
    Some(remark(case, line, &[before], word, message))
}

/// 增加52.29万元，下降20.13%: both words speak of one thing. Where a template has bound both
/// numbers, the equation of the rate says it (GJ403).
fn two_words(
    case: &Case<'_>,
    line: &Line<'_>,
    first: Number<'_>,
    second: Number<'_>,
) -> Option<Remark> {
    if is_rate_checked(line, first, second) {
        return None;
    }
    let percent = |number: Number<'_>| number.claim.amount.unit == Unit::Percent;
    let money = |number: Number<'_>| number.claim.amount.unit.is_money();
    if !(money(first) && percent(second) || percent(first) && money(second)) {
        return None;
    }
    let (a, b) = (direction_before(case, line, first)?, direction_before(case, line, second)?);
    let between = line.text(line.unit_end(first), b.start);
    let adjacent = between.chars().all(|c| matches!(c, ',' | '、' | '('));
    let rose_by_nothing = first.claim.amount.value.is_zero() || second.claim.amount.value.is_zero();
    if !adjacent || a.sense * b.sense != -1 || rose_by_nothing {
        return None;
    }
    let message = message(line, "GJ405-two-words", a, first)
        .with("other", format!("{}{}", line.text(b.start, b.end), second.claim.printed));
    Some(remark(case, line, &[first, second], a, message))
}

/// 执行数为0万元，预算安排25万元，减少100%: no rate has nothing for its base, so that no equation
/// says it.
fn fell_from_nothing(case: &Case<'_>, line: &Line<'_>, rate: Number<'_>) -> Option<Remark> {
    let of_group = |n: &&Number<'_>| n.claim.group == rate.claim.group;
    let mut prior = line.numbers.iter().filter(of_group);
    let prior = prior.find(|n| n.claim.measure == Measure::Prior)?;
    let mut current = line.numbers.iter().filter(of_group);
    let current = current.rfind(|n| n.claim.measure == Measure::Amount)?;
    let fell = rate.claim.measure == Measure::Rate && rate.claim.amount.value.is_negative();
    if !fell || !prior.claim.amount.value.is_zero() || current.claim.amount.value.is_zero() {
        return None;
    }
    let word = direction_before(case, line, rate)?;
    let message = message(line, "GJ405-from-to", word, *prior).with("to", &current.claim.printed);
    Some(remark(case, line, &[*prior, *current, rate], word, message))
}

/// Whether a template has bound both numbers, and last year's figure, the base of the rate, is not
/// nothing.
fn is_rate_checked(line: &Line<'_>, first: Number<'_>, second: Number<'_>) -> bool {
    let group = first.claim.group;
    let bound = !first.claim.is_unbound() && group == second.claim.group;
    let current = line.numbers.iter().map(|number| number.claim);
    let mut current = current.filter(|c| c.group == group && c.measure == Measure::Amount);
    let change = if first.claim.amount.unit.is_money() { first } else { second };
    let from_nothing = current.any(|c| c.amount.value == change.claim.amount.value.abs());
    bound && !from_nothing
}

/// 由12万元增加到10万元.
fn from_to(
    case: &Case<'_>,
    line: &Line<'_>,
    first: Number<'_>,
    second: Number<'_>,
) -> Option<Remark> {
    let clause = line.clause_start(first.start);
    let words = case.standard.wordings();
    let from = any_in(&line.text(clause, first.start), &words.from);
    let word = direction_at(line, line.unit_end(first), &case.profile.directions)?;
    let to = words.to.contains(&line.text(word.end, second.start));
    if !from || !to || first.claim.amount.unit != second.claim.amount.unit {
        return None;
    }
    let (a, b) = (first.claim.amount.value, second.claim.amount.value);
    let moved = match b.cmp(&a) {
        std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Less => -1,
        std::cmp::Ordering::Equal => 0,
    };
    if moved == word.sense {
        return None;
    }
    let message = message(line, "GJ405-from-to", word, first).with("to", &second.claim.printed);
    Some(remark(case, line, &[first, second], word, message))
}

/// 持平, beside last year's figure that is another one, or with a change that is none.
fn same(case: &Case<'_>, line: &Line<'_>, number: Number<'_>) -> Option<Remark> {
    let claim = number.claim;
    if !claim.unchanged {
        return None;
    }
    let end = line.sentence_end(number.start);
    let of_group = |other: &&Number<'_>| other.claim.group == claim.group;
    let prior = line.numbers.iter().filter(of_group).find(|n| n.claim.measure == Measure::Prior);
    let word = (line.unit_end(number)..end)
        .find_map(|at| direction_at(line, at, &case.profile.directions))
        .filter(|word| word.sense == 0)?;
    if let Some(prior) = prior {
        let before = line.text(line.unit_end(number), word.end);
        let about = any_in(&before, &case.standard.wordings().about);
        let differs = !about && !meets(claim, prior.claim);
        let message = message(line, "GJ405-same", word, number).with("to", &prior.claim.printed);
        return differs.then(|| remark(case, line, &[number, *prior], word, message));
    }
    let behind = word.end + usize::from(line.chars().get(word.end) == Some(&','));
    let other = direction_at(line, behind, &case.profile.directions)?;
    let change = line.number_at(other.end)?;
    if other.sense == 0 || change.claim.amount.value.is_zero() {
        return None;
    }
    let message = message(line, "GJ405-same-changed", word, number)
        .with("other", format!("{}{}", line.text(other.start, other.end), change.claim.printed));
    Some(remark(case, line, &[number, change], word, message))
}

fn meets(a: &Claim, b: &Claim) -> bool {
    // What overflows is not judged.
    let (Some(a), Some(b)) = (a.interval(), b.interval()) else { return true };
    a.meets(b)
}

/// 财政拨款收入减少的主要原因是…, where the text says that it rose.
fn reasons(case: &Case<'_>, before: &[Line<'_>], line: &Line<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let wordings = case.standard.wordings();
    let (words, tails) = (&wordings.reason, &wordings.subject_tails);
    for at in words.iter().flat_map(|word| line.positions(word)) {
        let from = at.saturating_sub(REASON_WORD);
        let ends_here = |word: &Word| word.end == at && word.sense != 0;
        let word = (from..at).find_map(|start| {
            direction_at(line, start, &case.profile.directions).filter(ends_here)
        });
        let Some(word) = word else { continue };
        let subject = subject(&line.text(line.clause_start(word.start), word.start));
        let of_subject = |number: &&Number<'_>| {
            let named = folded_label(&number.claim.subject);
            number.claim.measure == Measure::Change
                && named.chars().count() >= SHORTEST_SUBJECT
                && subject.strip_prefix(&*named).is_some_and(|tail| tails.iter().any(|t| t == tail))
        };
        let same_section = before.iter().rev().filter(|l| l.index.0 == line.index.0);
        let changes: Vec<Number<'_>> = same_section
            .flat_map(|l| l.numbers.iter().filter(of_subject))
            .filter(|number| !number.claim.amount.value.is_zero())
            .copied()
            .collect();
        let opposite =
            |number: &Number<'_>| number.claim.amount.value.is_negative() == (word.sense == 1);
        let Some(change) = changes.first().filter(|_| changes.iter().all(opposite)) else {
            continue;
        };
        let message = message(line, "GJ405-reason", word, *change).with("subject", &subject);
        let key = format!("reason@{}@{subject}", line.section.id);
        let mut remark = Remark::at(line.place(case, word.start), key, message);
        remark.operands = vec![line.operand(case, *change)];
        remark.operands[0].place = case.place(change.claim.location);
        remarks.push(remark);
    }
    remarks
}

/// Longest word of change in front of 的原因, in characters.
const REASON_WORD: usize = 4;
/// Shortest subject that tells one thing from another, in characters.
const SHORTEST_SUBJECT: usize = 4;

/// The subject without the year in front of it.
fn subject(words: &str) -> String {
    let behind = words.rfind('年').map_or(words, |at| &words[at + '年'.len_utf8()..]);
    behind.trim_start_matches(['度', '初']).to_owned()
}

fn message(line: &Line<'_>, id: &'static str, word: Word, number: Number<'_>) -> Message {
    Message::new(id)
        .with("word", line.text(word.start, word.end))
        .with("printed", format!("{}{}", number.claim.printed, number.claim.amount.unit))
        .with("heading", &line.section.heading)
}

fn remark<'a>(
    case: &Case<'_>,
    line: &Line<'a>,
    numbers: &[Number<'a>],
    word: Word,
    message: Message,
) -> Remark {
    let subject = numbers.first().map_or("", |number| &number.claim.subject);
    let key = format!("{}@{}@{subject}", message.id, line.section.id);
    let mut remark = Remark::at(line.place(case, word.start), key, message);
    remark.operands = numbers.iter().map(|number| line.operand(case, *number)).collect();
    remark
}
