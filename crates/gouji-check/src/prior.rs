//! Last year's figures, which the text does not print but implies: this year's less the change.
//!
//! What holds between cells held last year too. So the changes of a whole and of its parts must fit
//! together, and a figure of which the change is given twice has one last year's figure.

use std::collections::BTreeMap;

use gouji_model::{Claim, Measure, Message, Verdict};
use gouji_standard::profile::{PriorDef, SlotKind};
use gouji_standard::{EquationOperator, Expression, OperandRef, RowRef};

use crate::book::{Book, Missing};
use crate::condition;
use crate::equation::{Addend, Name, Sides, evaluate};
use crate::evaluation::Evaluation;
use crate::narrative::{Sentence, sentences};

/// A cell: statement, row and column.
type Key = (String, String, String);

/// Last year's figure of a cell, as one sentence implies it.
struct Prior<'a> {
    claim: &'a Claim,
    /// This year's figure, less the change.
    addends: Vec<Addend>,
}

/// Every equation between last year's figures.
pub(crate) fn outcomes(book: &Book<'_>) -> Vec<Evaluation> {
    if book.profile.priors.is_empty() {
        return Vec::new();
    }
    let priors = priors(book);
    let mut outcomes: Vec<Evaluation> = book
        .profile
        .priors
        .iter()
        .filter(|_| !priors.is_empty())
        .map(|definition| evaluated(book, definition, &priors))
        .collect();
    outcomes.extend(priors.iter().flat_map(|(key, said)| repeated(key, said)));
    outcomes
}

/// Last year's figures by their cells.
fn priors<'a>(book: &Book<'a>) -> BTreeMap<Key, Vec<Prior<'a>>> {
    let mut priors: BTreeMap<Key, Vec<Prior<'a>>> = BTreeMap::new();
    for sentence in sentences(book) {
        if has_other_base(book, &sentence) {
            continue;
        }
        for claim in &sentence.claims {
            if let Some((key, addends)) = implied(&sentence, claim) {
                priors.entry(key).or_default().push(Prior { claim, addends });
            }
        }
    }
    priors
}

/// A change against another figure than last year's of the same kind says nothing of it.
fn has_other_base(book: &Book<'_>, sentence: &Sentence<'_, '_>) -> bool {
    let words = &book.profile.directions.other_base;
    let said = sentence.claims.iter().map(|claim| &claim.sentence);
    said.into_iter().any(|said| words.iter().any(|word| said.contains(&**word)))
}

/// The figure that a change implies, or that 持平 repeats.
fn implied(sentence: &Sentence<'_, '_>, claim: &Claim) -> Option<(Key, Vec<Addend>)> {
    let kind = sentence.definition.slots.get(&*claim.slot)?.kind()?;
    match kind {
        SlotKind::Change(change) => {
            let key = key_of(sentence, &change.current, claim)?;
            if let Some(prior) = &change.prior {
                return Some((key, sentence.operands(prior, claim).ok()?));
            }
            let mut addends = sentence.operands(&change.current, claim).ok()?;
            addends.push(stated(sentence, claim)?.signed(true));
            Some((key, addends))
        }
        SlotKind::Amount(Some(of)) if claim.unchanged && claim.measure == Measure::Amount => {
            let alone = !sentence.claims.iter().any(|c| c.measure == Measure::Change);
            let key = key_of(sentence, of, claim).filter(|_| alone)?;
            Some((key, vec![stated(sentence, claim)?]))
        }
        _ => None,
    }
}

/// A number of the sentence. A zero that is added up is exact, as in the sums of a sentence.
fn stated(sentence: &Sentence<'_, '_>, claim: &Claim) -> Option<Addend> {
    sentence.addend(claim, claim.amount.value.is_zero())
}

