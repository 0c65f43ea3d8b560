//! Points by the dimensions of inspection, each beside what it rests on.

use gouji_model::{DimensionScore, Message, Report, Score};

use super::page::{Columns, Flush, Page, Span, Style};
use crate::words::Words;

pub(super) fn show(page: &mut Page, words: Words, report: &Report) {
    let Some(score) = &report.score else { return };
    page.gap();
    page.line(0, &[Span(Style::Strong, &words.say(&headline(words, score)))]);
    let flush = [Flush::Left, Flush::Right, Flush::Left, Flush::Left];
    let mut rows = Columns::new(flush);
    for dimension in &score.dimensions {
        rows.push([
            words.of(&dimension.name).to_owned(),
            points(words, dimension),
            extent(words, dimension),
            deductions(words, dimension),
        ]);
    }
    for line in rows.lines() {
        page.plain(2, &line);
    }
    page.line(2, &[Span(Style::Faint, &words.word("report-score-scheme"))]);
}

/// The sum. Where some dimension is unscored there is only a mean of the others, and that is said.
fn headline(words: Words, score: &Score) -> Message {
    let unscored: Vec<&str> = score
        .dimensions
        .iter()
        .filter(|dimension| dimension.points.is_none())
        .map(|dimension| words.of(&dimension.name))
        .collect();
    let Some(points) = score.points else { return Message::new("report-score-none") };
    let id = if unscored.is_empty() && score.at_most {
        "report-score-at-most"
    } else if unscored.is_empty() {
        "report-score"
    } else {
        "report-score-partly"
    };
    Message::new(id)
        .with("points", points)
        .with("scored", score.dimensions.len() - unscored.len())
        .with("dimensions", score.dimensions.len())
        .with("unscored", unscored.join(&words.word("report-list-separator")))
}

fn points(words: Words, dimension: &DimensionScore) -> String {
    match dimension.points {
        None => words.word("report-unscored"),
        Some(points) if dimension.at_most => {
            words.say(&Message::new("report-points-at-most").with("points", points))
        }
        Some(points) => words.say(&Message::new("report-points").with("points", points)),
    }
}

fn extent(words: Words, dimension: &DimensionScore) -> String {
    let all = dimension.assessed + dimension.open;
    if all == 0 {
        return words.word("report-score-nothing");
    }
    let message =
        Message::new("report-score-extent").with("assessed", dimension.assessed).with("all", all);
    words.say(&message)
}

/// `GJ201 −10（2）`, rule by rule.
fn deductions(words: Words, dimension: &DimensionScore) -> String {
    let said: Vec<String> = dimension
        .deductions
        .iter()
        .map(|deduction| {
            let id = if deduction.capped { "report-deduction-capped" } else { "report-deduction" };
            let message = Message::new(id)
                .with("code", &deduction.code)
                .with("points", deduction.points)
                .with("n", deduction.findings.len());
            words.say(&message)
        })
        .collect();
    said.join(&words.word("report-list-separator"))
}
