//! Merged cells: in terms of what is shown, cut to size, and none over another.

use std::collections::BTreeMap;

use super::sheet::Region;
use super::shown::Shown;

/// A region in terms of what is shown.
pub(super) fn shown(region: Region, rows: &Shown, columns: &Shown) -> Option<Region> {
    let (top, bottom) = rows.span(region.top, region.bottom)?;
    let (left, right) = columns.span(region.left, region.right)?;
    Some(Region { top, left, bottom, right })
}

/// Regions in the order of their rows, cut to the `last` row and column and to `span` rows and
/// columns. Of two that overlap the upper one stays.
pub(super) fn apart(mut regions: Vec<Region>, last: (u32, u32), span: u32) -> Vec<Region> {
    regions.sort_by_key(|region| (region.top, region.left));
    let mut open = Open::default();
    let mut kept = Vec::new();
    for region in regions {
        let region = Region {
            bottom: region.bottom.min(last.0).min(region.top.saturating_add(span.max(1) - 1)),
            right: region.right.min(last.1).min(region.left.saturating_add(span.max(1) - 1)),
            ..region
        };
        let is_cell = region.top == region.bottom && region.left == region.right;
        if region.top > region.bottom || region.left > region.right || is_cell {
            continue;
        }
        open.go_to(region.top);
        if open.reaching(region.right).is_none_or(|beside| beside.right < region.left) {
            open.add(region);
            kept.push(region);
        }
    }
    kept
}

/// Takes away the texts that merged cells cover.
pub(super) fn uncover(texts: &mut BTreeMap<(u32, u32), String>, merged: &[Region]) {
    let mut open = Open::default();
    let mut regions = merged.iter().peekable();
    texts.retain(|&(row, column), _| {
        while let Some(region) = regions.next_if(|region| region.top <= row) {
            open.go_to(region.top);
            open.add(*region);
        }
        open.go_to(row);
        let over = open.reaching(column).filter(|region| region.right >= column);
        over.is_none_or(|region| (region.top, region.left) == (row, column))
    });
}

/// Regions that a row passes through while rows are walked from the top.
#[derive(Default)]
struct Open {
    /// By their first columns; none lies over another.
    regions: BTreeMap<u32, Region>,
    /// First columns by last rows.
    ends: BTreeMap<u32, Vec<u32>>,
}

impl Open {
    /// Leaves behind the regions that end above a row.
    fn go_to(&mut self, row: u32) {
        while let Some(end) = self.ends.first_entry().filter(|end| *end.key() < row) {
            for left in end.remove() {
                self.regions.remove(&left);
            }
        }
    }

    fn add(&mut self, region: Region) {
        self.regions.insert(region.left, region);
        self.ends.entry(region.bottom).or_default().push(region.left);
    }

    /// The last region that begins at a column or before it.
    fn reaching(&self, column: u32) -> Option<&Region> {
        self.regions.range(..=column).next_back().map(|(_, region)| region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(top: u32, left: u32, bottom: u32, right: u32) -> Region {
        Region { top, left, bottom, right }
    }

    #[test]
    fn of_overlapping_regions_the_upper_one_stays() {
        let regions = vec![
            region(2, 2, 9, 9),
            region(1, 1, 3, 3),
            region(1, 4, 1, 5),
            region(4, 1, 4, 99),
            region(5, 5, 5, 5),
        ];
        let kept = apart(regions, (100, 10), 7);
        assert_eq!(kept, [region(1, 1, 3, 3), region(1, 4, 1, 5), region(4, 1, 4, 7)]);
    }

    #[test]
    fn texts_under_merged_cells_are_taken_away() {
        let at = [(1, 1), (1, 2), (2, 1), (2, 3), (3, 1), (9, 9)];
        let mut texts = at.map(|at| (at, String::new())).into();
        uncover(&mut texts, &[region(1, 1, 2, 2), region(3, 1, 3, 2)]);
        let left: Vec<_> = texts.into_keys().collect();
        assert_eq!(left, [(1, 1), (2, 3), (3, 1), (9, 9)]);
    }
}