/// The one cell that an expression names, by itself or by the amount of its sentence.
fn key_of(sentence: &Sentence<'_, '_>, of: &Expression, claim: &Claim) -> Option<Key> {
    let [term] = &of.terms[..] else { return None };
    match &term.operand {
        OperandRef::Cell(cell) => {
            let row = match &cell.row {
                RowRef::Id(id) => id.as_str(),
                RowRef::Variable => claim.item.as_deref()?,
                RowRef::All => return None,
            };
            Some((cell.statement.clone(), row.to_owned(), cell.column.clone()))
        }
        OperandRef::Slot(slot) => match sentence.definition.slots.get(slot)?.kind()? {
            SlotKind::Amount(Some(of)) => key_of(sentence, of, claim),
            _ => None,
        },
        _ => None,
    }
}

fn evaluated(
    book: &Book<'_>,
    definition: &PriorDef,
    priors: &BTreeMap<Key, Vec<Prior<'_>>>,
) -> Evaluation {
    let name = Name {
        code: "GJ412",
        relation: definition.id.clone(),
        label: Message::new("check-prior").with_text("relation", definition.text.text()),
    };
    if let Err((verdict, reason)) = condition::holds(book, &definition.when) {
        return name.outcome(verdict, reason);
    }
    let side = |expression, may_be_unsaid| side(book, expression, priors, may_be_unsaid);
    let left = side(&definition.equation.left, false);
    match (left, side(&definition.equation.right, definition.unsaid_is_nothing)) {
        (Ok(left), Ok(right)) => {
            evaluate(name, Sides { left, right }, definition.equation.operator)
        }
        (Err(missing), _) | (_, Err(missing)) => {
            let (verdict, reason) = missing.verdict();
            name.outcome(verdict, reason)
        }
    }
}

/// Last year's figures of the cells of an expression. One must be said, though others may be
/// nothing without a word.
fn side(
    book: &Book<'_>,
    expression: &Expression,
    priors: &BTreeMap<Key, Vec<Prior<'_>>>,
    may_be_unsaid: bool,
) -> Result<Vec<Addend>, Missing> {
    let mut addends = Vec::new();
    let mut unsaid = None;
    for term in &expression.terms {
        let OperandRef::Cell(cell) = &term.operand else { continue };
        let RowRef::Id(row) = &cell.row else { continue };
        let key = (cell.statement.clone(), row.clone(), cell.column.clone());
        if let Some(first) = priors.get(&key).and_then(|said| said.first()) {
            addends.extend(first.addends.iter().cloned().map(|a| a.signed(term.negative)));
            continue;
        }
        let this_year = book.cell(&cell.statement, row, &cell.column);
        if !(may_be_unsaid && this_year.is_ok_and(|cell| cell.value.is_zero())) {
            unsaid = Some(&cell.statement);
        }
    }
    match unsaid {
        None if !addends.is_empty() => Ok(addends),
        _ => {
            let statement = unsaid.map(|statement| book.name(statement)).unwrap_or_default();
            let message = Message::new("check-prior-not-said").with_text("statement", statement);
            Err(Missing::NotPrinted(message))
        }
    }
}

/// A figure whose change is given more than once has one last year's figure.
fn repeated<'p>(key: &'p Key, said: &'p [Prior<'_>]) -> impl Iterator<Item = Evaluation> + use<'p> {
    let first = said.first();
    let others = said.iter().skip(1).zip(2..);
    others.filter_map(move |(other, number)| {
        let first = first.filter(|first| first.claim.group != other.claim.group)?;
        let (statement, row, column) = key;
        let name = Name {
            code: "GJ412",
            relation: format!("prior@{statement}.{row}.{column}#{number}"),
            label: Message::new("check-prior-twice")
                .with("subject", &other.claim.subject)
                .with("heading", &first.claim.heading)
                .with("other", &other.claim.heading),
        };
        let sides = Sides { left: other.addends.clone(), right: first.addends.clone() };
        let outcome = evaluate(name, sides, EquationOperator::Equal);
        (outcome.verdict != Verdict::NotEvaluated).then_some(outcome)
    })
}
