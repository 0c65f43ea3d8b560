//! One defect at a time in a document as its format was read.
#![allow(dead_code, reason = "every user takes a part")]

use std::collections::BTreeSet;

use gouji_check::Options;
use gouji_model::{Block, Disclosure, Document, Finding};
use gouji_read::{Limits, formats, recognise};
use gouji_standard::{Messages, Standard};

/// A kind of defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defect {
    /// A digit of a number of a table.
    Cell,
    /// A digit of a number of the text.
    Number,
    /// A digit of a code beside a name.
    Code,
    /// A character of a cell of words.
    Name,
    /// A character left out of a cell of words.
    Shortened,
    /// A year.
    Year,
    /// 元 for 万元, or the other way, above a table.
    Measure,
    /// A row of a table left out.
    RowDropped,
    /// A row of a table twice.
    RowDoubled,
    /// Two rows exchanged.
    RowsExchanged,
    /// A heading left out.
    Heading,
    /// A letter for a digit in a code of the catalogue.
    CatalogueLetter,
    /// Another digit in a code of the catalogue.
    CatalogueDigit,
    /// A mark of punctuation twice.
    Punctuation,
    /// A character of the unit's name.
    UnitName,
}

impl Defect {
    pub(crate) const ALL: [Self; 15] = [
        Self::Cell,
        Self::Number,
        Self::Code,
        Self::Name,
        Self::Shortened,
        Self::Year,
        Self::Measure,
        Self::RowDropped,
        Self::RowDoubled,
        Self::RowsExchanged,
        Self::Heading,
        Self::CatalogueLetter,
        Self::CatalogueDigit,
        Self::Punctuation,
        Self::UnitName,
    ];
}

/// What is done to a document.
#[derive(Clone, Debug)]
pub(crate) struct Plant {
    edit: Edit,
    /// What was done, for a person.
    pub said: String,
}

#[derive(Clone, Debug)]
enum Edit {
    /// Another text of a paragraph.
    Text(usize, String),
    /// Another text of a cell.
    Cell(usize, usize, usize, String),
    /// A paragraph less.
    Without(usize),
    /// A row less, a row twice, a row and the next exchanged.
    Drop(usize, usize),
    Double(usize, usize),
    Exchange(usize, usize),
}

/// A document and what is found in it as it is.
pub(crate) struct Base {
    document: Document,
    pub disclosure: Disclosure,
    known: BTreeSet<String>,
}

fn recognised(document: &Document) -> Disclosure {
    let standard = Standard::embedded();
    let profile = recognise::choose_profile(document, standard, None).expect("a profile");
    recognise::recognise(document, Vec::new(), &profile, standard)
}

fn findings(disclosure: &Disclosure) -> Vec<Finding> {
    let (standard, messages) = (Standard::embedded(), Messages::embedded());
    gouji_check::check(disclosure, standard, messages, &Options::default()).findings
}

fn said(finding: &Finding) -> String {
    format!("{} {}", finding.code, finding.message.zh)
}

impl Base {
    pub(crate) fn of(file: &str, bytes: &[u8]) -> Self {
        let (document, _) = formats::read(file, bytes, &Limits::default()).expect("a document");
        let disclosure = recognised(&document);
        let found = findings(&disclosure);
        let texts = found.iter().map(said);
        let known = found.iter().map(|finding| finding.fingerprint.clone()).chain(texts).collect();
        Self { document, disclosure, known }
    }

    /// What is found with a defect and not without.
    pub(crate) fn new_findings(&self, plant: &Plant) -> Vec<Finding> {
        let mut document = self.document.clone();
        plant.edit.apply(&mut document.blocks);
        let found = findings(&recognised(&document)).into_iter();
        let is_new = |finding: &Finding| {
            !self.known.contains(&finding.fingerprint) && !self.known.contains(&said(finding))
        };
        found.filter(is_new).collect()
    }

