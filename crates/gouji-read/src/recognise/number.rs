//! Numbers in running text.

use gouji_model::{Decimal, Measure, Reading, Unit, read_number};

use super::chinese;

/// End of the number that begins at `from`, if one does: digits with thousands separators and
/// decimals, or Chinese numerals in front of a unit of money.
pub(super) fn number_end(text: &[char], from: usize) -> Option<usize> {
    if let Some(end) = chinese::numeral_end(text, from) {
        return Some(end);
    }
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut at = from + usize::from(text.get(from) == Some(&'-'));
    if !digit(at) {
        return None;
    }
    let start = at;
    while digit(at) {
        at += 1;
    }
    if at - start <= 3 {
        while text.get(at) == Some(&',') && (1..=3).all(|i| digit(at + i)) && !digit(at + 4) {
            at += 4;
        }
    }
    if text.get(at) == Some(&'.') && digit(at + 1) {
        at += 1;
        while digit(at) {
            at += 1;
        }
    }
    Some(at)
}

/// The amounts, shares and counts in a text: ranges of its characters. Years, dates, ordinals and
/// the numbers of documents are none.
pub(super) fn numbers(text: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(end) = chinese::numeral_end(text, at) {
            found.push((at, end));
            at = end;
            continue;
        }
        if !text[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        // A digit stands here, so a number does.
        let end = number_end(text, at).unwrap_or(at + 1);
        if is_quantity(text, at, end) {
            found.push((at, end));
        }
        at = end;
        while text.get(at).is_some_and(|c| c.is_ascii_digit() || *c == '.') {
            at += 1;
        }
    }
    found
}

fn is_quantity(text: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| text[at]);
    let after = text.get(end).copied();
    let digits = end - start;
    let in_word = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let year = digits == 4 && matches!(after, Some('年' | '-'));
    let date = digits <= 2 && matches!(after, Some('月' | '日' | '时'));
    let document = after == Some('号')
        || matches!(before, Some('〔' | '【' | '[' | '第'))
        || matches!(after, Some('〕' | '】' | ']'));
    let begins = before.is_none_or(|c| matches!(c, '。' | ';' | ':' | ',' | '(' | '是'));
    let ordinal = digits <= 2 && begins && matches!(after, Some('、' | '.' | ')'));
    // （204类）（06款）（01项）
    let code = (2..=3).contains(&digits)
        && before == Some('(')
        && matches!(after, Some('类' | '款' | '项'))
        && text.get(end + 1) == Some(&')');
    !(in_word || year || date || document || ordinal || code)
}

/// The value of a number in running text.
pub(super) fn value(printed: &[char]) -> Option<Decimal> {
    match read_number(&printed.iter().collect::<String>()) {
        Reading::Number(number) => Some(number.value),
        _ => chinese::value(printed),
    }
}

/// The unit printed behind a number, and how many characters it takes.
pub(super) fn unit_behind(text: &[char], end: usize) -> Option<(Unit, usize)> {
    const UNITS: [&str; 24] = [
        "万元",
        "亿元",
        "元",
        "%",
        "平方米",
        "台(套)",
        "人次",
        "批次",
        "个",
        "辆",
        "人",
        "名",
        "台",
        "套",
        "家",
        "项",
        "批",
        "件",
        "次",
        "户",
        "公里",
        "米",
        "吨",
        "年",
    ];
    UNITS.iter().find_map(|unit| {
        let chars: Vec<char> = unit.chars().collect();
        let stands = text.get(end..end + chars.len())? == chars;
        stands.then(|| (Unit::parse(unit), chars.len()))
    })
}

/// What an unbound number seems to measure, by its unit and the words around it.
pub(super) fn measure_of(unit: Option<&Unit>, words_before: &str) -> Measure {
    let ends_with = |words: &[&str]| words.iter().any(|word| words_before.ends_with(word));
    let changed = ends_with(&["增加", "减少", "增长", "下降", "上升", "降低", "提高"]);
    match unit {
        Some(Unit::Percent) if changed => Measure::Rate,
        Some(Unit::Percent) if words_before.contains("完成") => Measure::Completion,
        Some(Unit::Percent) => Measure::Share,
        Some(unit) if unit.is_money() && changed => Measure::Change,
        Some(unit) if unit.is_money() => Measure::Amount,
        Some(Unit::Other(name)) if matches!(&**name, "平方米" | "公里" | "米" | "吨") => {
            Measure::Quantity
        }
        Some(_) => Measure::Count,
        None => Measure::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        numbers(&chars).into_iter().map(|(start, end)| chars[start..end].iter().collect()).collect()
    }

    #[test]
    fn amounts_are_found_and_dates_and_documents_are_not() {
        assert_eq!(
            found("2026年度预算1,027.63万元,占15.37%;2、上年结转1499万元"),
            ["1,027.63", "15.37", "1499"]
        );
        assert_eq!(found("截至2025年12月31日,车辆1辆(财预〔2016〕143号)"), ["1"]);
        assert_eq!(found("PM2.5浓度,共5个"), ["5"]);
    }

    #[test]
    fn separators_are_part_of_a_number_only_in_groups_of_three() {
        assert_eq!(found("5,1234元"), ["5", "1234"]);
        assert_eq!(found("12,345.6元"), ["12,345.6"]);
    }
}
