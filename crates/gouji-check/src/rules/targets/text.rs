//! Numbers, amounts and dates in the texts of a form.

use gouji_model::{Amount, Decimal, Unit};
use gouji_standard::FoldedText;

/// A text in folded form with the numbers in it.
pub(super) struct Prose {
    pub chars: Vec<char>,
    pub numbers: Vec<Number>,
}

/// A number in a text: positions count folded characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub value: Decimal,
    pub start: usize,
    /// Behind its last digit.
    pub end: usize,
}

/// A month, or a day of it, or a whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub year: u16,
    pub month: Option<u16>,
    pub start: usize,
    pub end: usize,
}

impl Prose {
    pub(super) fn new(text: &str) -> Self {
        let chars = FoldedText::new(&without_markup(text)).chars().to_vec();
        let numbers = numbers(&chars);
        Self { chars, numbers }
    }

    /// Whether the text at a position begins with a word.
    pub(super) fn at(&self, position: usize, word: &str) -> bool {
        let mut chars = self.chars.iter().skip(position);
        word.chars().all(|c| chars.next() == Some(&c))
    }

    /// Whether a word ends at a position.
    pub(super) fn ends(&self, position: usize, word: &str) -> bool {
        position.checked_sub(word.chars().count()).is_some_and(|start| self.at(start, word))
    }

    /// The longest word of a list that begins at a position; its end.
    pub(super) fn any_at(&self, position: usize, words: &[String]) -> Option<usize> {
        let hits = words.iter().filter(|word| self.at(position, word));
        hits.map(|word| position + word.chars().count()).max()
    }

