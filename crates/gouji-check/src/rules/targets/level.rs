//! GJ611: a name that announces money of a level of government stands above money of that level.

use gouji_model::{Funding, Message, Side};
use gouji_standard::folded_label;
use gouji_standard::targets::LevelWords;

use super::form::{self, Form};
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ611", judge };

fn judge(case: &Case<'_>) -> Ruling {
    let forms = form::project_forms(case);
    if forms.is_empty() {
        return form::none();
    }
    let by_level = |form: &Form<'_>| {
        let levels = case.standard.targets().levels.iter();
        levels.clone().any(|level| form.funding.iter().any(|f| is_of(level, f)))
    };
    if !forms.iter().any(by_level) {
        return Ruling::NotApplicable(Message::new("GJ611-no-levels"));
    }
    Ruling::Judged(forms.iter().filter_map(|form| remark(case, form)).collect())
}

fn remark(case: &Case<'_>, form: &Form<'_>) -> Option<Remark> {
    let levels = case.standard.targets().levels.iter();
    let named = levels.filter_map(|level| Some((level, announced(case, form.name, level)?)));
    let named: Vec<(&LevelWords, String)> = named.collect();
    // A name may announce money of several levels: one of them is enough.
    let found: Option<Vec<Remark>> =
        named.iter().map(|(level, phrase)| none_of(case, form, level, phrase)).collect();
    found?.into_iter().next()
}

/// The remark that a form has no money of a level.
fn none_of(case: &Case<'_>, form: &Form<'_>, level: &LevelWords, phrase: &str) -> Option<Remark> {
    let mut places = Vec::new();
    let mut holder = None;
    for side in [Side::Term, Side::Year] {
        let money = form.money(side, "source");
        let of_level = money.parts.iter().find(|part| is_of(level, part))?;
        let positive = |funding: &&&Funding| {
            funding.amount.as_ref().is_some_and(|amount| !amount.value.is_zero())
        };
        // Nothing printed at all proves nothing.
        let zero = of_level.amount.as_ref().is_some_and(|amount| amount.value.is_zero());
        let other = money.parts.iter().find(positive)?;
        if !zero {
            return None;
        }
        holder.get_or_insert((other.source.as_str(), of_level.source.as_str(), &other.printed));
        places.push(form.place(case, of_level.location, &of_level.source));
        places.push(form.place(case, other.location, &other.source));
    }
    let (other, own, printed) = holder?;
    let message = Message::new("GJ611-none")
        .with("project", form.name)
        .with("phrase", phrase)
        .with("source", own)
        .with("other", other)
        .with("printed", printed);
    let mut remark = Remark::at(form.place(case, form.location, ""), form.name, message);
    remark.places.extend(places);
    Some(remark)
}

fn is_of(level: &LevelWords, funding: &Funding) -> bool {
    level.source.iter().any(|word| funding.source.contains(word.as_str()))
}

/// The phrase with which a name announces money of a level: 中央农村环境整治专项资金.
fn announced(case: &Case<'_>, name: &str, level: &LevelWords) -> Option<String> {
    let money = &case.standard.targets().announced.money;
    let folded = folded_label(name);
    let others = &case.standard.targets().announced.others;
    level.name.iter().find_map(|word| {
        let rest = &folded[folded.find(word.as_str())?..];
        let phrase = rest.split(['(', ')', ',', '、', ';', '《', '》']).next()?;
        if others.iter().any(|other| folded.contains(other.as_str())) {
            return None;
        }
        let end = money.iter().filter_map(|m| Some(phrase.find(m.as_str())? + m.len())).min()?;
        Some(phrase[..end].to_owned())
    })
}
