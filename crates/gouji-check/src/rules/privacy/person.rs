//! GJ901: private persons named, with family circumstances or benefits.

use std::collections::BTreeMap;

use gouji_model::{Level, Message, PassageKind, Place};

use super::masked;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ901", judge };

/// What is known of a name.
#[derive(Default)]
struct Named {
    places: Vec<Place>,
    level: Option<Level>,
}

fn judge(case: &Case<'_>) -> Ruling {
    let passages = &case.disclosure.passages;
    if passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    let mut names: BTreeMap<&str, Named> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| passage.kind != PassageKind::Catalogue) {
        for (offset, name, level) in case.standard.privacy().persons(&passage.text) {
            let known = names.entry(name).or_default();
            known.level = known.level.max(level.level());
            let mut place = case.place_of(passage, offset);
            // The name is not to be repeated.
            place.row = None;
            if !known.places.contains(&place) {
                known.places.push(place);
            }
        }
    }
    Ruling::Judged(names.into_iter().map(|(name, known)| remark(name, known)).collect())
}

fn remark(name: &str, known: Named) -> Remark {
    let surname = 1 + usize::from(name.chars().count() > 3);
    let message = Message::new("GJ901-found")
        .with("name", masked(name, surname, 0))
        .with("count", known.places.len());
    let mut places = known.places.into_iter();
    let mut remark = Remark::at(places.next().unwrap_or_default(), name, message);
    remark.places.extend(places);
    remark.level = known.level;
    remark
}
