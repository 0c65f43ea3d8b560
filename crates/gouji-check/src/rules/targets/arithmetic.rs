//! Arithmetic that a text writes out: products, lists with their total, parts of a whole.

use gouji_model::{Amount, Decimal, Unit};
use gouji_standard::TargetWords;

use super::text::{Number, Prose, months, small};

/// An equation that a text writes out.
pub(super) struct Written {
    pub kind: Kind,
    /// The total as printed.
    pub total: Amount,
    /// What it is the total of, as the text has it.
    pub formula: String,
    /// The addends, or the one product.
    pub parts: Vec<Amount>,
}

/// What kind of arithmetic it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 3项共计384250元, after the three items.
    List,
    /// 每处8550元，35处共299250元.
    Product,
    /// 总投资865万元，其中：……
    Parts {
        /// Whether the parts are all of the whole, as far as the words tell.
        exhaustive: bool,
    },
    /// 2025年2月至2026年12月共23个月.
    Months,
}

/// An amount in the text: what stands for itself, or a rate per something.
struct Money {
    amount: Amount,
    number: Number,
    /// Behind the unit and, of a rate, behind what it is per.
    end: usize,
    /// What the rate is per: 人, 月; empty for a plain amount.
    per: Vec<String>,
}

/// Everything that a text computes.
pub(super) fn written(words: &TargetWords, prose: &Prose) -> Vec<Written> {
    let money: Vec<Money> = prose.numbers.iter().filter_map(|n| money(prose, *n)).collect();
    let mut found = lists(words, prose, &money);
    found.extend(products(words, prose, &money));
    found.extend(chains(prose, &money));
    found.extend(wholes(words, prose, &money));
    found.extend(month_counts(words, prose));
    found
}

/// The last total of a text, as of a plan: 7项共计24.78万元 at its end.
pub(super) fn closing_total(words: &TargetWords, prose: &Prose) -> Option<Amount> {
    let last = prose.numbers.iter().rev().find_map(|number| money(prose, *number))?;
    let closes = prose.chars[last.end..].iter().all(|c| !c.is_alphanumeric());
    let grand = prose.any_before(last.number.start, &words.sums.grand).is_some();
    (closes && grand && last.per.is_empty()).then_some(last.amount)
}

fn money(prose: &Prose, number: Number) -> Option<Money> {
    let (amount, mut end) = prose.money(number)?;
    let mut per = per_before(prose, number.start);
    while prose.at(end, "/") {
        let name: String =
            prose.chars[end + 1..].iter().take_while(|c| is_of_name(**c)).take(4).collect();
        if name.is_empty() {
            break;
        }
        end += 1 + name.chars().count();
        per.push(name);
    }
    Some(Money { amount, number, end, per })
}

/// 每人每月 in front of a number: 人, 月.
fn per_before(prose: &Prose, at: usize) -> Vec<String> {
    let start = prose.clause_start(at);
    let clause: String = prose.slice(start, at);
    let Some((_, each)) = clause.split_once('每') else { return Vec::new() };
    // 每年度预算经费支出 and the like are no rate: what it is per stands directly in front.
    let names: Vec<String> = each.split('每').map(str::to_owned).collect();
    if names.iter().all(|name| (1..=4).contains(&name.chars().count())) {
        names
    } else {
        vec!["?".into()]
    }
}

const fn is_of_name(c: char) -> bool {
    !matches!(c, ',' | ';' | '。' | ':' | '(' | ')' | '、' | '/' | '×' | '*' | '=' | '的')
        && !c.is_ascii_digit()
}

/// n项共计X元 after n items.
fn lists(words: &TargetWords, prose: &Prose, money: &[Money]) -> Vec<Written> {
    let mut found = Vec::new();
    let mut from = 0;
    for total in money.iter().filter(|m| m.per.is_empty()) {
        let Some(at) = prose.any_before(total.number.start, &words.sums.grand) else { continue };
        let at = if prose.ends(at, ",") { at - 1 } else { at };
        let Some((count, start)) = items_before(prose, at) else { continue };
        let parts = items(prose, from, start, count).and_then(|spans| {
            spans.into_iter().map(|span| own(words, prose, money, span)).collect()
        });
        let parts: Option<Vec<Amount>> = parts;
        if let Some(parts) = parts {
            found.push(Written {
                kind: Kind::List,
                total: total.amount.clone(),
                formula: joined(&parts),
                parts,
            });
        }
        from = total.end;
    }
    found
}

