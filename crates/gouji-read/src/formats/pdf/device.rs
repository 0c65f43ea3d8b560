//! The page as the interpreter draws it, caught as marks in whole numbers.
//!
//! Positions on a page are the only floating-point numbers that reading meets. They are turned into
//! hundredths of a point here, and no amount of money is ever one of them.
#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "positions on a page, not money; a cast of a float to an integer saturates"
)]

use gouji_model::Area;
use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::util::TransformExt as _;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, InterpreterWarning, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _, Vec2};

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::marks::{Direction, Glyph, Marks, POINT, Printed, Rule};

/// A filled area no thicker than this, in points, is a line.
const HAIRLINE: f64 = 3.0;

/// A shorter line, in points, is a part of a sign or of a pattern.
const SHORTEST: f64 = 2.0;

/// Share of the em above the baseline.
const ASCENT: f64 = 0.86;

/// A picture smaller than this in both directions, in points, is a stamp or a mark.
const SMALL_PICTURE: f64 = 150.0;

/// What a clipping counts for, against one for a glyph: every form begins with one, and to begin a
/// form is dear.
const CLIP_COST: usize = 20;

/// What is thrown where a page draws more than it may; nothing is wrong with the interpreter then.
struct Enough;

/// Draws a page and gives its marks. `steps` is how much may still be drawn, on this page and on
/// those after it.
pub(super) fn marks<'a>(
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    limit: usize,
    steps: &mut usize,
) -> Marks {
    guarded(|| drawn(page, cache, limit, steps))
}

/// A page on which the interpreter panics gives no marks, and is said to be broken.
fn guarded(draw: impl FnOnce() -> Marks) -> Marks {
    // What was caught so far goes with the page; what outlives it is a number of steps, and a cache
    // that keeps whole objects only.
    let drawn = catch_unwind(AssertUnwindSafe(draw));
    drawn.unwrap_or_else(|_| Marks { broken: true, ..Marks::default() })
}

fn drawn<'a>(
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    limit: usize,
    steps: &mut usize,
) -> Marks {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let bounds = Rect::new(0.0, 0.0, width, height);
    let broken_font = Arc::new(AtomicBool::new(false));
    let settings = settings(Arc::clone(&broken_font));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, bounds, cache, page.xref(), settings);
    let mut device = Catcher {
        marks: Marks { width: hundredths(width), height: hundredths(height), ..Marks::default() },
        clips: vec![bounds],
        limit,
        steps,
    };
    let ended = catch_unwind(AssertUnwindSafe(|| {
        interpret_page(page, &mut context, &mut device);
    }));
    match ended {
        Ok(()) => {}
        Err(panic) if panic.is::<Enough>() => device.marks.cut = true,
        Err(panic) => resume_unwind(panic),
    }
    device.marks.broken_font = broken_font.load(Ordering::Relaxed);
    device.marks
}

/// Settings that note in `broken_font` whether there was a font that cannot be used.
fn settings(broken_font: Arc<AtomicBool>) -> InterpreterSettings {
    InterpreterSettings {
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                broken_font.store(true, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    }
}

struct Catcher<'s> {
    marks: Marks,
    /// What is visible, from the page inwards.
    clips: Vec<Rect>,
    /// Glyphs and lines that are kept.
    limit: usize,
    /// How much may still be drawn, visible or not.
    steps: &'s mut usize,
}

impl Catcher<'_> {
    /// Counts something that is drawn. Forms that draw each other would go on for ever, and the
    /// interpreter does not ask whether it shall: beyond the limit it is left by unwinding.
    fn step(&mut self, cost: usize) {
        let left = self.steps.checked_sub(cost);
        *self.steps = left.unwrap_or(0);
        if left.is_none() {
            resume_unwind(Box::new(Enough));
        }
    }

    fn visible(&self) -> Rect {
        self.clips.last().copied().unwrap_or_default()
    }

    fn is_full(&mut self) -> bool {
        let marks = &self.marks;
        let count = marks.glyphs.len() + marks.horizontal.len() + marks.vertical.len();
        self.marks.cut |= count >= self.limit;
        count >= self.limit
    }

    /// A line from one point to another, if it runs along or across the page.
    fn line(&mut self, a: Point, b: Point) {
        let visible = self.visible();
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        if dx.max(dy) < SHORTEST || dx.min(dy) > 0.5 || self.is_full() {
            return;
        }
        let middle = Point::new(f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
        if dx > dy {
            let (from, to) = (a.x.min(b.x).max(visible.x0), a.x.max(b.x).min(visible.x1));
            if from < to && within(middle.y, visible.y0, visible.y1) {
                self.marks.horizontal.push(rule(middle.y, from, to));
            }
        } else {
            let (from, to) = (a.y.min(b.y).max(visible.y0), a.y.max(b.y).min(visible.y1));
            if from < to && within(middle.x, visible.x0, visible.x1) {
                self.marks.vertical.push(rule(middle.x, from, to));
            }
        }
    }

    /// A filled rectangle: a line where it is thin.
    fn filled(&mut self, area: Rect) {
        let middle = area.center();
        if area.height() <= HAIRLINE && area.width() > area.height() {
            self.line(Point::new(area.x0, middle.y), Point::new(area.x1, middle.y));
        } else if area.width() <= HAIRLINE && area.height() > area.width() {
            self.line(Point::new(middle.x, area.y0), Point::new(middle.x, area.y1));
        }
    }

    fn stroked(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    start = transform * point;
                    last = start;
                }
                PathEl::LineTo(point) => {
                    let point = transform * point;
                    self.line(last, point);
                    last = point;
                }
                PathEl::ClosePath => {
                    self.line(last, start);
                    last = start;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                    last = transform * point;
                }
            }
        }
    }
}

