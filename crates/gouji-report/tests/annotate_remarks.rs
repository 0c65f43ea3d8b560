//! What is written of a finding, and where.

#[allow(dead_code, reason = "the renderers use the rest")]
mod sample;

use gouji_model::{Report, SuppressedBy, Suppression};
use gouji_report::DocumentReport;
use gouji_report::annotate::{Remark, Weight, remarks};
use gouji_standard::Lang;

fn remarks_of(report: &Report, lang: Lang) -> Vec<Remark> {
    let disclosure = sample::disclosure();
    remarks(&DocumentReport { disclosure: &disclosure, report }, lang)
}

#[test]
fn the_suspect_is_told_what_it_should_be_and_the_others_are_only_pointed_out() {
    let report = sample::report();
    let found = remarks_of(&report, Lang::Zh);
    let (main, related): (Vec<&Remark>, Vec<&Remark>) =
        found.iter().partition(|remark| remark.weight == Weight::Main);
    let culprits = report.findings.iter().flat_map(|finding| &finding.culprits);
    let culprits: Vec<_> = culprits.map(|culprit| &culprit.place).collect();
    assert_eq!(main.iter().map(|it| &it.place).collect::<Vec<_>>(), culprits);
    assert!(related.iter().all(|it| !culprits.contains(&&it.place)));
    insta::assert_snapshot!(main[0].text);
    insta::assert_snapshot!(remarks_of(&report, Lang::En)[0].text);
}

#[test]
fn without_a_suspect_the_finding_stands_at_its_places() {
    let mut report = sample::report();
    report.findings.truncate(1);
    report.findings[0].culprits.clear();
    let found = remarks_of(&report, Lang::Zh);
    let main = found.iter().filter(|remark| remark.weight == Weight::Main).map(|it| &it.place);
    assert_eq!(main.collect::<Vec<_>>(), report.findings[0].places.iter().collect::<Vec<_>>());
}

#[test]
fn what_is_known_or_explained_is_not_written() {
    let mut report = sample::report();
    for finding in &mut report.findings {
        let by = SuppressedBy::Baseline;
        finding.suppression = Some(Suppression { by, reason: None, who: None, until: None });
    }
    assert_eq!(remarks_of(&report, Lang::Zh), []);
}
