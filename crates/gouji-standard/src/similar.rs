//! Characters that look alike, as data (`standards/similar-characters.tsv`).

use std::collections::BTreeMap;

/// For each character those that may be read for it.
#[derive(Clone, Debug, Default)]
pub struct SimilarCharacters(BTreeMap<char, Vec<char>>);

impl SimilarCharacters {
    /// Lines `character ⇥ characters`; `#` begins a comment.
    pub(crate) fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let (own, others) = line.split_once('\t')?;
            Some((own.chars().next()?, others.trim().chars().collect()))
        };
        Self(text.lines().filter(|text| !text.starts_with('#')).filter_map(line).collect())
    }

    /// Whether one character may be read for another, whichever way round.
    pub fn alike(&self, a: char, b: char) -> bool {
        let reads = |a: char, b: char| self.0.get(&a).is_some_and(|others| others.contains(&b));
        a != b && (reads(a, b) || reads(b, a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standard;

    #[test]
    fn likeness_holds_both_ways_and_numerals_are_not_alike() {
        let similar = SimilarCharacters::parse("# 注\n孟\t盂\n");
        assert!(
            similar.alike('孟', '盂') && similar.alike('盂', '孟') && !similar.alike('孟', '孟')
        );
        let embedded = Standard::embedded().similar();
        assert!(embedded.alike('未', '末') && embedded.alike('折', '拆'));
        assert!(!embedded.alike('一', '二') && !embedded.alike('城', '郊'));
    }
}
