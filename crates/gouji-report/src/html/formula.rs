//! An equation as a formula of printed numbers, each leading to where it stands.

use gouji_model::Operand;
use maud::{Markup, html};
use serde::Serialize;

use super::Form;
use super::links::{Linked, Sides};
use super::panel::{link, relation_sign};
use crate::words::Words;

/// The whole equation in a line.
pub(super) fn formula(words: Words, sides: &Sides, operands: &[Operand]) -> Markup {
    let of = |left: bool| -> Vec<_> {
        let linked = operands.iter().zip(&sides.operands);
        linked.filter(|(operand, _)| (operand.side == "left") == left).collect()
    };
    let (left, right) = (of(true), of(false));
    let signs = |side: &[(&Operand, &Linked)]| -> Vec<bool> {
        side.iter().map(|(operand, _)| operand.negative).collect()
    };
    let pieces = layout(sides.form, &signs(&right));
    html! {
        @for piece in added(0, &signs(&left)) { (show(words, &piece, &left)) }
        " " b { (relation_sign(sides.form)) } " "
        @for piece in pieces { (show(words, &piece, &right)) }
    }
}

fn show(words: Words, piece: &Piece, side: &[(&Operand, &Linked)]) -> Markup {
    let index = match piece {
        Piece::Sign(sign) => return html! { (sign) },
        Piece::Operand(index) => *index,
    };
    let (operand, linked) = side[index];
    let mut printed = match operand.printed.trim() {
        "" => words.word("report-blank"),
        printed => printed.to_owned(),
    };
    if &*operand.unit == "%" && !printed.ends_with(['%', '％']) {
        printed.push('%');
    }
    html! { span title=(operand.label) { (link(linked.link.map(|link| link.id), &printed)) } }
}

/// A part of a side of an equation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Piece {
    /// What stands between operands.
    Sign(&'static str),
    /// An operand by its index on its side.
    Operand(usize),
}

/// The right side as it is written, by whether its operands are subtracted.
pub(super) fn layout(form: Form, negative: &[bool]) -> Vec<Piece> {
    let sum = |from: usize, to: usize| added(from, &negative[from.min(to)..to]);
    let all = negative.len();
    match form {
        Form::Share { parts } if parts < all => {
            over(bracketed(sum(0, parts), parts), bracketed(sum(parts, all), all - parts))
        }
        Form::Change if all > 1 => {
            let mut below = sum(1, all);
            below.extend([Piece::Sign(" − "), Piece::Operand(0)]);
            over(sum(0, 1), bracketed(below, all))
        }
        Form::Growth { current } if current < all => {
            let mut above = sum(0, current);
            above.push(Piece::Sign(" − "));
            above.extend(bracketed(sum(current, all), all - current));
            over(bracketed(above, 2), bracketed(sum(current, all), all - current))
        }
        Form::Sum | Form::AtMost => sum(0, all),
        _ => (0..all)
            .flat_map(|n| {
                let joint = (n > 0).then_some(Piece::Sign("， "));
                joint.into_iter().chain([Piece::Operand(n)])
            })
            .collect(),
    }
}

fn over(mut above: Vec<Piece>, below: Vec<Piece>) -> Vec<Piece> {
    above.push(Piece::Sign(" ÷ "));
    above.extend(below);
    above
}

/// In brackets, if there is more than one operand.
fn bracketed(pieces: Vec<Piece>, operands: usize) -> Vec<Piece> {
    if operands < 2 {
        return pieces;
    }
    let inside = std::iter::once(Piece::Sign("(")).chain(pieces);
    inside.chain([Piece::Sign(")")]).collect()
}

/// Operands added up, the first of which has an index.
fn added(from: usize, negative: &[bool]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (n, negative) in negative.iter().enumerate() {
        match (n, negative) {
            (0, false) => {}
            (0, true) => pieces.push(Piece::Sign("−")),
            (_, false) => pieces.push(Piece::Sign(" + ")),
            (_, true) => pieces.push(Piece::Sign(" − ")),
        }
        pieces.push(Piece::Operand(from + n));
    }
    pieces
}

/// The mark of an operand in the document: its sign, or `=` where it is all of its side.
pub(super) fn mark(form: Form, operands: &[Operand], operand: &Operand) -> &'static str {
    let beside = operands.iter().filter(|other| other.side == operand.side).count();
    let left = operand.side == "left";
    match (form, left) {
        (form, false) if form.is_quotient() => "÷",
        (Form::AtMost, true) if beside == 1 => "≤",
        (Form::AtMost, false) if beside == 1 && !operand.negative => "≥",
        _ if beside == 1 && !operand.negative => "=",
        _ if operand.negative => "−",
        _ => "+",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: Form, operands: &[&str]) -> String {
        let pieces = layout(form, &vec![false; operands.len()]);
        let text = pieces.iter().map(|piece| match piece {
            Piece::Sign(sign) => *sign,
            Piece::Operand(index) => operands[*index],
        });
        text.collect()
    }

    #[test]
    fn a_quotient_is_written_with_what_is_above_and_below_the_line() {
        assert_eq!(written(Form::Share { parts: 1 }, &["a", "b"]), "a ÷ b");
        assert_eq!(written(Form::Share { parts: 2 }, &["a", "b", "c"]), "(a + b) ÷ c");
        assert_eq!(written(Form::Change, &["d", "a"]), "d ÷ (a − d)");
        assert_eq!(written(Form::Growth { current: 1 }, &["a", "b"]), "(a − b) ÷ b");
        assert_eq!(written(Form::Quotient, &["a", "b"]), "a， b");
        assert_eq!(written(Form::Sum, &["a", "b"]), "a + b");
    }
}
