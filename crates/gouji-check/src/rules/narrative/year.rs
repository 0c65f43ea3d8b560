//! GJ406: the years of the text are this year and the one before it, each where it belongs.

use gouji_model::{Claim, Kind, Level, Measure, Message, Text};
use gouji_standard::{TitleSlots, folded_label};

use super::comparison::statements;
use super::line::{Line, lines};
use super::words::{Base, BaseKind, any_in, bases, year_at};
use crate::rules::form::year;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ406", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let Some(year) = case.disclosure.year else {
        return Ruling::NotAssessable(Message::new("GJ406-no-year"));
    };
    let calendar = Calendar { case, year };
    let lines = lines(case);
    if lines.iter().all(|line| line.numbers.is_empty()) {
        return Ruling::NotApplicable(Message::new("GJ406-none"));
    }
    Ruling::Judged(lines.iter().flat_map(|line| calendar.line(line)).collect())
}

struct Calendar<'c, 'a> {
    case: &'c Case<'a>,
    year: u16,
}

/// What a year in the text stands for.
enum Role {
    /// The base of a comparison.
    Compared,
    /// The year before, of which a figure is given.
    Prior,
    /// The year of the document.
    Current,
    /// The day on which assets were counted.
    Counted,
}

impl Calendar<'_, '_> {
    fn line(&self, line: &Line<'_>) -> Vec<Remark> {
        let bases = bases(line, self.case.standard.wordings());
        let mut remarks = Vec::new();
        for at in 0..line.chars().len() {
            let Some((year, end)) = year_at(line, at) else { continue };
            let Some((role, expected)) = self.role(line, &bases, at, end) else { continue };
            if !expected.contains(&year) {
                remarks.push(self.remark(line, at, &role, expected[0]));
            }
        }
        remarks
    }

    /// The role of the year at a position, and the years that it may then be, the first before
    /// the others. `None` where the words do not say.
    fn role(
        &self,
        line: &Line<'_>,
        bases: &[Base],
        at: usize,
        end: usize,
    ) -> Option<(Role, Vec<u16>)> {
        let last = self.year.checked_sub(1)?;
        let words = self.case.standard.wordings();
        if let Some(base) = bases.iter().find(|base| base.year == Some(at)) {
            // Final accounts are compared with the budget of their own year too.
            let own = self.kind() == Kind::FinalAccounts && base.kind == Some(BaseKind::Budget);
            let years = if own { vec![last, self.year] } else { vec![last] };
            return self.has_change(line, base).then_some((Role::Compared, years));
        }
        if in_name(line, at) || is_date(line, end) {
            let before = line.text(line.clause_start(at), at);
            let is_count = words.counted.iter().any(|word| before.ends_with(&**word));
            let years = match self.kind() {
                Kind::FinalAccounts => vec![self.year],
                Kind::Budget if month(line, end).is_some_and(|m| m <= SPRING) => {
                    vec![last, self.year]
                }
                Kind::Budget => vec![last],
            };
            return (is_count && !in_name(line, at)).then_some((Role::Counted, years));
        }
        let number = next_number(line, at, end);
        let rest = line.text(end, number.map_or(line.sentence_end(end), |(start, _)| start));
        if self.kind() == Kind::Budget && any_in(&rest, &words.prior) {
            let gives_prior = number.is_some_and(|(_, claim)| claim.measure == Measure::Prior);
            return gives_prior.then(|| (Role::Prior, vec![last]));
        }
        let is_current = self.has_figure(line, at, end, &rest, number.map(|(_, claim)| claim))
            || self.is_stated(line, bases, at, end);
        is_current.then_some((Role::Current, vec![self.year]))
    }

    /// Whether the year opens its part of the sentence, at most behind the name of the unit.
    fn opens(&self, line: &Line<'_>, at: usize) -> bool {
        let clause = line.text(line.clause_start(at), at);
        let unit = self.case.disclosure.unit.as_ref().map(|unit| folded_label(&unit.text));
        let words = self.case.standard.wordings();
        clause.is_empty()
            || words.including.contains(&clause)
            || words.own.contains(&clause)
            || unit.is_some_and(|unit| clause == unit)
    }

    /// Whether a figure of the year of the document, bound to its template, follows the year:
    /// that year opens its part of the sentence, or stands right in front of what is counted.
    fn has_figure(
        &self,
        line: &Line<'_>,
        at: usize,
        end: usize,
        rest: &str,
        claim: Option<&Claim>,
    ) -> bool {
        let Some(claim) = claim else { return false };
        let measured = matches!(claim.measure, Measure::Amount | Measure::Count);
        let beside = claim.measure == Measure::Count && rest.chars().count() <= BESIDE;
        let elsewhere = any_in(rest, &self.case.standard.wordings().elsewhere);
        let said = line.text(line.clause_start(at), end);
        let counted = any_in(&said, &self.case.standard.wordings().counted);
        measured
            && !claim.is_unbound()
            && !elsewhere
            && !counted
            && (self.opens(line, at) || beside)
    }