    /// Defects of a kind, spread over the document.
    pub(crate) fn plants(&self, defect: Defect, most: usize) -> Vec<Plant> {
        let all = self.all(defect);
        let step = all.len().div_ceil(most.max(1)).max(1);
        all.into_iter().step_by(step).collect()
    }

    fn all(&self, defect: Defect) -> Vec<Plant> {
        let blocks = self.document.blocks.iter().enumerate();
        blocks.flat_map(|(index, block)| self.in_block(defect, index, block)).collect()
    }

    fn in_block(&self, defect: Defect, at: usize, block: &Block) -> Vec<Plant> {
        let mut plants = Vec::new();
        match block {
            Block::Paragraph(paragraph) => {
                let text = &paragraph.text;
                if defect == Defect::Heading && is_heading(text) {
                    plants.push(Plant { edit: Edit::Without(at), said: text.clone() });
                }
                for (changed, said) in self.changed(defect, text, None) {
                    plants.push(Plant { edit: Edit::Text(at, changed), said });
                }
            }
            Block::Grid(grid) => {
                for (r, row) in grid.rows.iter().enumerate() {
                    let texts: Vec<&str> = row.cells.iter().map(|cell| &*cell.text).collect();
                    let line = texts.join("|");
                    let numbers = texts.iter().filter(|text| is_amount(text)).count();
                    let edit = match defect {
                        Defect::RowDropped if numbers > 0 => Some(Edit::Drop(at, r)),
                        Defect::RowDoubled if numbers > 0 => Some(Edit::Double(at, r)),
                        Defect::RowsExchanged if numbers > 0 && r + 1 < grid.rows.len() => {
                            Some(Edit::Exchange(at, r))
                        }
                        _ => None,
                    };
                    plants.extend(edit.map(|edit| Plant { edit, said: line.clone() }));
                    for (c, cell) in row.cells.iter().enumerate() {
                        for (changed, said) in self.changed(defect, &cell.text, Some(&texts)) {
                            let said = format!("{said} in {line}");
                            plants.push(Plant { edit: Edit::Cell(at, r, c, changed), said });
                        }
                    }
                }
            }
        }
        plants
    }

    /// The texts that a defect makes of one, each with what was done.
    fn changed(&self, defect: Defect, text: &str, row: Option<&[&str]>) -> Vec<(String, String)> {
        let mut made = Vec::new();
        let mut put = |from: usize, to: usize, new: &str| {
            let changed = format!("{}{new}{}", &text[..from], &text[to..]);
            let near: String = text[from..].chars().take(12).collect();
            made.push((changed, format!("{near} → {new}")));
        };
        let words = text.chars().filter(|c| is_word(*c)).count();
        match (defect, row) {
            (Defect::Cell, Some(_)) if is_amount(text) => other_digit(text, &mut put),
            (Defect::Code, Some(_)) if is_code(text) => other_digit(text, &mut put),
            (Defect::CatalogueDigit, _) if is_catalogue(text) => other_digit(text, &mut put),
            (Defect::Number, None) => {
                for (from, to) in numbers(text) {
                    let number = &text[from..to];
                    if number.contains('.') {
                        other_digit(number, &mut |f, t, new: &str| put(from + f, from + t, new));
                    }
                }
            }
            (Defect::Name | Defect::Shortened, Some(_)) if (4..30).contains(&words) => {
                let positions: Vec<(usize, char)> =
                    text.char_indices().filter(|(_, c)| is_word(*c)).collect();
                let (from, old) = positions[positions.len() / 2];
                let new = if defect == Defect::Name { "甲" } else { "" };
                put(from, from + old.len_utf8(), new);
            }
            (Defect::Year, _) => {
                for (from, to) in numbers(text) {
                    let year = &text[from..to];
                    let is_year = year.len() == 4 && year.starts_with("20");
                    if is_year && text[to..].starts_with('年') {
                        let year: u16 = year.parse().expect("four digits");
                        put(from, to, &(year - 1).to_string());
                    }
                }
            }
            (Defect::Measure, None) if text.chars().count() < 80 => {
                for (from, _) in text.match_indices('元') {
                    let before = &text[..from];
                    if let Some(before) = before.strip_suffix('万') {
                        if before.ends_with(['：', ':', '位']) {
                            put(from - "万".len(), from, "");
                        }
                    } else if before.ends_with(['：', ':', '位']) {
                        put(from, from, "万");
                    }
                }
            }
            (Defect::CatalogueLetter, _) if is_catalogue(text) => {
                let (from, digit) = text.char_indices().nth(2).expect("a code has three");
                let letter = match digit {
                    '0' => "O",
                    '1' => "I",
                    '2' => "Z",
                    _ => "B",
                };
                put(from, from + 1, letter);
            }
            (Defect::Punctuation, None) => {
                for (from, mark) in text.char_indices().filter(|(_, c)| "，。；".contains(*c)) {
                    put(from, from, &mark.to_string());
                }
            }
            (Defect::UnitName, _) => {
                let name = self.disclosure.unit.as_ref().map(|unit| unit.text.clone());
                let name = name.filter(|name| name.chars().count() > 3).unwrap_or_default();
                for (from, _) in text.match_indices(&name).filter(|_| !name.is_empty()) {
                    let (offset, old) = name.char_indices().nth(2).expect("more than three");
                    put(from + offset, from + offset + old.len_utf8(), "永");
                }
            }
            _ => {}
        }
        made
    }
}

