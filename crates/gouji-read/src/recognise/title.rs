//! Short lines: titles, labels, remarks, numbers of pages.

use crate::ordinal;
use gouji_standard::{FoldedText, Pattern, TitleSlots};

/// Whether a text is one of these wordings as a whole.
pub(super) fn any(patterns: &[Pattern], text: &str) -> bool {
    !patterns.is_empty() && {
        let folded = FoldedText::new(text);
        patterns.iter().any(|p| p.match_whole(folded.chars(), &TitleSlots).is_some())
    }
}

/// What follows one of these wordings at the beginning of a text.
pub(super) fn after<'t>(patterns: &[Pattern], text: &'t str) -> Option<&'t str> {
    let folded = FoldedText::new(text);
    let hit = patterns.iter().find_map(|p| p.match_at(folded.chars(), 0, &TitleSlots))?;
    Some(text[folded.offset(hit.end)..].trim())
}

/// A text in two where a unit of money follows its label: 单位名称：某局 | 单位：万元
pub(super) fn before_unit<'t>(labels: &[Pattern], text: &'t str) -> Option<(&'t str, &'t str)> {
    let mut starts = text.char_indices().skip(1).map(|(start, _)| start);
    let start = starts.find(|&start| {
        let unit = after(labels, &text[start..]);
        unit.is_some_and(|unit| gouji_model::Unit::parse(unit).is_money())
    })?;
    Some((text[..start].trim(), text[start..].trim()))
}

/// A title without the number of the table in front and 续 behind.
pub(super) fn bare_title(text: &str) -> &str {
    let bare = ordinal::without_table(text).trim_end();
    ["（续）", "(续)", "（续表）", "(续表)", "续表"]
        .iter()
        .find_map(|mark| bare.strip_suffix(mark))
        .unwrap_or(bare)
}

/// A remark in brackets: （项目绩效目标表公开情况见附件）
pub(super) fn is_remark(text: &str) -> bool {
    let inside = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    inside.is_some_and(|inside| inside.chars().count() > 6)
}

/// A line that is nothing but the number of a page.
pub(super) fn is_page_number(text: &str) -> bool {
    let core = text.trim_matches(|c: char| matches!(c, '-' | '—' | '–' | '·' | ' ' | '第' | '页'));
    !core.is_empty() && core.len() <= 3 && core.bytes().all(|b| b.is_ascii_digit())
}
