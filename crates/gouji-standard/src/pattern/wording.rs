//! The wordings that a pattern stands for.

use super::{Node, Pattern};

impl Pattern {
    /// Every wording that the pattern can be, slots left out; at most 64.
    pub fn expansions(&self) -> Vec<String> {
        let mut wordings = expand(&self.nodes);
        wordings.truncate(MAX_EXPANSIONS);
        wordings
    }

    /// The wording in short, as a name: what may be absent is left out, of several wordings the
    /// first is taken, and slots (a year with its 年) fall away.
    pub fn short(&self) -> String {
        let mut short = String::new();
        shorten(&mut self.source.chars().peekable(), &mut short, true);
        short
    }
}

/// Wordings that [`Pattern::expansions`] gives at most.
const MAX_EXPANSIONS: usize = 64;

fn expand(nodes: &[Node]) -> Vec<String> {
    let mut wordings = vec![String::new()];
    for node in nodes {
        let options: Vec<String> = match node {
            Node::Literal(literal) => vec![literal.iter().collect()],
            Node::Slot(_) => vec![String::new()],
            Node::Optional(inner) => expand(inner).into_iter().chain([String::new()]).collect(),
            Node::Choice(choices) => choices.iter().flat_map(|choice| expand(choice)).collect(),
        };
        wordings = wordings
            .iter()
            .flat_map(|start| options.iter().map(move |end| format!("{start}{end}")))
            .take(MAX_EXPANSIONS)
            .collect();
    }
    wordings
}

/// Appends to `short` up to the end of the part that begins here, or only walks over it.
fn shorten(source: &mut std::iter::Peekable<std::str::Chars<'_>>, short: &mut String, keep: bool) {
    let mut is_first = true;
    while let Some(c) = source.next() {
        match c {
            ']' | '>' => return,
            '|' => is_first = false,
            '[' => shorten(source, short, false),
            '<' => shorten(source, short, keep && is_first),
            '{' => {
                let slot: String = source.by_ref().take_while(|c| *c != '}').collect();
                if slot == "year" {
                    source.next_if_eq(&'年');
                }
            }
            c if keep && is_first => short.push(c),
            _ => {}
        }
    }
}