    /// Whether the year opens a statement of the year of the document that has no figure: that
    /// there is nothing, or how it compares with last year or with the budget.
    fn is_stated(&self, line: &Line<'_>, bases: &[Base], at: usize, end: usize) -> bool {
        let stop = line.clause_end(end);
        let within = |start: usize| (end..stop).contains(&start);
        let compared = || bases.iter().any(|base| within(base.start) && base.year != Some(at));
        let nothing = || {
            let patterns = self.case.profile.absences.iter().flat_map(|absence| &absence.templates);
            patterns.into_iter().any(|pattern| {
                let hits = pattern.find_all(line.chars(), &TitleSlots);
                hits.iter().any(|hit| within(hit.start))
            })
        };
        let against_budget =
            || statements(line, self.case.standard.wordings()).iter().any(|s| within(s.start));
        self.opens(line, at) && (compared() || nothing() || against_budget())
    }

    /// Whether the base of a comparison is that of a change: 比2025年预算增加, and not
    /// 与2025年规划衔接.
    fn has_change(&self, line: &Line<'_>, base: &Base) -> bool {
        let end = line.sentence_end(base.end).min(base.end + NEAR);
        let words = line.text(base.end, end);
        base.kind.is_some() || any_in(&words, &self.case.standard.wordings().changes)
    }

    fn kind(&self) -> Kind {
        self.case.disclosure.kind
    }

    fn remark(&self, line: &Line<'_>, at: usize, role: &Role, expected: u16) -> Remark {
        let (id, level) = match role {
            Role::Compared => ("GJ406-compared", Level::Error),
            Role::Prior => ("GJ406-prior", Level::Error),
            Role::Current => ("GJ406-current", Level::Error),
            Role::Counted => ("GJ406-counted", Level::Warning),
        };
        let printed = line.text(at, at + 4);
        let end = line.sentence_end(at).min(at + SHOWN);
        let message = Message::new(id)
            .with("printed", &printed)
            .with("expected", expected)
            .with("year", self.year)
            .with("words", line.text(line.clause_start(at), end));
        let key = format!("{id}@{}@{}", line.section.id, line.index.1);
        let why = Text {
            zh: format!("本文件为{}年度", self.year),
            en: format!("the document is of {}", self.year),
        };
        let remark = Remark::at(line.place(self.case, at), key, message)
            .proposing(&printed, &expected.to_string(), why)
            .at_level(level);
        if printed == self.year.to_string() {
            remark.of_defect(year::own_year(&line.section.heading, self.year))
        } else {
            remark
        }
    }
}

/// Characters between a year and what is counted in it: 2024年度项目4个.
const BESIDE: usize = 5;

/// Characters of the sentence that a finding shows behind the year.
const SHOWN: usize = 24;

/// Characters behind the base of a comparison within which the change is said.
const NEAR: usize = 20;

/// A date, or a day: 2025年12月31日.
fn is_date(line: &Line<'_>, end: usize) -> bool {
    let behind = line.chars().get(end + 1);
    behind.is_some_and(|c| c.is_ascii_digit() || matches!(c, '末' | '底'))
}

/// Inside the brackets of the title or the number of another document.
fn in_name(line: &Line<'_>, at: usize) -> bool {
    let before = &line.chars()[line.sentence_start(at)..at];
    [('《', '》'), ('〔', '〕'), ('【', '】'), ('[', ']')].iter().any(|(open, close)| {
        let open = before.iter().rposition(|c| c == open);
        open.is_some_and(|open| !before[open..].contains(close))
    })
}

/// Budgets are published in spring: what they count they count before.
const SPRING: u32 = 4;

/// The month behind a year.
fn month(line: &Line<'_>, end: usize) -> Option<u32> {
    let digits = line.chars().get(end + 1..)?.iter().take_while(|c| c.is_ascii_digit());
    digits.collect::<String>().parse().ok()
}

/// The first number behind the year in its part of the sentence, with its start. A year that opens
/// a sentence holds to its end, or to the next year.
fn next_number<'l>(line: &'l Line<'_>, at: usize, end: usize) -> Option<(usize, &'l Claim)> {
    let opens = line.sentence_start(at) == at;
    let stop = |c: &char| *c == '。' || !opens && matches!(c, ',' | ';');
    let length = line.chars()[at..].iter().position(stop).unwrap_or(line.chars().len() - at);
    let next_year = (end..at + length).find(|at| year_at(line, *at).is_some());
    let until = next_year.unwrap_or(at + length);
    let numbers = line.numbers.iter().find(|n| n.start > end && n.start < until);
    numbers.map(|number| (number.start, number.claim))
}
