//! Claims: every number of the explanation, bound to a cell where a template recognises it.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_model::{
    Amount, AssetFact, Claim, Measure, SectionText, Statement, TextParagraph, TextPosition, Unit,
};
use gouji_standard::profile::{ClaimDef, Directions, Part, SlotKind};
use gouji_standard::{Capture, FoldedText, Match, SlotReader, TitleSlots};

use super::names::Names;
use super::{Context, number, subject};

/// Reads the numbers of every section of the explanation.
pub(super) fn claims(
    context: Context<'_>,
    sections: &[SectionText],
    statements: &[Statement],
    year: Option<u16>,
) -> (Vec<Claim>, Vec<AssetFact>) {
    let mut reader = ClaimReader {
        context,
        names: names(context, statements),
        year,
        groups: 0,
        claims: Vec::new(),
        assets: Vec::new(),
    };
    for (index, section) in sections.iter().enumerate() {
        let part = context.profile.section(&section.id).map(|section| section.part);
        if part != Some(Part::Explanation) {
            continue;
        }
        for (number, paragraph) in section.paragraphs.iter().enumerate() {
            let position = TextPosition { section: index, paragraph: number, offset: 0 };
            reader.paragraph(section, paragraph, position);
        }
    }
    (reader.claims, reader.assets)
}

/// The names of rows for every statement and set of separators that a slot of a sentence names.
fn names<'c>(
    context: Context<'c>,
    statements: &[Statement],
) -> BTreeMap<(&'c str, &'c str), Names> {
    let mut names = BTreeMap::new();
    for claim in &context.profile.claims {
        for (slot, definition) in &claim.slots {
            if let Some(SlotKind::Item(source)) = definition.kind() {
                names.insert((&*claim.id, &**slot), Names::new(context, source, statements));
            }
        }
    }
    names
}

struct ClaimReader<'a> {
    context: Context<'a>,
    names: BTreeMap<(&'a str, &'a str), Names>,
    year: Option<u16>,
    groups: usize,
    claims: Vec<Claim>,
    assets: Vec<AssetFact>,
}

/// A paragraph while its numbers are bound.
struct Text<'t> {
    section: &'t SectionText,
    paragraph: &'t TextParagraph,
    position: TextPosition,
    folded: FoldedText,
    /// Folded positions that a template has taken as a number.
    taken: Vec<bool>,
}

impl<'a> ClaimReader<'a> {
    fn paragraph(
        &mut self,
        section: &SectionText,
        paragraph: &TextParagraph,
        position: TextPosition,
    ) {
        let folded = FoldedText::new(&paragraph.text);
        let taken = vec![false; folded.chars().len()];
        let mut text = Text { section, paragraph, position, folded, taken };
        let mut found: Vec<(usize, Claim)> = Vec::new();
        for claim in &self.context.profile.claims {
            if claim.sections.iter().any(|id| **id == *section.id) {
                self.bind(claim, &mut text, &mut found);
            }
        }
        self.unbound(&mut text, &mut found);
        found.sort_by_key(|(position, _)| *position);
        self.claims.extend(found.into_iter().map(|(_, claim)| claim));
    }

    fn bind(&mut self, claim: &'a ClaimDef, text: &mut Text<'_>, found: &mut Vec<(usize, Claim)>) {
        let slots = ClaimSlots {
            claim,
            names: &self.names,
            directions: &self.context.profile.directions,
            part: &self.context.standard.wordings().part,
        };
        let mut bound = Vec::new();
        for template in &claim.templates {
            for hit in template.find_all(text.folded.chars(), &slots) {
                let numbers: Vec<&Capture<'_>> =
                    hit.captures.iter().filter(|capture| slots.is_number(capture.slot)).collect();
                let free = numbers.iter().all(|n| !text.taken[n.start..n.end].contains(&true));
                if !free || numbers.is_empty() {
                    continue;
                }
                for number in numbers {
                    text.taken[number.start..number.end].fill(true);
                }
                self.groups += 1;
                bound.extend(self.claims_of(claim, &hit, text, &slots));
            }
        }
        if let Some(category) = &claim.record {
            let facts = bound.iter().map(|(_, claim)| asset(category, claim, text));
            self.assets.extend(facts);
        }
        found.append(&mut bound);
    }

