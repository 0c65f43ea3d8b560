//! The template language of profiles.
//!
//! A pattern is a wording with holes. One pattern recognises a title, a column heading or a
//! sentence, and can write it too:
//!
//! * `{name}` is a slot. In a sentence the profile says what a slot is; in titles `{year}` is four
//!   digits, `{number}` digits and `{text}` any words.
//! * `<a|b>` is one of the two, `[a]` may be absent, `[a|b]` is one of the two or absent.
//!
//! Both pattern and text are compared in folded form: half width, without spaces and quotation
//! marks, so that `“三公”经费（境）` is found as `三公经费(境)`.

use std::fmt;

use gouji_model::fold_width;
use serde::Deserialize;
use thiserror::Error;

/// A wording with holes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern {
    source: String,
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Literal(Vec<char>),
    Slot(String),
    Optional(Vec<Node>),
    Choice(Vec<Vec<Node>>),
}

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

/// A text in folded form, with the way back to the byte offsets of the original.
#[derive(Clone, Debug)]
pub struct FoldedText {
    chars: Vec<char>,
    offsets: Vec<usize>,
    len: usize,
}

impl FoldedText {
    /// Folds a text: half width, without spaces and quotation marks.
    pub fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2);
        let mut offsets = Vec::with_capacity(text.len() / 2);
        for (offset, c) in text.char_indices() {
            if let Some(folded) = folded(c) {
                chars.push(folded);
                offsets.push(offset);
            }
        }
        Self { chars, offsets, len: text.len() }
    }

    /// The folded characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Byte offset in the original of a folded position.
    pub fn offset(&self, position: usize) -> usize {
        self.offsets.get(position).copied().unwrap_or(self.len)
    }
}

/// The folded form of a label, as a string: for comparing wordings.
pub fn folded_label(text: &str) -> String {
    text.chars().filter_map(folded).collect()
}

fn folded(c: char) -> Option<char> {
    let c = fold_width(c);
    let dropped = c.is_whitespace()
        || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '\u{FEFF}' | '\u{200B}');
    (!dropped).then_some(c)
}

/// Decides what a slot takes: the ends, in order of preference, of what it may cover from a
/// position on.
pub trait SlotReader {
    /// Possible ends of the slot `name` that begins at `from`.
    fn ends(&self, name: &str, text: &[char], from: usize) -> Vec<usize>;
}

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
    /// Reads a pattern.
    pub fn parse(source: &str) -> Result<Self, PatternError> {
        let chars: Vec<char> = source.chars().collect();
        let mut parser = Parser { source, chars: &chars, position: 0 };
        let nodes = parser.sequence(&[])?;
        if nodes.is_empty() {
            return Err(PatternError::Empty(source.to_owned()));
        }
        Ok(Self { source: source.to_owned(), nodes })
    }

    /// The pattern as written in the profile.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Names of the slots, in order.
    pub fn slots(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect_slots(&self.nodes, &mut names);
        names
    }

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

    /// Whether a folded label is the beginning of this wording, cut short by its cell.
    pub fn is_cut(&self, folded: &str) -> bool {
        self.expansions().iter().any(|full| full.len() > folded.len() && full.starts_with(folded))
    }

    /// Whether the whole of `text` is this wording.
    pub fn matches(&self, text: &str) -> bool {
        let folded = FoldedText::new(text);
        self.match_whole(folded.chars(), &TitleSlots).is_some()
    }

    /// Whether `text` begins with this wording.
    pub fn matches_start(&self, text: &str) -> bool {
        let folded = FoldedText::new(text);
        self.match_at(folded.chars(), 0, &TitleSlots).is_some()
    }

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

/// The slots of titles and headings.
pub struct TitleSlots;

/// Longest stretch of words that `{text}` takes.
const MAX_WORDS: usize = 60;

