//! What a disclosure says.

use std::sync::Arc;

use serde::Serialize;

use crate::{
    Amount, Diagnostic, Format, Interval, Level, Location, Message, OverallTarget, Passage,
    Project, Sources, Statement, Trace,
};

/// A budget or final-accounts disclosure as read.
#[derive(Clone, Debug, Serialize)]
pub struct Disclosure {
    /// File as the user named it.
    pub file: Arc<str>,
    /// Names of files, sheets and elements that locations refer to.
    pub sources: Sources,
    /// Format that it was read from.
    pub format: Format,
    /// The profile that it follows, and what speaks for it.
    pub profile: ProfileChoice,
    /// Unit or department that publishes.
    pub unit: Option<Named>,
    /// Budget year.
    pub year: Option<u16>,
    /// Budget or final accounts.
    pub kind: Kind,
    /// Whether it is a single unit's document or a department's.
    pub subject: Option<Subject>,
    /// Legal nature of the unit, where the document says it.
    pub unit_kind: Option<UnitKind>,
    /// Text of the cover.
    pub cover: Vec<Named>,
    /// Table of contents.
    pub contents: Vec<ContentsEntry>,
    /// Text by section: duties, organs, explanation …
    pub sections: Vec<SectionText>,
    /// Tables.
    pub statements: Vec<Statement>,
    /// Tables that no definition of the profile fits.
    pub other_tables: Vec<OtherTable>,
    /// Numbers of the explanation.
    pub claims: Vec<Claim>,
    /// Overall target form.
    pub overall_target: Option<OverallTarget>,
    /// Projects with their targets.
    pub projects: Vec<Project>,
    /// Descriptions of projects (项目经费情况说明).
    pub project_descriptions: Vec<ProjectDescription>,
    /// Assets and procurement: claims that are records of their own.
    pub assets: Vec<AssetFact>,
    /// Charts announced.
    pub charts: Vec<Named>,
    /// The document's own notes on rounding.
    pub rounding_notes: Vec<Named>,
    /// Notice in front of the catalogue.
    pub notice: Option<Notice>,
    /// Catalogue of purchasable services.
    pub catalogue: ServiceCatalogue,
    /// Glossary.
    pub glossary: Vec<Term>,
    /// What could not be read, or only in part.
    pub diagnostics: Vec<Diagnostic>,
    /// What the file carries beside its text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub traces: Vec<Trace>,
    /// Every text of the document in reading order.
    #[serde(skip)]
    pub passages: Vec<Passage>,
}

/// Budget or final accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 预算公开.
    Budget,
    /// 决算公开.
    FinalAccounts,
}

/// Whose document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A unit (单位).
    Unit,
    /// A department (部门): a set of units.
    Department,
}

/// Legal nature of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// 行政单位.
    Administrative,
    /// 参照公务员法管理的事业单位.
    Participating,
    /// 事业单位.
    PublicInstitution,
}

/// Whether something was read from beginning to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Completeness {
    /// Title, header and total found, no unread row in between.
    Complete,
    /// Something is missing; what it is.
    Incomplete(Vec<Message>),
}

impl Completeness {
    /// Whether a row or a cell that is not printed is zero.
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete)
    }
}

/// The profile of a disclosure.
#[derive(Clone, Debug, Serialize)]
pub struct ProfileChoice {
    /// Id of the profile.
    pub id: Arc<str>,
    /// What speaks for it, in the document's own words.
    pub evidence: Vec<String>,
    /// Whether the user asked for it.
    pub forced: bool,
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Text as printed.
    pub text: String,
    /// Where it stands.
    pub location: Location,
}

/// A line of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsEntry {
    /// Heading as printed.
    pub title: String,
    /// Page number as printed.
    pub page: Option<u32>,
    /// Where it stands.
    pub location: Location,
}

/// The text of a section.
#[derive(Clone, Debug, Serialize)]
pub struct SectionText {
    /// Id in the profile; empty where the profile does not know the heading.
    pub id: Arc<str>,
    /// Heading as printed.
    pub heading: Arc<str>,
    /// Where the heading stands.
    pub location: Location,
    /// Paragraphs, those broken over a page joined.
    pub paragraphs: Vec<TextParagraph>,
}

/// A paragraph of a section, with the pieces from which it was joined.
#[derive(Clone, Debug, Serialize)]
pub struct TextParagraph {
    /// Text as printed.
    pub text: String,
    /// Byte offset in `text` and location of each piece.
    pub pieces: Vec<(usize, Location)>,
}

impl TextParagraph {
    /// Where the character at a byte offset stands.
    pub fn location_at(&self, offset: usize) -> Location {
        let piece = self.pieces.iter().rev().find(|(start, _)| *start <= offset);
        piece.or(self.pieces.first()).map_or(Location::default(), |(_, location)| *location)
    }
}

/// A table that no definition of the profile fits, as printed.
#[derive(Clone, Debug, Serialize)]
pub struct OtherTable {
    /// Title printed above it; empty where it has none.
    pub title: String,
    /// Where it begins.
    pub location: Location,
    /// Cells of each row from the left, blank ones left out.
    pub rows: Vec<Vec<Named>>,
}

