//! GJ101: published within twenty days of approval.

use gouji_model::{Location, Message};
use jiff::civil::Date;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ101", judge };

/// Days from the approval to the last day on which publishing is in time: 预算法 (2018) art. 14.
const DAYS: i32 = 20;

fn judge(case: &Case<'_>) -> Ruling {
    let (approved, published) = match (case.options.approved, case.options.published) {
        (Some(approved), Some(published)) => (approved, published),
        (None, None) => return Ruling::NotAssessable(Message::new("GJ101-no-dates")),
        (None, Some(_)) => return Ruling::NotAssessable(Message::new("GJ101-not-approved")),
        (Some(_), None) => return Ruling::NotAssessable(Message::new("GJ101-not-published")),
    };
    let days = days(approved, published);
    if (0..=DAYS).contains(&days) {
        return Ruling::Judged(Vec::new());
    }
    let (key, id) = if days < 0 { ("early", "GJ101-early") } else { ("late", "GJ101-late") };
    let message = Message::new(id)
        .with("approved", approved)
        .with("published", published)
        .with("days", days.abs());
    let message = if days < 0 {
        message
    } else {
        message.with("beyond", days - DAYS).with("last", last_day(approved))
    };
    Ruling::Judged(vec![Remark::at(case.place(location(case)), key, message)])
}

/// Days from one day to another.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The last day in time; of a calendar that ends before it, the last one there is.
fn last_day(approved: Date) -> Date {
    approved.saturating_add(jiff::Span::new().days(DAYS))
}

/// The cover, which says whose document it is; else the document as a whole.
fn location(case: &Case<'_>) -> Location {
    let cover = case.disclosure.cover.first();
    cover.or(case.disclosure.unit.as_ref()).map(|line| line.location).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use gouji_model::{Level, Verdict};
    use gouji_standard::{Messages, Standard};

    use crate::rules::tests::empty_disclosure;
    use crate::{Options, check};

    /// Verdict of the rule, and what it says.
    fn said(approved: Option<&str>, published: Option<&str>) -> (Verdict, String) {
        let date = |text: &str| text.parse().expect("a date");
        let options = Options {
            approved: approved.map(date),
            published: published.map(date),
            ..Options::default()
        };
        let disclosure = empty_disclosure("national-budget");
        let report = check(&disclosure, Standard::embedded(), Messages::embedded(), &options);
        let entry = report.coverage.rules.iter().find(|entry| &*entry.code == "GJ101");
        let entry = entry.expect("the rule is run");
        let finding = report.findings.first();
        assert!(finding.is_none_or(|finding| finding.level == Level::Error));
        let text = finding.map(|finding| &finding.message).or(entry.reason.as_ref());
        (entry.verdict, text.map(|text| text.zh.clone()).unwrap_or_default())
    }

    #[test]
    fn the_twentieth_day_is_in_time_and_the_next_is_late() {
        let on = |published| said(Some("2026-02-10"), Some(published));
        assert_eq!(on("2026-02-10").0, Verdict::Pass);
        assert_eq!(on("2026-03-02").0, Verdict::Pass);
        let (verdict, text) = on("2026-03-03");
        assert_eq!(verdict, Verdict::Fail);
        assert!(text.contains("21 天") && text.contains("超期 1 天"), "{text}");
        assert!(text.contains("2026-03-02"), "the last day in time: {text}");
    }

    #[test]
    fn a_leap_year_and_the_turn_of_a_year_are_counted_by_the_calendar() {
        assert_eq!(said(Some("2024-02-10"), Some("2024-03-01")).0, Verdict::Pass);
        assert_eq!(said(Some("2025-12-20"), Some("2026-01-09")).0, Verdict::Pass);
        assert_eq!(said(Some("2025-12-20"), Some("2026-01-10")).0, Verdict::Fail);
    }

    #[test]
    fn published_before_it_was_approved_is_an_error() {
        let (verdict, text) = said(Some("2026-02-10"), Some("2026-02-09"));
        assert_eq!(verdict, Verdict::Fail);
        assert!(text.contains("早于"), "{text}");
    }

    #[test]
    fn without_both_dates_it_is_not_assessable_and_the_missing_one_is_named() {
        for (approved, published, missing) in [
            (None, None, "--approved 和 --published"),
            (Some("2026-02-10"), None, "--published"),
            (None, Some("2026-02-10"), "--approved"),
        ] {
            let (verdict, text) = said(approved, published);
            assert_eq!(verdict, Verdict::NotAssessable);
            assert!(text.contains(missing), "{text}");
        }
    }
}