    /// The longest word of a list that ends at a position; its start.
    pub(super) fn any_before(&self, position: usize, words: &[String]) -> Option<usize> {
        let hits = words.iter().filter(|word| self.ends(position, word));
        hits.map(|word| position - word.chars().count()).min()
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> String {
        self.chars[start.min(end)..end.min(self.chars.len())].iter().collect()
    }

    /// The amount of money that a number is, with the position behind its unit.
    pub(super) fn money(&self, number: Number) -> Option<(Amount, usize)> {
        const UNITS: [(&str, Unit); 3] =
            [("万元", Unit::WanYuan), ("亿元", Unit::YiYuan), ("元", Unit::Yuan)];
        let units = UNITS.iter().find(|(word, _)| self.at(number.end, word));
        let (unit, end) = match units {
            Some((word, unit)) => (unit.clone(), number.end + word.chars().count()),
            // 费用2万；
            None if self.at(number.end, "万")
                && self.chars.get(number.end + 1).is_none_or(|c| !c.is_alphanumeric()) =>
            {
                (Unit::WanYuan, number.end + 1)
            }
            None => return None,
        };
        Some((Amount::as_printed(number.value, unit), end))
    }

    /// The numbers between two positions.
    pub(super) fn numbers_in(&self, start: usize, end: usize) -> impl Iterator<Item = Number> {
        self.numbers.iter().copied().filter(move |n| n.start >= start && n.end <= end)
    }

    /// Start of the clause that a position is in: behind the punctuation in front of it.
    pub(super) fn clause_start(&self, position: usize) -> usize {
        self.chars[..position].iter().rposition(|c| is_stop(*c)).map_or(0, |at| at + 1)
    }

    /// End of the clause that a position is in.
    pub(super) fn clause_end(&self, position: usize) -> usize {
        let rest = &self.chars[position.min(self.chars.len())..];
        rest.iter().position(|c| is_stop(*c)).map_or(self.chars.len(), |at| position + at)
    }

    /// Dates, in order. Within the names of documents (《…》, 〈…〉) there are none.
    pub(super) fn dates(&self) -> Vec<Date> {
        let dates = self.numbers.iter().filter_map(|number| self.date(*number));
        dates.filter(|date| !self.is_quoted(date.start)).collect()
    }

    fn date(&self, number: Number) -> Option<Date> {
        let year = small(number.value).filter(|year| (1950..2100).contains(year))?;
        let mut date = Date { year, month: None, start: number.start, end: number.end + 1 };
        if number.end - number.start != 4 || !self.at(number.end, "年") {
            return None;
        }
        if let Some((month, end)) = self.part(date.end, "月", 12) {
            date = Date { month: Some(month), end, ..date };
            if let Some((_, end)) = self.part(end, "日", 31) {
                date.end = end;
            }
        }
        Some(date)
    }

    /// A month or a day at a position, and the position behind it.
    fn part(&self, position: usize, word: &str, most: u16) -> Option<(u16, usize)> {
        let number = self.numbers.iter().find(|number| number.start == position)?;
        let value = small(number.value).filter(|value| (1..=most).contains(value))?;
        self.at(number.end, word).then_some((value, number.end + 1))
    }

    /// From one month to another: 2025年2月至2026年12月, 2026年1月至12月.
    pub(super) fn ranges(&self) -> Vec<(Date, Date)> {
        const TO: [char; 8] = ['至', '到', '-', '—', '–', '~', '―', '─'];
        let mut ranges = Vec::new();
        let dates = self.dates();
        for from in dates.iter().filter(|date| date.month.is_some()) {
            let mut at = from.end;
            while self.chars.get(at).is_some_and(|c| TO.contains(c)) {
                at += 1;
            }
            if at == from.end {
                continue;
            }
            if let Some(to) = dates.iter().find(|date| date.start == at && date.month.is_some()) {
                ranges.push((*from, *to));
            } else if let Some((month, end)) = self.part(at, "月", 12) {
                let to = Date { year: from.year, month: Some(month), start: at, end };
                ranges.push((*from, to));
            }
        }
        ranges
    }

    fn is_quoted(&self, position: usize) -> bool {
        let count =
            |marks: [char; 2]| self.chars[..position].iter().filter(|c| marks.contains(c)).count();
        count(['《', '〈']) > count(['》', '〉'])
    }
}

/// Months that a range covers, both ends included.
pub(super) fn months(from: Date, to: Date) -> Option<i64> {
    let of = |date: Date| Some(i64::from(date.year) * 12 + i64::from(date.month?));
    Some(of(to)? - of(from)? + 1)
}

/// A whole number that fits.
pub(super) fn small(value: Decimal) -> Option<u16> {
    let value = value.normalised();
    (value.scale() == 0).then(|| u16::try_from(value.mantissa()).ok()).flatten()
}

const fn is_stop(c: char) -> bool {
    matches!(c, ',' | ';' | '。' | ':' | '!' | '?' | '(' | ')')
}

fn numbers(chars: &[char]) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < chars.len() && belongs(chars, at) {
            at += 1;
        }
        let digits: String = chars[start..at].iter().filter(|c| **c != ',').collect();
        let named = start > 0 && chars[start - 1].is_ascii_alphabetic();
        if let Ok(value) = digits.parse::<Decimal>()
            && !named
        {
            numbers.push(Number { value, start, end: at });
        }
    }
    numbers
}

/// Whether a character continues a number: a digit, a point or a separator before further digits.
fn belongs(chars: &[char], at: usize) -> bool {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    match chars[at] {
        c if c.is_ascii_digit() => true,
        '.' => digit(at + 1),
        ',' => (1..=3).all(|step| digit(at + step)) && !digit(at + 4),
        _ => false,
    }
}

/// A text without leaked markup: what stands between `<` and `>`, if it is Latin.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        let tag = rest[start..].find('>').map(|end| &rest[start..=start + end]);
        let Some(tag) = tag.filter(|tag| tag.is_ascii()) else {
            plain.push('<');
            rest = &rest[start + 1..];
            continue;
        };
        rest = &rest[start + tag.len()..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_codes_and_lists() {
        let prose = Prose::new("PM2.5、1,166,400元；48.6公里，3000元");
        let values: Vec<String> = prose.numbers.iter().map(|n| n.value.to_string()).collect();
        assert_eq!(values, ["1166400", "48.6", "3000"]);
    }

    #[test]
    fn a_range_covers_both_its_months() {
        let prose = Prose::new("2025年2月至2026年12月，另2026年1月—12月");
        let covered: Vec<_> = prose.ranges().iter().map(|(a, b)| months(*a, *b)).collect();
        assert_eq!(covered, [Some(23), Some(12)]);
    }

    #[test]
    fn years_in_names_of_documents_are_no_dates() {
        assert!(Prose::new("根据《行动方案（2021年—2025年）》").dates().is_empty());
    }
}
