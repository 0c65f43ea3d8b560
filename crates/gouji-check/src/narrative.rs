//! The text against the tables: amounts and counts, shares, changes and rates, sums in a sentence.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Claim, Decimal, Interval, Measure, Message, Place, Unit, Verdict};
use gouji_standard::profile::{ChangeDef, ClaimDef, RateDef, SlotKind};
use gouji_standard::{Equation, EquationOperator, Expression, OperandRef};

use crate::book::{Book, Missing};
use crate::condition;
use crate::equation::{Addend, Name, Sides, evaluate, missing_equation, operand, sum};
use crate::evaluation::{Evaluation, Form, NumberId, Ratio, Term};
use crate::quotient::Quotient;

/// Every equation of every sentence that a template recognised.
pub(crate) fn outcomes(book: &Book<'_>) -> Vec<Evaluation> {
    let mut outcomes = Vec::new();
    for sentence in sentences(book) {
        sentence.evaluate(&mut outcomes);
    }
    outcomes
}

/// Every sentence that a template recognised.
pub(crate) fn sentences<'b, 'a>(book: &'b Book<'a>) -> Vec<Sentence<'b, 'a>> {
    let mut sentences: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for claim in book.disclosure.claims.iter().filter(|claim| claim.template.is_some()) {
        sentences.entry(claim.group).or_default().push(claim);
    }
    let sentence = |claims: Vec<&'a Claim>| {
        let template = claims.first()?.template.as_deref()?;
        Some(Sentence { book, definition: book.profile.claim(template)?, claims })
    };
    sentences.into_values().filter_map(sentence).collect()
}

/// The claims that one template found in one place.
pub(crate) struct Sentence<'b, 'a> {
    book: &'b Book<'a>,
    pub definition: &'a ClaimDef,
    pub claims: Vec<&'a Claim>,
}

/// Value and interval of one side.
type Sum = (Decimal, Interval);

