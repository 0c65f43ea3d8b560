//! What is the same thing in both documents.

use std::collections::{BTreeMap, BTreeSet};

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

/// Things of both documents that are the same by a key, the first with the first; in the order of
/// the new document, with what only the old one has behind it.
///
/// What has the same key as printed goes together before what has it but for the years.
pub(super) fn paired<'a, T, K: Ord + Clone>(
    (old, old_era): (&'a [T], Era),
    (new, new_era): (&'a [T], Era),
    key: impl Fn(&T, Era) -> Option<K>,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    let mut rest: BTreeSet<usize> = (0..old.len()).collect();
    let as_printed = Era { year: None };
    for (old_era, new_era) in [(as_printed, as_printed), (old_era, new_era)] {
        let open = rest.iter().filter_map(|&index| Some((key(&old[index], old_era)?, index)));
        let open: BTreeMap<(K, usize), usize> = counted(open).into_iter().collect();
        let alone = (0..new.len()).filter(|&index| partners[index].is_none());
        let alone = alone.filter_map(|index| Some((key(&new[index], new_era)?, index)));
        for (key, index) in counted(alone) {
            if let Some(partner) = open.get(&key).copied() {
                partners[index] = Some(partner);
                rest.remove(&partner);
            }
        }
    }
    let named = |thing: &&T| key(thing, as_printed).is_some();
    let mut pairs: Vec<_> = new
        .iter()
        .enumerate()
        .filter(|(_, thing)| named(thing))
        .map(|(index, thing)| (partners[index].map(|partner| &old[partner]), Some(thing)))
        .collect();
    pairs.extend(rest.into_iter().map(|i| &old[i]).filter(named).map(|old| (Some(old), None)));
    pairs
}

/// With the number of the occurrence of each key.
fn counted<K: Ord + Clone>(things: impl Iterator<Item = (K, usize)>) -> Vec<((K, usize), usize)> {
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

    const SAME: Era = Era { year: None };

    #[test]
    fn between_two_years_the_year_in_a_name_does_not_count() {
        let (old, new) = (Era { year: Some(2025) }, Era { year: Some(2026) });
        assert_eq!(old.name("2025年 水质监测"), new.name("2026年水质监测"));
        assert_eq!(old.name("比2024年增加"), new.name("比2025年增加"));
        assert_ne!(SAME.name("2025年水质监测"), SAME.name("2026年水质监测"));
    }

    #[test]
    fn what_occurs_twice_is_matched_in_order_and_what_is_left_stands_behind() {
        let old = [("a", 1), ("b", 2), ("a", 3), ("c", 4)];
        let new = [("a", 5), ("d", 6), ("b", 7)];
        let pairs = paired((&old, SAME), (&new, SAME), |thing, _| Some(thing.0));
        let pairs: Vec<_> = pairs.iter().map(|(o, n)| (o.map(|o| o.1), n.map(|n| n.1))).collect();
        let both = [(Some(1), Some(5)), (None, Some(6)), (Some(2), Some(7))];
        assert_eq!(pairs[..3], both);
        assert_eq!(pairs[3..], [(Some(3), None), (Some(4), None)]);
    }

    /// A project carried over keeps its year, though there is one of this year too.
    #[test]
    fn what_is_the_same_as_printed_goes_together_before_what_is_so_but_for_the_years() {
        let old = ["2025年水质监测", "2024年堤防维修"];
        let new = ["2026年水质监测", "2025年水质监测", "2024年堤防维修"];
        let eras = (Era { year: Some(2025) }, Era { year: Some(2026) });
        let key = |name: &&str, era: Era| Some(era.name(name));
        let pairs = paired((&old, eras.0), (&new, eras.1), key);
        let old: Vec<Option<&str>> = pairs.iter().map(|(old, _)| old.copied()).collect();
        assert_eq!(old, [None, Some("2025年水质监测"), Some("2024年堤防维修")]);
    }
}
