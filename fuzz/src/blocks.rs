//! Documents from bytes: the bundled example, or nothing, and edits of it.

use std::sync::OnceLock;

use arbitrary::{Result, Unstructured};
use gouji_model::{
    Area, Block, Document, Encoding, Format, Grid, GridCell, GridRow, Location, Paragraph, Sources,
    Span, Spot, TextLayout,
};
use gouji_read::{Limits, formats};

use crate::vocabulary;

/// A disclosure in which every table and every sentence is found.
const EXAMPLE: &[u8] = include_bytes!("../../examples/anhe-water/anhe-water-2026.txt");

/// Most edits of one document.
const EDITS: usize = 60;

/// Blocks of the example that a document begins with are fewer than this.
const BLOCKS: u16 = 60;

/// Most rows and cells of a table that is made up.
const SIDE: u8 = 12;

/// A document, and the profile that it is read by; `None` where the document decides.
pub fn decode(bytes: &[u8]) -> Result<(Document, Option<&'static str>)> {
    let mut input = Unstructured::new(bytes);
    let profile = *input.choose(&[
        None,
        Some("national-budget"),
        Some("national-final-accounts"),
        Some("shanghai"),
        Some("shanxi-yangquan"),
    ])?;
    let format = *input.choose(&[
        Format::Text { encoding: Encoding::Utf8, layout: TextLayout::TabSeparated },
        Format::Text { encoding: Encoding::Utf8, layout: TextLayout::SpaceAligned },
        Format::Pdf,
        Format::Docx,
        Format::Workbook,
        Format::Html,
        Format::Together,
    ])?;
    let mut blocks = beginning(&mut input)?;
    for _ in 0..EDITS {
        if input.is_empty() {
            break;
        }
        edit(&mut blocks, &mut input)?;
    }
    let mut sources = Sources::file("a");
    sources.sheets = vec!["表".into()];
    sources.paths = vec!["/html/body".into()];
    let mut document = Document { sources, format, blocks, traces: Vec::new() };
    locate(&mut document);
    Ok((document, profile))
}

/// Some blocks of the example, one after the other; a text has its tables row by row.
fn beginning(input: &mut Unstructured<'_>) -> Result<Vec<Block>> {
    static BLOCKS_OF_THE_EXAMPLE: OnceLock<Vec<Block>> = OnceLock::new();
    let all = BLOCKS_OF_THE_EXAMPLE.get_or_init(|| {
        let read = formats::read("a.txt", EXAMPLE, &Limits::default());
        read.map_or_else(|_| Vec::new(), |(document, _)| document.blocks)
    });
    let from = usize::from(input.arbitrary::<u16>()?) % all.len().max(1);
    let count = usize::from(input.arbitrary::<u16>()? % BLOCKS);
    Ok(all.iter().skip(from).take(count).cloned().collect())
}

/// One edit.
fn edit(blocks: &mut Vec<Block>, input: &mut Unstructured<'_>) -> Result<()> {
    let at = usize::from(input.arbitrary::<u8>()?) % (blocks.len() + 1);
    match input.int_in_range(0..=7_u8)? {
        0 => blocks.insert(at, Block::Paragraph(paragraph(input)?)),
        1 => blocks.insert(at, Block::Grid(grid(input)?)),
        2 if at < blocks.len() => drop(blocks.remove(at)),
        3 if at < blocks.len() => blocks.insert(at, blocks[at].clone()),
        4 if at < blocks.len() => {
            let other = usize::from(input.arbitrary::<u8>()?) % blocks.len();
            blocks.swap(at, other);
        }
        _ => match blocks.get_mut(at) {
            Some(Block::Grid(grid)) => edit_grid(grid, input)?,
            Some(Block::Paragraph(paragraph)) => edit_text(&mut paragraph.text, input)?,
            None => {}
        },
    }
    Ok(())
}

fn edit_grid(grid: &mut Grid, input: &mut Unstructured<'_>) -> Result<()> {
    if grid.rows.is_empty() {
        return Ok(());
    }
    let at = usize::from(input.arbitrary::<u8>()?) % grid.rows.len();
    match input.int_in_range(0..=6_u8)? {
        0 => drop(grid.rows.remove(at)),
        1 => grid.rows.insert(at, grid.rows[at].clone()),
        2 => grid.rows.insert(at, row(input)?),
        3 => grid.rows.truncate(at),
        _ => edit_row(&mut grid.rows[at], input)?,
    }
    Ok(())
}

fn edit_row(row: &mut GridRow, input: &mut Unstructured<'_>) -> Result<()> {
    let at = usize::from(input.arbitrary::<u8>()?) % (row.cells.len() + 1);
    let Some(cell) = row.cells.get_mut(at) else {
        row.cells.push(self::cell(input)?);
        return Ok(());
    };
    match input.int_in_range(0..=6_u8)? {
        0 => drop(row.cells.remove(at)),
        1 => cell.text.clear(),
        2 => *cell = self::cell(input)?,
        3 => cell.span = span(input)?,
        4 => cell.certain = !cell.certain,
        5 => {
            let again = cell.clone();
            row.cells.insert(at, again);
        }
        _ => edit_text(&mut cell.text, input)?,
    }
    Ok(())
}

/// Puts something into a text, or takes a part of it away.
fn edit_text(text: &mut String, input: &mut Unstructured<'_>) -> Result<()> {
    let chars: Vec<char> = text.chars().collect();
    let at = usize::from(input.arbitrary::<u16>()?) % (chars.len() + 1);
    let (before, after) = chars.split_at(at);
    let skipped = usize::from(input.int_in_range(0..=4_u8)?).min(after.len());
    let put = piece(input)?;
    *text =
        before.iter().copied().chain(put.chars()).chain(after[skipped..].iter().copied()).collect();
    Ok(())
}

