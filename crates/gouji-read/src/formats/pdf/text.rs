//! Lines to paragraphs, over the ends of pages.

use gouji_model::{Area, Location, Paragraph};

use super::lines::Line;
use crate::formats::join::push_line;
use crate::ordinal;

/// A paragraph while its lines come.
#[derive(Debug)]
struct Open {
    paragraph: Paragraph,
    /// Its last line.
    last: Line,
    page: u32,
}

/// Gathers the paragraphs of a document from its lines in order.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    open: Option<Open>,
    margins: Margins,
}

/// Where the lines of running text begin and end on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Margins {
    pub left: i32,
    pub right: i32,
    /// Size of the font of running text.
    pub size: i32,
}

/// Characters of a line that counts as running text.
const FULL_LINE: usize = 18;

impl Margins {
    /// The margins of the lines of a page; those of the page before where it has no running text.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line> + Clone, before: Self) -> Self {
        let long =
            lines.filter(|line| line.text.chars().count() >= FULL_LINE && !line.has_columns());
        let left = long.clone().map(|line| line.area.left).min();
        let right = long.clone().map(|line| line.area.right).max();
        let mut sizes: Vec<i32> = long.map(|line| line.size).collect();
        sizes.sort_unstable();
        match (left, right, sizes.get(sizes.len() / 2)) {
            (Some(left), Some(right), Some(&size)) => Self { left, right, size },
            _ => before,
        }
    }

    /// Whether a line is a title: larger than running text, and as far from either margin.
    fn is_centred(self, line: &Line) -> bool {
        let (before, behind) = (line.area.left - self.left, self.right - line.area.right);
        line.size * 10 > self.size * 11 && (before - behind).abs() < line.size * 2
    }
}

impl Paragraphs {
    /// The margins of the lines that follow.
    pub(super) fn set_margins(&mut self, margins: Margins) {
        self.margins = margins;
    }

    pub(super) fn margins(&self) -> Margins {
        self.margins
    }

    /// Takes the next line; gives the paragraph that ended before it.
    pub(super) fn line(
        &mut self,
        line: Line,
        page: u32,
        locate: impl Fn(Area) -> Location,
    ) -> Option<Paragraph> {
        if let Some(open) = &mut self.open
            && continues(open, &line, page, self.margins)
        {
            let start = push_line(&mut open.paragraph.text, &line.text);
            let pieces = line.pieces.iter().map(|(offset, area)| (start + offset, locate(*area)));
            open.paragraph.pieces.extend(pieces);
            (open.last, open.page) = (line, page);
            return None;
        }
        let further = line.pieces.iter().skip(1);
        let paragraph = Paragraph {
            text: line.text.clone(),
            location: locate(line.pieces.first().map_or(line.area, |(_, area)| *area)),
            pieces: further.map(|(offset, area)| (*offset, locate(*area))).collect(),
        };
        self.open.replace(Open { paragraph, last: line, page }).map(|open| open.paragraph)
    }

    /// Ends the paragraph that is open.
    pub(super) fn end(&mut self) -> Option<Paragraph> {
        self.open.take().map(|open| open.paragraph)
    }
}

/// Whether a line belongs to the paragraph of the line before it.
fn continues(open: &Open, line: &Line, page: u32, margins: Margins) -> bool {
    let (last, size) = (&open.last, open.last.size.max(line.size));
    let alike = (last.size - line.size).abs() * 8 <= size;
    let near = page != open.page || line.area.top - last.area.bottom <= size * 3 / 2;
    let apart = last.has_columns()
        || line.has_columns()
        || is_contents_line(&last.text)
        || has_ordinal(&line.text);
    if !alike || !near || apart {
        return false;
    }
    if margins.is_centred(last) && margins.is_centred(line) {
        // A title that is as wide as the page goes on; one that is not ends by itself.
        let width = last.area.right - last.area.left;
        return page == open.page && width * 4 >= (margins.right - margins.left) * 3;
    }
    let full = last.area.right >= margins.right - size * 2;
    let long = (last.area.right - margins.left) * 10 >= (margins.right - margins.left) * 7;
    let ended = last.text.ends_with(['。', '；', '：', ';', ':', '！', '？']);
    let indented = line.area.left > margins.left + size;
    // A list may be indented as a whole: its lines go on below one another.
    let below = line.area.left <= last.area.left + size / 2;
    if indented { full && below && !ended } else { full || (long && !ended) }
}

/// Whether a line begins with an ordinal, so that a paragraph does.
fn has_ordinal(text: &str) -> bool {
    ordinal::begins(text) || ordinal::begins_article(text)
}

/// Whether a line leads by dots to the number of a page.
fn is_contents_line(text: &str) -> bool {
    let leader = |c: char| matches!(c, '.' | '…' | '·' | '．' | '-' | '—' | '_');
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    bare.chars().rev().take_while(|c| leader(*c)).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::{has_ordinal, is_contents_line};

    #[test]
    fn ordinals_in_front_of_a_line_begin_a_paragraph() {
        for text in ["一、主要职能", "（二）支出", "(3) 项目", "25. “城乡", "4．2024年", "8.2024年"]
        {
            assert!(has_ordinal(text), "{text}");
        }
    }

    #[test]
    fn numbers_and_names_are_no_ordinals() {
        for text in
            ["0.94万元。", "（项）。主要用于", "2024年度", "十分必要", "第一季度用款", "1,234"]
        {
            assert!(!has_ordinal(text), "{text}");
        }
    }

    #[test]
    fn a_line_of_the_contents_ends_with_its_leader_or_page() {
        assert!(is_contents_line("一、部门主要职能 ………………"));
        assert!(is_contents_line("一、部门主要职能......12"));
        assert!(!is_contents_line("支出预算18,976.76万元，其中：财政拨款"));
    }
}
