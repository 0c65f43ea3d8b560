//! Amounts in Chinese numerals: 三十二万元, 壹拾贰万伍仟元.

use gouji_model::Decimal;

/// End of the numeral that begins at a position in front of a unit of money, if one does. The 万 of
/// 万元 belongs to the unit, but not where another 亿 or 万 stands before it: 一亿两千万元 is in 元.
pub(super) fn numeral_end(text: &[char], from: usize) -> Option<usize> {
    let run = text.get(from..)?.iter().take_while(|c| is_numeral(**c)).count();
    let mut end = from + run;
    if text.get(end) != Some(&'元') {
        return None;
    }
    let before_unit = end.checked_sub(1).and_then(|at| text.get(at));
    let has_greater = text[from..end].iter().filter(|c| matches!(c, '万' | '亿')).count() > 1;
    if run > 1 && !has_greater && matches!(before_unit, Some('万' | '亿')) {
        end -= 1;
    }
    // 一元, 二元 are mostly words.
    let is_amount = end - from >= 2 || text.get(end) != Some(&'元');
    (is_amount && value(&text[from..end]).is_some()).then_some(end)
}

/// The value of a numeral; `None` where it is none.
pub(super) fn value(numeral: &[char]) -> Option<Decimal> {
    let point = numeral.iter().position(|c| *c == '点').unwrap_or(numeral.len());
    let (whole, fraction) = numeral.split_at(point);
    let mut digits = whole_value(whole)?.to_string();
    if let Some((_, decimals)) = fraction.split_first() {
        digits.push('.');
        for c in decimals {
            digits.push_str(&digit(*c)?.to_string());
        }
    }
    digits.parse().ok()
}

fn whole_value(numeral: &[char]) -> Option<i64> {
    // What is above 亿, what is above 万, and what follows.
    let (mut total, mut section, mut last) = (0i64, 0i64, None::<i64>);
    for c in numeral {
        if let Some(digit) = digit(*c) {
            // 二五 is no number of this kind; 零 may stand in front of a digit.
            if last.is_some_and(|last| last != 0) {
                return None;
            }
            last = Some(digit);
        } else if let Some(power) = power(*c) {
            section = section.checked_add(last.take().unwrap_or(1).checked_mul(power)?)?;
        } else {
            section = section.checked_add(last.take().unwrap_or(0))?;
            let power = if *c == '万' { 10_000 } else { 100_000_000 };
            total = total.checked_add(section.checked_mul(power)?)?;
            section = 0;
        }
    }
    let first = numeral.first()?;
    let begins = digit(*first).is_some() || matches!(first, '十' | '拾');
    let value = total.checked_add(section)?.checked_add(last.unwrap_or(0))?;
    begins.then_some(value)
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || power(c).is_some() || matches!(c, '万' | '亿' | '点')
}

const fn digit(c: char) -> Option<i64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

const fn power(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let end = numeral_end(&chars, 0)?;
        Some(format!("{} {}", value(&chars[..end])?, chars[end..].iter().collect::<String>()))
    }

    #[test]
    fn amounts_in_numerals_are_read() {
        assert_eq!(read("三十二万元").as_deref(), Some("32 万元"));
        assert_eq!(read("十二点五万元").as_deref(), Some("12.5 万元"));
        assert_eq!(read("壹拾贰万伍仟元").as_deref(), Some("125000 元"));
        assert_eq!(read("三百零五元").as_deref(), Some("305 元"));
        assert_eq!(read("一亿两千万元").as_deref(), Some("120000000 元"));
    }

    #[test]
    fn words_with_numerals_are_no_amounts() {
        for text in ["一元化", "三公经费", "百元以上", "二五元", "万元"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