fn paragraph(input: &mut Unstructured<'_>) -> Result<Paragraph> {
    let mut text = String::new();
    for _ in 0..input.int_in_range(1..=6_u8)? {
        text.push_str(&piece(input)?);
    }
    Ok(Paragraph {
        text: text.trim().to_owned(),
        location: Location::default(),
        pieces: Vec::new(),
    })
}

fn grid(input: &mut Unstructured<'_>) -> Result<Grid> {
    let rows = input.int_in_range(0..=SIDE)?;
    Ok(Grid { rows: (0..rows).map(|_| row(input)).collect::<Result<_>>()? })
}

fn row(input: &mut Unstructured<'_>) -> Result<GridRow> {
    let cells = input.int_in_range(0..=SIDE)?;
    let cells = (0..cells).map(|_| cell(input)).collect::<Result<_>>()?;
    Ok(GridRow { cells, location: Location::default() })
}

fn cell(input: &mut Unstructured<'_>) -> Result<GridCell> {
    let text = match input.int_in_range(0..=3_u8)? {
        0 => String::new(),
        _ => piece(input)?.trim().to_owned(),
    };
    Ok(GridCell { text, span: span(input)?, ..GridCell::default() })
}

/// Mostly one column and one row.
fn span(input: &mut Unstructured<'_>) -> Result<Span> {
    Ok(match input.int_in_range(0..=15_u8)? {
        0 => Span::COVERED,
        1 => {
            Span { columns: input.arbitrary::<u8>()?.into(), rows: input.arbitrary::<u8>()?.into() }
        }
        2 => Span { columns: 2, rows: 1 },
        3 => Span { columns: 1, rows: 2 },
        _ => Span::ONE,
    })
}

/// A wording, a number, a code, a mark, or any characters.
fn piece(input: &mut Unstructured<'_>) -> Result<String> {
    const MARKS: [&str; 24] = [
        "。",
        "，",
        "、",
        "：",
        "；",
        "（",
        "）",
        "其中：",
        "一、",
        "（一）",
        "1.",
        "合计",
        "小计",
        "万元",
        "元",
        "%",
        "－",
        "-",
        "—",
        "\u{3000}",
        "\n",
        "增加",
        "减少",
        "持平",
    ];
    Ok(match input.int_in_range(0..=9_u8)? {
        0..=3 => {
            let words = vocabulary::words();
            words
                .get(usize::from(input.arbitrary::<u16>()?) % words.len().max(1))
                .cloned()
                .unwrap_or_default()
        }
        4 => number(input)?,
        5 => code(input)?,
        6 | 7 => (*input.choose(&MARKS)?).to_owned(),
        8 => input.arbitrary::<char>()?.to_string(),
        _ => {
            let length = input.int_in_range(0..=12)?;
            String::from_utf8_lossy(input.bytes(length)?).into_owned()
        }
    })
}

fn number(input: &mut Unstructured<'_>) -> Result<String> {
    let number = match input.int_in_range(0..=4_u8)? {
        0 => u128::from(input.arbitrary::<u8>()?),
        1 | 2 => u128::from(input.arbitrary::<u16>()?),
        3 => u128::from(input.arbitrary::<u64>()?),
        _ => input.arbitrary::<u128>()?,
    };
    Ok(match input.int_in_range(0..=5_u8)? {
        0 => number.to_string(),
        1 => format!("-{number}"),
        2 => format!("{number}.{:02}", input.arbitrary::<u8>()? % 100),
        3 => format!("{number}.{:030}", input.arbitrary::<u16>()?),
        4 => format!("{number}%"),
        _ => format!("{},{:03}.{:02}", number % 1000, input.arbitrary::<u8>()?, number % 100),
    })
}

fn code(input: &mut Unstructured<'_>) -> Result<String> {
    const CODES: [&str; 12] =
        ["2", "201", "20101", "2010101", "204", "06", "01", "213", "301", "30101", "505", "50501"];
    Ok((*input.choose(&CODES)?).to_owned())
}

/// Gives everything a location as the format has it.
fn locate(document: &mut Document) {
    let format = document.format;
    let mut line = 0_u32;
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                line += 1;
                paragraph.location = location(format, line, 0);
                paragraph.pieces.clear();
            }
            Block::Grid(grid) => {
                for row in &mut grid.rows {
                    line += 1;
                    row.location = location(format, line, 0);
                    for (cell, column) in row.cells.iter_mut().zip(1..) {
                        cell.location = location(format, line, column);
                    }
                }
            }
        }
    }
}

fn location(format: Format, line: u32, column: u32) -> Location {
    let edge = |index: u32| i32::try_from(index).unwrap_or(0).saturating_mul(1000);
    Location::of(match format {
        Format::Text { .. } | Format::Together => Spot::Line { line, cell: column },
        Format::Pdf => Spot::Page {
            page: 1 + line / 40,
            area: Area {
                top: edge(line % 40),
                left: edge(column),
                bottom: edge(line % 40) + 900,
                right: edge(column) + 900,
            },
        },
        Format::Docx => Spot::Paragraph { paragraph: line },
        Format::Workbook => Spot::Sheet { sheet: 0, row: line, column },
        Format::Html => Spot::Element { path: 0 },
    })
}
