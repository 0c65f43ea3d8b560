//! Reading the code of a number format: `#,##0.00_ ;[Red]-#,##0.00`.

use super::Digits;
use super::date::DateParts;

/// Longest code that is read; a workbook program allows 255 characters.
const MAX_CODE: usize = 1024;

/// A part of a code between semicolons.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// Numbers that it is for, where it says so: `[>=10000]`.
    pub condition: Option<Condition>,
    pub pieces: Vec<Piece>,
    /// Whether digits before the point stand in groups of three.
    pub grouped: bool,
    /// Power of ten that the number is multiplied by before it is printed.
    pub shift: i32,
    pub kind: Kind,
}

/// What a section prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits in their places.
    #[default]
    Number,
    /// Fractions and powers of ten, which no disclosure prints: the number as without a format.
    General,
    /// A date or a time.
    Date(DateParts),
}

/// A piece of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Place of a digit: `0`, `#` or `?`.
    Place(char),
    Point,
    Literal(char),
    /// The whole number as it is without a format: `General` or `@`.
    Whole,
}

/// A comparison with a number.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    operator: String,
    bound: Digits,
}

impl Condition {
    pub(super) fn holds(&self, number: &Digits) -> bool {
        let order = number.cmp(&self.bound);
        match self.operator.as_str() {
            "<" => order.is_lt(),
            "<=" => order.is_le(),
            ">" => order.is_gt(),
            ">=" => order.is_ge(),
            "<>" => order.is_ne(),
            _ => order.is_eq(),
        }
    }

    /// Whether it takes negative numbers only, so that their sign is the section's own affair.
    pub(super) fn is_below_zero(&self) -> bool {
        self.operator.starts_with('<') && self.operator != "<>" && self.bound.is_zero()
    }
}

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut reader = SectionReader::default();
    let mut sections = Vec::new();
    // The Chinese edition may write the name of the general format in Chinese.
    let code: String = code.chars().take(MAX_CODE).collect();
    let code = code.replace("G/通用格式", "General");
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ';' => sections.push(std::mem::take(&mut reader).finish()),
            '"' => reader.literal(chars.by_ref().take_while(|c| *c != '"')),
            '\\' | '!' => reader.literal(chars.next()),
            '_' => {
                chars.next();
                reader.literal([' ']);
            }
            '*' => {
                chars.next();
            }
            '[' => reader.bracket(&chars.by_ref().take_while(|c| *c != ']').collect::<String>()),
            _ => reader.plain(c, chars.peek().copied()),
        }
    }
    sections.push(reader.finish());
    sections
}

#[derive(Default)]
struct SectionReader {
    section: Section,
    date: DateParts,
    is_date: bool,
    is_general: bool,
    /// Commas since the last place of a digit.
    commas: i32,
    /// Letters that are not quoted, as far as they are those of `General`.
    word: String,
}

impl SectionReader {
    fn literal(&mut self, text: impl IntoIterator<Item = char>) {
        for c in text {
            self.date.chinese |= matches!(c, '年' | '月' | '日');
            self.section.pieces.push(Piece::Literal(c));
        }
    }

    /// What stands in brackets: a colour, a currency, a condition, hours beyond a day.
    fn bracket(&mut self, text: &str) {
        if let Some(currency) = text.strip_prefix('$') {
            let symbol = currency.split('-').next().unwrap_or("");
            self.literal(symbol.chars());
        } else if text.starts_with(['<', '>', '=']) {
            let end = text.find(|c| !"<>=".contains(c)).unwrap_or(text.len());
            let (operator, bound) = text.split_at(end);
            let bound = Digits::parse(bound);
            self.section.condition =
                bound.map(|bound| Condition { operator: operator.to_owned(), bound });
        } else if !text.is_empty() && text.chars().all(|c| "hmsHMS".contains(c)) {
            self.is_date = true;
            self.date.hour = true;
            self.date.elapsed = true;
        }
    }

    fn plain(&mut self, c: char, next: Option<char>) {
        match c {
            '0' | '#' | '?' => {
                self.section.grouped |= self.commas > 0;
                self.commas = 0;
                self.section.pieces.push(Piece::Place(c));
            }
            ',' => self.commas += 1,
            '.' if self.is_date => {}
            '.' => self.section.pieces.push(Piece::Point),
            '%' => {
                self.section.shift += 2;
                self.section.pieces.push(Piece::Literal('%'));
            }
            '@' => self.section.pieces.push(Piece::Whole),
            'E' | 'e' if matches!(next, Some('+' | '-')) => self.is_general = true,
            '/' if !self.is_date => self.is_general = true,
            _ if c.is_ascii_alphabetic() => self.letter(c),
            _ => self.literal([c]),
        }
    }

    fn letter(&mut self, c: char) {
        self.word.push(c.to_ascii_lowercase());
        if "general".starts_with(&self.word) {
            if self.word == "general" {
                self.word.clear();
                self.section.pieces.push(Piece::Whole);
            }
            return;
        }
        let date = match c.to_ascii_lowercase() {
            'y' | 'e' => &mut self.date.year,
            'd' => &mut self.date.day,
            'h' => &mut self.date.hour,
            's' => &mut self.date.second,
            'm' => &mut self.is_date,
            _ => return,
        };
        *date = true;
        self.is_date = true;
    }

    fn finish(mut self) -> Section {
        let has_places = self.section.pieces.iter().any(|p| matches!(p, Piece::Place(_)));
        if has_places {
            self.section.shift -= 3 * self.commas;
        }
        self.section.kind = if self.is_general {
            Kind::General
        } else if self.is_date {
            Kind::Date(self.date)
        } else {
            Kind::Number
        };
        self.section
    }
}
