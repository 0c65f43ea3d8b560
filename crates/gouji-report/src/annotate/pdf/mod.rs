//! Highlights in a PDF.
//!
//! The file is not written anew: new objects stand behind its end, as the format provides for, so that
//! the original is the beginning of the copy, byte for byte.

mod base;
mod marks;
mod space;
mod syntax;
mod update;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_model::{Area, Level};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict};
use hayro_syntax::page::Page;

use super::{AnnotateError, Remark, Weight, unplaced};
use crate::words::Words;
use base::Base;
use marks::Mark;
use space::Space;
use update::Update;

/// The file with the remarks as annotations.
pub(super) fn annotated(
    bytes: &[u8],
    remarks: &[Remark],
    words: Words,
) -> Result<Vec<u8>, AnnotateError> {
    let base = Base::of(bytes)?;
    // The library may panic on what it was not written for, as when it is read.
    let written = catch_unwind(AssertUnwindSafe(|| write(bytes, base, remarks, words)));
    written.unwrap_or_else(|_| Err(AnnotateError::Damaged("PDF".to_owned())))
}

fn write(
    bytes: &[u8],
    base: Base,
    remarks: &[Remark],
    words: Words,
) -> Result<Vec<u8>, AnnotateError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| AnnotateError::Damaged("xref".to_owned()))?;
    let mut update = Update::new(bytes, base);
    for (number, marks) in by_page(remarks, pdf.pages().len(), words) {
        let page = pdf.pages().get(number);
        let page = page.ok_or_else(|| AnnotateError::Damaged("pages".to_owned()))?;
        annotate(&mut update, page, &marks)?;
    }
    Ok(update.finish())
}

/// What is marked on each page, by its index.
fn by_page(remarks: &[Remark], pages: usize, words: Words) -> BTreeMap<usize, Vec<Mark>> {
    let mut found: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
    let mut homeless: Vec<&Remark> = Vec::new();
    for remark in remarks {
        let page = remark.place.page.and_then(|page| usize::try_from(page).ok()?.checked_sub(1));
        let area = remark.place.area.filter(|area| *area != Area::default());
        match page.filter(|page| *page < pages) {
            Some(page) => mark(found.entry(page).or_default(), remark, area),
            None if remark.weight == Weight::Main => homeless.push(remark),
            None => {}
        }
    }
    if let Some(text) = unplaced(&homeless, words) {
        let level = homeless.iter().map(|it| it.level).max().unwrap_or(Level::Note);
        let mark = Mark { area: None, level, weight: Weight::Main, text };
        found.entry(0).or_default().insert(0, mark);
    }
    found
}

/// Marks a place. What is said of one place stands in one note, under the gravest level; that a number
/// only takes part in something else is then left out.
fn mark(marks: &mut Vec<Mark>, remark: &Remark, area: Option<Area>) {
    let Remark { level, weight, .. } = *remark;
    let before = marks.iter_mut().find(|mark| area.is_some() && mark.area == area);
    match before {
        Some(before) if before.weight < weight => {}
        Some(before) if before.weight > weight => {
            *before = Mark { area, level, weight, text: remark.text.clone() };
        }
        Some(before) => {
            before.level = before.level.max(level);
            before.text = format!("{}\n\n{}", before.text, remark.text);
        }
        None if area.is_none() && weight == Weight::Related => {}
        None => marks.push(Mark { area, level, weight, text: remark.text.clone() }),
    }
}

/// Writes the marks of a page, and the page with them.
fn annotate(update: &mut Update, page: &Page<'_>, marks: &[Mark]) -> Result<(), AnnotateError> {
    let broken = || AnnotateError::Damaged("page".to_owned());
    let dictionary = page.raw();
    let id = dictionary.obj_id().ok_or_else(broken)?;
    let number = u32::try_from(id.obj_number).map_err(|_| broken())?;
    let generation = u32::try_from(id.gen_number).map_err(|_| broken())?;
    let space = Space::of(page);
    let mut annotations = Vec::new();
    for (nth, mark) in marks.iter().enumerate() {
        annotations.extend(marks::write(update, &space, (number, generation), mark, nth));
    }
    let body = with_annotations(dictionary, &annotations).ok_or_else(broken)?;
    update.replace(number, generation, &body);
    Ok(())
}

/// The page as it is written with more annotations; those that it has stay.
fn with_annotations(page: &Dict<'_>, annotations: &[u32]) -> Option<Vec<u8>> {
    let bytes = page.data();
    let entries = syntax::entries(bytes, 0)?;
    let before = page.get::<Array<'_>>("Annots");
    let mut list = vec![b'['];
    list.extend(before.as_ref().map_or(&b""[..], Array::data));
    for number in annotations {
        list.extend(format!(" {number} 0 R").into_bytes());
    }
    list.push(b']');
    let mut body = Vec::with_capacity(bytes.len() + list.len());
    let old: Vec<_> = entries.iter().filter(|entry| entry.key == b"Annots").collect();
    let mut at = 0;
    for entry in old {
        body.extend(bytes.get(at..entry.span.start)?);
        at = entry.span.end;
    }
    let rest = bytes.get(at..)?.trim_ascii_end().strip_suffix(b">>")?;
    body.extend([rest, b" /Annots ", &list[..], b" >>"].concat());
    Some(body)
}
