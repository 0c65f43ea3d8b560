//! An equation as a formula of printed numbers, each leading to where it stands.

use gouji_model::Operand;
use maud::{Markup, html};

use super::Form;
use super::links::Sides;
use super::panel::{link, relation_sign};
use crate::words::Words;

/// The whole equation in a line.
pub(super) fn formula(words: Words, sides: &Sides, operands: &[Operand]) -> Markup {
    let linked = || operands.iter().zip(&sides.operands);
    let side = |left: bool| {
        linked().filter(move |(operand, _)| (operand.side == "left") == left).enumerate()
    };
    html! {
        @for left in [true, false] {
            @if !left { " " b { (relation_sign(sides.form)) } " " }
            @for (n, (operand, linked)) in side(left) {
                (joint(sides.form, left, n, operand.negative))
                @let printed = operand.printed.trim();
                @let printed =
                    if printed.is_empty() { words.word("report-blank") } else { printed.to_owned() };
                span title=(operand.label) { (link(linked.link.map(|link| link.id), &printed)) }
            }
        }
    }
}

/// What stands between two operands of a side.
fn joint(form: Form, left: bool, n: usize, negative: bool) -> &'static str {
    match (n, negative) {
        (0, false) => "",
        (0, true) => "−",
        _ if form == Form::Quotient && !left => "， ",
        (_, false) => " + ",
        (_, true) => " − ",
    }
}

/// The mark of an operand in the document: its sign, or `=` where it is all of its side.
pub(super) fn mark(form: Form, operands: &[Operand], operand: &Operand) -> &'static str {
    let beside = operands.iter().filter(|other| other.side == operand.side).count();
    let left = operand.side == "left";
    match (form, left) {
        (Form::Quotient, false) => "÷",
        (Form::AtMost, true) if beside == 1 => "≤",
        (Form::AtMost, false) if beside == 1 && !operand.negative => "≥",
        _ if beside == 1 && !operand.negative => "=",
        _ if operand.negative => "−",
        _ => "+",
    }
}
