//! From the page as it is read to the page as it is written.
//!
//! A place is in hundredths of a point from the top left corner of the visible page; a file has its
//! own origin, directions and rotation. The interpreter's own transformation, with which the page was
//! read, is inverted here, so that both cannot disagree.
#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "positions on a page, not money; a cast of a float to an integer saturates"
)]

use gouji_model::Area;
use hayro_syntax::page::Page;

/// A point in hundredths of a point, in the directions of the file.
pub(super) type Point = (i32, i32);

/// The space of a page.
pub(super) struct Space {
    /// From the file to the page as it is read.
    coefficients: [f64; 6],
    /// The visible page, as it is read.
    visible: Area,
}

impl Space {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let (width, height) = page.render_dimensions();
        let visible = Area {
            top: 0,
            left: 0,
            right: hundredths(width.into()),
            bottom: hundredths(height.into()),
        };
        Self { coefficients: page.initial_transform(true).as_coeffs(), visible }
    }

    /// The visible page, as it is read.
    pub(super) fn visible(&self) -> Area {
        self.visible
    }

    /// The corners of an area in the file: upper left, upper right, lower left, lower right, as seen by
    /// who reads the page.
    pub(super) fn corners(&self, area: Area) -> [Point; 4] {
        let Area { top, left, bottom, right } = area;
        [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| self.point(x, y))
    }

    fn point(&self, x: i32, y: i32) -> Point {
        // As PDF writes them: x' = xx·x + yx·y + dx, y' = xy·x + yy·y + dy.
        let [xx, xy, yx, yy, dx, dy] = self.coefficients;
        let (x, y) = (f64::from(x) / 100.0 - dx, f64::from(y) / 100.0 - dy);
        let determinant = xx * yy - xy * yx;
        (hundredths((yy * x - yx * y) / determinant), hundredths((xx * y - xy * x) / determinant))
    }
}

fn hundredths(points: f64) -> i32 {
    (points * 100.0).round() as i32
}
