//! What is drawn on a page, in whole hundredths of a point from its top left corner: glyphs, ruling
//! lines and pictures.
//!
//! Nothing behind this file knows of floating point or of the interpreter.

use gouji_model::Area;

/// A hundred hundredths: one point.
pub(super) const POINT: i32 = 100;

/// Hundredths of a glyph's height beyond the edge of a page with which it is cut, and not only near
/// the edge.
const CUT_SHARE: std::ops::RangeInclusive<i32> = 20..=80;

/// A glyph that is visible on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub text: Printed,
    /// The em box that the glyph advances through.
    pub area: Area,
    /// Size of the font.
    pub size: i32,
    /// Direction in which the text runs.
    pub direction: Direction,
}

/// The text of a glyph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    /// A character.
    Char(char),
    /// A ligature.
    String(Box<str>),
    /// A glyph whose font does not say what it means.
    Unknown,
}

impl Printed {
    /// The first character; a replacement character where it is not known.
    pub(super) fn first(&self) -> char {
        match self {
            Self::Char(c) => *c,
            Self::String(text) => text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER),
            Self::Unknown => char::REPLACEMENT_CHARACTER,
        }
    }

    /// The last character.
    pub(super) fn last(&self) -> char {
        match self {
            Self::String(text) => text.chars().last().unwrap_or(char::REPLACEMENT_CHARACTER),
            Self::Char(_) | Self::Unknown => self.first(),
        }
    }

    pub(super) fn push_to(&self, text: &mut String) {
        match self {
            Self::String(own) => text.push_str(own),
            Self::Char(_) | Self::Unknown => text.push(self.first()),
        }
    }

    pub(super) fn is_space(&self) -> bool {
        matches!(self, Self::Char(c) if c.is_whitespace())
    }
}

/// A direction of text on the page as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    /// From left to right.
    Right,
    /// From top to bottom, the page turned clockwise.
    Down,
    /// Upside down.
    Left,
    /// From bottom to top, the page turned anticlockwise.
    Up,
    /// Aslant, as watermarks are.
    Aslant,
}

/// A straight line along or across the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rule {
    /// Position across its direction: y of a horizontal rule, x of a vertical one.
    pub at: i32,
    /// Where it begins.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
}

/// Everything drawn on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Width and height of the page.
    pub width: i32,
    pub height: i32,
    pub glyphs: Vec<Glyph>,
    pub horizontal: Vec<Rule>,
    pub vertical: Vec<Rule>,
    /// Pictures of a size that may hold text.
    pub pictures: usize,
    /// Glyphs beside the page, left or right of what is visible.
    pub beside: usize,
    /// Text that the edge of the page cuts, and where on the page as it is shown.
    pub edge: Option<(String, Area)>,
    /// Whether there was more than the limit allows.
    pub cut: bool,
    /// Whether a font could not be used at all.
    pub broken_font: bool,
    /// Whether the page could not be drawn.
    pub broken: bool,
}

impl Marks {
    /// Notes a glyph that the upper or lower edge of the page cuts: a good part of it is shown, and a
    /// good part is not.
    pub(super) fn note_edge(&mut self, glyph: &Glyph) {
        let Area { top, bottom, .. } = glyph.area;
        let beyond = (-top).max(bottom - self.height);
        let share = beyond.saturating_mul(100) / (bottom - top).max(1);
        let beside = glyph.area.right <= 0 || glyph.area.left >= self.width;
        if !CUT_SHARE.contains(&share) || beside || glyph.text.is_space() {
            return;
        }
        let (text, area) = self.edge.get_or_insert_with(|| (String::new(), glyph.area));
        glyph.text.push_to(text);
        *area = area.union(glyph.area);
    }

