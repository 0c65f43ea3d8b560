//! A sheet, and the parts that hold its notes.

use gouji_ooxml::{Insertions, XmlError, XmlNode, XmlReader, decode_xml};

use super::{Edited, Notes, boxes, notes, relationships};
use crate::annotate::AnnotateError;

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// What follows the reference to the drawing of notes in a sheet, by the order that its schema has.
const BEHIND: [&str; 8] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// A sheet of the workbook.
#[derive(Debug)]
pub(super) struct Sheet {
    pub name: String,
    /// Name of its part; empty where there is none.
    pub part: String,
    pub hidden: bool,
}

/// What is known of the part of a sheet.
struct Form {
    /// Its namespace.
    namespace: String,
    /// Relationship of the drawing of its notes.
    drawing: Option<String>,
}

/// Writes notes into a sheet; those that it has stay.
pub(super) fn annotate(
    package: &mut Edited<'_>,
    sheet: &Sheet,
    notes: &Notes,
    block: u32,
) -> Result<(), AnnotateError> {
    let missing = || AnnotateError::Damaged(sheet.name.clone());
    let part = Some(sheet.part.as_str()).filter(|part| !part.is_empty()).ok_or_else(missing)?;
    let form = form(&decode_xml(&package.part(part)?)?)?;
    let related = package.relationships(part)?;
    let types = relationships(&form.namespace);
    let comments = related.target("comments").filter(|name| package.contains(name));
    let new = if let Some(name) = comments {
        notes::merge(package, name, notes)?
    } else {
        let name = package.free_name("xl", "comments", "xml");
        package.add(&name, COMMENTS, notes::part(&form.namespace, notes).into_bytes())?;
        package.relate(part, &format!("{types}/comments"), &name)?;
        notes.keys().copied().collect()
    };
    let shapes = boxes::shapes(notes, &new, block);
    let drawing = form.drawing.as_deref().and_then(|id| related.by_id(id));
    if let Some(name) = drawing.filter(|name| package.contains(name)) {
        let bytes = boxes::merge(&package.part(name)?, &shapes).ok_or_else(missing)?;
        package.put(name, bytes);
        return Ok(());
    }
    let name = package.free_name("xl/drawings", "vmlDrawing", "vml");
    package.add(&name, DRAWING, boxes::part(&shapes, block).into_bytes())?;
    let id = package.relate(part, &format!("{types}/vmlDrawing"), &name)?;
    package.edit(part, |xml| with_drawing(xml, &id, types))
}

fn form(xml: &str) -> Result<Form, XmlError> {
    let mut reader = XmlReader::new(xml);
    let mut form = Form { namespace: String::new(), drawing: None };
    while let Some(node) = reader.read()? {
        let XmlNode::Start(element) = node else { continue };
        match (reader.depth(), element.tag().1) {
            (1, _) => {
                let name = element.name();
                let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
                form.namespace = reader.namespace(prefix).unwrap_or_default();
            }
            (2, "legacyDrawing") => form.drawing = element.attribute("id"),
            _ => {}
        }
    }
    Ok(form)
}

/// The sheet with a reference to a drawing of notes, in its place.
fn with_drawing(xml: &str, id: &str, types: &str) -> Result<String, XmlError> {
    let mut reader = XmlReader::new(xml);
    let mut prefix = String::new();
    let mut insertions = Insertions::default();
    while let Some(node) = reader.read()? {
        let drawing = |p: &str| format!("<{p}legacyDrawing xmlns:r=\"{types}\" r:id=\"{id}\"/>");
        match node {
            XmlNode::Start(element) if reader.depth() == 1 => {
                let name = element.name();
                prefix = name.split_once(':').map_or_else(String::new, |(p, _)| format!("{p}:"));
            }
            XmlNode::Start(element) if reader.depth() == 2 && BEHIND.contains(&element.tag().1) => {
                insertions.at(reader.span().start, drawing(&prefix));
                break;
            }
            XmlNode::End if reader.depth() == 0 => {
                insertions.at(reader.span().start, drawing(&prefix));
            }
            _ => {}
        }
    }
    Ok(insertions.applied(xml))
}

#[cfg(test)]
mod tests {
    use super::with_drawing;

    #[test]
    fn the_drawing_stands_where_the_schema_wants_it() {
        let drawing = "<legacyDrawing xmlns:r=\"t\" r:id=\"i\"/>";
        for (before, behind) in [
            ("<worksheet><sheetData/><drawing/>", "<tableParts/><extLst/></worksheet>"),
            ("<worksheet><sheetData><row><picture/></row></sheetData>", "</worksheet>"),
        ] {
            let found = with_drawing(&format!("{before}{behind}"), "i", "t").unwrap();
            assert_eq!(found, format!("{before}{drawing}{behind}"));
        }
    }
}
