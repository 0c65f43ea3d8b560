//! Lines and tables of a part of a page, in reading order.

use super::element::is_block;
use super::line::{Line, OpenLine};
use super::list::List;
use super::page::{Page, What};

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A line of text.
    Line(Line),
    /// A table.
    Table(usize),
}

/// What is done with an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Treatment {
    /// What it contains is read.
    Read,
    /// It is left out.
    LeaveOut,
    /// It is one piece.
    Table,
}

/// The pieces of what `root` contains.
pub(super) fn pieces(
    page: &Page<'_>,
    root: usize,
    treatment: impl Fn(usize) -> Treatment,
) -> Vec<Piece> {
    let mut walk = Walk { page, pieces: Vec::new(), line: OpenLine::default(), open: Vec::new() };
    let mut at = root;
    while at < page.nodes[root].end {
        walk.close_before(at);
        let treated = treatment(at);
        match treated {
            Treatment::Read => walk.enter(at),
            Treatment::LeaveOut => walk.end_line(),
            Treatment::Table => {
                walk.end_line();
                walk.pieces.push(Piece::Table(at));
            }
        }
        at = if treated == Treatment::Read { at + 1 } else { page.nodes[at].end };
    }
    walk.end_line();
    walk.pieces
}

/// The lines of what `root` contains, tables taken as text.
pub(super) fn lines(page: &Page<'_>, root: usize) -> Vec<Line> {
    let pieces = pieces(page, root, |_| Treatment::Read);
    let line = |piece| match piece {
        Piece::Line(line) => Some(line),
        Piece::Table(_) => None,
    };
    pieces.into_iter().filter_map(line).collect()
}

struct Walk<'p, 'h> {
    page: &'p Page<'h>,
    pieces: Vec<Piece>,
    line: OpenLine,
    open: Vec<Open>,
}

/// An element that ends a line where it ends.
struct Open {
    end: usize,
    list: Option<List>,
    keeps_space: bool,
}

impl Walk<'_, '_> {
    fn close_before(&mut self, at: usize) {
        while self.open.pop_if(|open| open.end <= at).is_some() {
            self.end_line();
        }
    }

    fn enter(&mut self, at: usize) {
        match self.page.nodes[at].what {
            What::Text(text) => self.text(text, at),
            What::Element(element) if element.name() == "br" => self.end_line(),
            What::Element(element) if is_block(element.name()) => {
                self.end_line();
                if element.name() == "li"
                    && let Some(list) = self.open.iter_mut().rev().find_map(|o| o.list.as_mut())
                    && let Some(mark) = list.mark(element)
                {
                    self.line.mark(mark);
                }
                let keeps_space =
                    element.name() == "pre" || self.open.last().is_some_and(|o| o.keeps_space);
                let end = self.page.nodes[at].end;
                self.open.push(Open { end, list: List::of(element), keeps_space });
            }
            What::Element(_) => {}
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if !self.open.last().is_some_and(|open| open.keeps_space) {
            return self.line.push(text, at);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            self.line.push_as_it_is(line, at);
        }
    }

    fn end_line(&mut self) {
        self.pieces.extend(self.line.end().map(Piece::Line));
    }
}
