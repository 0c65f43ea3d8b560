//! Products that a text writes out: a rate and quantities of what it is per, or a chain of factors.

use gouji_model::{Amount, Decimal, Unit};
use gouji_standard::TargetWords;

use super::arithmetic::{Kind, Money, Written, is_total};
use super::text::{Number, Prose, small};

/// A rate, quantities of what it is per, and the total of the same item.
pub(super) fn products(words: &TargetWords, prose: &Prose, money: &[Money]) -> Vec<Written> {
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
        let quantity = match quantity(words, prose, money, span, per, &mut used) {
            Quantity::Known(quantity) => quantity,
            Quantity::Once => continue,
            Quantity::Unknown => return None,
        };
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
pub(super) fn chains(prose: &Prose, money: &[Money]) -> Vec<Written> {
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

/// How many of something an item has.
enum Quantity {
    Known(Decimal),
    /// A year, said as 每年 without a number of years.
    Once,
    Unknown,
}

/// How many of something an item has, with the numbers that say it.
fn quantity(
    words: &TargetWords,
    prose: &Prose,
    money: &[Money],
    span: (usize, usize),
    per: &str,
    used: &mut Vec<usize>,
) -> Quantity {
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
            let Some(each) = each_of(prose, number) else { return Quantity::Unknown };
            used.push(number.start);
            let Some(value) = number.value.checked_mul(each) else { return Quantity::Unknown };
            values.push(value);
        }
    }
    values.dedup();
    match (&values[..], per) {
        ([only], _) => Quantity::Known(*only),
        ([], "年") => Quantity::Once,
        ([], "月") if prose.slice(span.0, span.1).contains("全年") => {
            Quantity::Known(Decimal::from(12))
        }
        _ => Quantity::Unknown,
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
