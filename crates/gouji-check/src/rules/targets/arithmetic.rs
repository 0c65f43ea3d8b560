//! Arithmetic that a text writes out: products, lists with their total, parts of a whole.

use gouji_model::{Amount, Decimal, Unit};
use gouji_standard::TargetWords;

use super::text::{Number, Prose, months};
use super::{factors, items};

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
pub(super) struct Money {
    pub amount: Amount,
    pub number: Number,
    /// Behind the unit and, of a rate, behind what it is per.
    pub end: usize,
    /// What the rate is per: 人, 月; empty for a plain amount.
    pub per: Vec<String>,
}

/// Everything that a text computes.
pub(super) fn written(words: &TargetWords, prose: &Prose) -> Vec<Written> {
    let money: Vec<Money> = prose.numbers.iter().filter_map(|n| money(prose, *n)).collect();
    let mut found = items::lists(words, prose, &money);
    found.extend(factors::products(words, prose, &money));
    found.extend(factors::chains(prose, &money));
    found.extend(items::wholes(words, prose, &money));
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

/// Whether a number is called a total: 共299250元, 共需发放12098元.
pub(super) fn is_total(words: &TargetWords, prose: &Prose, at: usize) -> bool {
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
