//! GJ107: a change that needs a reason has one.

use std::sync::Arc;

use gouji_model::{Claim, Location, Measure, Message, Operand};
use gouji_standard::profile::{ReasonDef, ReasonScope};
use gouji_standard::{FoldedText, Pattern, TitleSlots};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ107", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = Vec::new();
    let mut examined = false;
    for reason in &case.profile.reasons {
        for text in sections(case, reason) {
            let changes = text.changes(reason);
            examined |= changes.iter().any(|change| change.amount.is_some());
            let without = changes.iter().enumerate().filter(|(index, change)| {
                change.amount.is_some() && !text.has_reason(case, reason, &changes, *index)
            });
            let without: Vec<&Change<'_>> = without.map(|(_, change)| change).collect();
            remarks.extend(one_for_each_amount(case, &without));
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ107-none"))
    }
}

/// The text of a section in one piece, with its claims and where they stand in it.
struct SectionText<'a> {
    text: String,
    claims: Vec<(&'a Claim, usize)>,
}

/// A sentence about a change: its claims, from where to where it reaches.
struct Change<'a> {
    group: usize,
    /// First and last byte of its numbers.
    start: usize,
    end: usize,
    claim: &'a Claim,
    /// What changed, as printed; `None` where nothing did.
    amount: Option<String>,
}

/// The sections in which claims of a reason stand.
fn sections<'a>(case: &'a Case<'_>, reason: &ReasonDef) -> Vec<SectionText<'a>> {
    let mut found = Vec::new();
    for section in &case.disclosure.sections {
        let paragraphs: Vec<&str> = section.paragraphs.iter().map(|p| p.text.as_str()).collect();
        let text = paragraphs.join("\n");
        let claims = case.disclosure.claims.iter();
        let claims: Vec<&Claim> = claims
            .filter(|claim| claim.section == section.id && claim.heading == section.heading)
            .collect();
        if claims.iter().any(|claim| is_meant(claim, reason)) {
            let claims = placed(&text, &claims);
            found.push(SectionText { text, claims });
        }
    }
    found
}

fn is_meant(claim: &Claim, reason: &ReasonDef) -> bool {
    claim.template.as_deref().is_some_and(|id| reason.claims.iter().any(|wanted| wanted == id))
}

/// Where the numbers of the claims stand in the text: they follow one another.
fn placed<'a>(text: &str, claims: &[&'a Claim]) -> Vec<(&'a Claim, usize)> {
    let mut found = Vec::with_capacity(claims.len());
    let mut cursor = 0;
    for claim in claims {
        let from = text.find(&claim.sentence).map_or(cursor, |start| start.max(cursor));
        let Some(at) = text[from..].find(&claim.printed) else { continue };
        cursor = from + at + claim.printed.len();
        found.push((*claim, from + at));
    }
    found
}

