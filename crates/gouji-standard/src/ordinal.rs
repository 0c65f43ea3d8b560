//! Ordinals in front of headings, items and paragraphs.

use gouji_model::fold_width;

/// A label without its ordinal: 一、 (一) 1. ① 第一部分.
pub fn without(text: &str) -> &str {
    let text = text.trim();
    for strip in [part_ordinal, bracketed_ordinal, plain_ordinal, circled_ordinal] {
        if let Some(rest) = strip(text) {
            return rest.trim_start();
        }
    }
    text
}

/// Whether a text begins with an ordinal.
pub fn begins(text: &str) -> bool {
    without(text).len() < text.trim().len()
}

/// Whether a text is nothing but an ordinal.
pub fn is_alone(text: &str) -> bool {
    begins(text) && without(text).is_empty()
}

/// Whether a text begins an article, a chapter or a part: 第五条
pub fn begins_article(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第') else { return false };
    let is_numeral = |c: char| NUMERALS.contains(c) || fold_width(c).is_ascii_digit();
    let after = rest.trim_start().trim_start_matches(is_numeral).trim_start();
    let numbered = rest.trim_start().starts_with(is_numeral);
    numbered && ["条", "章", "节", "部分"].iter().any(|unit| after.starts_with(unit))
}

/// A title without the number of its table: 表一, 附件2, 表3：.
pub fn without_table(text: &str) -> &str {
    let bare = without(text);
    let Some(rest) = bare.strip_prefix('表').or_else(|| bare.strip_prefix("附表")) else {
        return bare;
    };
    let after = rest.trim_start_matches(|c| NUMERALS.contains(c));
    let after = if after.len() < rest.len() { after } else { &rest[digits_of_table(rest)..] };
    if after.len() == rest.len() {
        bare
    } else {
        after.trim_start_matches(['：', ':', '、', '.', ' ', '　'])
    }
}

/// How many digits in front of a title are the number of its table: those of a year are not.
fn digits_of_table(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text[digits..].starts_with('年') { digits.saturating_sub(4) } else { digits }
}

/// The ordinal in front of a text, without its punctuation; empty where there is none.
pub fn of(text: &str) -> String {
    let text = text.trim();
    let ordinal = &text[..text.len() - without(text).len()];
    ordinal.chars().filter(|c| c.is_alphanumeric()).map(fold_width).collect()
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
    fn the_number_of_a_table_is_no_part_of_its_title() {
        assert_eq!(without_table("表十二2026年项目支出预算表"), "2026年项目支出预算表");
        assert_eq!(without_table("表22026年项目支出预算表"), "2026年项目支出预算表");
        assert_eq!(without_table("附表3：项目支出预算表"), "项目支出预算表");
        assert_eq!(without_table("表内数据"), "表内数据");
        assert_eq!(
            (of("（二）收入"), of("第三部分 收入"), of("收入")),
            ("二".into(), "第三部分".into(), String::new())
        );
    }

    #[test]
    fn an_article_is_no_quarter() {
        assert!(begins_article("第二条 单位") && begins_article("第 三 部分"));
        assert!(!begins_article("第一季度用款") && !begins_article("第条"));
    }
}
