//! Privacy and safety: private persons, numbers of identity, what a file hides.

mod carried;
mod hidden;
mod numbers;
mod person;

use super::Rule;

/// The rules of the family, in the order of the rule book.
pub(super) const RULES: &[Rule] = &[
    person::RULE,
    numbers::IDENTITY,
    numbers::PHONE,
    numbers::ACCOUNT,
    hidden::PARTS,
    hidden::COMMENTS,
    hidden::CHANGES,
    carried::RULE,
];

/// A name or a number of which only enough is shown to find it.
fn masked(text: &str, front: usize, back: usize) -> String {
    let count = text.chars().count();
    let shown = |at: usize| at < front || at + back >= count;
    text.chars().enumerate().map(|(at, c)| if shown(at) { c } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_name_keeps_its_surname_and_a_number_its_ends() {
        assert_eq!(masked("张某某", 1, 0), "张**");
        assert_eq!(masked("13800001234", 3, 4), "138****1234");
    }
}
