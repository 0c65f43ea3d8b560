//! GJ108: a section speaks of everything that it must explain: the three public expenses by item,
//! procurement by its three kinds.

use gouji_model::{Message, SectionText};
use gouji_standard::folded_label;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ108", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let mut examined = false;
    let mut remarks = Vec::new();
    for definition in case.profile.sections.iter().filter(|one| !one.mentions.is_empty()) {
        let sections = case.disclosure.sections.iter().enumerate();
        for (index, section) in sections.filter(|(_, one)| *one.id == *definition.id) {
            let text = text_of(&case.disclosure.sections, index);
            if text.is_empty() {
                continue;
            }
            examined = true;
            let says_none = case.profile.wordings.none.iter().any(|word| text.contains(&**word));
            let is_said =
                |wanted: &str| wanted.split('|').any(|one| text.contains(&folded_label(one)));
            let missing: Vec<&str> = definition
                .mentions
                .iter()
                .filter(|wanted| !is_said(wanted))
                .map(|wanted| wanted.split('|').next().unwrap_or(wanted))
                .collect();
            // A section that says that there is none need not say it of every kind.
            if missing.is_empty() || (says_none && missing.len() == definition.mentions.len()) {
                continue;
            }
            let message = Message::new("GJ108-missing")
                .with("section", &section.heading)
                .with("items", missing.join("、"));
            let mut place = case.place(section.location);
            place.section = Some(section.heading.clone());
            remarks.push(Remark::at(place, &*definition.id, message));
        }
    }
    if examined {
        Ruling::Judged(remarks)
    } else {
        Ruling::NotApplicable(Message::new("GJ108-none"))
    }
}

/// The text of a section with that of the unknown headings below it, folded.
fn text_of(sections: &[SectionText], index: usize) -> String {
    let below = sections[index + 1..].iter().take_while(|one| one.id.is_empty());
    let all = std::iter::once(&sections[index]).chain(below);
    let paragraphs = all.flat_map(|one| {
        std::iter::once(&*one.heading).chain(one.paragraphs.iter().map(|p| p.text.as_str()))
    });
    // The heading of the section itself names none of its items.
    folded_label(&paragraphs.skip(1).collect::<Vec<_>>().join(""))
}
