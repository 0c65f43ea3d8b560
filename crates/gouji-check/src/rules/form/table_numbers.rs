//! GJ814: numbers of tables (预算公开表1) that are written in several ways, skip or come twice.

use gouji_model::{Level, Message, Passage, PassageKind};
use gouji_standard::{FoldedText, TitleSlots};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ814", judge };

/// The number of a table: its words and its number.
struct Numbered<'a> {
    passage: &'a Passage,
    /// Titles of tables before it.
    titles: usize,
    words: String,
    number: u32,
}

fn judge(case: &Case<'_>) -> Ruling {
    let mut titles = 0;
    let mut numbered = Vec::new();
    for passage in &case.disclosure.passages {
        if passage.kind == PassageKind::Title {
            titles += 1;
        } else if passage.kind != PassageKind::Contents {
            numbered.extend(self::numbered(case, passage, titles));
        }
    }
    if numbered.is_empty() {
        return Ruling::NotApplicable(Message::new("GJ814-none"));
    }
    let mut remarks = Vec::new();
    let usual = usual(&numbered);
    for label in numbered.iter().filter(|label| label.words != usual) {
        let message = Message::new("GJ814-words")
            .with("printed", label.passage.text.trim())
            .with("usual", &usual);
        remarks.push(remark(case, label, "words", message));
    }
    for pair in numbered.windows(2) {
        // A number that comes again stands above the rest of its table, or begins another part.
        let tables = u32::try_from(pair[1].titles - pair[0].titles).unwrap_or(u32::MAX);
        if pair[1].number <= pair[0].number.saturating_add(tables.max(1)) {
            continue;
        }
        let message = Message::new("GJ814-skipped")
            .with("printed", pair[1].passage.text.trim())
            .with("before", pair[0].passage.text.trim());
        remarks.push(remark(case, &pair[1], "skipped", message).at_level(Level::Note));
    }
    Ruling::Judged(remarks)
}

fn numbered<'a>(case: &Case<'_>, passage: &'a Passage, titles: usize) -> Option<Numbered<'a>> {
    let folded = FoldedText::new(passage.text.trim());
    let patterns = &case.profile.labels.table_number;
    let found = patterns.iter().find_map(|p| p.match_whole(folded.chars(), &TitleSlots))?;
    let _ = found.slot("number")?;
    let is_digit = |c: &char| c.is_ascii_digit();
    let digits: String = folded.chars().iter().filter(|c| is_digit(c)).collect();
    let words = folded.chars().iter().filter(|c| !is_digit(c)).collect();
    Some(Numbered { passage, titles, words, number: digits.parse().ok()? })
}

/// The wording that occurs most; of several the first.
fn usual(numbered: &[Numbered<'_>]) -> String {
    let count = |words: &str| numbered.iter().filter(|label| label.words == words).count();
    let most = numbered.iter().map(|label| count(&label.words)).max().unwrap_or(0);
    let usual = numbered.iter().find(|label| count(&label.words) == most);
    usual.map(|label| label.words.clone()).unwrap_or_default()
}

fn remark(case: &Case<'_>, label: &Numbered<'_>, what: &str, message: Message) -> Remark {
    let key = format!("{what}@{}{}", label.words, label.number);
    Remark::at(case.place_of(label.passage, 0), key, message)
}
