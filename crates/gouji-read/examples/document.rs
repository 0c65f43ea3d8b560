//! Prints a file as the reader of its format gives it: paragraphs and grids with their places.
//! For work on readers: `cargo run -p gouji-read --example document FILE`.

use gouji_model::{Block, GridCell, Span};
use gouji_read::{Limits, formats};

fn main() {
    let file = std::env::args().nth(1).expect("usage: document FILE");
    let bytes = std::fs::read(&file).expect("the file can be read");
    let (document, diagnostics) = match formats::read(&file, &bytes, &Limits::default()) {
        Ok(read) => read,
        Err(error) => return println!("{error}"),
    };
    for block in &document.blocks {
        let place = document.sources.place(block.location());
        let (page, line) = (place.page.or(place.paragraph), place.line);
        println!("[{}]", page.or(line).map_or_else(String::new, |number| number.to_string()));
        match block {
            Block::Paragraph(paragraph) => println!("¶ {}", paragraph.text),
            Block::Grid(grid) => {
                for row in &grid.rows {
                    println!("│{}", row.cells.iter().map(cell).collect::<Vec<_>>().join("│"));
                }
            }
        }
    }
    for diagnostic in diagnostics {
        println!("{:?}", diagnostic.message);
    }
}

fn cell(cell: &GridCell) -> String {
    match cell.span {
        Span::ONE => cell.text.clone(),
        Span::COVERED => "·".to_owned(),
        Span { columns, rows } => format!("{}⟨{columns}×{rows}⟩", cell.text),
    }
}
