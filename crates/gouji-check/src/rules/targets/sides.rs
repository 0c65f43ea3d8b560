//! GJ614: the year does not do more than the term, and no indicator has two values on one side.

use gouji_model::{Indicator, Level, Message, Operator, Side};
use gouji_standard::folded_label;

use super::form::{self, Form};
use super::overall::value;
use super::term::printed_months;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ614", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::all_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let mut remarks = Vec::new();
    for form in &forms {
        remarks.extend(one_sided(case, form));
        for (index, indicator) in form.indicators.iter().enumerate() {
            remarks.extend(twice(case, form, index, indicator));
            if indicator.side == Side::Term {
                remarks.extend(against_year(case, form, indicator));
            }
        }
    }
    Ruling::Judged(remarks)
}

fn is_same(a: &Indicator, b: &Indicator) -> bool {
    folded_label(&a.level2) == folded_label(&b.level2)
        && folded_label(&a.level3) == folded_label(&b.level3)
}

/// Indicators of each side below which they need not correspond.
const FEW: usize = 5;

/// The only indicator of a form that the other side lacks: term and year correspond otherwise.
fn one_sided(case: &Case<'_>, form: &Form<'_>) -> Option<Remark> {
    let lacks = |own: &&Indicator| {
        !form.indicators.iter().any(|other| other.side != own.side && is_same(own, other))
    };
    let mut alone = form.indicators.iter().filter(lacks);
    let indicator = alone.next().filter(|_| alone.next().is_none())?;
    let other = if indicator.side == Side::Term { Side::Year } else { Side::Term };
    if form.indicators.iter().filter(|own| own.side == other).count() < FEW {
        return None;
    }
    // What an earlier or a later year does may stand for the term alone.
    let level = if printed_months(form) == Some(12) { Level::Warning } else { Level::Note };
    let message = Message::new("GJ614-one-sided")
        .with("form", form.name)
        .with("indicator", &indicator.level3)
        .with_text("side", case.standard.targets().side(indicator.side))
        .with_text("other", case.standard.targets().side(other));
    let place = form.place(case, indicator.location, &indicator.level3);
    let key = format!("{}@alone@{}", form.name, indicator.level3);
    Some(Remark::at(place, key, message).at_level(level))
}

/// The same indicator above on the same side, with another value.
fn twice(case: &Case<'_>, form: &Form<'_>, index: usize, indicator: &Indicator) -> Option<Remark> {
    let mut above = form.indicators[..index].iter();
    let first = above.find(|i| i.side == indicator.side && is_same(i, indicator))?;
    if folded_label(&first.printed) == folded_label(&indicator.printed) {
        return None;
    }
    let message = Message::new("GJ614-twice")
        .with("form", form.name)
        .with("indicator", &indicator.level3)
        .with_text("side", case.standard.targets().side(indicator.side))
        .with("first", &first.printed)
        .with("second", &indicator.printed);
    let place = form.place(case, indicator.location, &indicator.level3);
    let key = format!("{}@{}@{}", form.name, indicator.side.as_str(), indicator.level3);
    Some(Remark::at(place, key, message).and_at(form.place(case, first.location, &first.level3)))
}

/// A quantity of the term and the same of the year.
fn against_year(case: &Case<'_>, form: &Form<'_>, term: &Indicator) -> Option<Remark> {
    let kinds = &case.standard.targets().kinds;
    if !kinds.quantity.iter().any(|kind| term.level2.contains(kind.as_str())) {
        return None;
    }
    let named = |side: Side| {
        let on_side = form.indicators.iter().filter(move |i| i.side == side && is_same(i, term));
        on_side.collect::<Vec<_>>()
    };
    // Of several with the same name nobody knows which belong together.
    let ([_], [year]) = (&named(Side::Term)[..], &named(Side::Year)[..]) else { return None };
    let (whole, part) = (value(case, term)?, value(case, year)?);
    if whole.unit != part.unit || whole.operator != part.operator {
        return None;
    }
    let at_most = matches!(whole.operator, Some(Operator::AtMost | Operator::LessThan));
    let more = part.number > whole.number && !at_most && !part.unit.contains(['%', '/']);
    let differs = part.number != whole.number && printed_months(form) == Some(12);
    if !more && !differs {
        return None;
    }
    let message = Message::new(if more { "GJ614-more" } else { "GJ614-one-year" })
        .with("form", form.name)
        .with("indicator", &term.level3)
        .with("term", &term.printed)
        .with("year", &year.printed);
    let place = form.place(case, year.location, &year.level3);
    let key = format!("{}@sides@{}", form.name, term.level3);
    Some(Remark::at(place, key, message).and_at(form.place(case, term.location, &term.level3)))
}
