//! Who wrote an office document, as its properties say.

use gouji_model::{Location, Trace, TraceKind};
use gouji_ooxml::{Package, XmlNode, XmlReader, decode_xml};

/// Where the properties stand in OOXML and in OpenDocument.
const PARTS: [&str; 2] = ["docProps/core.xml", "meta.xml"];

/// Author and last editor. Properties that cannot be read say nothing.
pub(super) fn traces(package: &mut Package<'_>) -> Vec<Trace> {
    let part = PARTS.into_iter().find(|part| package.contains(part));
    let bytes = part.and_then(|part| package.part(part).ok());
    let xml = bytes.as_deref().and_then(|bytes| decode_xml(bytes).ok());
    xml.map_or_else(Vec::new, |xml| people(&xml))
}

fn people(xml: &str) -> Vec<Trace> {
    let mut reader = XmlReader::new(xml);
    let mut traces: Vec<Trace> = Vec::new();
    let mut open = None;
    while let Ok(Some(node)) = reader.read() {
        match node {
            XmlNode::Start(element) => {
                open = kind(element.tag().1);
                if let Some(kind) = open {
                    let location = Location::default();
                    traces.push(Trace { kind, text: String::new(), location });
                }
            }
            XmlNode::Text(text) => {
                if let (Some(_), Some(last)) = (open, traces.last_mut()) {
                    last.text.push_str(&text);
                }
            }
            XmlNode::End => open = None,
        }
    }
    traces.retain(|trace| !trace.text.trim().is_empty());
    traces
}

fn kind(name: &str) -> Option<TraceKind> {
    match name {
        // In OpenDocument `dc:creator` is who saved the file last; either way it is a person.
        "creator" | "initial-creator" => Some(TraceKind::Author),
        "lastModifiedBy" => Some(TraceKind::Editor),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn author_and_last_editor_are_read_and_blank_ones_are_not() {
        let xml = "<a xmlns:d='x'><d:creator>甲乙</d:creator><d:title>丙</d:title>\
                   <lastModifiedBy> </lastModifiedBy></a>";
        let traces = people(xml);
        assert_eq!(traces.len(), 1);
        assert_eq!((traces[0].kind, traces[0].text.as_str()), (TraceKind::Author, "甲乙"));
    }
}