/// 7项 or 两项 in front of a position: the number, and where it begins.
fn items_before(prose: &Prose, at: usize) -> Option<(usize, usize)> {
    const NUMERALS: [(char, usize); 10] = [
        ('两', 2),
        ('二', 2),
        ('三', 3),
        ('四', 4),
        ('五', 5),
        ('六', 6),
        ('七', 7),
        ('八', 8),
        ('九', 9),
        ('十', 10),
    ];
    let item = at.checked_sub(1).filter(|at| prose.at(*at, "项"))?;
    if let Some(number) = prose.numbers.iter().find(|number| number.end == item) {
        return Some((usize::from(small(number.value)?), number.start));
    }
    let numeral = prose.chars.get(item.checked_sub(1)?)?;
    NUMERALS.iter().find(|(c, _)| c == numeral).map(|(_, count)| (*count, item - 1))
}

/// The spans of a list of so many items: by 1、2、3、, else by semicolons and full stops.
fn items(prose: &Prose, from: usize, to: usize, count: usize) -> Option<Vec<(usize, usize)>> {
    let mut starts = Vec::new();
    for number in prose.numbers_in(from, to) {
        let next = starts.len() + 1;
        let opens = number.start == from
            || matches!(prose.chars[number.start - 1], ';' | '。' | ',' | ':' | ' ' | '(');
        let marks = matches!(prose.chars.get(number.end), Some('、' | '.' | ')'));
        if opens && marks && small(number.value).map(usize::from) == Some(next) {
            starts.push(number.end + 1);
        }
    }
    let spans: Vec<(usize, usize)> = if starts.len() == count {
        let ends = starts.iter().skip(1).copied().chain([to]);
        starts.iter().copied().zip(ends).collect()
    } else {
        let mut spans = Vec::new();
        let mut start = from;
        for at in from..=to {
            if at == to || matches!(prose.chars[at], ';' | '。') {
                let has_money = prose.numbers_in(start, at).any(|n| prose.money(n).is_some());
                spans.extend(has_money.then_some((start, at)));
                start = at + 1;
            }
        }
        spans
    };
    (spans.len() == count && count > 1).then_some(spans)
}

/// The amount of an item: its only plain one, else the last one that is called a total.
fn own(
    words: &TargetWords,
    prose: &Prose,
    money: &[Money],
    span: (usize, usize),
) -> Option<Amount> {
    let plain: Vec<&Money> = money
        .iter()
        .filter(|m| m.per.is_empty() && m.number.start >= span.0 && m.end <= span.1)
        .collect();
    match plain[..] {
        [only] => Some(only.amount.clone()),
        _ => {
            let totals = plain.iter().filter(|m| is_total(words, prose, m.number.start));
            totals.last().map(|m| m.amount.clone())
        }
    }
}

/// Whether a number is called a total: 共299250元, 共需发放12098元.
fn is_total(words: &TargetWords, prose: &Prose, at: usize) -> bool {
    const MOST: usize = 10;
    let start = prose.clause_start(at).max(at.saturating_sub(MOST));
    (start..at).any(|from| {
        let end = prose.any_at(from, &words.sums.totals);
        end.is_some_and(|end| end <= at && prose.numbers_in(end, at).next().is_none())
            && !prose.at(from, "公共")
            && !(from > 0
                && matches!(prose.chars[from - 1], '公' | '预' | '估' | '统' | '设' | '会' | '审'))
    })
}

/// A rate, quantities of what it is per, and the total of the same item.
fn products(words: &TargetWords, prose: &Prose, money: &[Money]) -> Vec<Written> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in 0..=prose.chars.len() {
        if end == prose.chars.len() || matches!(prose.chars[end], ';' | '。') {
            found.extend(product(words, prose, money, (start, end)));
            start = end + 1;
        }
    }
    found
}

