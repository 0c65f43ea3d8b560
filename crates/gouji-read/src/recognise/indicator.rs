//! Indicators of the target forms.
//!
//! Published forms lose their merged cells: the same indicator stands in other columns from row to
//! row. So a row is read as a sequence: levels, then name and value in turn. What stands behind the
//! second 二级指标 belongs to the year, what stands before it to the term.

use gouji_model::{
    Amount, GridCell, Indicator, Location, Operator, Reading, Side, TargetValue, Unit, fold_width,
    read_number,
};
use gouji_standard::folded_label;
use gouji_standard::profile::FormDef;

use super::form::any_label;
use super::label;

/// Collects the indicators of a form row by row.
#[derive(Debug)]
pub(super) struct Indicators<'d> {
    definition: &'d FormDef,
    /// The side of the left half; [`Side::Year`] where the form has one half only.
    first_side: Side,
    /// Grid column from which the right half begins.
    boundary: Option<usize>,
    level1: String,
    level2: [String; 2],
    pub found: Vec<Indicator>,
}

/// A cell of an indicator row.
enum Token<'c> {
    Level1(&'c str),
    Level2(String),
    Text(usize, &'c GridCell),
}

/// What stands behind one second level.
#[derive(Default)]
struct Segment<'c> {
    level2: Option<String>,
    pairs: Vec<(usize, &'c GridCell, Option<&'c GridCell>)>,
}

impl<'d> Indicators<'d> {
    pub(super) fn new(definition: &'d FormDef, first_side: Side) -> Self {
        Self {
            definition,
            first_side,
            boundary: None,
            level1: String::new(),
            level2: [String::new(), String::new()],
            found: Vec::new(),
        }
    }

    /// Reads a row.
    pub(super) fn row(&mut self, cells: &[(usize, &GridCell)]) {
        let second = cells.iter().filter(|(_, cell)| folded_label(&cell.text) == "二级指标").nth(1);
        if let Some((column, _)) = second {
            self.boundary.get_or_insert(*column);
        }
        let tokens = self.tokens(cells);
        let segments = self.segments(tokens);
        self.place(segments);
    }

    fn tokens<'c>(&self, cells: &[(usize, &'c GridCell)]) -> Vec<Token<'c>> {
        let mut tokens = Vec::new();
        for (at, (column, cell)) in cells.iter().enumerate() {
            let next = cells.get(at + 1).map(|(_, cell)| cell.text.as_str());
            if any_label(&self.definition.headings, &cell.text) {
                continue;
            }
            if let Some(name) = self.level1_of(&cell.text, next) {
                tokens.push(Token::Level1(name));
            } else if let Some(name) = self.level2_of(&cell.text) {
                tokens.push(Token::Level2(name));
            } else {
                tokens.push(Token::Text(*column, cell));
            }
        }
        tokens
    }

    /// A first level. 成本指标 is a first level only in front of a second level or a heading.
    fn level1_of<'c>(&self, text: &'c str, next: Option<&str>) -> Option<&'c str> {
        let folded = folded_label(text);
        if !self.definition.levels.iter().any(|level| level.name == folded) {
            return None;
        }
        let is_second = self.level2_of(text).is_some();
        let before_level = next.is_some_and(|next| {
            self.level2_of(next).is_some() || any_label(&self.definition.headings, next)
        });
        (!is_second || before_level).then_some(text)
    }

    /// A second level; one that its cell cuts short is given in full.
    fn level2_of(&self, text: &str) -> Option<String> {
        let mut wordings = self.definition.levels.iter().flat_map(|level| &level.second);
        let whole = wordings.clone().any(|wording| wording.matches(text));
        if whole {
            return Some(label::printed(text));
        }
        let folded = folded_label(text);
        if folded.chars().count() < 5 {
            return None;
        }
        wordings.find_map(|wording| {
            wording.expansions().into_iter().find(|full| full.starts_with(&folded))
        })
    }

    fn segments<'c>(&mut self, tokens: Vec<Token<'c>>) -> Vec<Segment<'c>> {
        let mut segments: Vec<Segment<'c>> = vec![Segment::default()];
        for token in tokens {
            match token {
                Token::Level1(name) => self.level1 = label::printed(name),
                Token::Level2(name) => {
                    segments.push(Segment { level2: Some(name), pairs: Vec::new() });
                }
                Token::Text(column, cell) => {
                    let Some(segment) = segments.last_mut() else { continue };
                    match segment.pairs.last_mut() {
                        Some((_, _, value @ None)) => *value = Some(cell),
                        // A merged value cell may have been printed twice.
                        Some((_, _, Some(value))) if value.text == cell.text => {}
                        _ => segment.pairs.push((column, cell, None)),
                    }
                }
            }
        }
        segments.retain(|segment| segment.level2.is_some() || !segment.pairs.is_empty());
        segments
    }

    /// Decides for each segment whether it belongs to the term or to the year.
    fn place(&mut self, segments: Vec<Segment<'_>>) {
        let count = segments.len();
        if self.first_side == Side::Year {
            for segment in segments {
                self.add_all(segment, Side::Year);
            }
            return;
        }
        if count == 1 {
            return segments.into_iter().for_each(|segment| self.split(segment));
        }
        let borrowed = self.borrowed(&segments);
        for (index, mut segment) in segments.into_iter().enumerate() {
            let side = if index + 1 == count { Side::Year } else { Side::Term };
            if segment.level2.is_none() && side == Side::Term {
                segment.level2.clone_from(&borrowed);
            }
            self.add_all(segment, side);
        }
    }

    /// The second level that the left half takes from the right one: where the left has none yet,
    /// or where both name the same indicator.
    fn borrowed(&self, segments: &[Segment<'_>]) -> Option<String> {
        let [first, .., last] = segments else { return None };
        let name =
            |segment: &Segment<'_>| segment.pairs.last().map(|(_, name, _)| name.text.clone());
        let none_yet = self.level2[0].is_empty();
        (none_yet || name(first) == name(last)).then(|| last.level2.clone()).flatten()
    }

    /// One segment for both halves: its last pair is the year's, unless it stands alone on the left.
    fn split(&mut self, segment: Segment<'_>) {
        let Segment { level2, mut pairs } = segment;
        if let Some(name) = level2 {
            let right_only =
                pairs.len() == 1 && self.boundary.is_some_and(|boundary| pairs[0].0 >= boundary);
            if !right_only {
                self.level2[0].clone_from(&name);
            }
            if pairs.len() != 1 || right_only {
                self.level2[1] = name;
            }
        }
        let year = match pairs.len() {
            0 => None,
            1 => {
                let on_right = self.boundary.is_some_and(|boundary| pairs[0].0 >= boundary);
                if on_right { pairs.pop() } else { None }
            }
            _ => pairs.pop(),
        };
        for (_, name, value) in pairs {
            self.add(name, value, Side::Term);
        }
        if let Some((_, name, value)) = year {
            self.add(name, value, Side::Year);
        }
    }

    fn add_all(&mut self, segment: Segment<'_>, side: Side) {
        if let Some(name) = segment.level2 {
            self.level2[half(side)] = name;
        }
        for (_, name, value) in segment.pairs {
            self.add(name, value, side);
        }
    }

    fn add(&mut self, name: &GridCell, value: Option<&GridCell>, side: Side) {
        let level2 = self.level2[half(side)].clone();
        let level3 = label::printed(&name.text);
        let printed = value.map_or_else(String::new, |value| value.text.clone());
        let known = self.found.iter().any(|i| {
            i.side == side && i.level2 == level2 && i.level3 == level3 && i.printed == printed
        });
        if known {
            return;
        }
        self.found.push(Indicator {
            side,
            level1: self.level1_above(&level2),
            level2,
            level3,
            value: target_value(&printed),
            printed,
            location: value
                .map_or(name.location, |value: &GridCell| -> Location { value.location }),
        });
    }

    /// The first level of a second one: the one printed last, where it has that second level.
    fn level1_above(&self, level2: &str) -> String {
        if level2.is_empty() {
            return self.level1.clone();
        }
        let mut holders = self
            .definition
            .levels
            .iter()
            .filter(|level| level.second.iter().any(|wording| wording.matches(level2)))
            .map(|level| level.name.as_str());
        let printed = folded_label(&self.level1);
        if holders.clone().any(|name| name == printed) {
            return printed;
        }
        holders.next().unwrap_or_default().to_owned()
    }
}

