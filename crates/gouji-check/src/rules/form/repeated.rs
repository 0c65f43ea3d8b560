//! GJ810: paragraphs, tables and pages that were printed twice.

use std::collections::BTreeMap;

use gouji_model::{Message, Passage, PassageKind};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ810", judge };

/// Characters that a paragraph has at least to be printed twice by mistake.
const LONG: usize = 40;

/// Paragraphs that far apart are both meant: an explanation and the glossary say the same.
const NEAR: usize = 12;

fn judge(case: &Case<'_>) -> Ruling {
    if case.disclosure.passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    let mut remarks = paragraphs(case);
    remarks.extend(noticed(case));
    Ruling::Judged(remarks)
}

fn paragraphs(case: &Case<'_>) -> Vec<Remark> {
    let passages = &case.disclosure.passages;
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    let mut remarks = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        if passage.kind != PassageKind::Paragraph {
            continue;
        }
        let plain = plain(passage);
        // What the template repeats is for GJ805.
        let is_blank =
            case.standard.slips("GJ805").any(|slip| !slip.find(&passage.text).is_empty());
        if plain.chars().count() < LONG || is_blank {
            continue;
        }
        let earlier = last.insert(plain.clone(), index).filter(|earlier| index - earlier <= NEAR);
        if let Some(earlier) = earlier {
            let begin: String = passage.text.trim().chars().take(20).collect();
            let message = Message::new("GJ810-paragraph").with("begin", &begin);
            let key = format!("{}@{begin}", passage.heading);
            let remark = Remark::at(case.place_of(passage, 0), key, message);
            remarks.push(remark.and_at(case.place_of(&passages[earlier], 0)));
        }
    }
    remarks
}

/// A text without ordinals, spaces and punctuation.
fn plain(passage: &Passage) -> String {
    let body = passage.text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十（()）、.． ".contains(c)
    });
    body.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Pages and tables that reading found twice.
fn noticed(case: &Case<'_>) -> Vec<Remark> {
    let found = case.disclosure.diagnostics.iter().filter_map(|diagnostic| {
        let id = match &*diagnostic.message.id {
            "read-page-twice" => "GJ810-page",
            "read-table-twice" => "GJ810-table",
            _ => return None,
        };
        let message = Message { id: id.into(), slots: diagnostic.message.slots.clone() };
        let key = format!("{id}@{:?}", diagnostic.message.slots);
        Some(Remark::at(diagnostic.place.clone(), key, message))
    });
    found.collect()
}