    fn claims_of(
        &self,
        definition: &ClaimDef,
        hit: &Match<'_>,
        text: &Text<'_>,
        slots: &ClaimSlots<'_, '_>,
    ) -> Vec<(usize, Claim)> {
        let item = hit.captures.iter().find_map(|capture| slots.item(text.folded.chars(), capture));
        let flat = hit.captures.iter().any(|capture| slots.direction(text, capture) == Some(0));
        let mut claims = Vec::new();
        for capture in &hit.captures {
            let Some(slot) = definition.slots.get(capture.slot) else { continue };
            let Some(kind) = slot.kind().filter(|kind| kind.is_number()) else { continue };
            let Some(mut amount) = text.amount(capture, slot.unit.as_deref()) else { continue };
            if let SlotKind::Change(_) | SlotKind::Rate(_) = kind {
                let word = direction_slot(kind).and_then(|name| hit.slot(name));
                if word.and_then(|word| slots.direction(text, word)) == Some(-1) {
                    amount.value = amount.value.negated();
                }
            }
            let mut subject = slot.subject.clone().unwrap_or_default();
            for named in &hit.captures {
                let hole = format!("{{{}}}", named.slot);
                if subject.contains(&hole) {
                    subject = subject.replace(&hole, text.slice(named.start, named.end));
                }
            }
            let measure = measure(kind);
            let item_id = item.as_ref().map(|(_, id)| Arc::clone(id));
            let claim = Claim {
                section: Arc::clone(&text.section.id),
                heading: Arc::clone(&text.section.heading),
                template: Some(definition.id.as_str().into()),
                group: self.groups,
                slot: capture.slot.into(),
                subject,
                measure,
                year: self.year_of(measure, definition.record.as_deref(), text, capture.start),
                printed: text.slice(capture.start, capture.end).to_owned(),
                amount,
                bound_to: bound_to(definition, capture.slot, kind, item_id.as_deref()),
                item: item_id,
                unchanged: flat && measure == Measure::Amount,
                sentence: text.sentence(capture.start),
                location: text.paragraph.location_at(text.folded.offset(capture.start)),
                position: text.position_at(capture.start),
            };
            claims.push((capture.start, claim));
        }
        claims
    }

    /// The numbers that no template has taken.
    fn unbound(&mut self, text: &mut Text<'_>, found: &mut Vec<(usize, Claim)>) {
        let chars = text.folded.chars();
        for (start, end) in number::numbers(chars) {
            if text.taken[start..end].contains(&true) {
                continue;
            }
            let capture = Capture { slot: "", start, end };
            let Some(mut amount) = text.amount(&capture, None) else { continue };
            let words = words_before(chars, start);
            let unit = number::unit_behind(chars, end).map(|(unit, _)| unit);
            let measure = number::measure_of(unit.as_ref(), &words);
            let down = &self.context.profile.directions.down;
            if matches!(measure, Measure::Change | Measure::Rate)
                && down.iter().any(|word| words.ends_with(&**word))
            {
                amount.value = amount.value.negated();
            }
            self.groups += 1;
            let claim = Claim {
                section: Arc::clone(&text.section.id),
                heading: Arc::clone(&text.section.heading),
                template: None,
                group: self.groups,
                slot: "".into(),
                subject: words,
                measure,
                year: self.year_of(measure, None, text, start),
                printed: text.slice(start, end).to_owned(),
                amount,
                item: None,
                unchanged: false,
                bound_to: String::new(),
                sentence: text.sentence(start),
                location: text.paragraph.location_at(text.folded.offset(start)),
                position: text.position_at(start),
            };
            found.push((start, claim));
        }
    }

