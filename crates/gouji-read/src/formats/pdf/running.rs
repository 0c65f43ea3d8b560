//! Running headers, footers and page numbers: what stands at the edge of every page and is not part
//! of the text.

use std::collections::BTreeMap;

use super::lines::Line;
use super::page::{Page, Piece};

/// Lines at each edge of a page that may run.
const EDGE_LINES: usize = 2;

/// The part of a page, one in so many, that is its upper or lower margin.
const MARGIN: i32 = 7;

/// Takes running headers, footers and page numbers away.
pub(super) fn remove(pages: &mut [Page]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let mut texts: Vec<String> = edge_lines(page).map(|line| shape(&line.text)).collect();
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            *counts.entry(text).or_default() += 1;
        }
    }
    // The heading of a long table repeats on its pages, too, but not on most pages of a document.
    let most = pages.len() / 2;
    let runs = |text: &str| counts.get(text).is_some_and(|count| *count >= 3 && *count > most);
    for page in pages.iter_mut() {
        let edges: Vec<usize> = edge_indices(page);
        let mut index = 0;
        page.pieces.retain(|piece| {
            let at_edge = edges.contains(&index);
            index += 1;
            let Piece::Line(line) = piece else { return true };
            !(at_edge && (runs(&shape(&line.text)) || is_page_number(line)))
        });
    }
}

/// The first and the last lines of a page that stand in its margins.
fn edge_indices(page: &Page) -> Vec<usize> {
    let last = page.pieces.len().saturating_sub(EDGE_LINES);
    let in_margin = |index: &usize| match &page.pieces[*index] {
        Piece::Line(line) => {
            let (top, bottom) = (line.area.top, line.area.bottom);
            bottom * MARGIN < page.height || top > page.height - page.height / MARGIN
        }
        Piece::Table(_) | Piece::Aligned(_) => false,
    };
    let at_edge = (0..page.pieces.len()).filter(|index| *index < EDGE_LINES || *index >= last);
    at_edge.filter(in_margin).collect()
}

fn edge_lines(page: &Page) -> impl Iterator<Item = &Line> {
    edge_indices(page).into_iter().filter_map(|index| match &page.pieces[index] {
        Piece::Line(line) => Some(line),
        Piece::Table(_) | Piece::Aligned(_) => None,
    })
}

/// A text with its numbers made equal, so that the number of the page does not tell lines apart.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || !shape.ends_with('0') {
            shape.push(c);
        }
    }
    shape
}

/// Whether a line is nothing but the number of a page.
fn is_page_number(line: &Line) -> bool {
    let text: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
    let sign = |c: char| matches!(c, '-' | '—' | '–' | '·' | '第' | '页' | '共' | '/' | '~');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || sign(c))
}
