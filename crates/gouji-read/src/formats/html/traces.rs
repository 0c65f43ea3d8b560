//! What a web page carries beside what it shows: its author, and comments in its source.

use gouji_model::{Location, Trace, TraceKind};
use scraper::{Html, Node};

use crate::wide::is_wide;

/// Most comments that are handed on.
const MAX_COMMENTS: usize = 20;

/// Author and comments. Comments without Chinese words belong to the making of the page.
pub(super) fn traces(html: &Html) -> Vec<Trace> {
    let location = Location::default();
    let found = html.tree.nodes().filter_map(|node| match node.value() {
        Node::Comment(comment) if comment.chars().any(is_wide) => {
            Some((TraceKind::Comment, comment.trim()))
        }
        Node::Element(element) if element.name() == "meta" => {
            let is_author =
                element.attr("name").is_some_and(|name| name.eq_ignore_ascii_case("author"));
            let author = element.attr("content").map(str::trim).filter(|it| !it.is_empty());
            author.filter(|_| is_author).map(|author| (TraceKind::Author, author))
        }
        _ => None,
    });
    let trace = |(kind, text): (TraceKind, &str)| Trace { kind, text: text.to_owned(), location };
    found.take(MAX_COMMENTS).map(trace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn author_and_comments_in_words_are_found_and_those_of_programs_are_not() {
        let page = "<meta name=\"Author\" content=\"甲乙\"><!-- begin --><p>正文<!-- 待删 --></p>";
        let traces = traces(&Html::parse_document(page));
        let found: Vec<(TraceKind, &str)> =
            traces.iter().map(|trace| (trace.kind, trace.text.as_str())).collect();
        assert_eq!(found, [(TraceKind::Author, "甲乙"), (TraceKind::Comment, "待删")]);
    }
}
