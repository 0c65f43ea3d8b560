//! GJ804, GJ805, GJ808: wordings that do not belong into a published document. What they are is data.

use std::collections::BTreeMap;

use gouji_model::{Message, Passage};
use gouji_standard::Slip;

use crate::rules::{Case, Remark, Rule, Ruling};

/// 部门 in the document of a unit, and the reverse.
pub(super) const SUBJECT: Rule = Rule { code: "GJ804", judge: |case| judge(case, "GJ804") };

/// Placeholders and instructions of the template.
pub(super) const PLACEHOLDER: Rule = Rule { code: "GJ805", judge: |case| judge(case, "GJ805") };

/// Markup, error values, field codes.
pub(super) const MARKUP: Rule = Rule { code: "GJ808", judge: |case| judge(case, "GJ808") };

/// Characters around a wording that a message shows.
const AROUND: usize = 8;

fn judge(case: &Case<'_>, code: &'static str) -> Ruling {
    let disclosure = case.disclosure;
    let mut slips = case.standard.slips(code).peekable();
    if code == "GJ804" && disclosure.subject.is_none() {
        return Ruling::NotAssessable(Message::new("GJ804-none"));
    }
    if slips.peek().is_none() || disclosure.passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    Ruling::Judged(remarks(case, code))
}

/// What is found, in the order of the document; what is found again under the same heading, and
/// placeholders of one kind anywhere, are further places.
pub(super) fn remarks(case: &Case<'_>, code: &str) -> Vec<Remark> {
    let mut remarks: Vec<(usize, Remark)> = Vec::new();
    let concerns = |slip: &&Slip| slip.concerns(case.disclosure.kind, case.disclosure.subject);
    for slip in case.standard.slips(code).filter(concerns) {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let passages = case.disclosure.passages.iter().enumerate();
        for (index, passage) in passages.filter(|(_, passage)| slip.looks_at(passage.kind)) {
            for range in slip.find(&passage.text) {
                // A template that was not filled in is one defect, wherever its marks stand.
                let group = match code {
                    "GJ805" => slip.id.clone(),
                    _ => passage.heading.to_string(),
                };
                if let Some((_, remark)) =
                    known.get(&group).and_then(|known| remarks.get_mut(*known))
                {
                    remark.places.push(case.place_of(passage, range.start));
                } else {
                    known.insert(group, remarks.len());
                    remarks.push((index, remark(case, slip, passage, range, code)));
                }
            }
        }
    }
    remarks.sort_by_key(|(index, _)| *index);
    remarks.into_iter().map(|(_, remark)| with_count(remark)).collect()
}

/// The message says in how many places.
fn with_count(mut remark: Remark) -> Remark {
    remark.message = remark.message.with("count", remark.places.len());
    remark
}

fn remark(
    case: &Case<'_>,
    slip: &Slip,
    passage: &Passage,
    range: std::ops::Range<usize>,
    code: &str,
) -> Remark {
    let printed = &passage.text[range.clone()];
    let message = Message { id: format!("{code}-found").into(), slots: Vec::new() }
        .with_text("what", slip.name.text())
        .with("printed", printed)
        .with("around", around(&passage.text, range.clone()));
    let key = match code {
        "GJ805" => slip.id.clone(),
        _ => format!("{}@{}", slip.id, passage.heading),
    };
    let place = case.place_of(passage, range.start);
    let mut remark = Remark::at(place, key, message);
    if let Some(propose) = &slip.propose {
        remark = remark.proposing(printed, propose, slip.name.text());
    }
    remark.level = slip.level.and_then(gouji_standard::RuleLevel::level);
    remark
}

/// A wording with what stands around it, so that it can be found.
pub(super) fn around(text: &str, range: std::ops::Range<usize>) -> String {
    let before: Vec<char> = text[..range.start].chars().rev().take(AROUND).collect();
    let after: String = text[range.end..].chars().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    format!("{before}{}{after}", &text[range]).replace(['\n', '\t'], " ")
}
