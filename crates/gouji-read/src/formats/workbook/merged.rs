//! Merged cells: in terms of what is shown, cut to size, and none over another.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::Region;

/// Numbers of rows or columns without those that are hidden.
pub(super) struct Shown {
    hidden: Vec<u32>,
}

impl Shown {
    pub(super) fn new(hidden: &BTreeSet<u32>) -> Self {
        Self { hidden: hidden.iter().copied().collect() }
    }

    /// The place among what is shown; `None` for what is hidden.
    pub(super) fn place(&self, number: u32) -> Option<u32> {
        self.hidden.binary_search(&number).err().map(|before| number - count(before))
    }

    /// The number of what is shown at a place.
    pub(super) fn number(&self, place: u32) -> u32 {
        // How many hidden ones lie before: each moves the place on by one.
        let (mut low, mut high) = (0, self.hidden.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.hidden[middle] - count(middle) <= place {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        place.saturating_add(count(low))
    }

    /// The places of what is shown between two numbers; `None` where all of it is hidden.
    fn span(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let before = self.hidden.partition_point(|hidden| *hidden < first);
        let until = self.hidden.partition_point(|hidden| *hidden <= last);
        let (first, last) = (first - count(before), last - count(until));
        (first <= last).then_some((first, last))
    }
}

/// A number of rows or columns: there are never more of them than fit.
fn count(hidden: usize) -> u32 {
    u32::try_from(hidden).unwrap_or(u32::MAX)
}

/// A region in terms of what is shown.
pub(super) fn shown(region: Region, rows: &Shown, columns: &Shown) -> Option<Region> {
    let (top, bottom) = rows.span(region.top, region.bottom)?;
    let (left, right) = columns.span(region.left, region.right)?;
    Some(Region { top, left, bottom, right })
}

/// Regions in the order of their rows, cut to `last` row and column and to `span` rows and columns.
/// Of two that overlap the upper one stays.
pub(super) fn apart(mut regions: Vec<Region>, last: (u32, u32), span: u32) -> Vec<Region> {
    regions.sort_by_key(|region| (region.top, region.left));
    let mut open = BTreeMap::<u32, Region>::new();
    let mut ends = BTreeMap::<u32, Vec<u32>>::new();
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
        while let Some(end) = ends.first_entry().filter(|end| *end.key() < region.top) {
            for left in end.remove() {
                open.remove(&left);
            }
        }
        // Open regions do not overlap, so the last that begins before the right edge decides.
        let beside = open.range(..=region.right).next_back();
        if beside.is_some_and(|(_, beside)| beside.right >= region.left) {
            continue;
        }
        open.insert(region.left, region);
        ends.entry(region.bottom).or_default().push(region.left);
        kept.push(region);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_numbers_are_each_others_inverse() {
        let shown = Shown::new(&BTreeSet::from([1, 3, 4, 8]));
        let numbers: Vec<u32> = (1..=5).map(|place| shown.number(place)).collect();
        assert_eq!(numbers, [2, 5, 6, 7, 9]);
        let places: Vec<_> = (1..=5).map(|number| shown.place(number)).collect();
        assert_eq!(places, [None, Some(1), None, None, Some(2)]);
        assert_eq!(shown.span(3, 4), None);
        assert_eq!(shown.span(1, 5), Some((1, 2)));
    }

    #[test]
    fn of_overlapping_regions_the_upper_one_stays() {
        let region = |top, left, bottom, right| Region { top, left, bottom, right };
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
}