impl<'a> Sentence<'_, 'a> {
    fn evaluate(&self, outcomes: &mut Vec<Evaluation>) {
        for claim in &self.claims {
            let Some(slot) = self.definition.slots.get(&*claim.slot) else { continue };
            let outcome = match slot.kind() {
                Some(SlotKind::Amount(Some(of)) | SlotKind::Count(Some(of))) => {
                    self.against(claim, of)
                }
                Some(SlotKind::Share(share)) => self.quotient(claim, &share.part, &share.whole),
                Some(SlotKind::Completion(of)) => self.quotient(claim, &of.actual, &of.budget),
                Some(SlotKind::Change(change)) => {
                    let Some(outcome) = self.change(claim, change) else { continue };
                    outcome
                }
                Some(SlotKind::Rate(rate)) => {
                    let Some(outcome) = self.rate(claim, rate) else { continue };
                    outcome
                }
                _ => continue,
            };
            outcomes.push(outcome);
        }
        outcomes.extend(self.definition.sums.iter().filter_map(|sum| self.sum(sum)));
    }

    /// A number of the text and its cells. A number of fewer decimals is held against the cells
    /// rounded to its own.
    fn against(&self, claim: &Claim, of: &Expression) -> Evaluation {
        let name = self.name(claim, "GJ401", "check-amount");
        let right = match self.operands(of, claim) {
            Ok(right) => right,
            Err(missing) => return self.missing(name, claim, &[of], missing),
        };
        let Some(left) = self.addend(claim, claim.measure == Measure::Count) else {
            return name.outcome(Verdict::NotEvaluated, Some(Message::new("check-overflow")));
        };
        let rounded = sum(&right).map(|(value, _)| rounded_like(claim, value));
        let agrees = rounded == Some(left.value);
        let mut outcome =
            evaluate(name, Sides { left: vec![left], right }, EquationOperator::Equal);
        if agrees && outcome.verdict != Verdict::Pass {
            outcome.verdict = Verdict::Pass;
        }
        outcome
    }

    /// A share or a degree of completion.
    fn quotient(&self, claim: &Claim, part: &Expression, whole: &Expression) -> Evaluation {
        let name = self.name(claim, "GJ402", "check-share");
        let both = self.operands(part, claim).and_then(|p| Ok((p, self.operands(whole, claim)?)));
        let (part, whole) = match both {
            Ok(both) => both,
            Err(missing) => return self.missing(name, claim, &[part, whole], missing),
        };
        let (Some(p), Some(w)) = (sum(&part), sum(&whole)) else {
            return name.outcome(Verdict::NotEvaluated, Some(Message::new("check-overflow")));
        };
        let quotient = percent(claim).and_then(|percent| Quotient::share(percent, p, w));
        let ratio = (terms(&part, false), terms(&whole, false));
        let shape = Ratio::Share { parts: part.len() };
        let right = part.into_iter().chain(whole).collect();
        self.percentage(name, claim, quotient, (shape, ratio), right)
    }

    /// An equation of a number of the text that lacks another, with the numbers that are there.
    fn missing(
        &self,
        name: Name,
        claim: &Claim,
        of: &[&Expression],
        missing: Missing,
    ) -> Evaluation {
        let terms = of.iter().flat_map(|expression| expression.each());
        let known = terms.filter_map(|term| self.operands(&term, claim).ok());
        let right = known.flatten().collect();
        let left = self.addend(claim, false).into_iter().collect();
        missing_equation(name, missing, Sides { left, right })
    }

    /// A change against last year's figure, where the sentence gives it.
    fn change(&self, claim: &Claim, change: &ChangeDef) -> Option<Evaluation> {
        let Some(prior) = change.prior.as_ref() else { return self.increase(claim, change) };
        let name = self.name(claim, "GJ403", "check-change");
        let operands = self
            .operands(&change.current, claim)
            .and_then(|current| Ok((current, self.operands(prior, claim)?)));
        let (current, prior) = match operands {
            Ok(operands) => operands,
            Err(missing) => {
                return Some(self.missing(name, claim, &[&change.current, prior], missing));
            }
        };
        let right = current.into_iter().chain(prior.into_iter().map(|p| p.signed(true))).collect();
        let left = vec![self.addend(claim, false)?];
        Some(evaluate(name, Sides { left, right }, EquationOperator::Equal))
    }

    /// An increase beyond this year's figure: last year's would be negative.
    fn increase(&self, claim: &Claim, change: &ChangeDef) -> Option<Evaluation> {
        if claim.amount.value.is_negative() {
            return None;
        }
        let name = self.name(claim, "GJ403", "check-change-too-large");
        let right = self.operands(&change.current, claim).ok()?;
        let sides = Sides { left: vec![self.addend(claim, false)?], right };
        Some(evaluate(name, sides, EquationOperator::AtMost))
    }

    /// A rate against last year's figure, which follows from the change or is given.
    fn rate(&self, claim: &Claim, rate: &RateDef) -> Option<Evaluation> {
        let name = self.name(claim, "GJ403", "check-rate");
        let current = match self.operands(&rate.current, claim) {
            Ok(current) => current,
            Err(missing) => return Some(self.missing(name, claim, &[], missing)),
        };
        let change = rate.change.as_ref().and_then(|slot| self.slot(slot));
        if let Some(change) = change {
            let addend = self.addend(change, false)?;
            let change_sum = (addend.value, addend.interval);
            let quotient = Quotient::rate(percent(claim)?, change_sum, sum(&current)?);
            let whole =
                terms(&current, false).into_iter().chain([addend.clone().signed(true).term()]);
            let ratio = (vec![addend.term()], whole.collect());
            let operands = std::iter::once(addend).chain(current).collect();
            return Some(self.percentage(name, claim, quotient, (Ratio::Change, ratio), operands));
        }
        let prior = match self.operands(rate.prior.as_ref()?, claim) {
            Ok(prior) => prior,
            Err(missing) => {
                return Some(self.missing(name, claim, &[&rate.current], missing));
            }
        };
        let quotient = Quotient::growth(percent(claim)?, sum(&current)?, sum(&prior)?);
        let change = terms(&current, false).into_iter().chain(terms(&prior, true)).collect();
        let ratio = (change, terms(&prior, false));
        let shape = Ratio::Growth { current: current.len() };
        let operands = current.into_iter().chain(prior).collect();
        Some(self.percentage(name, claim, quotient, (shape, ratio), operands))
    }

    fn percentage(
        &self,
        name: Name,
        claim: &Claim,
        quotient: Option<Quotient>,
        (shape, (numerator, denominator)): (Ratio, (Vec<Term>, Vec<Term>)),
        right: Vec<Addend>,
    ) -> Evaluation {
        let Some(quotient) = quotient else {
            return name.outcome(Verdict::NotApplicable, Some(Message::new("check-no-base")));
        };
        let Some((verdict, totals)) = quotient.judge() else {
            return name.outcome(Verdict::NotEvaluated, Some(Message::new("check-overflow")));
        };
        let unit = right.first().map_or(Unit::Yuan, |addend| addend.unit.clone());
        let left = self.addend(claim, false);
        let form = left.as_ref().map(|percent| Form::Percent {
            percent: percent.term(),
            numerator,
            denominator,
        });
        let left = left.map(|addend| operand(addend, "left", &Unit::Percent));
        let right = right.into_iter().map(|addend| {
            let shown = if addend.unit.is_money() { addend.unit.clone() } else { unit.clone() };
            operand(addend, "right", &shown)
        });
        Evaluation {
            comparison: totals.comparison(&Unit::Percent),
            operands: left.into_iter().chain(right).collect(),
            form,
            ratio: Some(shape),
            ..name.outcome(verdict, None)
        }
    }

    /// A sum within the sentence; `None` where a slot that it needs is not there.
    fn sum(&self, equation: &Equation) -> Option<Evaluation> {
        let side = |expression: &Expression| -> Option<Vec<Addend>> {
            let first = self.claims.first()?;
            self.operands(expression, first).ok()
        };
        let first = self.claims.first()?;
        let name = Name {
            code: "GJ404",
            relation: format!("{}.{}", self.definition.id, equation.as_str()),
            label: Message::new("check-text-sum").with("heading", &first.heading),
        };
        let sides = Sides { left: side(&equation.left)?, right: side(&equation.right)? };
        Some(evaluate(name, sides, equation.operator))
    }

    fn slot(&self, slot: &str) -> Option<&'a Claim> {
        self.claims.iter().find(|claim| &*claim.slot == slot).copied()
    }

    /// The numbers that an expression names: slots of the sentence, or cells.
    pub(crate) fn operands(
        &self,
        expression: &Expression,
        claim: &Claim,
    ) -> Result<Vec<Addend>, Missing> {
        let mut addends = condition::addends(self.book, expression, claim.item.as_deref())?;
        let mut counted = BTreeSet::new();
        for term in &expression.terms {
            let addend = match &term.operand {
                OperandRef::Slot(slot) => {
                    let claim = self.slot(slot).ok_or_else(|| {
                        Missing::NotPrinted(Message::new("check-slot-not-said").with("slot", slot))
                    })?;
                    self.addend(claim, claim.amount.value.is_zero())
                }
                OperandRef::Count(statement) => {
                    // A project of both this year's and last year's money is one project.
                    let before = counted.len();
                    counted.extend(self.book.leaf_labels(statement)?);
                    Some(self.count(statement, counted.len() - before))
                }
                _ => continue,
            };
            let overflow = || Missing::Unknown(Message::new("check-overflow"));
            addends.push(addend.ok_or_else(overflow)?.signed(term.negative));
        }
        Ok(addends)
    }

    /// Number of rows of a table.
    fn count(&self, statement: &str, count: usize) -> Addend {
        let value = Decimal::from(i64::try_from(count).unwrap_or(i64::MAX));
        let name = self.book.name(statement).zh;
        let mut place = self.book.disclosure.sources.place(gouji_model::Location::default());
        if let Ok(table) = self.book.statement(statement) {
            place = self.book.disclosure.sources.place(table.title_location);
            place.statement = Some(table.title.clone());
        }
        Addend {
            number: None,
            label: name,
            printed: count.to_string(),
            value,
            interval: Interval::exact(value),
            unit: Unit::Other("个".into()),
            negative: false,
            place,
        }
    }

    /// A number of the text. Text zeros are intervals as other numbers are, unless `exact`.
    pub(crate) fn addend(&self, claim: &Claim, exact: bool) -> Option<Addend> {
        let powers = claim.amount.unit.yuan_powers().unwrap_or(0);
        let value = claim.amount.base_value()?;
        let counted = matches!(claim.amount.unit, Unit::Other(_));
        let interval = if exact || counted {
            Interval::exact(value)
        } else {
            let half = Decimal::half_unit(claim.amount.decimals);
            Interval::around(claim.amount.value, half)?.checked_shift(powers)?
        };
        Some(Addend {
            number: Some(NumberId::of(claim)),
            label: claim_label(claim),
            printed: claim.printed.clone(),
            value,
            interval,
            unit: claim.amount.unit.clone(),
            negative: false,
            place: self.place(claim),
        })
    }

    fn place(&self, claim: &Claim) -> Place {
        let mut place = self.book.disclosure.sources.place(claim.location);
        place.section = Some(claim.heading.clone());
        place
    }

    fn name(&self, claim: &Claim, code: &'static str, label: &'static str) -> Name {
        let item = claim.item.as_deref().map_or_else(String::new, |item| format!("@{item}"));
        Name {
            code,
            relation: format!("{}.{}{item}", self.definition.id, claim.slot),
            label: Message::new(label)
                .with("heading", &claim.heading)
                .with("subject", &claim.subject)
                .with("printed", format!("{}{}", claim.printed, claim.amount.unit)),
        }
    }
}

/// A value in 元 rounded to the decimals of a claim, in 元 again.
fn rounded_like(claim: &Claim, value: Decimal) -> Decimal {
    let powers = claim.amount.unit.yuan_powers().unwrap_or(0);
    let in_unit = Decimal::new(value.mantissa(), value.scale() + powers);
    let rounded = in_unit.rounded(claim.amount.decimals);
    rounded.checked_shift(powers).unwrap_or(value)
}

fn claim_label(claim: &Claim) -> String {
    claim.subject.clone()
}

/// The terms of a sum, or those of its negative.
fn terms(addends: &[Addend], negative: bool) -> Vec<Term> {
    addends.iter().map(|addend| addend.clone().signed(negative).term()).collect()
}

/// The printed percentage with its interval; zero too was rounded.
fn percent(claim: &Claim) -> Option<Sum> {
    let value = claim.amount.value;
    Some((value, Interval::around(value, Decimal::half_unit(claim.amount.decimals))?))
}
