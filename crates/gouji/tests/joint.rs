//! All equations of a document at once: exact amounts behind the printed ones.

#![allow(clippy::unwrap_used, reason = "a test fails where it panics")]

mod support;

use gouji_model::{Decimal, Disclosure, Verdict};
use gouji_standard::Standard;

/// The exact amounts of a document, set into it.
fn with_exact_amounts(disclosure: &Disclosure) -> Option<Disclosure> {
    let amounts = gouji_check::exact_amounts(disclosure, Standard::embedded())?;
    let mut exact = disclosure.clone();
    let sources = exact.sources.clone();
    for cell in exact.statements.iter_mut().flat_map(|s| &mut s.rows).flat_map(|r| &mut r.cells) {
        let place = sources.place(cell.location);
        let is_here = |amount: &&gouji_check::ExactAmount| {
            (amount.place.line, amount.place.cell) == (place.line, place.cell)
                && amount.place.page == place.page
                && amount.place.area == place.area
        };
        let gouji_model::CellValue::Amount(printed) = &mut cell.value else { continue };
        let Some(found) = amounts.iter().find(is_here) else { continue };
        let powers = printed.unit.yuan_powers().unwrap();
        let value = Decimal::new(found.yuan.mantissa(), 2 + powers);
        assert_eq!(
            value.rounded(printed.decimals),
            printed.value.with_scale(printed.decimals).unwrap()
        );
        printed.decimals = 2 + powers;
        printed.value = value;
    }
    Some(exact)
}

#[test]
fn exact_amounts_are_printed_as_they_are_and_every_sum_of_the_tables_is_exact() {
    let disclosure = support::read(&support::bytes(support::CLEAN));
    let before = gouji_check::equations(&disclosure, Standard::embedded());
    let residues = |equations: &[gouji_check::Evaluation]| {
        let within = equations.iter().filter(|one| one.code.starts_with("GJ2"));
        within.filter(|one| one.verdict == Verdict::PassWithResidue).count()
    };
    assert!(residues(&before) > 5, "the example has residues");
    let exact = with_exact_amounts(&disclosure).unwrap();
    let after = gouji_check::equations(&exact, Standard::embedded());
    let failing: Vec<&str> = after
        .iter()
        .filter(|one| one.code.starts_with("GJ2") && one.verdict != Verdict::Pass)
        .filter(|one| one.verdict != Verdict::NotApplicable)
        .map(|one| one.relation.as_str())
        .collect();
    assert_eq!(failing, Vec::<&str>::new());
}

#[test]
fn the_real_documents_have_exact_amounts() {
    for file in [
        support::SAMPLE,
        "real/qufuban_dept_budget_2025.pdf",
        "real/wanli-jiedao_budget_2025.pdf",
        "real/wanli-jiedao_budget_2024.pdf",
    ] {
        let Some(path) = support::shared(file) else { return };
        let disclosure = support::read(&std::fs::read(path).unwrap());
        let amounts = gouji_check::exact_amounts(&disclosure, Standard::embedded());
        assert!(amounts.is_some(), "{file}");
    }
}
