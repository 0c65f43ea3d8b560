//! Reading a pattern as it is written.

use thiserror::Error;

use super::Node;
use super::fold::folded;

/// Why a text is not a pattern.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PatternError {
    /// A bracket without its partner.
    #[error("pattern `{0}`: unbalanced `{1}`")]
    Unbalanced(String, char),
    /// Nothing to match.
    #[error("pattern `{0}` is empty")]
    Empty(String),
    /// `{}` without a name.
    #[error("pattern `{0}`: a slot has no name")]
    UnnamedSlot(String),
}

/// The nodes of a pattern.
pub(super) fn nodes(source: &str) -> Result<Vec<Node>, PatternError> {
    let chars: Vec<char> = source.chars().collect();
    let mut parser = Parser { source, chars: &chars, position: 0 };
    let nodes = parser.sequence(&[])?;
    if nodes.is_empty() {
        return Err(PatternError::Empty(source.to_owned()));
    }
    Ok(nodes)
}

struct Parser<'a> {
    source: &'a str,
    chars: &'a [char],
    position: usize,
}

impl Parser<'_> {
    fn sequence(&mut self, closers: &[char]) -> Result<Vec<Node>, PatternError> {
        let mut nodes = Vec::new();
        let mut literal = Vec::new();
        while let Some(&c) = self.chars.get(self.position) {
            if closers.contains(&c) {
                break;
            }
            self.position += 1;
            let node = match c {
                '{' => self.slot()?,
                '[' => Node::Optional(vec![self.choice(']')?]),
                '<' => self.choice('>')?,
                '}' | ']' | '>' => return Err(PatternError::Unbalanced(self.source.to_owned(), c)),
                _ => {
                    literal.extend(folded(c));
                    continue;
                }
            };
            flush(&mut literal, &mut nodes);
            nodes.push(node);
        }
        flush(&mut literal, &mut nodes);
        Ok(nodes)
    }

    fn slot(&mut self) -> Result<Node, PatternError> {
        let rest = &self.chars[self.position..];
        let length = rest
            .iter()
            .position(|&c| c == '}')
            .ok_or_else(|| PatternError::Unbalanced(self.source.to_owned(), '{'))?;
        let name: String = rest[..length].iter().collect();
        self.position += length + 1;
        if name.is_empty() {
            return Err(PatternError::UnnamedSlot(self.source.to_owned()));
        }
        Ok(Node::Slot(name))
    }

    fn choice(&mut self, closer: char) -> Result<Node, PatternError> {
        let mut options = Vec::new();
        loop {
            options.push(self.sequence(&['|', closer])?);
            match self.chars.get(self.position) {
                Some('|') => self.position += 1,
                _ => break,
            }
        }
        self.close(closer)?;
        Ok(Node::Choice(options))
    }

    fn close(&mut self, closer: char) -> Result<(), PatternError> {
        if self.chars.get(self.position) == Some(&closer) {
            self.position += 1;
            return Ok(());
        }
        let opener = if closer == ']' { '[' } else { '<' };
        Err(PatternError::Unbalanced(self.source.to_owned(), opener))
    }
}

fn flush(literal: &mut Vec<char>, nodes: &mut Vec<Node>) {
    if !literal.is_empty() {
        nodes.push(Node::Literal(std::mem::take(literal)));
    }
}
