//! GJ817: a number bears a unit that does not fit the thing: an area in 万元, an amount in 平方米.

use gouji_model::{Message, PassageKind};
use gouji_standard::folded_label;

use super::slip::around;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ817", judge };

fn judge(case: &Case<'_>) -> Ruling {
    if case.disclosure.passages.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    let mut remarks = texts(case);
    remarks.extend(indicators(case));
    Ruling::Judged(remarks)
}

fn texts(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let prose = [PassageKind::Paragraph, PassageKind::Form, PassageKind::Note, PassageKind::Label];
    for passage in case.disclosure.passages.iter().filter(|p| prose.contains(&p.kind)) {
        for misfit in &case.standard.sense().misfits {
            for found in misfit.pattern.captures_iter(&passage.text) {
                let (Some(whole), Some(unit)) = (found.get(0), found.name("unit")) else {
                    continue;
                };
                let said = &passage.text[whole.start()..unit.end()];
                let message = Message::new("GJ817-found")
                    .with("around", around(&passage.text, whole.start()..unit.end()))
                    .with("unit", unit.as_str())
                    .with("printed", said);
                let key = format!("{}@{}", passage.heading, misfit.id);
                let remark = Remark::at(case.place_of(passage, unit.start()), key, message);
                remarks.push(proposed(case, remark, unit.as_str(), &misfit.propose));
            }
        }
    }
    remarks
}

/// Indicators, name and value together; the same on both sides of a form is one slip.
fn indicators(case: &Case<'_>) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    let forms = case.disclosure.projects.iter().map(|p| (&p.name, &p.indicators));
    let overall = case.disclosure.overall_target.iter().map(|o| (&o.department, &o.indicators));
    for (name, indicators) in overall.chain(forms) {
        for indicator in indicators {
            let text =
                format!("{}:{}", folded_label(&indicator.level3), folded_label(&indicator.printed));
            for misfit in &case.standard.sense().misfits {
                let Some(unit) =
                    misfit.pattern.captures(&text).and_then(|found| found.name("unit"))
                else {
                    continue;
                };
                // Measures by the end of a name are for GJ616.
                if !unit.as_str().is_empty() && misfit.id == "area-in-money" {
                    continue;
                }
                let mut place = case.place(indicator.location);
                place.statement = Some(name.as_str().into());
                place.row = Some(indicator.level3.as_str().into());
                let key = format!("{name}@{}", indicator.level3);
                if let Some(known) = remarks.iter_mut().find(|remark| remark.key == key) {
                    known.places.push(place);
                    continue;
                }
                let message = Message::new("GJ817-found")
                    .with("around", &text)
                    .with("unit", unit.as_str())
                    .with("printed", &text);
                let remark = Remark::at(place, key, message);
                remarks.push(proposed(case, remark, unit.as_str(), &misfit.propose));
            }
        }
    }
    remarks
}

fn proposed(case: &Case<'_>, remark: Remark, unit: &str, propose: &str) -> Remark {
    if propose.is_empty() {
        return remark;
    }
    remark.proposing(unit, propose, case.words("GJ817", "why"))
}
