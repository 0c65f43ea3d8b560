//! Ordinals in front of headings, items and paragraphs.

use gouji_model::fold_width;

/// A label without its ordinal: 一、 (一) 1. ① 第一部分.
pub(crate) fn without(text: &str) -> &str {
    let text = text.trim();
    for strip in [part_ordinal, bracketed_ordinal, plain_ordinal, circled_ordinal] {
        if let Some(rest) = strip(text) {
            return rest.trim_start();
        }
    }
    text
}

/// Whether a text begins with an ordinal.
pub(crate) fn begins(text: &str) -> bool {
    without(text).len() < text.trim().len()
}

/// Whether a text is nothing but an ordinal.
pub(crate) fn is_alone(text: &str) -> bool {
    begins(text) && without(text).is_empty()
}

/// Whether a text begins an article, a chapter or a part: 第五条
pub(crate) fn begins_article(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第') else { return false };
    let is_numeral = |c: char| NUMERALS.contains(c) || fold_width(c).is_ascii_digit();
    let after = rest.trim_start().trim_start_matches(is_numeral).trim_start();
    let numbered = rest.trim_start().starts_with(is_numeral);
    numbered && ["条", "章", "节", "部分"].iter().any(|unit| after.starts_with(unit))
}

const NUMERALS: &str = "一二三四五六七八九十百零〇";

fn part_ordinal(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('第')?;
    let after = rest.trim_start_matches(|c| NUMERALS.contains(c));
    if after.len() == rest.len() {
        return None;
    }
    after.strip_prefix("部分").map(|rest| rest.trim_start_matches(['、', ':', '：']))
}

fn bracketed_ordinal(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['(', '（'])?;
    let after =
        rest.trim_start_matches(|c: char| NUMERALS.contains(c) || fold_width(c).is_ascii_digit());
    if after.len() == rest.len() {
        return None;
    }
    after.strip_prefix([')', '）']).map(|rest| rest.strip_prefix(['、', '.']).unwrap_or(rest))
}

fn plain_ordinal(text: &str) -> Option<&str> {
    let is_digit = |c: char| fold_width(c).is_ascii_digit();
    let after_numeral = text.trim_start_matches(|c| NUMERALS.contains(c));
    if after_numeral.len() < text.len() {
        return after_numeral.strip_prefix(['、', '．', '.']);
    }
    let after = text.trim_start_matches(is_digit);
    if after.len() == text.len() {
        return None;
    }
    let rest = after.strip_prefix(['、', '．', '.'])?;
    // 1.80 is a number and no ordinal; 1.2025年收入预算总表 has one.
    (!rest.starts_with(is_digit) || begins_with_year(rest)).then_some(rest)
}

fn begins_with_year(text: &str) -> bool {
    let year: String = text.chars().take(5).collect();
    year.strip_suffix('年').is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

fn circled_ordinal(text: &str) -> Option<&str> {
    text.strip_prefix(|c| matches!(c, '①'..='⑳'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_of_every_kind_are_known() {
        for text in [
            "一、收入",
            "（二）收入",
            "(2)收入",
            "3、收入",
            "3.收入",
            "①收入",
            "第三部分 收入",
            "二十一、收入",
        ] {
            assert_eq!(without(text), "收入", "{text}");
        }
        assert_eq!(without("1.80万元"), "1.80万元");
        assert_eq!(without("一般公共预算"), "一般公共预算");
    }

    #[test]
    fn a_year_behind_an_ordinal_makes_no_decimal_number_of_it() {
        assert_eq!(without("1.2025年收入预算总表"), "2025年收入预算总表");
        assert_eq!(without("4．2025年收入预算总表"), "2025年收入预算总表");
    }

    #[test]
    fn an_article_is_no_quarter() {
        assert!(begins_article("第二条 单位") && begins_article("第 三 部分"));
        assert!(!begins_article("第一季度用款") && !begins_article("第条"));
    }
}
