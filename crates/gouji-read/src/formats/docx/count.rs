//! Counting of automatic numbers: they are printed in front of a text and stand in no run.

use std::collections::{BTreeMap, BTreeSet};

use super::numbering::{LEVELS, Level, Numberings};
use super::numeral::numeral;
use super::styles::{NumberOf, Styles};

/// Counts the paragraphs of every list.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// The last number of every level of a list; `None` where the level begins anew.
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Levels that a numbering has begun anew.
    begun: BTreeSet<(u32, usize)>,
}

impl Counts {
    /// The automatic number of the next paragraph, with what is between it and the text; empty where
    /// it has none.
    pub(super) fn next(
        &mut self,
        numberings: &Numberings,
        styles: &Styles,
        own: NumberOf,
        style: Option<&str>,
    ) -> String {
        self.number(numberings, styles, own, style).unwrap_or_default()
    }

    fn number(
        &mut self,
        numberings: &Numberings,
        styles: &Styles,
        own: NumberOf,
        style: Option<&str>,
    ) -> Option<String> {
        let (of_style, named_by) = styles.number(style);
        let numbering = own.numbering.or(of_style.numbering).filter(|id| *id != 0)?;
        let numbering_of = |style: &str| styles.number(Some(style)).0.numbering;
        let list = numberings.list(numbering, numbering_of)?;
        let linked = [style, named_by].into_iter().flatten();
        let mut linked = linked.filter(|_| own.numbering.is_none());
        let linked = linked.find_map(|style| numberings.level_of_style(list, style));
        let at = |level: Option<u32>| level.and_then(|level| usize::try_from(level).ok());
        let level = at(own.level).or(linked).or(at(of_style.level)).unwrap_or(0);
        let found = numberings.level(numbering, list, level)?;
        self.advance(numberings, numbering, list, level)?;
        Some(self.printed(numberings, numbering, list, found))
    }

