//! GJ803: 元 where 万元 is meant, and the reverse.

use std::sync::LazyLock;

use gouji_model::{CellValue, Decimal, Level, Message, Passage, PassageKind, Statement, Unit};
use regex::Regex;

use super::slip::around;
use crate::rules::{Case, Remark, Rule, Ruling};

pub(super) const RULE: Rule = Rule { code: "GJ803", judge };

/// A small amount in 元 with two decimals, as amounts in 万元 are printed.
static SMALL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:^|[^0-9.,，])([0-9]{1,3}\\.[0-9]{2}) ?元(?:$|[^/／每人月年天次度吨个平])")
        .expect("a literal")
});

/// An amount in 万元.
static TEN_THOUSANDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[0-9](?:\\.[0-9]+)? ?万元").expect("a literal"));

fn judge(case: &Case<'_>) -> Ruling {
    let disclosure = case.disclosure;
    if disclosure.passages.is_empty() && disclosure.statements.is_empty() {
        return Ruling::NotApplicable(Message::new("check-no-text"));
    }
    let tables = disclosure.statements.iter().filter_map(|table| unit(case, table));
    let amounts = disclosure.passages.iter().flat_map(|passage| amounts(case, passage));
    Ruling::Judged(tables.chain(amounts).chain(beyond(case)).collect())
}

/// An amount in 万元 in the text of a project.
static WAN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("([0-9][0-9,]*(?:\\.[0-9]+)?) ?万元").expect("a literal"));

/// Times the money of a project that no amount of its text is.
const TIMES: i64 = 100;

/// An amount in 万元 that is far beyond the money of its project, and within it in 元.
fn beyond(case: &Case<'_>) -> Vec<Remark> {
    let not_in = &case.standard.targets().durations.not_in;
    let mut remarks = Vec::new();
    for project in &case.disclosure.projects {
        let money = project.funding.iter().filter_map(|funding| funding.amount.as_ref()?.yuan());
        let Some(most) = money.max().filter(|most| !most.is_zero()) else { continue };
        let Some(limit) = most.checked_mul(Decimal::from(TIMES)) else { continue };
        for field in project.fields.iter().filter(|field| !not_in.contains(&field.id)) {
            for found in WAN.captures_iter(&field.text).filter_map(|found| found.get(1)) {
                let Ok(value) = found.as_str().replace(',', "").parse::<Decimal>() else {
                    continue;
                };
                let Some(yuan) = value.checked_mul(Decimal::from(10_000)) else { continue };
                if yuan <= limit || value > most {
                    continue;
                }
                let printed = format!("{}万元", found.as_str());
                let proposed = format!("{}元", found.as_str());
                let message = Message::new("GJ803-amount")
                    .with("printed", &printed)
                    .with("proposed", &proposed)
                    .with("around", around(&field.text, found.range()));
                let mut place = case.place(field.location);
                place.statement = Some(project.name.as_str().into());
                place.row = Some(field.label.as_str().into());
                let key = format!("beyond@{}@{}", project.name, field.id);
                let why = case.words("GJ803", "why");
                let remark = Remark::at(place, key, message).at_level(Level::Warning);
                remarks.push(remark.proposing(&printed, &proposed, why));
            }
        }
    }
    remarks
}

/// A table whose unit of measure is not that of its definition. Where its total is, digit by digit,
/// that of another table in the other unit, it is surely wrong.
fn unit(case: &Case<'_>, table: &Statement) -> Option<Remark> {
    let definition = case.profile.statement(&table.id)?;
    let expected = Unit::parse(&definition.unit);
    if !table.unit_printed || table.unit == expected || !expected.is_money() {
        return None;
    }
    let totals = totals(table);
    let others = case.disclosure.statements.iter().filter(|other| other.unit == expected);
    let mut twins =
        others.filter(|other| totals.iter().any(|total| self::totals(other).contains(total)));
    let twin = twins.next();
    let place = case.place_of_table(table);
    let message = Message::new(if twin.is_some() { "GJ803-twin" } else { "GJ803-table" })
        .with("title", &table.title)
        .with("printed", &table.unit)
        .with("expected", &expected)
        .with("twin", twin.map_or("", |twin| &*twin.title));
    let level = if twin.is_some() { Level::Error } else { Level::Note };
    let remark = Remark::at(place, format!("table@{}", table.id), message).at_level(level);
    let why = case.words("GJ803", "why");
    Some(remark.proposing(&table.unit.to_string(), &expected.to_string(), why))
}

/// What a table prints as its greatest amounts: numbers of four digits and more.
fn totals(table: &Statement) -> Vec<String> {
    let cells = table.rows.iter().filter(|row| row.parent.is_none()).flat_map(|row| &row.cells);
    let amounts = cells.filter(|cell| matches!(cell.value, CellValue::Amount(_)));
    let printed = amounts.map(|cell| cell.printed.replace([',', '，', ' '], ""));
    printed.filter(|text| text.bytes().filter(u8::is_ascii_digit).count() >= 4).collect()
}

/// Small amounts in 元 among amounts in 万元. One that is held against its cell is the matter of
/// that equation.
fn amounts(case: &Case<'_>, passage: &Passage) -> Vec<Remark> {
    if passage.kind != PassageKind::Paragraph || !TEN_THOUSANDS.is_match(&passage.text) {
        return Vec::new();
    }
    let is_bound = |printed: &str| {
        case.disclosure.claims.iter().any(|claim| {
            let at = passage.pieces.iter().any(|(_, location)| *location == claim.location);
            at && !claim.is_unbound() && claim.printed.contains(printed)
        })
    };
    let found = SMALL.captures_iter(&passage.text).filter_map(|captures| captures.get(1));
    // A price is told by what stands before it.
    let is_price = |found: &regex::Match<'_>| {
        let before = around(&passage.text[..found.start()], found.start()..found.start());
        ["每", "均", "单价", "标准", "价格"].iter().any(|word| before.contains(word))
    };
    let found = found.filter(|found| !is_bound(found.as_str()) && !is_price(found));
    let remark = |found: regex::Match<'_>| {
        let printed = format!("{}元", found.as_str());
        let proposed = format!("{}万元", found.as_str());
        let before = around(&passage.text, found.start()..found.start());
        let message = Message::new("GJ803-amount")
            .with("printed", &printed)
            .with("proposed", &proposed)
            .with("around", around(&passage.text, found.range()));
        let key =
            format!("amount@{}@{}", passage.heading, before.chars().take(8).collect::<String>());
        let place = case.place_of(passage, found.start());
        let why = case.words("GJ803", "why");
        Remark::at(place, key, message).at_level(Level::Warning).proposing(&printed, &proposed, why)
    };
    found.map(remark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_per_head_or_month_is_no_slip() {
        let found = |text: &str| SMALL.captures(text).map(|found| found[1].to_owned());
        assert_eq!(found("减少24.78元，").as_deref(), Some("24.78"));
        assert_eq!(found("补助526.50元/月"), None);
        assert_eq!(found("1,024.78元"), None);
    }
}
