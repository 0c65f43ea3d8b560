//! What is left of rows or columns where some are hidden.

/// Numbers of rows or columns without those that are hidden.
pub(super) struct Shown {
    hidden: Vec<Hidden>,
}

/// Neighbours that are hidden.
struct Hidden {
    first: u32,
    last: u32,
    /// How many are hidden before the first.
    before: u32,
}

impl Shown {
    /// All but the ranges that are hidden, which may overlap and stand in any order.
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut hidden: Vec<Hidden> = Vec::new();
        for (first, last) in ranges.into_iter().filter(|(first, last)| first <= last) {
            match hidden.last_mut() {
                Some(open) if first <= open.last.saturating_add(1) => {
                    open.last = open.last.max(last);
                }
                open => {
                    let before = open.map_or(0, |open| open.before + open.last - open.first + 1);
                    hidden.push(Hidden { first, last, before });
                }
            }
        }
        Self { hidden }
    }

    /// The place among what is shown; `None` for what is hidden.
    pub(super) fn place(&self, number: u32) -> Option<u32> {
        self.span(number, number).map(|(place, _)| place)
    }

    /// The number of what is shown at a place.
    pub(super) fn number(&self, place: u32) -> u32 {
        let passed = self.hidden.partition_point(|hidden| hidden.first - hidden.before <= place);
        let hidden = passed.checked_sub(1).map(|index| &self.hidden[index]);
        place + hidden.map_or(0, |hidden| hidden.before + hidden.last - hidden.first + 1)
    }

    /// The places of what is shown from one number to another; `None` where all of it is hidden.
    pub(super) fn span(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let (first, last) =
            (first - self.hidden_before(first), last - self.hidden_before(last.saturating_add(1)));
        (first <= last).then_some((first, last))
    }

    fn hidden_before(&self, number: u32) -> u32 {
        let begun = self.hidden.partition_point(|hidden| hidden.first < number);
        let hidden = begun.checked_sub(1).map(|index| &self.hidden[index]);
        hidden.map_or(0, |hidden| hidden.before + hidden.last.min(number - 1) - hidden.first + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_numbers_are_each_others_inverse() {
        let shown = Shown::new(vec![(3, 4), (1, 1), (8, 8), (4, 4)]);
        let numbers: Vec<u32> = (1..=5).map(|place| shown.number(place)).collect();
        assert_eq!(numbers, [2, 5, 6, 7, 9]);
        let places: Vec<_> = (1..=5).map(|number| shown.place(number)).collect();
        assert_eq!(places, [None, Some(1), None, None, Some(2)]);
        assert_eq!(shown.span(3, 4), None);
        assert_eq!(shown.span(1, 5), Some((1, 2)));
    }
}
