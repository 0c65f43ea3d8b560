//! Plain text, with cells separated by tabs or aligned by spaces.

mod aligned;
mod decode;
mod tabs;

use gouji_model::{
    Block, Diagnostic, Document, Format, Level, Location, Message, Paragraph, Sources, TextLayout,
};

use crate::{Limits, ReadError};

/// A line of the text with its number, from 1.
#[derive(Clone, Copy, Debug)]
struct Line<'t> {
    number: u32,
    text: &'t str,
}

impl Line<'_> {
    fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    fn location(self) -> Location {
        Location::line(self.number)
    }
}

/// Reads a text in UTF-8, UTF-16 or GB18030, with any line ends.
pub(crate) fn read(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<(Document, Vec<Diagnostic>), ReadError> {
    let (text, encoding) = decode::decode(bytes)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let sources = Sources::file(file);
    let mut diagnostics = Vec::new();
    let lines = lines(&sources, &text, limits, &mut diagnostics)?;
    let layout = if lines.iter().any(|line| line.text.trim().contains('\t')) {
        TextLayout::TabSeparated
    } else {
        TextLayout::SpaceAligned
    };
    let cells = |line: &Line<'_>| (line.text.matches('\t').count() + 1).min(limits.row_cells);
    if lines.iter().map(cells).sum::<usize>() > limits.cells {
        return Err(ReadError::TooManyCells { limit: limits.cells });
    }
    let blocks = match layout {
        TextLayout::TabSeparated => tabs::blocks(&sources, &lines, limits, &mut diagnostics),
        TextLayout::SpaceAligned => aligned::blocks(&lines),
    };
    Ok((
        Document { sources, format: Format::Text { encoding, layout }, blocks, traces: Vec::new() },
        diagnostics,
    ))
}

/// A text as it is read, without its byte order mark; `None` where it is none.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    decode::decode(bytes).ok().map(|(text, _)| text.into_owned())
}

fn lines<'t>(
    sources: &Sources,
    text: &'t str,
    limits: &Limits,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Line<'t>>, ReadError> {
    let mut lines = Vec::new();
    // Old Macintosh files end their lines by a carriage return alone.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    for (index, line) in text.split(end).enumerate() {
        if index >= limits.lines {
            return Err(ReadError::TooManyLines { limit: limits.lines });
        }
        // The limit on bytes keeps the number of lines far below what u32 holds.
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let text = cut(line, limits.line_chars);
        if text.len() < line.len() {
            diagnostics.push(Diagnostic {
                level: Level::Warning,
                message: Message::new("read-long-line").with("limit", limits.line_chars),
                place: sources.place(Location::line(number)),
            });
        }
        lines.push(Line { number, text });
    }
    Ok(lines)
}

/// The first `chars` characters of a line.
fn cut(line: &str, chars: usize) -> &str {
    if line.len() <= chars {
        return line;
    }
    line.char_indices().nth(chars).map_or(line, |(end, _)| &line[..end])
}

fn paragraph(line: Line<'_>) -> Block {
    Block::Paragraph(Paragraph {
        text: line.text.trim().to_owned(),
        location: line.location(),
        pieces: Vec::new(),
    })
}
