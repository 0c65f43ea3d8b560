//! Sections and the sentences of the explanation.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Bilingual, Condition};
use crate::{Equation, Expression, Pattern};

/// A heading of the disclosure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SectionDef {
    /// Id.
    pub id: String,
    /// Headings without ordinals, all wordings seen.
    pub titles: Vec<Pattern>,
    /// Part of the disclosure to which it belongs.
    pub part: Part,
    /// Whether it must be there.
    #[serde(default)]
    pub required: bool,
    /// Headings inside it: the section describes a project, part by part.
    #[serde(default)]
    pub parts: Vec<SectionPartDef>,
}

/// A part of a section that describes a project.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SectionPartDef {
    /// Id.
    pub id: String,
    /// Headings without ordinals, all wordings seen.
    pub titles: Vec<Pattern>,
}

/// Parts of a disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 概况: duties, organs.
    Overview,
    /// The tables.
    Tables,
    /// 情况说明: its numbers are claims.
    Explanation,
    /// The target forms.
    Targets,
    /// The catalogue of services and its notice.
    Catalogue,
    /// 名词解释.
    Glossary,
}

/// A sentence: recognised, checked and written by one template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ClaimDef {
    /// Id.
    pub id: String,
    /// Sections in which it may stand.
    pub sections: Vec<String>,
    /// Wordings with slots; the first is the one to write.
    pub templates: Vec<Pattern>,
    /// What the slots are; `{year}`, `{text}`, `{number}` and `{whole}` need no entry. `{whole}` takes
    /// nothing, and stands where no word makes what follows the name of a part.
    #[serde(default)]
    pub slots: BTreeMap<String, SlotDef>,
    /// Equations between slots: `total = goods + works + services`.
    #[serde(default)]
    pub sums: Vec<Equation>,
    /// The numbers are also records of this category (vehicles, procurement …).
    #[serde(default)]
    pub record: Option<String>,
    /// The sentence names an item by a path that is that of no row of these statements.
    #[serde(default)]
    pub no_row_of: Vec<String>,
    /// Slots that are the sum of a slot of other sentences of the section, `claim.slot` each.
    #[serde(default)]
    pub whole_of: BTreeMap<String, Vec<String>>,
    /// The sentences of a section list every row of the table with an amount.
    #[serde(default)]
    pub lists_all: bool,
}

/// A sentence that says that there is nothing: 本单位无机关运行经费.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AbsenceDef {
    /// Id.
    pub id: String,
    /// What there is none of, in both languages.
    pub name: Bilingual,
    /// Wordings; each must end where the sentence or a part of it does.
    pub templates: Vec<Pattern>,
    /// The amount that must then be zero, in one table or another: the first that is there counts.
    pub zero: Vec<Expression>,
}

/// An equation between cells that held last year too. Each cell stands for last year's figure, as
/// it follows from this year's and the change that the text gives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PriorDef {
    /// Id.
    pub id: String,
    /// What it says, in both languages.
    pub text: Bilingual,
    /// The equation.
    pub equation: Equation,
    /// When it held.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Whether a term of the right side that is nothing this year, and of whose change the text
    /// says nothing, was nothing last year: where the text lists the changes of all parts.
    #[serde(default)]
    pub unsaid_is_nothing: bool,
}

/// A slot of a sentence. Exactly one of the kinds is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one key for each kind, as a profile writes them"
)]
pub struct SlotDef {
    /// What the number speaks of; `{item}` is the text of that slot.
    #[serde(default)]
    pub subject: Option<String>,
    /// Unit, where it is not the one printed behind the number.
    #[serde(default)]
    pub unit: Option<String>,
    /// An amount that equals these cells.
    #[serde(default)]
    pub amount: Option<Expression>,
    /// An amount without a cell.
    #[serde(default)]
    pub stated: bool,
    /// A count that equals these cells, or (empty text) has none.
    #[serde(default)]
    pub count: Option<CountDef>,
    /// A measured quantity.
    #[serde(default)]
    pub quantity: bool,
    /// A share of a whole.
    #[serde(default)]
    pub share: Option<ShareDef>,
    /// A change against last year.
    #[serde(default)]
    pub change: Option<ChangeDef>,
    /// A rate of change.
    #[serde(default)]
    pub rate: Option<RateDef>,
    /// A degree of completion.
    #[serde(default)]
    pub completion: Option<CompletionDef>,
    /// Last year's amount.
    #[serde(default)]
    pub prior: bool,
    /// A word of the profile's directions.
    #[serde(default)]
    pub direction: bool,
    /// The name of a row.
    #[serde(default)]
    pub item: Option<NameSource>,
}

