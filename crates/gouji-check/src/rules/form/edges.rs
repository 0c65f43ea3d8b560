//! GJ811: blank pages, and text that the edge of a page cuts.

use gouji_model::{Format, Level, Message, TraceKind};

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ811", judge };

/// Characters of a cut text that a message shows.
const SHOWN: usize = 16;

fn judge(case: &Case<'_>) -> Ruling {
    let disclosure = case.disclosure;
    if !matches!(disclosure.format, Format::Pdf | Format::Together) {
        return Ruling::NotApplicable(Message::new("GJ811-none"));
    }
    let mut remarks = Vec::new();
    for trace in &disclosure.traces {
        let place = case.place(trace.location);
        let shown: String = trace.text.chars().take(SHOWN).collect();
        let remark = match trace.kind {
            TraceKind::BlankPage => {
                let message = Message::new("GJ811-blank");
                Remark::at(place, "blank", message).at_level(Level::Note)
            }
            TraceKind::CutText => {
                let message = Message::new("GJ811-cut").with("printed", &shown);
                Remark::at(place, format!("cut@{shown}"), message)
            }
            _ => continue,
        };
        remarks.push(remark);
    }
    let beside = disclosure.diagnostics.iter().filter(|d| d.message.id == "read-page-beside");
    remarks.extend(beside.map(|diagnostic| {
        let slots = diagnostic.message.slots.clone();
        let message = Message { id: "GJ811-beside".into(), slots };
        Remark::at(diagnostic.place.clone(), "beside", message)
    }));
    Ruling::Judged(remarks)
}

#[cfg(test)]
mod tests {
    use gouji_model::{Area, Location, Trace};

    use super::*;
    use crate::rules::tests::{empty_disclosure, said};

    #[test]
    fn a_blank_page_and_text_that_is_cut_are_said_and_only_of_a_pdf() {
        let mut disclosure = empty_disclosure("shanghai");
        assert_eq!(said(&RULE, &disclosure), [("GJ811-none".to_owned(), 0)]);
        disclosure.format = Format::Pdf;
        assert!(said(&RULE, &disclosure).is_empty());
        for kind in [TraceKind::BlankPage, TraceKind::CutText, TraceKind::Author] {
            let location = Location::page(2, Area::default());
            disclosure.traces.push(Trace { kind, text: "甲乙".into(), location });
        }
        let expected = [("GJ811-blank".to_owned(), 1), ("GJ811-cut".to_owned(), 1)];
        assert_eq!(said(&RULE, &disclosure), expected);
    }
}