fn product(
    words: &TargetWords,
    prose: &Prose,
    money: &[Money],
    span: (usize, usize),
) -> Option<Written> {
    let inside: Vec<&Money> =
        money.iter().filter(|m| m.number.start >= span.0 && m.end <= span.1).collect();
    // Chains of factors are read by themselves.
    if prose.chars[span.0..span.1].iter().any(|c| TIMES.contains(c)) {
        return None;
    }
    let rates: Vec<&&Money> = inside.iter().filter(|m| !m.per.is_empty()).collect();
    let first = rates.first()?;
    if rates.iter().any(|rate| rate.per != first.per) {
        return None;
    }
    let after = rates.last()?.end;
    let mut totals = inside.iter().filter(|m| {
        m.per.is_empty() && m.number.start >= after && is_total(words, prose, m.number.start)
    });
    let total = totals.next().filter(|_| totals.next().is_none())?;
    let rate =
        rates.iter().try_fold(Decimal::ZERO, |sum, rate| sum.checked_add(rate.amount.yuan()?))?;
    let mut used: Vec<usize> = Vec::new();
    let mut product = rate;
    let mut formula = format!("{}元", rate.normalised());
    for per in &first.per {
        let Some(quantity) = quantity(words, prose, money, span, per, &mut used)? else { continue };
        product = product.checked_mul(quantity)?;
        formula = format!("{formula}×{}{per}", quantity.normalised());
    }
    // Nothing was multiplied: the total is of something else.
    if product == rate {
        return None;
    }
    // Another count beside it may be a further factor.
    let is_money = |n: Number| money.iter().any(|m| m.number.start == n.start);
    let mut others = prose.numbers_in(span.0, span.1).filter(|n| !used.contains(&n.start));
    if total.amount.yuan()? != product && others.any(|n| !is_money(n) && is_count(prose, n)) {
        return None;
    }
    // A rate that was rounded gives a rounded product: its interval grows with it.
    let decimals = rates.iter().map(|rate| rate.amount.base_decimals()).min()?;
    let exact = decimals >= 0 || total.amount.yuan()? == product;
    let part = Amount::as_printed(product.normalised(), Unit::Yuan);
    exact.then(|| Written {
        kind: Kind::Product,
        total: total.amount.clone(),
        formula,
        parts: vec![part],
    })
}

/// Signs between factors.
const TIMES: [char; 4] = ['×', '*', '✕', '╳'];

/// Whether a number may count something: no ordinal, no date, no year.
fn is_count(prose: &Prose, number: Number) -> bool {
    let next = prose.chars.get(number.end);
    let ordinal = matches!(next, Some('、' | '.' | ')'));
    let date = matches!(next, Some('月' | '日' | '号'));
    let year = prose.at(number.end, "年") && small(number.value).is_some_and(|y| y > 100);
    !ordinal && !date && !year
}

/// Factors and their product: 3000元×2人×12个月=72000元.
fn chains(prose: &Prose, money: &[Money]) -> Vec<Written> {
    let mut found = Vec::new();
    for total in money.iter().filter(|m| prose.ends(m.number.start, "=")) {
        let start = prose.clause_start(total.number.start);
        let chain: String = prose.slice(start, total.number.start - 1);
        let mut product = Some(Decimal::from(1));
        let mut has_money = 0;
        for factor in chain.split(TIMES) {
            let factor = Prose::new(factor);
            let value = match factor.numbers[..] {
                [only] => match factor.money(only) {
                    Some((amount, _)) => {
                        has_money += 1;
                        amount.yuan()
                    }
                    // 50% and ranges are no plain factors.
                    None if factor.at(only.end, "%") => None,
                    None => Some(only.value),
                },
                _ => None,
            };
            product = product.zip(value).and_then(|(a, b)| a.checked_mul(b));
        }
        // A sum within the chain is not read.
        let plain =
            has_money == 1 && chain.contains(TIMES) && !chain.contains(['+', '-', '/', '÷']);
        if let Some(product) = product.filter(|_| plain) {
            found.push(Written {
                kind: Kind::Product,
                total: total.amount.clone(),
                formula: chain,
                parts: vec![Amount::as_printed(product.normalised(), Unit::Yuan)],
            });
        }
    }
    found
}

