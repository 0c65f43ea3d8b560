//! Columns of a table, from the edges of its cells.

use std::collections::BTreeMap;

use super::table::{RawRow, RawTable};

/// Edges nearer than this are one, in twentieths of a point (two millimetres): tables that were drawn
/// or put together by hand have rows whose edges do not quite meet. No cell with text is so narrow.
const NEAR: u64 = 113;

/// The columns of a table.
#[derive(Debug)]
pub(super) struct Columns {
    /// The column that begins at an edge, edges being counted as the table is written.
    at: BTreeMap<u32, usize>,
    /// How many there are.
    pub width: usize,
}

impl Columns {
    /// The columns in which a cell begins; the others only make the cells around them wider.
    pub(super) fn of(table: &RawTable) -> Self {
        let mut nearest_end: BTreeMap<u32, u32> = BTreeMap::new();
        for (from, to) in table.rows.iter().flat_map(RawRow::edges) {
            let end = nearest_end.entry(from).or_insert(to);
            *end = (*end).min(to);
        }
        let positions = positions(&table.widths);
        let distance = |from: u32, to: u32| {
            let at = |edge: u32| positions.get(usize::try_from(edge).ok()?).copied();
            Some(at(to)? - at(from)?)
        };
        let mut columns = Self { at: BTreeMap::new(), width: 0 };
        let mut group: Option<u32> = None;
        // The nearest end of the cells that begin in the group.
        let mut end = u32::MAX;
        for (&edge, &nearest) in &nearest_end {
            let is_near = group.and_then(|first| distance(first, edge)).is_some_and(|it| it < NEAR);
            // A cell between the two edges keeps them apart.
            if !(is_near && end > edge) {
                group = Some(edge);
                end = u32::MAX;
                columns.width += 1;
            }
            end = end.min(nearest);
            columns.at.insert(edge, columns.width - 1);
        }
        columns
    }

    /// The columns that a cell takes: the first, and the one behind its last.
    pub(super) fn range(&self, from: u32, to: u32) -> (usize, usize) {
        let at = |edge: u32| self.at.range(edge..).next().map_or(self.width, |(_, column)| *column);
        let first = at(from);
        (first, at(to).max(first + 1))
    }
}

/// Where each edge is, in twentieths of a point from the first.
fn positions(widths: &[u32]) -> Vec<u64> {
    let mut positions = vec![0];
    let mut at = 0_u64;
    for width in widths {
        at = at.saturating_add(u64::from(*width));
        positions.push(at);
    }
    positions
}
