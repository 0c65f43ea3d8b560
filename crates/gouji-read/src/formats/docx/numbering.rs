//! Definitions of automatic numbers.

use std::collections::BTreeMap;

use gouji_ooxml::{Element, Vocabulary::Word, XmlError, XmlNode, XmlReader};

use super::styles::{MAX_DEFINITIONS, skip};

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// Longest text of a level, in characters. Word itself writes no more than a few.
const MAX_TEXT: usize = 60;

/// The numberings of a document.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    lists: BTreeMap<u32, List>,
    numberings: BTreeMap<u32, Numbering>,
}

/// A definition that several numberings may share, and with it the count.
#[derive(Debug, Default)]
struct List {
    levels: BTreeMap<usize, Level>,
    /// Style whose numbering has the levels.
    style: Option<String>,
}

/// Use of a list, with what differs.
#[derive(Debug, Default)]
struct Numbering {
    list: u32,
    levels: BTreeMap<usize, Level>,
    starts: BTreeMap<usize, u32>,
}

/// How the numbers of a level look.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub start: u32,
    /// Format of the numeral.
    pub format: String,
    /// Text with a place `%1` for the numeral of each level.
    pub text: String,
    /// Level, from 1, whose use restarts this one; 0 for none, `None` for every level above.
    pub restart: Option<u32>,
    /// Whether something stands between number and text.
    pub apart: bool,
    /// Style whose paragraphs are of this level.
    style: Option<String>,
    /// Whether numerals of all levels are in digits.
    pub legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            restart: None,
            apart: true,
            style: None,
            legal: false,
        }
    }
}

/// What the elements that follow belong to.
#[derive(Clone, Copy, Debug)]
enum Open {
    Nothing,
    List(u32),
    Numbering(u32),
}

impl Numberings {
    /// Reads the part of numberings.
    pub(super) fn parse(xml: &str) -> Result<Self, XmlError> {
        let mut reader = XmlReader::new(xml);
        let mut numberings = Self::default();
        let mut open = Open::Nothing;
        let mut level = 0;
        while let Some(node) = reader.read()? {
            let XmlNode::Start(element) = node else { continue };
            let (Word, name) = element.tag() else { continue };
            match name {
                "pPr" | "rPr" => skip(&mut reader)?,
                "abstractNum" | "num" => open = numberings.define(&element),
                "lvl" | "lvlOverride" => level = level_of(&element),
                _ => numberings.describe(open, level, &element),
            }
            if name == "lvl"
                && let Some(levels) = numberings.levels(open)
                && level < LEVELS
            {
                levels.insert(level, Level::default());
            }
        }
        Ok(numberings)
    }

    fn define(&mut self, element: &Element<'_>) -> Open {
        if self.lists.len() + self.numberings.len() >= MAX_DEFINITIONS {
            return Open::Nothing;
        }
        if let Some(id) = element.number("abstractNumId") {
            self.lists.insert(id, List::default());
            return Open::List(id);
        }
        let Some(id) = element.number("numId") else { return Open::Nothing };
        self.numberings.insert(id, Numbering::default());
        Open::Numbering(id)
    }

    fn levels(&mut self, open: Open) -> Option<&mut BTreeMap<usize, Level>> {
        match open {
            Open::Nothing => None,
            Open::List(id) => self.lists.get_mut(&id).map(|list| &mut list.levels),
            Open::Numbering(id) => self.numberings.get_mut(&id).map(|it| &mut it.levels),
        }
    }

    /// Takes a property of what is open.
    fn describe(&mut self, open: Open, level: usize, element: &Element<'_>) {
        let (_, name) = element.tag();
        match (open, name) {
            (Open::List(id), "numStyleLink") => {
                if let Some(list) = self.lists.get_mut(&id) {
                    list.style = element.attribute("val");
                }
            }
            (Open::Numbering(id), "abstractNumId" | "startOverride") => {
                let Some(numbering) = self.numberings.get_mut(&id) else { return };
                let Some(value) = element.number("val") else { return };
                if name == "abstractNumId" {
                    numbering.list = value;
                } else if level < LEVELS {
                    numbering.starts.insert(level, value);
                }
            }
            _ => {
                if let Some(level) = self.levels(open).and_then(|levels| levels.get_mut(&level)) {
                    level.describe(element);
                }
            }
        }
    }

    /// The list of a numbering, which counts for all numberings that share it. `numbering_of` tells
    /// the numbering of a style.
    pub(super) fn list(
        &self,
        numbering: u32,
        numbering_of: impl Fn(&str) -> Option<u32>,
    ) -> Option<u32> {
        let own = self.numberings.get(&numbering)?.list;
        let Some(style) = self.lists.get(&own).and_then(|list| list.style.as_deref()) else {
            return Some(own);
        };
        Some(self.numberings.get(&numbering_of(style)?)?.list)
    }

    /// How a level looks.
    pub(super) fn level(&self, numbering: u32, list: u32, level: usize) -> Option<&Level> {
        let own = self.numberings.get(&numbering).and_then(|it| it.levels.get(&level));
        own.or_else(|| self.lists.get(&list)?.levels.get(&level))
    }

    /// The number with which a numbering begins a level anew.
    pub(super) fn start(&self, numbering: u32, level: usize) -> Option<u32> {
        self.numberings.get(&numbering)?.starts.get(&level).copied()
    }

    /// The level of paragraphs of a style.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<usize> {
        let levels = &self.lists.get(&list)?.levels;
        let found = levels.iter().find(|(_, level)| level.style.as_deref() == Some(style));
        found.map(|(level, _)| *level)
    }
}

fn level_of(element: &Element<'_>) -> usize {
    element.number("ilvl").and_then(|level| usize::try_from(level).ok()).unwrap_or(LEVELS)
}

impl Level {
    fn describe(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val").unwrap_or_default();
        match element.tag().1 {
            "start" => self.start = element.number("val").unwrap_or(0),
            // A custom format stands beside one for programs that do not know it.
            "numFmt" if value() != "custom" => self.format = value(),
            "lvlText" => self.text = value().chars().take(MAX_TEXT).collect(),
            "lvlRestart" => self.restart = element.number("val"),
            "suff" => self.apart = value() != "nothing",
            "pStyle" => self.style = Some(value()),
            "isLgl" => self.legal = element.is_on(),
            _ => {}
        }
    }
}