    /// The direction in which most of the text runs.
    pub(super) fn direction(&self) -> Direction {
        let all = [Direction::Right, Direction::Up, Direction::Down, Direction::Left];
        let count = |direction: Direction| {
            self.glyphs.iter().filter(|glyph| glyph.direction == direction).count()
        };
        // The first of equals, so the usual direction: `max_by_key` takes the last.
        all.into_iter().rev().max_by_key(|direction| count(*direction)).unwrap_or(Direction::Right)
    }

    /// The page turned so that text of a direction runs from left to right.
    pub(super) fn turned(mut self, direction: Direction) -> Self {
        let turn = Turn { direction, width: self.width, height: self.height };
        if matches!(direction, Direction::Right | Direction::Aslant) {
            return self;
        }
        for glyph in &mut self.glyphs {
            glyph.area = turn.area(glyph.area);
            glyph.direction = turn.direction_of(glyph.direction);
        }
        let rules = |rules: &[Rule], is_horizontal: bool| -> Vec<(bool, Rule)> {
            rules.iter().map(|rule| turn.rule(*rule, is_horizontal)).collect()
        };
        let mut all = rules(&self.horizontal, true);
        all.extend(rules(&self.vertical, false));
        let of = |wanted: bool| {
            all.iter().filter(move |(horizontal, _)| *horizontal == wanted).map(|(_, rule)| *rule)
        };
        self.horizontal = of(true).collect();
        self.vertical = of(false).collect();
        if direction != Direction::Left {
            std::mem::swap(&mut self.width, &mut self.height);
        }
        self
    }
}

/// The turning of a page, and back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turn {
    /// Direction that becomes left to right.
    pub direction: Direction,
    /// Width of the page as it is shown.
    pub width: i32,
    /// Height of the page as it is shown.
    pub height: i32,
}

impl Turn {
    fn point(self, x: i32, y: i32) -> (i32, i32) {
        match self.direction {
            Direction::Right | Direction::Aslant => (x, y),
            Direction::Down => (y, self.width - x),
            Direction::Left => (self.width - x, self.height - y),
            Direction::Up => (self.height - y, x),
        }
    }

    /// Where a point of the turned page is on the page as it is shown.
    fn point_back(self, x: i32, y: i32) -> (i32, i32) {
        match self.direction {
            Direction::Right | Direction::Aslant => (x, y),
            Direction::Down => (self.width - y, x),
            Direction::Left => (self.width - x, self.height - y),
            Direction::Up => (y, self.height - x),
        }
    }

    fn area(self, area: Area) -> Area {
        corners(self.point(area.left, area.top), self.point(area.right, area.bottom))
    }

    /// An area of the turned page on the page as it is shown.
    pub(super) fn area_back(self, area: Area) -> Area {
        corners(self.point_back(area.left, area.top), self.point_back(area.right, area.bottom))
    }

    fn direction_of(self, direction: Direction) -> Direction {
        const ROUND: [Direction; 4] =
            [Direction::Right, Direction::Down, Direction::Left, Direction::Up];
        let position = |wanted: Direction| ROUND.iter().position(|d| *d == wanted);
        match (position(direction), position(self.direction)) {
            (Some(own), Some(turn)) => ROUND[(own + 4 - turn) % 4],
            _ => direction,
        }
    }

    fn rule(self, rule: Rule, is_horizontal: bool) -> (bool, Rule) {
        let area = if is_horizontal {
            Area { left: rule.from, right: rule.to, top: rule.at, bottom: rule.at }
        } else {
            Area { left: rule.at, right: rule.at, top: rule.from, bottom: rule.to }
        };
        let area = self.area(area);
        // Half a turn keeps what is horizontal so; a quarter turn changes it.
        if (self.direction == Direction::Left) == is_horizontal {
            (true, Rule { at: area.top, from: area.left, to: area.right })
        } else {
            (false, Rule { at: area.left, from: area.top, to: area.bottom })
        }
    }
}

fn corners(a: (i32, i32), b: (i32, i32)) -> Area {
    Area { left: a.0.min(b.0), right: a.0.max(b.0), top: a.1.min(b.1), bottom: a.1.max(b.1) }
}
