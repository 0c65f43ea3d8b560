//! Lines of text: columns aligned for double-width characters, colours, and no way for a document
//! to send control sequences to the terminal.

use unicode_width::UnicodeWidthStr;

/// How a piece of a line looks where colours are on.
#[derive(Clone, Copy)]
pub(super) enum Style {
    Plain,
    Strong,
    Faint,
    Red,
    Yellow,
    Cyan,
}

impl Style {
    const fn ansi(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Faint => "\u{1b}[2m",
            Self::Red => "\u{1b}[1;31m",
            Self::Yellow => "\u{1b}[33m",
            Self::Cyan => "\u{1b}[36m",
        }
    }
}

/// A piece of a line.
pub(super) struct Span<'a>(pub(super) Style, pub(super) &'a str);

/// The lines written so far.
pub(super) struct Page {
    text: String,
    colour: bool,
}

impl Page {
    pub(super) const fn new(colour: bool) -> Self {
        Self { text: String::new(), colour }
    }

    /// A line of pieces, two spaces between them.
    pub(super) fn line(&mut self, indent: usize, spans: &[Span<'_>]) {
        let painted: Vec<_> = spans.iter().map(|span| self.painted(span)).collect();
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(painted.join("  ").trim_end());
        self.text.push('\n');
    }

    /// A line without colours.
    pub(super) fn plain(&mut self, indent: usize, text: &str) {
        self.line(indent, &[Span(Style::Plain, text)]);
    }

    /// An empty line, unless there is one already.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The text; it ends with one line end.
    pub(super) fn into_text(mut self) -> String {
        let end = self.text.trim_end_matches('\n').len();
        if end > 0 {
            self.text.truncate(end + 1);
        }
        self.text
    }

    fn painted(&self, Span(style, text): &Span<'_>) -> String {
        match style.ansi() {
            ansi if self.colour && !ansi.is_empty() => format!("{ansi}{}\u{1b}[0m", clean(text)),
            _ => clean(text),
        }
    }
}

/// The side of a column on which its cells are flush.
#[derive(Clone, Copy)]
pub(super) enum Flush {
    Left,
    Right,
}

/// Rows whose cells are aligned by their width on the screen.
pub(super) struct Columns<const N: usize> {
    flush: [Flush; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Columns<N> {
    pub(super) const fn new(flush: [Flush; N]) -> Self {
        Self { flush, rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: [String; N]) {
        self.rows.push(row.map(|cell| clean(&cell)));
    }

    /// Number of rows.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// One line per row, without trailing spaces.
    pub(super) fn lines(&self) -> Vec<String> {
        let width = |column: usize| self.rows.iter().map(|row| row[column].width()).max();
        let widths: [usize; N] = std::array::from_fn(|column| width(column).unwrap_or(0));
        let line = |row: &[String; N]| {
            let cell = |column: usize| padded(&row[column], widths[column], self.flush[column]);
            (0..N).map(cell).collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        self.rows.iter().map(line).collect()
    }
}

fn padded(cell: &str, width: usize, flush: Flush) -> String {
    let padding = " ".repeat(width.saturating_sub(cell.width()));
    match flush {
        Flush::Left => format!("{cell}{padding}"),
        Flush::Right => format!("{padding}{cell}"),
    }
}

/// White space as a space; other control characters, and those that turn the direction of writing,
/// as a visible mark.
fn clean(text: &str) -> String {
    let mark = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_their_width_on_the_screen() {
        let mut columns = Columns::new([Flush::Left, Flush::Right, Flush::Left]);
        columns.push(["合计".into(), "5.00".into(), "a".into()]);
        columns.push(["ab".into(), "15.00".into(), String::new()]);
        assert_eq!(columns.lines(), ["合计   5.00  a", "ab    15.00"]);
    }

    #[test]
    fn a_document_cannot_send_control_sequences() {
        let mut page = Page::new(false);
        page.plain(0, "合计\u{1b}[2J\u{202E}\n总计");
        assert_eq!(page.into_text(), "合计\u{fffd}[2J\u{fffd} 总计\n");
    }

    #[test]
    fn colours_are_off_unless_asked_for() {
        let painted = |colour| {
            let mut page = Page::new(colour);
            page.line(2, &[Span(Style::Red, "错误"), Span(Style::Plain, "合计")]);
            page.into_text()
        };
        assert_eq!(painted(false), "  错误  合计\n");
        assert_eq!(painted(true), "  \u{1b}[1;31m错误\u{1b}[0m  合计\n");
    }
}
