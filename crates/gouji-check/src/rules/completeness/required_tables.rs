//! GJ103: the tables that a disclosure must have are there, also those without data.

use gouji_model::{Level, Location, Message};
use gouji_standard::profile::StatementDef;

use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ103", judge };

fn judge(case: &Case<'_>) -> Ruling {
    if let Some(ruling) =
        super::unread(case.disclosure).or_else(|| super::unrecognised(case.disclosure))
    {
        return ruling;
    }
    let required = case.profile.statements.iter().filter(|one| one.required);
    let missing = required.filter(|one| case.disclosure.statement(&one.id).is_none());
    let remark = |definition: &StatementDef| {
        let message = Message::new("GJ103-missing").with_text("statement", definition.name.text());
        let remark = Remark::at(case.place(Location::default()), &*definition.id, message);
        // One of the tables that no definition fits may be the one that is missed.
        if case.disclosure.other_tables.is_empty() {
            remark
        } else {
            remark.at_level(Level::Warning)
        }
    };
    Ruling::Judged(missing.map(remark).collect())
}
