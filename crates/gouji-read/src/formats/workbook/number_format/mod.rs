//! The printed text of a number: its digits, as the format of its cell shows them.
//!
//! A disclosure is the printed text. A cell that holds 157.964 and shows 157.96 says 157.96, with
//! two decimals; so the format is applied here, on decimal digits and never on binary numbers.

mod binary;
mod builtin;
mod code;
mod date;
mod digits;

pub(super) use builtin::builtin;
pub(super) use digits::Digits;

use code::{Kind, Piece, Section};

/// Characters of a number without a format: beyond them decimals are rounded away.
const GENERAL_WIDTH: usize = 11;

/// Most decimals that a format prints.
const MAX_DECIMALS: usize = 30;

/// Largest number of digits before the point that is written out.
const MAX_WHOLE: usize = 30;

/// A number format, ready for use.
#[derive(Clone, Debug)]
pub(super) struct NumberFormat {
    sections: Vec<Section>,
}

impl NumberFormat {
    /// Reads the code of a format: `#,##0.00_ ;[Red]-#,##0.00`.
    pub(super) fn new(code: &str) -> Self {
        Self { sections: code::sections(code) }
    }

    /// The printed text, without space around it.
    pub(super) fn print(&self, number: &Digits, from_1904: bool) -> String {
        let Some((section, signed)) = self.section(number) else { return general(number) };
        let text = match section.kind {
            Kind::Date(parts) => date::date_text(number, parts, from_1904),
            Kind::General => general(number),
            Kind::Number if section.pieces.contains(&Piece::Whole) => {
                whole(section, number, signed)
            }
            Kind::Number => places(section, number, signed),
        };
        text.trim().to_owned()
    }

    /// The section for a number, and whether its sign must still be printed.
    fn section(&self, number: &Digits) -> Option<(&Section, bool)> {
        let numeric = &self.sections[..self.sections.len().min(3)];
        if numeric.iter().any(|section| section.condition.is_some()) {
            let fits = |s: &&Section| s.condition.as_ref().is_none_or(|c| c.holds(number));
            let section = numeric.iter().find(fits).or(numeric.last())?;
            let own = section.condition.as_ref().is_some_and(code::Condition::is_below_zero);
            return Some((section, !own));
        }
        match numeric {
            [_, negative, ..] if number.negative && !number.is_zero() => Some((negative, false)),
            [_, _, zero] if number.is_zero() => Some((zero, false)),
            [first, ..] => Some((first, true)),
            [] => None,
        }
    }
}

/// A number as a cell without a format shows it, wide enough: at most eleven characters, but never
/// fewer digits than stand before the point.
pub(super) fn general(number: &Digits) -> String {
    let (whole, _) = number.parts();
    if whole.len() > MAX_WHOLE {
        return "########".to_owned();
    }
    let room = GENERAL_WIDTH.saturating_sub(whole.len().max(1) + 1);
    let rounded = number.clone().rounded(room);
    let (whole, fraction) = rounded.parts();
    let mut text = String::new();
    if rounded.negative && !rounded.is_zero() {
        text.push('-');
    }
    if whole.is_empty() {
        text.push('0');
    }
    text.extend(whole.into_iter().map(digit));
    if !fraction.is_empty() {
        text.push('.');
        text.extend(fraction.into_iter().map(digit));
    }
    text
}

/// A number as it is without a format, among the words of a section: `General"人"`.
fn whole(section: &Section, number: &Digits, signed: bool) -> String {
    let mut number = number.clone();
    number.negative &= signed;
    let mut text = String::new();
    for piece in &section.pieces {
        match piece {
            Piece::Literal(c) => text.push(*c),
            Piece::Whole => text.push_str(&general(&number)),
            Piece::Place(_) | Piece::Point => {}
        }
    }
    text
}

/// A number in the places of a section.
fn places(section: &Section, number: &Digits, signed: bool) -> String {
    let point = section.pieces.iter().position(|piece| *piece == Piece::Point);
    let (left, right) = section.pieces.split_at(point.unwrap_or(section.pieces.len()));
    let decimals = right.iter().filter(|piece| matches!(piece, Piece::Place(_))).count();
    let number = number.clone().shifted(section.shift).rounded(decimals.min(MAX_DECIMALS));
    let (whole, fraction) = number.parts();
    if whole.len() > MAX_WHOLE {
        return "########".to_owned();
    }
    let mut text = String::new();
    if signed && number.negative && !number.is_zero() {
        text.push('-');
    }
    text.push_str(&whole_places(left, &whole, section.grouped));
    text.push_str(&decimal_places(right, &fraction));
    text
}

/// Digits before the point, filled from the right; the first place takes all that are left.
fn whole_places(pieces: &[Piece], whole: &[u8], grouped: bool) -> String {
    let first = pieces.iter().position(|piece| matches!(piece, Piece::Place(_)));
    let mut left = whole.iter().rev().copied();
    let mut printed = 0_usize;
    let mut reversed = Vec::new();
    let mut put = |reversed: &mut Vec<char>, c: char| {
        if grouped && printed > 0 && printed.is_multiple_of(3) {
            reversed.push(',');
        }
        printed += 1;
        reversed.push(c);
    };
    for (index, piece) in pieces.iter().enumerate().rev() {
        match piece {
            Piece::Literal(c) => reversed.push(*c),
            Piece::Place(place) => {
                match left.next() {
                    Some(next) => put(&mut reversed, digit(next)),
                    None if *place == '0' => put(&mut reversed, '0'),
                    None => {}
                }
                if first == Some(index) {
                    left.by_ref().for_each(|next| put(&mut reversed, digit(next)));
                }
            }
            Piece::Point | Piece::Whole => {}
        }
    }
    reversed.into_iter().rev().collect()
}

/// The point and the digits behind it. A point with no digit behind it, which a workbook would
/// show, is left out: it says nothing.
fn decimal_places(pieces: &[Piece], fraction: &[u8]) -> String {
    let mut digits = fraction.iter().copied();
    let mut text = String::new();
    let mut pointed = false;
    for piece in pieces {
        match piece {
            Piece::Literal(c) => text.push(*c),
            Piece::Place(place) => {
                let next = digits.next().or((*place == '0').then_some(0));
                let Some(next) = next else { continue };
                if !std::mem::replace(&mut pointed, true) {
                    text.push('.');
                }
                text.push(digit(next));
            }
            Piece::Point | Piece::Whole => {}
        }
    }
    text
}

fn digit(digit: u8) -> char {
    char::from(b'0' + digit)
}

#[cfg(test)]
mod tests;
