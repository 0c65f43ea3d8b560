//! The numbers that a browser prints in front of the items of a list.

use scraper::node::Element;

/// A list whose items are being read.
#[derive(Debug)]
pub(super) struct List {
    /// Number of the next item; `None` where items have no numbers.
    next: Option<u32>,
    letters: Option<u8>,
}

impl List {
    /// The list that an element opens; `None` for any other element.
    pub(super) fn of(element: &Element) -> Option<Self> {
        match element.name() {
            "ul" | "menu" | "dir" => Some(Self { next: None, letters: None }),
            "ol" => {
                let start = element.attr("start").and_then(|start| start.trim().parse().ok());
                let letters = match element.attr("type").map(str::trim) {
                    Some("a") => Some(b'a'),
                    Some("A") => Some(b'A'),
                    _ => None,
                };
                let plain = element.attr("style").is_some_and(is_plain);
                Some(Self { next: (!plain).then_some(start.unwrap_or(1)), letters })
            }
            _ => None,
        }
    }

    /// The mark in front of an item.
    pub(super) fn mark(&mut self, item: &Element) -> Option<String> {
        let said = item.attr("value").and_then(|value| value.trim().parse().ok());
        let number = said.or(self.next)?;
        self.next = Some(number.saturating_add(1));
        if item.attr("style").is_some_and(is_plain) {
            return None;
        }
        let letter = self.letters.zip(u8::try_from(number).ok().filter(|n| (1..=26).contains(n)));
        Some(match letter {
            Some((first, number)) => format!("{}.", char::from(first + number - 1)),
            None => format!("{number}."),
        })
    }
}

/// Whether a style takes the numbers away.
fn is_plain(style: &str) -> bool {
    let list_style = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    list_style.into_iter().any(|(key, value)| {
        matches!(key.trim(), "list-style" | "list-style-type")
            && value.split_whitespace().any(|word| word == "none")
    })
}
