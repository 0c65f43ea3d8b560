//! Findings and residues: what is wrong, where, and everything that shows it.

use gouji_model::{
    Comparison, Culprit, Decimal, Evidence, Finding, Interval, Level, Message, Operand, Place,
    SuppressedBy, Suppression, Text, Verdict,
};
use maud::{Markup, html};

use super::Form;
use super::anchors::Id;
use super::body::element;
use super::formula::{formula, mark};
use super::links::{Lit, Sides};
use super::marks::{class, word};
use crate::terminal::place;
use crate::words::Words;

/// What a list of findings is shown with.
#[derive(Clone, Copy)]
pub(super) struct Panel<'a> {
    pub(super) words: Words,
    pub(super) file: &'a str,
    pub(super) rule_title: &'a dyn Fn(&str) -> Text,
}

/// A finding with its number in the report and what it lights up.
type Numbered<'a> = (usize, &'a Finding, &'a Lit);

impl Panel<'_> {
    /// The findings, by rule.
    pub(super) fn findings(self, findings: &[Finding], lit: &[Lit]) -> Markup {
        html! {
            @for (code, group) in by_rule(findings, lit) {
                section.rule data-r=(code) {
                    h3 { (self.rule(code, group.len())) }
                    ol.list { @for one in group { li { (self.one("f", one)) } } }
                }
            }
        }
    }

    /// The residues: those to be looked at first.
    pub(super) fn residues(self, residues: &[Finding], lit: &[Lit]) -> Markup {
        let numbered = || (0..).zip(residues).zip(lit).map(|((n, finding), lit)| (n, finding, lit));
        let (review, usual): (Vec<_>, Vec<_>) =
            numbered().partition(|(_, finding, _)| finding.verdict == Verdict::Review);
        html! {
            @for (group, heading) in [(review, "report-residue-review"), (usual, "report-residue-pass-with-residue")] {
                @if !group.is_empty() {
                    h3 { (self.words.word(heading)) " " (group.len()) }
                    ol.list { @for one in group { li { (self.one("r", one)) } } }
                }
            }
        }
    }

    fn rule(self, code: &str, n: usize) -> String {
        let title = Message::new("report-rule").with("code", code).with("n", n);
        self.words.say(&title.with_text("title", (self.rule_title)(code)))
    }

    fn one(self, prefix: &str, (number, finding, lit): Numbered<'_>) -> Markup {
        html! {
            details.f.(class(finding.level)).quiet[finding.suppression.is_some()] id={ (prefix) (number) }
                data-l=(class(finding.level)) data-k=(finding.code) {
                summary {
                    span.no { (number + 1) }
                    (self.badge(finding))
                    span.m { (self.words.of(&finding.message)) }
                }
                (self.suspects(finding, lit))
                (self.places(finding, lit))
                (self.operands(finding, lit))
                @if let Some(comparison) = &finding.comparison { (self.sides(comparison)) }
                (self.evidence(&finding.evidence, &lit.evidence))
                @if let Some(suppression) = &finding.suppression { (self.suppression(suppression)) }
                p.id {
                    (finding.code) " · " (self.words.word("report-fingerprint")) " "
                    code { (finding.fingerprint) }
                }
            }
        }
    }

    fn badge(self, finding: &Finding) -> Markup {
        let (name, id) = match finding.verdict {
            Verdict::PassWithResidue => ("residue", "report-residue-pass-with-residue"),
            Verdict::Review => ("review", "report-residue-review"),
            _ => (class(finding.level), word(finding.level)),
        };
        html! { span.b.(name) { (self.words.word(id)) } " " }
    }

    fn suspects(self, finding: &Finding, lit: &Lit) -> Markup {
        let heading = if finding.tied { "html-suspects-tied" } else { "html-suspects" };
        html! {
            @if !finding.culprits.is_empty() {
                h4 { (self.words.word(heading)) }
                ul.suspects {
                    @for (culprit, id) in finding.culprits.iter().zip(&lit.culprits) {
                        li { (self.suspect(culprit, *id)) }
                    }
                }
            }
        }
    }

    fn suspect(self, culprit: &Culprit, id: Option<Id>) -> Markup {
        html! {
            p {
                (link(id, &place::full(self.words, &culprit.place, self.file)))
            }
            @if !culprit.proposed.is_empty() {
                p.change {
                    del { (self.printed(&culprit.printed)) } " → " ins { (culprit.proposed) }
                }
            }
            p.why { (self.words.of(&culprit.why)) }
        }
    }

    fn places(self, finding: &Finding, lit: &Lit) -> Markup {
        // A suspect is told with its place.
        let is_told = |at: &Place| finding.culprits.iter().any(|culprit| culprit.place == *at);
        let places = finding.places.iter().zip(&lit.places);
        let rest: Vec<_> = places.filter(|(at, _)| !is_told(at)).collect();
        html! {
            @if !rest.is_empty() {
                h4 { (self.words.word("report-at")) }
                ul.places {
                    @for (at, id) in rest {
                        li { (link(*id, &place::full(self.words, at, self.file))) }
                    }
                }
            }
        }
    }

    fn operands(self, finding: &Finding, lit: &Lit) -> Markup {
        let rows = finding.operands.iter().zip(&lit.operands.operands);
        let blanks = finding.operands.iter().filter(|operand| is_blank(operand)).count();
        let shown = |operand: &Operand| blanks <= MAX_BLANKS || !is_blank(operand);
        html! {
            @if !finding.operands.is_empty() {
                h4 { (self.words.word("html-operands")) }
                table.ops {
                    thead { tr {
                        td {}
                        th scope="col" { (self.words.word("report-operand-label")) }
                        th.n scope="col" { (self.words.word("html-printed-denotes")) }
                    } }
                    tbody {
                        @for (operand, linked) in rows.filter(|(operand, _)| shown(operand)) {
                            tr.(if operand.side == "left" { "left" } else { "right" }) {
                                td.mark { (mark(lit.operands.form, &finding.operands, operand)) }
                                th scope="row" {
                                    (link(linked.link.map(|link| link.id), &operand.label))
                                    small { (self.beside(operand, finding)) }
                                }
                                td.n {
                                    (self.printed(&operand.printed))
                                    small { (denoted(operand.interval, &operand.unit)) }
                                }
                            }
                        }
                    }
                }
                @if blanks > MAX_BLANKS {
                    p.why { (self.words.say(&Message::new("report-blanks").with("n", blanks))) }
                }
            }
        }
    }

    /// Where an operand stands; the table only where it is not that of the finding.
    fn beside(self, operand: &Operand, finding: &Finding) -> String {
        let document = Place { file: Some(self.file.into()), ..Place::default() };
        place::beside(self.words, &operand.place, Some(finding.places.first().unwrap_or(&document)))
    }

    fn sides(self, comparison: &Comparison) -> Markup {
        let Comparison { actual, expected, difference, actual_interval, expected_interval, unit } =
            comparison;
        let amount = |value: &Decimal| format!("{} {unit}", signed(*value));
        let side = |value, interval| html! { (amount(value)) small { (denoted(interval, unit)) } };
        html! {
            dl.sides {
                dt.left { (self.words.word("report-left")) }
                dd { (side(actual, *actual_interval)) }
                dt.right { (self.words.word("report-right")) }
                dd { (side(expected, *expected_interval)) }
                dt { (self.words.word("report-difference")) }
                dd { (amount(difference)) }
            }
        }
    }

    fn evidence(self, evidence: &[Evidence], sides: &[Sides]) -> Markup {
        html! {
            @if !evidence.is_empty() {
                h4 { (self.words.say(&Message::new("html-evidence").with("n", evidence.len()))) }
                ul.evidence {
                    @for (one, sides) in evidence.iter().zip(sides) {
                        li {
                            p { span.k { (one.code) } " " (self.words.of(&one.label)) }
                            @if !one.operands.is_empty() {
                                p.formula { (formula(self.words, sides, &one.operands)) }
                            }
                            @if let Some(c) = &one.comparison {
                                p.why {
                                    (self.words.word("report-difference")) " "
                                    (signed(c.difference)) " " (c.unit)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn suppression(self, suppression: &Suppression) -> Markup {
        let by = match suppression.by {
            SuppressedBy::Baseline => "html-suppressed-baseline",
            SuppressedBy::Explanation => "html-suppressed-explanation",
        };
        let facts = [&suppression.who, &suppression.until, &suppression.reason];
        html! {
            p.suppressed {
                (self.words.word(by))
                @for fact in facts.into_iter().flatten() { " · " (fact) }
            }
        }
    }

    fn printed(self, text: &str) -> String {
        if text.trim().is_empty() { self.words.word("report-blank") } else { text.to_owned() }
    }
}

/// Findings by rule, the rules in the order in which the report first names them.
fn by_rule<'a>(findings: &'a [Finding], lit: &'a [Lit]) -> Vec<(&'a str, Vec<Numbered<'a>>)> {
    let mut rules: Vec<(&str, Vec<Numbered<'a>>)> = Vec::new();
    for ((number, finding), lit) in (0..).zip(findings).zip(lit) {
        let one = (number, finding, lit);
        match rules.iter_mut().find(|(code, _)| *code == &*finding.code) {
            Some((_, group)) => group.push(one),
            None => rules.push((&finding.code, vec![one])),
        }
    }
    rules
}

/// Blank operands that are listed one by one; of more only the number is told.
const MAX_BLANKS: usize = 4;

/// An operand of the sum that prints nothing and is zero.
fn is_blank(operand: &Operand) -> bool {
    operand.side == "right" && operand.printed.trim().is_empty()
}

/// A text that leads to an element, where there is one.
pub(super) fn link(id: Option<Id>, text: &str) -> Markup {
    html! {
        @match id {
            Some(id) => a href={ "#" (element(id)) } { (text) },
            None => (text),
        }
    }
}

fn denoted(interval: Interval, unit: &str) -> String {
    if interval.is_exact() {
        return format!("{} {unit}", interval.low.normalised());
    }
    format!("[{}, {}] {unit}", interval.low.normalised(), interval.high.normalised())
}

/// A value with a proper minus.
fn signed(value: Decimal) -> String {
    value.to_string().replace('-', "−")
}

/// The levels, most serious first.
pub(super) const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

/// The sign between the two sides of a form.
pub(super) const fn relation_sign(form: Form) -> &'static str {
    match form {
        Form::Sum | Form::Share { .. } | Form::Change | Form::Growth { .. } => "=",
        Form::AtMost => "≤",
        Form::Quotient => "⇐",
    }
}
