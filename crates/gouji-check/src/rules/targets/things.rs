//! GJ607: what the text counts, the indicator counts too.

use gouji_model::{FormField, Indicator, Level, Message, Operator};
use gouji_standard::folded_label;

use super::form::{self, Form};
use super::overall::{Value, value};
use super::text::{Number, Prose};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ607", judge };

/// Characters of a name below which it is too common to be told.
const LEAST: usize = 2;

/// Characters from which on a name is told even where further words narrow it down.
const TOLD: usize = 4;

/// Something that an indicator of quantity counts.
struct Thing<'a> {
    /// The name without verb and without the word for its number.
    core: Vec<char>,
    unit: String,
    indicator: &'a Indicator,
    /// Values on both sides of the form.
    values: Vec<Value>,
}

/// A count in the text of a thing.
struct Counted {
    number: Number,
    /// Whether words in front of the thing may narrow it down to a part.
    narrowed: bool,
    /// The clause as printed.
    clause: String,
}

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks = Vec::new();
    for form in &forms {
        for thing in things(case, form) {
            remarks.extend(remark(case, form, &thing));
        }
    }
    Ruling::Judged(remarks)
}

fn things<'a>(case: &Case<'_>, form: &Form<'a>) -> Vec<Thing<'a>> {
    let words = case.standard.targets();
    let mut things: Vec<Thing<'a>> = Vec::new();
    for indicator in form.indicators {
        let counts =
            words.kinds.quantity.iter().any(|kind| indicator.level2.contains(kind.as_str()));
        let Some(value) = value(case, indicator).filter(|value| counts && !value.unit.is_empty())
        else {
            continue;
        };
        // A rate or a flow is no count of things; 套/套 is a slip for 套.
        let unit = match value.unit.split_once('/') {
            Some((above, below)) if above == below => above.to_owned(),
            _ => value.unit.clone(),
        };
        if unit.contains(['/', '%', '元']) {
            continue;
        }
        let core = core(case, &indicator.level3);
        if core.len() < LEAST {
            continue;
        }
        match things.iter_mut().find(|thing| thing.core == core && thing.unit == unit) {
            Some(known) => known.values.push(value),
            None => things.push(Thing { core, unit, indicator, values: vec![value] }),
        }
    }
    things
}

/// The thing that a name counts: 更换水泵机组数 counts 水泵机组.
fn core(case: &Case<'_>, name: &str) -> Vec<char> {
    let words = &case.standard.targets().things;
    let folded = folded_label(name);
    let mut core = folded.as_str();
    let longest = |rests: &mut dyn Iterator<Item = usize>| rests.max();
    let back = words.nouns_of_number.iter().filter(|word| core.ends_with(word.as_str()));
    core = &core[..core.len() - longest(&mut back.map(String::len)).unwrap_or(0)];
    while let Some(len) = longest(
        &mut words.verbs.iter().filter(|word| core.starts_with(word.as_str())).map(String::len),
    ) {
        core = &core[len..];
    }
    core.chars().collect()
}

fn remark(case: &Case<'_>, form: &Form<'_>, thing: &Thing<'_>) -> Option<Remark> {
    let variants = form.project.map_or(&[][..], |project| &project.variants);
    let not_in = &case.standard.targets().durations.not_in;
    let mut hits: Vec<(&FormField, Counted)> = Vec::new();
    for field in form.fields.iter().chain(variants) {
        if !not_in.contains(&field.id) {
            hits.extend(counted(case, thing, &field.text).into_iter().map(|hit| (field, hit)));
        }
    }
    let wrong = |hit: &Counted| !thing.values.iter().any(|value| fits(value, hit.number));
    // Where the text says the indicator's number anywhere, its other numbers are of parts.
    if hits.iter().any(|(_, hit)| !wrong(hit)) {
        hits.retain(|(field, _)| field.side.is_some());
    }
    hits.retain(|(_, hit)| wrong(hit));
    let (field, hit) = hits.first()?;
    let message = Message::new("GJ607-differs")
        .with("form", form.name)
        .with("text", &hit.clause)
        .with("indicator", &thing.indicator.level3)
        .with("printed", &thing.indicator.printed);
    let place = form.place(case, thing.indicator.location, &thing.indicator.level3);
    let key = format!("{}@{}", form.name, thing.indicator.level3);
    let mut remark =
        Remark::at(place, key, message).and_at(form.place(case, field.location, &field.label));
    for (field, _) in hits.iter().skip(1) {
        remark.places.push(form.place(case, field.location, &field.label));
    }
    let narrowed = hits.iter().all(|(_, hit)| hit.narrowed);
    Some(if narrowed { remark.at_level(Level::Note) } else { remark })
}

