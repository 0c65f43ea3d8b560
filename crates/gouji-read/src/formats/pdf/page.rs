//! A page: its tables and, outside of them, its lines, from the top.

use gouji_model::Area;

use super::grid::Table;
use super::lattice::{Lattice, lattices};
use super::lines::{Line, lines};
use super::marks::{Direction, Glyph, Marks, Turn};

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
    /// Glyphs that stand aslant, as watermarks do.
    pub aslant: usize,
    pub pictures: usize,
    pub cut: bool,
    pub broken_font: bool,
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
            cut: marks.cut,
            broken_font: marks.broken_font,
            broken: marks.broken,
        };
        let lattices = lattices(&marks.horizontal, &marks.vertical);
        let cut = page.cut || lattices.is_none();
        Self { pieces: pieces(marks, lattices.unwrap_or_default()), cut, ..page }
    }
}

fn pieces(marks: Marks, lattices: Vec<Lattice>) -> Vec<Piece> {
    let mut tables: Vec<Table> = lattices.into_iter().map(Table::new).collect();
    let mut free: Vec<Glyph> = Vec::new();
    for glyph in marks.glyphs {
        if glyph.direction == Direction::Aslant {
            continue;
        }
        // A table in a cell of another is the smaller one.
        let mut left = Some(glyph);
        for table in tables.iter_mut().rev() {
            left = left.and_then(|glyph| table.take(glyph));
        }
        free.extend(left);
    }
    let tables = tables.into_iter().filter(|table| !table.is_blank()).map(Piece::Table);
    let lines = lines(free.iter().collect()).into_iter().map(Piece::Line);
    let mut pieces: Vec<Piece> = tables.chain(lines).collect();
    pieces.sort_by_key(|piece| (piece.area().top, piece.area().left));
    pieces
}