/// How many of something an item has. The outer `None`: nobody knows; the inner: a year, said as 每年
/// without a number of years.
fn quantity(
    words: &TargetWords,
    prose: &Prose,
    money: &[Money],
    span: (usize, usize),
    per: &str,
    used: &mut Vec<usize>,
) -> Option<Option<Decimal>> {
    let mut values: Vec<Decimal> = Vec::new();
    for number in prose.numbers_in(span.0, span.1) {
        if money.iter().any(|m| m.number.start == number.start) {
            continue;
        }
        let counts = match per {
            "月" => prose.at(number.end, "个月"),
            "年" => prose.at(number.end, "年") && small(number.value).is_some_and(|y| y < 100),
            _ => {
                let groups = words.units.same.iter().filter(|g| g.iter().any(|unit| unit == per));
                prose.at(number.end, per)
                    || groups.into_iter().any(|g| prose.any_at(number.end, g).is_some())
            }
        };
        if counts {
            let each = each_of(prose, number)?;
            used.push(number.start);
            values.push(number.value.checked_mul(each)?);
        }
    }
    values.dedup();
    match (&values[..], per) {
        ([only], _) => Some(Some(*only)),
        ([], "年") => Some(None),
        ([], "月") if prose.slice(span.0, span.1).contains("全年") => {
            Some(Some(Decimal::from(12)))
        }
        _ => None,
    }
}

/// 门房、保洁人员各1名 are two: how many things a number is for each of. `None` where it says 每.
fn each_of(prose: &Prose, number: Number) -> Option<Decimal> {
    if prose.ends(number.start, "每") {
        return None;
    }
    if !prose.ends(number.start, "各") {
        return Some(Decimal::from(1));
    }
    let clause = prose.slice(prose.clause_start(number.start), number.start);
    let things = clause.split(['、', '和', '及', '与']).count();
    Some(Decimal::from(i64::try_from(things).ok()?))
}

/// A total, 其中, and its parts to the end of the sentence.
fn wholes(words: &TargetWords, prose: &Prose, money: &[Money]) -> Vec<Written> {
    let whole = |total: &Money| {
        let at = if prose.at(total.end, ",") { total.end + 1 } else { total.end };
        let mut from = prose.any_at(at, &words.sums.shares)?;
        from += usize::from(prose.at(from, ":"));
        let rest = &prose.chars[from..];
        let end = rest.iter().position(|c| *c == '。').map_or(prose.chars.len(), |at| from + at);
        let list = prose.slice(from, end);
        if words.sums.not_parts.iter().any(|word| list.contains(word.as_str())) {
            return None;
        }
        let parts = parts(words, prose, money, (from, end))?;
        let last = prose.slice(end.saturating_sub(16).max(from), end);
        let exhaustive =
            parts.len() > 2 || words.sums.rest.iter().any(|word| last.contains(word.as_str()));
        Some(Written {
            kind: Kind::Parts { exhaustive },
            total: total.amount.clone(),
            formula: joined(&parts),
            parts,
        })
    };
    money.iter().filter(|m| m.per.is_empty()).filter_map(whole).collect()
}

/// The parts of a whole: one amount for each item between semicolons, else between commas.
fn parts(
    words: &TargetWords,
    prose: &Prose,
    money: &[Money],
    span: (usize, usize),
) -> Option<Vec<Amount>> {
    let split = |marks: &[char]| {
        let mut spans = Vec::new();
        let mut start = span.0;
        for at in span.0..=span.1 {
            if at == span.1 || marks.contains(&prose.chars[at]) {
                let inside = |m: &&Money| m.number.start >= start && m.end <= at;
                if money.iter().any(|m| inside(&m)) {
                    spans.push((start, at));
                }
                start = at + 1;
            }
        }
        spans
    };
    let spans = match split(&[';']) {
        spans if spans.len() > 1 => spans,
        _ => {
            // Within commas a rate would be of the item beside it.
            let rates = money
                .iter()
                .any(|m| !m.per.is_empty() && m.number.start >= span.0 && m.end <= span.1);
            if rates { Vec::new() } else { split(&[',', '、']) }
        }
    };
    let amounts: Option<Vec<Amount>> =
        spans.into_iter().map(|span| own(words, prose, money, span)).collect();
    amounts.filter(|amounts| amounts.len() > 1)
}