impl Edit {
    fn apply(&self, blocks: &mut Vec<Block>) {
        match self {
            Self::Text(at, text) => {
                if let Block::Paragraph(paragraph) = &mut blocks[*at] {
                    paragraph.text.clone_from(text);
                }
            }
            Self::Without(at) => {
                blocks.remove(*at);
            }
            Self::Cell(at, r, c, text) => {
                if let Block::Grid(grid) = &mut blocks[*at] {
                    grid.rows[*r].cells[*c].text.clone_from(text);
                }
            }
            Self::Drop(at, r) => {
                if let Block::Grid(grid) = &mut blocks[*at] {
                    grid.rows.remove(*r);
                }
            }
            Self::Double(at, r) => {
                if let Block::Grid(grid) = &mut blocks[*at] {
                    let row = grid.rows[*r].clone();
                    grid.rows.insert(*r + 1, row);
                }
            }
            Self::Exchange(at, r) => {
                if let Block::Grid(grid) = &mut blocks[*at] {
                    grid.rows.swap(*r, *r + 1);
                }
            }
        }
    }
}

fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn is_heading(text: &str) -> bool {
    let ordinal = text.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    let rest: String = text.chars().skip(ordinal).collect();
    let short = text.chars().count() < 30 && !text.contains(['…', '.', '\t']);
    short
        && ((ordinal > 0 && rest.starts_with('、'))
            || text.starts_with('第') && text.contains("部分"))
}

fn is_amount(text: &str) -> bool {
    let number = text.replace([',', '-'], "");
    number.contains('.') && number.parse::<gouji_model::Decimal>().is_ok()
}

fn is_code(text: &str) -> bool {
    (3..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_catalogue(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_uppercase())
        && text.len() >= 3
        && bytes.take_while(u8::is_ascii_alphanumeric).all(|b| b.is_ascii_digit())
}

/// Byte ranges of numbers.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_in = c.is_ascii_digit() || (start.is_some() && (c == '.' || c == ','));
        match (start, is_in) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Another digit in the middle.
fn other_digit(text: &str, put: &mut dyn FnMut(usize, usize, &str)) {
    let digits: Vec<(usize, u8)> =
        text.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).collect();
    let (at, digit) = digits[digits.len() / 2];
    let other = (digit - b'0' + 3) % 10;
    put(at, at + 1, &other.to_string());
}
