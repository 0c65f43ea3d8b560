//! What is shown of a page, in reading order.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::element::{has_no_text, is_hidden};
use super::parse::max_depth;
use crate::{Limits, ReadError};

/// Elements and texts that are shown, each before what it contains. Nodes are told by their index.
pub(super) struct Page<'h> {
    pub nodes: Vec<PageNode<'h>>,
    /// Whether a table with digits is hidden.
    pub hides_a_table: bool,
    /// Text of `<title>`.
    pub title: String,
}

/// An element or a text.
pub(super) struct PageNode<'h> {
    pub what: What<'h>,
    /// Index of the element that contains it; the outermost contains itself.
    pub parent: usize,
    /// Index behind the last node that it contains.
    pub end: usize,
    /// Which one it is among the elements of its name that lie beside it, from 1; 0 where it is the
    /// only one.
    ordinal: u32,
}

/// What a node is.
#[derive(Clone, Copy)]
pub(super) enum What<'h> {
    Element(&'h Element),
    Text(&'h str),
}

impl<'h> Page<'h> {
    /// The page of a tree.
    pub(super) fn of(html: &'h Html, limits: &Limits) -> Result<Self, ReadError> {
        let mut walk = Walk::default();
        for edge in html.tree.root().traverse() {
            match edge {
                Edge::Open(node) if walk.hidden.is_some() => walk.pass(node),
                Edge::Open(node) => walk.enter(node),
                Edge::Close(node) => walk.leave(node),
            }
            if walk.open.len() > max_depth(limits) {
                return Err(ReadError::TooDeep { limit: max_depth(limits) });
            }
        }
        let title = walk.title.unwrap_or_default();
        Ok(Self { nodes: walk.nodes, hides_a_table: walk.hides_a_table, title })
    }

    /// The name of an element; empty for a text.
    pub(super) fn name(&self, node: usize) -> &'h str {
        self.element(node).map_or("", Element::name)
    }

    pub(super) fn element(&self, node: usize) -> Option<&'h Element> {
        match self.nodes[node].what {
            What::Element(element) => Some(element),
            What::Text(_) => None,
        }
    }

    /// The elements and texts that lie directly in an element.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[node].end;
        let first = Some(node + 1).filter(|first| *first < end);
        std::iter::successors(first, move |child| {
            Some(self.nodes[*child].end).filter(|next| *next < end)
        })
    }

    /// All texts in an element.
    pub(super) fn texts(&self, node: usize) -> impl Iterator<Item = &'h str> {
        self.nodes[node..self.nodes[node].end].iter().filter_map(|node| match node.what {
            What::Text(text) => Some(text),
            What::Element(_) => None,
        })
    }

    /// The body, or the outermost element.
    pub(super) fn body(&self) -> Option<usize> {
        let body = (0..self.nodes.len()).find(|&node| self.name(node) == "body");
        body.or_else(|| (0..self.nodes.len()).find(|&node| self.element(node).is_some()))
    }

    /// The path of an element, or of the element that a text lies in.
    pub(super) fn path(&self, node: usize) -> String {
        let mut steps = Vec::new();
        let mut at = node;
        loop {
            if let What::Element(element) = self.nodes[at].what {
                steps.push((element.name(), self.nodes[at].ordinal));
            }
            let parent = self.nodes[at].parent;
            if parent == at {
                break;
            }
            at = parent;
        }
        let mut path = String::with_capacity(8 * steps.len());
        for (name, ordinal) in steps.into_iter().rev() {
            path.push('/');
            path.push_str(name);
            if ordinal > 0 {
                // Writing to a string does not fail.
                let _ = write!(path, "[{ordinal}]");
            }
        }
        path
    }
}

/// The walk over a tree.
#[derive(Default)]
struct Walk<'h> {
    /// Elements around the present place.
    open: Vec<Around<'h>>,
    nodes: Vec<PageNode<'h>>,
    /// Inside of what is not shown: the element.
    hidden: Option<NodeRef<'h, Node>>,
    /// Whether a table lies around the present hidden place, which a style hides.
    in_hidden_table: bool,
    hides_a_table: bool,
    title: Option<String>,
}

/// An element around the present place.
struct Around<'h> {
    index: usize,
    /// The elements that it contains by their names: how many, and the first that is shown.
    names: BTreeMap<&'h str, (u32, Option<usize>)>,
}

impl<'h> Walk<'h> {
    fn enter(&mut self, node: NodeRef<'h, Node>) {
        match node.value() {
            Node::Element(element) => {
                if is_hidden(element) || has_no_text(element.name()) {
                    self.count(element);
                    self.hidden = Some(node);
                } else {
                    self.open(element);
                }
            }
            Node::Text(text) if !self.open.is_empty() => {
                self.push(What::Text(&text.text), 0);
            }
            _ => {}
        }
    }

    /// Looks at a node that is not shown.
    fn pass(&mut self, node: NodeRef<'h, Node>) {
        let hider = self.hidden.and_then(|hidden| hidden.value().as_element());
        let by_style = hider.is_some_and(|hider| !has_no_text(hider.name()));
        match node.value() {
            Node::Element(element) => self.in_hidden_table |= by_style && element.name() == "table",
            Node::Text(text) if self.in_hidden_table => {
                self.hides_a_table |= text.text.contains(|c: char| c.is_ascii_digit());
            }
            Node::Text(text) if self.title.is_none() => {
                let parent = node.parent().and_then(|parent| parent.value().as_element());
                let title = parent.filter(|parent| parent.name() == "title");
                self.title = title.map(|_| text.text.to_string());
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: NodeRef<'h, Node>) {
        if self.hidden == Some(node) {
            (self.hidden, self.in_hidden_table) = (None, false);
        } else if self.hidden.is_none() && node.value().is_element() {
            self.close();
        }
    }

    fn push(&mut self, what: What<'h>, ordinal: u32) -> usize {
        let index = self.nodes.len();
        let parent = self.open.last().map_or(index, |around| around.index);
        self.nodes.push(PageNode { what, parent, end: index + 1, ordinal });
        index
    }

    /// Which one an element is among those of its name beside it.
    fn count(&mut self, element: &'h Element) -> u32 {
        let Some(around) = self.open.last_mut() else { return 0 };
        let (count, _) = around.names.entry(element.name()).or_default();
        *count += 1;
        *count
    }

    fn open(&mut self, element: &'h Element) {
        let ordinal = self.count(element);
        let index = self.push(What::Element(element), ordinal);
        if let Some(around) = self.open.last_mut() {
            let (_, first) = around.names.entry(element.name()).or_default();
            first.get_or_insert(index);
        }
        self.open.push(Around { index, names: BTreeMap::new() });
    }

    fn close(&mut self) {
        let Some(Around { index, names }) = self.open.pop() else { return };
        self.nodes[index].end = self.nodes.len();
        let only = names.into_values().filter(|(count, _)| *count == 1);
        for only in only.filter_map(|(_, first)| first) {
            self.nodes[only].ordinal = 0;
        }
    }
}
