//! Running headers, footers and page numbers: what stands at the edge of every page and is not part
//! of the text.

use std::collections::BTreeMap;

use super::lines::Line;
use super::page::{Page, Piece};

/// Lines at each edge of a page that may run.
const EDGE_LINES: usize = 2;

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
        let height = page.height;
        let edges: Vec<usize> = edge_indices(page);
        let mut index = 0;
        page.pieces.retain(|piece| {
            let at_edge = edges.contains(&index);
            index += 1;
            let Piece::Line(line) = piece else { return true };
            !(at_edge && (runs(&shape(&line.text)) || is_page_number(line, height)))
        });
    }
}

fn edge_indices(page: &Page) -> Vec<usize> {
    let lines: Vec<usize> = (0..page.pieces.len())
        .filter(|index| matches!(page.pieces[*index], Piece::Line(_)))
        .collect();
    let last = page.pieces.len().saturating_sub(EDGE_LINES);
    lines.into_iter().filter(|index| *index < EDGE_LINES || *index >= last).collect()
}

fn edge_lines(page: &Page) -> impl Iterator<Item = &Line> {
    edge_indices(page).into_iter().filter_map(|index| match &page.pieces[index] {
        Piece::Line(line) => Some(line),
        Piece::Table(_) => None,
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

/// Whether a line is nothing but the number of a page, at the edge of it.
fn is_page_number(line: &Line, height: i32) -> bool {
    let at_edge = line.area.top > height - height / 7 || line.area.bottom < height / 10;
    let text: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
    let sign = |c: char| matches!(c, '-' | '—' | '–' | '·' | '第' | '页' | '共' | '/' | '~');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    at_edge && (1..=8).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || sign(c))
}
