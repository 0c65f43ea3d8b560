//! A line of text as a browser shows it.

use crate::wide::is_wide;
/// Text between two breaks, with the node where it begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    pub node: usize,
}

/// A line that is being put together from texts.
#[derive(Default)]
pub(super) struct OpenLine {
    text: String,
    node: usize,
    gap: Gap,
    /// What stands in front of the next text: the number of an item of a list.
    mark: Option<String>,
}

/// White space before the next character.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Break,
    Space,
}

impl OpenLine {
    /// Adds a text that a node holds: runs of white space are one space, a line break of the source
    /// between Chinese characters is nothing.
    pub(super) fn push(&mut self, text: &str, node: usize) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.gap = self.gap.max(Gap::Break),
                ' ' | '\t' | '\u{C}' => self.gap = Gap::Space,
                c => self.character(c, node),
            }
        }
    }

    /// Adds a text whose white space is kept.
    pub(super) fn push_as_it_is(&mut self, text: &str, node: usize) {
        for c in text.chars() {
            self.character(if c.is_whitespace() { '\u{A0}' } else { c }, node);
        }
    }

    /// Puts a mark in front of what comes next.
    pub(super) fn mark(&mut self, mark: String) {
        self.mark = Some(mark);
    }

    /// Ends the line; `None` where it is blank.
    pub(super) fn end(&mut self) -> Option<Line> {
        self.gap = Gap::None;
        let text = std::mem::take(&mut self.text);
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| Line { text: trimmed.to_owned(), node: self.node })
    }

    fn character(&mut self, c: char, node: usize) {
        if is_nothing(c) {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        let is_space = is_space(c);
        if self.text.is_empty() {
            // Before the first character a space is an indent.
            if is_space {
                return;
            }
            self.node = node;
            self.text = self.mark.take().unwrap_or_default();
        } else {
            let joins = gap == Gap::Break && self.text.ends_with(is_wide) && is_wide(c);
            if gap != Gap::None && !joins {
                self.text.push(' ');
            }
        }
        let c = if is_space { ' ' } else { c };
        self.text.push(c);
    }
}

/// Characters without width, and those that no page means.
fn is_nothing(c: char) -> bool {
    c.is_control() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Spaces that a browser shows one by one.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut line = OpenLine::default();
        line.push(text, 0);
        line.end().map(|line| line.text).unwrap_or_default()
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(shown(" \n 1,027.63 \t\n 万元 "), "1,027.63 万元");
        assert_eq!(shown("\u{A0}\u{3000}"), "");
    }

    #[test]
    fn the_source_may_break_a_line_between_chinese_characters() {
        assert_eq!(shown("云岭市\n水务局，\r\n“三公”\n经费"), "云岭市水务局，“三公”经费");
        assert_eq!(shown("目 录"), "目 录");
        assert_eq!(shown("共\n12 人"), "共 12 人");
    }

    #[test]
    fn hard_spaces_are_kept_between_words() {
        assert_eq!(
            shown("单位名称：甲\u{A0}\u{A0}\u{3000}单位：万元\u{A0}"),
            "单位名称：甲   单位：万元"
        );
        assert_eq!(shown("合\u{200B}计\0"), "合计");
    }
}