    /// The year that a number speaks of: last year's for what is said to be last year's, the date
    /// of the count for assets, else the year of the document.
    fn year_of(
        &self,
        measure: Measure,
        record: Option<&str>,
        text: &Text<'_>,
        at: usize,
    ) -> Option<u16> {
        if measure == Measure::Prior {
            return self.year.map(|year| year - 1);
        }
        if record.is_some_and(|record| record != "procurement") || measure == Measure::Count {
            let before = text.slice(0, at);
            if let Some(date) = before.rfind("截至").or_else(|| before.rfind("截止"))
                && let Some(year) = subject::year_in(&before[date..])
            {
                return Some(year);
            }
        }
        self.year
    }
}

impl Text<'_> {
    /// The original text between two folded positions.
    fn slice(&self, start: usize, end: usize) -> &str {
        let from = self.folded.offset(start);
        let to = if end > start {
            let last = self.folded.offset(end - 1);
            last + self.paragraph.text[last..].chars().next().map_or(0, char::len_utf8)
        } else {
            from
        };
        &self.paragraph.text[from..to]
    }

    fn position_at(&self, at: usize) -> TextPosition {
        TextPosition { offset: self.folded.offset(at), ..self.position }
    }

    fn amount(&self, capture: &Capture<'_>, unit: Option<&str>) -> Option<Amount> {
        let chars = self.folded.chars();
        let value = number::value(chars.get(capture.start..capture.end)?)?;
        let behind = || number::unit_behind(chars, capture.end).map(|(unit, _)| unit);
        let unit = unit.map(Unit::parse).or_else(behind).unwrap_or(Unit::Other(String::new()));
        Some(Amount::as_printed(value, unit))
    }

    /// The sentence around a folded position.
    fn sentence(&self, at: usize) -> String {
        let chars = self.folded.chars();
        let ends = |c: &char| *c == '。';
        let start = chars[..at].iter().rposition(ends).map_or(0, |position| position + 1);
        let end = chars[at..].iter().position(ends).map_or(chars.len(), |length| at + length + 1);
        // A sentence without an end would be kept once for each of its numbers.
        let from = if at - start > MAX_SENTENCE { at - MAX_SENTENCE / 2 } else { start };
        let to = if end - at > MAX_SENTENCE { at + MAX_SENTENCE / 2 } else { end };
        self.slice(from, to).trim().to_owned()
    }
}

/// Characters of a sentence that are kept on either side of a number, at most.
const MAX_SENTENCE: usize = 800;

/// The words in front of a number, back to the last punctuation.
fn words_before(chars: &[char], start: usize) -> String {
    let stop = |c: &char| matches!(c, ',' | '。' | ';' | ':' | '、' | '(' | ')' | '%' | '元');
    let from = chars[..start].iter().rposition(stop).map_or(0, |position| position + 1);
    let words: String = chars[from..start].iter().collect();
    words.trim_end_matches(['为', '共', '计', '是', '有']).to_owned()
}

/// The slots of one sentence.
struct ClaimSlots<'a, 'n> {
    claim: &'a ClaimDef,
    names: &'n BTreeMap<(&'a str, &'a str), Names>,
    directions: &'a Directions,
    /// Words that make what follows them the name of a part.
    part: &'a [String],
}

impl ClaimSlots<'_, '_> {
    fn kind(&self, slot: &str) -> Option<SlotKind<'_>> {
        self.claim.slots.get(slot)?.kind()
    }

    fn is_number(&self, slot: &str) -> bool {
        self.kind(slot).is_some_and(SlotKind::is_number)
    }

    /// The row that an item slot names.
    fn item(&self, text: &[char], capture: &Capture<'_>) -> Option<(usize, Arc<str>)> {
        let names = self.names.get(&(&*self.claim.id, capture.slot))?;
        names.at(text, capture.start).into_iter().find(|(end, _)| *end == capture.end)
    }

    /// 1, −1 or 0 for a word that says up, down or the same.
    fn direction(&self, text: &Text<'_>, capture: &Capture<'_>) -> Option<i8> {
        let Some(SlotKind::Direction) = self.kind(capture.slot) else { return None };
        let word: String = text.folded.chars()[capture.start..capture.end].iter().collect();
        let any = |words: &[String]| words.contains(&word);
        if any(&self.directions.up) {
            Some(1)
        } else if any(&self.directions.down) {
            Some(-1)
        } else {
            Some(0)
        }
    }

    fn direction_ends(&self, text: &[char], from: usize) -> Vec<usize> {
        let Directions { up, down, flat, .. } = self.directions;
        let words = up.iter().chain(down).chain(flat);
        words
            .filter_map(|word| {
                let chars: Vec<char> = word.chars().collect();
                let end = from + chars.len();
                (text.get(from..end)? == &chars[..]).then_some(end)
            })
            .collect()
    }
}

