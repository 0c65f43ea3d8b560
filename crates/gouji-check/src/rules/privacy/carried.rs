//! GJ908: persons in the properties of a file, files and programs within it.

use gouji_model::{Format, Level, Message, Trace, TraceKind};

use super::masked;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ908", judge };

fn judge(case: &Case<'_>) -> Ruling {
    if matches!(case.disclosure.format, Format::Text { .. }) {
        return Ruling::NotApplicable(Message::new("GJ908-none"));
    }
    let remarks = case.disclosure.traces.iter().filter_map(|trace| remark(case, trace));
    Ruling::Judged(remarks.collect())
}

fn remark(case: &Case<'_>, trace: &Trace) -> Option<Remark> {
    let place = case.place(trace.location);
    match trace.kind {
        TraceKind::Author | TraceKind::Editor => {
            let authors = &case.standard.privacy().authors;
            let name = trace.text.trim();
            if authors.generic.is_match(name) || authors.organisation.is_match(name) {
                return None;
            }
            let id = if trace.kind == TraceKind::Author { "GJ908-author" } else { "GJ908-editor" };
            let message = Message::new(id).with("name", masked(name, 1, 0));
            Some(Remark::at(place, format!("{id}@{name}"), message).at_level(Level::Note))
        }
        TraceKind::Attachment => {
            Some(Remark::at(place, "attachment", Message::new("GJ908-attachment")))
        }
        TraceKind::Script => Some(Remark::at(place, "script", Message::new("GJ908-script"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use gouji_model::Location;

    use super::*;
    use crate::rules::tests::{empty_disclosure, said};

    #[test]
    fn a_person_in_the_properties_is_said_and_an_office_or_a_default_is_not() {
        let mut disclosure = empty_disclosure("shanghai");
        disclosure.format = Format::Docx;
        for text in ["user", "Administrator", "某某财政局", "Microsoft", "张某某"] {
            let (kind, location) = (TraceKind::Author, Location::default());
            disclosure.traces.push(Trace { kind, text: text.into(), location });
        }
        assert_eq!(said(&RULE, &disclosure), [("GJ908-author".to_owned(), 1)]);
    }
}
