//! GJ905–907: hidden parts, comments, tracked changes: what a file carries that its pages do not show.
//!
//! Reading notices them; these rules say that they must not be published.

use gouji_model::{Format, Level, Message, TraceKind};

use crate::rules::{Case, Remark, Rule, Ruling};

/// Hidden sheets, rows, columns, text.
pub(super) const PARTS: Rule = Rule { code: "GJ905", judge: |case| judge(case, "GJ905", &HIDDEN) };

/// Comments.
pub(super) const COMMENTS: Rule = Rule { code: "GJ906", judge: comments };

/// Tracked changes.
pub(super) const CHANGES: Rule =
    Rule { code: "GJ907", judge: |case| judge(case, "GJ907", &TRACKED) };

/// What reading said, and what the rule says of it.
type Noticed = (&'static str, &'static str);

const HIDDEN: [Noticed; 5] = [
    ("read-hidden-sheets", "GJ905-sheets"),
    ("read-hidden-rows", "GJ905-rows"),
    ("read-hidden-columns", "GJ905-columns"),
    ("read-covered-cells", "GJ905-covered"),
    ("read-hidden-text", "GJ905-text"),
];

const COMMENTED: [Noticed; 1] = [("read-comments", "GJ906-found")];

const TRACKED: [Noticed; 1] = [("read-tracked-changes", "GJ907-found")];

fn judge(case: &Case<'_>, code: &'static str, noticed: &[Noticed]) -> Ruling {
    // Plain text, pages of a PDF and of the web show all they have.
    let can_hide =
        matches!(case.disclosure.format, Format::Docx | Format::Workbook | Format::Together);
    if !can_hide {
        return Ruling::NotApplicable(Message {
            id: format!("{code}-none").into(),
            slots: Vec::new(),
        });
    }
    Ruling::Judged(found(case, noticed))
}

fn found(case: &Case<'_>, noticed: &[Noticed]) -> Vec<Remark> {
    let remark = |diagnostic: &gouji_model::Diagnostic| {
        let (_, id) = noticed.iter().find(|(said, _)| *said == diagnostic.message.id)?;
        let message = Message { id: (*id).into(), slots: diagnostic.message.slots.clone() };
        Some(Remark::at(diagnostic.place.clone(), *id, message))
    };
    case.disclosure.diagnostics.iter().filter_map(remark).collect()
}

/// Comments of an office document; of a web page those in words that stand in its source.
fn comments(case: &Case<'_>) -> Ruling {
    if case.disclosure.format != Format::Html {
        return judge(case, "GJ906", &COMMENTED);
    }
    let traces = case.disclosure.traces.iter().filter(|trace| trace.kind == TraceKind::Comment);
    let remark = |trace: &gouji_model::Trace| {
        let begin: String = trace.text.chars().take(20).collect();
        let message = Message::new("GJ906-source").with("begin", &begin);
        Remark::at(case.place(trace.location), begin, message).at_level(Level::Note)
    };
    Ruling::Judged(traces.map(remark).collect())
}

#[cfg(test)]
mod tests {
    use gouji_model::{Diagnostic, Place};

    use super::*;
    use crate::rules::tests::{empty_disclosure, said};

    #[test]
    fn what_reading_noticed_as_hidden_is_found_and_of_a_text_nothing() {
        let mut disclosure = empty_disclosure("shanghai");
        assert_eq!(said(&PARTS, &disclosure), [("GJ905-none".to_owned(), 0)]);
        disclosure.format = Format::Workbook;
        assert!(said(&PARTS, &disclosure).is_empty());
        for id in ["read-hidden-sheets", "read-comments", "read-tracked-changes"] {
            let (message, place) = (Message::new(id), Place::default());
            disclosure.diagnostics.push(Diagnostic { level: Level::Warning, message, place });
        }
        assert_eq!(said(&PARTS, &disclosure), [("GJ905-sheets".to_owned(), 1)]);
        assert_eq!(said(&COMMENTS, &disclosure), [("GJ906-found".to_owned(), 1)]);
        assert_eq!(said(&CHANGES, &disclosure), [("GJ907-found".to_owned(), 1)]);
    }
}
