//! Glyphs to lines of text, in the order of reading and not of drawing.

use gouji_model::Area;

use super::marks::Glyph;
use crate::wide::is_wide;

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    /// Area of the whole line.
    pub area: Area,
    /// Size of the font of most of it.
    pub size: i32,
    /// Parts with an area of their own, so that each number has its own: offset into the text.
    pub pieces: Vec<(usize, Area)>,
    /// Stretches between wide gaps: offset and area.
    pub stretches: Vec<(usize, Area)>,
    /// Stretches between gaps as wide as between tight columns: offset and area.
    pub parts: Vec<(usize, Area)>,
}

impl Line {
    /// Whether the text has a gap as wide as between columns.
    pub(super) fn has_columns(&self) -> bool {
        self.stretches.len() > 1
    }
}

/// Two spaces stand for a gap as wide as between columns.
const WIDE_GAP: &str = "  ";

/// Lines from the top; glyphs of one line share at least half of the lower one's height.
pub(super) fn lines(mut glyphs: Vec<&Glyph>) -> Vec<Line> {
    glyphs.sort_by_key(|glyph| (middle(glyph), glyph.area.left));
    let mut groups: Vec<Group<'_>> = Vec::new();
    for glyph in glyphs {
        // Glyphs come from above, so that only the last groups can be met.
        let met = groups.iter_mut().rev().take(4).find(|group| group.takes(glyph));
        match met {
            Some(group) => group.push(glyph),
            None => groups.push(Group { area: glyph.area, glyphs: vec![glyph] }),
        }
    }
    groups.sort_by_key(|group| (group.area.top, group.area.left));
    groups.into_iter().filter_map(Group::line).collect()
}

fn middle(glyph: &Glyph) -> i32 {
    i32::midpoint(glyph.area.top, glyph.area.bottom)
}

/// Glyphs of one line while it is gathered.
struct Group<'g> {
    area: Area,
    glyphs: Vec<&'g Glyph>,
}

impl<'g> Group<'g> {
    fn takes(&self, glyph: &Glyph) -> bool {
        let shared = self.area.bottom.min(glyph.area.bottom) - self.area.top.max(glyph.area.top);
        let lower = (self.area.bottom - self.area.top).min(glyph.area.bottom - glyph.area.top);
        shared * 2 > lower
    }

    fn push(&mut self, glyph: &'g Glyph) {
        // The height stays that of the greatest glyph: a line does not grow by joining.
        let taller = glyph.area.bottom - glyph.area.top > self.area.bottom - self.area.top;
        if taller {
            (self.area.top, self.area.bottom) = (glyph.area.top, glyph.area.bottom);
        }
        self.area.left = self.area.left.min(glyph.area.left);
        self.area.right = self.area.right.max(glyph.area.right);
        self.glyphs.push(glyph);
    }

    /// The text of the line; `None` where it is nothing but space.
    fn line(mut self) -> Option<Line> {
        self.glyphs.sort_by_key(|glyph| (glyph.area.left, glyph.area.right));
        let mut writer = Writer::default();
        for glyph in self.glyphs {
            writer.glyph(glyph);
        }
        writer.finish()
    }
}

/// Writes the glyphs of a line from the left.
#[derive(Default)]
struct Writer<'g> {
    line: Line,
    last: Option<&'g Glyph>,
    /// Space that was drawn since the last glyph.
    drawn_space: usize,
    /// Whether the last glyph was part of a number.
    in_number: bool,
    sizes: Vec<i32>,
}

impl<'g> Writer<'g> {
    fn glyph(&mut self, glyph: &'g Glyph) {
        if glyph.text.is_space() {
            self.drawn_space += 1 + usize::from(glyph.text.first() == '\u{3000}');
            return;
        }
        let first = self.last.is_none();
        let mut apart = first;
        if let Some(last) = self.last {
            if is_repeated(last, glyph) {
                return;
            }
            apart = (glyph.area.left - last.area.right) * 9 > last.size.max(glyph.size) * 5;
            match self.gap(last, glyph) {
                Gap::None => {}
                Gap::Space => self.line.text.push(' '),
                Gap::Wide => self.line.text.push_str(WIDE_GAP),
            }
        }
        let wide = self.line.text.ends_with(WIDE_GAP);
        let is_number = is_of_number(glyph.text.first());
        let offset = self.line.text.len();
        if first || wide {
            self.line.stretches.push((offset, glyph.area));
        }
        if apart || wide {
            self.line.parts.push((offset, glyph.area));
        }
        if first || wide || is_number != self.in_number {
            self.line.pieces.push((offset, glyph.area));
        }
        let line = &mut self.line;
        let open = [line.stretches.last_mut(), line.parts.last_mut(), line.pieces.last_mut()];
        for (_, area) in open.into_iter().flatten() {
            *area = area.union(glyph.area);
        }
        self.line.area = if first { glyph.area } else { self.line.area.union(glyph.area) };
        self.sizes.push(glyph.size);
        glyph.text.push_to(&mut self.line.text);
        (self.last, self.drawn_space, self.in_number) = (Some(glyph), 0, is_number);
    }

    /// What stands between two glyphs. Wide characters are set apart by justification, and a digit
    /// beside one by a quarter of an em: neither is a space.
    fn gap(&self, last: &Glyph, glyph: &Glyph) -> Gap {
        let size = last.size.max(glyph.size);
        let gap = glyph.area.left - last.area.right;
        if gap * 2 > size * 3 || (self.drawn_space >= 3 && gap > size) {
            return Gap::Wide;
        }
        if self.drawn_space > 0 {
            return Gap::Space;
        }
        let wide = is_wide(last.text.last()) || is_wide(glyph.text.first());
        let threshold = if wide { size * 3 / 5 } else { size / 5 };
        if gap > threshold { Gap::Space } else { Gap::None }
    }

    fn finish(mut self) -> Option<Line> {
        self.sizes.sort_unstable();
        self.line.size = self.sizes.get(self.sizes.len() / 2).copied().unwrap_or(0);
        (!self.line.text.is_empty()).then_some(self.line)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Wide,
}

/// Whether a glyph is the one before it drawn again, to look bold or to throw a shadow.
fn is_repeated(last: &Glyph, glyph: &Glyph) -> bool {
    let apart = (glyph.area.left - last.area.left).abs() * 5;
    last.text == glyph.text && apart < (last.area.right - last.area.left).min(last.size)
}

/// Whether a character may be part of a number.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-')
}