/// 2025年1月至2026年12月共23个月: the months of a range, and the number behind it.
fn month_counts(words: &TargetWords, prose: &Prose) -> Vec<Written> {
    let unit = || Unit::Other("个月".into());
    let count = |(from, to): (super::text::Date, super::text::Date)| {
        let mut at = to.end + usize::from(prose.at(to.end, ",") || prose.at(to.end, "("));
        at = prose.any_at(at, &words.sums.totals)?;
        let number = prose.numbers.iter().find(|number| number.start == at)?;
        let real = months(from, to)?;
        prose.at(number.end, "个月").then(|| Written {
            kind: Kind::Months,
            total: Amount::as_printed(number.value, unit()),
            formula: prose.slice(from.start, to.end),
            parts: vec![Amount::as_printed(Decimal::from(real), unit())],
        })
    };
    prose.ranges().into_iter().filter_map(count).collect()
}

fn joined(parts: &[Amount]) -> String {
    let parts: Vec<String> =
        parts.iter().map(|part| format!("{}{}", part.value, part.unit)).collect();
    parts.join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let words = gouji_standard::Standard::embedded().targets();
        let show = |w: Written| format!("{}{} = {}", w.total.value, w.total.unit, w.formula);
        written(words, &Prose::new(text)).into_iter().map(show).collect()
    }

    #[test]
    fn products_of_rates_and_quantities_are_read() {
        for (text, expected) in [
            ("站点运行费每处8550元，35处共299250元", "299250元 = 8550元×35处"),
            ("门卫保洁2人，每人每月3000元，12个月共72000元", "72000元 = 3000元×2人×12月"),
            ("河段清洁48.6公里，每公里每年24000元，共1166400元", "1166400元 = 24000元×48.6公里"),
            ("补助标准526元/月，共23个月，共需发放12098元", "12098元 = 526元×23月"),
            (
                "门房、保洁人员各1名，工资2050元/人/月，管理费100元/人/月，全年共计51600元",
                "51600元 = 2150元×2人×12月",
            ),
        ] {
            assert_eq!(shown(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_chain_of_factors_is_multiplied_and_a_further_count_is_not_guessed() {
        assert_eq!(shown("3000元×2人×12个月=72000元"), ["72000元 = 3000元×2人×12个月"]);
        assert!(shown("2台，每台3000元，3年共18000元").is_empty());
        assert!(shown("总投资100万元，其中：甲60万元（其中乙20万元），丙40万元").is_empty());
    }

    #[test]
    fn a_list_is_added_where_it_has_as_many_items_as_it_says() {
        let text = "1、宣传费2万；2、办公费4.03万元；3、每站1万元/年，共计5万元。3项共计11.03万元";
        assert_eq!(shown(text), ["11.03万元 = 2万元 + 4.03万元 + 5万元"]);
        assert!(shown("1、宣传费2万元；2、办公费4万元。3项共计9万元").is_empty());
        let text = "补助共需发放12098元；补贴共需发放7840元。两项共计19938元";
        assert_eq!(shown(text), ["19938元 = 12098元 + 7840元"]);
    }

    #[test]
    fn parts_of_a_whole_are_read_to_the_end_of_the_sentence() {
        let text =
            "总投资865.00万元，其中：工程费724.00万元，其他费98.60万元，预备费42.40万元。另有3万元";
        assert_eq!(shown(text), ["865.00万元 = 724.00万元 + 98.60万元 + 42.40万元"]);
    }

    #[test]
    fn months_of_a_range_are_counted() {
        assert_eq!(shown("2025年1月至2026年12月共23个月"), ["23个月 = 2025年1月至2026年12月"]);
    }
}