impl SlotReader for ClaimSlots<'_, '_> {
    fn ends(&self, name: &str, text: &[char], from: usize) -> Vec<usize> {
        match self.kind(name) {
            Some(SlotKind::Direction) => self.direction_ends(text, from),
            Some(SlotKind::Item(_)) => {
                let names = self.names.get(&(&*self.claim.id, name));
                names.map_or_else(Vec::new, |names| {
                    names.at(text, from).into_iter().map(|(end, _)| end).collect()
                })
            }
            Some(_) => {
                let inside = from > 0 && (text[from - 1].is_ascii_digit() || text[from - 1] == '.');
                let end = if inside { None } else { number::number_end(text, from) };
                end.into_iter().collect()
            }
            None if name == "whole" => {
                let is_part = self.part.iter().any(|word| {
                    let word: Vec<char> = word.chars().collect();
                    text[..from].ends_with(&word)
                });
                if is_part { Vec::new() } else { vec![from] }
            }
            None => TitleSlots.ends(name, text, from),
        }
    }
}

fn direction_slot(kind: SlotKind<'_>) -> Option<&str> {
    match kind {
        SlotKind::Change(change) => Some(&change.direction),
        SlotKind::Rate(rate) => Some(&rate.direction),
        _ => None,
    }
}

const fn measure(kind: SlotKind<'_>) -> Measure {
    match kind {
        SlotKind::Amount(_) => Measure::Amount,
        SlotKind::Count(_) => Measure::Count,
        SlotKind::Quantity => Measure::Quantity,
        SlotKind::Share(_) => Measure::Share,
        SlotKind::Change(_) => Measure::Change,
        SlotKind::Rate(_) => Measure::Rate,
        SlotKind::Completion(_) => Measure::Completion,
        SlotKind::Prior => Measure::Prior,
        SlotKind::Direction | SlotKind::Item(_) => Measure::Other,
    }
}

/// What a number is held against: cells, or other numbers of its sentence.
fn bound_to(claim: &ClaimDef, slot: &str, kind: SlotKind<'_>, item: Option<&str>) -> String {
    let fill = |expression: &dyn std::fmt::Display| {
        let text = expression.to_string();
        item.map_or_else(|| text.clone(), |item| text.replace("[item]", &format!("[{item}]")))
    };
    match kind {
        SlotKind::Amount(Some(of)) | SlotKind::Count(Some(of)) => fill(of),
        SlotKind::Share(share) => format!("{} / {}", fill(&share.part), fill(&share.whole)),
        SlotKind::Completion(of) => format!("{} / {}", fill(&of.actual), fill(&of.budget)),
        SlotKind::Change(change) => match &change.prior {
            Some(prior) => format!("{} - {}", fill(&change.current), fill(prior)),
            None => format!("{} - 上年", fill(&change.current)),
        },
        SlotKind::Rate(rate) => {
            format!("{} / 上年", rate.change.clone().unwrap_or_else(|| fill(&rate.current)))
        }
        _ => format!("{}.{slot}", claim.id),
    }
}

fn asset(category: &str, claim: &Claim, text: &Text<'_>) -> AssetFact {
    AssetFact {
        category: category.into(),
        subject: claim.subject.clone(),
        printed: claim.printed.clone(),
        amount: claim.amount.clone(),
        as_of: as_of(&text.paragraph.text),
        location: claim.location,
    }
}

/// The date behind 截至.
fn as_of(text: &str) -> Option<String> {
    let start = text.find("截至").or_else(|| text.find("截止"))? + "截至".len();
    let end = text[start..].find('日')? + '日'.len_utf8();
    let date = &text[start..start + end];
    (date.chars().count() <= 14).then(|| date.trim().to_owned())
}
