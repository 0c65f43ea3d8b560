//! Where the numbers of the explanation stand in their paragraphs.
//!
//! A claim knows the piece of the paragraph that it stands in and how it is printed. Claims follow
//! each other in the text, so each is looked for behind the one before; what is not found for
//! certain is never guessed at, and its sentence is shown instead.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gouji_model::{Claim, Disclosure, Location, SectionText, TextParagraph};

use super::anchors::Item;
use super::flow::start;

/// The numbers of every paragraph, by the location where it begins.
pub(super) struct Numbers(BTreeMap<Location, Vec<Found>>);

/// A number in a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Index of its claim.
    pub(super) claim: usize,
    /// Bytes of the number itself, or of its sentence.
    pub(super) range: Range<usize>,
    /// Whether the number itself was found.
    pub(super) exact: bool,
}

impl Numbers {
    pub(super) fn of(disclosure: &Disclosure) -> Self {
        let mut numbers = BTreeMap::new();
        let mut told = BTreeSet::new();
        for section in &disclosure.sections {
            for paragraph in &section.paragraphs {
                let found = found(&disclosure.claims, section, paragraph, &mut told);
                numbers.entry(start(paragraph)).or_insert(found);
            }
        }
        Self(numbers)
    }

    /// The numbers of the paragraph that begins at a location, in order.
    pub(super) fn in_paragraph(&self, at: Location) -> &[Found] {
        self.0.get(&at).map_or(&[], Vec::as_slice)
    }

    /// What shows the number of a claim.
    pub(super) fn item(&self, claim: usize) -> Option<Item> {
        let (paragraph, found) = self.all().find(|(_, found)| found.claim == claim)?;
        Some(found.item(paragraph))
    }

    /// All numbers with the paragraphs that they stand in.
    pub(super) fn all(&self) -> impl Iterator<Item = (Location, &Found)> {
        self.0.iter().flat_map(|(at, found)| found.iter().map(|found| (*at, found)))
    }
}

impl Found {
    /// What shows the number in the paragraph that begins at a location.
    pub(super) const fn item(&self, paragraph: Location) -> Item {
        if self.exact {
            Item::Number(self.claim)
        } else {
            Item::Sentence(paragraph, self.range.start)
        }
    }
}

fn found(
    claims: &[Claim],
    section: &SectionText,
    paragraph: &TextParagraph,
    told: &mut BTreeSet<usize>,
) -> Vec<Found> {
    let pieces: BTreeSet<Location> = paragraph.pieces.iter().map(|(_, at)| *at).collect();
    let mut found = Vec::new();
    let mut from = 0;
    for (claim, number) in claims.iter().enumerate() {
        let is_here = number.heading == section.heading && pieces.contains(&number.location);
        if !is_here || !told.insert(claim) {
            continue;
        }
        if let Some(at) =
            told_position(number, paragraph).or_else(|| position(number, paragraph, from))
        {
            from = at + number.printed.len();
            found.push(Found { claim, range: at..from, exact: true });
        } else {
            let range = sentence(number, &paragraph.text);
            found.push(Found { claim, range, exact: false });
        }
    }
    found
}

/// Where reading says that a number stands, if it does.
fn told_position(claim: &Claim, paragraph: &TextParagraph) -> Option<usize> {
    let at = claim.position.offset;
    let stands = paragraph.text.get(at..)?.starts_with(&*claim.printed);
    let range = at..at + claim.printed.len();
    (stands && is_whole(&paragraph.text, range)).then_some(at)
}

/// Where a number stands at or behind an offset.
fn position(claim: &Claim, paragraph: &TextParagraph, from: usize) -> Option<usize> {
    let text = &paragraph.text;
    let sentence = text.find(&claim.sentence);
    let sentence = sentence.map(|at| at..at + claim.sentence.len());
    let matches = text.get(from..)?.match_indices(&*claim.printed);
    let candidates: Vec<usize> = matches
        .map(|(at, _)| from + at)
        .filter(|at| is_whole(text, *at..at + claim.printed.len()))
        .filter(|at| paragraph.location_at(*at) == claim.location)
        .filter(|at| sentence.as_ref().is_none_or(|sentence| sentence.contains(at)))
        .collect();
    let unit = claim.amount.unit.as_str();
    let has_unit = |at: &usize| {
        let behind = text[at + claim.printed.len()..].trim_start();
        !unit.is_empty() && behind.starts_with(unit)
    };
    match candidates[..] {
        [one] => Some(one),
        _ if unit.is_empty() => candidates.first().copied(),
        _ => candidates.into_iter().find(has_unit),
    }
}