impl<'a> SectionText<'a> {
    /// The sentences about changes, in the order of the text.
    fn changes(&self, reason: &ReasonDef) -> Vec<Change<'a>> {
        let mut changes: Vec<Change<'a>> = Vec::new();
        for (claim, at) in self.claims.iter().filter(|(claim, _)| is_meant(claim, reason)) {
            let end = at + claim.printed.len();
            if let Some(change) = changes.iter_mut().find(|change| change.group == claim.group) {
                change.end = change.end.max(end);
            } else {
                let group = claim.group;
                changes.push(Change { group, start: *at, end, claim, amount: None });
            }
        }
        for change in &mut changes {
            self.fill(change, reason);
        }
        changes
    }

    /// What changed: a change or a rate that is not zero, or amounts that differ.
    fn fill(&self, change: &mut Change<'a>, reason: &ReasonDef) {
        let group = || self.claims.iter().filter(|(claim, _)| claim.group == change.group);
        let moved = group().find(|(claim, _)| {
            matches!(claim.measure, Measure::Change | Measure::Rate)
                && !claim.amount.value.is_zero()
        });
        let slot = |name: &String| group().find(|(claim, _)| *claim.slot == **name);
        let mut compared = reason.differing.iter().filter_map(slot);
        let moved = moved.or_else(|| {
            let (first, second) = (compared.next()?, compared.next()?);
            (first.0.amount.base_value() != second.0.amount.base_value()).then_some(first)
        });
        if let Some((claim, _)) = moved {
            change.claim = claim;
            change.amount = Some(format!("{}{}", claim.printed, claim.amount.unit));
        }
    }

    fn has_reason(
        &self,
        case: &Case<'_>,
        reason: &ReasonDef,
        changes: &[Change<'_>],
        index: usize,
    ) -> bool {
        let words = &case.profile.completeness.reason;
        if reason.within == ReasonScope::Section {
            return gives_reason(words, &self.text);
        }
        if gives_reason(words, self.window(changes, index)) {
            return true;
        }
        let same = |other: &Change<'_>| other.amount == changes[index].amount;
        let mut others =
            (0..changes.len()).filter(|&other| other != index && same(&changes[other]));
        // The sum and its only part change by the same amount: one reason is enough.
        others.any(|other| gives_reason(words, self.window(changes, other)))
            || self.later(case, reason, changes[index].end)
    }

    /// The text from a change to the next one.
    fn window(&self, changes: &[Change<'_>], index: usize) -> &str {
        let next = changes.get(index + 1).map_or(self.text.len(), |next| next.start);
        &self.text[changes[index].end.min(next)..next]
    }

    /// Whether a later sentence without changes of its own gives a reason for those before it; what
    /// follows a change that is not meant speaks of something else.
    fn later(&self, case: &Case<'_>, reason: &ReasonDef, from: usize) -> bool {
        let words = &case.profile.completeness.reason;
        let flat = &case.profile.directions.flat;
        let mut start = from;
        for sentence in self.text[from..].split_inclusive('。') {
            let range = start..start + sentence.len();
            start = range.end;
            let inside = || self.claims.iter().filter(|(_, at)| range.contains(at));
            let is_change =
                |claim: &Claim| matches!(claim.measure, Measure::Change | Measure::Rate);
            if inside().any(|(claim, _)| is_change(claim) && !is_meant(claim, reason)) {
                return false;
            }
            let says_change = inside().next().is_some()
                || flat.iter().any(|word| sentence.contains(word.as_str()));
            if !says_change && gives_reason(words, sentence) {
                return true;
            }
        }
        false
    }
}

/// Whether a text gives a reason: a wording with something behind it.
fn gives_reason(words: &[Pattern], text: &str) -> bool {
    let folded = FoldedText::new(text);
    let chars = folded.chars();
    let filled = |end: usize| {
        let behind =
            chars[end..].iter().skip_while(|c| matches!(c, '是' | '为' | ':' | ',' | '系'));
        behind.clone().next().is_some_and(|c| !matches!(c, '。' | ';' | '…' | '.'))
    };
    let hits = words.iter().flat_map(|word| word.find_all(chars, &TitleSlots));
    hits.into_iter().any(|hit| filled(hit.end))
}

/// What changes by the same amount is the same change, said of the whole and of its parts.
fn one_for_each_amount(case: &Case<'_>, changes: &[&Change<'_>]) -> Vec<Remark> {
    let mut said: Vec<(Option<&str>, Remark)> = Vec::new();
    for change in changes {
        let next = remark(case, change);
        match said.iter_mut().find(|(amount, _)| *amount == change.amount.as_deref()) {
            Some((_, first)) => {
                first.places.extend(next.places);
                first.operands.extend(next.operands);
            }
            None => said.push((change.amount.as_deref(), next)),
        }
    }
    said.into_iter().map(|(_, remark)| remark).collect()
}

fn remark(case: &Case<'_>, change: &Change<'_>) -> Remark {
    let claim = change.claim;
    let location: Location = claim.location;
    let mut place = case.place(location);
    place.section = Some(Arc::clone(&claim.heading));
    let amount = change.amount.clone().unwrap_or_default();
    let message =
        Message::new("GJ107-reason").with("subject", &claim.subject).with("change", amount);
    let key = format!("{}@{}", claim.section, claim.subject);
    let mut remark = Remark::at(place.clone(), key, message);
    remark.operands.extend(claim.amount.interval().map(|interval| Operand {
        label: claim.subject.clone(),
        printed: claim.printed.clone(),
        interval,
        unit: claim.amount.unit.as_str().into(),
        side: "left",
        negative: false,
        place,
    }));
    remark
}
