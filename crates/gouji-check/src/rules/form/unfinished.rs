//! GJ806: sentences that break off.

use gouji_model::{Message, Passage, PassageKind};

use super::slip;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ806", judge };

/// Signs behind which a sentence goes on.
const OPEN: [char; 4] = ['，', '、', ',', '：'];

/// Characters of the end of a paragraph that a message shows.
const TAIL: usize = 14;

fn judge(case: &Case<'_>) -> Ruling {
    let passages = &case.disclosure.passages;
    if passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    let mut remarks = slip::remarks(case, "GJ806");
    for (index, passage) in passages.iter().enumerate() {
        if breaks_off(passage, passages.get(index + 1)) {
            let tail: Vec<char> = passage.text.trim_end().chars().rev().take(TAIL).collect();
            let tail: String = tail.into_iter().rev().collect();
            let key = format!("{}@{tail}", passage.heading);
            let message = Message::new("GJ806-end").with("printed", &tail);
            remarks.push(Remark::at(case.place_of(passage, passage.text.len()), key, message));
        }
    }
    Ruling::Judged(remarks)
}

/// Whether a paragraph of a section ends in the middle of a sentence, and a heading follows: what
/// follows otherwise may be its rest, or the list or the table that it announces.
fn breaks_off(passage: &Passage, next: Option<&Passage>) -> bool {
    let ends_open = passage.text.trim_end().ends_with(OPEN);
    let ended = next.is_none_or(|next| next.kind == PassageKind::Heading);
    passage.kind == PassageKind::Paragraph && ends_open && ended
}
