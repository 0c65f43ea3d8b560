//! A page: its tables and, outside of them, its lines, from the top.

use gouji_model::Area;

use super::grid::Table;
use super::lattice::{Lattice, lattices};
use super::lines::{Line, lines};
use super::marks::{Direction, Glyph, Marks, Turn};
use crate::wide::is_wide;

/// A page after its marks were put together.
#[derive(Debug)]
pub(super) struct Page {
    /// Number, from 1.
    pub number: u32,
    /// How it was turned to be read.
    pub turn: Turn,
    /// Height as it is read.
    pub height: i32,
    pub pieces: Vec<Piece>,
    /// Glyphs that were read.
    pub glyphs: usize,
    /// Glyphs whose font does not say what they mean.
    pub unknown: usize,
    /// Glyphs that stand aslant or lie over tables, as watermarks do.
    pub aslant: usize,
    pub pictures: usize,
    /// Glyphs beside the page, which nobody sees.
    pub beside: usize,
    pub cut: bool,
    pub broken_font: bool,
    /// Text that the edge of the page cuts, and where.
    pub edge: Option<(String, Area)>,
    /// Lines that are drawn on it.
    rules: usize,
    /// Whether the page could not be drawn.
    pub broken: bool,
}

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Piece {
    Line(Line),
    Table(Table),
    /// A table without ruling lines.
    Aligned(Vec<Line>),
}

impl Piece {
    pub(super) fn area(&self) -> Area {
        match self {
            Self::Line(line) => line.area,
            Self::Table(table) => table.area(),
            Self::Aligned(lines) => {
                let areas = lines.iter().map(|line| line.area);
                areas.reduce(Area::union).unwrap_or_default()
            }
        }
    }
}

impl Page {
    /// All of its text.
    pub(super) fn text(&self) -> String {
        let texts = self.pieces.iter().map(|piece| match piece {
            Piece::Line(line) => line.text.clone(),
            Piece::Table(table) => table.text(),
            Piece::Aligned(lines) => lines.iter().map(|line| line.text.as_str()).collect(),
        });
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Whether there is nothing on it: no text, no line, no picture.
    pub(super) fn is_blank(&self) -> bool {
        let drawn = self.glyphs > 0 || self.rules > 0 || self.pictures > 0;
        !drawn && !self.broken && !self.cut && !self.broken_font
    }

    pub(super) fn new(number: u32, marks: Marks) -> Self {
        let direction = marks.direction();
        let turn = Turn { direction, width: marks.width, height: marks.height };
        let marks = marks.turned(direction);
        let is_unknown = |glyph: &&Glyph| glyph.text.first() == char::REPLACEMENT_CHARACTER;
        let page = Self {
            number,
            turn,
            height: marks.height,
            pieces: Vec::new(),
            glyphs: marks.glyphs.iter().filter(|glyph| !glyph.text.is_space()).count(),
            unknown: marks.glyphs.iter().filter(is_unknown).count(),
            aslant: marks.glyphs.iter().filter(|g| g.direction == Direction::Aslant).count(),
            pictures: marks.pictures,
            beside: marks.beside,
            cut: marks.cut,
            broken_font: marks.broken_font,
            edge: marks.edge.clone(),
            rules: marks.horizontal.len() + marks.vertical.len(),
            broken: marks.broken,
        };
        let lattices = lattices(&marks.horizontal, &marks.vertical);
        let cut = page.cut || lattices.is_none();
        let (pieces, overlaid) = pieces(marks, lattices.unwrap_or_default());
        Self { pieces, cut, aslant: page.aslant + overlaid, ..page }
    }
}

/// Wide characters drawn one after another without a gap: one text, which may run over the cell that
/// it begins in.
fn runs(glyphs: impl Iterator<Item = Glyph>) -> Vec<Vec<Glyph>> {
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let last =
            runs.last_mut().filter(|run| run.last().is_some_and(|last| adjoin(last, &glyph)));
        match last {
            Some(run) => run.push(glyph),
            None => runs.push(vec![glyph]),
        }
    }
    runs
}

fn adjoin(last: &Glyph, glyph: &Glyph) -> bool {
    let gap = glyph.area.left - last.area.right;
    let level = (glyph.area.top - last.area.top).abs() * 10 < glyph.size;
    let wide = is_wide(last.text.last()) && is_wide(glyph.text.first());
    wide && level && last.size == glyph.size && gap.abs() * 8 < glyph.size
}

/// The pieces of a page from its top, and how many glyphs lay over its tables.
fn pieces(marks: Marks, lattices: Vec<Lattice>) -> (Vec<Piece>, usize) {
    let mut tables: Vec<Table> = lattices.into_iter().map(Table::new).collect();
    let mut free: Vec<Glyph> = Vec::new();
    let upright = marks.glyphs.into_iter().filter(|glyph| glyph.direction != Direction::Aslant);
    for run in runs(upright) {
        // A table in a cell of another is the smaller one.
        let mut left = Some(run);
        for table in tables.iter_mut().rev() {
            left = left.and_then(|run| table.take(run));
        }
        free.extend(left.into_iter().flatten());
    }
    let mut overlaid = 0;
    for table in &mut tables {
        overlaid += table.remove_overlay();
        table.cut_rows();
    }
    let tables = tables.into_iter().filter(|table| !table.is_blank()).map(Piece::Table);
    let lines = lines(free.iter().collect()).into_iter().map(Piece::Line);
    let mut pieces: Vec<Piece> = tables.chain(lines).collect();
    pieces.sort_by_key(|piece| (piece.area().top, piece.area().left));
    (pieces, overlaid)
}