/// A count: of the rows of a table, or of nothing that is printed elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum CountDef {
    /// Equals these cells.
    Of(Expression),
    /// Stands alone.
    Alone(bool),
}

/// `part ÷ whole`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareDef {
    /// The part.
    pub part: Expression,
    /// The whole.
    pub whole: Expression,
}

/// A change, signed by its direction word.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeDef {
    /// This year's amount.
    pub current: Expression,
    /// Last year's, where the sentence gives it.
    #[serde(default)]
    pub prior: Option<Expression>,
    /// Slot of the direction word.
    pub direction: String,
}

/// A rate of change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateDef {
    /// This year's amount.
    pub current: Expression,
    /// Slot of the change, where the sentence gives it.
    #[serde(default)]
    pub change: Option<String>,
    /// Last year's amount, where the sentence gives it.
    #[serde(default)]
    pub prior: Option<Expression>,
    /// Slot of the direction word.
    pub direction: String,
}

/// `actual ÷ budget`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompletionDef {
    /// Actual expenditure.
    pub actual: Expression,
    /// Budget.
    pub budget: Expression,
}

/// Where the names for a slot come from: the rows of a statement, and the code list of its key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NameSource {
    /// Statement whose rows are named.
    pub rows: String,
    /// Names of class, section and item follow one another, joined by one of these wordings.
    #[serde(default)]
    pub path: Vec<Pattern>,
}

/// What a slot is.
#[derive(Clone, Copy, Debug)]
pub enum SlotKind<'d> {
    /// An amount with its cells, if any.
    Amount(Option<&'d Expression>),
    /// A count with its cells, if any.
    Count(Option<&'d Expression>),
    /// A measured quantity.
    Quantity,
    /// A share.
    Share(&'d ShareDef),
    /// A change.
    Change(&'d ChangeDef),
    /// A rate.
    Rate(&'d RateDef),
    /// A degree of completion.
    Completion(&'d CompletionDef),
    /// Last year's amount.
    Prior,
    /// A direction word.
    Direction,
    /// The name of a row.
    Item(&'d NameSource),
}

impl SlotDef {
    /// The kind; `None` unless exactly one is given.
    pub fn kind(&self) -> Option<SlotKind<'_>> {
        let count = self.count.as_ref().map(|count| match count {
            CountDef::Of(expression) => SlotKind::Count(Some(expression)),
            CountDef::Alone(_) => SlotKind::Count(None),
        });
        let given = [
            self.amount.as_ref().map(|expression| SlotKind::Amount(Some(expression))),
            self.stated.then_some(SlotKind::Amount(None)),
            count,
            self.quantity.then_some(SlotKind::Quantity),
            self.share.as_ref().map(SlotKind::Share),
            self.change.as_ref().map(SlotKind::Change),
            self.rate.as_ref().map(SlotKind::Rate),
            self.completion.as_ref().map(SlotKind::Completion),
            self.prior.then_some(SlotKind::Prior),
            self.direction.then_some(SlotKind::Direction),
            self.item.as_ref().map(SlotKind::Item),
        ];
        let mut given = given.into_iter().flatten();
        let only = given.next()?;
        given.next().is_none().then_some(only)
    }
}

impl SlotKind<'_> {
    /// Whether the slot holds a number.
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::Direction | Self::Item(_))
    }
}
