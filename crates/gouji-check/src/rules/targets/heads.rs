//! GJ619: heads (posts, staff, pensioners) are as many wherever the document counts them.

use gouji_model::{Message, PassageKind, Place, Subject};
use gouji_standard::{Heads, folded_label};

use super::form;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ619", judge };

/// A count with its place.
struct Count {
    value: u32,
    place: Place,
    said: String,
}

fn judge(case: &Case<'_>) -> Ruling {
    let mut remarks = sums(case);
    let mut examined = case.disclosure.overall_target.is_some();
    // A department speaks of many units.
    if case.disclosure.subject == Some(Subject::Unit) {
        for heads in &case.standard.sense().heads {
            let counts = counts(case, heads);
            examined |= counts.len() > 1;
            let Some(first) = counts.first() else { continue };
            let Some(other) = counts.iter().find(|count| count.value != first.value) else {
                continue;
            };
            let message = Message::new("GJ619-differs")
                .with_text("heads", heads.name.text())
                .with("first", &first.said)
                .with("second", &other.said);
            let mut remark = Remark::at(first.place.clone(), heads.id.as_str(), message);
            let differing = counts.iter().filter(|count| count.value != first.value);
            remark.places.extend(differing.map(|count| count.place.clone()));
            remarks.push(remark);
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ619-none"))
    }
}

/// Counts of the overall form and of sentences about the unit itself.
fn counts(case: &Case<'_>, heads: &Heads) -> Vec<Count> {
    let mut counts = Vec::new();
    if let Some((form, overall)) =
        form::overall_form(case).zip(case.disclosure.overall_target.as_ref())
        && let Some(field) = overall.facts.iter().find(|field| field.id == heads.fact)
        && let Some(value) = number(&field.text)
    {
        let place = form.place(case, field.location, &field.label);
        counts.push(Count { value, place, said: format!("{} {}", field.label, field.text) });
    }
    let kinds = [PassageKind::Paragraph, PassageKind::Form];
    for passage in case.disclosure.passages.iter().filter(|p| kinds.contains(&p.kind)) {
        for sentence in sentences(&passage.text) {
            let text = &passage.text[sentence.clone()];
            if !text.contains(char::is_numeric) {
                continue;
            }
            let Some(value) = said(case, heads, text) else { continue };
            let place = case.place_of(passage, sentence.start);
            counts.push(Count { value: value.0, place, said: value.1 });
        }
    }
    counts
}

/// The count of a sentence about the unit itself.
fn said(case: &Case<'_>, heads: &Heads, sentence: &str) -> Option<(u32, String)> {
    let words = &case.standard.sense().count_words;
    let folded = folded_label(sentence);
    if words.others.iter().any(|word| folded.contains(word.as_str())) {
        return None;
    }
    let found = heads.pattern.captures(&folded)?;
    let whole = found.get(0)?;
    let count = found.name("count").or_else(|| found.name("other"))?;
    let clause = folded[..whole.start()].rsplit([',', ';', ':', '，', '；', '：', '、']).next()?;
    let unit = case.disclosure.unit.as_ref().map(|unit| folded_label(&unit.text));
    let mut before = clause.to_owned();
    for own in unit.iter().chain(&words.own) {
        before = before.replace(own.as_str(), "");
    }
    before.is_empty().then_some(())?;
    Some((count.as_str().parse().ok()?, whole.as_str().to_owned()))
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices().filter(|(_, c)| matches!(c, '。' | '；' | ';')) {
        ranges.push(start..at);
        start = at + sign.len_utf8();
    }
    ranges.push(start..text.len());
    ranges
}

/// The number of a cell such as 12人.
fn number(text: &str) -> Option<u32> {
    let folded = folded_label(text);
    let digits = folded.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.parse().ok()
}

/// A count of the overall form and its parts.
fn sums(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let Some((form, overall)) =
        form::overall_form(case).zip(case.disclosure.overall_target.as_ref())
    else {
        return remarks;
    };
    let fact = |id: &str| {
        let field = overall.facts.iter().find(|field| field.id == id)?;
        Some((field, number(&field.text)?))
    };
    for sum in &case.standard.sense().head_sums {
        let parts: Option<Vec<_>> = sum.parts.iter().map(|part| fact(part)).collect();
        let Some(((whole, value), parts)) = fact(&sum.whole).zip(parts) else { continue };
        let total: u32 = parts.iter().map(|(_, value)| value).sum();
        if total == value {
            continue;
        }
        let message = Message::new("GJ619-sum")
            .with("whole", &whole.label)
            .with("printed", &whole.text)
            .with("sum", total);
        let place = form.place(case, whole.location, &whole.label);
        let mut remark = Remark::at(place, format!("sum@{}", sum.whole), message);
        for (part, _) in parts {
            remark.places.push(form.place(case, part.location, &part.label));
        }
        remarks.push(remark);
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_with_its_unit() {
        assert_eq!((number("12人"), number("人"), number("12-13人")), (Some(12), None, None));
    }

    #[test]
    fn sentences_end_with_their_stops() {
        assert_eq!(sentences("甲。乙；丙").len(), 3);
    }
}
