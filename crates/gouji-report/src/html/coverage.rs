//! What was examined and what was not: without it, finding nothing says nothing.

use gouji_model::{Claim, Completeness, CoverageEntry, Diagnostic, Message, Text, Verdict};
use maud::{Markup, html};

use super::anchors::{Anchors, Item, Named};
use super::marks::{class, word};
use super::panel::link;
use super::{Equation, numbers::Numbers};
use crate::DocumentReport;
use crate::terminal::place;
use crate::words::Words;

/// What the coverage is told of.
pub(super) struct Extent<'a> {
    pub(super) words: Words,
    pub(super) document: DocumentReport<'a>,
    pub(super) equations: &'a [Equation],
    pub(super) numbers: &'a Numbers,
    /// Cells of tables that take part in an equation, and all that have an amount.
    pub(super) cells: (usize, usize),
}

/// Verdicts in the order in which a reader wants them: what was not examined first.
const ORDER: [Verdict; 7] = [
    Verdict::NotEvaluated,
    Verdict::NotAssessable,
    Verdict::Fail,
    Verdict::Review,
    Verdict::PassWithResidue,
    Verdict::NotApplicable,
    Verdict::Pass,
];

impl Extent<'_> {
    pub(super) fn show(&self, anchors: &mut Anchors) -> Markup {
        html! {
            (self.diagnostics(anchors))
            (self.tables(anchors))
            (self.explanation(anchors))
            (self.equations())
            (self.rules())
        }
    }

    fn diagnostics(&self, anchors: &mut Anchors) -> Markup {
        // Unbound numbers are listed with the others of the explanation.
        let diagnostics = self.document.disclosure.diagnostics.iter();
        let diagnostics: Vec<&Diagnostic> =
            diagnostics.filter(|noticed| noticed.message.id != "read-unbound").collect();
        let title = Message::new("report-diagnostics").with("n", diagnostics.len());
        html! {
            @if !diagnostics.is_empty() {
                h3 { (self.words.say(&title)) }
                ul.noticed {
                    @for noticed in diagnostics { li { (self.diagnostic(noticed, anchors)) } }
                }
            }
        }
    }

    fn diagnostic(&self, noticed: &Diagnostic, anchors: &mut Anchors) -> Markup {
        let id = anchors.link(&noticed.place, Named::default()).map(|link| link.id);
        let at = place::known(self.words, &noticed.place, &self.document.disclosure.file);
        html! {
            span.b.(class(noticed.level)) { (self.words.word(word(noticed.level))) } " "
            @if let Some(at) = at { (link(id, &at)) " " }
            (self.words.say(&noticed.message))
        }
    }

    fn tables(&self, anchors: &mut Anchors) -> Markup {
        let statements = &self.document.disclosure.statements;
        let complete = statements.iter().filter(|table| table.completeness.is_complete()).count();
        let title = Message::new("html-tables-read")
            .with("complete", complete)
            .with("tables", statements.len());
        let cells = Message::new("html-cells-covered")
            .with("covered", self.cells.0)
            .with("cells", self.cells.1);
        html! {
            h3 { (self.words.say(&title)) }
            ul.tables {
                @for table in statements {
                    @let id = anchors.id(Item::Spot(table.title_location));
                    li {
                        @match &table.completeness {
                            Completeness::Complete => span.yes { "✓ " },
                            Completeness::Incomplete(_) => span.no { "✗ " },
                        }
                        (link(Some(id), &table.title)) " "
                        span.why {
                            (self.words.say(&Message::new("html-rows").with("n", table.rows.len())))
                            @if let Completeness::Incomplete(reasons) = &table.completeness {
                                @for reason in reasons { " · " (self.words.say(reason)) }
                            }
                        }
                    }
                }
            }
            p.why { (self.words.say(&cells)) }
        }
    }

    /// Numbers of the explanation that no template took are listed: nobody held them against
    /// anything.
    fn explanation(&self, anchors: &mut Anchors) -> Markup {
        let claims = &self.document.disclosure.claims;
        let unbound: Vec<(usize, &Claim)> =
            claims.iter().enumerate().filter(|(_, claim)| claim.is_unbound()).collect();
        let title = Message::new("html-claims-bound")
            .with("bound", claims.len() - unbound.len())
            .with("claims", claims.len());
        html! {
            h3 { (self.words.say(&title)) }
            @if !unbound.is_empty() {
                details {
                    summary {
                        (self.words.say(&Message::new("html-unbound").with("n", unbound.len())))
                    }
                    ul.unbound {
                        @for (index, claim) in unbound {
                            @let item = self.numbers.item(index);
                            @let id = item.map(|item| anchors.id(item));
                            @let number = format!("{}{}", claim.printed, claim.amount.unit.as_str());
                            li { (claim.heading) " · " (claim.subject) " " (link(id, &number)) }
                        }
                    }
                }
            }
        }
    }

    fn equations(&self) -> Markup {
        let title = Message::new("html-equations").with("n", self.equations.len());
        let with = |verdict: Verdict| {
            let equations = self.equations.iter().enumerate();
            equations.filter(move |(_, equation)| equation.verdict == verdict)
        };
        html! {
            h3 { (self.words.say(&title)) }
            @for verdict in ORDER {
                @let n = with(verdict).count();
                @if n > 0 {
                    details.verdict.(verdict.as_str()) {
                        summary { (count(self.words, verdict, n)) }
                        ul {
                            @for (index, equation) in with(verdict) {
                                li id={ "e" (index) } {
                                    (self.entry(&equation.label, equation.reason.as_ref()))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn rules(&self) -> Markup {
        let rules = &self.document.report.coverage.rules;
        let title = Message::new("html-rules").with("n", rules.len());
        let with = |verdict: Verdict| -> Vec<&CoverageEntry> {
            rules.iter().filter(|rule| rule.verdict == verdict).collect()
        };
        html! {
            @if !rules.is_empty() {
                h3 { (self.words.say(&title)) }
                @for verdict in ORDER {
                    @let entries = with(verdict);
                    @if !entries.is_empty() {
                        details.verdict.(verdict.as_str()) {
                            summary { (count(self.words, verdict, entries.len())) }
                            ul {
                                @for rule in entries {
                                    li {
                                        span.k { (rule.code) } " "
                                        (self.entry(&rule.label, rule.reason.as_ref()))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn entry(&self, label: &Text, reason: Option<&Text>) -> Markup {
        html! {
            span { (self.words.of(label)) }
            @if let Some(reason) = reason { " " span.why { (self.words.of(reason)) } }
        }
    }
}

/// How many have a verdict, in words.
pub(super) fn count(words: Words, verdict: Verdict, n: usize) -> String {
    let id = format!("report-count-{}", verdict.as_str());
    words.say(&Message { id: id.into(), slots: Vec::new() }.with("n", n))
}
