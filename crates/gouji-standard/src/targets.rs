//! Words of target forms that rules judge by: `standards/targets.toml`.

use gouji_model::{Side, Text};
use serde::Deserialize;

use crate::profile::Bilingual;
use crate::{Pattern, folded_label};

/// Words of target forms (绩效目标表).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TargetWords {
    /// How the two halves of a form are called.
    pub sides: SideWords,
    /// Words by which levels of indicators are told.
    pub kinds: KindWords,
    /// Which operators do not fit.
    pub operators: OperatorWords,
    /// Levels of government whose money a name announces.
    pub levels: Vec<LevelWords>,
    /// When a name announces money.
    pub announced: AnnouncedWords,
    /// Words that say no measure.
    pub vague: VagueWords,
    /// Which unit a name asks for.
    pub measures: Vec<MeasureWords>,
    /// Indicators that may pass 100 %.
    pub beyond: Words,
    /// Units that count the same things.
    pub units: UnitWords,
    /// Indicators and the text.
    pub things: ThingWords,
    /// Durations and deadlines.
    pub durations: DurationWords,
    /// Arithmetic that is written out.
    pub sums: SumWords,
    /// Numbers of published forms.
    pub published: PublishedWords,
    /// Sentences that name a part of the catalogue.
    pub purchases: PurchaseWords,
    /// Why another code or name of the catalogue is proposed.
    pub catalogue: CatalogueWords,
}

/// How the two halves of a form are called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideWords {
    /// 实施期.
    pub term: Bilingual,
    /// 年度.
    pub year: Bilingual,
}

/// Words by which levels of indicators are told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindWords {
    /// 数量指标.
    pub quantity: Vec<String>,
    /// 质量指标.
    pub quality: Vec<String>,
    /// 时效指标.
    pub time: Vec<String>,
    /// 成本指标.
    pub cost: Vec<String>,
    /// 满意度.
    pub satisfaction: Vec<String>,
    /// 产出指标.
    pub output: Vec<String>,
}

/// Which operators do not fit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OperatorWords {
    /// Of these more is better.
    pub more_is_better: Vec<String>,
    /// Of these less is better, or nothing is known.
    pub less_is_better: Vec<String>,
    /// Costs of which more is better.
    pub savings: Vec<String>,
}

/// A level of government.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelWords {
    /// Words in the name of a project.
    pub name: Vec<String>,
    /// Words in the label of a source.
    pub source: Vec<String>,
}

/// When a name announces money.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnouncedWords {
    /// 资金, 补助 …
    pub money: Vec<String>,
    /// Names in which the word is not a level of government.
    pub others: Vec<String>,
}

/// Words that say no measure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueWords {
    /// 提升, 加强 …
    pub words: Vec<String>,
    /// Endings of a name that a value only repeats.
    pub repeated: Vec<String>,
}

/// Which unit a name asks for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureWords {
    /// Endings of the name.
    pub suffixes: Vec<String>,
    /// Units that fit.
    pub units: Vec<String>,
}

/// A list of words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: Vec<String>,
}

/// Units that count the same things.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWords {
    /// Endings that are no part of a unit.
    pub trailing: Vec<String>,
    /// Groups of units.
    pub same: Vec<Vec<String>>,
}

/// Indicators and what the text says of the same things.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ThingWords {
    /// Beginnings of a name that are no part of the thing.
    pub verbs: Vec<String>,
    /// Endings of a name that are no part of the thing.
    pub nouns_of_number: Vec<String>,
    /// Words beside a count that say it is of a part only.
    pub parts: Vec<String>,
}

/// Durations and deadlines.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DurationWords {
    /// What stands in front of how long the project takes.
    pub labels: Vec<String>,
    /// What may stand between the label and the number.
    pub between: Vec<String>,
    /// What stands in front of a date that is planned.
    pub planned: Vec<String>,
    /// What is done by then.
    pub done: Vec<String>,
    /// Ids of fields whose dates are not of the project.
    pub not_in: Vec<String>,
}

/// Arithmetic that is written out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SumWords {
    /// What stands in front of a total.
    pub totals: Vec<String>,
    /// What stands in front of a total of several items.
    pub grand: Vec<String>,
    /// What stands in front of parts.
    pub shares: Vec<String>,
    /// Words of a last part that make a list exhaustive.
    pub rest: Vec<String>,
    /// Words of a list that is not of parts only.
    pub not_parts: Vec<String>,
    /// Ids of fields whose last total is that of the project.
    pub plan: Vec<String>,
    /// Why another unit is proposed.
    pub unit_slip: Bilingual,
}

/// Numbers of published forms.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedWords {
    /// What sentences speak of, as the profile calls it.
    pub subjects: Vec<String>,
}

/// Sentences that name a part of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurchaseWords {
    /// Patterns with the slot `text` for the name of the department.
    pub named: Vec<Pattern>,
}

/// Why another code or name of the catalogue is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueWords {
    /// It lost its letter.
    pub letter: Bilingual,
    /// It is the next of its siblings.
    pub next: Bilingual,
    /// The entries below say it.
    pub children: Bilingual,
    /// The entry above says it.
    pub under: Bilingual,
    /// Other departments say it.
    pub usual: Bilingual,
}

impl TargetWords {
    /// How a half of the form is called.
    pub fn side(&self, side: Side) -> Text {
        match side {
            Side::Term => self.sides.term.text(),
            Side::Year => self.sides.year.text(),
        }
    }

    /// Whether two units count or measure the same things.
    pub fn same_unit(&self, a: &str, b: &str) -> bool {
        let (a, b) = (folded_label(a), folded_label(b));
        let holds = |group: &Vec<String>, unit: &str| group.iter().any(|known| known == unit);
        a == b || self.units.same.iter().any(|group| holds(group, &a) && holds(group, &b))
    }
}