/// Whether digits are not a part of a longer number.
fn is_whole(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let mut behind = text[range.end..].chars();
    let (next, second) = (behind.next(), behind.next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let joins = |c: Option<char>| matches!(c, Some('.' | ',' | '，' | '．'));
    let begins = !digit(before) && before != Some('.');
    begins && !digit(next) && !(joins(next) && digit(second) && next != Some('，'))
}

/// The sentence that a number belongs to; all of the text where that is in doubt.
fn sentence(claim: &Claim, text: &str) -> Range<usize> {
    let Some(at) = text.find(&claim.sentence) else { return 0..text.len() };
    let begin = text[..at].rfind('。').map_or(0, |end| end + '。'.len_utf8());
    let end = text[at..].find('。').map_or(text.len(), |length| at + length + '。'.len_utf8());
    begin..end
}

#[cfg(test)]
mod tests {
    use gouji_model::{Amount, Decimal, Measure, Unit};

    use super::*;

    /// A number of a sentence as `printed unit`.
    fn claim(sentence: &str, number: &str) -> Claim {
        let (printed, unit) = number.split_once(' ').unwrap();
        Claim {
            position: gouji_model::TextPosition::default(),
            section: "income".into(),
            heading: "收入".into(),
            template: None,
            group: 0,
            slot: "".into(),
            subject: String::new(),
            measure: Measure::Amount,
            year: None,
            printed: printed.into(),
            amount: Amount::as_printed(Decimal::ZERO, Unit::parse(unit)),
            item: None,
            unchanged: false,
            bound_to: String::new(),
            sentence: sentence.into(),
            location: Location::line(1),
        }
    }

    /// The paragraph with `[ ]` around each number that was found and `{ }` around sentences.
    fn marked(text: &str, numbers: &[&str]) -> String {
        let paragraph = TextParagraph { text: text.into(), pieces: vec![(0, Location::line(1))] };
        let section = SectionText {
            id: "income".into(),
            heading: "收入".into(),
            location: Location::line(0),
            paragraphs: Vec::new(),
        };
        let claims: Vec<Claim> = numbers.iter().map(|number| claim(text, number)).collect();
        let found = found(&claims, &section, &paragraph, &mut BTreeSet::new());
        let mut marked = text.to_owned();
        for Found { range, exact, .. } in found.into_iter().rev() {
            let (open, close) = if exact { ('[', ']') } else { ('{', '}') };
            marked.insert(range.end, close);
            marked.insert(range.start, open);
        }
        marked
    }

    #[test]
    fn equal_numbers_are_found_one_behind_the_other() {
        assert_eq!(
            marked("收入10.00万元，其中拨款10.00万元。", &["10.00 万元", "10.00 万元"]),
            "收入[10.00]万元，其中拨款[10.00]万元。"
        );
    }

    #[test]
    fn a_part_of_a_longer_number_is_not_the_number() {
        assert_eq!(
            marked("收入110.5万元，支出10.5万元", &["10.5 万元"]),
            "收入110.5万元，支出[10.5]万元"
        );
        assert_eq!(marked("2.5万元与2万元", &["2 万元"]), "2.5万元与[2]万元");
    }

    #[test]
    fn a_number_that_counts_something_else_is_passed_over() {
        assert_eq!(marked("第2项为2万元。", &["2 万元"]), "第2项为[2]万元。");
    }

    #[test]
    fn what_is_not_found_marks_its_sentence() {
        assert_eq!(marked("收入十万元。", &["10 万元"]), "{收入十万元。}");
    }
}
