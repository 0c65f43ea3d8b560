//! Target forms: their fields, money, duties and indicators.

use gouji_model::{
    Duty, FormField, Funding, Indicator, Location, Message, OverallTarget, Project, Side,
};
use maud::{Markup, html};

use super::body::Body;
use crate::words::Words;

/// The overall target form of a unit.
pub(super) fn overall(body: &mut Body<'_>, at: Location, form: &OverallTarget) -> Markup {
    let title = body.words.word("html-overall");
    let title = with_year(body.words, title, form.year);
    html! {
        section.form {
            (body.heading(3, at, &title))
            (fields(body, &form.facts))
            (fields(body, &form.fields))
            (funding(body, &form.funding))
            (duties(body, &form.duties))
            (indicators(body, &form.indicators))
        }
    }
}

/// The target form of a project.
pub(super) fn project(body: &mut Body<'_>, at: Location, form: &Project) -> Markup {
    let title = Message::new("html-project").with("name", &form.name);
    let title = with_year(body.words, body.words.say(&title), form.year);
    html! {
        section.form {
            (body.heading(4, at, &title))
            (fields(body, &form.fields))
            (funding(body, &form.funding))
            (indicators(body, &form.indicators))
            @if !form.variants.is_empty() {
                p { (body.words.word("html-variants")) }
                (fields(body, &form.variants))
            }
        }
    }
}

fn with_year(words: Words, title: String, year: Option<u16>) -> String {
    let Some(year) = year else { return title };
    let year = words.say(&Message::new("report-year").with("year", year));
    format!("{title} · {year}")
}

/// The name of a side of a form.
fn side(words: Words, side: Side) -> String {
    words.word(match side {
        Side::Term => "html-side-term",
        Side::Year => "html-side-year",
    })
}

fn fields(body: &mut Body<'_>, fields: &[FormField]) -> Markup {
    html! {
        @if !fields.is_empty() {
            dl {
                @for field in fields {
                    @let (id, marks) = body.spot(field.location);
                    dt {
                        (field.label)
                        @if let Some(of) = field.side { " · " (side(body.words, of)) }
                    }
                    dd id=[id] { (field.text) (marks) }
                }
            }
        }
    }
}

fn funding(body: &mut Body<'_>, funding: &[Funding]) -> Markup {
    let words = body.words;
    html! {
        @if !funding.is_empty() {
            (table(words, "html-funding", &["html-side", "html-source", "html-amount"], &html! {
                @for money in funding {
                    @let (id, marks) = body.spot(money.location);
                    tr {
                        td { (side(words, money.side)) }
                        th scope="row" { (money.source) }
                        td.n id=[id] { (money.printed) (marks) }
                    }
                }
            }))
        }
    }
}

fn duties(body: &mut Body<'_>, duties: &[Duty]) -> Markup {
    html! {
        @if !duties.is_empty() {
            (table(body.words, "html-duties", &["html-duty", "html-task"], &html! {
                @for duty in duties {
                    @let (id, marks) = body.spot(duty.location);
                    tr { th scope="row" id=[id] { (duty.duty) (marks) } td { (duty.task) } }
                }
            }))
        }
    }
}

fn indicators(body: &mut Body<'_>, indicators: &[Indicator]) -> Markup {
    const HEADINGS: [&str; 5] =
        ["html-side", "html-level1", "html-level2", "html-level3", "html-value"];
    let words = body.words;
    html! {
        @if !indicators.is_empty() {
            (table(words, "html-indicators", &HEADINGS, &html! {
                @for indicator in indicators {
                    @let (id, marks) = body.spot(indicator.location);
                    tr {
                        td { (side(words, indicator.side)) }
                        td { (indicator.level1) }
                        td { (indicator.level2) }
                        th scope="row" { (indicator.level3) }
                        td id=[id] { (indicator.printed) (marks) }
                    }
                }
            }))
        }
    }
}

/// A table of a form.
fn table(words: Words, caption: &'static str, headings: &[&'static str], rows: &Markup) -> Markup {
    let caption = words.word(caption);
    html! {
        div.wide role="group" aria-label=(caption) tabindex="0" {
            table.plain {
                caption { (caption) }
                thead { tr { @for id in headings { th scope="col" { (words.word(id)) } } } }
                tbody { (rows) }
            }
        }
    }
}
