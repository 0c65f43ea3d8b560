//! What does not count, what is gone, and what was not run.

use gouji_model::{Finding, Gone, Message, NotRun, Report, SuppressedBy, WhyNotRun};

use super::page::{Columns, Flush, Page, Span, Style};
use super::place;
use crate::DocumentReport;
use crate::words::Words;

/// How many findings do not count, beside the number of those that do.
pub(super) fn counts(page: &mut Page, words: Words, report: &Report) {
    let suppressed = report.suppressed().count();
    if suppressed > 0 {
        page.plain(2, &words.say(&Message::new("report-suppressed-count").with("n", suppressed)));
    }
}

/// The findings that do not count, each with the reason.
pub(super) fn suppressed(page: &mut Page, words: Words, document: &DocumentReport<'_>) {
    let suppressed: Vec<&Finding> = document.report.suppressed().collect();
    if suppressed.is_empty() {
        return;
    }
    page.gap();
    page.plain(0, &words.say(&Message::new("report-suppressed").with("n", suppressed.len())));
    let mut rows = Columns::new([Flush::Left, Flush::Left, Flush::Left, Flush::Left]);
    for finding in suppressed {
        let (_, level) = super::findings::level(finding.level);
        let place = finding.places.first();
        rows.push([
            words.word(level),
            finding.code.to_string(),
            place.map_or_else(String::new, |p| place::full(words, p, &document.disclosure.file)),
            why(words, finding),
        ]);
    }
    for line in rows.lines() {
        page.plain(2, &line);
    }
}

/// Why a finding does not count.
fn why(words: Words, finding: &Finding) -> String {
    let Some(suppression) = &finding.suppression else { return String::new() };
    if suppression.by == SuppressedBy::Baseline {
        return words.word("report-suppressed-baseline");
    }
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    let id = match suppression.until {
        Some(_) => "report-suppressed-explanation-until",
        None => "report-suppressed-explanation",
    };
    let message = Message::new(id)
        .with("reason", text(&suppression.reason))
        .with("who", text(&suppression.who))
        .with("until", text(&suppression.until));
    words.say(&message)
}

/// Findings of the baseline that were not found again: those that are resolved, and those of which
/// that is not known.
pub(super) fn gone(page: &mut Page, words: Words, report: &Report) {
    for (resolved, id) in [(true, "report-resolved"), (false, "report-gone")] {
        let gone: Vec<&Gone> = report.gone.iter().filter(|g| g.resolved == resolved).collect();
        if gone.is_empty() {
            continue;
        }
        page.gap();
        page.plain(0, &words.say(&Message::new(id).with("n", gone.len())));
        let mut rows = Columns::new([Flush::Left, Flush::Left, Flush::Left]);
        for finding in gone {
            rows.push([
                finding.code.to_string(),
                finding.label.clone(),
                finding.fingerprint.clone(),
            ]);
        }
        for line in rows.lines() {
            page.plain(2, &line);
        }
    }
}

/// Rules that were left out, so that nobody takes their silence for a pass.
pub(super) fn not_run(page: &mut Page, words: Words, rules: &[NotRun]) {
    const REASONS: [(WhyNotRun, &str); 4] = [
        (WhyNotRun::NotSelected, "report-not-run-not-selected"),
        (WhyNotRun::Ignored, "report-not-run-ignored"),
        (WhyNotRun::Off, "report-not-run-off"),
        (WhyNotRun::Preview, "report-not-run-preview"),
    ];
    for (why, id) in REASONS {
        let codes: Vec<&str> =
            rules.iter().filter(|rule| rule.why == why).map(|rule| &*rule.code).collect();
        if !codes.is_empty() {
            let codes_said = codes.join(&words.word("report-list-separator"));
            let message = Message::new(id).with("n", codes.len()).with("codes", codes_said);
            page.line(2, &[Span(Style::Yellow, &words.say(&message))]);
        }
    }
}
