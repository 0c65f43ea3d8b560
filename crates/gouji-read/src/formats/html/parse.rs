//! From the text of a page to its tree, piece by piece, so that a page that grows without measure
//! is stopped.

use html5ever::driver::{ParseOpts, Parser, parse_document};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

use super::written;
use crate::{Limits, ReadError};

/// Bytes that are handed on at once.
const PIECE: usize = 4096;

/// Of new elements, every so-manieth is asked for its depth.
const SAMPLE: usize = 8;

/// Elements around a table that lies in a table: cell, row, group of rows, table, and what else
/// pages put in between.
const ELEMENTS_PER_TABLE: usize = 8;

/// The tree of a page.
pub(super) fn parse(text: &str, limits: &Limits) -> Result<Html, ReadError> {
    written::check(text, limits)?;
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = parse_document(sink, ParseOpts::default());
    let mut seen = 0;
    for piece in pieces(text) {
        parser.process(StrTendril::from_slice(piece));
        seen = check_growth(&parser, seen, limits)?;
    }
    Ok(parser.finish())
}

/// The greatest depth of an element.
pub(super) fn max_depth(limits: &Limits) -> usize {
    limits.depth.saturating_mul(ELEMENTS_PER_TABLE)
}

/// Refuses a tree that is too deep or has too many nodes; `seen` of them were looked at before.
fn check_growth(
    parser: &Parser<HtmlTreeSink>,
    seen: usize,
    limits: &Limits,
) -> Result<usize, ReadError> {
    let html = parser.tokenizer.sink.sink.0.borrow();
    let count = html.tree.nodes().len();
    // Of an element its text is a further node; pages leave formatting open and multiply it.
    if count > written::max_elements(limits).saturating_mul(2) {
        return Err(ReadError::TooManyElements { limit: written::max_elements(limits) });
    }
    let limit = max_depth(limits);
    let mut new = html.tree.nodes().rev().take(count - seen).step_by(SAMPLE);
    if new.any(|node| node.ancestors().nth(limit).is_some()) {
        return Err(ReadError::TooDeep { limit });
    }
    Ok(count)
}

/// Cuts a text between characters.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let piece = &rest[..rest.floor_char_boundary(PIECE)];
        rest = &rest[piece.len()..];
        (!piece.is_empty()).then_some(piece)
    })
}
