//! Places as locations: what a viewer can open, and what a person looks for.

use std::fmt::Write;

use gouji_model::{Disclosure, Finding, Message, Place};

use super::log::{
    ArtifactLocation, Location, LogicalLocation, PhysicalLocation, PlaceProperties, Region,
    Words as Said,
};
use crate::terminal::place;
use crate::words::Words;

/// Makes the locations of a document.
#[derive(Clone, Copy)]
pub(super) struct Locations<'a> {
    words: Words,
    disclosure: &'a Disclosure,
}

impl<'a> Locations<'a> {
    pub(super) const fn new(words: Words, disclosure: &'a Disclosure) -> Self {
        Self { words, disclosure }
    }

    /// A text with the place behind it, for viewers that show nothing of a place but a line.
    pub(super) fn at(&self, text: &str, place: Option<&Place>) -> String {
        match place.and_then(|place| self.words_of(place)) {
            Some(place) => {
                let message = Message::new("output-at").with("message", text);
                self.words.say(&message.with("place", place))
            }
            None => text.to_owned(),
        }
    }

    /// Where a finding stands; a finding has more than one location in SARIF only where each must
    /// be changed, so further places are related ones.
    pub(super) fn main(&self, finding: &Finding) -> Location {
        finding.places.first().map_or_else(|| self.whole(), |place| self.location(place))
    }

    /// The document as a whole.
    pub(super) fn whole(&self) -> Location {
        self.location(&Place::default())
    }

    /// Further places and every operand.
    pub(super) fn related(&self, finding: &Finding) -> Vec<Location> {
        let another = self.words.word("output-another-place");
        let is_operand = |place: &Place| finding.operands.iter().any(|one| one.place == *place);
        let places = finding.places.iter().skip(1).filter(|place| !is_operand(place));
        let places = places.map(|place| (place, another.clone()));
        let operands = finding.operands.iter().map(|operand| {
            let blank = || self.words.word("report-blank");
            let printed = Some(operand.printed.clone()).filter(|text| !text.trim().is_empty());
            let message = Message::new("output-operand")
                .with("label", &operand.label)
                .with("printed", printed.unwrap_or_else(blank));
            (&operand.place, self.words.say(&message))
        });
        let related = places.chain(operands).zip(1..).map(|((place, text), id)| Location {
            id: Some(id),
            message: Some(Said::literal(&text)),
            ..self.location(place)
        });
        related.collect()
    }

    pub(super) fn location(&self, place: &Place) -> Location {
        let file = place.file.as_ref().unwrap_or(&self.disclosure.file);
        Location {
            id: None,
            physical: PhysicalLocation {
                artifact_location: artifact(file),
                region: place.line.map(|start_line| Region { start_line }),
                properties: properties(place),
            },
            logical: logical(place).into_iter().collect(),
            message: self.words_of(place).map(|text| Said::literal(&text)),
        }
    }

    fn words_of(&self, place: &Place) -> Option<String> {
        place::known(self.words, place, &self.disclosure.file)
    }
}

fn properties(place: &Place) -> PlaceProperties {
    let numbers = [("page", place.page), ("paragraph", place.paragraph), ("cell", place.cell)];
    let names = [("sheet", &place.sheet), ("ref", &place.reference), ("path", &place.path)];
    PlaceProperties {
        numbers: numbers.into_iter().filter_map(|(key, n)| Some((key, n?))).collect(),
        names: names
            .into_iter()
            .filter_map(|(key, n)| Some((key, n.as_ref()?.to_string())))
            .collect(),
        area: place.area,
    }
}

/// The innermost thing of the document that the place names.
fn logical(place: &Place) -> Option<LogicalLocation> {
    let parts = [
        ("table", &place.statement),
        ("section", &place.section),
        ("row", &place.row),
        ("cell", &place.column),
    ];
    let levels: Vec<_> =
        parts.into_iter().filter_map(|(kind, name)| Some((kind, name.as_deref()?))).collect();
    let (kind, name) = *levels.last()?;
    let names: Vec<&str> = levels.iter().map(|(_, name)| *name).collect();
    Some(LogicalLocation { name: name.to_owned(), fully_qualified_name: names.join(" / "), kind })
}

/// A file as a URI: relative as the user named it, or absolute.
pub(super) fn artifact(file: &str) -> ArtifactLocation {
    let path = match std::path::MAIN_SEPARATOR {
        '/' => file.to_owned(),
        separator => file.replace(separator, "/"),
    };
    ArtifactLocation { uri: uri(&path) }
}

fn uri(path: &str) -> String {
    match path.as_bytes() {
        [b'/', ..] => format!("file://{}", encoded(path)),
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => {
            format!("file:///{}:{}", char::from(*drive), encoded(&path[2..]))
        }
        _ => encoded(path),
    }
}

/// Percent-encoded, but for what may stand in any segment of a path.
fn encoded(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_file_is_a_uri_relative_as_the_user_named_it() {
        assert_eq!(uri("预算 2026.pdf"), "%E9%A2%84%E7%AE%97%202026.pdf");
        assert_eq!(uri("../a:b/c#1.pdf"), "../a%3Ab/c%231.pdf");
        assert_eq!(uri("/srv/a.pdf"), "file:///srv/a.pdf");
        assert_eq!(uri("C:/a b.pdf"), "file:///C:/a%20b.pdf");
    }
}