/// The description of a project in words (项目经费情况说明), part by part.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectDescription {
    /// Name of the project, where the heading has it.
    pub project: Option<String>,
    /// Heading as printed.
    pub heading: Arc<str>,
    /// Where the heading stands.
    pub location: Location,
    /// Its parts in the order printed.
    pub parts: Vec<DescriptionPart>,
}

/// A part of the description of a project: 立项依据, 实施主体 …
#[derive(Clone, Debug, Serialize)]
pub struct DescriptionPart {
    /// Id in the profile; empty for what stands in front of the first part.
    pub id: Arc<str>,
    /// Heading as printed.
    pub heading: String,
    /// Where it begins.
    pub location: Location,
    /// Text of each paragraph.
    pub paragraphs: Vec<String>,
}

/// What a number of the explanation measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// An amount of money.
    Amount,
    /// A share of a whole, in %.
    Share,
    /// A change against the year before.
    Change,
    /// A rate of change, in %.
    Rate,
    /// Last year's amount.
    Prior,
    /// A degree of completion of the budget, in %.
    Completion,
    /// A count.
    Count,
    /// A measured quantity (an area).
    Quantity,
    /// Something else.
    Other,
}

impl Measure {
    /// The name in `claims.csv`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Share => "share",
            Self::Change => "change",
            Self::Rate => "rate",
            Self::Prior => "prior",
            Self::Completion => "completion",
            Self::Count => "count",
            Self::Quantity => "quantity",
            Self::Other => "other",
        }
    }
}

/// A number of the explanation.
#[derive(Clone, Debug, Serialize)]
pub struct Claim {
    /// Id of the section in the profile.
    pub section: Arc<str>,
    /// Heading of the section as printed.
    pub heading: Arc<str>,
    /// Template that recognised the sentence; `None` for an unbound number.
    pub template: Option<Arc<str>>,
    /// Which sentence of the document the claim belongs to: claims of one match share it.
    pub group: usize,
    /// Slot of the template.
    pub slot: Arc<str>,
    /// What the number speaks of.
    pub subject: String,
    /// What it measures.
    pub measure: Measure,
    /// The year that it speaks of, where the sentence or the section says one.
    pub year: Option<u16>,
    /// Number as printed.
    pub printed: String,
    /// Value and unit. A change carries the sign of its direction word.
    pub amount: Amount,
    /// The row of a table that the sentence names (the code behind `{item}`).
    pub item: Option<Arc<str>>,
    /// Whether the words say that nothing changed (持平, 相同).
    pub unchanged: bool,
    /// What the number was bound to; empty for an unbound number.
    pub bound_to: String,
    /// The sentence.
    pub sentence: String,
    /// Where the number stands.
    pub location: Location,
    /// Where it stands in the text of its section.
    #[serde(skip)]
    pub position: TextPosition,
}

/// A position in the sections of a disclosure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPosition {
    /// Index of the section.
    pub section: usize,
    /// Index of the paragraph in the section.
    pub paragraph: usize,
    /// Byte offset in the paragraph.
    pub offset: usize,
}

impl Claim {
    /// The interval in 元 or in the claim's own unit.
    pub fn interval(&self) -> Option<Interval> {
        self.amount.base_interval()
    }

    /// Whether no template bound the number.
    pub const fn is_unbound(&self) -> bool {
        self.template.is_none()
    }
}

/// A fact about assets or procurement.
#[derive(Clone, Debug, Serialize)]
pub struct AssetFact {
    /// vehicles, buildings, equipment, procurement.
    pub category: Arc<str>,
    /// What is counted or measured.
    pub subject: String,
    /// Number as printed.
    pub printed: String,
    /// Value and unit.
    pub amount: Amount,
    /// Date to which it refers, as printed.
    pub as_of: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// The notice that put the catalogue into force.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Notice {
    /// Title of the notice.
    pub title: String,
    /// Number of the notice (晋财综〔2023〕43号).
    pub number: Option<String>,
    /// Documents that it replaces, each with its number.
    pub replaces: Vec<String>,
    /// Documents that it rests on.
    pub based_on: Vec<String>,
    /// Date of printing as printed.
    pub issued: Option<String>,
    /// Text as printed.
    pub paragraphs: Vec<Named>,
    /// Where it begins.
    pub location: Location,
}

/// The catalogue of purchasable services (政府购买服务指导性目录), as printed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ServiceCatalogue {
    /// Title as printed.
    pub title: Option<Named>,
    /// Departments in order.
    pub departments: Vec<CatalogueDepartment>,
}

/// The part of a department.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueDepartment {
    /// Name as printed.
    pub name: String,
    /// Where it stands.
    pub location: Location,
    /// Entries in order.
    pub entries: Vec<CatalogueEntry>,
}

/// An entry of the catalogue.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueEntry {
    /// Code as printed.
    pub code: String,
    /// Level 1 to 4: the column in which the name stands, else by the length of the code.
    pub level: u8,
    /// Name as printed; empty where none was printed.
    pub name: String,
    /// Code of the entry one level up that this one stands under.
    pub parent: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// A term of the glossary.
#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its explanation.
    pub text: String,
    /// Where it stands.
    pub location: Location,
}

impl Disclosure {
    /// The statement with an id.
    pub fn statement(&self, id: &str) -> Option<&Statement> {
        self.statements.iter().find(|statement| &*statement.id == id)
    }

    /// Number of diagnostics at or above a level.
    pub fn diagnostics_at(&self, level: Level) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level >= level).count()
    }
}
