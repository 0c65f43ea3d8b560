//! Paragraphs with their numbers.

use std::ops::Range;

use gouji_model::TextParagraph;
use maud::{Markup, html};

use super::anchors::Item;
use super::body::{Body, margin};
use super::flow::start;
use super::numbers::Found;

/// A paragraph of a section; a number that something leads to is an element of its own.
pub(super) fn paragraph(body: &mut Body<'_>, paragraph: &TextParagraph) -> Markup {
    let location = start(paragraph);
    let numbers = body.numbers.in_paragraph(location).to_vec();
    let (id, marks) = body.spot(location);
    let text = &paragraph.text;
    // What nothing but its sentence is known of is shown by that.
    let mut sentences: Vec<Range<usize>> =
        numbers.iter().filter(|found| !found.exact).map(|found| found.range.clone()).collect();
    sentences.sort_by_key(|range| range.start);
    sentences.dedup();
    let mut shown = Vec::new();
    let mut at = 0;
    for sentence in sentences {
        shown.push(exact(body, text, at..sentence.start, &numbers));
        let (id, marks) = body.item(Item::Sentence(location, sentence.start));
        at = sentence.end;
        let inside = exact(body, text, sentence, &numbers);
        shown.push(html! { span.s id=[id] { (inside) (marks) } });
    }
    shown.push(exact(body, text, at..text.len(), &numbers));
    html! {
        p id=[id] data-at=[margin(location)] { @for part in shown { (part) } (marks) }
    }
}

/// A part of a text with the numbers in it.
fn exact(body: &mut Body<'_>, text: &str, range: Range<usize>, numbers: &[Found]) -> Markup {
    let mut at = range.start;
    let mut shown = Vec::new();
    let inside = |found: &&Found| {
        found.exact && range.start <= found.range.start && found.range.end <= range.end
    };
    for found in numbers.iter().filter(inside) {
        let (id, marks) = body.item(Item::Number(found.claim));
        let Some(id) = id else { continue };
        let claim = &body.disclosure.claims[found.claim];
        let before = &text[at..found.range.start];
        let number = &text[found.range.clone()];
        at = found.range.end;
        shown.push(html! {
            (before)
            span.n id=(id) data-l=(claim.subject) data-u=(claim.amount.unit.as_str()) {
                (number) (marks)
            }
        });
    }
    html! { @for part in shown { (part) } (text[at..range.end]) }
}