const fn half(side: Side) -> usize {
    match side {
        Side::Term => 0,
        Side::Year => 1,
    }
}

/// Operator, number and unit of a printed value; dates and words are words.
pub(super) fn target_value(printed: &str) -> TargetValue {
    let folded: String = printed.chars().map(fold_width).filter(|c| !c.is_whitespace()).collect();
    if folded.is_empty() {
        return TargetValue::Blank;
    }
    let (operator, rest) = split_operator(&folded);
    match read_number(rest) {
        Reading::Number(number) => {
            let unit = number.unit.unwrap_or_else(|| Unit::Other(String::new()));
            let is_date = number.value.scale() == 0
                && unit.as_str().starts_with(['年', '月', '日'])
                && (unit.as_str().len() > '年'.len_utf8() || number.value.mantissa() > 1900);
            if is_date {
                return TargetValue::Word;
            }
            TargetValue::Number(operator, Amount::as_printed(number.value, unit))
        }
        _ => TargetValue::Word,
    }
}

fn split_operator(text: &str) -> (Option<Operator>, &str) {
    const SIGNS: [(&str, Operator); 16] = [
        ("≥", Operator::AtLeast),
        (">=", Operator::AtLeast),
        ("大于等于", Operator::AtLeast),
        ("不低于", Operator::AtLeast),
        ("不少于", Operator::AtLeast),
        ("≤", Operator::AtMost),
        ("<=", Operator::AtMost),
        ("小于等于", Operator::AtMost),
        ("不超过", Operator::AtMost),
        ("不高于", Operator::AtMost),
        (">", Operator::MoreThan),
        ("大于", Operator::MoreThan),
        ("<", Operator::LessThan),
        ("小于", Operator::LessThan),
        ("=", Operator::Equal),
        ("等于", Operator::Equal),
    ];
    let hit = SIGNS.iter().find_map(|(sign, operator)| Some((*operator, text.strip_prefix(sign)?)));
    hit.map_or((None, text), |(operator, rest)| (Some(operator), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(printed: &str) -> String {
        match target_value(printed) {
            TargetValue::Number(operator, amount) => {
                format!(
                    "{}|{}|{}",
                    operator.map_or("", Operator::as_str),
                    amount.value,
                    amount.unit
                )
            }
            TargetValue::Word => "word".into(),
            TargetValue::Blank => "blank".into(),
        }
    }

    #[test]
    fn values_are_operator_number_and_unit_or_words() {
        for (printed, expected) in [
            ("≥310平方米", "≥|310|平方米"),
            ("3个", "|3|个"),
            ("≥98%", "≥|98|%"),
            ("1万元/座/年", "|1|万元/座/年"),
            ("22.5元/平方米", "|22.5|元/平方米"),
            ("20年", "|20|年"),
            ("2026年10月", "word"),
            ("2026年", "word"),
            ("2026年1月至2026年12月", "word"),
            ("提升", "word"),
            ("每年12月底前完成", "word"),
            ("", "blank"),
        ] {
            assert_eq!(shown(printed), expected, "{printed}");
        }
    }
}
