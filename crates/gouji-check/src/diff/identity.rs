//! What is the same thing in both documents.

use std::collections::BTreeMap;

use gouji_standard::folded_label;

/// How names of a document are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Era {
    /// The year of the document, where it is not that of the other.
    pub year: Option<u16>,
}

impl Era {
    /// A name without what does not count: spaces, width, and the document's own year and the one
    /// before it where documents of two years are compared.
    pub(super) fn name(self, text: &str) -> String {
        let name = folded_label(text);
        match self.year {
            Some(year) => name
                .replace(&year.to_string(), "<year>")
                .replace(&year.saturating_sub(1).to_string(), "<year before>"),
            None => name,
        }
    }
}

/// Things of both documents that have one key, the first with the first; in the order of the new
/// document, with what only the old one has behind it.
pub(super) fn paired<'a, T, K: Ord + Clone>(
    old: impl Iterator<Item = (K, &'a T)>,
    new: impl Iterator<Item = (K, &'a T)>,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut by_key: BTreeMap<(K, usize), (usize, &'a T)> = BTreeMap::new();
    for (order, (key, thing)) in counted(old).into_iter().enumerate() {
        by_key.insert(key, (order, thing));
    }
    let mut pairs = Vec::new();
    for (key, thing) in counted(new) {
        pairs.push((by_key.remove(&key).map(|(_, old)| old), Some(thing)));
    }
    let mut rest: Vec<_> = by_key.into_values().collect();
    rest.sort_by_key(|(order, _)| *order);
    pairs.extend(rest.into_iter().map(|(_, old)| (Some(old), None)));
    pairs
}

/// With the number of the occurrence of each key.
fn counted<'a, T, K: Ord + Clone>(
    things: impl Iterator<Item = (K, &'a T)>,
) -> Vec<((K, usize), &'a T)> {
    let mut seen: BTreeMap<K, usize> = BTreeMap::new();
    things
        .map(|(key, thing)| {
            let count = seen.entry(key.clone()).or_default();
            *count += 1;
            ((key, *count), thing)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_years_the_year_in_a_name_does_not_count() {
        let (old, new) = (Era { year: Some(2025) }, Era { year: Some(2026) });
        assert_eq!(old.name("2025年 水质监测"), new.name("2026年水质监测"));
        assert_eq!(old.name("比2024年增加"), new.name("比2025年增加"));
        let same = Era { year: None };
        assert_ne!(same.name("2025年水质监测"), same.name("2026年水质监测"));
    }

    #[test]
    fn what_occurs_twice_is_matched_in_order_and_what_is_left_stands_behind() {
        let old = [("a", 1), ("b", 2), ("a", 3), ("c", 4)];
        let new = [("a", 5), ("d", 6), ("b", 7)];
        let keyed = |things: &'static [(&'static str, i32)]| things.iter().map(|t| (t.0, &t.1));
        let old: &'static _ = Box::leak(Box::new(old));
        let new: &'static _ = Box::leak(Box::new(new));
        let pairs = paired(keyed(old), keyed(new));
        let pairs: Vec<_> = pairs.iter().map(|(o, n)| (o.copied(), n.copied())).collect();
        assert_eq!(
            pairs,
            [
                (Some(1), Some(5)),
                (None, Some(6)),
                (Some(2), Some(7)),
                (Some(3), None),
                (Some(4), None)
            ]
        );
    }
}
