//! The report as one HTML file: the document beside its findings.
//!
//! The file needs nothing else: style and script are in it, and its Content-Security-Policy allows
//! no other. A click on a finding lights up the numbers that it speaks of; a click on a number
//! shows every equation that it takes part in. Without a script everything can still be read.
//!
//! The document is written in the order in which it is read (`flow`, `body`, `table`, `text`,
//! `form`). `anchors` finds for each place the element that shows it, `links` gathers what lights
//! up, `panel` and `coverage` are what stands beside the document, `page` is the frame of it all.

mod anchors;
mod body;
mod coverage;
mod flow;
mod form;
mod formula;
mod heading;
mod index;
mod links;
mod marks;
mod numbers;
mod page;
mod panel;
mod table;
mod text;

use std::sync::Arc;

use gouji_model::{CellValue, Comparison, Operand, Text, Verdict};
use gouji_standard::Lang;

use self::anchors::{Anchors, Item};
use self::body::Body;
use self::coverage::Extent;
use self::flow::Flow;
use self::links::Links;
use self::marks::Marks;
use self::numbers::Numbers;
use self::panel::Panel;
use crate::DocumentReport;
use crate::words::Words;

pub use index::index;

/// An equation with its operands, whatever its verdict: a number of the document shows those that
/// it takes part in.
#[derive(Clone, Debug)]
pub struct Equation {
    /// Code of the rule.
    pub code: Arc<str>,
    /// Id of the relation in the profile.
    pub relation: Arc<str>,
    /// What was compared.
    pub label: Text,
    /// How the two sides are compared.
    pub form: Form,
    /// Verdict.
    pub verdict: Verdict,
    /// Why it was not applicable or not assessable.
    pub reason: Option<Text>,
    /// The two sides, where they could be evaluated.
    pub comparison: Option<Comparison>,
    /// Every operand, where the sides could be evaluated.
    pub operands: Vec<Operand>,
}

/// How the two sides of an equation are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Sums that must agree.
    #[default]
    Sum,
    /// The left sum is at most the right one.
    AtMost,
    /// The left number is a percentage of numbers on the right, not all of which are there.
    Quotient,
    /// A percentage: the first numbers on the right ÷ the others.
    Share {
        /// How many are above the line.
        parts: usize,
    },
    /// A percentage: the first number on the right ÷ (the others − the first).
    Change,
    /// A percentage: (the first numbers on the right − the others) ÷ the others.
    Growth {
        /// How many are this year's.
        current: usize,
    },
}

impl Form {
    /// Whether the left number is a percentage.
    const fn is_quotient(self) -> bool {
        matches!(self, Self::Quotient | Self::Share { .. } | Self::Change | Self::Growth { .. })
    }
}

/// The report of a document as an HTML file; `rule_title` gives the title of the rule with a code.
pub fn document(
    document: &DocumentReport<'_>,
    equations: &[Equation],
    lang: Lang,
    rule_title: &dyn Fn(&str) -> Text,
) -> String {
    let words = Words::new(lang);
    let DocumentReport { disclosure, report } = *document;
    let flow = Flow::of(disclosure);
    let numbers = Numbers::of(disclosure);
    let mut anchors = Anchors::of(disclosure, &flow, &numbers);
    let links = Links::of(&mut anchors, equations, &report.findings, &report.residues);
    let mut marks = Marks::new(words);
    for (number, (finding, lit)) in report.findings.iter().zip(&links.findings).enumerate() {
        lit.ids().for_each(|id| marks.add(id, number, finding.level));
    }
    let panel = Panel { words, file: &disclosure.file, rule_title };
    let findings = panel.findings(&report.findings, &links.findings);
    let residues = panel.residues(&report.residues, &links.residues);
    let cells = cells_covered(document, &links, &anchors);
    let extent = Extent { words, document: *document, equations, numbers: &numbers, cells };
    let coverage = extent.show(&mut anchors);
    let body = Body::new(words, disclosure, &numbers, anchors, marks).show(&flow);
    let parts = page::Parts { findings, residues, coverage, body, links: &links };
    page::page(words, lang, document, equations, rule_title, &parts)
}

/// Cells of tables that take part in an equation, and all that print an amount.
fn cells_covered(
    document: &DocumentReport<'_>,
    links: &Links,
    anchors: &Anchors,
) -> (usize, usize) {
    let numbers = links.numbers();
    let (mut covered, mut all) = (0, 0);
    for (statement, table) in document.disclosure.statements.iter().enumerate() {
        for (row, line) in table.rows.iter().enumerate() {
            for (cell, value) in line.cells.iter().enumerate() {
                if !matches!(value.value, CellValue::Amount(_)) {
                    continue;
                }
                all += 1;
                let id = anchors.known(Item::Cell { statement, row, cell });
                covered += usize::from(id.is_some_and(|id| numbers.contains(&id)));
            }
        }
    }
    (covered, all)
}
