//! Where the elements of a page stand in its text.
//!
//! The tree of a page says nothing of that. So the page is parsed once more, in pieces that end with
//! `>`: what comes into the tree with a piece was begun by the tag at its end.

use std::collections::BTreeMap;

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink, Node};

/// A page, and where the start tags of its elements end.
pub(super) struct Source {
    html: Html,
    /// For the index of an element, the place of the `>` of its start tag in the text.
    tags: BTreeMap<usize, usize>,
}

impl Source {
    pub(super) fn of(text: &str) -> Self {
        let sink = HtmlTreeSink::new(Html::new_document());
        let mut parser = parse_document(sink, ParseOpts::default());
        let mut tags = BTreeMap::new();
        let mut seen = 0;
        let mut end = 0;
        let mut name = "";
        for piece in text.split_inclusive('>') {
            parser.process(StrTendril::from_slice(piece));
            end += piece.len();
            let html = parser.tokenizer.sink.sink.0.borrow();
            let count = html.tree.nodes().len();
            // A `>` in a tag does not end it.
            name = tag_name(piece).unwrap_or(name);
            // Elements that the page leaves out come before the one that is written.
            let new = html.tree.values().enumerate().skip(seen).take(count - seen);
            let written = new.filter(|(_, node)| is_element(node, name)).last();
            if let Some((index, _)) = written.filter(|_| piece.ends_with('>')) {
                tags.insert(index, end - 1);
            }
            seen = count;
        }
        Self { html: parser.finish(), tags }
    }

    /// Where the start tag of the element at a path ends, and the name of the element.
    pub(super) fn tag(&self, path: &str) -> Option<(usize, &str)> {
        let mut node = self.html.tree.root();
        for step in path.strip_prefix('/')?.split('/') {
            let (name, nth) = match step.split_once('[') {
                Some((name, nth)) => (name, nth.strip_suffix(']')?.parse::<usize>().ok()?),
                None => (step, 1),
            };
            let mut alike = node.children().filter(|child| is_element(child.value(), name));
            node = alike.nth(nth.checked_sub(1)?)?;
        }
        let index = self.html.tree.nodes().position(|it| it.id() == node.id())?;
        Some((*self.tags.get(&index)?, node.value().as_element()?.name()))
    }
}

fn is_element(node: &Node, name: &str) -> bool {
    node.as_element().is_some_and(|element| element.name().eq_ignore_ascii_case(name))
}

/// The name of the tag that begins last in a piece.
fn tag_name(piece: &str) -> Option<&str> {
    let (_, tag) = piece.rsplit_once('<')?;
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    tag.get(..end.unwrap_or(tag.len()))
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn the_tags_of_elements_are_found_also_where_others_are_left_out() {
        let text = "<title>a>b</title><p>甲<p class='>'>乙<table><tr><td>丙<td>丁</table>";
        let source = Source::of(text);
        let before = |path: &str| source.tag(path).map(|(at, _)| &text[..at]);
        let expected = "<title>a>b</title><p>甲<p class='>'";
        assert_eq!(before("/html/body/p[2]"), Some(expected));
        let cell = before("/html/body/p[2]/table/tbody/tr/td[2]");
        let cell = cell.or_else(|| before("/html/body/table/tbody/tr/td[2]"));
        assert!(cell.is_some_and(|it| it.ends_with("丙<td")), "{cell:?}");
        assert_eq!(before("/html/body/table/tbody"), None);
        assert_eq!(before("/html/body/p[9]"), None);
        assert_eq!(before("p"), None);
    }
}