/// Whether a number of the text is what an indicator sets out to reach.
fn fits(value: &Value, number: Number) -> bool {
    match value.operator {
        Some(Operator::AtLeast | Operator::MoreThan) => number.value >= value.number,
        Some(Operator::AtMost | Operator::LessThan) => number.value <= value.number,
        Some(Operator::Equal) | None => number.value == value.number,
    }
}

/// Numbers of a text that count the thing: 4台水泵机组, 水泵机组4台.
fn counted(case: &Case<'_>, thing: &Thing<'_>, text: &str) -> Vec<Counted> {
    let prose = Prose::new(text);
    let words = case.standard.targets();
    let mut found = Vec::new();
    for number in &prose.numbers {
        let Some(end) = unit_end(case, &prose, *number, &thing.unit) else { continue };
        let part = prose.any_before(number.start, &words.things.parts).is_some()
            || words.things.parts.iter().any(|word| {
                prose.slice(prose.clause_start(number.start), number.start).ends_with(word.as_str())
            });
        let behind = is_behind(&prose, end, &thing.core);
        let before = prose.chars[..number.start].ends_with(&thing.core);
        if part || !(behind || before) {
            continue;
        }
        let start = number.start - if before { thing.core.len() } else { 0 };
        let narrowed = !behind && is_narrowed(case, &prose, start);
        if narrowed && thing.core.len() < TOLD {
            continue;
        }
        let clause = prose.slice(list_start(&prose, start), prose.clause_end(end));
        found.push(Counted { number: *number, narrowed, clause });
    }
    found
}

/// Behind the unit of a number, where it is the thing's or one that counts the same.
fn unit_end(case: &Case<'_>, prose: &Prose, number: Number, unit: &str) -> Option<usize> {
    let words = case.standard.targets();
    let groups = words.units.same.iter().filter(|group| group.iter().any(|known| known == unit));
    let own = prose.at(number.end, unit).then(|| number.end + unit.chars().count());
    let same = groups.filter_map(|group| prose.any_at(number.end, group)).max();
    let end = own.max(same)?;
    // 4台/年, 4个月 are no counts of things.
    let next = prose.chars.get(end).copied();
    (next != Some('/') && !(next == Some('月') && end > number.end)).then_some(end)
}

/// Whether the thing follows a position: 35处|雨水情监测站点. A short name must end there.
fn is_behind(prose: &Prose, at: usize, core: &[char]) -> bool {
    let at = if prose.at(at, "的") { at + 1 } else { at };
    let rest = &prose.chars[at.min(prose.chars.len())..];
    let ends = rest.get(core.len()).is_none_or(|c| !c.is_alphanumeric());
    rest.starts_with(core) && (core.len() > LEAST || ends)
}

/// Whether more than a verb stands between the beginning of the phrase and the thing: 分散式|设施.
fn is_narrowed(case: &Case<'_>, prose: &Prose, at: usize) -> bool {
    let start = list_start(prose, at);
    let verbs = &case.standard.targets().things.verbs;
    let mut at = at;
    while let Some(before) = prose.any_before(at, verbs).filter(|before| *before >= start) {
        at = before;
    }
    at > start
}

/// Start of the phrase that a position is in: of its clause, or of its part of a list.
fn list_start(prose: &Prose, position: usize) -> usize {
    let list = prose.chars[..position].iter().rposition(|c| *c == '、').map_or(0, |at| at + 1);
    prose.clause_start(position).max(list)
}
