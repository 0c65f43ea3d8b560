//! Finding a pattern in a folded text: with every choice tried, what follows it known.

use super::slot::SlotReader;
use super::{Node, Pattern};

/// A slot and the part of the folded text that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture<'p> {
    /// Name of the slot.
    pub slot: &'p str,
    /// First folded position.
    pub start: usize,
    /// Position behind the last.
    pub end: usize,
}

/// Where a pattern was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'p> {
    /// First folded position.
    pub start: usize,
    /// Position behind the last.
    pub end: usize,
    /// Slots in order of the text.
    pub captures: Vec<Capture<'p>>,
}

impl Match<'_> {
    /// The part taken by a slot.
    pub fn slot(&self, name: &str) -> Option<&Capture<'_>> {
        self.captures.iter().find(|capture| capture.slot == name)
    }
}

impl Pattern {
    /// The whole of a folded text.
    pub fn match_whole<'p>(&'p self, text: &[char], slots: &dyn SlotReader) -> Option<Match<'p>> {
        let mut captures = Vec::new();
        let accepts = &mut |end: usize| end == text.len();
        let end = walk(&Steps::all(&self.nodes), text, 0, slots, &mut captures, accepts)?;
        Some(Match { start: 0, end, captures })
    }

    /// The wording at a position of a folded text.
    pub fn match_at<'p>(
        &'p self,
        text: &[char],
        start: usize,
        slots: &dyn SlotReader,
    ) -> Option<Match<'p>> {
        let mut captures = Vec::new();
        let end = walk(&Steps::all(&self.nodes), text, start, slots, &mut captures, &mut |_| true)?;
        Some(Match { start, end, captures })
    }

    /// Every place, from the left and without overlap, where the wording stands.
    pub fn find_all<'p>(&'p self, text: &[char], slots: &dyn SlotReader) -> Vec<Match<'p>> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < text.len() {
            if !self.may_start_with(text[start]) {
                start += 1;
                continue;
            }
            match self.match_at(text, start, slots) {
                Some(hit) if hit.end > start => {
                    start = hit.end;
                    found.push(hit);
                }
                _ => start += 1,
            }
        }
        found
    }

    /// A quick test before the walk.
    fn may_start_with(&self, c: char) -> bool {
        match self.nodes.first() {
            Some(Node::Literal(literal)) => literal.first() == Some(&c),
            _ => true,
        }
    }
}

/// What is left to match: a list of node lists, innermost first, so that what follows an optional
/// part is known while the part is tried.
struct Steps<'p, 's> {
    nodes: &'p [Node],
    rest: Option<&'s Steps<'p, 's>>,
}

impl<'p> Steps<'p, '_> {
    const fn all(nodes: &'p [Node]) -> Self {
        Self { nodes, rest: None }
    }
}

fn walk<'p>(
    steps: &Steps<'p, '_>,
    text: &[char],
    at: usize,
    slots: &dyn SlotReader,
    captures: &mut Vec<Capture<'p>>,
    accepts: &mut dyn FnMut(usize) -> bool,
) -> Option<usize> {
    let Some((node, following)) = steps.nodes.split_first() else {
        return match steps.rest {
            Some(rest) => walk(rest, text, at, slots, captures, accepts),
            None => accepts(at).then_some(at),
        };
    };
    let after = Steps { nodes: following, rest: steps.rest };
    match node {
        Node::Literal(literal) => {
            let end = at + literal.len();
            let same = text.get(at..end).is_some_and(|part| part == &literal[..]);
            if same { walk(&after, text, end, slots, captures, accepts) } else { None }
        }
        Node::Slot(name) => {
            let taken = captures.len();
            for end in slots.ends(name, text, at) {
                captures.push(Capture { slot: name, start: at, end });
                if let Some(end) = walk(&after, text, end, slots, captures, accepts) {
                    return Some(end);
                }
                captures.truncate(taken);
            }
            None
        }
        Node::Optional(inner) => {
            let taken = captures.len();
            let with = Steps { nodes: inner, rest: Some(&after) };
            walk(&with, text, at, slots, captures, accepts).or_else(|| {
                captures.truncate(taken);
                walk(&after, text, at, slots, captures, accepts)
            })
        }
        Node::Choice(options) => {
            let taken = captures.len();
            options.iter().find_map(|option| {
                captures.truncate(taken);
                let with = Steps { nodes: option, rest: Some(&after) };
                walk(&with, text, at, slots, captures, accepts)
            })
        }
    }
}
