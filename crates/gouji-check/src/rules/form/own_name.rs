//! GJ818: where the document names itself, it bears the name of its unit.

use gouji_model::{Message, PassageKind, Subject};
use gouji_standard::folded_label;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ818", judge };

/// A shorter name is too like others.
const SHORTEST: usize = 6;
/// Characters in which a misprinted name differs.
const NEAR: usize = 2;
/// Characters between the words around a name, at most.
const LONGEST: usize = 30;

fn judge(case: &Case<'_>) -> Ruling {
    let disclosure = case.disclosure;
    let Some(unit) = disclosure.unit.as_ref().map(|unit| folded_label(&unit.text)) else {
        return Ruling::NotAssessable(Message::new("GJ818-none"));
    };
    // A department speaks of its units in the same words.
    if disclosure.subject != Some(Subject::Unit) || unit.chars().count() < SHORTEST {
        return Ruling::NotApplicable(Message::new("GJ818-department"));
    }
    let mut remarks: Vec<Remark> = Vec::new();
    for passage in &disclosure.passages {
        let named = match passage.kind {
            PassageKind::Paragraph => in_sentences(case, &passage.text, &unit),
            PassageKind::Cell | PassageKind::Form => {
                let cell = folded_label(&passage.text);
                let near = is_misprint(case, &cell, &unit);
                if near { vec![(0, cell)] } else { Vec::new() }
            }
            _ => Vec::new(),
        };
        for (at, name) in named {
            let place = case.place_of(passage, at);
            if let Some(known) = remarks.iter_mut().find(|remark| remark.key == name) {
                known.places.push(place);
                continue;
            }
            let message = Message::new("GJ818-found").with("printed", &name).with("unit", &unit);
            let remark =
                Remark::at(place, name.clone(), message).of_defect(super::copied::defect(&name));
            remarks.push(remark.proposing(&name, &unit, case.words("GJ818", "why")));
        }
    }
    remarks.extend(implementing(case, &unit));
    Ruling::Judged(remarks)
}

/// The unit that carries out a project, where the other forms name the document's own and this one
/// is like it but for two characters: 甲县分局, 乙县分局.
fn implementing(case: &Case<'_>, unit: &str) -> Vec<Remark> {
    let fields = case.disclosure.projects.iter().filter_map(|project| {
        let field = project.fields.iter().find(|field| field.id == "unit")?;
        Some((project, field, folded_label(&field.text)))
    });
    let fields: Vec<_> = fields.collect();
    let own = fields.iter().filter(|(_, _, name)| name == unit).count();
    let unlike = |name: &str| {
        let (a, b): (Vec<char>, Vec<char>) = (name.chars().collect(), unit.chars().collect());
        let exchanged = a.len() == b.len() && common(&a, &b) + NEAR == b.len();
        exchanged && b.len() >= SHORTEST + NEAR && !is_numbered(&a, &b)
    };
    let others = fields.iter().filter(|(_, _, name)| unlike(name));
    let others: Vec<_> = others.collect();
    let [(project, field, name)] = others[..] else { return Vec::new() };
    if own < 2 {
        return Vec::new();
    }
    let mut place = case.place(field.location);
    place.statement = Some(project.name.as_str().into());
    place.row = Some(field.label.as_str().into());
    let message = Message::new("GJ818-found").with("printed", name).with("unit", unit);
    let remark = Remark::at(place, format!("unit@{}", project.name), message);
    vec![remark.proposing(name, unit, case.words("GJ818", "why"))]
}

/// Names between the words that stand around the unit's own: with the byte at which each begins.
fn in_sentences(case: &Case<'_>, text: &str, unit: &str) -> Vec<(usize, String)> {
    let words = &case.standard.sense().names;
    let mut found = Vec::new();
    for before in words.before.find_iter(text) {
        let rest = &text[before.end()..];
        let Some(end) = words.after.iter().filter_map(|word| rest.find(word.as_str())).min() else {
            continue;
        };
        let name = folded_label(&rest[..end]);
        let length = name.chars().count();
        let is_name = length <= LONGEST
            && !name.contains(|c: char| c.is_ascii_digit() || "，。、；：,;:".contains(c));
        let ends = words.ends.iter().any(|end| name.ends_with(end.as_str()));
        let own = words.own.contains(&name) || unit.contains(&name) || name.contains(unit);
        let other = ends && length >= SHORTEST;
        let misprint = is_misprint(case, &name, unit);
        if is_name && !own && (misprint || other) && !is_look_alike(case, &name, unit) {
            found.push((before.end(), name));
        }
    }
    found
}

/// Whether a text is the name with a character or two wrong, too many, missing or exchanged.
fn is_misprint(case: &Case<'_>, name: &str, unit: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (name.chars().collect(), unit.chars().collect());
    if a == b || a.len().abs_diff(b.len()) > NEAR || a.len() < SHORTEST {
        return false;
    }
    // Names of places and offices of the same kind differ in two characters: 甲县分局, 乙县分局.
    let common = common(&a, &b);
    let missing = b.len() - common;
    let near =
        if a.len() == b.len() { missing <= 1 } else { missing <= 1 && common + 1 >= a.len() };
    near && !is_look_alike(case, name, unit) && !is_numbered(&a, &b)
}

/// 第一小学 and 第二小学 are two.
fn is_numbered(a: &[char], b: &[char]) -> bool {
    let numeral = |c: &char| c.is_numeric() || "一二三四五六七八九十东南西北".contains(*c);
    a.len() == b.len() && a.iter().zip(b).any(|(x, y)| x != y && numeral(x) && numeral(y))
}

/// Length of the longest common subsequence.
fn common(a: &[char], b: &[char]) -> usize {
    let mut above = vec![0usize; b.len() + 1];
    for x in a {
        let mut line = vec![0usize; b.len() + 1];
        for (i, y) in b.iter().enumerate() {
            line[i + 1] = if x == y { above[i] + 1 } else { line[i].max(above[i + 1]) };
        }
        above = line;
    }
    above.last().copied().unwrap_or(0)
}

/// One character that looks like the right one: that is for GJ801.
fn is_look_alike(case: &Case<'_>, name: &str, unit: &str) -> bool {
    let differ: Vec<(char, char)> =
        name.chars().zip(unit.chars()).filter(|(a, b)| a != b).collect();
    let same_length = name.chars().count() == unit.chars().count();
    same_length && matches!(differ[..], [(a, b)] if case.standard.similar().alike(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_subsequence_is_counted() {
        let count = |a: &str, b: &str| {
            common(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        assert_eq!(count("甲市乙局丙分局", "甲市乙局丁分局"), 6);
        assert_eq!(count("甲市局", "甲市乙局"), 3);
    }

    #[test]
    fn numbered_schools_are_two() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        assert!(is_numbered(&chars("甲市第一小学"), &chars("甲市第二小学")));
    }
}
