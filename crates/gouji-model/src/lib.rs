//! The vocabulary of Gouji: what the other crates say to one another.
//!
//! Types only: no I/O, no clock, no floating point. A value that was printed keeps its text and its
//! [`Location`], so that everything computed from it can be traced back to a cell or a sentence.
//!
//! * [`Decimal`], [`Interval`], [`Amount`], [`Unit`]: exact money and what a printed number denotes.
//! * [`Document`]: headings, paragraphs and tables in any format, with places.
//! * [`Disclosure`]: what the document says: statements, claims, targets, catalogue, glossary.
//! * [`Verdict`], [`Finding`], [`Report`]: what checking found.

mod amount;
mod decimal;
mod difference;
mod disclosure;
mod document;
mod interval;
mod message;
mod number;
mod passage;
mod place;
mod score;
mod statement;
mod target;
mod unit;
mod verdict;

pub use amount::Amount;
pub use decimal::{Decimal, ParseDecimalError};
pub use difference::{
    CellChange, CellState, Change, ColumnChange, Difference, Edit, Header, IndicatorChange,
    ItemChange, NumberChange, ProjectChange, SectionChange, SidedChange, StatementChange,
    TextChange,
};
pub use disclosure::{
    AssetFact, CatalogueDepartment, CatalogueEntry, Claim, Completeness, ContentsEntry,
    DescriptionPart, Disclosure, Kind, Measure, Named, Notice, OtherTable, ProfileChoice,
    ProjectDescription, SectionText, ServiceCatalogue, Subject, Term, TextParagraph, TextPosition,
    UnitKind,
};
pub use document::{
    Block, Document, Encoding, Format, Grid, GridCell, GridRow, Paragraph, Span, TextLayout,
};
pub use interval::Interval;
pub use message::{Diagnostic, Level, Message, SlotValue, Text};
pub use number::{PrintedNumber, Reading, fold_width, is_zero_mark, read_number};
pub use passage::{Passage, PassageKind, Trace, TraceKind};
pub use place::{Area, Location, Place, Sources, Spot};
pub use score::{Deduction, DimensionScore, Score};
pub use statement::{Cell, CellValue, Column, Row, RowRole, Statement};
pub use target::{
    Duty, FormField, Funding, Indicator, Operator, OverallTarget, Project, Side, TargetValue,
};
pub use unit::Unit;
pub use verdict::{
    Comparison, Coverage, CoverageEntry, Culprit, Evidence, Finding, Gone, NotRun, Operand, Report,
    SuppressedBy, Suppression, Verdict, WhyNotRun,
};
