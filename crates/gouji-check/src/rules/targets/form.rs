//! Target forms as rules see them: the overall form and the forms of projects alike.

use gouji_model::{
    Amount, Decimal, FormField, Funding, Indicator, Interval, Location, Message, Place, Project,
    Side,
};
use gouji_standard::profile::{FormDef, FormKind};
use gouji_standard::{Pattern, folded_label};

use crate::equation::Addend;
use crate::evaluation::NumberId;
use crate::rules::{Case, Ruling};

/// A target form.
#[derive(Clone, Copy)]
pub(super) struct Form<'a> {
    /// Name of the project, or the department of the overall form.
    pub name: &'a str,
    pub definition: Option<&'a FormDef>,
    pub funding: &'a [Funding],
    pub indicators: &'a [Indicator],
    pub fields: &'a [FormField],
    pub location: Location,
    /// The project, unless it is the overall form.
    pub project: Option<&'a Project>,
}

/// Money of one side of a form, by source or by use.
pub(super) struct Money<'a> {
    pub total: Option<&'a Funding>,
    /// The first of each label; further ones are variants of a form that was printed twice.
    pub parts: Vec<&'a Funding>,
    /// Decimals of the group.
    decimals: u32,
}

/// The forms of projects.
pub(super) fn project_forms<'a>(case: &Case<'a>) -> Vec<Form<'a>> {
    let definition = definition(case, FormKind::ProjectTarget);
    let form = |project: &'a Project| Form {
        name: &project.name,
        definition,
        funding: &project.funding,
        indicators: &project.indicators,
        fields: &project.fields,
        location: project.location,
        project: Some(project),
    };
    case.disclosure.projects.iter().map(form).collect()
}

/// The overall form.
pub(super) fn overall_form<'a>(case: &Case<'a>) -> Option<Form<'a>> {
    let overall = case.disclosure.overall_target.as_ref()?;
    Some(Form {
        name: &overall.department,
        definition: definition(case, FormKind::OverallTarget),
        funding: &overall.funding,
        indicators: &overall.indicators,
        fields: &overall.fields,
        location: overall.location,
        project: None,
    })
}

/// Every form, the overall one first.
pub(super) fn all_forms<'a>(case: &Case<'a>) -> Vec<Form<'a>> {
    overall_form(case).into_iter().chain(project_forms(case)).collect()
}

/// The ruling where a document has no target forms.
pub(super) fn none() -> Ruling {
    Ruling::NotApplicable(Message::new("check-no-target-forms"))
}

fn definition<'a>(case: &Case<'a>, kind: FormKind) -> Option<&'a FormDef> {
    case.profile.forms.iter().find(|form| form.kind == kind)
}

impl<'a> Form<'a> {
    /// A place in the form: under its name, in a row.
    pub(super) fn place(&self, case: &Case<'_>, location: Location, row: &str) -> Place {
        let mut place = case.place(location);
        place.statement = Some(self.name.into());
        place.row = (!row.is_empty()).then(|| row.into());
        place
    }

    /// Text and location of a field; of a sided field that of the term.
    pub(super) fn field(&self, id: &str) -> Option<&'a FormField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The money of a side, by source or by use.
    pub(super) fn money(&self, side: Side, by: &str) -> Money<'a> {
        let mut money = Money { total: None, parts: Vec::new(), decimals: 0 };
        let mut seen: Vec<String> = Vec::new();
        for funding in self.funding.iter().filter(|f| f.side == side && f.by == by) {
            let decimals = funding.amount.as_ref().map_or(0, |amount| amount.decimals);
            money.decimals = money.decimals.max(decimals);
            if self.is_total(&funding.source) {
                money.total.get_or_insert(funding);
            } else if !seen.contains(&folded_label(&funding.source)) {
                seen.push(folded_label(&funding.source));
                money.parts.push(funding);
            }
        }
        money
    }

    /// The total of a side by source, as it takes part in an equation.
    pub(super) fn total(&self, case: &Case<'_>, side: Side) -> Option<Addend> {
        let money = self.money(side, "source");
        self.addend(case, &money, money.total?)
    }

    /// An amount of the form as it takes part in an equation; `None` where it is not legible.
    pub(super) fn addend(
        &self,
        case: &Case<'_>,
        money: &Money<'_>,
        funding: &Funding,
    ) -> Option<Addend> {
        // 659.16 项目支出 is two cells that were read as one.
        let amount = funding.amount.as_ref().filter(|amount| amount.unit.is_money())?;
        let amount = Amount { decimals: money.decimals, ..amount.clone() };
        let place = self.place(case, funding.location, &funding.source);
        Addend::of_amount(
            NumberId::of(funding),
            funding.source.clone(),
            &funding.printed,
            &amount,
            place,
        )
    }

    fn is_total(&self, label: &str) -> bool {
        let Some(definition) = self.definition else { return false };
        let funding = &definition.funding;
        let is = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.matches(label));
        is(&funding.term) || is(&funding.year) || is(&funding.totals)
    }
}

/// An amount written in a text, as it takes part in an equation.
pub(super) fn written(label: &str, amount: &Amount, place: Place) -> Option<Addend> {
    let printed = format!("{}{}", amount.value, amount.unit);
    Addend::of_amount(NumberId::of(amount), label.to_owned(), &printed, amount, place)
}

/// A number that is counted or computed, exact.
pub(super) fn exact(
    label: String,
    value: Decimal,
    unit: gouji_model::Unit,
    place: Place,
) -> Addend {
    let interval = Interval::exact(value);
    Addend {
        number: None,
        label,
        printed: value.to_string(),
        value,
        interval,
        unit,
        negative: false,
        place,
    }
}
