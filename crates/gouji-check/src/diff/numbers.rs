//! Numbers of the explanation, by the sentence in which they stand.

use gouji_model::{Claim, Disclosure, NumberChange, Place};

use super::Pair;
use super::cell::{Said, change};
use super::identity::{Era, paired};

/// Numbers that both documents print in the same sentence, and that are not the same. Sentences
/// that only one of them has are among the changes of its text.
pub(super) fn compare(pair: &Pair<'_>) -> Vec<NumberChange> {
    let (old_era, new_era) = pair.eras();
    let pairs = paired((&pair.old.claims, old_era), (&pair.new.claims, new_era), key);
    let both = pairs.into_iter().filter_map(|(old, new)| old.zip(new));
    both.filter_map(|(old, new)| {
        let number = change(new.subject.clone(), said(pair.old, old), said(pair.new, new))?;
        Some(NumberChange { heading: new.heading.clone(), measure: new.measure, number })
    })
    .collect()
}

/// What tells a number apart: section, template, slot, row, and what it speaks of.
type Key = (String, String, String, String, String);

/// The key of a number that a template recognised.
fn key(claim: &Claim, era: Era) -> Option<Key> {
    let template = claim.template.as_deref()?.to_owned();
    let item = claim.item.as_deref().unwrap_or_default().to_owned();
    let subject = era.name(&claim.subject);
    Some((claim.section.to_string(), template, claim.slot.to_string(), item, subject))
}

fn said(disclosure: &Disclosure, claim: &Claim) -> Said {
    let mut place: Place = disclosure.sources.place(claim.location);
    place.section = Some(claim.heading.clone());
    Said::Amount { printed: claim.printed.clone(), amount: claim.amount.clone(), place }
}
