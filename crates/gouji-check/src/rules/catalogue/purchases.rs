//! GJ708: what the text says of the catalogue is in the catalogue.

use gouji_model::{Message, SectionText, TextParagraph};
use gouji_standard::{FoldedText, TitleSlots, folded_label};

use super::part::{self, Part};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ708", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let parts = match part::parts(case) {
        Ok(parts) => parts,
        Err(none) => return none,
    };
    let mut remarks = Vec::new();
    let mut stated = false;
    for section in &case.disclosure.sections {
        for paragraph in &section.paragraphs {
            for found in [
                department(case, &parts, section, paragraph),
                codes(case, &parts, section, paragraph),
            ] {
                stated |= found.is_some();
                remarks.extend(found.into_iter().flatten());
            }
        }
    }
    if stated { Ruling::Judged(remarks) } else { Ruling::NotApplicable(Message::new("GJ708-none")) }
}

/// The department whose part the text names; `None` where it names none.
fn department(
    case: &Case<'_>,
    parts: &[Part<'_>],
    section: &SectionText,
    paragraph: &TextParagraph,
) -> Option<Vec<Remark>> {
    let folded = FoldedText::new(&paragraph.text);
    let patterns = &case.standard.targets().purchases.named;
    let found = patterns.iter().find_map(|pattern| {
        let found = pattern.find_all(folded.chars(), &TitleSlots).into_iter().next()?;
        let capture = found.slot("text")?;
        Some((capture.start, folded.chars()[capture.start..capture.end].iter().collect::<String>()))
    });
    let (start, named) = found?;
    // The clause that the name ends: 主要为|水务.
    let named = named.rsplit(['为', ',', '。', ';']).next().unwrap_or_default().to_owned();
    let known = parts.iter().any(|part| {
        let name = folded_label(part.name);
        name == named || name.contains(&named) || named.contains(&name)
    });
    let offset = folded.offset(start);
    let place = case.place_in(&section.heading, paragraph, offset);
    let message = Message::new("GJ708-department").with("named", &named);
    let remark = Remark::at(place, "department", message);
    Some(if known || named.is_empty() { Vec::new() } else { vec![remark] })
}

/// Codes of entries that the text names; `None` where it names none.
fn codes(
    case: &Case<'_>,
    parts: &[Part<'_>],
    section: &SectionText,
    paragraph: &TextParagraph,
) -> Option<Vec<Remark>> {
    const LENGTH: usize = 7;
    let text = &paragraph.text;
    let mut stated = false;
    let mut remarks = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_uppercase()) {
        let code: String = text[at..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let begins = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        if code.len() != LENGTH || !begins || part::level_of(&code).is_none() {
            continue;
        }
        stated = true;
        let known = parts.iter().flat_map(|part| &part.rows).any(|row| row.entry.code == code);
        if !known {
            let place = case.place_in(&section.heading, paragraph, at);
            let message = Message::new("GJ708-code").with("code", &code);
            remarks.push(Remark::at(place, "code", message));
        }
    }
    stated.then_some(remarks)
}