/// Rectangles of a path of straight lines, one for each of its parts.
fn parts(path: &BezPath, transform: Affine) -> Option<Vec<Rect>> {
    let mut parts: Vec<Rect> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => {
                let point = transform * point;
                parts.push(Rect::from_points(point, point));
            }
            PathEl::LineTo(point) => {
                let part = parts.last_mut()?;
                *part = part.union_pt(transform * point);
            }
            PathEl::ClosePath => {}
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return None,
        }
    }
    Some(parts)
}

impl<'a> Device<'a> for Catcher<'_> {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'a>, mode: &PathDrawMode) {
        self.step(1);
        match mode {
            PathDrawMode::Stroke(_) => self.stroked(path, transform),
            PathDrawMode::Fill(_) => {
                for part in parts(path, transform).unwrap_or_default() {
                    self.filled(part);
                }
            }
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        // Clippings and forms nest a few deep; what nests deeper draws itself, again and again.
        let depth = self.clips.len();
        self.step(CLIP_COST + depth * depth * depth);
        let area = clip.path.bounding_box();
        self.clips.push(self.visible().intersect(area));
    }

    fn pop_clip_path(&mut self) {
        // The page itself is never taken away.
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        self.step(1);
        // A glyph that is filled and stroked comes twice.
        let again = matches!(mode, GlyphDrawMode::Stroke(_));
        let Some(caught) = caught(glyph, transform * glyph_transform) else { return };
        let (x, y) = center(caught.area);
        let visible = self.visible();
        let inside = x >= hundredths(visible.x0)
            && x <= hundredths(visible.x1)
            && y >= hundredths(visible.y0)
            && y <= hundredths(visible.y1);
        // Above and below the page stands what the next page shows; beside it, what none does.
        let level = y >= 0 && y <= self.marks.height;
        let beside = x < 0 || x > self.marks.width;
        self.marks.beside += usize::from(level && beside && !caught.text.is_space());
        if !again {
            self.marks.note_edge(&caught);
        }
        let repeated = again && self.marks.glyphs.last() == Some(&caught);
        if inside && !repeated && !self.is_full() {
            self.marks.glyphs.push(caught);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, transform: Affine) {
        self.step(1);
        let size = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = (transform * size.to_path(0.1)).bounding_box();
        let shown = area.intersect(self.visible());
        if shown.width() >= SMALL_PICTURE && shown.height() >= SMALL_PICTURE {
            self.marks.pictures += 1;
        }
    }
}

/// A glyph with its em box; `None` for what is no text.
fn caught(glyph: &Drawn<'_>, transform: Affine) -> Option<Glyph> {
    let text = match glyph.as_unicode() {
        Some(BfString::Char(c)) => Printed::Char(c),
        Some(BfString::String(text)) if text.chars().count() == 1 => {
            Printed::Char(text.chars().next()?)
        }
        Some(BfString::String(text)) if text.is_empty() => return None,
        Some(BfString::String(text)) => Printed::String(text.into()),
        None => Printed::Unknown,
    };
    if matches!(text, Printed::Char(c) if c.is_control() && !c.is_whitespace()) {
        return None;
    }
    let advance = match glyph {
        Drawn::Outline(outline) => outline.advance_width().map_or(500.0, f64::from),
        Drawn::Type3(_) => 500.0,
    };
    // Glyph space has 1000 units to the em.
    let origin = transform * Point::ZERO;
    let along = transform * Point::new(advance, 0.0) - origin;
    let unit = transform * Point::new(1000.0, 0.0) - origin;
    let up = transform * Point::new(0.0, 1000.0) - origin;
    let direction = direction(unit);
    let top = origin + up * ASCENT;
    let foot = origin - up * (1.0 - ASCENT);
    let area = Rect::from_points(top, foot + along);
    Some(Glyph { text, area: whole(area), size: hundredths(up.hypot()), direction })
}

fn direction(along: Vec2) -> Direction {
    let (x, y) = (along.x, along.y);
    if y.abs() * 8.0 < x.abs() {
        if x > 0.0 { Direction::Right } else { Direction::Left }
    } else if x.abs() * 8.0 < y.abs() {
        if y > 0.0 { Direction::Down } else { Direction::Up }
    } else {
        Direction::Aslant
    }
}

fn rule(at: f64, from: f64, to: f64) -> Rule {
    Rule { at: hundredths(at), from: hundredths(from), to: hundredths(to) }
}

fn within(value: f64, low: f64, high: f64) -> bool {
    (low - 1.0..=high + 1.0).contains(&value)
}

fn whole(area: Rect) -> Area {
    Area {
        top: hundredths(area.y0),
        left: hundredths(area.x0),
        bottom: hundredths(area.y1),
        right: hundredths(area.x1),
    }
}

fn center(area: Area) -> (i32, i32) {
    (i32::midpoint(area.left, area.right), i32::midpoint(area.top, area.bottom))
}

/// Points to hundredths, within what a page can have: sums of a few of them never overflow.
fn hundredths(points: f64) -> i32 {
    const FAR: f64 = 1_000_000.0;
    (points.clamp(-FAR, FAR) * f64::from(POINT)).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_the_interpreter_panics_on_is_broken_and_nothing_else() {
        assert!(guarded(|| panic!("an interpreter with a bug")).broken);
        assert!(!guarded(Marks::default).broken);
    }
}