    /// Counts one paragraph of a level on, and begins the levels below anew.
    fn advance(
        &mut self,
        numberings: &Numberings,
        numbering: u32,
        list: u32,
        level: usize,
    ) -> Option<()> {
        let found = numberings.level(numbering, list, level)?;
        let counts = self.counts.entry(list).or_default();
        let again = numberings.start(numbering, level);
        let again = again.filter(|_| self.begun.insert((numbering, level)));
        let count = counts.get_mut(level)?;
        let next = count.map_or(found.start, |count| count.saturating_add(1));
        *count = Some(again.unwrap_or(next));
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = numberings.level(numbering, list, below).and_then(|it| it.restart);
            let restart = restart.and_then(|it| usize::try_from(it).ok());
            if restart.is_none_or(|restart| level < restart) {
                *count = None;
            }
        }
        Some(())
    }

    /// The number in words: `第%1部分` with the numeral in it.
    fn printed(&self, numberings: &Numberings, numbering: u32, list: u32, level: &Level) -> String {
        // The sign of a list that is not counted, often in a font of signs, is no text.
        if level.format == "bullet" {
            return String::new();
        }
        let mut text = String::new();
        let mut rest = level.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            text.push_str(before);
            rest = after;
            let digit = after.chars().next().and_then(|c| c.to_digit(10));
            let of = digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
            let Some(of) = of.filter(|of| *of < LEVELS) else {
                text.push('%');
                continue;
            };
            rest = &after[1..];
            let Some(shown) = numberings.level(numbering, list, of) else { continue };
            let number = self.counts.get(&list).and_then(|counts| counts[of]);
            let format = if level.legal { "decimal" } else { &shown.format };
            text.push_str(&numeral(format, number.unwrap_or(shown.start)));
        }
        text.push_str(rest);
        let closed = text.ends_with(['、', '）', ')', '．', '.', '：', ':', ' ', '　']);
        if level.apart && !closed && !text.is_empty() {
            text.push(' ');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// A level with start 1.
    fn level(index: u32, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}\
             <w:lvlText w:val='{text}'/></w:lvl>"
        )
    }

    fn numberings(xml: &str) -> Numberings {
        Numberings::parse(&format!("<w:numbering xmlns:w='{WORD}'>{xml}</w:numbering>")).unwrap()
    }

    /// The numbers of paragraphs of these numberings and levels.
    fn count(numberings: &Numberings, paragraphs: &[(u32, u32)]) -> Vec<String> {
        let mut counts = Counts::default();
        let mut next = |&(numbering, level): &(u32, u32)| {
            let own = NumberOf { numbering: Some(numbering), level: Some(level) };
            counts.next(numberings, &Styles::default(), own, None)
        };
        paragraphs.iter().map(&mut next).collect()
    }

    fn three_levels() -> String {
        let parts = level(0, "chineseCounting", "第%1部分", "");
        let items = level(1, "chineseCounting", "%2、", "");
        let points = level(2, "decimal", "%1.%2.%3", "<w:isLgl/>");
        format!("<w:abstractNum w:abstractNumId='7'>{parts}{items}{points}</w:abstractNum>")
    }

    #[test]
    fn levels_below_begin_anew() {
        let xml = three_levels() + "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>";
        let found = count(&numberings(&xml), &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)]);
        assert_eq!(found, ["第一部分 ", "一、", "二、", "1.2.1 ", "第二部分 ", "一、"]);
    }

    #[test]
    fn a_level_that_is_told_so_counts_on() {
        let on = level(1, "decimal", "%2、", "<w:lvlRestart w:val='0'/>");
        let xml = format!(
            "<w:abstractNum w:abstractNumId='7'>{}{on}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>",
            level(0, "decimal", "%1.", "")
        );
        let found = count(&numberings(&xml), &[(1, 0), (1, 1), (1, 0), (1, 1)]);
        assert_eq!(found, ["1.", "1、", "2.", "2、"]);
    }

    #[test]
    fn a_numbering_with_its_own_start_begins_anew_once() {
        let xml = three_levels()
            + "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
               <w:num w:numId='2'><w:abstractNumId w:val='7'/>\
               <w:lvlOverride w:ilvl='1'><w:startOverride w:val='1'/></w:lvlOverride></w:num>";
        let found = count(&numberings(&xml), &[(1, 1), (1, 1), (2, 1), (2, 1), (1, 1)]);
        assert_eq!(found, ["一、", "二、", "一、", "二、", "三、"]);
    }

    #[test]
    fn paragraphs_of_a_style_have_the_level_that_names_it() {
        let xml = format!(
            "<w:abstractNum w:abstractNumId='7'>{}{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>",
            level(0, "decimal", "%1.", "<w:pStyle w:val='h1'/>"),
            level(1, "chineseCounting", "（%2）", "<w:pStyle w:val='h2'/>")
        );
        let styles = Styles::parse(&format!(
            "<w:styles xmlns:w='{WORD}'><w:style w:styleId='h2'><w:pPr><w:numPr><w:numId w:val='1'/>\
             </w:numPr></w:pPr></w:style></w:styles>"
        ));
        let styles = styles.unwrap();
        let mut counts = Counts::default();
        let mut next = |own| counts.next(&numberings(&xml), &styles, own, Some("h2"));
        assert_eq!(next(NumberOf::default()), "（一）");
        assert_eq!(next(NumberOf { numbering: Some(0), level: None }), "");
        assert_eq!(next(NumberOf::default()), "（二）");
    }

    #[test]
    fn a_sign_is_no_number_and_an_unknown_numbering_is_none() {
        let xml = format!(
            "<w:abstractNum w:abstractNumId='7'>{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>",
            level(0, "bullet", "\u{F0B7}", "")
        );
        assert_eq!(count(&numberings(&xml), &[(1, 0), (2, 0), (1, 8), (1, 99)]), [""; 4]);
    }
}
