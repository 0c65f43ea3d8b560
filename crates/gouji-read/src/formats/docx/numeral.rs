//! Numerals of automatic numbers.

use std::fmt::Write as _;

/// The numeral of a number in a format of WordprocessingML; in digits where the format has none for
/// it, or is not known.
pub(super) fn numeral(format: &str, number: u32) -> String {
    let found = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|it| it.to_ascii_lowercase()),
        "upperLetter" => letters('A', number),
        "lowerLetter" => letters('a', number),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(number, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(in_digits(number, "〇一二三四五六七八九"))
        }
        "decimalFullWidth" | "decimalFullWidth2" => Some(in_digits(number, "０１２３４５６７８９")),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => row('①', 20, number),
        "decimalEnclosedParen" => row('⑴', 20, number),
        "decimalEnclosedFullstop" => row('⒈', 20, number),
        "ideographEnclosedCircle" => row('㊀', 10, number),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥", number),
        _ => None,
    };
    found.unwrap_or_else(|| number.to_string())
}

/// A Chinese numeral below ten thousand: 十二, 一百零一.
fn chinese(number: u32, digits: &str, units: &str) -> Option<String> {
    let mut numeral = String::new();
    let mut skipped = false;
    for (power, value) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
        let digit = number / value % 10;
        if digit == 0 {
            skipped = true;
            continue;
        }
        if skipped && !numeral.is_empty() {
            numeral.push(digits.chars().next()?);
        }
        skipped = false;
        // Ten is 十 and not 一十, eleven 十一.
        if !(power == 1 && number < 20) {
            numeral.push(nth_char(digits, digit)?);
        }
        if power > 0 {
            numeral.push(nth_char(units, power - 1)?);
        }
    }
    if number == 0 {
        numeral.push(digits.chars().next()?);
    }
    (number < 10_000).then_some(numeral)
}

fn roman(number: u32) -> Option<String> {
    const VALUES: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = (1..4000).contains(&number).then_some(number)?;
    let mut numeral = String::new();
    for (value, letters) in VALUES {
        while rest >= value {
            rest -= value;
            numeral.push_str(letters);
        }
    }
    Some(numeral)
}

/// A … Z, AA, BB … ZZ, as word processors count.
fn letters(first: char, number: u32) -> Option<String> {
    const TIMES: u32 = 5;
    let index = number.checked_sub(1).filter(|index| *index < 26 * TIMES)?;
    let letter = char::from_u32(u32::from(first) + index % 26)?;
    Some(std::iter::repeat_n(letter, usize::try_from(index / 26 + 1).ok()?).collect())
}

/// Digit by digit: 一〇.
fn in_digits(number: u32, digits: &str) -> String {
    let mut numeral = String::new();
    for digit in number.to_string().chars().filter_map(|c| c.to_digit(10)) {
        match nth_char(digits, digit) {
            Some(c) => numeral.push(c),
            // Writing to a string does not fail.
            None => drop(write!(numeral, "{digit}")),
        }
    }
    numeral
}

/// One of a row of characters that stand one after the other in Unicode.
fn row(first: char, count: u32, number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|index| *index < count)?;
    char::from_u32(u32::from(first) + index).map(String::from)
}

/// One of these characters, counted from 1.
fn nth(characters: &str, number: u32) -> Option<String> {
    nth_char(characters, number.checked_sub(1)?).map(String::from)
}

fn nth_char(characters: &str, index: u32) -> Option<char> {
    characters.chars().nth(usize::try_from(index).ok()?)
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn chinese_numerals() {
        let said = |number| numeral("chineseCountingThousand", number);
        let numbers = [0, 1, 9, 10, 11, 20, 21, 100, 101, 110, 111, 1010, 2005, 9999, 10_000];
        let expected = [
            "零",
            "一",
            "九",
            "十",
            "十一",
            "二十",
            "二十一",
            "一百",
            "一百零一",
            "一百一十",
            "一百一十一",
            "一千零一十",
            "二千零五",
            "九千九百九十九",
            "10000",
        ];
        assert_eq!(numbers.map(said), expected);
        assert_eq!(numeral("chineseLegalSimplified", 21), "贰拾壹");
        assert_eq!(numeral("ideographDigital", 10), "一〇");
    }

    #[test]
    fn numerals_of_other_formats() {
        let said = |format| numeral(format, 12);
        assert_eq!(said("upperRoman"), "XII");
        assert_eq!(said("lowerLetter"), "l");
        assert_eq!(said("decimalZero"), "12");
        assert_eq!(said("decimalFullWidth"), "１２");
        assert_eq!(said("decimalEnclosedCircleChinese"), "⑫");
        assert_eq!(said("ideographTraditional"), "12");
        assert_eq!(said("no such format"), "12");
        assert_eq!(numeral("upperLetter", 28), "BB");
    }

    #[test]
    fn a_number_without_a_numeral_is_in_digits() {
        for format in ["upperRoman", "upperLetter", "decimalEnclosedParen", "chineseCounting"] {
            assert_eq!(numeral(format, u32::MAX), u32::MAX.to_string());
        }
        assert_eq!(numeral("upperLetter", 0), "0");
    }
}
