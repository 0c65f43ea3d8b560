//! Two numbers, and what lies between them, in words.

use gouji_model::{CellChange, CellState, Message};

use crate::words::Words;

/// Before, now, the difference with its unit, and the rate.
pub(super) fn cell_words(words: Words, cell: &CellChange) -> [String; 4] {
    let state = |state: &CellState| match state {
        CellState::Printed { unit, .. } => {
            let number = state.signed().unwrap_or_default();
            if *unit == cell.unit { number } else { format!("{number} {unit}") }
        }
        CellState::Zero => words.word("report-diff-zero"),
        CellState::Unknown => words.word("report-diff-unknown"),
    };
    let signed = |text: String| if text.starts_with('-') { text } else { format!("+{text}") };
    let new = words.say(&Message::new("report-diff-now").with("new", state(&cell.new)));
    let difference = cell.difference.map_or_else(String::new, |difference| {
        format!("{} {}", signed(grouped(&difference.to_string())), cell.unit)
    });
    let rate = cell.rate.map_or_else(String::new, |rate| format!("{} %", signed(rate.to_string())));
    [state(&cell.old), new, difference, rate]
}

/// A number with its thousands apart, as documents print amounts.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut grouped = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let shown = ["33556428", "-3512169.05", "482", "-100", "0.50", "1000"].map(grouped);
        assert_eq!(shown, ["33,556,428", "-3,512,169.05", "482", "-100", "0.50", "1,000"]);
    }
}
