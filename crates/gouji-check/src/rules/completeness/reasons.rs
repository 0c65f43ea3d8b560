//! GJ107: a change against last year is given a reason.

use std::collections::BTreeSet;

use gouji_model::{Claim, Measure, Message, SectionText};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ107", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let words = &case.profile.wordings.reason;
    let changes = || {
        let changes = case.disclosure.claims.iter().filter(|claim| is_change(claim));
        changes.filter_map(|claim| Some((claim, paragraph(&case.disclosure.sections, claim)?)))
    };
    if words.is_empty() || changes().next().is_none() {
        return Ruling::NotApplicable(Message::new("GJ107-none"));
    }
    let mut seen = BTreeSet::new();
    let mut remarks = Vec::new();
    for (claim, (section, index)) in changes() {
        // A reason may be given for several changes together, further on in the section.
        let behind = section.paragraphs.iter().skip(index);
        let text: String = behind.map(|one| one.text.as_str()).collect();
        let is_given = words.iter().any(|word| text.contains(word.as_str()));
        if is_given || !seen.insert(section.location) {
            continue;
        }
        let mut place = case.place(claim.location);
        place.section = Some(claim.heading.clone());
        let message = Message::new("GJ107-missing")
            .with("subject", &claim.subject)
            .with("section", &claim.heading);
        remarks.push(Remark::at(place, format!("{}@{}", claim.section, claim.subject), message));
    }
    Ruling::Judged(remarks)
}

/// Whether a number says that something changed.
fn is_change(claim: &Claim) -> bool {
    matches!(claim.measure, Measure::Change | Measure::Rate)
        && !claim.is_unbound()
        && !claim.amount.value.is_zero()
}

/// The paragraph in which a number stands.
fn paragraph<'a>(sections: &'a [SectionText], claim: &Claim) -> Option<(&'a SectionText, usize)> {
    let own = sections.iter().filter(|section| section.heading == claim.heading);
    own.into_iter().find_map(|section| {
        let at = section.paragraphs.iter().position(|one| one.text.contains(&*claim.sentence))?;
        Some((section, at))
    })
}
