//! Profiles: the definition of every table, form, section and sentence of a kind of disclosure.

mod derived;
mod form;
mod load;
mod narrative;
mod phrases;
mod required;
mod statement;
mod verify;

pub use derived::{DerivedEquation, DerivedKind};
pub use form::{FieldDef, FormDef, FormKind, FundingDef, FundingEqualDef, LevelDef};
pub use load::ProfileError;
pub(crate) use load::resolve;
pub use narrative::{
    AbsenceDef, ChangeDef, ClaimDef, CompletionDef, CountDef, NameSource, Part, PriorDef, RateDef,
    SectionDef, SectionPartDef, ShareDef, SlotDef, SlotKind,
};
pub(crate) use phrases::with_own_phrases;
pub use required::{CompletenessDef, ExplanationDef, ExplanationPartDef, ReasonDef, ReasonScope};
pub use statement::{
    ColumnDef, Condition, FlatColumn, KeyDef, KeyKind, OneOrMany, RelationDef, RelationKind,
    RowDef, SideDef, StatementDef,
};
pub use verify::verify;

use std::collections::BTreeMap;

use gouji_model::{Kind, Text};
use serde::Deserialize;

use crate::{Pattern, RuleLevel};

/// A profile: region × kind × years.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Profile {
    /// Id, and the name of its file.
    pub id: String,
    /// Profile from which everything not given here is taken.
    #[serde(default)]
    pub extends: Option<String>,
    /// Name in both languages.
    pub name: Bilingual,
    /// Budget or final accounts.
    pub kind: DisclosureKind,
    /// Administrative division by its code (two, four or six digits); `None` for the whole country.
    #[serde(default)]
    pub region: Option<String>,
    /// First budget year, where known.
    #[serde(default)]
    pub first_year: Option<u16>,
    /// Last budget year, where known.
    #[serde(default)]
    pub last_year: Option<u16>,
    /// What the profile rests on: norms and documents.
    pub basis: String,
    /// Wordings beside the titles of tables that speak for this profile.
    #[serde(default)]
    pub evidence: Vec<Pattern>,
    /// Pieces of wordings under a name: `$name` in a pattern of this profile stands for one.
    #[serde(default)]
    pub phrases: BTreeMap<String, String>,
    /// Words that say that something rose, fell or stayed.
    #[serde(default)]
    pub directions: Directions,
    /// Wordings printed around tables: unit of measure, name of the unit, notes.
    #[serde(default)]
    pub labels: Labels,
    /// Levels of rules that differ from those of the rule book, by code; `off` switches one off.
    #[serde(default)]
    pub levels: BTreeMap<String, RuleLevel>,
    /// Ids of inherited statements, sections, claims, forms and relations that do not apply here.
    #[serde(default)]
    pub drop: Vec<String>,
    /// Tables.
    #[serde(default, rename = "statement")]
    pub statements: Vec<StatementDef>,
    /// Relations between cells.
    #[serde(default, rename = "relation")]
    pub relations: Vec<RelationDef>,
    /// Key-value forms.
    #[serde(default, rename = "form")]
    pub forms: Vec<FormDef>,
    /// Headings.
    #[serde(default, rename = "section")]
    pub sections: Vec<SectionDef>,
    /// Sentences.
    #[serde(default, rename = "claim")]
    pub claims: Vec<ClaimDef>,
    /// Sentences that say that there is nothing.
    #[serde(default, rename = "absence")]
    pub absences: Vec<AbsenceDef>,
    /// Equations that held last year, by the changes that the text gives.
    #[serde(default, rename = "prior")]
    pub priors: Vec<PriorDef>,
    /// Wordings by which completeness is judged.
    #[serde(default)]
    pub completeness: CompletenessDef,
    /// Subjects that the text must explain.
    #[serde(default, rename = "explanation")]
    pub explanations: Vec<ExplanationDef>,
    /// Changes that need a reason.
    #[serde(default, rename = "reason")]
    pub reasons: Vec<ReasonDef>,
}

/// A name or a text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// As the text of a message.
    pub fn text(&self) -> Text {
        Text { zh: self.zh.clone(), en: self.en.clone() }
    }
}

/// Budget or final accounts, as written in a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisclosureKind {
    /// 预算.
    Budget,
    /// 决算.
    FinalAccounts,
}

impl From<DisclosureKind> for Kind {
    fn from(kind: DisclosureKind) -> Self {
        match kind {
            DisclosureKind::Budget => Self::Budget,
            DisclosureKind::FinalAccounts => Self::FinalAccounts,
        }
    }
}

/// Words that say how something changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directions {
    /// It rose.
    #[serde(default)]
    pub up: Vec<String>,
    /// It fell.
    #[serde(default)]
    pub down: Vec<String>,
    /// It stayed the same.
    #[serde(default)]
    pub flat: Vec<String>,
    /// Names of figures that are not the one of last year with which the others are compared.
    #[serde(default, rename = "other-base")]
    pub other_base: Vec<String>,
}

/// Wordings printed around the tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Labels {
    /// In front of the unit of measure: 单位, 金额单位.
    #[serde(default)]
    pub unit_of_measure: Vec<Pattern>,
    /// In front of the name of the unit: 单位名称, 编制单位.
    #[serde(default)]
    pub unit_name: Vec<Pattern>,
    /// Headings of columns that number or annotate rows: 行次, 备注.
    #[serde(default)]
    pub annotation: Vec<Pattern>,
    /// Numbers of tables: 预算公开表1.
    #[serde(default)]
    pub table_number: Vec<Pattern>,
    /// Notes below tables begin so: 注, 说明.
    #[serde(default)]
    pub note: Vec<Pattern>,
    /// The document's own note on rounding contains one of these.
    #[serde(default)]
    pub rounding_note: Vec<Pattern>,
    /// Lines of the cover that say year and kind.
    #[serde(default)]
    pub cover_title: Vec<Pattern>,
    /// Heading of the table of contents.
    #[serde(default)]
    pub contents: Vec<Pattern>,
    /// Captions of charts.
    #[serde(default)]
    pub chart: Vec<Pattern>,
    /// Statements of the legal nature of the unit.
    #[serde(default)]
    pub administrative: Vec<Pattern>,
    /// Likewise: 参照公务员法管理.
    #[serde(default)]
    pub participating: Vec<Pattern>,
    /// Likewise: 事业单位.
    #[serde(default)]
    pub public_institution: Vec<Pattern>,
    /// Statements that the unit has public institutions below it.
    #[serde(default)]
    pub subordinate_institutions: Vec<Pattern>,
    /// Header of the catalogue of services.
    #[serde(default)]
    pub catalogue_header: Vec<Pattern>,
    /// Title of the catalogue of services.
    #[serde(default)]
    pub catalogue_title: Vec<Pattern>,
    /// First line of the notice in front of the catalogue.
    #[serde(default)]
    pub notice: Vec<Pattern>,
}

impl Profile {
    /// The statement with an id.
    pub fn statement(&self, id: &str) -> Option<&StatementDef> {
        self.statements.iter().find(|statement| statement.id == id)
    }

    /// The section with an id.
    pub fn section(&self, id: &str) -> Option<&SectionDef> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The claim with an id.
    pub fn claim(&self, id: &str) -> Option<&ClaimDef> {
        self.claims.iter().find(|claim| claim.id == id)
    }
}
