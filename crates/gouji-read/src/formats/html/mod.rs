//! Web pages.
//!
//! A page is decoded ([`charset`]), made a tree within limits ([`parse`]) and reduced to what is
//! shown ([`page`]). Tables of data are told from tables that lay out the page ([`tables`]), the
//! content from the frame around it ([`article`]). Then the content is read as lines and grids.

mod article;
mod charset;
mod element;
mod frame;
mod grid;
mod line;
mod list;
mod page;
mod parse;
mod pieces;
mod places;
mod tables;
mod traces;
mod written;

use gouji_model::{
    Block, Diagnostic, Document, Format, Level, Location, Message, Paragraph, Place, Sources,
};

use self::article::Article;
use self::charset::Decoded;
use self::element::is_block;
use self::line::Line;
use self::page::Page;
use self::pieces::{Piece, Treatment, lines, pieces};
use self::places::Places;
use self::tables::Tables;
use super::Read;
use crate::{Limits, ReadError};

/// Reads a web page in any encoding.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Read {
    let decoded = charset::decode(bytes);
    let html = parse::parse(&decoded.text, limits)?;
    let page = Page::of(&html, limits)?;
    let tables = Tables::of(&page);
    let Some(article) = Article::of(&page, &tables) else { return Err(ReadError::Empty) };
    let mut reader = Reader {
        page: &page,
        limits,
        places: Places::new(&page, limits.bytes),
        cells: limits.cells,
        blocks: Vec::new(),
        left_out: 0,
        messages: Vec::new(),
    };
    reader.page_as_a_whole(&decoded);
    reader.article(&article, &tables)?;
    if reader.blocks.is_empty() {
        return Err(ReadError::Empty);
    }
    let Reader { places, blocks, messages, .. } = reader;
    let sources = Sources { paths: places.paths, ..Sources::file(file) };
    let traces = traces::traces(&html);
    let diagnostics = messages.into_iter().map(|(level, message, location)| {
        let place: Place = sources.place(location);
        Diagnostic { level, message, place }
    });
    let diagnostics = diagnostics.collect();
    Ok((Document { sources, format: Format::Html, blocks, traces }, diagnostics))
}

/// The label of the encoding that a web page is read in.
pub fn encoding(bytes: &[u8]) -> &'static str {
    charset::decode(bytes).encoding.name()
}

struct Reader<'p, 'h> {
    page: &'p Page<'h>,
    limits: &'p Limits,
    places: Places<'p, 'h>,
    /// Cells that the tables may still have.
    cells: usize,
    blocks: Vec<Block>,
    /// Lines of the frame of the page.
    left_out: usize,
    messages: Vec<(Level, Message, Location)>,
}

impl Reader<'_, '_> {
    /// What is said about the page as a whole.
    fn page_as_a_whole(&mut self, decoded: &Decoded<'_>) {
        if decoded.illegible > 0 {
            let message = Message::new("read-broken-characters")
                .with("encoding", decoded.encoding.name())
                .with("count", decoded.illegible);
            self.messages.push((Level::Warning, message, Location::default()));
        }
        if self.page.hides_a_table {
            let message = Message::new("read-hidden-table");
            self.messages.push((Level::Warning, message, Location::default()));
        }
    }

    fn article(&mut self, article: &Article, tables: &Tables) -> Result<(), ReadError> {
        if let Some(heading) = &article.heading {
            self.line(heading);
        }
        let treatment = |node| {
            if article.left_out.binary_search(&node).is_ok() {
                Treatment::LeaveOut
            } else if tables.holds_data(node) {
                Treatment::Table
            } else {
                Treatment::Read
            }
        };
        for piece in pieces(self.page, article.root, treatment) {
            match piece {
                Piece::Line(line) if frame::is_frame_line(&line.text) => self.left_out += 1,
                Piece::Line(line) => self.line(&line),
                Piece::Table(table) => self.table(table)?,
            }
        }
        let parts = article.left_out.iter().map(|&part| lines(self.page, part).len());
        self.left_out += parts.sum::<usize>();
        if self.left_out > 0 {
            let message = Message::new("read-page-frame").with("count", self.left_out);
            self.messages.push((Level::Note, message, Location::default()));
        }
        Ok(())
    }

    fn line(&mut self, line: &Line) {
        let mut around = line.node;
        while !is_block(self.page.name(around)) && self.page.nodes[around].parent != around {
            around = self.page.nodes[around].parent;
        }
        let location = self.places.of(around);
        self.blocks.push(Block::Paragraph(Paragraph {
            text: line.text.clone(),
            location,
            pieces: Vec::new(),
        }));
    }

    fn table(&mut self, table: usize) -> Result<(), ReadError> {
        let captions = self.page.children(table).filter(|&c| self.page.name(c) == "caption");
        for caption in captions.collect::<Vec<_>>() {
            for line in lines(self.page, caption) {
                self.line(&line);
            }
        }
        let read = grid::read(&mut self.places, self.page, table, self.limits, &mut self.cells)?;
        if read.is_cut {
            let location = read.grid.rows.first().map_or(Location::default(), |row| row.location);
            let message = Message::new("read-wide-row").with("limit", self.limits.row_cells);
            self.messages.push((Level::Warning, message, location));
        }
        if !read.grid.rows.is_empty() {
            self.blocks.push(Block::Grid(read.grid));
        }
        Ok(())
    }
}