impl SlotReader for TitleSlots {
    fn ends(&self, name: &str, text: &[char], from: usize) -> Vec<usize> {
        match name {
            "year" => year_ends(text, from),
            "number" => {
                let digits = text[from..].iter().take_while(|c| c.is_ascii_digit()).count();
                if digits > 0 { vec![from + digits] } else { Vec::new() }
            }
            _ => words_ends(text, from),
        }
    }
}

/// End of a year of four digits.
pub fn year_ends(text: &[char], from: usize) -> Vec<usize> {
    let digits = text[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    if digits == 4 && matches!(text[from], '1' | '2') { vec![from + 4] } else { Vec::new() }
}

/// Ends of any words, shortest first, not beyond the end of the sentence.
pub fn words_ends(text: &[char], from: usize) -> Vec<usize> {
    let words =
        text[from..].iter().take(MAX_WORDS).take_while(|c| !matches!(c, '。' | ';')).count();
    (from..=from + words).collect()
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

fn collect_slots<'p>(nodes: &'p [Node], names: &mut Vec<&'p str>) {
    for node in nodes {
        match node {
            Node::Literal(_) => {}
            Node::Slot(name) => {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            Node::Optional(inner) => collect_slots(inner, names),
            Node::Choice(options) => options.iter().for_each(|option| collect_slots(option, names)),
        }
    }
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

impl TryFrom<String> for Pattern {
    type Error = PatternError;

    fn try_from(source: String) -> Result<Self, Self::Error> {
        Self::parse(&source)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pattern(source: &str) -> Pattern {
        Pattern::parse(source).unwrap()
    }

    #[test]
    fn titles_match_whatever_their_width_spaces_and_quotes() {
        let title = pattern("{year}年财政拨款安排“三公”经费支出预算表");
        assert!(title.matches("2026 年财政拨款安排三公经费支出预算表"));
        assert!(title.matches("２０２６年财政拨款安排“三公”经费支出预算表"));
        assert!(!title.matches("2026年财政拨款安排“三公”经费支出预算表（续）"));
        assert!(title.matches_start("2026年财政拨款安排“三公”经费支出预算表（续）"));
    }

    #[test]
    fn optional_parts_and_choices_are_tried_with_what_follows_them() {
        let change = pattern("比[{year}年[预算]|上年]<增加|减少>");
        for text in ["比上年减少", "比2025年预算增加", "比增加"] {
            assert!(change.matches(text), "{text}");
        }
        assert!(!change.matches("比上年预算增加"));
    }

    #[test]
    fn unbalanced_brackets_are_refused() {
        for source in ["a{b", "a[b", "a<b|c", "a]b", "a}b", "{}"] {
            assert!(Pattern::parse(source).is_err(), "{source}");
        }
        assert_eq!(Pattern::parse(" "), Err(PatternError::Empty(" ".into())));
    }

    #[test]
    fn positions_lead_back_to_the_original() {
        let text = "收入 “合计” 1";
        let folded = FoldedText::new(text);
        let total = pattern("合计");
        let found = &total.find_all(folded.chars(), &TitleSlots)[0];
        assert_eq!(&text[folded.offset(found.start)..], "合计” 1");
    }

    #[test]
    fn a_wording_in_short_is_a_name() {
        let short = |source: &str| Pattern::parse(source).unwrap().short();
        assert_eq!(short("<本单位|本部门>[主要[工作]]<职责|职能>[{text}]"), "本单位职责");
        assert_eq!(short("{year}年[度]<单位|部门>预算情况说明"), "单位预算情况说明");
        assert_eq!(short("“三公”经费预算<情况|[变动]说明>"), "“三公”经费预算情况");
    }

    proptest! {
        #[test]
        fn a_literal_pattern_matches_itself(text in "[一-龥（）、，]{1,20}") {
            prop_assert!(pattern(&text).matches(&text));
        }

        #[test]
        fn matching_never_panics(source in "[a{}\\[\\]<>|一二]{0,12}", text in "\\PC{0,20}") {
            if let Ok(pattern) = Pattern::parse(&source) {
                let folded = FoldedText::new(&text);
                let _ = pattern.find_all(folded.chars(), &TitleSlots);
            }
        }
    }
}
